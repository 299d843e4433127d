"""The command that makes, lists and removes the keys of the HTTP interface."""

from __future__ import annotations

import sys
from argparse import Namespace

from index import LetterStore
from ui.web.api import wording
from ui.web.api.door.keys import FILE, add_key, read_keys, remove_key


def keys(given: Namespace) -> int:
    """Add, list or remove keys; a new one goes to standard output, once.

    A key is shown and removed also while the index itself cannot be read.

    Raises:
        NoIndex: there is no index whose keys these could be.
        BadInput: a name cannot be used, or the file with keys cannot.
    """
    if given.action == "add" or not (given.index / FILE).exists():
        LetterStore(given.index).made()
    match given.action:
        case "add":
            secret = add_key(given.index, given.name, writes=given.write)
            sys.stderr.write(f"{wording.KEY_MADE}\n")
            sys.stdout.write(f"{secret}\n")
        case "remove":
            remove_key(given.index, given.name)
            sys.stdout.write(wording.KEY_REMOVED.format(name=given.name) + "\n")
        case _:
            rows = [
                f"{one.name:<40}  {one.made}  {wording.WRITES if one.writes else wording.READS}"
                for one in read_keys(given.index)
            ]
            sys.stdout.write("\n".join(rows or [wording.NO_KEYS_YET]) + "\n")
    return 0
