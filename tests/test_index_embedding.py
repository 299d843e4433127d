from __future__ import annotations

import time
from pathlib import Path

import pytest
from conftest import NEW, FakeEncoder

from index import Retriever, SentenceEncoder, build_index


def test_equal_sentences_are_embedded_once(tmp_path: Path) -> None:
    text = f"{NEW}\n\n" + "De regiotaxi kost 2 euro per zone. " * 300
    (tmp_path / "brief.txt").write_text(text, encoding="utf-8")
    encoder = FakeEncoder()
    build_index([tmp_path / "brief.txt"], tmp_path / "index", encoder)
    assert encoder.encoded.count("De regiotaxi kost 2 euro per zone.") == 1
    assert len(set(encoder.encoded)) == len(encoder.encoded) < 40
    retriever = Retriever(tmp_path / "index", FakeEncoder())
    (hit, *_) = retriever.search("Wat kost de regiotaxi?")
    (matches,) = retriever.sentences("Wat kost de regiotaxi?", [hit])
    assert len(matches) > 10
    read = {hit.passage.letter.text[one.start : one.end] for one in matches}
    assert "De regiotaxi kost 2 euro per zone." in read


def test_a_letter_of_too_many_sentences_is_named_and_the_others_go_on(
    letters: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (letters / "lang.txt").write_text(
        "".join(f"De gemeente besluit dit op dag {day}. " for day in range(41)), encoding="utf-8"
    )
    monkeypatch.setattr("index.building.embedding.MOST_SENTENCES", 40)
    encoder = FakeEncoder()
    report = build_index([letters], tmp_path / "index", encoder)
    assert len(report.added) == 2
    assert [str(problem) for problem in report.problems] == [
        "lang.txt: het telt 41 verschillende zinnen; een brief mag er 40 tellen. "
        "Splits het bestand in delen."
    ]
    assert not any("besluit dit" in text for text in encoder.encoded)


@pytest.mark.encoder
@pytest.mark.parametrize("gap", [" ", "\n\n"])
def test_very_many_equal_sentences_are_few_different_ones(tmp_path: Path, gap: str) -> None:
    text = f"De gemeente betaalt de voorziening.{gap}" * 62_000
    (tmp_path / "lang.txt").write_text(text, encoding="utf-8")
    began = time.monotonic()
    report = build_index([tmp_path / "lang.txt"], tmp_path / "index", SentenceEncoder())
    assert time.monotonic() - began < 180  # some ten seconds on an idle machine
    assert report.added == ["lang.txt"]
    assert not report.problems
    (hit, *_) = Retriever(tmp_path / "index", SentenceEncoder()).search("Wie betaalt?")
    assert "De gemeente betaalt de voorziening." in hit.passage.text
