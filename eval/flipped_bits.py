"""What becomes of an index in which one bit is other than it was written.

``python -m eval.flipped_bits INDEX --flips 200`` flips a bit in a copy of the index, again and
again, asks questions of it and reads all that it holds, and compares that with the index itself.
Where anything was noticed, the letters are then indexed again, from their own files, and compared.
"""

from __future__ import annotations

import argparse
import json
import logging
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from index import (
    Encoder,
    IndexInUse,
    LetterStore,
    OtherIndex,
    Retriever,
    SentenceEncoder,
    build_index,
)
from qa import Reader, answer

EXAMPLES = Path(__file__).parents[1] / "corpus" / "examples" / "questions.jsonl"
ASKED = 5  # questions
PARTS = ("letters.sqlite", "vectors.*.faiss", "vectors.json", "lexical/*")
"""Files of an index; of several that are meant, each is as likely."""
OUTCOMES = ("no effect", "made again", "named", "refused", "wrong", "not mended")
EXPECTED = (IndexInUse, OtherIndex)


@dataclass(frozen=True, slots=True)
class Seen:
    """What an index says: its letters, its passages, and answers; and what was told of damage.

    ``refused`` is the one line that there was instead.
    """

    letters: frozenset[str] = frozenset()
    passages: frozenset[tuple[str, int, int]] = frozenset()
    answers: tuple[str, ...] = ()
    quotes: frozenset[str] = frozenset()
    told: tuple[str, ...] = ()
    refused: str = ""

    def same_as(self, other: Seen) -> bool:
        """Whether both say the same, whatever was told of damage."""
        return self.holds_all_of(other) and self.answers == other.answers

    def holds_all_of(self, other: Seen) -> bool:
        """Whether the same letters and passages are there, be they stored in another order."""
        return (self.letters, self.passages) == (other.letters, other.passages)


@dataclass(frozen=True, slots=True)
class Asking:
    """With what an index is read: the encoder that made it, a reader, and questions."""

    encoder: Encoder
    reader: Reader | None
    questions: Sequence[str]

    def see(self, folder: Path) -> Seen:
        """Return what an index says; what is not expected to go wrong is raised."""
        with _heard() as told:
            try:
                retriever = Retriever(folder, self.encoder)
                letters = frozenset(_written(asdict(one)) for one in retriever.letters())
                found = retriever.passages()
                passages = frozenset((one.letter.id, one.start, one.end) for one in found)
                answers = [answer(one, retriever, None, self.reader) for one in self.questions]
            except EXPECTED as error:
                return Seen(refused=str(error))
        quotes = (c for one in answers for c in one.citations)
        shown = (
            (one.status, [asdict(c) for c in one.citations], [_place(hit) for hit in one.hits])
            for one in answers
        )
        cited = frozenset(_written([c.letter.id, c.formatted, c.quote]) for c in quotes)
        return Seen(letters, passages, tuple(map(_written, shown)), cited, tuple(told))


def trial(folder: Path, flip: Callable[[Path], None], asking: Asking, right: Seen) -> list[str]:
    """Return what came of one change to a copy of an index, out of :data:`OUTCOMES`."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(shutil.copytree(folder, Path(scratch) / "index"))
        flip(copy)
        files = sorted({Path(path) for path in LetterStore(folder).known()})
        try:
            outcomes = [_outcome(asking.see(copy), right)]
            if outcomes == ["no effect"]:
                return outcomes
            build_index(files, copy, asking.encoder)
            mended = asking.see(copy)
        except EXPECTED as error:
            sys.stderr.write(f"{error}\n")
            return [outcomes[0], "not mended"]
        except BaseException as error:  # a panic of Rust as well
            if isinstance(error, KeyboardInterrupt):
                raise
            logging.getLogger(__name__).exception("unexpected")
            return ["wrong"]
    whole = mended.holds_all_of(right) and not mended.told
    return outcomes if whole else [*outcomes, "not mended"]


def flipped(part: str, chance: random.Random, folder: Path) -> None:
    """Flip one bit in a file of an index."""
    file = chance.choice([one for one in sorted(folder.glob(part)) if one.stat().st_size])
    raw = bytearray(file.read_bytes())
    raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
    file.write_bytes(raw)


def _outcome(seen: Seen, right: Seen) -> str:
    if seen.refused:
        return "refused" if "\n" not in seen.refused else "wrong"
    if seen.same_as(right):
        return "made again" if seen.told else "no effect"
    true = seen.letters <= right.letters and seen.passages <= right.passages
    lost = (seen.letters, seen.passages) != (right.letters, right.passages)
    named = any("De brief" in one or "brieven" in one for one in seen.told)
    return "named" if true and lost and named and _verbatim(seen, right) else "wrong"


def _verbatim(seen: Seen, right: Seen) -> bool:
    """Whether each quote stands in its letter as it was written."""
    letters = {known["id"]: known for known in map(json.loads, right.letters)}
    quotes = map(json.loads, seen.quotes)
    return all(quote in letters[identity]["text"] for identity, _, quote in quotes)


def _place(hit: Any) -> tuple[str, int, int]:  # noqa: ANN401
    return hit.passage.letter.id, hit.passage.start, hit.passage.end


_written = partial(json.dumps, ensure_ascii=False, sort_keys=True)


@contextmanager
def _heard() -> Iterator[list[str]]:
    """Give the warnings that the program logs."""
    told: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            told.append(record.getMessage())

    listener, log = Listener(logging.WARNING), logging.getLogger("index")
    before = log.propagate
    log.addHandler(listener)
    log.propagate = False
    try:
        yield told
    finally:
        log.removeHandler(listener)
        log.propagate = before


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what came of each kind of file; exit code 1 when something was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("index", type=Path)
    parser.add_argument("--flips", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--questions", type=Path, default=EXAMPLES)
    given = parser.parse_args(arguments)
    lines = given.questions.read_text(encoding="utf-8").splitlines()[:ASKED]
    encoder = SentenceEncoder(LetterStore(given.index).made().encoder)
    asking = Asking(encoder, None, [json.loads(line)["question"] for line in lines])
    right, total = asking.see(given.index), Counter[str]()
    sys.stdout.write(f"{'':16}{''.join(f'{name:>12}' for name in OUTCOMES)}\n")
    for part in PARTS:
        chance, found = random.Random(given.seed), Counter[str]()
        for _ in range(given.flips):
            found.update(trial(given.index, partial(flipped, part, chance), asking, right))
        counts = "".join(f"{found[name]:>12}" for name in OUTCOMES)
        sys.stdout.write(f"{part:16}{counts}\n")
        sys.stdout.flush()
        total += found
    return int(bool(total["wrong"] or total["not mended"]))


if __name__ == "__main__":
    sys.exit(main())
