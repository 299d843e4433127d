"""Learn the reader from questions with verbatim answers."""
