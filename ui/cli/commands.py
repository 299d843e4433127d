"""The table of commands: by the name of each, what does it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable

from ui.cli.asking.ask_command import ask
from ui.cli.asking.commitments_command import commitments
from ui.cli.asking.search_command import search
from ui.cli.asking.timeline_command import timeline
from ui.cli.backup_command import backup, restoration
from ui.cli.doctor import doctor
from ui.cli.evaluating.command import evaluation
from ui.cli.fetching.command import fetching
from ui.cli.index_command import index
from ui.cli.keys_command import keys
from ui.cli.letters_command import letters
from ui.cli.mcp_command import mcp
from ui.cli.serving import chat, serve
from ui.passwords import password

COMMANDS: dict[str, Callable[[Namespace], int]] = {
    "index": index,
    "fetch": fetching,
    "search": search,
    "ask": ask,
    "timeline": timeline,
    "commitments": commitments,
    "letters": letters,
    "doctor": doctor,
    "eval": evaluation,
    "chat": chat,
    "serve": serve,
    "keys": keys,
    "mcp": mcp,
    "password": password,
    "backup": backup,
    "restore": restoration,
}


def run(given: Namespace) -> int:
    """Run the command that was asked for and return its exit code."""
    return COMMANDS[given.command](given)
