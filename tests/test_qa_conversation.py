from __future__ import annotations

from collections.abc import Sequence

import pytest

from corpus import Letter, Passage
from index import Retriever
from qa import Answer, Question, Reading, ReadSentence, converse, reply
from qa.reading import read_in_context

pytestmark = pytest.mark.usefixtures("fake_reader")

FIRST = "Wat is de eigen bijdrage voor hulp bij het huishouden?"


def turn(question: str, retriever: Retriever, *earlier: str) -> Answer:
    before: list[Answer] = []
    for one in earlier:
        before.append(reply(one, before, retriever))
    return reply(question, before, retriever)


def test_a_first_question_is_searched_as_it_is(retriever: Retriever) -> None:
    assert turn(FIRST, retriever).searched == FIRST


def test_a_question_that_leans_takes_the_subject_along(retriever: Retriever) -> None:
    found = turn("Wie betaalt die niet?", retriever, FIRST)
    assert found.question == found.searched == "Wie betaalt die niet?"
    assert found.context == (FIRST,)
    assert found.sought == f"{FIRST} Wie betaalt die niet?"


def test_a_year_takes_the_place_of_the_year_before(retriever: Retriever) -> None:
    asked = "Wat was de eigen bijdrage in 2021?"
    assert turn("En in 2024?", retriever, asked).searched == "Wat was de eigen bijdrage in 2024?"


def test_a_year_takes_the_place_of_a_whole_date(retriever: Retriever) -> None:
    for before in ("15 maart 2021", "maart 2021", "2021"):
        for now in ("2024", "mei 2024"):
            asked = f"Wat staat er over de termijn in de brief van {before}?"
            searched = turn(f"En in {now}?", retriever, asked).searched
            assert searched == f"Wat staat er over de termijn in de brief van {now}?"


def test_what_a_question_leans_on_leans_in_its_turn(retriever: Retriever) -> None:
    second = "En voor mantelzorgers?"
    found = turn("En wie betaalt dat dan?", retriever, FIRST, second)
    assert found.context == (FIRST, second)


def test_brackets_are_a_users_own(retriever: Retriever) -> None:
    asked = "Wat was de eigen bijdrage (in 2021) voor hulp bij het huishouden?"
    assert turn(asked, retriever).searched == asked
    assert turn("Wie betaalt die niet?", retriever, asked).context == (asked,)


def test_small_talk_in_between_is_passed_over(retriever: Retriever) -> None:
    found = turn("Wie betaalt die niet?", retriever, FIRST, "bedankt!")
    assert found.context == (FIRST,)


def test_a_question_that_stands_alone_is_left_as_it_is(retriever: Retriever) -> None:
    asked = "Binnen hoeveel weken besluit de gemeente over een spoedaanvraag?"
    assert turn(asked, retriever, FIRST).searched == asked


def test_a_question_about_the_letters_together_is_left_as_it_is(retriever: Retriever) -> None:
    asked = "Welke brieven gaan over de termijn?"
    for question, searched in (
        ("Hoeveel brieven zijn er?", "Hoeveel brieven zijn er?"),
        (asked, asked),
        ("En sinds 2024?", "Welke brieven gaan over de termijn sinds 2024?"),
    ):
        found = turn(question, retriever, FIRST, asked)
        assert found.searched == searched
        assert [one.kind for one in found.warnings] == ["count"]


def test_a_question_about_what_no_letter_speaks_of_is_left_as_it_is(retriever: Retriever) -> None:
    asked = "Wat kost een paspoort?"
    assert turn(asked, retriever, FIRST).searched == asked
    assert turn("Wat kost dat dan?", retriever, FIRST).context == (FIRST,)


def test_another_subject_is_noticed(retriever: Retriever) -> None:
    found = turn("Iets anders: wie betaalt dat?", retriever, FIRST)
    assert (found.searched, found.context) == ("wie betaalt dat?", ())


def test_a_conversation_is_asked_in_order(retriever: Retriever) -> None:
    found = converse([FIRST, "Wie betaalt die niet?"], retriever)
    assert found.context == (FIRST,)
    with pytest.raises(ValueError, match="at least one"):
        converse([], retriever)


class Heard:
    """A reader that gives each sentence the score of the question it is asked."""

    def __init__(self, scores: dict[str, float]) -> None:
        self.scores = scores

    def read(self, question: str, passages: Sequence[Passage]) -> Reading:
        score = self.scores[question]
        return Reading((0.0,), (ReadSentence(0, 0, 5, score, (0, 5), 0.5),))


def test_what_answers_the_question_before_counts_against_a_sentence() -> None:
    passage = Passage(Letter("x", "T", "Tekst", ""), 0, 5)
    asked = Question("En wie?", ("Wat kost het?",))
    scores = {asked.whole: 2.0, "En wie?": 1.0, "Wat kost het?": 4.0}

    def score(**other: float) -> float:
        reader = Heard(scores | {asked.context[0]: other.get("before", 4.0)})
        return read_in_context(reader, asked, [passage]).sentences[0].score

    assert score(before=4.0) < score(before=-1.0) < score(before=-4.0)
    assert score(before=-6.0) == score(before=-60.0)
    alone = read_in_context(Heard({"Wat?": 2.0}), Question("Wat?"), [passage])
    assert [one.score for one in alone.sentences] == [2.0]
