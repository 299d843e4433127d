"""Files that hold one letter: the same bytes again, or the same paper in another format."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from corpus import Letter, file_of, is_there
from index.store.store import LetterStore
from index.twin_passages import shingles

FORMATS = (
    *(".pdf", ".docx", ".odt", ".doc", ".html", ".htm", ".mht", ".mhtml"),
    *(".xml", ".md", ".txt"),
)
"""In which order the formats of one paper are preferred: those with pages and structure first."""
SAME = 0.8
"""Share of five-word shingles (Jaccard) from which two files hold the same paper: 23 pairs of one
paper in two formats, of five publishers, share 0.95 to 1.00."""


def preferred(path: Path) -> tuple[Path, int, str]:
    """Return what files are read in the order of: formats of one paper together, the best first."""
    rank = FORMATS.index(path.suffix.lower()) if path.suffix.lower() in FORMATS else len(FORMATS)
    return path.with_suffix(""), rank, path.name


def double_of(path: Path, letter: Letter, store: LetterStore) -> str | None:
    """Return the file from which the letter was stored that this file holds as well, if any.

    It has the same bytes; or it stands in the same folder, has the same name but for the extension,
    and says the same; or the file was known to hold the same, and still does.
    """
    known = store.doubles().get(str(path), ("", ""))[1]
    others = [*store.paths_of(letter.sha256), *store.named(path.with_suffix("")), known]
    for other in dict.fromkeys(others):
        if other in ("", str(path)) or not is_there(Path(other)):
            continue
        stored = store.letter_from(other)
        if stored and (stored.sha256 == letter.sha256 or _same(stored, letter)):
            return other
    return None


def is_better(path: Path, letter: Letter, other: str, store: LetterStore) -> bool:
    """Whether a file has the paper in a format that is preferred to that of another file."""
    equal = store.fingerprint_of(Path(other)) == letter.sha256
    return not equal and preferred(path)[1] < preferred(Path(other))[1]


def is_still_double(path: Path, sha256: str, store: LetterStore) -> bool:
    """Whether a file is known to hold a letter that is stored from another file, still there."""
    known, kept = store.doubles().get(str(path), ("", ""))
    return known == sha256 and _stands(kept, store)


def unread(files: Collection[Path], store: LetterStore) -> list[Path]:
    """Return which of stored files, and of what hangs on them, have a letter nowhere.

    The file with the same letter is gone; or what hangs on a message could not be stored.
    """
    doubles = {Path(path): kept for path, (_, kept) in store.doubles().items()}
    found = [path for path, kept in doubles.items() if not _stands(kept, store)]
    found = [path for path in found if file_of(path) in files]
    waiting = list(files)
    for path in waiting:  # it grows while it is gone through
        hung = store.attached_to(path)
        found += [one for one in hung if one not in doubles and not store.fingerprint_of(one)]
        waiting += hung
    return sorted(found, key=preferred)


def _stands(path: str, store: LetterStore) -> bool:
    return is_there(Path(path)) and store.fingerprint_of(Path(path)) is not None


def _same(one: Letter, other: Letter) -> bool:
    mine, theirs = shingles(one.text), shingles(other.text)
    return len(mine & theirs) >= SAME * len(mine | theirs)
