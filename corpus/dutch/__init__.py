"""Dutch numbers, dates and lists in words."""
