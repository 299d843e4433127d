from __future__ import annotations

import pytest

from index.dutch.hyphens import hidden_words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("zorg- en welzijnsakkoord", ("zorgakkoord", 0)),
        ("de in- of uitvoerkosten", ("inkosten", 3)),
        ("een pgb-houder", ("pgbhouder", 4)),
        ("hot-line", ("hotline", 0)),
    ],
)
def test_hidden_words_are_said(text: str, expected: tuple[str, int]) -> None:
    assert expected in hidden_words(text)


@pytest.mark.parametrize("text", ["", "zorg en welzijn", "2014-2015", "zo - zei hij - ging het"])
def test_other_texts_hide_nothing(text: str) -> None:
    assert hidden_words(text) == []
