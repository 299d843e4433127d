"""Which official sources there are, where they answer, and what they can be asked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from corpus.sources.documents import Source, SourceProblem, SourceSettings, Wish

if TYPE_CHECKING:
    from corpus.sources.web import Web

ADDRESSES: Mapping[str, str] = MappingProxyType(
    {
        "tweedekamer": "https://gegevensmagazijn.tweedekamer.nl/SyncFeed/2.0",
        "tweedekamer-odata": "https://gegevensmagazijn.tweedekamer.nl/OData/v4/2.0",
        "officielebekendmakingen": "https://repository.overheid.nl/sru",
        "rijksoverheid": "https://opendata.rijksoverheid.nl/v1/sources/rijksoverheid",
        "open-overheid": "https://open.overheid.nl/overheid/openbaarmakingen/api/v0",
        "wetten": "https://zoekservice.overheid.nl/sru/Search",
        "wetten-teksten": "https://repository.officiele-overheidspublicaties.nl/bwb",
    }
)
"""Where services answer, by the names that settings know them by."""


@dataclass(frozen=True, slots=True)
class _Known:
    """The names of the addresses of a source, the options that it takes and those it needs one of.

    The first address is the one that is asked; files may stand on the hosts of the others too.
    """

    addresses: tuple[str, ...]
    takes: tuple[str, ...]
    needs: tuple[str, ...] = ()


_KNOWN = {
    "tweedekamer": _Known(("tweedekamer",), ("query", "dossier", "since"), ("query", "dossier")),
    "tweedekamer-odata": _Known(
        ("tweedekamer-odata",), ("query", "dossier", "since"), ("query", "dossier")
    ),
    "kamerstukken": _Known(
        ("officielebekendmakingen",), ("query", "dossier", "since"), ("query", "dossier")
    ),
    "gemeentebladen": _Known(
        ("officielebekendmakingen",),
        ("query", "municipality", "since"),
        ("query", "municipality"),
    ),
    "rijksoverheid": _Known(("rijksoverheid", "open-overheid"), ("query", "since"), ("query",)),
    "open-overheid": _Known(("open-overheid",), ("query", "since"), ("query",)),
    "wetten": _Known(("wetten", "wetten-teksten"), ("query",)),
}
SOURCES = tuple(_KNOWN)
"""The names of the sources."""
_OPTIONS = {one: f"--{one}" for one in ("query", "dossier", "municipality", "since")}
_DOSSIER = re.compile(r"\d{5}(?:-(?:[IVXLC]+[A-F]?|\d{2}))?")


def taken_by(name: str) -> tuple[str, ...]:
    """Return which fields of a wish a source takes."""
    return _KNOWN[name].takes


def check_wish(name: str, wish: Wish) -> None:
    """Do nothing when a source can be asked this.

    Raises:
        SourceProblem: it is no source, or cannot be asked this.
    """
    if name not in _KNOWN:
        raise SourceProblem(f"{name!r} is geen bron; kies uit: {', '.join(SOURCES)}.")
    known = _KNOWN[name]
    given = [one for one in _OPTIONS if getattr(wish, one).strip()]
    for one in given:
        if one not in known.takes:
            options = ", ".join(_OPTIONS[take] for take in known.takes)
            raise SourceProblem(f"{_OPTIONS[one]} kan niet bij {name}; dat kent: {options}.")
    if known.needs and not set(known.needs) & set(given):
        options = " of ".join(_OPTIONS[need] for need in known.needs)
        raise SourceProblem(f"{name} heeft te veel stukken om alles te halen; geef ook {options}.")
    if wish.since and not _is_day(wish.since):
        raise SourceProblem(f"--since: {wish.since!r} is geen dag; verwacht JJJJ-MM-DD.")
    if wish.dossier and not _DOSSIER.fullmatch(wish.dossier):
        raise SourceProblem(
            f"--dossier: {wish.dossier!r} kan niet; verwacht vijf cijfers, of die met een "
            "toevoeging: 29538 of 36600-XVI."
        )


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def addresses_of(name: str, settings: SourceSettings) -> tuple[str, ...]:
    """Return the addresses of a source, the one that is asked first."""
    return tuple(
        settings.addresses.get(one, ADDRESSES[one]).rstrip("/") for one in _KNOWN[name].addresses
    )


def open_source(name: str, web: Web, settings: SourceSettings) -> Source:
    """Return a source by its name."""
    address = addresses_of(name, settings)[0]
    match name:
        case "tweedekamer":
            from corpus.sources.sync_feed import SyncFeed

            return SyncFeed(web, address)
        case "tweedekamer-odata":
            from corpus.sources.odata import OData

            return OData(web, address, settings.names)
        case "kamerstukken" | "gemeentebladen":
            from corpus.sources.publications import Publications

            return Publications(web, address, name)
        case "rijksoverheid":
            from corpus.sources.rijksoverheid import Rijksoverheid

            return Rijksoverheid(web, address)
        case "open-overheid":
            from corpus.sources.open_overheid import OpenOverheid

            return OpenOverheid(web, address)
        case _:
            from corpus.sources.laws import Laws

            return Laws(web, address)
