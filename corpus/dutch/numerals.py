"""Numbers in letters and in roman numerals, in lower case."""

from __future__ import annotations

MOST_ROMAN = 3999  # a larger number is printed in figures
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def roman(number: int) -> str:
    """Return a number as a roman numeral."""
    text = ""
    for size, numeral in _ROMAN:
        text += numeral * (number // size)
        number %= size
    return text


def letters(number: int) -> str:
    """Return a number in letters: a to z, aa, ab."""
    text = ""
    while number > 0:
        number, left = divmod(number - 1, 26)
        text = chr(ord("a") + left) + text
    return text
