"""Dutch as Dutch: lemmas, compounds, spelling, notations."""
