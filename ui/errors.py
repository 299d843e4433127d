"""What a user can mend."""


class BadInput(Exception):
    """What the user gave cannot be used; the message says why and what to do, in Dutch."""
