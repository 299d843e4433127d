"""A letter is shown as it was understood, and corrected beside its file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import FakeEncoder

import corpus
from corpus import BadCorrection, correct, read_letter
from index import build_index
from ui import main
from ui.cli.letters_command import marked_text

EXAMPLES = Path(corpus.__file__).parent / "examples" / "letters"
PAPER = "2018-06-05-abonnementstarief"


@pytest.fixture
def made(letters: Path, tmp_path: Path) -> str:
    """An index of two letters without pages and one with pages, notes and references."""
    (letters / f"{PAPER}.pdf").write_bytes((EXAMPLES / f"{PAPER}.pdf").read_bytes())
    build_index([letters], tmp_path / "index", FakeEncoder())
    return str(tmp_path / "index")


def told(capsys: pytest.CaptureFixture[str], *call: str, code: int = 0) -> str:
    assert main(["letters", *call]) == code
    caught = capsys.readouterr()
    return caught.err if code else caught.out


def test_a_letter_is_shown_as_it_was_understood(
    made: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = told(capsys, "show", PAPER, "--index", made)
    for shown in (
        "Datum           5 juni 2018",
        "Webadres        onbekend",
        "Bladzijden      3",
        "  1. Wat is er aan de hand? (p. 1)",
        "    2.1 Hoogte en ingangsdatum (p. 1)",
        "1 (p. 1): Bureau Meetlat,",
        "bij: … nodig hebben daar om die reden van afziet.",
        "Kamerstuk: Kamerstuk 39 971, nr. 3 (",
        "Waarschuwingen\n  geen",
    ):
        assert shown in out


def test_the_text_is_shown_with_its_pages(made: str, capsys: pytest.CaptureFixture[str]) -> None:
    out = told(capsys, "show", PAPER, "--text", "--index", made)
    assert [f"[bladzijde {number}]" in out for number in (1, 2, 3, 4)] == [True] * 3 + [False]
    plain = told(capsys, "show", "2021-03-15-termijn", "--text", "--index", made)
    assert "acht weken" in plain
    assert "[bladzijde" not in plain
    assert "geen (de bron" in told(capsys, "show", "2021-03-15-termijn", "--index", made)


def test_a_sheet_without_a_number_is_not_said_to_have_one() -> None:
    letter = corpus.Letter(
        "brief", "", "Omslag.\n\nTekst.", "", page_starts=(0, 9), page_labels=("blad 1", "1")
    )
    assert marked_text(letter) == ("[bladzijde 1]\nOmslag.\n\n[bladzijde 2, gedrukt 1]\nTekst.\n")


def test_a_letter_is_shown_as_json(made: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(told(capsys, "show", PAPER, "--json", "--text", "--index", made))
    assert found["page_labels"] == ["1", "2", "3"]
    for part in (*found["footnotes"], *found["sections"]):
        assert found["text"][part["start"] : part["end"]] in (part.get("text"), part.get("title"))
    assert "kst-39971-3" in {one["value"] for one in found["references"]}
    bare = json.loads(told(capsys, "show", PAPER, "--json", "--index", made))
    assert "text" not in bare


def test_an_unknown_id_names_near_ones(made: str, capsys: pytest.CaptureFixture[str]) -> None:
    err = told(capsys, "show", "abonnementstarif", "--index", made, code=1)
    assert PAPER in err
    assert err.count("\n") == 1
    assert "wmo letters" in told(capsys, "edit", "zzz", "--title", "x", "--index", made, code=1)


def test_a_correction_comes_into_the_index(
    made: str, letters: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (letters / f"{PAPER}.pdf").read_bytes()
    paper = "29538/361/2017-2018"
    call = ["edit", PAPER, "--title", "Beter", "--date", "2018-06", "--kamerstuk", paper]
    out = told(capsys, *call, "--index", made)
    assert out.count("\n") == 1
    assert "wmo index" in out
    told(capsys, "edit", PAPER, "--level", "overig", "--index", made)
    assert (letters / f"{PAPER}.pdf").read_bytes() == before
    build_index([letters], Path(made), FakeEncoder())
    shown = told(capsys, "show", PAPER, "--index", made)
    for right in ("Titel           Beter", "juni 2018", "2017-2018, 29538, 361", "overig"):
        assert right in shown


@pytest.mark.parametrize(
    ("call", "says"),
    [
        ([], "--title"),
        (["--date", "2018-13"], "JJJJ-MM-DD"),
        (["--url", "javascript:alert(1)"], "https://"),
        (["--kamerstuk", "12"], "DOSSIER/NUMMER"),
        (["--title", "\udcff"], "gewone tekst"),
    ],
)
def test_a_wrong_correction_is_one_dutch_line(
    made: str, letters: Path, call: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    err = told(capsys, "edit", PAPER, *call, "--index", made, code=1)
    assert says in err
    assert err.count("\n") == 1
    assert not list(letters.glob("*.json"))


def test_a_file_that_is_gone_is_not_corrected(
    made: str, letters: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (letters / f"{PAPER}.pdf").unlink()
    assert "er niet meer" in told(capsys, "edit", PAPER, "--title", "x", "--index", made, code=1)


def test_files_with_one_stem_are_corrected_apart(tmp_path: Path) -> None:
    for name in ("brief.txt", "brief.md"):
        (tmp_path / name).write_text("Geachte heer,\n\nDe wachttijd daalt.\n", encoding="utf-8")
    (tmp_path / "brief.meta.json").write_text('{"sender": "Jan", "title": "Samen"}')
    place = correct(tmp_path / "brief.md", {"title": "Apart"})
    assert place.name == "brief.md.meta.json"
    own, other = read_letter(tmp_path / "brief.md"), read_letter(tmp_path / "brief.txt")
    assert (own.title, own.sender) == ("Apart", "Jan")
    assert (other.title, other.sender) == ("Samen", "Jan")


def test_a_broken_sidecar_is_left_alone(tmp_path: Path) -> None:
    letter, place = tmp_path / "brief.txt", tmp_path / "brief.meta.json"
    letter.write_text("Geachte heer,\n")
    for broken in ("{", "[]"):
        place.write_text(broken)
        with pytest.raises(BadCorrection, match="geen geldig JSON-object"):
            correct(letter, {"title": "x"})
        assert place.read_text() == broken
