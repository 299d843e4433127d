"""One test a type of citation; expected forms are those of the sources that the module names."""

from __future__ import annotations

import pytest

from corpus import Kamerstuk, Letter, LetterDate
from qa import official_citation


def letter(**known: object) -> Letter:
    return Letter(id="x", title="Hoofdlijnen", text="", sha256="", **known)  # type: ignore[arg-type]


def test_a_paper_of_the_tweede_kamer() -> None:
    for chamber in ("Tweede Kamer", "II", "TK"):
        paper = letter(kamerstuk=Kamerstuk("29538", "360", "2023-2024", chamber))
        assert official_citation(paper, ("3",)) == "Kamerstukken II 2023/24, 29538, nr. 360, p. 3"


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("A", "Kamerstukken I 2023/24, 29538, A, p. 2"),
        ("AB", "Kamerstukken I 2023/24, 29538, AB, p. 2"),
        ("188b", "Kamerstukken I 2023/24, 29538, nr. 188b, p. 2"),
    ],
)
def test_a_paper_of_the_eerste_kamer_has_a_letter(number: str, expected: str) -> None:
    paper = letter(kamerstuk=Kamerstuk("29538", number, "2023-2024", "Eerste Kamer"))
    assert official_citation(paper, ("2",)) == expected


@pytest.mark.parametrize("known", [{"kind": "bijlage"}, {"document_number": "blg-1007826"}])
def test_an_appendix_to_a_paper(known: dict[str, str]) -> None:
    paper = letter(kamerstuk=Kamerstuk("34389", "9", "2015-2016", "Tweede Kamer"), **known)
    assert official_citation(paper) == "Bijlage bij Kamerstukken II 2015/16, 34389, nr. 9"


def test_an_appendix_to_no_known_paper_goes_by_its_own_particulars() -> None:
    assert official_citation(letter(document_number="blg-1007826")) == "‘Hoofdlijnen’"


@pytest.mark.parametrize("dossier", ["36410-XVI", "36410 XVI"])
def test_a_budget_chapter_stands_behind_the_dossier(dossier: str) -> None:
    paper = letter(kamerstuk=Kamerstuk(dossier, "12", "2023-2024", "Tweede Kamer"))
    assert official_citation(paper) == "Kamerstukken II 2023/24, 36410 XVI, nr. 12"


@pytest.mark.parametrize("number", ["ah-tk-20202021-3235", "3235"])
def test_an_answer_to_questions(number: str) -> None:
    paper = letter(
        kind="antwoord op kamervragen",
        document_number=number,
        kamerstuk=Kamerstuk("", "", "2020-2021", "Tweede Kamer"),
    )
    expected = "Aanhangsel Handelingen II 2020/21, nr. 3235, p. 2"
    assert official_citation(paper, ("2",)) == expected


@pytest.mark.parametrize(
    "paper", [None, Kamerstuk("", "", "", "Tweede Kamer"), Kamerstuk("", "", "2020-2021")]
)
def test_an_answer_of_an_unknown_year_or_chamber_gets_no_number(paper: Kamerstuk | None) -> None:
    known = letter(kind="antwoord op kamervragen", document_number="3235", kamerstuk=paper)
    assert official_citation(known) == "antwoord op kamervragen ‘Hoofdlijnen’"


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("stb-2014-280", "Stb. 2014, 280, p. 1"),
        ("stcrt-2023-12345", "Stcrt. 2023, 12345, p. 1"),
        ("trb-2020-12", "Trb. 2020, 12, p. 1"),
        ("stcrt-2023-12345-n1", "‘Hoofdlijnen’, p. 1"),  # a correction has no form of its own
    ],
)
def test_a_publication_in_a_gazette(number: str, expected: str) -> None:
    assert official_citation(letter(document_number=number), ("1",)) == expected


@pytest.mark.parametrize(
    ("paper", "expected"),
    [
        (Kamerstuk("29538", "360"), "Kamerstukken 29538, nr. 360, p. 3-4"),
        (Kamerstuk("29538", "A"), "Kamerstukken 29538, A, p. 3-4"),
        (Kamerstuk("29538", "360", "", "II"), "Kamerstukken II, 29538, nr. 360, p. 3-4"),
        (Kamerstuk("29538", "360", "1999-2000"), "Kamerstukken 1999/2000, 29538, nr. 360, p. 3-4"),
        (Kamerstuk("29538", "360", "", "Senaat"), "Kamerstukken 29538, nr. 360, p. 3-4"),
        (Kamerstuk("29538", ""), "‘Hoofdlijnen’, p. 3-4"),
    ],
)
def test_no_part_of_a_number_is_guessed(paper: Kamerstuk, expected: str) -> None:
    assert official_citation(letter(kamerstuk=paper), ("3", "4")) == expected


def test_a_letter_without_a_number_goes_by_its_own_particulars() -> None:
    known = letter(
        sender="wethouder Voorbeeld",
        kind="brief",
        date=LetterDate(2024, 6, 17),
        reference="WB/1",
        document_number="2024D51786",
    )
    expected = "wethouder Voorbeeld, brief ‘Hoofdlijnen’, 17 juni 2024, kenmerk WB/1, p. iv"
    assert official_citation(known, ("iv",)) == expected
    assert official_citation(letter(date=LetterDate(2022))) == "‘Hoofdlijnen’, 2022"
