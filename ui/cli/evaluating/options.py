"""The options of the command that measures."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path


def add_evaluation(command: ArgumentParser) -> None:
    """Add the options of ``wmo eval``."""
    command.add_argument(
        "task",
        nargs="*",
        metavar="TAAK",
        help="compare MAP MAP: vergelijk twee uitslagen; add-feedback MAP BESTAND: maak vragen van "
        "oordelen",
    )
    command.add_argument(
        "--letters", type=Path, metavar="MAP", help="map met de brieven waarover de vragen gaan"
    )
    command.add_argument("--questions", type=Path, metavar="BESTAND", help="andere vragen")
    command.add_argument(
        "--fail-under",
        action="append",
        default=[],
        metavar="MAAT=WAARDE",
        help="eindig met code 2 als een maat lager is",
    )
    command.add_argument(
        "--out",
        type=Path,
        metavar="MAP",
        help="schrijf de uitslag in een map, en ga verder als die afgebroken was",
    )
    command.add_argument(
        "--split", choices=("dev", "test"), default="", help="alleen dit deel van de vragen"
    )
    command.add_argument(
        "--workers", type=int, default=1, metavar="N", help="zoveel vragen tegelijk (standaard: 1)"
    )
    command.add_argument(
        "--time-index", action="store_true", help="meet ook hoelang indexeren duurt"
    )
    _add_sets(command)


def _add_sets(command: ArgumentParser) -> None:
    """Add the other kinds of sets that can be measured."""
    command.add_argument(
        "--conversations", type=Path, metavar="BESTAND", help="meet gesprekken in plaats van vragen"
    )
    command.add_argument(
        "--reading",
        type=Path,
        nargs="+",
        default=[],
        metavar="BESTAND",
        help="meet het lezen op vragen met letterlijke citaten",
    )
    command.add_argument(
        "--chosen", action="store_true", help="met --reading: kies bij elke vraag haar eigen brief"
    )
    command.add_argument(
        "--in-full",
        action="store_true",
        help="met --reading: stel latere vragen van een gesprek zoals ze los zouden staan",
    )
    command.add_argument(
        "--after-unrelated",
        action="store_true",
        help="stel elke vraag ook na een vraag over iets anders",
    )
    command.add_argument(
        "--beir", type=Path, metavar="MAP", help="meet het zoeken op een map in BEIR-indeling"
    )
