from __future__ import annotations

import pytest

from index.dutch.notations import notations


def tokens(text: str) -> set[str]:
    return {one.token for one in notations(text)}


@pytest.mark.parametrize(
    ("token", "texts"),
    [
        ("d:2027-01-01", ["1 januari 2027", "1-1-2027", "01-01-2027", "2027-01-01", "1 jan. 2027"]),
        ("n:2600", ["2.600", "2600", "2 600"]),
        ("n:2600000", ["€ 2,6 mln.", "2,6 miljoen", "2.600.000 euro"]),
        ("n:12", ["12 bedden", "twaalf bedden"]),
        ("n:2000000000", ["twee miljard", "2 mld."]),
        ("p:30", ["30%", "30 %", "30 procent", "dertig procent"]),
        ("a:2.3.5", ["art. 2.3.5", "artikel 2.3.5, eerste lid", "Art 2.3.5"]),
        ("n:29538", ["dossier 29 538", "29538", "29.538"]),
        ("k:29538-361", ["29 538, nr. 361", "29538 nr 361", "29538-361"]),
        ("ecli:nl:crvb:2018:1961", ["ECLI:NL:CRVB:2018:1961", "ecli nl crvb 2018 1961"]),
    ],
)
def test_one_thing_has_one_token(token: str, texts: list[str]) -> None:
    for text in texts:
        assert token in tokens(text), text


@pytest.mark.parametrize("text", ["", "geen getal", "een huis", "31-13-2020", "9" * 40])
def test_other_texts_have_none(text: str) -> None:
    assert not {one for one in tokens(text) if one[0] in "dpak"}


def test_pieces_of_a_date_do_not_count() -> None:
    assert tokens("op 1 januari 2027") == {"d:2027-01-01"}


def test_places_are_those_of_the_text() -> None:
    text = "Er is € 2,6 mln. voor."
    (found,) = notations(text)
    assert text[found.start : found.end].startswith("2,6 mln")
    assert not found.name
