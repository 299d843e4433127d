"""Shared pieces of the tests: a small encoder, letters made on the spot, and an index of them."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from corpus import Passage
from corpus.sandbox.isolation import Worker
from index import Retriever, build_index, content_lemmas, lemmas, passage_sentences
from index.array_types import Vectors
from qa import Reading, ReadSentence

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SHARED = Path(__file__).parents[2] / "shared"


class FakeEncoder:
    """Words hashed to directions: texts that share words are near. Quick and always the same.

    As with e5, the cosine of texts that have nothing in common is about 0.8.
    """

    dimension = 64
    max_tokens = 512

    def __init__(self, name: str = "fake") -> None:
        self.name = name
        self.encoded: list[str] = []

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        vectors = np.array([self._vector(text) for text in texts], dtype=np.float32)
        return vectors.reshape(-1, self.dimension)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        self.encoded += texts
        return self.encode_queries(texts)

    def count_tokens(self, text: str) -> int:
        return len(text) // 4 + 3

    def _vector(self, text: str) -> Vectors:
        vector = np.zeros(self.dimension - 1, dtype=np.float32)
        for word in content_lemmas(text):
            seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:4], "big")
            vector += np.random.default_rng(seed).standard_normal(len(vector)).astype(np.float32)
        length = max(float(np.linalg.norm(vector)), 1e-6)
        return np.append(vector / length * np.sqrt(0.2), np.sqrt(0.8)).astype(np.float32)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the files with long tests first, so that at the end both processes have work."""
    long = {item.path for item in items if item.get_closest_marker("long")}
    items.sort(key=lambda item: item.path not in long)


class FakeReader:
    """A sentence answers by the share of the question's words in it and its headings: quick.

    The log-odds run from -3 for none to 5 for all; the short answer is the last word.
    """

    def read(self, question: str, passages: Sequence[Passage]) -> Reading:
        wanted = set(content_lemmas(question))
        found = []
        for place, passage in enumerate(passages):
            letter = passage.letter
            for start, end in passage_sentences(passage):
                text = letter.text[start:end]
                headed = set(lemmas(" ".join([*letter.section_at(start), text])))
                score = 8 * len(wanted & headed) / max(1, len(wanted)) - 3
                last = start + len(text) - len(text.split()[-1])
                found.append(ReadSentence(place, start, end, score, (last, end), 0.5))
        return Reading(tuple(0.0 for _ in passages), tuple(found))


@pytest.fixture
def fake_reader(monkeypatch: pytest.MonkeyPatch) -> FakeReader:
    """The small reader in place of the bundled one."""
    reader = FakeReader()
    for module in ("qa.ask", "qa.evidence.newest"):
        monkeypatch.setattr(f"{module}.default_reader", lambda: reader)
    return reader


class KeptWorker(Worker):
    """A reading program that goes on when who asked has done."""

    def close(self) -> None:
        """Leave the program for the next one who asks."""

    def end(self) -> None:
        """End the program."""
        super().close()


@pytest.fixture(scope="session", autouse=True)
def one_reading_program() -> Iterator[None]:
    """Files are read by one program in all tests: to start it takes longer than most of them."""
    kept: dict[tuple[object, ...], KeptWorker] = {}

    def worker(count: int) -> KeptWorker:
        limits = Worker.__init__.__defaults__
        around = count, tuple(sys.path), os.environ["PATH"], limits
        if around not in kept:
            kept[around] = KeptWorker(count=count)
        return kept[around]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("corpus.sandbox.read_with_attached.Worker", worker)
        yield
    for one in kept.values():
        one.end()


OLD = """Datum 15 maart 2021
Betreft Termijn voor het besluit

Geacht college,

**1. Termijn**

De gemeente besluit binnen acht weken na de melding over de aanvraag. Dit geldt ook voor
een spoedaanvraag.

**2. Eigen bijdrage**

De eigen bijdrage voor hulp bij het huishouden is 19 euro per maand. Er zijn drie uitzonderingen:

- inwoners met een minimuminkomen;
- mantelzorgers die inwonen;
- kinderen tot 18 jaar.

Hoogachtend,

A. Voorbeeld
wethouder
"""
NEW = OLD.replace("15 maart 2021", "17 juni 2024").replace("acht weken", "zes weken")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A started browser, for the tests of one file."""
    from browsing import chromium

    with chromium() as started:
        yield started


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    """A folder with two small letters, of which the second is newer."""
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "2021-03-15-termijn.txt").write_text(OLD, encoding="utf-8")
    (folder / "2024-06-17-termijn.txt").write_text(NEW, encoding="utf-8")
    return folder


@pytest.fixture
def encoder() -> FakeEncoder:
    return FakeEncoder()


@pytest.fixture
def retriever(letters: Path, tmp_path: Path, encoder: FakeEncoder) -> Retriever:
    """An opened index over the two letters."""
    folder = tmp_path / "index"
    build_index([letters], folder, encoder)
    return Retriever(folder, encoder)
