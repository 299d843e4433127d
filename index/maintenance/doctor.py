"""Whether an index is what it was made to be, check by check, and how it is repaired."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from corpus import Passage, file_of, fingerprint, is_there, look_at
from index.array_types import Vectors
from index.building.build import IndexReport, Progress, build_index
from index.building.upkeep import derive, made_ready, ready_to_read, salvage
from index.checksums.damage import DamagedLetter, say_nothing
from index.encoder.encoder import Encoder, UnknownModel
from index.engines.chosen import engines_of
from index.loaded import required
from index.passage_context import embedded_text
from index.store.letter_table import LetterTable
from index.store.new_file import set_aside
from index.store.soundness import checked, is_sound
from index.store.store import DamagedIndex, IndexInUse, LetterStore, OtherIndex
from index.store.write_lock import only_writer

SAMPLE = 20  # passages that are embedded again
SAME = 0.999  # cosine from which on two vectors are of one text
NAMED = 3  # letters or files that are named
ROOM = 2  # how many times the index has to fit beside itself, to be made anew


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found: its name, whether all is well, and what there is to say, in Dutch."""

    name: str
    good: bool
    text: str


class Examination:
    """The checks of an index; the encoder is the one that made it, loaded where it is needed."""

    def __init__(self, folder: Path, encoder: Encoder) -> None:
        self._folder, self._encoder = folder, encoder
        self._store = LetterStore(folder, say_nothing)

    def findings(self) -> Iterator[Finding]:
        """Yield what each check found; only the first where the store cannot be read.

        Raises:
            NoIndex: there is none.
        """
        try:
            ready_to_read(self._store)
        except (OtherIndex, IndexInUse) as error:
            yield Finding("versies", False, str(error))
            return
        yield (first := self._versions())
        yield self._file()
        if first.good:
            yield from self._contents()
        yield self._room()

    def repair(self, progress: Progress | None = None) -> IndexReport:
        """Make again what is derived, and read again what is damaged and still has its file.

        Of the stores that are kept aside, only one that is by this repair is reported.

        Raises:
            IndexInUse: another process is writing to this index.
            OtherIndex: it was made by another version.
        """
        before = set_aside(self._store.path)
        lost: Sequence[DamagedLetter] = ()
        with only_writer(self._folder):
            lost = made_ready(self._folder, self._encoder)
            if not is_sound(LetterStore(self._folder, say_nothing), wholly=True):
                lost = (*lost, *salvage(self._folder, self._encoder))
        self._store = LetterStore(self._folder, say_nothing)
        wrong = [one.file for one in (*lost, *self._damaged()) if one.file]
        again = [file for file in (*wrong, *self._changed) if is_there(file)]
        files = list(dict.fromkeys(again))
        report = build_index(files, self._folder, self._encoder, progress=progress)
        stored = {identity for identity, _ in LetterStore(self._folder).known().values()}
        report.lost = [one for one in lost if one.identity not in stored]
        report.set_aside = [one for one in report.set_aside if one not in before]
        self._store = LetterStore(self._folder, say_nothing)
        with only_writer(
            self._folder
        ):  # now that nothing is new, derived files are read as a whole
            derive(self._store, self._folder)
        return report

    def _versions(self) -> Finding:
        try:
            made = required(self._store, None)
        except (OtherIndex, IndexInUse) as error:
            return Finding("versies", False, str(error))
        text = f"opbouw {made.format}, verdeling {made.splitter}, woordvormen {made.lemmas}"
        return Finding("versies", True, f"{text}, model {made.encoder}")

    def _file(self) -> Finding:
        good = is_sound(self._store, wholly=True)
        text = f"{self._store.path.name} is {'gaaf' if good else 'beschadigd'}"
        if aside := set_aside(self._store.path):
            text += f"; bewaard is de beschadigde {aside[-1].name}: verwijder die als u niets mist"
        return Finding("database", good, text)

    def _contents(self) -> Iterator[Finding]:
        try:
            damaged = self._damaged()
            count = len(self._store.known())
            good = f"{count} brieven met {self._size} passages zijn zoals ze zijn opgeslagen"
            names = [one.identity or "brieven zonder naam" for one in damaged]
            yield Finding("brieven", not damaged, _named("beschadigd", names) if damaged else good)
            yield self._files()
            yield self._vectors()
            yield self._words()
            yield self._model()
        except DamagedIndex as error:
            yield Finding("brieven", False, str(error))

    def _damaged(self) -> tuple[DamagedLetter, ...]:
        for _ in checked(self._store):
            pass
        return self._store.sound.damage.letters

    @cached_property
    def _size(self) -> int:
        return LetterTable(self._store.facts()).size

    @property
    def _changed(self) -> list[Path]:
        """The files that are not as they were when they were read."""
        known = {Path(path): sha256 for path, (_, sha256) in self._store.known().items()}
        own = {path: sha256 for path, sha256 in known.items() if file_of(path) == path}
        return [path for path, was in own.items() if is_there(path) and _print(path) != was]

    def _files(self) -> Finding:
        known = {file_of(Path(path)) for path in (*self._store.known(), *self._store.doubles())}
        missing = [path.name for path in known if not is_there(path)]
        changed = [path.name for path in self._changed]
        folders = {path.parent for path in known if path.parent.is_dir()}
        beside = {file.resolve() for one in folders for file in look_at(one).files}
        unread = [one.name for one in beside - known if one.parent in folders]
        parts = (("verdwenen", missing), ("veranderd", changed), ("niet gelezen", unread))
        told = [_named(what, names) for what, names in parts if names]
        text = "; ".join(told) or f"{len(known)} bestanden zijn zoals ze zijn gelezen"
        return Finding("bestanden", not (missing or changed), text)

    def _vectors(self) -> Finding:
        try:
            engines = engines_of(self._folder)
            good = engines.vectors_whole(self._store)
        except IndexInUse as error:
            return Finding("vectoren", False, str(error))
        said = "is gaaf" if good else "ontbreekt of is beschadigd"
        return Finding("vectoren", good, f"{engines.kept[0]} {said}")

    def _words(self) -> Finding:
        try:
            engines = engines_of(self._folder)
            found, kept = engines.words_held(self._store), engines.kept[1]
        except IndexInUse as error:
            return Finding("zoekwoorden", False, str(error))
        if found is None and not os.access(self._folder, os.W_OK):
            return Finding("zoekwoorden", True, "niet geteld: in de map kan niet worden geschreven")
        if found is None:
            return Finding("zoekwoorden", False, f"{kept} ontbreekt of is beschadigd")
        text = f"{kept} is gaaf en telt {found} passages"
        if found != self._size:
            text = f"{kept} telt {found} passages, de index {self._size}"
        return Finding("zoekwoorden", found == self._size, text)

    def _model(self) -> Finding:
        """Embed a sample of the passages again, and compare with what is stored."""
        try:
            cosines = self._cosines()
        except (UnknownModel, OSError, ImportError) as error:
            return Finding("model", False, str(error))
        least = float(cosines.min(initial=1.0))
        text = f"{len(cosines)} passages opnieuw berekend, kleinste cosinus {least:.4f}"
        if least < SAME:
            text += "; verwijder de map van de index en maak hem opnieuw met: wmo index"
        return Finding("model", least >= SAME, text)

    def _cosines(self) -> Vectors:
        numbers = np.flatnonzero(LetterTable(self._store.facts()).alive)
        places = np.linspace(0, len(numbers) - 1, min(SAMPLE, len(numbers))).astype(np.int64)
        rows = self._store.rows(numbers[places].tolist())
        read = [(row, self._store.letter(row.letter)) for row in rows]
        texts = [embedded_text(Passage(own, row.start, row.stop)) for row, own in read if own]
        stored = [row.vector for row, own in read if own]
        if not texts:
            return np.zeros(0, np.float32)
        again = self._encoder.encode_passages(texts)
        return np.asarray((again * np.array(stored)).sum(axis=1), dtype=np.float32)

    def _room(self) -> Finding:
        needed = ROOM * sum(one.stat().st_size for one in self._folder.rglob("*") if one.is_file())
        free = shutil.disk_usage(self._folder).free
        text = f"{free / 1e9:.1f} GB vrij; nodig om de index te vernieuwen: {needed / 1e9:.1f} GB"
        return Finding("schijf", free >= needed, text)


def _print(path: Path) -> str:
    """Return the fingerprint of a file; nothing when it cannot be read."""
    try:
        return fingerprint(path)
    except OSError:
        return ""


def _named(what: str, names: Sequence[str]) -> str:
    """Return how many there are, and which."""
    some = sorted(names)[:NAMED]
    more = f" en nog {len(names) - len(some)}" if len(names) > len(some) else ""
    return f"{len(names)} {what}: {', '.join(some)}{more}"
