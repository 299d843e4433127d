"""Citations: proved, written officially, and exported."""
