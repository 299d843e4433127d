"""What Word documents and other office programs leave to be decoded: fonts, looks, old files."""
