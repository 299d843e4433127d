"""Letters, passages and vectors in one SQLite file."""
