"""Which files of a folder are letters, and what their owner corrects beside them."""
