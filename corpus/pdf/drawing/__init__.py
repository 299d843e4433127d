"""The drawing of a PDF page: pieces of text, rules, what is hidden."""
