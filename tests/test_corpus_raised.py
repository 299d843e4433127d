"""Numbers drawn smaller, above or below their line."""

import pytest

from corpus.pdf.drawing.raised import Raised, Shown


@pytest.mark.parametrize(
    ("text", "y", "height", "found"),
    [
        ("7 ", 103.5, 5.5, Raised("7", "zie Agema,", 100, lowered=False)),
        ("2", 98.0, 5.5, Raised("2", "zie Agema,", 100, lowered=True)),
        ("7", 103.5, 8.5, None),
        ("7", 100, 5.5, None),
        ("jl.", 103.5, 5.5, None),
        ("7", 130, 5.5, None),
    ],
)
def test_a_small_number_off_its_line_is_noted(
    text: str, y: float, height: float, found: Raised | None
) -> None:
    shown = Shown()
    assert shown.next(["zie Agema,"], 100, 8.5) is None
    assert shown.next([text], y, height) == found


def test_text_shown_in_pieces_is_read_as_one() -> None:
    shown = Shown()
    shown.next([["V", 54.8, b"oor CO"]], 100, 8.5)
    assert shown.text == "Voor CO"
