"""Answers and letters as HTML."""
