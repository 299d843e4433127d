from __future__ import annotations

import pytest

from index import content_lemmas, lemmas


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gemeenten ondersteunen cliënten", ["gemeente", "ondersteunen", "client"]),
        ("€ 2,6 mln. in 2016", ["2,6", "mln", "in", "2016"]),
        ("290.000 huishoudens", ["290000", "huishouden"]),
        ("", []),
    ],
)
def test_lemmas(text: str, expected: list[str]) -> None:
    assert lemmas(text) == expected


@pytest.mark.parametrize("sign", ["ª", "º", "ª º", "1ª"])
def test_a_sign_without_a_lemma_is_its_own(sign: str) -> None:
    for found in (lemmas(sign), content_lemmas(f"Wat is de {sign} kamer?")):
        assert found
        assert all(found)


def test_question_words_go_and_negations_stay() -> None:
    found = content_lemmas("Wanneer hoeft de gemeente niet te betalen?")
    assert "niet" in found
    assert not {"wanneer", "de", "te"} & set(found)


def test_a_question_of_function_words_has_no_content() -> None:
    assert content_lemmas("Wat is dat en hoe?") == []
