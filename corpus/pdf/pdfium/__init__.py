"""A second program that reads and draws PDF pages."""
