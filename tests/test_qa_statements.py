from __future__ import annotations

from dataclasses import replace
from typing import cast

import numpy as np
import pytest

from corpus import Footnote, Letter, Passage, Section
from index import Hit
from qa import Answer, Asked, Candidate, Statement, Status, compose
from qa.evidence.statements import short_answer
from qa.reading import settings

TEXT = (
    "De regeling verandert. Dit geldt vanaf 1 juli 2024.\n\n"
    "Er zijn twee uitzonderingen:\n\n- wie een minimuminkomen heeft;\n- wie inwoont.\n\n"
    "De regeling verandert. Slot van de hele brief."
)
LETTER = Letter(id="x", title="T", text=TEXT, sha256="")
HIT = Hit(Passage(LETTER, 0, len(TEXT)), 1.0, 0.9, 1.0, 0.9, 0.0, 0.0)


VALUE = "Wanneer gaat het in?"


def asked(text: str = "Wat verandert er?") -> Asked:
    return Asked(text, {})


def candidate(words: str, score: float = 1.0, after: int = 0) -> Candidate:
    start = TEXT.index(words, after)
    end = start + len(words)
    return Candidate(LETTER, start, end, score, HIT, (start, end), 0.0, np.zeros(2, np.float32))


def texts(*found: Candidate, question: str = "Wat verandert er?") -> list[str]:
    return [one.text for one in compose(asked(question), found)]


def test_a_leaning_sentence_takes_the_one_before_along() -> None:
    assert texts(candidate("Dit geldt vanaf 1 juli 2024.")) == [
        "De regeling verandert. Dit geldt vanaf 1 juli 2024."
    ]


LEANT = (
    "**Wet**\n\nDe gemeenten houden een enquête. Daarna volgt een plan. Dat komt in mei.\n\n"
    "Daarvoor is een wetsvoorstel in voorbereiding.\n\n**Geld**\n\nHiervoor is geld. "
    "Het plan loopt dan niet. Wie zorgt, krijgt meer dan wie niet zorgt."
)


@pytest.mark.parametrize(
    ("words", "quotes"),
    [
        (
            "Daarvoor is een wetsvoorstel in voorbereiding.",
            [
                "De gemeenten houden een enquête. Daarna volgt een plan. Dat komt in mei.",
                "Daarvoor is een wetsvoorstel in voorbereiding.",
            ],
        ),
        (
            "Dat komt in mei.",
            ["De gemeenten houden een enquête. Daarna volgt een plan. Dat komt in mei."],
        ),
        ("Hiervoor is geld.", ["Hiervoor is geld."]),  # the first of its section
        ("Het plan loopt dan niet.", ["Hiervoor is geld. Het plan loopt dan niet."]),
        (
            "Wie zorgt, krijgt meer dan wie niet zorgt.",
            ["Wie zorgt, krijgt meer dan wie niet zorgt."],
        ),
    ],
)
def test_what_a_sentence_leans_on_comes_along_within_its_section(
    words: str, quotes: list[str]
) -> None:
    heads = tuple(Section(LEANT.index(one), LEANT.index(one) + 8, 1) for one in ("**Wet", "**Geld"))
    letter = Letter(id="z", title="T", text=LEANT, sha256="", sections=heads)
    start = LEANT.index(words)
    one = replace(candidate("Slot"), letter=letter, start=start, end=start + len(words))
    (found,) = compose(asked(), [one])
    assert [cited.quote for cited in found.citations] == quotes


def test_a_sentence_of_a_note_is_told_with_the_beginning_of_the_note() -> None:
    text = "De cijfers staan vast.\n\nToezegging TZ1. Over de toepassing van de wet. Voor 2025."
    start = text.index("Toezegging")
    note = Footnote(marker=5, start=start, end=len(text), label="1")
    letter = Letter(id="z", title="T", text=text, sha256="", footnotes=(note,))
    own, last = text.index("Over"), text.index("Voor 2025.")
    one = replace(candidate("Slot"), letter=letter, start=own, end=last - 1)
    two = replace(one, start=last, end=len(text))
    assert [told.text for told in compose(asked(), [one])] == [text[start : last - 1]]
    assert len(compose(asked(), [one, two])) == 2, "the second is not lost"


def test_a_sentence_about_what_was_just_named_takes_its_naming_along() -> None:
    text = "Er komt een landelijk meldpunt. Het meldpunt opent in mei. De raad stemde in."
    letter = Letter(id="z", title="T", text=text, sha256="")
    for words, quote in (
        ("Het meldpunt opent in mei.", text[: text.index(" De raad")]),
        ("De raad stemde in.", "De raad stemde in."),
    ):
        start = text.index(words)
        one = replace(candidate("Slot"), letter=letter, start=start, end=start + len(words))
        assert [told.text for told in compose(asked(), [one])] == [quote]


def test_a_list_that_is_asked_for_comes_whole_and_alone() -> None:
    other = candidate("Slot van de hele brief.", 0.9)
    for words in ("Er zijn twee uitzonderingen:", "wie inwoont."):
        assert texts(candidate(words), other, question="Welke uitzonderingen zijn er?") == [
            "Er zijn twee uitzonderingen:",
            "- wie een minimuminkomen heeft;",
            "- wie inwoont.",
        ]


def test_of_a_short_list_no_item_is_told_alone() -> None:
    assert texts(candidate("wie inwoont."), question="Geldt het voor wie inwoont?") == [
        "Er zijn twee uitzonderingen:",
        "- wie een minimuminkomen heeft;",
        "- wie inwoont.",
    ]


def test_an_item_of_a_longer_list_takes_the_introduction_along(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("qa.evidence.statements.SHORT_LIST", 40)
    assert texts(candidate("wie inwoont."), question="Geldt het voor wie inwoont?") == [
        "Er zijn twee uitzonderingen:",
        "- wie inwoont.",
    ]


REASON = "De raad heeft daar in het najaar lang en met veel inwoners over gesproken. " * 6
LONG = (
    "Er zijn twee plannen:\n\n"
    f"- Zwembad. {REASON}De bouw begint in mei. Dat kost twee ton.\n- Park. Dit blijft zo.\n\nSlot."
)


@pytest.mark.parametrize(
    ("words", "quotes"),
    [
        ("De bouw begint in mei.", [["Zwembad.", "De bouw begint in mei."]]),
        ("Dat kost twee ton.", [["Zwembad.", "De bouw begint in mei. Dat kost twee ton."]]),
        ("Zwembad.", [[LONG.split("\n")[2]]]),
        ("Dit blijft zo.", [["Er zijn twee plannen:"], ["- Park. Dit blijft zo."]]),
    ],
)
def test_of_a_long_item_its_name_and_the_sentence_are_told(
    words: str, quotes: list[list[str]]
) -> None:
    long = Letter(id="y", title="T", text=LONG, sha256="")
    start = LONG.index(words)
    one = replace(candidate("Slot"), letter=long, start=start, end=start + len(words))
    found = compose(asked(), [one])
    assert [[cited.quote for cited in each.citations] for each in found] == quotes
    assert all(each.text == " ".join(c.quote for c in each.citations) for each in found)


def test_far_worse_sentences_are_left_out() -> None:
    best = candidate("Slot van de hele brief.", 3.0)
    assert texts(best, candidate("De regeling verandert.", 0.5)) == [best.text]


def test_the_same_sentence_is_given_once() -> None:
    first = candidate("De regeling verandert.")
    again = candidate("De regeling verandert.", after=first.end)
    assert texts(first, again) == ["De regeling verandert."]


def test_every_statement_is_proved() -> None:
    for statement in compose(asked(), [candidate("Er zijn twee uitzonderingen:")]):
        (citation,) = statement.citations
        assert TEXT[citation.start : citation.end] == statement.text


SAID = candidate("De regeling verandert. Dit geldt vanaf 1 juli 2024.")


def shown_short(statement: Statement) -> str:
    return Answer("", "", Status.ANSWERED, 1.0, (statement,)).short


@pytest.mark.parametrize(
    ("words", "chance", "shown"),
    [
        ("1 juli 2024", 1.0, "1 juli 2024"),
        ("1 juli 2024", 0.0, ""),  # not sure enough
        ("regeling verandert. Dit geldt vanaf 1 juli 2024", 1.0, ""),  # says no more than all of it
    ],
)
def test_the_words_that_answer_are_shown_when_they_are_sure(
    words: str, chance: float, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "qa.evidence.statements.settings", lambda: replace(settings(), short_from=0.5)
    )
    start = TEXT.index(words)
    one = replace(SAID, short=(start, start + len(words)), chance=chance)
    (statement,) = compose(asked(), [one])
    found = short_answer(asked(VALUE), one, statement)
    assert (found.text, found.citations) == (statement.text, statement.citations)
    assert shown_short(found) == shown
    assert all(TEXT[c.start : c.end] == c.quote == words for c in found.short)


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        (
            "Het kost de gemeente elk jaar meer dan € 5 miljoen.",
            "€ 5 miljoen",
            "meer dan € 5 miljoen",
        ),
        (
            "Er zijn nu nog ongeveer ruim 40 plaatsen vrij.",
            "40 plaatsen",
            "ongeveer ruim 40 plaatsen",
        ),
        ("De raad is er meer dan blij mee, met 40 plaatsen.", "40 plaatsen", "40 plaatsen"),
        (
            "Het duurt in elk geval niet langer dan acht weken.",
            "acht weken",
            "niet langer dan acht weken",
        ),
        (
            "Er mogen hier niet meer dan drie mensen wonen.",
            "drie mensen",
            "niet meer dan drie mensen",
        ),
    ],
)
def test_a_short_answer_keeps_what_qualifies_it(text: str, words: str, shown: str) -> None:
    letter, start = Letter("z", "T", text, ""), text.index(words)
    one = replace(
        SAID, letter=letter, start=0, end=len(text), short=(start, start + len(words)), chance=1.0,
        score=9.0,
    )  # fmt: skip
    (statement,) = compose(asked(), [one])
    assert shown_short(short_answer(asked(VALUE), one, statement)) == shown


def test_words_outside_what_is_told_are_not_shown() -> None:
    start = TEXT.index("wie inwoont")
    one = replace(SAID, short=(start, start + 11), chance=1.0)
    (statement,) = compose(asked(), [SAID])
    assert short_answer(asked(VALUE), one, statement) == statement


def test_nothing_gives_nothing() -> None:
    assert compose(asked(), cast(list[Candidate], [])) == ()
