"""Saved mail and web archives."""
