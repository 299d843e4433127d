"""The options that limit a search to some letters."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index import Filter

_DATES = (
    ("since", "--since", "brieven vanaf deze datum"),
    ("until", "--until", "brieven tot en met deze datum"),
    ("as_of", "--as-of", "de stand op deze datum: alle brieven tot en met die dag"),
)
_NAMES = (
    ("senders", "--from", "AFZENDER", "deel van de naam of het ambt van de afzender"),
    ("levels", "--level", "NIVEAU", "soort overheid, zoals rijk of gemeente"),
    ("kinds", "--kind", "SOORT", "soort brief, zoals kamerbrief"),
    ("letters", "--letter", "ID", "brief met dit id, zoals wmo letters het toont"),
)


def add_choice(command: ArgumentParser) -> None:
    """Add the options that limit a search to a command."""
    group = command.add_argument_group(
        "keuze uit de brieven",
        "Datums als 2024-12-20, 20-12-2024, 2024-12 of 2024. Geef --from, --level, --kind en "
        "--letter vaker voor meer dan één mogelijkheid.",
    )
    for name, option, meaning in _DATES:
        group.add_argument(option, dest=name, metavar="DATUM", help=meaning)
    for name, option, placeholder, meaning in _NAMES:
        group.add_argument(
            option, dest=name, action="append", default=[], metavar=placeholder, help=meaning
        )


def chosen(given: Namespace) -> Filter | None:
    """Return the filter that the options of a command make of its index; ``None`` without any.

    Raises:
        BadInput: a date is impossible, or no letter is of a sender, level, kind or id.
        NoIndex: there is no index in the folder.
    """
    from ui.filter_options import Choice, filter_of

    called = {name: option for name, option, *_ in (*_DATES, *_NAMES)}
    choice = Choice(**{name: getattr(given, name) for name in called})
    return filter_of(choice, given.index, called)
