"""The folder of fetched letters keeps what its owner put there, whatever a source sends."""

from __future__ import annotations

import json
from pathlib import Path

from corpus import Wish
from corpus.sources.documents import Document
from corpus.sources.shelf import Shelf
from corpus.sources.sync_feed import chamber_states

WISH = Wish("wmo")
OWN = b"%PDF mijn eigen brief"


def place(shelf: Shelf, ending: str, version: str = "1", identity: str = "a") -> str:
    """The name under which a file of a document is stored."""
    document = Document(identity, version, name="brief")
    return shelf.place(document, version.encode(), ending, WISH).path.name


def said(file: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads(file.read_bytes())
    return found


def test_an_own_letter_stays_when_a_new_version_is_of_its_kind(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, "wetten")
    assert place(shelf, ".doc") == "brief.doc"
    (tmp_path / "brief.pdf").write_bytes(OWN)
    assert place(shelf, ".pdf", "2") == "brief-2.pdf"
    assert (tmp_path / "brief.pdf").read_bytes() == OWN
    assert not (tmp_path / "brief.doc").exists() and not (tmp_path / "brief.meta.json").exists()
    assert Shelf(tmp_path, "wetten").parts("a")[""].version == "2"


def test_what_was_corrected_moves_with_a_version_of_another_name(tmp_path: Path) -> None:
    place(Shelf(tmp_path, "wetten"), ".doc")
    sidecar = tmp_path / "brief.meta.json"
    sidecar.write_text(json.dumps({**said(sidecar), "title": "Mijn titel"}), encoding="utf-8")
    (tmp_path / "brief.pdf").write_bytes(OWN)
    place(Shelf(tmp_path, "wetten"), ".pdf", "2")
    assert said(tmp_path / "brief-2.meta.json")["title"] == "Mijn titel"
    assert said(sidecar) == {"title": "Mijn titel", "source": {}}


def test_files_that_move_are_told_by_their_names_and_the_last_one_by_being_left(
    tmp_path: Path,
) -> None:
    shelf = Shelf(tmp_path, "rijksoverheid")
    for name in ("brief", "nota", "bijlage"):
        shelf.place(Document("a", "1", name=name, part=f"/old/{name}"), b"%PDF", ".pdf", WISH)

    def moved(*names: str) -> dict[str, str]:
        files = [Document("a", "2", name=one, part=f"/new/{one}") for one in names]
        return {part: kept.path.stem for part, kept in shelf.moved("a", files).items()}

    by_name = {"/new/nota": "nota", "/new/brief": "brief"}
    assert moved("nota", "brief") == by_name
    assert moved("nota", "brief", "memo") == {**by_name, "/new/memo": "bijlage"}
    assert moved("nota", "memo") == {"/new/nota": "nota"}  # two are left: which one is not known
    assert moved("nota", "brief", "memo", "kaart") == by_name


def test_an_own_letter_that_is_put_there_during_a_run_stays(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, "wetten")
    (tmp_path / "brief.pdf").write_bytes(OWN)
    assert place(shelf, ".pdf") == "brief-2.pdf"
    assert (tmp_path / "brief.pdf").read_bytes() == OWN


def test_only_an_answer_is_named_by_its_session_alone() -> None:
    paper = ("", "-1", "2024-2025")
    letter = chamber_states("Brief regering", "2025D05422", "Titel", "2025-02-07", "", paper, "2")
    answer = chamber_states(
        "Antwoord schriftelijke vragen", "2025D05423", "Titel", "2025-02-07", "", paper, "2"
    )
    assert "kamerstuk" not in letter
    assert answer["kamerstuk"] == {
        "dossier": "", "number": "", "session": "2024-2025", "chamber": "Tweede Kamer"
    }  # fmt: skip
