"""From lines on a PDF page to paragraphs, tables and notes in reading order."""
