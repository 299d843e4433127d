from __future__ import annotations

from corpus import Letter
from qa.candidates import Candidate
from qa.statements import compose

TEXT = (
    "De regeling verandert. Dit geldt vanaf 1 juli 2024.\n\n"
    "Er zijn twee uitzonderingen:\n\n- wie een minimuminkomen heeft;\n- wie inwoont.\n\n"
    "De regeling verandert. Slot van de brief is dit."
)
LETTER = Letter(id="x", title="T", text=TEXT, sha256="")


def candidate(words: str, score: float = 1.0, after: int = 0) -> Candidate:
    start = TEXT.index(words, after)
    return Candidate(LETTER, start, start + len(words), score, 0.9, 0.5)


def texts(*found: Candidate) -> list[str]:
    return [one.text for one in compose(found)]


def test_a_leaning_sentence_takes_the_one_before_along() -> None:
    assert texts(candidate("Dit geldt vanaf 1 juli 2024.")) == [
        "De regeling verandert. Dit geldt vanaf 1 juli 2024."
    ]


def test_an_introduction_takes_its_list_along() -> None:
    assert texts(candidate("Er zijn twee uitzonderingen:")) == [
        "Er zijn twee uitzonderingen:",
        "- wie een minimuminkomen heeft;",
        "- wie inwoont.",
    ]


def test_far_worse_sentences_are_left_out() -> None:
    best = candidate("Slot van de brief is dit.")
    assert texts(best, candidate("De regeling verandert.", 0.5)) == [best.text]


def test_the_same_sentence_is_given_once() -> None:
    first = candidate("De regeling verandert.")
    again = candidate("De regeling verandert.", after=first.end)
    assert texts(first, again) == ["De regeling verandert."]


def test_every_statement_is_proved() -> None:
    for statement in compose([candidate("Er zijn twee uitzonderingen:")]):
        (citation,) = statement.citations
        assert TEXT[citation.start : citation.end] == statement.text


def test_nothing_gives_nothing() -> None:
    assert compose([]) == ()
