"""What a source says of a letter counts where the letter is silent, and differences are told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus import Kamerstuk, Letter, LetterDate, correct, read_letter

LETTER = """Aan de Voorzitter van de Tweede Kamer der Staten-Generaal

Datum 15 maart 2021
Betreft Termijn voor het besluit

Geachte voorzitter,

De gemeente besluit binnen acht weken na de melding over de aanvraag.

Hoogachtend,

de staatssecretaris van Volksgezondheid, Welzijn en Sport,

M.J. van Rijn
"""
SENDER = "M.J. van Rijn, staatssecretaris van Volksgezondheid, Welzijn en Sport"
STATES = {
    "date": "2021-03-15",
    "sender": "M.J. van Rijn",
    "url": "https://www.tweedekamer.nl/kamerstukken/detail?id=2021D1",
    "kamerstuk": {"dossier": "29538", "number": "12", "session": "2020-2021"},
}


def read(
    folder: Path, states: dict[str, object], text: str = LETTER, **corrected: object
) -> Letter:
    """The letter that is read with a source beside it that says this."""
    file = folder / "brief.txt"
    file.write_text(text, encoding="utf-8")
    sidecar = {"source": {"name": "tweedekamer", "states": states}, **corrected}
    (folder / "brief.meta.json").write_text(json.dumps(sidecar), encoding="utf-8")
    return read_letter(file)


def test_where_the_letter_is_silent_its_source_speaks(tmp_path: Path) -> None:
    letter = read(tmp_path, STATES)
    assert letter.url == STATES["url"]
    assert letter.kamerstuk == Kamerstuk("29538", "12", "2020-2021")
    assert letter.date == LetterDate(2021, 3, 15)
    assert letter.sender == SENDER
    assert letter.warnings == ()


@pytest.mark.parametrize(
    ("name", "stated", "said"),
    [
        ("date", "2021-03-16", "als datum 16 maart 2021; in de brief staat 15 maart 2021."),
        ("sender", "B. Ander", f"als afzender ‘B. Ander’; in de brief staat ‘{SENDER}’."),
    ],
)
def test_a_difference_is_told_and_the_letter_goes_first(
    name: str, stated: str, said: str, tmp_path: Path
) -> None:
    letter = read(tmp_path, {**STATES, name: stated})
    assert (letter.date, letter.sender) == (LetterDate(2021, 3, 15), SENDER)
    [warning] = letter.warnings
    assert said in warning and warning.endswith("De brief gaat voor.")


def test_the_owner_goes_before_both_and_hears_of_no_difference(tmp_path: Path) -> None:
    letter = read(tmp_path, {"date": "2021-03-16"}, date="2021-03-17")
    assert (letter.date, letter.warnings) == (LetterDate(2021, 3, 17), ())


@pytest.mark.parametrize("stated", ["2021-03", "2021"])
def test_a_date_that_is_less_exact_is_no_difference(stated: str, tmp_path: Path) -> None:
    letter = read(tmp_path, {"date": stated})
    assert (letter.date, letter.warnings) == (LetterDate(2021, 3, 15), ())


def test_a_ministry_is_no_other_sender_than_its_minister(tmp_path: Path) -> None:
    stated = {"sender": "Ministerie van Volksgezondheid, Welzijn en Sport"}
    assert (read(tmp_path, stated).sender, read(tmp_path, stated).warnings) == (SENDER, ())
    other = read(tmp_path, {"sender": "Ministerie van Defensie"})
    assert "als afzender ‘Ministerie van Defensie’" in other.warnings[0]


PAPER = """Tweede Kamer der Staten-Generaal

Vergaderjaar 2020-2021

29 538 Zorg en maatschappelijke ondersteuning

Nr. 12 BRIEF VAN DE MINISTER

Aan de Voorzitter

Den Haag, 15 maart 2021

De eigen bijdrage verandert.
"""


def test_another_paper_number_is_a_difference_and_a_missing_one_is_filled_in(
    tmp_path: Path,
) -> None:
    own = read(tmp_path, {}, PAPER).kamerstuk
    assert own == Kamerstuk("29538", "12", "2020-2021", "Tweede Kamer")
    other = read(tmp_path, {"kamerstuk": {"dossier": "29538", "number": "13"}}, PAPER)
    assert other.kamerstuk == own
    assert "29538, nr. 13; in de brief staat 29538, nr. 12" in other.warnings[0]
    text = PAPER.replace("Vergaderjaar 2020-2021\n\n", "")
    filled = read(tmp_path, {"kamerstuk": STATES["kamerstuk"]}, text)
    assert filled.kamerstuk == Kamerstuk("29538", "12", "2020-2021", "Tweede Kamer")
    assert filled.warnings == ()


@pytest.mark.parametrize("source", ["overal", {"states": 3}, {"states": {"colour": "red"}}])
def test_a_source_that_makes_no_sense_is_told(source: object, tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text(LETTER, encoding="utf-8")
    sidecar = json.dumps({"source": source})
    (tmp_path / "brief.meta.json").write_text(sidecar, encoding="utf-8")
    [warning] = read_letter(tmp_path / "brief.txt").warnings
    assert "is onbekend of heeft een onmogelijke waarde" in warning


def test_a_correction_leaves_what_the_source_said(tmp_path: Path) -> None:
    read(tmp_path, STATES)
    place = correct(tmp_path / "brief.txt", {"title": "Termijn"})
    kept = json.loads(place.read_bytes())
    assert (kept["title"], kept["source"]["states"]) == ("Termijn", STATES)
