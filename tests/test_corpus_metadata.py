"""What a letter says about itself, and nothing more."""

from pathlib import Path
from typing import Any

import pytest

from corpus import Kamerstuk, LetterDate, Section, read_letter
from corpus.dutch.dates import find_date
from corpus.metadata.letterhead import labelled
from corpus.metadata.of_letter import describe

OFFICE = "staatssecretaris van Volksgezondheid, Welzijn en Sport"
KAMERBRIEF = """Ministerie van Zaken

De voorzitter van de Tweede Kamer der Staten-Generaal
Postbus 1

Datum 1 december 2015
Betreft Stand van zaken

Ons kenmerk
880380-DMO
Uw kenmerk
ANDERS-1

Geachte voorzitter,

Op 3 maart 2014 schreef ik u over Kamerstuk 29 538, nr. 5.

Hoogachtend,

de staatssecretaris van Volksgezondheid,
Welzijn en Sport,

drs. A.B. van der Jansen

"""


def about(text: str, stem: str = "brief", **facts: str) -> dict[str, Any]:
    return describe(text, (), stem, facts)


def test_a_kamerbrief() -> None:
    assert about(KAMERBRIEF) == {
        "title": "Stand van zaken",
        "date": LetterDate(2015, 12, 1),
        "sender": f"A.B. van der Jansen, {OFFICE}",
        "recipient": "De Voorzitter van de Tweede Kamer der Staten-Generaal",
        "reference": "880380-DMO",
        "level": "rijk",
        "kind": "kamerbrief",
    }


def test_nothing_is_invented() -> None:
    assert about("Op 3 maart 2014 was er een zin over Kamerstuk 29 538, nr. 5.") == {}
    assert about("") == {}


def test_marked_facts_go_first() -> None:
    found = about(KAMERBRIEF, title="Anders", date="2016-01-02", sender="Iemand")
    assert (found["title"], found["sender"]) == ("Anders", "Iemand")
    assert found["date"] == LetterDate(2016, 1, 2)


def test_a_date_from_the_file_name_is_said_to_be_one() -> None:
    found = about("Een tekst.", "2016-voortgangsrapportage")
    assert found["date"] == LetterDate(2016)
    assert "bestandsnaam" in found["warnings"][0]
    assert "date" not in about("Een tekst.", "voortgang-2016b")


def test_a_letter_of_a_college() -> None:
    text = (
        "Gemeente Waterdam\n\nAan de gemeenteraad van Waterdam\n\nDatum: 2 mei 2024\n"
        "Betreft: Regiotaxi\n\nGeachte raadsleden,\n\nTekst.\n\nMet vriendelijke groet,\n\n"
        "namens het college van burgemeester en wethouders van Waterdam,\n"
        "mevrouw I. Sluis, wethouder Zorg\n"
    )
    found = about(text)
    assert found["sender"] == "College van burgemeester en wethouders van Waterdam"
    assert (found["level"], found["kind"]) == ("gemeente", "raadsinformatiebrief")
    assert found["recipient"] == "de gemeenteraad van Waterdam"


def test_a_letter_to_colleges_is_of_the_state() -> None:
    chamber = "De voorzitter van de Tweede Kamer der Staten-Generaal"
    text = KAMERBRIEF.replace(chamber, "Het college van burgemeester en wethouders")
    text = text.replace("Geachte voorzitter", "Geacht college")
    assert about(text)["kind"] == "wethoudersbrief"


def test_answers_to_parliament() -> None:
    text = (
        "Vergaderjaar 2023–2024\n\n2129\n\nVragen van het lid Dobbe (SP) aan de Minister van VWS "
        "over het pgb (ingezonden 5 juni 2024).\n\nAntwoord van Minister Helder (VWS) (ontvangen "
        "28 juni 2024).\n\nVraag 1\n\nKent u het bericht?"
    )
    found = about(text)
    assert found["kind"] == "antwoord op kamervragen"
    assert found["date"] == LetterDate(2024, 6, 28)
    assert (found["sender"], found["recipient"]) == ("Minister Helder (VWS)", "het lid Dobbe (SP)")
    assert found["document_number"] == "2129"
    assert found["kamerstuk"] == Kamerstuk("", "", "2023-2024", "Tweede Kamer")
    for theirs in (f"ah-ek-20232024-7\n\n{text}", f"Eerste Kamer der Staten-Generaal\n\n{text}"):
        assert about(theirs)["kamerstuk"].chamber == "Eerste Kamer"


def test_a_paper_of_parliament() -> None:
    text = (
        "Tweede Kamer der Staten-Generaal\n\nVergaderjaar 2020-2021\n\n32 545 Wet- en regelgeving "
        "markten\n\nNr. 143 MOTIE VAN DE LEDEN VAN DIJK EN SMIT\n\nVoorgesteld 6 juli 2021\n\n"
        "De Kamer, gehoord de leden van\n\nVan Dijk\n\nSmit"
    )
    found = about(text)
    assert found["kamerstuk"] == Kamerstuk("32545", "143", "2020-2021", "Tweede Kamer")
    assert found["title"] == "Wet- en regelgeving markten; Motie van de leden van Dijk en Smit"
    assert found["date"] == LetterDate(2021, 7, 6)


def test_a_heading_at_the_top_is_the_title_of_what_is_no_letter() -> None:
    text = "Werkprogramma 2025\n\nDit is de tekst."
    assert describe(text, (Section(0, 18, 1),), "x", {})["title"] == "Werkprogramma 2025"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("1 december 2015", "2015-12-01"),
        ("maart 2022", "2022-03"),
        ("in het jaar 2022 geldt", "2022"),
        ("3-4-2024", "2024-04-03"),
        ("2024-12-20", "2024-12-20"),
        ("31 februari 2024", "2024-02"),
        ("geen 12345", None),
    ],
)
def test_dates(text: str, date: str | None) -> None:
    found = find_date(text)
    assert (found.isoformat() if found else None) == date


@pytest.mark.parametrize(
    "text",
    [
        "DATUM 13 juni 2017 BETREFT Vragen over VWS UW KENMERK\n\nONS KENMERK 17003850 R BIJLAGE",
        "D A T U M 13 juni 2017 B E T R E F T Vragen over VWS O N S K E N M E R K 17003850 R\n",
        "070 datum 13 juni 2017 betreft Vragen over VWS\n\n1/5 ons kenmerk 17003850 R bijlage(n)",
    ],
)
def test_labels_in_running_letterheads(text: str) -> None:
    found = labelled(text)
    assert (found["date"], found["title"]) == ("13 juni 2017", "Vragen over VWS")
    assert (found.get("own") or found["reference"]) == "17003850 R"


@pytest.mark.parametrize("label", ["KENMERK:", "\u212aenmerk", "KEN MERK", "K E N M E R K"])
def test_a_label_is_found_however_it_is_printed(label: str) -> None:
    found = labelled(f"{label} 2024-118\nonderwerp: Wachttijden\n")
    assert found == {"reference": "2024-118", "title": "Wachttijden"}


@pytest.mark.parametrize("ending", [".txt", ".md"])
def test_each_label_of_a_letterhead_has_a_line_of_its_own(tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"brief{ending}"
    head = "**Gemeente**\n\nDatum 3 mei 2025\nOns kenmerk 2025-11\nBetreft Zwembad"
    body = "**Het bad**\n\nBetreft het bad een plan, dan volgt meer. Onderwerp van\ngesprek is het."
    file.write_text(f"{head}\n\nGeachte heer,\n\n{body}\n", encoding="utf-8")
    letter = read_letter(file)
    assert (letter.title, letter.reference) == ("Zwembad", "2025-11")
    assert letter.date == LetterDate(2025, 5, 3)
    assert "van gesprek is het." in letter.text


def test_a_label_may_stand_above_its_value(tmp_path: Path) -> None:
    file = tmp_path / "brief.txt"
    head = "Datum\n3 mei 2025\nBetreft\nZwembad"
    file.write_text(f"{head}\n\nGeachte heer,\n\nHet bad gaat dicht.\n", encoding="utf-8")
    letter = read_letter(file)
    assert (letter.title, letter.date) == ("Zwembad", LetterDate(2025, 5, 3))


@pytest.mark.parametrize(("above", "title"), [("Jd A 1\n\nOa", ""), ("Nota moties", "Nota moties")])
def test_the_stamps_of_a_scan_are_no_title(above: str, title: str) -> None:
    text = f"Ministerie van Zaken\n\nAan de Minister\n\n{above}\n\nTER BESLISSING\n\n1 mei 2024"
    assert about(text).get("title", "") == title
