"""Files into an index folder: what is new is read and embedded, what is unchanged is skipped."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from corpus import (
    EXTENSIONS,
    UnreadableFile,
    file_of,
    fingerprint,
    is_there,
    look_at,
    shown_name,
)
from index.building.doubles import double_of, is_better, is_still_double, preferred, unread
from index.building.embedding import Prepare, Prepared, embedded, read_here
from index.building.upkeep import derive, made_ready, ready_to_write, salvage
from index.checksums.damage import DamagedLetter, say_nothing
from index.encoder.encoder import Encoder
from index.store.new_file import set_aside
from index.store.soundness import is_intact
from index.store.store import DamagedIndex, LetterStore
from index.store.write_lock import only_writer

Progress = Callable[[int, int, str], None]
READABLE = f"Het programma leest bestanden met de extensie {', '.join(sorted(EXTENSIONS))}."


@dataclass(slots=True)
class IndexReport:
    """What happened to the files, by name, and what went wrong with which.

    ``doubles`` hold the same letter as the file that each is named with, and are none of their own.
    ``others`` are in the folders as well, but no letters by their names. Nothing is ``made`` when
    there is no file to read, and no index yet. ``lost`` are letters that were damaged in the index
    and whose file is gone: they are not in it any more. ``set_aside`` are stores that were damaged
    and are kept until their owner removes them: not all that stood in them need be in the new one.
    """

    added: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    doubles: dict[str, str] = field(default_factory=dict)
    problems: list[UnreadableFile] = field(default_factory=list)
    others: list[Path] = field(default_factory=list)
    lost: list[DamagedLetter] = field(default_factory=list)
    set_aside: list[Path] = field(default_factory=list)
    embedded: int = 0
    made: bool = True


def build_index(
    paths: Sequence[str | Path],
    folder: str | Path,
    encoder: Encoder,
    *,
    prune: bool = False,
    progress: Progress | None = None,
    prepare: Prepare = read_here,
    milvus: str | None = None,
) -> IndexReport:
    """Bring the index folder up to date with files and folders, and return what was done.

    Each letter is stored in a transaction of its own, so that a process that is stopped at any
    moment leaves every finished letter in place. ``prune`` removes letters whose file is gone.
    ``progress`` is told (files done, files in all, name of the file). ``prepare`` reads what is
    new; what it did not embed is embedded here. ``milvus`` is the address of the one that is
    searched from now on, empty for the engines in the folder; without it, the choice stays. While
    it is not filled, the one before is searched.

    Raises:
        IndexInUse: another process is writing to this index.
        OtherIndex: the index was made with another encoder or format.
        OSError: the folder cannot be written; what was stored by then is good.
    """
    folder, report = Path(folder), IndexReport()
    files = _files([Path(one) for one in paths], report)
    if paths and not files and not LetterStore(folder).exists:
        report.made = False
        return report
    with only_writer(folder):
        lost = made_ready(folder, encoder)
        found = IndexReport(problems=[*report.problems], others=[*report.others])
        how = prune, progress, prepare, milvus
        try:
            _bring_up_to_date(files, folder, encoder, lost, report, *how)
        except DamagedIndex:  # met while writing
            report, lost = found, (*lost, *salvage(folder, encoder))
            _bring_up_to_date(files, folder, encoder, lost, report, *how)
    return report


def _bring_up_to_date(
    files: Sequence[Path],
    folder: Path,
    encoder: Encoder,
    lost: Sequence[DamagedLetter],
    report: IndexReport,
    prune: bool,
    progress: Progress | None,
    prepare: Prepare,
    milvus: str | None,
) -> None:
    """Read what is new, and what was lost by damage to the index; then all that is derived."""
    store = LetterStore(folder, say_nothing)
    there = [one.file for one in lost if one.file and is_there(one.file)]
    _update([*dict.fromkeys([*files, *there])], store, encoder, report, progress, prepare)
    stored = {identity for identity, _ in store.known().values()}
    report.lost = [one for one in lost if one.identity not in stored]
    report.set_aside = set_aside(store.path)
    if prune:
        _prune(store, report)
    derive(store, folder, milvus)


def remove_letters(files: Sequence[str | Path], folder: str | Path) -> None:
    """Remove the letters that were read from files from the index; the files stay.

    Raises:
        IndexInUse: another process is writing to this index.
    """
    folder = Path(folder)
    with only_writer(folder):
        store = LetterStore(folder)
        ready_to_write(store)
        for file in files:
            store.remove(str(Path(file).absolute()))
        derive(store, folder)


def _files(paths: Sequence[Path], report: IndexReport) -> list[Path]:
    """Return the files to read; a path that is not there is noted as a problem."""
    found: dict[Path, None] = {}
    for path in paths:
        try:
            seen = look_at(path)
            report.others += seen.others
            report.problems += seen.problems
            found.update(dict.fromkeys(one.resolve() for one in seen.files))
            if not seen.files and path.is_dir():
                raise UnreadableFile(path, "in deze map staan geen brieven", READABLE)
        except UnreadableFile as problem:
            report.problems.append(problem)
    return list(found)


def _update(
    files: list[Path],
    store: LetterStore,
    encoder: Encoder,
    report: IndexReport,
    progress: Progress | None,
    prepare: Prepare,
) -> None:
    changed = sorted((one for one in files if not _unchanged(one, store, report)), key=preferred)
    again = {
        file_of(Path(path))
        for path, (_, kept) in store.doubles().items()
        if file_of(Path(kept)) in changed
    }
    changed += [path for path in files if path in again and path not in changed]
    tell, first = progress or (lambda *_: None), len(files) - len(changed) + 1
    for done, path in enumerate(_read(prepare, changed, store, encoder, report), first):
        tell(done, len(files), path.name)
    wrong = {problem.path for problem in report.problems}
    left = [one for one in unread(files, store) if wrong.isdisjoint((one, file_of(one)))]
    for path in _read(read_here, left, store, encoder, report):
        tell(len(files), len(files), path.name)


def _read(
    prepare: Prepare,
    paths: list[Path],
    store: LetterStore,
    encoder: Encoder,
    report: IndexReport,
) -> Iterator[Path]:
    """Take the letters in files, and yield each file that is done, after all that hangs on it."""
    seen = set[str]()
    with closing(prepare(paths)) as ready:
        for one in ready:
            try:
                _take(one, store, encoder, report)
                seen.add(str(one.path))
            except UnreadableFile as problem:
                report.problems.append(problem)
            if file_of(one.path) == one.path:  # and not what hangs on a message that follows
                if str(one.path) in seen:
                    store.keep(one.path, seen)
                yield one.path


def _take(one: Prepared, store: LetterStore, encoder: Encoder, report: IndexReport) -> None:
    """Store a letter, or note that its file holds one that is stored already.

    Raises:
        UnreadableFile: it holds no letter, there is too much to embed, or it took too long.
    """
    path, read = one.path, one.read
    if isinstance(read, UnreadableFile):
        raise read
    there = store.fingerprint_of(path) is not None
    other = None if there else double_of(path, read, store)
    if other and not is_better(path, read, other, store):
        store.put_double(path, read.sha256, other)
        report.doubles[shown_name(path)] = shown_name(Path(other))
        return
    letter = replace(read, id=_free_id(read.id, (str(path), other), store))
    stored = embedded(path, letter, encoder) if one.stored is None else one.stored
    store.put(path, letter, stored, other or "")
    report.doubles.pop(shown_name(path), None)  # of a file that no longer held it
    report.embedded += len(stored)
    (report.replaced if there else report.added).append(shown_name(path))
    if other:
        report.doubles[shown_name(Path(other))] = shown_name(path)


def _unchanged(path: Path, store: LetterStore, report: IndexReport) -> bool:
    """Whether the same bytes are stored already, if need be under the path of a moved file."""
    try:
        print_ = fingerprint(path)
    except OSError:
        return False  # reading it will say what is wrong
    stored = store.fingerprint_of(path)
    if stored is None and is_still_double(path, print_, store):
        report.doubles[path.name] = shown_name(Path(store.doubles()[str(path)][1]))
        return True
    if stored is None:
        moved = [
            old
            for old in store.paths_of(print_)
            if Path(old).stem == path.stem and not is_there(Path(old)) and not _came(old, store)
        ]
        if not moved:
            return False
        store.move(moved[0], path)
        stored = print_
    if stored != print_ or not is_intact(store, path):
        return False
    report.skipped.append(path.name)
    return True


def _came(path: str, store: LetterStore) -> bool:
    """Whether a letter came with a message, whose name it tells."""
    letter = store.letter_from(path)
    return letter is not None and bool(letter.attached_to)


def _free_id(wanted: str, own: Collection[str | None], store: LetterStore) -> str:
    """Return the letter's id, with a suffix when a letter has it that is not of its own files."""
    number, found = 2, wanted
    while store.path_of(found) not in (None, *own):
        found = f"{wanted}-{number}"
        number += 1
    return found


def _prune(store: LetterStore, report: IndexReport) -> None:
    for path in [*store.known(), *store.doubles()]:
        if not is_there(Path(path)):
            store.remove(path)
            report.removed.append(Path(path).name)
