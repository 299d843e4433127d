"""Gazettes, decisions, lists of decisions and papers with a cover: their title, day and maker."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from corpus import LetterDate, Section, read_letter
from corpus.metadata.of_letter import describe

OFFICE = "Staatssecretaris van Volksgezondheid, Welzijn en Sport"
REGELING = f"Regeling van de {OFFICE} van 12 juni 2025, houdende wijziging van de regels"
STAATSCOURANT = (
    "STAATSCOURANT\n\nNr. 12345\n\n20 juni 2025\n\nOfficiële uitgave van het Koninkrijk sinds 1814."
    f"\n\n{REGELING}\n\nDe {OFFICE},\n\nGelet op artikel 2;\n\nBesluit:\n\nARTIKEL I\n\n"
    "De Minister van Recht moet dit weten.\n\nDeze regeling treedt in werking op 1 juli 2025.\n\n"
    f"De {OFFICE},\n\nA.B. van den Berg\n"
)
GEMEENTEBLAD = (
    "GEMEENTEBLAD\n\nOfficiële uitgave van de gemeente Waterdam\n\nNr. 345678\n\n4 april 2025\n\n"
    "Verordening ondersteuning Waterdam 2025\n\nDe raad van de gemeente Waterdam;\n\ngelezen het "
    "voorstel van 4 februari 2025;\n\nbesluit:\n\nArtikel 1\n\n"
    "Aldus vastgesteld in de openbare vergadering van 27 maart 2025.\n"
)
STAATSBLAD = (
    "Staatsblad van het Koninkrijk der Nederlanden\n\nJaargang 2014\n\n280\n\n"
    "Wet van 9 juli 2014, houdende regels over ondersteuning (Wet ondersteuning 2015)\n\nTekst.\n"
)


def about(text: str, *headings: str) -> dict[str, Any]:
    starts = [(text.index(one), len(one)) for one in headings]
    sections = tuple(Section(start, start + size, 1) for start, size in starts)
    return describe(text, sections, "stuk", {})


def test_a_regulation_in_the_staatscourant() -> None:
    found = about(STAATSCOURANT, "STAATSCOURANT", "ARTIKEL I")
    assert found == {
        "title": REGELING,
        "date": LetterDate(2025, 6, 20),
        "sender": "A.B. van den Berg, staatssecretaris van Volksgezondheid, Welzijn en Sport",
        "kind": "regeling",
        "level": "rijk",
        "document_number": "stcrt-2025-12345",
    }


def test_a_verordening_in_the_gemeenteblad() -> None:
    found = about(GEMEENTEBLAD, "GEMEENTEBLAD", "Artikel 1")
    assert found == {
        "title": "Verordening ondersteuning Waterdam 2025",
        "date": LetterDate(2025, 4, 4),
        "sender": "De raad van de gemeente Waterdam",
        "kind": "verordening",
        "level": "gemeente",
        "document_number": "gmb-2025-345678",
    }


def test_a_law_has_its_number_in_the_staatsblad() -> None:
    assert about(STAATSBLAD)["document_number"] == "stb-2014-280"


def test_who_decides_is_not_addressed() -> None:
    text = (
        "Beleidsregels ondersteuning Waterdam 2025\n\n"
        "Het college van burgemeester en wethouders van Waterdam;\n\nbesluit:\n\nArtikel 1\n\n"
        "Aldus besloten in de vergadering van 12 december 2024.\n"
    )
    found = about(text, "Beleidsregels ondersteuning Waterdam 2025")
    assert "recipient" not in found
    assert found["sender"] == "Het college van burgemeester en wethouders van Waterdam"
    assert found["date"] == LetterDate(2024, 12, 12)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Besluitenlijst B&W-vergadering 12 december 2023\n\nGemeente Waterdam\n\n1. Opening\n\n"
            "2. Besluitenlijst B&W-vergadering 5 december 2023\n",
            "Besluitenlijst B&W-vergadering 12 december 2023",
        ),
        (
            "Gemeente Waterdam\n\nOpenbare besluitenlijst van dinsdag 12 december 2023\n\n"
            "1. Opening\n",
            "Openbare besluitenlijst van dinsdag 12 december 2023",
        ),
        (
            "Besluitenlijst B&W\n12-12-2023\n\nGemeente Waterdam\n\n1. Opening\n",
            "Besluitenlijst B&W",
        ),
    ],
)
def test_a_list_of_decisions(text: str, title: str) -> None:
    found = about(text, "1. Opening")
    assert (found["title"], found["kind"]) == (title, "besluitenlijst")
    assert found["date"] == LetterDate(2023, 12, 12)
    assert found["sender"] == "College van burgemeester en wethouders van Waterdam"
    assert found["level"] == "gemeente"


def test_a_letter_about_a_list_of_decisions_is_a_letter() -> None:
    text = (
        "Gemeente Waterdam\n\nDatum 3 mei 2025\nBetreft: Besluitenlijst van 2 mei\n\n"
        "Geachte heer Dal,\n\nDe lijst gaat hierbij.\n\nMet vriendelijke groet,\n\nA. Berg\n"
    )
    found = about(text)
    assert (found["kind"], found["title"]) == ("brief", "Besluitenlijst van 2 mei")
    assert found["sender"] == "A. Berg"


@pytest.mark.parametrize(
    ("cover", "title"),
    [
        (
            "iWmo\nInformatiemodel\n\nWerkinstructie en regels\n\nZorginstituut Nederland\n\n"
            "Versie 1.2\nDatum 12 november 2024",
            "iWmo Informatiemodel: Werkinstructie en regels",
        ),
        (
            "Administratieprotocol outputgericht\n\nKetenbureau i-Sociaal Domein\n\n"
            "Versie 4.2, 12 november 2024",
            "Administratieprotocol outputgericht",
        ),
        (
            "Ministerie van Zaken\n\nContractstandaarden\n\nPublicatiedatum: 12 november 2024",
            "Contractstandaarden",
        ),
        ("Dit is geen omslag, maar een zin.\n\nDatum: 12 november 2024", ""),
    ],
)
def test_the_title_and_the_day_are_on_the_cover(cover: str, title: str) -> None:
    text = f"{cover}\n\n1. Inleiding\n\nPer 1 januari 2019 geldt dit.\n"
    found = about(text, "1. Inleiding")
    assert found.get("title", "") == title
    day = found.get("date")
    assert day == LetterDate(2024, 11, 12)


DECLARED = (
    '<meta name="DC.identifier" content="{}"/><meta name="DCTERMS.issued" content="2025-06-20"/>'
    '<meta name="OVERHEIDop.vergaderjaar" content="2024-2025"/>'
    '<meta name="OVERHEIDop.dossiernummer" content="29538"/>'
    '<meta name="OVERHEIDop.ondernummer" content="xx"/>'
)


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("stuk.html", "<html><head>{}</head><body><h1>Brief</h1><p>De tekst.</p></body></html>"),
        (
            "stuk.xml",
            "<officiele-publicatie><metadata>{}</metadata><tekst><al>De tekst.</al></tekst>"
            "</officiele-publicatie>",
        ),
    ],
)
def test_what_a_publication_declares(tmp_path: Path, name: str, page: str) -> None:
    file = tmp_path / name
    file.write_text(page.format(DECLARED.format("kst-29538-360")), encoding="utf-8")
    letter = read_letter(file)
    assert letter.document_number == "kst-29538-360"
    assert letter.date == LetterDate(2025, 6, 20)
    assert letter.kamerstuk
    assert (letter.kamerstuk.dossier, letter.kamerstuk.number) == ("29538", "")
    assert letter.kamerstuk.session == "2024-2025"
    file.write_text(page.format(DECLARED.format("een-pagina")), encoding="utf-8")
    assert (read_letter(file).date, read_letter(file).document_number) == (None, "")
