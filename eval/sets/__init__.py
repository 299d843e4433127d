"""Questions with known evidence."""
