from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

import pytest

from index import Retriever, SentenceEncoder, build_index
from qa import Status, answer

LEAST_RIGHT = 21  # of 27
LEAST_REFUSED = 23  # of 29


@pytest.mark.long
@pytest.mark.encoder
def test_short_questions_over_the_example_letters(tmp_path: Path) -> None:
    """Many are answered by a row of a table; those without a fact are answered by no letter."""
    data = Path(__file__).parent / "data" / "short_questions.tsv"
    rows = [line.split("\t") for line in data.read_text(encoding="utf-8").splitlines()[1:]]
    encoder = SentenceEncoder()
    with as_file(files("corpus") / "examples" / "letters") as letters:
        build_index([letters], tmp_path / "index", encoder)
    retriever = Retriever(tmp_path / "index", encoder)
    right = refused = 0
    for question, fact in rows:
        found = answer(question, retriever)
        assert found.grounded
        said = found.status is Status.ANSWERED
        right += bool(fact) and said and any(fact in one.text for one in found.statements)
        refused += not fact and not said
    price = answer("Wat kost een rit met de regiotaxi?", retriever)
    assert all("kost € 1" not in one.text for one in price.statements), "that is another bus"
    assert any("Opstaptarief | € 1,08" in one.text for one in price.statements), "the fare"
    assert right >= LEAST_RIGHT
    assert refused >= LEAST_REFUSED
