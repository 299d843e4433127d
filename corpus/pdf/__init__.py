"""PDF files: pages, what is seen on them, and what is not."""
