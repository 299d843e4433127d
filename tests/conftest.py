"""Shared pieces of the tests: a small encoder, letters made on the spot, and an index of them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from index import Retriever, build_index, content_lemmas
from index.tokens import Read, Vectors

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

    def read_queries(self, texts: Sequence[str]) -> list[Read]:
        return [self._read(text) for text in texts]

    def read_passages(self, texts: Sequence[str]) -> list[Read]:
        self.encoded += texts
        return self.read_queries(texts)

    def count_tokens(self, text: str) -> int:
        return len(text) // 4 + 3

    def _read(self, text: str) -> Read:
        found = list(re.finditer(r"\w+", text))
        words = [self._vector(one.group()) for one in found]
        vectors = np.array(words, dtype=np.float32).reshape(-1, self.dimension)
        return Read(self._vector(text), vectors, tuple(one.span() for one in found))

    def _vector(self, text: str) -> Vectors:
        vector = np.zeros(self.dimension - 1, dtype=np.float32)
        for word in content_lemmas(text):
            seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:4], "big")
            vector += np.random.default_rng(seed).standard_normal(len(vector)).astype(np.float32)
        length = max(float(np.linalg.norm(vector)), 1e-6)
        return np.append(vector / length * np.sqrt(0.2), np.sqrt(0.8)).astype(np.float32)


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
