import re
import zlib
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from corpus import Letter
from eval.systems.compared_systems import langchain
from eval.systems.stock_recipe import CHUNK_OVERLAP, CHUNK_SIZE, chunk
from eval.systems.system import System


class WordEncoder:
    """An encoder for tests: texts that share words are alike."""

    name = "words"
    dimension = 256
    max_tokens = 512

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in re.findall(r"\w+", text.casefold()):
                vectors[row, zlib.crc32(word.encode()) % self.dimension] += 1
        return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self.encode_queries(texts)

    def count_tokens(self, text: str) -> int:
        return len(text.split())


LONG = "\n\n".join(
    f"Paragraaf {number}. " + f"De gemeente regelt onderwerp {number} zelf. " * 3
    for number in range(80)
)
LETTERS = [
    Letter("lang", "Lang", LONG, ""),
    Letter("kort", "Kort", "  Het pgb blijft bestaan.\n", ""),
]


def test_chunks_are_passages_of_the_letter() -> None:
    passages = chunk(LETTERS[0])
    assert len(passages) > 10
    assert all(0 <= one.start < one.end <= len(LONG) for one in passages)
    assert all(one.end - one.start <= CHUNK_SIZE for one in passages)
    assert all(one.text == one.text.strip() for one in passages)
    assert passages[-1].end == len(LONG.rstrip())


def test_chunks_leave_no_word_out_and_overlap() -> None:
    passages = chunk(LETTERS[0])
    steps = [after.start - before.end for before, after in pairwise(passages)]
    assert all(-CHUNK_OVERLAP <= step <= 2 for step in steps)
    assert any(step < 0 for step in steps)


def test_the_recipe_finds_the_chunk() -> None:
    steps = []
    system = langchain(LETTERS, WordEncoder(), lambda *step: steps.append(step))
    assert system.answer is None
    assert system.rank("Blijft het pgb bestaan?", 3)[0].text == "Het pgb blijft bestaan."
    assert len(system.rank("onderwerp 7", 5)) == 5
    assert steps[-1][1:] == (len(system.passages), len(system.passages))


def test_no_more_is_returned_than_there_is() -> None:
    system = langchain(LETTERS[1:], WordEncoder())
    assert len(system.rank("pgb", 10)) == 1


def test_without_letters_nothing_is_found() -> None:
    assert langchain([], WordEncoder()).rank("pgb", 10) == []


def test_a_system_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        System("leeg", (), lambda question, k: []).name = "vol"
