"""The doors: command line and chat."""

from ui.main import main

__all__ = ["main"]
