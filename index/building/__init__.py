"""From files to the store, and from the store to all that is derived from it."""
