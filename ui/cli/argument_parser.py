"""An argument parser that speaks Dutch."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable
from typing import Any, NoReturn

MESSAGES = (
    (r"the following arguments are required: (.+)", r"vul nog in: \1"),
    (r"unrecognized arguments: (.+)", r"onbekend: \1"),
    (r"argument (.+): invalid choice: (.+) \(choose from (.+)\)", r"\2 kan niet; kies uit: \3"),
    (r"argument (.+): invalid (?:int|_count) value: (.+)", r"\1: \2 is geen heel getal"),
    (r"argument (.+): (het aantal .+)", r"\1: \2"),
    (r"argument (.+): expected (?:at least )?one argument", r"\1: hier hoort een waarde achter"),
    (r"ambiguous option: (.+) could match (.+)", r"\1 kan op meer slaan: \2"),
)


class DutchFormatter(argparse.HelpFormatter):
    """Help whose usage line begins in Dutch."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """Add the usage line, as argparse asks for it."""
        super().add_usage(usage, actions, groups, "gebruik: " if prefix is None else prefix)


class DutchParser(argparse.ArgumentParser):
    """A parser whose help and errors are Dutch; a wrong call is one line and exit code 1."""

    def __init__(self, **given: Any) -> None:  # noqa: ANN401 - what argparse takes
        super().__init__(add_help=False, formatter_class=DutchFormatter, **given)
        self._positionals.title = "invoer"
        self._optionals.title = "opties"
        self.add_argument("-h", "--help", action="help", help="toon deze hulp")

    def error(self, message: str) -> NoReturn:
        """Say in one Dutch line what is wrong with the call, and stop."""
        for english, dutch in MESSAGES:
            if re.fullmatch(english, message):
                message = re.sub(english, dutch, message)
                break
        sys.stderr.write(f"{self.prog}: {message}. Hulp: {self.prog} --help\n")
        raise SystemExit(1)
