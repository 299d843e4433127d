"""Commitments and their deadlines."""
