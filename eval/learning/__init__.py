"""Weights that are learned: of the ranking, and of which turns lean on those before."""
