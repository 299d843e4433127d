from __future__ import annotations

import pytest

from index import Retriever
from qa import answer, reply, timeline
from qa.questions.capitals import usual_case


@pytest.mark.parametrize(
    ("question", "usual"),
    [
        ("WIE HOUDT TOEZICHT OP DE WMO?", "Wie houdt toezicht op de Wmo?"),
        ("WAT DOEN DE GGD'S IN ROTTERDAM?", "Wat doen de GGD's in Rotterdam?"),
        ("WANNEER KOMT HET WMO-LOKET? EN WAAR?", "Wanneer komt het Wmo-loket? En waar?"),
        ("Wat Kost Een Traplift?", "Wat kost een traplift?"),
        ("Wat Kost een Traplift van de VNG?", "Wat kost een traplift van de VNG?"),
        ("Wat zegt de Hoge Raad over Beschermd Wonen?", None),
        ("Wat zegt het Ministerie van Financiën?", None),
        ("Raad van State", None),
        ("CAK VNG", None),
        ("WMO", None),
        ("wat kost een traplift?", None),
        ("", None),
    ],
)
def test_capitals_throughout_are_taken_away(question: str, usual: str | None) -> None:
    assert usual_case(question) == (question if usual is None else usual)


@pytest.mark.usefixtures("fake_reader")
@pytest.mark.parametrize(
    "put",
    [
        "BINNEN HOEVEEL WEKEN BESLUIT DE GEMEENTE OVER DE AANVRAAG?",
        "Binnen Hoeveel Weken Besluit De Gemeente Over De Aanvraag?",
    ],
)
def test_a_question_in_capitals_is_answered_as_any_other(put: str, retriever: Retriever) -> None:
    plain = "Binnen hoeveel weken besluit de gemeente over de aanvraag?"
    found, expected = answer(put, retriever), answer(plain, retriever)
    assert found.question == put
    assert (found.searched, found.status) == (plain, expected.status)
    assert found.statements == expected.statements != ()
    assert reply(put, [], retriever).statements == expected.statements
    assert timeline(put, retriever) == timeline(plain, retriever)
