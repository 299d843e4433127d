"""Fetches letters from an official source and tells what came of each."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections import Counter
from pathlib import Path

from corpus import Fetched, Wish, fetch
from ui.fetching_words import REMOVED, counted, not_fetched, pages_seen
from ui.settings import DEFAULTS, read_settings

_PAGES = 25  # pages after which is told that the search goes on
_WORDS = {"new": "Nieuw", "replaced": "Vervangen", "removed": REMOVED}


def fetching(given: Namespace) -> int:
    """Fetch what is new, changed or withdrawn; exit code 1 when something did not come in."""
    settings = (read_settings(given.settings) if given.settings else DEFAULTS).sources
    wish = Wish(
        given.query.strip(), given.dossier.strip(), given.since.strip(), given.municipality.strip()
    )
    counts: Counter[str] = Counter()
    try:
        for one in fetch(given.source, wish, given.into, settings):
            counts[one.outcome] += 1
            _tell(one, counts)
    finally:
        if counts:
            sys.stdout.write(_summary(counts, given.into))
    return 1 if counts["failed"] else 0


def _tell(one: Fetched, counts: Counter[str]) -> None:
    if one.outcome == "failed":
        sys.stderr.write(f"{not_fetched(one.name, one.problem)}\n")
    elif one.outcome == "page" and counts["page"] % _PAGES == 0:
        sys.stderr.write(f"{pages_seen(counts['page'])} ...\n")
    elif one.outcome in _WORDS:
        proof = f", sha256 {one.sha256}" if one.sha256 else ""
        sys.stdout.write(f"{_WORDS[one.outcome]}: {one.name} ({one.address}{proof})\n")
        sys.stdout.flush()


def _summary(counts: Counter[str], folder: Path) -> str:
    """Return what came of a run, and what to do next."""
    said = f"In {folder}: {counted(counts)}\n"
    if counts["failed"]:
        said += (
            f"Niet opgehaald: {counts['failed']}; een volgende keer wordt dat weer geprobeerd.\n"
        )
    if counts["new"] or counts["replaced"] or counts["removed"]:
        prune = " --prune" if counts["removed"] else ""
        said += f"Maak het vindbaar met: wmo index {folder}{prune}\n"
    return said
