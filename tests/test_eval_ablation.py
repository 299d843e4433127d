import json
from pathlib import Path

import pytest

from eval.ablation import change, own_set, scores, table
from index import PARTS, WAYS, Retriever


def test_a_change_is_the_mean_of_the_paired_differences() -> None:
    whole = {"a": 1.0, "b": 0.5, "c": 0.0}
    mean, low, high = change(whole, {"a": 0.5, "b": 0.5, "c": 0.2})
    assert mean == pytest.approx(-0.1)
    assert low <= mean <= high
    assert change(whole, whole) == (0, 0, 0)


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    row = {
        "id": "q1",
        "question": "Wat is de eigen bijdrage per maand?",
        "kind": "factoid",
        "answerable": True,
        "split": "test",
        "evidence": [{"letter": "2024-06-17-termijn", "contains": ["19 euro"]}],
        "facts": [["19"]],
    }
    path = tmp_path / "vragen.jsonl"
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    return path


def test_every_part_is_switched_off_once(
    retriever: Retriever, questions: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("eval.ablation.Retriever", _with(retriever))
    lines = list(table([own_set(retriever.folder, questions)]))
    assert lines[2].startswith("| nothing | ")
    assert [line.split(" | ")[0] for line in lines[3:]] == [f"| {one}" for one in (*PARTS, *WAYS)]


def test_what_is_switched_off_does_not_count(
    retriever: Retriever, questions: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("eval.ablation.Retriever", _with(retriever))
    found = own_set(retriever.folder, questions)
    assert scores(found)["q1"] > 0.5
    hits = Retriever(found.folder, retriever.encoder, off=PARTS).search("Wat is de bijdrage?")
    assert {hit.score for hit in hits} == {0.0}


def _with(retriever: Retriever) -> object:
    """Open the index with the test's encoder instead of the real one."""
    return lambda folder, encoder=None, off=(): Retriever(folder, retriever.encoder, off=off)
