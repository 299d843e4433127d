"""The passages of a letter made ready to be stored: their vectors, sentences and words."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future
from functools import cache
from pathlib import Path
from threading import Thread
from typing import NamedTuple

import numpy as np

from corpus import Letter, Passage, UnreadableFile, read_letters, sentence_spans, split
from index.array_types import Vectors
from index.encoder.encoder import Encoder
from index.passage_context import CONTEXT_TOKENS, embedded_text, passage_sentences
from index.store.records import Stored
from index.words.passage_words import passage_words

FIRST, EACH = 60.0, 3.0
"""Seconds that a letter may take, and how many more for each of its passages: some hundred times
what it takes on an idle machine."""
MOST_SENTENCES = 30_000
"""Different sentences of one letter: some thousand pages, or eight minutes of two busy cores."""


class Prepared(NamedTuple):
    """A file with its letter, or what is wrong with it; and its passages, if they are embedded."""

    path: Path
    read: Letter | UnreadableFile
    stored: list[Stored] | None = None


Prepare = Callable[[Sequence[Path]], Generator[Prepared, None, None]]
"""Reads files, in the given order; before a message come the files that hang on it."""


def read_here(paths: Sequence[Path]) -> Generator[Prepared, None, None]:
    """Yield each file as it was read on this machine, with its passages yet to be embedded."""
    for path, read in read_letters(paths):
        yield Prepared(path, read)


def embedded(path: Path, letter: Letter, encoder: Encoder) -> list[Stored]:
    """Return what is stored of the passages of the letter in a file.

    Raises:
        UnreadableFile: there are too many sentences, or it took too long.
    """
    spans = sentence_spans(letter.text, 0, len(letter.text))
    count = len({letter.text[start:end] for start, end in spans})
    if count > MOST_SENTENCES:
        reason = f"het telt {count} verschillende zinnen; een brief mag er {MOST_SENTENCES} tellen"
        raise UnreadableFile(path, reason, "Splits het bestand in delen.")
    passages = split(letter, cache(encoder.count_tokens), encoder.max_tokens - CONTEXT_TOKENS)
    return _in_time(path, FIRST + EACH * len(passages), lambda: _stored(passages, encoder))


def _in_time(path: Path, seconds: float, embedded: Callable[[], list[Stored]]) -> list[Stored]:
    """Return what is made of a letter's passages, if that does not take too long.

    What is not done by then goes on in its thread, and is not waited for: native code cannot be
    stopped from outside.

    Raises:
        UnreadableFile: it took longer.
    """
    found: Future[list[Stored]] = Future()

    def work() -> None:
        try:
            found.set_result(embedded())
        except BaseException as error:  # noqa: BLE001 - it is raised again by result()
            found.set_exception(error)

    Thread(target=work, name="embedding", daemon=True).start()
    try:
        return found.result(timeout=seconds)
    except TimeoutError as error:
        reason = f"het verwerken duurde langer dan {seconds:.0f} seconden"
        advice = "Probeer het opnieuw met: wmo index, als de computer minder te doen heeft."
        raise UnreadableFile(path, reason, advice) from error


def _stored(passages: Sequence[Passage], encoder: Encoder) -> list[Stored]:
    spans = [passage_sentences(passage) for passage in passages]
    vectors = _vectors([embedded_text(passage) for passage in passages], encoder)
    sentences = _vectors(
        [
            passage.letter.text[start:end]
            for passage, places in zip(passages, spans, strict=True)
            for start, end in places
        ],
        encoder,
    )
    stored, done = [], 0
    for passage, vector, places in zip(passages, vectors, spans, strict=True):
        own = sentences[done : done + len(places)]
        stored.append(Stored(passage, passage_words(passage), vector, places, own))
        done += len(places)
    return stored


def _vectors(texts: Sequence[str], encoder: Encoder) -> Vectors:
    """Return the vector of each text, float32 [n, dimension]; equal texts are embedded once."""
    places = {text: place for place, text in enumerate(dict.fromkeys(texts))}
    found = encoder.encode_passages(list(places))
    return found[np.array([places[text] for text in texts], dtype=np.int64)]
