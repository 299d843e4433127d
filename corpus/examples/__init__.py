"""Fictional letters about the Wmo 2015, the program that renders them, and questions on them."""
