"""Runs: asked, judged, written, compared."""
