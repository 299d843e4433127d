"""The command that measures: what it does, and its options."""
