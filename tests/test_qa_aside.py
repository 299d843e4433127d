from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from conftest import FakeEncoder, FakeReader

from corpus import Letter, Section
from index import Retriever, build_index
from qa import answer, converse
from qa.evidence.digressions import turns_aside

HEADS = ("Hoeveel kunt u reizen", "Nieuw: de buurtbus aan huis", "De spaarpas")
BODIES = (
    "U krijgt elk jaar 1.500 kilometer op uw spaarpas.",
    "De Haltebus haalt u op. Een rit kost 1 euro.",
    "Een rit kost 2 punten van uw tegoed.",
)


def letter(title: str = "Andere regels voor de regiotaxi") -> Letter:
    text, sections = "", []
    for head, body in zip(HEADS, BODIES, strict=True):
        sections.append(Section(len(text), len(text) + len(head), 1))
        text += f"{head}\n\n{body}\n\n"
    return Letter(id="x", title=title, text=text, sha256="", sections=tuple(sections))


def asked(*words: str) -> str:
    return " ".join(words)


def test_a_section_with_a_matter_of_its_own_turns_aside() -> None:
    one = letter()
    found = [turns_aside(asked("rit", "regiotaxi"), one, one.text.index(body)) for body in BODIES]
    assert found == [False, True, False], "of a pass that the letter speaks of it may be said"


@pytest.mark.parametrize(
    ("words", "title"),
    [
        (("rit", "buurtbus"), "Andere regels voor de regiotaxi"),
        (("rit", "haltebus"), "Andere regels voor de Haltebus"),
        (("regiotaxi", "rit"), "Andere regels voor het vervoer"),
        (("regiotaxi", "buurtbus"), "Andere regels voor de regiotaxi"),
    ],
)
def test_it_does_not_when_it_is_asked_about_or_the_letter_is_not(
    words: tuple[str, ...], title: str
) -> None:
    one = letter(title)
    assert not turns_aside(asked(*words), one, one.text.index(BODIES[1]))


@pytest.mark.parametrize(
    "heading", ["De kosten van het vervoer", "Het tarief per zone", "De vergoeding"]
)
def test_an_ordinary_heading_is_no_other_matter(heading: str) -> None:
    text = f"{heading}\n\nU betaalt 0,90 euro per zone."
    section = Section(0, len(heading), 1)
    one = Letter(id="x", title="De regiotaxi", text=text, sha256="", sections=(section,))
    assert not turns_aside(asked("kosten", "regiotaxi"), one, text.index("U betaalt"))


def test_a_heading_above_may_name_what_is_asked() -> None:
    one = letter()
    text = f"Regiotaxi en bus\n\n{one.text}"
    shift = len(text) - len(one.text)
    below = [replace(s, start=s.start + shift, end=s.end + shift, level=3) for s in one.sections]
    above = (Section(0, 0, 1), Section(0, shift - 2, 2))
    nested = replace(one, text=text, sections=(*above, *below))
    assert not turns_aside(asked("rit", "regiotaxi"), nested, text.index(BODIES[1]))


def test_its_sentences_do_not_answer(tmp_path: Path, fake_reader: FakeReader) -> None:
    text = (
        "Datum 2 februari 2026\nBetreft Andere regels voor de regiotaxi\n\nGeachte heer,\n\n"
        "**Hoeveel kunt u reizen**\n\nU krijgt elk jaar 1.500 kilometer op uw pas.\n\n"
        "**Nieuw: de buurtbus aan huis**\n\nDe Haltebus haalt u op. Een rit kost 1 euro.\n\n"
        "Hoogachtend,\n\nA. Voorbeeld\n"
    )
    (tmp_path / "brief.txt").write_text(text, encoding="utf-8")
    build_index([tmp_path / "brief.txt"], tmp_path / "index", FakeEncoder())
    retriever = Retriever(tmp_path / "index", FakeEncoder())
    found = {}
    for question in ("Wat kost een rit met de regiotaxi?", "Wat kost een rit met de buurtbus?"):
        told = answer(question, retriever).statements
        found[question.split()[-1]] = [one.text for one in told]
    assert "Een rit kost 1 euro." in found["buurtbus?"]
    assert "Een rit kost 1 euro." not in found["regiotaxi?"]
    for follow in ("En wat kost een rit met de regiotaxi?", "Wat kost het met de regiotaxi dan?"):
        found_in_turn = converse(["Wat kost een rit met de buurtbus?", follow], retriever)
        assert found_in_turn.question == follow
