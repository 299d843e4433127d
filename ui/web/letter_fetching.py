"""Letters that are fetched from an official source in the chat, and indexed at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Lock

from corpus import (
    EXTENSIONS,
    Fetched,
    FolderInUse,
    SourceProblem,
    Wish,
    fetch,
    printable,
    sidecar_of,
    source_in,
)
from ui import texts
from ui.errors import BadInput
from ui.fetching_words import REMOVED, not_fetched, pages_seen
from ui.settings import Sources
from ui.web.letter_changes import Shelf
from ui.web.work_progress import watched

FIELDS = {
    "query": texts.FETCH_WORDS,
    "dossier": texts.FETCH_DOSSIER,
    "municipality": texts.FETCH_MUNICIPALITY,
    "since": texts.SINCE,
}
"""What the fields of a wish are called in the chat."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file that came in, with its title, day (ISO) and address, as far as its source says."""

    file: str
    title: str
    day: str
    address: str


@dataclass(slots=True)
class Outcome:
    """What came of a run: how many by outcome, what came in, and what went wrong, in Dutch.

    ``found`` is how many letters can be found by it. ``stopped`` is whether who asked ended it.
    """

    counts: Counter[str] = field(default_factory=Counter)
    arrived: list[Arrived] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    found: int = 0
    stopped: bool = False


class Fetching:
    """Fetches letters into a folder: one run at a time, of all users together."""

    def __init__(self, shelf: Shelf, settings: Sources) -> None:
        self._shelf, self._settings = shelf, settings
        self._folder = settings.folder.resolve()
        self._busy = Lock()
        self._behind: set[Path] = set()  # changed in earlier runs, and not yet in the index

    def run(self, name: str, wish: Wish, stop: Event) -> Generator[str | Outcome, None, None]:
        """Yield how far it is, in Dutch, and last of all what came of it.

        It stops after the letter that is coming in when ``stop`` is set or nobody looks any more;
        what came in by then is indexed all the same.

        Raises:
            BadInput: letters are being fetched already.
        """

        def work(tell: Callable[[str], None]) -> Outcome:
            return self._done(name, wish, stop, tell)

        steps: Generator[str, None, Outcome] = watched(work)
        try:
            yield (yield from steps)
        finally:
            stop.set()

    def _done(self, name: str, wish: Wish, stop: Event, tell: Callable[[str], None]) -> Outcome:
        """Fetch, and bring what changed into the index."""
        with self._alone():
            done, before, came = Outcome(), self._files(), set[Path]()
            try:
                for one in self._coming(name, wish, stop):
                    self._note(one, done, came)
                    tell(texts.fetching(pages_seen(done.counts["page"]), done.counts["new"]))
                done.stopped = stop.is_set()
            except FolderInUse as error:
                raise BadInput(texts.FETCHING_ALREADY) from error
            except SourceProblem as error:
                done.problems.append(_in_chat(str(error)))
            except OSError:
                done.problems.append(texts.FETCHED_NOT_KEPT)
            changed = self._behind | came | (before - self._files())
            added = self._shelf.renew(changed, tell)
            self._behind = changed if added.failure else set()
            done.found = len(added.names)
            done.problems += added.problems
            if added.failure and changed:
                done.problems.append(texts.FETCH_LATER)
            return done

    @contextmanager
    def _alone(self) -> Iterator[None]:
        if not self._busy.acquire(blocking=False):
            raise BadInput(texts.FETCHING_ALREADY)
        try:
            yield
        finally:
            self._busy.release()

    def _coming(self, name: str, wish: Wish, stop: Event) -> Iterator[Fetched]:
        with closing(fetch(name, wish, self._folder, self._settings)) as coming:
            for one in coming:
                yield one
                if stop.is_set():
                    return

    def _note(self, one: Fetched, done: Outcome, came: set[Path]) -> None:
        done.counts[one.outcome] += 1
        if one.outcome in ("new", "replaced"):
            came.add(self._folder / one.name)
            done.arrived.append(_arrived(self._folder / one.name, one.address))
        elif one.outcome == "removed":
            done.removed.append(f"{REMOVED}: {printable(one.name)}")
        elif one.outcome == "failed":
            done.problems.append(not_fetched(printable(one.name), printable(one.problem)))

    def _files(self) -> set[Path]:
        """Return the files in the folder that can be letters; none before there is a folder."""
        if not self._folder.is_dir():
            return set()
        return {one for one in self._folder.iterdir() if one.suffix.lower() in EXTENSIONS}


def _arrived(file: Path, address: str) -> Arrived:
    """Return what stands beside a file that came from an address."""
    states = source_in(sidecar_of(file)).get("states", {})
    title, day, url = (str(states.get(name) or "") for name in ("title", "date", "url"))
    return Arrived(file.name, printable(" ".join(title.split())), day, url or address)


def _in_chat(problem: str) -> str:
    """Return a problem with the names that the chat has for the options of the command."""
    for name, called in FIELDS.items():
        problem = problem.replace(f"--{name}", f"‘{called}’")
    return printable(problem)
