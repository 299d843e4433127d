"""The options of the command that fetches letters."""

from __future__ import annotations

from pathlib import Path

from ui.cli.argument_parser import DutchParser
from ui.fetching_words import SOURCES

DEFAULT_FOLDER = Path("brieven-van-bronnen")


def add_fetch(command: DutchParser) -> None:
    """Add the options of ``wmo fetch``."""
    command.add_argument("source", choices=tuple(SOURCES), metavar="BRON", help=", ".join(SOURCES))
    command.add_argument("--query", default="", metavar="WOORDEN", help="stukken met deze woorden")
    command.add_argument(
        "--dossier",
        default="",
        metavar="NUMMER",
        help="Kamerstukdossier: 29538, of met een toevoeging: 36600-XVI",
    )
    command.add_argument(
        "--municipality",
        default="",
        metavar="GEMEENTE",
        help="wat deze gemeente heeft gepubliceerd",
    )
    command.add_argument("--since", default="", metavar="DATUM", help="vanaf deze dag: JJJJ-MM-DD")
    command.add_argument(
        "--into",
        type=Path,
        default=DEFAULT_FOLDER,
        metavar="MAP",
        help=f"map voor de stukken (standaard: {DEFAULT_FOLDER})",
    )
    command.add_argument(
        "--settings", type=Path, metavar="BESTAND", help="instellingen van de beheerder (wmo.toml)"
    )
