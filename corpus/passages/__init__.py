"""Letters cut into sentences and passages."""
