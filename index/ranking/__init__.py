"""From candidates to ranked hits."""
