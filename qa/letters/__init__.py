"""Questions about letters as such."""
