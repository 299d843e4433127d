from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from index.dutch.synonyms import FILE_NAME
from index.words.lexical import LexicalIndex
from index.words.passage_words import join_words, stored_words


class Words:
    """A store of words in memory, whose numbers are never used again."""

    def __init__(self, identity: str = "test") -> None:
        self.identity = identity
        self.generation = self.last = self.letters_made = 0
        self.letters: dict[str, tuple[int, int, int]] = {}
        self.stored: dict[int, str] = {}

    def put(self, letter: str, *texts: str, heading: str = "") -> int:
        """Store a letter in the place of the one of that name; return its number."""
        if letter in self.letters:
            self.remove(letter)
        self.letters_made += 1
        self.letters[letter] = (self.last + 1, len(texts), self.letters_made)
        for text in texts:
            self.last += 1
            self.stored[self.last] = join_words(heading, text, "")
        self.generation += 1
        return self.letters_made

    def remove(self, letter: str) -> None:
        first, count, _ = self.letters.pop(letter)
        for number in range(first, first + count):
            del self.stored[number]
        self.generation += 1

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        yield

    def facts(self) -> list[tuple[Any, ...]]:
        return [(name, "", "", "", "", *rest) for name, rest in self.letters.items()]

    def lemmas(self, after: int = 0) -> Iterator[tuple[int, str]]:
        yield from ((number, row) for number, row in sorted(self.stored.items()) if number > after)


@pytest.fixture
def store() -> Words:
    found = Words()
    found.put("een", "De gemeente betaalt de taxi.", "Hulp bij het huishouden is er ook.")
    found.put("twee", "De mantelzorgondersteuning in de wijk.", heading="Brief over eenzaamheid")
    return found


def found_by(index: LexicalIndex, question: str) -> list[int]:
    return list(index.best(index.analysed(question), 10))


def test_a_question_finds_what_is_said_otherwise(store: Words) -> None:
    index = LexicalIndex.build(store)
    assert found_by(index, "huishoudhulp") == [2]
    assert found_by(index, "hbh") == [2]
    assert found_by(index, "ondersteuning van mantelzorgers") == [3]
    assert found_by(index, "mantelzrogondersteuning") == [3]
    assert found_by(index, "zeppelin") == found_by(index, "") == []


def test_headings_count_and_no_phrase_runs_out_of_them(store: Words) -> None:
    store.put("drie", "hulp is er niet", heading="huishoudelijke")
    index = LexicalIndex.build(store)
    assert found_by(index, "eenzaamheid") == [3]
    own = index.best(index.analysed("hbh"), 10)
    assert 4 not in own


def test_lemmas_can_be_searched_as_well(store: Words) -> None:
    index = LexicalIndex.build(store)
    assert list(index.best(["gemeente"], 5)) == [1]
    assert index.best([], 5) == {}


def test_only_the_letters_asked_for_are_searched(store: Words) -> None:
    number = store.put("drie", "De gemeente betaalt niets.")
    index = LexicalIndex.build(store)
    asked = index.analysed("Wat betaalt de gemeente?")
    assert set(index.best(asked, 5)) == {1, 4}
    assert index.best(asked, 5, [number]).keys() == {4}
    assert index.best(asked, 5, [number])[4] == pytest.approx(index.best(asked, 5)[4])
    assert index.best(asked, 5, []) == {}


def test_equal_scores_are_in_order_of_number() -> None:
    store = Words()
    store.put("gelijk", *["De gemeente."] * 30)
    index = LexicalIndex.build(store)
    assert list(index.best(["gemeente"], 10)) == list(range(1, 11))


def test_shares_are_of_passages(store: Words) -> None:
    index = LexicalIndex.build(store)
    assert index.size == 3
    assert index.document_share("gemeente") == pytest.approx(1 / 3)
    assert index.document_share("eenzaamheid") == pytest.approx(1 / 3)
    assert index.document_share("zeppelin") == 0
    assert LexicalIndex.build(Words()).document_share("gemeente") == 0


def test_words_of_headings_are_no_typing_errors(store: Words) -> None:
    store.put("drie", "Tekst.", heading="Hoofdlijnenbrief")
    index = LexicalIndex.build(store)
    assert index.analysed("hoofdlijnenbrief").mended == ()
    assert index.analysed("hoofdlijnenbreif").mended == (("hoofdlijnenbreif", "hoofdlijnenbrief"),)


def test_abbreviations_are_learned_from_the_letters(store: Words) -> None:
    store.put(
        "drie", "Het Regionaal Team Vervoer (RTV) plant ritten.", "Klachten gaan naar het RTV."
    )
    index = LexicalIndex.build(store)
    assert set(found_by(index, "regionaal team vervoer")) == {4, 5}


def test_own_terms_count_at_once(store: Words, tmp_path: Path) -> None:
    index = LexicalIndex.build(store, tmp_path)
    assert found_by(index, "wagentje") == []
    (tmp_path / FILE_NAME).write_text("wagentje > taxi\n", encoding="utf-8")
    assert found_by(index, "wagentje") == [1]


def same(one: LexicalIndex, other: LexicalIndex) -> bool:
    questions = ("gemeente", "huishoudhulp", "nieuw", "mantelzorg", "taxi")
    return all(set(found_by(one, asked)) == set(found_by(other, asked)) for asked in questions)


def test_an_update_is_as_good_as_new(store: Words, tmp_path: Path) -> None:
    for step in range(12):
        store.put("een", f"Een nieuwe gemeente {step}.", "Taxi")
        if step % 3 == 0:
            store.put(f"meer{step}", "Nog een nieuwe brief.")
        if step == 7:
            store.remove("twee")
        LexicalIndex.update(store, tmp_path)
        index = LexicalIndex.open(tmp_path, store)
        assert (index.generation, index.size) == (store.generation, len(store.stored))
        assert same(index, LexicalIndex.build(store))


def test_what_is_open_stays_as_it_was(store: Words, tmp_path: Path) -> None:
    LexicalIndex.update(store, tmp_path)
    index = LexicalIndex.open(tmp_path, store)
    store.put("een", "Alles is anders.")
    LexicalIndex.update(store, tmp_path)
    assert found_by(index, "taxi") == [1]
    assert found_by(LexicalIndex.open(tmp_path, store), "taxi") == []


def test_a_folder_that_is_behind_is_caught_up_with_in_a_copy(store: Words, tmp_path: Path) -> None:
    LexicalIndex.update(store, tmp_path)
    before = {one.name: one.read_bytes() for one in (tmp_path / "lexical").iterdir()}
    store.put("een", "Een nieuwe regiotaxi.")
    index = LexicalIndex.open(tmp_path, store)
    assert found_by(index, "regiotaxi") == [4]
    assert found_by(index, "gemeente") == []
    assert {one.name: one.read_bytes() for one in (tmp_path / "lexical").iterdir()} == before


@pytest.mark.parametrize("harm", ["gone", "emptied", "damaged", "other", "later"])
def test_a_folder_that_is_no_good_is_passed_over(store: Words, tmp_path: Path, harm: str) -> None:
    LexicalIndex.update(store, tmp_path)
    place = tmp_path / "lexical"
    if harm == "gone":
        shutil.rmtree(place)
    for file in place.iterdir() if harm in ("emptied", "damaged") else ():
        file.unlink() if harm == "emptied" else file.write_bytes(b"x")
    if harm == "other":
        store.identity = "another"
    if harm == "later":
        store.generation -= 1
    assert same(LexicalIndex.open(tmp_path, store), LexicalIndex.build(store))
    LexicalIndex.update(store, tmp_path)
    assert same(LexicalIndex.open(tmp_path, store), LexicalIndex.build(store))
    assert [one.name for one in tmp_path.iterdir()] == ["lexical"]


def test_a_run_that_is_cut_off_leaves_what_was_there(
    store: Words, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    LexicalIndex.update(store, tmp_path)
    store.put("een", "Een nieuwe regiotaxi.", "Nog een.")
    with monkeypatch.context() as cut:

        def stop(*_: object) -> None:
            raise KeyboardInterrupt

        cut.setattr("index.words.files.document", stop)
        with pytest.raises(KeyboardInterrupt):
            LexicalIndex.update(store, tmp_path)
    assert same(LexicalIndex.open(tmp_path, store), LexicalIndex.build(store))
    LexicalIndex.update(store, tmp_path)
    index = LexicalIndex.open(tmp_path, store)
    assert index.generation == store.generation
    assert same(index, LexicalIndex.build(store))


def test_words_of_an_older_kind_are_read_as_one_text() -> None:
    assert stored_words("de gemeente").body == "de gemeente"
    assert stored_words(join_words("kop", "tekst", "wijk")).notes == "wijk"
