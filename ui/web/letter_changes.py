"""The letters that are added, corrected and removed in the browser, one change at a time."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from time import monotonic, time

from corpus import EXTENSIONS, BadCorrection, correct, fingerprint, is_there, shown_name, sidecar_of
from index import (
    IndexInUse,
    IndexReport,
    LetterStore,
    OtherIndex,
    Retriever,
    build_index,
    remove_letters,
)
from ui import texts
from ui.errors import BadInput
from ui.settings import Upload
from ui.web.file_names import free_place, safe_name
from ui.web.work_progress import watched

WAITING = ".wachtend"  # a folder that no run of wmo index looks into
WAITING_SECONDS = 15 * 60
Failure = IndexInUse | OtherIndex | OSError


class Busy(BadInput):
    """Too many files wait to be read."""


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding: names of letters, problems in Dutch, and why nothing could be kept."""

    names: list[str]
    problems: list[str]
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class Brought:
    """A file that was sent and waits to be read: the name it will have, and where it waits."""

    name: str
    place: Path
    since: float


class Shelf:
    """The folder of added letters and the index over it; safe to share between threads."""

    def __init__(self, retriever: Retriever, upload: Upload) -> None:
        self.upload = upload
        self._retriever = retriever
        self._waiting: dict[str, Brought] = {}
        self._lock = Lock()  # of what waits
        self._changing = Lock()  # of the index: who comes second waits

    @contextmanager
    def receiving(self, name: str) -> Iterator[tuple[str, Path]]:
        """Give a ticket for a file with a name, and where to write it.

        The file goes when the block ends in an error, or when nobody adds it in time.

        Raises:
            BadInput: a file with this name is not taken.
            Busy: too many files wait.
        """
        self._tidy()
        safe = safe_name(name)
        if Path(safe).suffix.lower() not in EXTENSIONS:
            raise BadInput(texts.wrong_kind(safe))
        ticket = secrets.token_urlsafe(16)
        folder = self.upload.folder / WAITING
        folder.mkdir(parents=True, exist_ok=True)
        brought = Brought(safe, folder / ticket, monotonic())
        with self._lock:
            if len(self._waiting) >= 4 * self.upload.most_files:
                raise Busy(texts.TOO_BUSY)
            self._waiting[ticket] = brought
        try:
            yield ticket, brought.place
        except BaseException:  # also when the sender goes away
            self.forget([ticket])
            raise

    def add(self, tickets: Sequence[str]) -> Iterator[str | Added]:
        """Yield how far the reading is, in Dutch, and last of all what came of it.

        Once begun it goes on to its end, also when nobody asks how far it is.
        """
        if len(tickets) > self.upload.most_files:
            self.forget(tickets)
            yield Added([], [texts.too_many_files(self.upload.most_files)])
            return
        steps: Generator[str, None, Added] = watched(lambda tell: self._added(tickets, tell))
        yield texts.letters_read(0, len(tickets), "")
        yield (yield from steps)

    def forget(self, tickets: Sequence[str]) -> None:
        """Let go of files that wait; nothing for those that are being added."""
        with self._lock:
            gone = [self._waiting.pop(one) for one in tickets if one in self._waiting]
        for one in gone:
            one.place.unlink(missing_ok=True)

    def correct(self, identity: str, fields: Mapping[str, object]) -> None:
        """Keep corrections beside a letter's file and bring them into the index.

        Raises:
            BadInput: the letter or its file is gone, or the corrections cannot be kept.
            IndexInUse: another program is writing to the index.
        """
        with self._changing:
            file = self._file(identity)
            if not is_there(file):
                raise BadInput(texts.FILE_GONE)
            try:
                correct(file, fields)
            except BadCorrection as error:
                raise BadInput(str(error)) from error
            build_index([file], self._retriever.folder, self._retriever.encoder)

    def remove(self, identity: str) -> None:
        """Remove a letter from the index, and its file when it was added here.

        Raises:
            BadInput: the letter is gone already.
            IndexInUse: another program is writing to the index.
        """
        with self._changing:
            file = self._file(identity)
            remove_letters([file], self._retriever.folder)
            if self.owns(file):
                file.unlink(missing_ok=True)
                sidecar_of(file).unlink(missing_ok=True)

    def owns(self, file: Path) -> bool:
        """Whether a file was added here: it stands in the folder of the settings itself."""
        return file.resolve().parent == self.upload.folder.resolve()

    def _file(self, identity: str) -> Path:
        file = self._retriever.files().get(identity)
        if file is None:
            raise BadInput(texts.LETTER_GONE)
        return file

    def _added(self, tickets: Sequence[str], tell: Callable[[str], None]) -> Added:
        """Add the files of tickets, while nobody else changes the index."""
        with self._changing:
            with self._lock:  # not earlier: what does not wait may be tidied away
                brought = [self._waiting.pop(one) for one in tickets if one in self._waiting]
            files, problems = self._placed(brought)
            report, failure = self._renewed(files, [], tell)
            names = self._kept(files, report)
        return Added(names, problems + _said(report, failure), failure)

    def renew(self, changed: Collection[Path], tell: Callable[[str], None]) -> Added:
        """Bring files elsewhere that changed into the index, and take out those that went."""
        there = sorted(one for one in changed if one.is_file())
        with self._changing:
            report, failure = self._renewed(there, sorted({*changed} - {*there}), tell)
        return Added([*report.added, *report.replaced], _said(report, failure), failure)

    def _placed(self, brought: Sequence[Brought]) -> tuple[list[Path], list[str]]:
        """Return where the files stand now, each under a name of its own, and problems."""
        store = LetterStore(self._retriever.folder)
        files, problems = [], []
        for one in brought:
            try:
                there = store.paths_of(fingerprint(one.place))
                if there:
                    problems.append(texts.already_there(one.name, shown_name(Path(there[0]))))
                    one.place.unlink()
                    continue
                place = free_place(self.upload.folder.resolve() / one.name)
                one.place.rename(place)
                files.append(place)
            except FileNotFoundError:  # another program has tidied it away
                problems.append(texts.not_received(one.name))
        return files, problems

    def _renewed(
        self, files: Sequence[Path], gone: Sequence[Path], tell: Callable[[str], None]
    ) -> tuple[IndexReport, Failure | None]:
        """Bring files into the index and take others out, and return why not, if so."""

        def show(done: int, total: int, name: str) -> None:
            tell(texts.letters_read(done, total, name))

        retriever, report = self._retriever, IndexReport()
        try:
            if gone:  # first: a letter that is replaced has the name that another one had
                remove_letters(gone, retriever.folder)
            if files:
                report = build_index(files, retriever.folder, retriever.encoder, progress=show)
        except (IndexInUse, OtherIndex, OSError) as error:
            return report, error
        return report, None

    def _kept(self, files: Sequence[Path], report: IndexReport) -> list[str]:
        """Return the names of the letters in files, and let go of files that give none."""
        letters = sorted(self._retriever.files().values())
        of_use = {place for one in letters for place in (one, *one.parents)}
        gone = [file for file in files if file not in of_use]
        for file in gone:  # it gives no letter, nor does what hangs on it
            file.unlink(missing_ok=True)
        if report.doubles:
            remove_letters(gone, self._retriever.folder)
        return [shown_name(one) for file in files for one in letters if file in (one, *one.parents)]

    def _tidy(self) -> None:
        """Let go of files that nobody added in time, also those of an earlier run."""
        since = monotonic() - WAITING_SECONDS
        with self._lock:
            late = [ticket for ticket, one in self._waiting.items() if one.since < since]
        self.forget(late)
        with self._lock:
            for place in (self.upload.folder / WAITING).glob("*"):
                known = place.name in self._waiting or self._changing.locked()
                if not known and _is_late(place):
                    place.unlink(missing_ok=True)


def _said(report: IndexReport, failure: Failure | None) -> list[str]:
    """Return in Dutch what is wrong with files, and why nothing could be kept."""
    why = texts.NOT_KEPT if isinstance(failure, OSError) else str(failure or "")
    doubles = [texts.already_there(*both) for both in report.doubles.items()]
    return [*filter(None, [why]), *doubles, *map(str, report.problems)]


def _is_late(place: Path) -> bool:
    """Whether nothing was written to a file for so long that nobody adds it any more.

    It may be of another program with the same folder.
    """
    try:
        return time() - place.stat().st_mtime > WAITING_SECONDS
    except FileNotFoundError:
        return False
