"""What is asked of an official source, what it lists, and what all sources have in common."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Protocol

ODATA_NAMES = (
    "Document", "Id", "Soort", "DocumentNummer", "Titel", "Onderwerp", "Datum", "Vergaderjaar",
    "Kamer", "Volgnummer", "KenmerkAfzender", "ContentType", "ContentLength", "GewijzigdOp",
    "Verwijderd", "Kamerstukdossier", "Nummer", "Toevoeging", "DocumentActor", "ActorNaam",
    "Functie", "Relatie", "resource",
)  # fmt: skip
"""What has a name in the OData interface of the Tweede Kamer that settings can replace."""
CHANGED = "Probeer het later opnieuw; blijft het zo, dan is de dienst veranderd"
"""What to do when a service answers as it never did."""


class SourceProblem(Exception):
    """A source does not give what was asked; the message says what and what to do, in Dutch."""


class Unreachable(SourceProblem):
    """A source does not answer now; later it may."""


class FolderInUse(SourceProblem):
    """Letters are being fetched into the folder already."""


class Missing(SourceProblem):
    """What was asked for is not there, or no longer."""


def means_gone(problem: SourceProblem) -> bool:
    """Whether something is surely not there (any more), as what was wrong when it was asked tells.

    Raises:
        Unreachable: that was wrong, which tells nothing.
    """
    if isinstance(problem, Unreachable):
        raise problem
    return isinstance(problem, Missing)


@dataclass(frozen=True, slots=True)
class SourceSettings:
    """How sources are asked.

    ``contact`` is named to them; ``addresses`` replace known ones by their name, and ``names`` the
    names of attributes in the OData interface of the Tweede Kamer.
    """

    pause_milliseconds: int = 500  # between two requests
    contact: str = ""
    addresses: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    names: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Wish:
    """Which letters are wanted; what is empty does not limit.

    ``query`` holds words that all have to occur, ``dossier`` a number such as ``29538``, or with
    an addition ``36600-XVI``, ``since`` the first day (``YYYY-MM-DD``) of which letters are
    wanted, and ``municipality`` the name of the one that published them.
    """

    query: str = ""
    dossier: str = ""
    since: str = ""
    municipality: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the query, in small letters."""
        return tuple(self.query.casefold().split())

    def allows(self, text: str, day: str) -> bool:
        """Whether a text has all words, and a day (ISO; empty when unknown) is late enough."""
        folded = text.casefold()
        return all(word in folded for word in self.words) and (not day or day >= self.since)


@dataclass(frozen=True, slots=True)
class Document:
    """One file of what a source lists.

    ``id`` is what the source calls it, and ``part`` tells its files apart. ``version`` changes when
    it does. ``name`` is the stem of the file here; ``ending`` (``.pdf``) is what the file has to
    be, where the source says so; ``size`` (bytes) and ``sha1`` (hexadecimal) are what it states.
    ``states`` are fields of ``Letter``, as a sidecar has them. What is ``removed`` has no file.
    """

    id: str
    version: str
    name: str = ""
    address: str = ""
    part: str = ""
    ending: str = ""
    size: int = 0
    sha1: str = ""
    removed: bool = False
    states: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Page:
    """Documents, and the mark from which the source goes on once all of them are stored."""

    documents: tuple[Document, ...]
    mark: str = ""


class Source(Protocol):
    """An official source. Whatever it cannot give raises ``SourceProblem``."""

    def pages(self, wish: Wish, mark: str) -> Iterator[Page]:
        """Yield what is wanted and changed since a mark; empty: from the beginning."""
        ...

    def files(self, document: Document) -> tuple[Document, ...]:
        """Return what was listed as one document for each of its files; none when withdrawn."""
        ...

    def is_gone(self, document: Document) -> bool:
        """Whether a document that was not listed again is no longer published."""
        ...
