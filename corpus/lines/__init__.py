"""From lines of text to headings, paragraphs and notes, in any format that has only lines."""
