from __future__ import annotations

import pytest

from index.dutch.compounds import compound, leaves, root
from index.dutch.lemmas import lemma
from index.dutch.roots import parts, roots


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("steunpunt", ("steun", "punt")),
        ("gemeenteraad", ("gemeente", "raad")),
        ("leerlingenvervoer", ("leerlingen", "vervoer")),
        ("inkomensgrens", ("inkomens", "grens")),
        ("wmoloket", ("wmo", "loket")),
        ("pgbhouder", ("pgb", "houder")),
        ("houdbaarheidsonderzoek", ("houdbaarheid", "onderzoek")),
    ],
)
def test_compounds_come_apart(word: str, expected: tuple[str, str]) -> None:
    assert compound(word) == expected


@pytest.mark.parametrize(
    "word",
    [
        "onderzoek",
        "gemeente",
        "beleid",
        "ondersteuning",
        "begeleiding",
        "voorziening",
        "x" * 60,
        "",
    ],
)
def test_other_words_stay_whole(word: str) -> None:
    assert compound(word) is None
    assert parts(word) == ()
    assert leaves(word) == (word,)


def test_long_parts_come_apart_as_well() -> None:
    assert "kaart" in leaves("gehandicaptenparkeerkaart")
    assert {"parkeerkaart", "gehandicapte"} <= set(parts("gehandicaptenparkeerkaart"))


@pytest.mark.parametrize(
    "kin",
    [
        ("ondersteuning", "ondersteunen", "ondersteuner"),
        ("begeleiding", "begeleiden"),
        ("mantelzorg", "mantelzorger"),
        ("huishouden", "huishoudelijk"),
        ("aanvraag", "aanvragen"),
        ("verhuizing", "verhuizen"),
        ("cijfer", "cijferen"),
    ],
)
def test_kin_share_a_root(kin: tuple[str, ...]) -> None:
    assert len({root(word) for word in kin}) == 1


def test_roots_leave_out_stop_words_and_numbers() -> None:
    assert roots(["de", "steunpunt", "2015"]) == ["steunpunt", "steun", "punt"]


def test_an_unknown_compound_has_the_lemma_of_its_last_part() -> None:
    assert lemma("mantelzorgwaarderingen") == "mantelzorgwaardering"
