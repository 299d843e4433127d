"""What the pages of the web server stand on: who may come in, what is kept, scripts and styles."""
