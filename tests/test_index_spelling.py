from __future__ import annotations

import pytest

from index.dutch.spelling import Vocabulary, distance, one_error_away, sound

WORDS = Vocabulary(
    {
        "mantelzorger": 20,
        "rolstoel": 8,
        "rolstoeltapijt": 1,
        "beschikking": 5,
        "alfahulp": 4,
        "indicatie": 9,
        "indicator": 2,
        "clientenraad": 3,
    }
)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("mantelzrogers", "mantelzorger"),
        ("rolstoell", "rolstoel"),
        ("beshcikking", "beschikking"),
        ("beschiking", "beschikking"),
        ("klientenraad", "clientenraad"),
        ("alphahulp", "alfahulp"),
        ("indikatie", "indicatie"),
        ("matelzorgr", "mantelzorger"),
    ],
)
def test_typing_errors_are_mended(word: str, expected: str) -> None:
    assert WORDS.mended(word) == expected


@pytest.mark.parametrize(
    "word", ["rolstoelen", "tafel", "vergunning", "2015", "xqzw", "rol", "a1b2c3", "", "x" * 50]
)
def test_other_words_are_left_alone(word: str) -> None:
    assert WORDS.mended(word) is None


def test_a_name_is_another_name_unless_it_sounds_the_same() -> None:
    names = Vocabulary({"ooijen": 3, "keizer": 2})
    assert names.mended("ooyen", name=True) == "ooijen"
    assert names.mended("keuzer", name=True) is None
    assert names.mended("keuzer") == "keizer"


def test_an_empty_vocabulary_mends_nothing() -> None:
    assert Vocabulary({}).mended("mantelzrog") is None


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("zorg", "zorg", 0),
        ("zorg", "zrog", 1),
        ("zorg", "zorgg", 1),
        ("zorg", "org", 1),
        ("zorg", "zorb", 1),
        ("kontakt", "contact", 1),
        ("zorg", "wiel", 3),
    ],
)
def test_distance(one: str, other: str, expected: float) -> None:
    assert distance(one, other, 2) == distance(other, one, 2)
    assert min(distance(one, other, 2), 3) == expected


def test_one_error_away_is_just_that() -> None:
    found = one_error_away("zorg")
    assert {"zrog", "org", "zorgt", "zorgg", "borg"} <= found
    assert "zorg" not in found
    assert all(distance("zorg", one, 1) <= 1 for one in found)


def test_what_sounds_the_same_is_the_same() -> None:
    assert sound("alphahulp") == sound("alfahulp")
    assert sound("produkt") == sound("product")
