from __future__ import annotations

import pytest

from corpus import Letter, Passage
from qa.questions.premise import letter_dates, premise_warnings, years_of

TEXT = "In Waterbrugge gold in 2015 en 2016 een ander tarief."
LETTER = Letter("brief", "Tarieven", TEXT, "")


def test_years_are_read_with_their_ranges_but_not_from_the_name_of_the_law() -> None:
    assert years_of("In 2016 – 2018 en in 2021, volgens de Wmo 2015") == {2016, 2017, 2018, 2021}
    assert years_of("van 2019 tot en met 2021") == {2019, 2020, 2021}
    assert years_of("de Wmo 2015") == frozenset()


def test_a_letter_may_be_named_by_its_date() -> None:
    assert letter_dates("Wat stond er in de wethoudersbrief van 9 april 2015?") == ("9 april 2015",)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Wat gold er in 2019?", "2019"),
        ("Wat gold er in 2019?", "2015 en 2016"),
        ("Welk tarief gold er in Lindenhoek?", "Lindenhoek"),
        ("Wat stond er in de brief van 9 april 2015?", "een brief van 9 april 2015"),
    ],
)
def test_a_false_premise_is_told(question: str, told: str) -> None:
    (warning,) = premise_warnings(question, [Passage(LETTER, 0, len(TEXT))])
    assert warning.kind == "premise"
    assert told in warning.text


def test_a_true_premise_is_not_told() -> None:
    asked = "Welk tarief gold er in 2016 in Waterbrugge?"
    assert premise_warnings(asked, [Passage(LETTER, 0, len(TEXT))]) == ()
