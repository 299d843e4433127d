"""What the command prints of the promises in letters."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index import build_index
from ui import main

LETTER = """Datum 20 december 2024
Betreft Vervoer

Geacht college,

1. Reispas

Ik zal gemeenten na de zomer van 2025 over de reispas informeren. Ik zal dit
met de vervoerder bespreken. U ontvangt vóór 1 april 2025 een rapport.

Hoogachtend,
"""


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    from conftest import FakeEncoder

    monkeypatch.setattr("index.retriever.SentenceEncoder", FakeEncoder)
    (tmp_path / "brief.txt").write_text(LETTER, encoding="utf-8")
    build_index([tmp_path / "brief.txt"], tmp_path / "index", FakeEncoder())
    return str(tmp_path / "index")


def test_promises_are_printed_with_their_days(
    index: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["commitments", "--index", index]) == 0
    text = capsys.readouterr().out
    assert text.startswith("3 toezeggingen\n")
    assert (
        "1 september 2025 tot en met 30 november 2025 (“na de zomer van 2025”), aan: gemeenten\n"
        in text
    )
    assert "Zonder termijn\n  Ik zal dit met de vervoerder bespreken.\n" in text
    assert "Uiterlijk 1 april 2025 (“vóór 1 april 2025”)" in text


def test_promises_as_json(index: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["commitments", "--index", index, "--json"]) == 0
    first, second, third = json.loads(capsys.readouterr().out)["commitments"]
    assert first["deadline"] == {
        "text": "na de zomer van 2025",
        "first": "2025-09-01",
        "last": "2025-11-30",
    }
    assert (first["recipient"], first["citation"]["section"]) == ("gemeenten", ["1. Reispas"])
    assert (second["deadline"], second["recipient"], second["followed"]) == (None, None, None)
    assert third["deadline"]["first"] is None


def test_a_choice_of_letters_limits_the_promises(
    index: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["commitments", "--index", index, "--since", "2025"]) == 0
    assert capsys.readouterr().out == "Er zijn geen toezeggingen gevonden.\n"
