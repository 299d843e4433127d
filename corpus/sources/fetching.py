"""Fetches letters from an official source into a folder: what is new, changed or withdrawn."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Literal

from corpus.files.sidecar import BadCorrection
from corpus.reading import SIZE_LIMIT
from corpus.sources.documents import (
    Document,
    Missing,
    Source,
    SourceProblem,
    SourceSettings,
    Unreachable,
    Wish,
)
from corpus.sources.known import addresses_of, check_wish, open_source
from corpus.sources.shelf import Kept, Shelf, alone_in

if TYPE_CHECKING:
    from corpus.sources.web import Web

_MOST_UNREACHABLE = 3  # documents in a row after which a source is given up

_FEW = 5  # files that a source may withdraw between two runs, also when they are all there is


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of one document: ``same`` stood there already, ``failed`` waits for the next run.

    ``page`` says only that a page of a source was gone through.
    """

    outcome: Literal["new", "replaced", "removed", "same", "failed", "page"]
    name: str = ""
    address: str = ""
    sha256: str = ""
    problem: str = ""


def fetch(name: str, wish: Wish, folder: Path, settings: SourceSettings) -> Generator[Fetched]:
    """Yield what comes of each document that a source has for a wish; files go into the folder.

    What is there in the same version is not fetched again, what a source withdrew is removed, and
    a file that does not come in is asked for again in the next run. Stopped at any moment, the
    next run goes on.

    Raises:
        FolderInUse: another program is fetching into the folder.
        SourceProblem: the source cannot be asked this, or does not answer as it should. What was
            yielded before is stored.
    """
    check_wish(name, wish)
    with alone_in(folder), _web(name, settings) as web:
        shelf = Shelf(folder, name)
        run = _Run(open_source(name, web, settings), web, shelf, wish)
        try:
            yield from run.all()
        except Missing as problem:
            raise SourceProblem(
                f"{name}: {problem}. Is de dienst verhuisd, zet dan het nieuwe adres in wmo.toml "
                "onder [sources.addresses]."
            ) from problem
        except SourceProblem as problem:
            raise type(problem)(f"{name}: {problem}.") from problem


def _web(name: str, settings: SourceSettings) -> Web:
    from corpus.sources.web import Web  # late: who fetches nothing needs no client

    addresses = addresses_of(name, settings)
    return Web(addresses, settings.pause_milliseconds, settings.contact)


@dataclass(slots=True)
class _Run:
    """One run through a source."""

    source: Source
    web: Web
    shelf: Shelf
    wish: Wish
    listed: set[str] = field(default_factory=set)
    tried: dict[str, Document] = field(default_factory=dict)
    waiting: dict[str, Document] = field(default_factory=dict)
    unreachable: int = 0

    def all(self) -> Iterator[Fetched]:
        """Go through what changed, what waited, and what was not listed again.

        What waited comes after the others, so that documents that never answer keep none out.
        """
        self.waiting = {one.id: one for one in self.shelf.waiting}
        try:
            for page in self.source.pages(self.wish, self.shelf.mark(self.wish)):
                for document in page.documents:
                    self.listed.add(document.id)
                    if document.id in self.waiting and not document.removed:
                        self.waiting[document.id] = document
                    else:
                        yield from self.take(document)
                self.shelf.store(self.wish, page.mark, self.waiting.values())
                yield Fetched("page")
            yield from self.late()
            yield from self.gone()
        finally:
            self.shelf.store(self.wish, "", self.waiting.values())

    def late(self) -> Iterator[Fetched]:
        """Fetch what waits, and stop waiting for what is no longer listed and published.

        Several in a row that cannot be reached end this and nothing else.
        """
        for document in list(self.waiting.values()):
            try:
                yield from self.take(document)
                waits = document.id in self.waiting and document.id not in self.listed
                if waits and not self.unreachable and self.is_gone(document):
                    del self.waiting[document.id]
            except Unreachable as problem:
                yield _failed(document, problem)
                self.unreachable = 0
                return

    def take(self, document: Document) -> Iterator[Fetched]:
        """Fetch the files of a document, unless they are there or were tried in this run."""
        if document.removed:
            self.waiting.pop(document.id, None)
            yield from (self.remove(one) for one in self.shelf.parts(document.id).values())
        elif document.id not in self.waiting and self.shelf.has(document):
            if document.id not in self.tried:
                yield Fetched("same")
        elif self.tried.get(document.id) != document:
            self.tried[document.id] = document
            yield from self.fetch(document)

    def gone(self) -> Iterator[Fetched]:
        """Remove what is no longer listed and no longer published.

        Each day it is asked for in another order, so that the same three that do not answer, and
        by that end the run, keep the others for some days at most.

        Raises:
            SourceProblem: that is most of what came in, which says more of the service than of it.
        """
        asked = self.shelf.asked(self.wish)
        unlisted = [one for one in asked if one.id not in self.listed]
        Random(date.today().toordinal()).shuffle(unlisted)
        gone = [one for one in unlisted if self.is_gone(one.document)]
        if len(gone) > _FEW and len(gone) > len(asked) / 2:
            raise SourceProblem(
                f"{len(gone)} van de {len(asked)} bestanden lijken ingetrokken; er is niets "
                "verwijderd. Is de dienst verhuisd, zet dan het nieuwe adres in wmo.toml onder "
                "[sources.addresses]; klopt het, verwijder de bestanden dan zelf"
            )
        yield from (self.remove(one) for one in gone)

    def is_gone(self, document: Document) -> bool:
        """Whether the source surely has a document no more.

        Raises:
            Unreachable: several in a row could not be reached, so that the source is away.
        """
        try:
            gone = self.source.is_gone(document)
        except Unreachable as problem:
            self.missed(problem)
            return False
        self.unreachable = 0
        return gone

    def missed(self, problem: Unreachable) -> None:
        """Count what could not be reached.

        Raises:
            Unreachable: it is one of several in a row, so that the source is away.
        """
        self.unreachable += 1
        if self.unreachable >= _MOST_UNREACHABLE:
            raise problem

    def fetch(self, document: Document) -> Iterator[Fetched]:
        """Fetch what is missing of a document, and remove what is no longer part of it."""
        self.waiting.pop(document.id, None)
        self.waiting[document.id] = document  # as the last one: the others go before it next time
        try:
            files = self.source.files(document)
        except SourceProblem as problem:
            yield self.failed(document, problem)
            return
        if len(files) > 1:  # stopped after the first of them, the next run asks for the others
            self.shelf.store(self.wish, "", self.waiting.values())
        moved = self.shelf.moved(document.id, files)
        done = [self.store(file, moved.get(file.part)) for file in files]
        yield from done
        if all(one.outcome != "failed" for one in done):
            del self.waiting[document.id]
            parts = {one.part for one in files}
            there = self.shelf.parts(document.id)
            yield from (self.remove(one) for part, one in there.items() if part not in parts)

    def store(self, file: Document, moved: Kept | None) -> Fetched:
        """Fetch one file, check it and put it in the folder, in place of one that moved."""
        from corpus.sources.download_check import checked

        before = self.shelf.parts(file.id).get(file.part)
        if before and before.version == file.version:
            return Fetched("same")
        try:
            if not file.address:
                raise SourceProblem("de bron noemt er geen bestand bij")
            data = self.web.get(file.address, SIZE_LIMIT)
            kept = self.shelf.place(file, data, checked(file, data), self.wish, moved)
        except (SourceProblem, BadCorrection) as problem:
            return self.failed(file, problem)
        self.unreachable = 0
        outcome: Literal["new", "replaced"] = "replaced" if before or moved else "new"
        return Fetched(outcome, kept.path.name, kept.address, kept.sha256)

    def failed(self, file: Document, problem: Exception) -> Fetched:
        """Return that a file did not come in.

        Raises:
            Unreachable: several in a row could not be reached, so that the source is away.
        """
        if isinstance(problem, Unreachable):
            self.missed(problem)
        else:
            self.unreachable = 0
        return _failed(file, problem)

    def remove(self, kept: Kept) -> Fetched:
        """Remove a file that the source withdrew."""
        try:
            self.shelf.remove(kept)
        except BadCorrection as problem:
            return Fetched("failed", kept.path.name, kept.address, problem=str(problem).rstrip("."))
        return Fetched("removed", kept.path.name, kept.address)


def _failed(file: Document, problem: Exception) -> Fetched:
    return Fetched("failed", file.name or file.id, file.address, problem=str(problem).rstrip("."))
