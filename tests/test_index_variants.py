"""Whether the full-text leg finds what is said in another way than it is asked.

The sets are in tests/data. Even lines were not looked at while the search was made.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from corpus import Letter, Passage, find_files, read_letters, sentence_spans, split
from index.dutch.lemmas import content_lemmas, lemmas
from index.words.lexical import LexicalIndex
from index.words.passage_words import join_words, passage_words

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "corpus" / "examples" / "letters"
SETS = ("spelling", "compounds", "abbreviations")
LEAST = 0.95


class Words:
    """A store of words in memory."""

    identity = "test"

    def __init__(self) -> None:
        self.generation = 0
        self.stored: list[str] = []
        self.letters: list[tuple[Any, ...]] = []

    def put(self, identity: str, rows: list[str]) -> None:
        self.generation += 1
        first = len(self.stored) + 1
        facts = (identity, "", "", "", "", first, len(rows), len(self.letters) + 1)
        self.letters.append(facts)
        self.stored += rows

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        yield

    def facts(self) -> list[tuple[Any, ...]]:
        return self.letters

    def lemmas(self, after: int = 0) -> Iterator[tuple[int, str]]:
        yield from list(enumerate(self.stored, start=1))[after:]


def lines(name: str) -> list[list[str]]:
    text = (HERE / "data" / f"variants_{name}.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if not line.startswith("#")]


@pytest.fixture(scope="module")
def store() -> Words:
    """The example letters in passages and once more in sentences, and a passage for each line."""
    found = Words()
    for _, letter in read_letters(find_files([EXAMPLES])):
        assert isinstance(letter, Letter)
        passages = split(letter, lambda text: len(text) // 4 + 3, 400)
        sentences = [
            Passage(letter, start, end)
            for passage in passages
            for start, end in sentence_spans(letter.text, passage.start, passage.end)
            if end - start > 40
        ]
        found.put(letter.id, [passage_words(one) for one in (*passages, *sentences)])
    for name in SETS:
        found.put(name, [join_words("", line[1], "") for line in lines(name)])
    return found


@pytest.fixture(scope="module")
def index(store: Words) -> LexicalIndex:
    return LexicalIndex.build(store)


def test_there_is_enough_to_be_lost_in(store: Words) -> None:
    assert len(set(store.stored)) > 400


@pytest.mark.parametrize("name", SETS)
def test_variants_are_found(
    name: str, store: Words, index: LexicalIndex, capsys: pytest.CaptureFixture[str]
) -> None:
    first = next(row[-3] for row in store.letters if row[0] == name)
    found = [_is_found(line, first + place, store, index) for place, line in enumerate(lines(name))]
    seen, unseen = found[::2], found[1::2]
    with capsys.disabled():
        print(f" {name}: {sum(seen)}/{len(seen)} seen, {sum(unseen)}/{len(unseen)} unseen")
    assert sum(found) >= LEAST * len(found)


def _is_found(line: list[str], own: int, store: Words, index: LexicalIndex) -> bool:
    """Whether the line's passage, or one that says the same words, is among the first five.

    Passages that hold every word of the question as it is asked are left out: they answer it too.
    """
    question, _, *form = line
    asked = set(content_lemmas(question))
    said = set(lemmas(form[0])) if form else {""}
    words = {
        one: set(store.stored[one - 1].split()) for one in index.best(index.analysed(question), 60)
    }
    left = [one for one in words if one == own or not asked <= words[one]]
    return any(one == own or said <= words[one] for one in left[:5])
