"""What stands where in the text of a letter: its frame, lists, tables and quoted questions."""
