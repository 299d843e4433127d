"""What a reader of any format hands over, and how text is put together from it."""
