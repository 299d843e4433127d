from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from conftest import FakeEncoder

from corpus import Letter, LetterDate
from index import Filter, NothingLeft, Retriever, build_index
from index.store.letter_table import LetterTable

LETTERS = [
    Letter("vws", "", "", "", date=LetterDate(2024, 6, 17), sender="Ministerie van VWS"),
    Letter("lindenhoek", "", "", "", date=LetterDate(2023), level="gemeente", kind="brief"),
    Letter("curacao", "", "", "", date=LetterDate(2024, 2), sender="Gemeente Curaçao"),
    Letter("stil", "", "", ""),
]
CASES = [
    (Filter(), {"vws", "lindenhoek", "curacao", "stil"}),
    (Filter(since=date(2024, 6, 17)), {"vws"}),
    (Filter(since=date(2024, 6, 18)), set()),
    (Filter(since=date(2024, 2, 29)), {"vws", "curacao"}),
    (Filter(since=date(2023, 12, 31)), {"vws", "lindenhoek", "curacao"}),
    (Filter(until=date(2023, 1, 1)), {"lindenhoek"}),
    (Filter(until=date(2022, 12, 31)), set()),
    (Filter.as_of(date(2024, 2, 1)), {"lindenhoek", "curacao"}),
    (Filter(since=date(2023, 5, 1), until=date(2023, 5, 2)), {"lindenhoek"}),
    (Filter(senders=("vws",)), {"vws"}),
    (Filter(senders=("CURACAO", "vws")), {"vws", "curacao"}),
    (Filter(levels=("Gemeente",)), {"lindenhoek"}),
    (Filter(kinds=("brief",), levels=("rijk",)), set()),
    (Filter(letters=("stil", "vws")), {"vws", "stil"}),
]


def test_a_person_is_chosen_however_the_name_is_written() -> None:
    office = "minister voor Langdurige Zorg en Sport"
    letter = Letter("een", "", "", "", sender=f"C. Helder, {office}")
    assert Filter(senders=(f"Conny Helder, {office}",)).allows(letter)
    assert not Filter(senders=("Conny Helder, minister van Financiën",)).allows(letter)


@pytest.mark.parametrize(("only", "expected"), CASES)
def test_letters_are_chosen(only: Filter, expected: set[str]) -> None:
    assert {letter.id for letter in LETTERS if only.allows(letter)} == expected


@pytest.mark.parametrize(("only", "expected"), CASES)
def test_the_table_chooses_as_the_letters_do(only: Filter, expected: set[str]) -> None:
    rows = [
        (x.id, x.date.isoformat() if x.date else "", x.sender, x.level, x.kind, 1 + at, 1, at)
        for at, x in enumerate(LETTERS)
    ]
    table = LetterTable(rows)
    allowed = table.allowed(only)
    assert {one for one, yes in zip(table.ids, allowed, strict=True) if yes} == expected
    assert table.passages_of(allowed).sum() == len(expected)


def test_the_table_of_an_empty_index_is_empty() -> None:
    table = LetterTable([])
    assert (table.size, table.last, table.by_date()) == (0, 0, [])
    assert not table.passages_of(table.allowed(Filter(senders=("x",)))).any()


def test_passages_are_those_of_the_chosen_letters() -> None:
    rows = [
        ("b", "2021", "", "", "", 4, 2, 8),
        ("a", "", "", "", "", 1, 3, 7),
        ("leeg", "2020", "", "", "", 0, 0, 9),
        ("c", "2021", "", "", "", 9, 1, 10),
    ]
    table = LetterTable(rows)
    chosen = table.passages_of(table.allowed(Filter(since=date(2021, 1, 1))))
    assert chosen.nonzero()[0].tolist() == [4, 5, 9]
    assert (table.size, table.last) == (6, 9)
    assert table.has(np.arange(12)).nonzero()[0].tolist() == [1, 2, 3, 4, 5, 9]
    assert table.by_date() == [9, 8, 10, 7]


def test_only_letters_in_the_filter_are_found(retriever: Retriever) -> None:
    for only in (Filter(since=date(2022, 1, 1)), Filter(letters=("2024-06-17-termijn",))):
        for mode in ("hybrid", "dense", "lexical"):
            hits = retriever.search("Binnen hoeveel weken besluit de gemeente?", 10, mode, only)  # type: ignore[arg-type]
            assert {hit.passage.letter.id for hit in hits} == {"2024-06-17-termijn"}


def test_the_filter_comes_before_the_ranking(tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    for number in range(300):
        text = f"De regiotaxi kost {number} euro per zone."
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")
    (folder / "anders.txt").write_text("De gemeente besluit tijdig.", encoding="utf-8")
    build_index([folder], tmp_path / "index", FakeEncoder())
    retriever = Retriever(tmp_path / "index", FakeEncoder())
    only = Filter(letters=("anders", "123"))
    found = {hit.passage.letter.id for hit in retriever.search("Wat kost de regiotaxi?", only=only)}
    assert found == {"anders", "123"}


def test_a_filter_that_leaves_nothing_says_so(retriever: Retriever) -> None:
    with pytest.raises(NothingLeft, match="vanaf 1 januari 2030, afzender 'VWS' of 'VNG'"):
        retriever.search("termijn", only=Filter(since=date(2030, 1, 1), senders=("VWS", "VNG")))
    with pytest.raises(NothingLeft, match="soort 'besluit'"):
        retriever.search("termijn", only=Filter(kinds=("besluit",)))
    with pytest.raises(NothingLeft, match="tot en met 1 januari 2023"):
        retriever.search("zeppelin", mode="lexical", only=Filter(until=date(2023, 1, 1)))


def test_an_empty_filter_is_none(retriever: Retriever) -> None:
    assert not Filter()
    assert retriever.search("termijn", only=Filter()) == retriever.search("termijn")


def test_one_day_is_said_as_one() -> None:
    day = date(2026, 5, 4)
    assert Filter(since=day, until=day).in_words() == "van 4 mei 2026"
    assert Filter(since=day).in_words() == "vanaf 4 mei 2026"
