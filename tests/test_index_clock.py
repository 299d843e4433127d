"""A clock that is set back changes nothing: what is new is told by contents and generation."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from conftest import FakeEncoder

from index import Retriever, build_index

LATER, EARLIER = 2_000_000_000.0, 1_000_000_000.0  # May 2033, September 2001


def write(file: Path, weeks: str, at: float) -> None:
    file.write_text(f"Datum 3 maart 2025\n\nHet besluit volgt binnen {weeks} weken.\n")
    os.utime(file, (at, at))


def test_a_changed_letter_is_seen_when_the_clock_was_set_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    letters, folder = tmp_path / "letters", tmp_path / "index"
    letters.mkdir()
    monkeypatch.setattr(time, "time", lambda: LATER)
    write(letters / "besluit.txt", "acht", LATER)
    build_index([letters], folder, FakeEncoder())
    opened = Retriever(folder, FakeEncoder())
    assert "acht" in opened.search("Binnen hoeveel weken volgt het besluit?")[0].passage.text
    for file in folder.rglob("*"):
        os.utime(file, (LATER, LATER))
    monkeypatch.setattr(time, "time", lambda: EARLIER)
    write(letters / "besluit.txt", "zes", EARLIER)
    assert build_index([letters], folder, FakeEncoder()).replaced
    for retriever in (opened, Retriever(folder, FakeEncoder())):
        [hit, *others] = retriever.search("Binnen hoeveel weken volgt het besluit?")
        assert "zes weken" in hit.passage.text and not others
    assert build_index([letters], folder, FakeEncoder()).skipped
