"""What is asked: words, names, years, and what a turn leans on."""
