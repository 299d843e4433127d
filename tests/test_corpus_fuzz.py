"""Damaged copies of real and example files: each gives a letter or a refusal, never a crash.

A longer run: ``python tests/test_corpus_fuzz.py 3000``.
"""

import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus import Letter, UnreadableFile, read_letters

ROOT = Path(__file__).parents[1]
FOLDERS = (ROOT / "corpus/examples/letters", ROOT.parent / "shared/documents")
FORMATS = (".pdf", ".docx", ".html", ".odt", ".xml", ".md", ".txt")
LARGEST = 200_000  # bytes of a file that is damaged
SECONDS = 30


def sources() -> list[Path]:
    """The files to damage, some of each format."""
    files = [
        path
        for folder in FOLDERS
        if folder.exists()
        for path in sorted(folder.iterdir())
        if path.suffix in FORMATS and path.stat().st_size < LARGEST
    ]
    return sorted(files, key=lambda path: (FORMATS.index(path.suffix), path.name))


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The bytes after one to four accidents."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        place, length = chance.randrange(len(out) or 1), chance.randint(1, 200)
        match chance.randrange(6):
            case 0:
                out[place : place + 1] = bytes([chance.randrange(256)])
            case 1:
                del out[place : place + length]
            case 2:
                out[place:place] = out[place : place + length] * chance.randint(1, 50)
            case 3:
                out[place : place + length] = chance.randbytes(length)
            case 4:
                del out[max(place, 64) :]
            case _:
                out[place : place + 4] = chance.choice([b"0000", b"9999", b"<<>>", b"\xff" * 4])
    return bytes(out)


def mutations(count: int, folder: Path, seed: int) -> Iterator[Path]:
    chance = random.Random(seed)
    files = sources()
    for number in range(count):
        source = files[number % len(files)] if count >= len(files) else chance.choice(files)
        path = folder / f"{number:05d}{source.suffix}"
        path.write_bytes(damaged(source.read_bytes(), chance))
        yield path


def run(count: int, seed: int = 2015) -> Counter[str]:
    """How the mutations ended: as a letter, refused, or refused for an unforeseen error."""
    ends: Counter[str] = Counter()
    with TemporaryDirectory() as folder:
        for path, found in read_letters(mutations(count, Path(folder), seed)):
            if isinstance(found, Letter):
                ends["letter"] += 1
                assert all(note.end <= len(found.text) for note in found.footnotes)
            elif isinstance(found, UnreadableFile):
                trace = getattr(found, "__notes__", [""])[0].strip().splitlines()
                ends["unforeseen: " + trace[-1] if trace else "refused: " + found.reason] += 1
                if trace and __name__ == "__main__":
                    print(path.name, *trace[-4:], sep="\n  ")
            path.unlink()
    return ends


def test_damaged_files_give_a_letter_or_a_refusal() -> None:
    ends = run(60)
    assert sum(ends.values()) == 60
    assert ends["letter"]
    assert not [end for end in ends if end.startswith("unforeseen")]


if __name__ == "__main__":
    start = time.monotonic()
    for end, times in run(int(sys.argv[1])).most_common():
        print(f"{times:6d} {end}")
    print(f"{time.monotonic() - start:.0f} s")
