"""The numbers of sentences by which shared papers are marked still mean the same sentences."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.learn_reader import paper_checksums as sentences

TRAINING = Path(__file__).parents[2] / "shared" / "training"
TEXT = "Wie hulp wil, vraagt die aan bij het college. Het college besluit binnen acht weken.\n"


def write(file: Path, *rows: dict) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_text("".join(json.dumps(one) + "\n" for one in rows), encoding="utf-8")


@pytest.fixture
def training(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a paper of a marked, of a labelled and of another question."""
    data = tmp_path / "data"
    write(data / "marked-0.jsonl", {"doc": "gemerkt"})
    write(data / "labels.jsonl", {"id": "a-1", "any": [0], "together": []})
    rows = [{"id": "a-1", "doc": "gelabeld", "question": "Wat?"}]
    rows.append({"id": "a-2", "doc": "anders", "question": "Wie?"})
    write(tmp_path / "llm-a.jsonl", *rows)
    (tmp_path / "texts").mkdir()
    for name in ("gemerkt", "gelabeld", "anders"):
        (tmp_path / "texts" / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr(sentences, "DATA", data)
    monkeypatch.setattr(sentences, "KEPT", data / "sentences.json")
    return tmp_path


def test_papers_that_are_marked_are_kept(training: Path) -> None:
    assert sentences.main([str(training)]) == 0
    kept = json.loads(sentences.KEPT.read_text(encoding="utf-8"))
    assert list(kept) == ["gelabeld", "gemerkt"]
    assert kept == sentences.checksums(training)


def test_other_sentences_have_another_checksum(training: Path) -> None:
    before = sentences.checksums(training)
    joined = TEXT.replace("college. Het", "college; het")
    (training / "texts" / "gemerkt.txt").write_text(joined, encoding="utf-8")
    after = sentences.checksums(training)
    assert before["gelabeld"] == after["gelabeld"]
    assert before["gemerkt"] != after["gemerkt"]


@pytest.mark.skipif(not TRAINING.is_dir(), reason="the shared files are not here")
def test_marked_papers_are_cut_as_when_they_were_marked() -> None:
    kept = json.loads(sentences.KEPT.read_text(encoding="utf-8"))
    now = sentences.checksums(TRAINING)
    changed = sorted(name for name in kept | now if kept.get(name) != now.get(name))
    assert not changed, f"the marks of these papers may point at other sentences: {changed}"
