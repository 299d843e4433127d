from __future__ import annotations

from pathlib import Path

from conftest import FakeEncoder

from eval.engines import ask_both, report
from index import Retriever, build_index

QUESTIONS = ("Wat is de eigen bijdrage?", "Binnen hoeveel weken is er een besluit?")


def test_an_index_finds_what_it_finds_itself(retriever: Retriever) -> None:
    asked = ask_both(retriever, retriever, QUESTIONS, False)
    assert report(asked) == ["first 10 the same for 2 of 2 questions (1.000)"]


def test_what_differs_is_named_with_why(
    retriever: Retriever, letters: Path, tmp_path: Path
) -> None:
    (letters / "meer.txt").write_text("De eigen bijdrage is 21 euro per maand.", encoding="utf-8")
    build_index([letters], tmp_path / "other", FakeEncoder())
    other = Retriever(tmp_path / "other", FakeEncoder())
    (first, *_) = report(ask_both(retriever, other, QUESTIONS[:1], False))
    assert first == "first 10 the same for 0 of 1 questions (0.000)"
    (asked,) = ask_both(retriever, other, QUESTIONS[:1], False)
    assert asked.why.startswith("1 of ")
    assert "of one engine only" in asked.why
