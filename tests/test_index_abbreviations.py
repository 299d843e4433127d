from __future__ import annotations

import pytest

from index.dutch.abbreviations import abbreviation_tokens, abbreviations


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Het Centraal Administratie Kantoor (CAK) int.",
            ("CAK", "Centraal Administratie Kantoor"),
        ),
        ("een persoonsgebonden budget (pgb) is", ("pgb", "persoonsgebonden budget")),
        (
            "de Vereniging van Nederlandse Gemeenten (VNG)",
            ("VNG", "Vereniging van Nederlandse Gemeenten"),
        ),
        (
            "De Wmo (Wet maatschappelijke ondersteuning)",
            ("Wmo", "Wet maatschappelijke ondersteuning"),
        ),
        ("het Integraal Zorgakkoord (hierna: IZA)", ("IZA", "Integraal Zorgakkoord")),
    ],
)
def test_what_a_letter_explains_is_learned(text: str, expected: tuple[str, str]) -> None:
    assert abbreviations(text) == [expected]


@pytest.mark.parametrize(
    "text",
    ["", "de cijfers (CBS)", "zie de bijlage (2015)", "hulp (zie hierna)", "(CAK)", "a" * 500],
)
def test_other_brackets_teach_nothing(text: str) -> None:
    assert abbreviations(text) == []


def test_tokens_hold_lemmas() -> None:
    assert abbreviation_tokens("Centraal Administratie Kantoor (CAK)") == [
        "cak=centraal_administratie_kantoor"
    ]
