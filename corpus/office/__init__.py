"""What files of office programs share: fonts of symbols, fields with equations, compound files."""
