"""Of which day a letter is, however it says so, and what of a template is no fact."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus import read_letter
from corpus.metadata.of_letter import describe
from corpus.metadata.unfilled_fields import is_unfilled

LETTER = (
    "Gemeente Waterdam\n\nAan mevrouw De Vries\n\n{}\n\nBetreft: Traplift\n\n"
    "Geachte mevrouw De Vries,\n\nOp 3 maart 2014 schreef ik u.\n\nHoogachtend,\n\nA. de Boer\n"
)


def dated(line: str) -> str:
    date = describe(LETTER.format(line), (), "brief", {}).get("date")
    return date.isoformat() if date else ""


@pytest.mark.parametrize(
    "line",
    [
        "verzonden op 30 juni 2026",
        "VERZONDEN 30 JUN. 2026",
        "Verzonden: 3 0 JUNI 2026",
        "Verzenddatum 30-06-2026",
        "Datum verzending: 30 juni 2026",
        "Dagtekening: 30 juni 2026",
        "d.d. 30/6/2026",
        "Den Haag, 30 juni 2026",
        "Waterdam, 30-06-2026",
        "Bergen op Zoom, dinsdag 30 juni 2026.",
        "30 JUN. 2026",
        "30 JUN 2026",
        "30.06.2026",
        "Datum: 30-06-26",
        "Datum: 30 juni '26",
        "Uw brief van 1 juni 2026\n\n30 juni 2026",
        "Ontvangen 1 juli 2026\n\n30 JUNI 2026",
        "INGEKOMEN\n1 JUL 2026\n\nWaterdam, 30 juni 2026",
        "Datum ontvangst: 1 mei 2026\nDatum: 30 juni 2026",
        "Datum inwerkingtreding: 1 januari 2027\nPublicatiedatum: 30 juni 2026",
    ],
)
def test_the_day_of_a_letter(line: str) -> None:
    assert dated(line) == "2026-06-30"


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Den Haag, juni 2026", "2026-06"),
        ("Uw brief van 1 juni 2026", ""),
        ("Ontvangen op\n1 JUL 2026", ""),
        ("Geboren 30-06-1980", ""),
        ("Einddatum 30 juni 2026", ""),
        ("Het plan was klaar op 30 juni 2026.", ""),
        ("Datum: xx xxx 2026", ""),
        ("Datum: 30 mei 20xx", ""),
        ("Datum: [datum]", ""),
    ],
)
def test_another_day_is_not_that_of_the_letter(line: str, date: str) -> None:
    assert dated(line) == date


@pytest.mark.parametrize(
    "value",
    [
        "Werkprogramma 20xx-20xx",
        "Werkprogramma 20XX",
        "xx xxx 2026",
        "Kamerstuk nr. xx",
        "XX-XX-2026",
        "[datum]",
        "Besluit over [naam cliënt]",
        "<<Onderwerp>>",
        "«Kenmerk»",
        "Kies een item.",
        "Kies een datum",
        "Klik of tik om tekst in te voeren.",
        "dd-mm-jjjj",
        "Aan ________",
    ],
)
def test_what_was_never_filled_in(value: str) -> None:
    assert is_unfilled(value)
    found = describe(LETTER.replace("Traplift", value).format("1 mei 2025"), (), "brief", {})
    assert "title" not in found


@pytest.mark.parametrize(
    "value",
    ["Begroting 36 600 XX", "Fixxing [concept]", "Nr. 20", "Keuze van een item", "Axxent", "XXL"],
)
def test_what_was_filled_in(value: str) -> None:
    assert not is_unfilled(value)


def test_a_template_gives_no_title_and_no_numbers(tmp_path: Path) -> None:
    file = tmp_path / "sjabloon.md"
    head = "# Jaarplan 20xx-20xx\n\nKenmerk: xx-xxx\n\nDatum: xx xxx 20xx\n"
    file.write_text(f"{head}\nHet plan is klaar.\n", encoding="utf-8")
    letter = read_letter(file)
    assert (letter.title, letter.reference, letter.date) == ("", "", None)
