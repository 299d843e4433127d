"""The commands that ask the letters something."""
