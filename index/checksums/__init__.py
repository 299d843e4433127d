"""Whether what is read is as it was written: rows, files, and the letters of which it is not."""
