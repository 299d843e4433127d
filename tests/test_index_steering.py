import numpy as np

from corpus import LetterDate
from index.steering import letter_match, letter_words

VAN_OOIJEN = letter_words("2022-hoofdlijnenbrief", LetterDate(2022), "M. van Ooijen", "kamerbrief")
VAN_RIJN = letter_words(
    "2015-12-01-wethoudersbrief", LetterDate(2015, 12, 1), "M.J. van Rijn", "wethoudersbrief"
)
LETTERS = [VAN_OOIJEN, VAN_RIJN]


def points_at(question: str) -> list[bool]:
    return list(letter_match(question, LETTERS, 0) > 0)


def test_year_month_sender_and_kind_point_at_a_letter() -> None:
    assert points_at("Wat stond er in 2022 over pgb's?") == [True, False]
    assert points_at("Wat schreef Van Rijn over de eigen bijdrage?") == [False, True]
    assert points_at("Wat vraagt de wethoudersbrief?") == [False, True]
    assert points_at("Wat stond er in december 2015?") == [False, True]


def test_the_newest_letter_is_pointed_at() -> None:
    assert points_at("Wat zegt de nieuwste over pgb's?") == [True, False]


def test_what_names_every_letter_or_none_says_nothing() -> None:
    assert points_at("Hoe werkt het pgb?") == [False, False]
    same = letter_match("Wat stond er in 2022?", [VAN_OOIJEN, VAN_OOIJEN], None)
    assert np.array_equal(same, [0, 0])
