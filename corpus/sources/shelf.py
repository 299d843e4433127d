"""The folder of fetched letters: what is in it, and how far each source was followed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from corpus.files.replacing import replace_file
from corpus.files.sidecar import ENDING, drop_source, keep_source, sidecar_of, source_in
from corpus.sources.documents import Document, FolderInUse, Wish

STATE = ".wmo-fetch.json"
"""Name of the file that holds the marks, and the documents whose file did not come in."""
_LONGEST_STEM = 100  # characters


@dataclass(frozen=True, slots=True)
class Kept:
    """A fetched file, and what its sidecar says of where it comes from."""

    path: Path
    id: str
    part: str
    version: str
    address: str
    sha256: str
    wish: str

    @property
    def document(self) -> Document:
        """The document as it can be asked for again."""
        return Document(self.id, self.version, address=self.address, part=self.part)


class Shelf:
    """What was fetched from one source into one folder; the sidecars are the truth of it."""

    def __init__(self, folder: Path, source: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._source = folder, source
        files = [one for one in folder.iterdir() if one.is_file() and one.name[:1] != "."]
        found = (_kept(one, source) for one in files if one.name.endswith(ENDING))
        self._kept: dict[str, dict[str, Kept]] = {}
        for one in found:
            if one:
                self._kept.setdefault(one.id, {})[one.part] = one
        self._marks, self._waiting = self._state()

    def parts(self, identity: str) -> dict[str, Kept]:
        """Return the files of a document, by part."""
        return dict(self._kept.get(identity, {}))

    def has(self, document: Document) -> bool:
        """Whether there are files of a document, and all of its version."""
        there = self._kept.get(document.id, {}).values()
        return bool(there) and all(one.version == document.version for one in there)

    def asked(self, wish: Wish) -> list[Kept]:
        """Return the files that a wish brought."""
        kept = (one for parts in self._kept.values() for one in parts.values())
        return [one for one in kept if one.wish == _key(self._source, wish)]

    def mark(self, wish: Wish) -> str:
        """Return how far the source was followed for a wish; empty before the first page."""
        return self._marks.get(_key(self._source, wish), "")

    @property
    def waiting(self) -> list[Document]:
        """The documents whose file did not come in."""
        return list(self._waiting.get(self._source, {}).values())

    def moved(self, identity: str, files: Iterable[Document]) -> dict[str, Kept]:
        """Return which file each new one of a document takes the place of, by the new one's part.

        A source that moves a file gives it another part. It is the file that is listed no more
        and has its name, or the only one that is listed no more when no other is new.
        """
        there, listed = self.parts(identity), {one.part: one for one in files}
        left = {kept.path.stem: kept for part, kept in there.items() if part not in listed}
        new = {part: _plain(one.name) for part, one in listed.items() if part not in there}
        moved = {part: left.pop(stem) for part, stem in new.items() if stem in left}
        rest = [part for part in new if part not in moved]
        if len(rest) == len(left) == 1:
            moved[rest[0]] = left.popitem()[1]
        return moved

    def place(
        self, document: Document, data: bytes, ending: str, wish: Wish, moved: Kept | None = None
    ) -> Kept:
        """Store a file with its sidecar, in place of the one before it, or of the one that moved.

        Another file that has its name stays, and so does what the owner corrected beside the one
        before it.

        Raises:
            BadCorrection: what stands beside it cannot be kept.
        """
        before = self._kept.get(document.id, {}).get(document.part) or moved
        path = self._place(document, before, ending)
        source = {
            "name": self._source,
            "id": document.id,
            "part": document.part,
            "file": path.name,
            "address": document.address,
            "version": document.version,
            "fetched": datetime.now(UTC).isoformat(timespec="seconds"),
            "sha256": sha256(data).hexdigest(),
            "wish": _key(self._source, wish),
            "states": document.states,
        }
        if before:  # what is said of it may not be newer than the file
            replace_file(path, data)
            keep_source(path, source, sidecar_of(before.path))
            if before.path != path:
                _take_away(before.path, sidecar_of(path))
            del self._kept[before.id][before.part]
        else:  # no file may be there of which is not known whose it is
            keep_source(path, source)
            replace_file(path, data)
        kept = _of(path, source)
        self._kept.setdefault(document.id, {})[document.part] = kept
        return kept

    def remove(self, kept: Kept) -> None:
        """Take away a file that its source withdrew.

        Raises:
            BadCorrection: what stands beside it stays, and the file is gone.
        """
        kept.path.unlink(missing_ok=True)
        del self._kept[kept.id][kept.part]
        drop_source(kept.path)

    def store(self, wish: Wish, mark: str, waiting: Iterable[Document]) -> None:
        """Write down that a page is stored, and what waits; an empty mark leaves the one before."""
        if mark:
            self._marks[_key(self._source, wish)] = mark
        self._waiting[self._source] = {one.id: one for one in waiting}
        state = {
            "marks": self._marks,
            "waiting": {
                source: [asdict(one) for one in documents.values()]
                for source, documents in self._waiting.items()
            },
        }
        text = json.dumps(state, ensure_ascii=False, indent=1) + "\n"
        replace_file(self._folder / STATE, text.encode())

    def _state(self) -> tuple[dict[str, str], dict[str, dict[str, Document]]]:
        """Return marks and waiting documents; nothing when the file is not there or damaged.

        Then the sources are followed from their beginning, and what is in the folder is kept.
        """
        try:
            state = json.loads((self._folder / STATE).read_bytes())
            marks = {str(key): str(mark) for key, mark in state["marks"].items()}
            waiting = {
                str(source): {one["id"]: Document(**one) for one in documents}
                for source, documents in state["waiting"].items()
            }
        except (OSError, ValueError, RecursionError, KeyError, TypeError, AttributeError):
            return {}, {}
        return marks, waiting

    def _place(self, document: Document, before: Kept | None, ending: str) -> Path:
        """Return where a file can stand: by the name it had, unless a file of others has that."""
        if before:
            path = before.path.with_name(f"{before.path.stem}{ending}")
            if path == before.path or not path.exists():
                return path
        return self._folder / f"{self._stem(document)}{ending}"

    def _stem(self, document: Document) -> str:
        """Return a name for a file, without ending, that no letter in the folder has now."""
        plain = _plain(document.name)
        files = (one for one in self._folder.iterdir() if not one.name.endswith(ENDING))
        taken = {one.stem.casefold() for one in files}
        stem, number = plain, 2
        while stem.casefold() in taken:
            stem, number = f"{plain}-{number}", number + 1
        return stem


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Keep others out of a folder while letters are fetched into it."""
    from filelock import FileLock, Timeout

    folder.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder / ".wmo-fetch.lock", timeout=0):
            yield
    except Timeout as cause:
        raise FolderInUse(
            f"in {folder} wordt al opgehaald. Wacht tot dat klaar is, of kies een andere map."
        ) from cause


def _plain(name: str) -> str:
    """Return a name as a file can have it, without ending."""
    return re.sub(r"[^\w.-]+", "-", name).strip("-.")[:_LONGEST_STEM] or "brief"


def _take_away(path: Path, sidecar: Path) -> None:
    """Take away the file that another one replaced, and its part of a sidecar that is not this."""
    old = sidecar_of(path)
    path.unlink(missing_ok=True)
    if old != sidecar:
        drop_source(path)


def _key(source: str, wish: Wish) -> str:
    asked = [source, wish.query, wish.dossier, wish.since]
    return json.dumps([*asked, *filter(None, [wish.municipality])], ensure_ascii=False)


def _kept(sidecar: Path, source: str) -> Kept | None:
    """Return the fetched file that a sidecar stands beside; None when it is not of this source."""
    said = source_in(sidecar)
    name = str(said.get("file", ""))
    if said.get("name") != source or not name or Path(name).name != name:
        return None
    path = sidecar.with_name(name)
    return _of(path, said) if path.is_file() and sidecar_of(path) == sidecar else None


def _of(path: Path, said: dict[str, Any]) -> Kept:
    names = ("id", "part", "version", "address", "sha256", "wish")
    return Kept(path, *(str(said.get(name, "")) for name in names))
