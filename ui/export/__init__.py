"""Answers and letters as text, Markdown and Word."""
