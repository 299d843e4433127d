"""An index in which bits are other than they were written: no wrong word, and it is mended."""

from __future__ import annotations

import random
from functools import partial
from pathlib import Path

import pytest
from conftest import OLD, FakeEncoder, FakeReader

from eval.flipped_bits import PARTS, Asking, flipped, trial
from index import build_index

QUESTIONS = (
    "Binnen hoeveel weken besluit de gemeente?",
    "Hoeveel is de eigen bijdrage voor hulp bij het huishouden?",
)


@pytest.fixture
def made(letters: Path, tmp_path: Path) -> Path:
    for n in range(3):
        told = OLD.replace("acht weken", f"{n + 10} dagen").replace("19 euro", f"{n + 20} euro")
        (letters / f"brief-{n}.txt").write_text(told + f"Blad {n}. " * 300, encoding="utf-8")
    build_index([letters], tmp_path / "index", FakeEncoder())
    return tmp_path / "index"


@pytest.mark.parametrize("part", PARTS)
def test_no_flipped_bit_gives_a_wrong_word_and_indexing_again_mends_it(
    made: Path, part: str
) -> None:
    asking = Asking(FakeEncoder(), FakeReader(), QUESTIONS)
    right = asking.see(made)
    assert right.quotes
    assert not right.told
    chance = random.Random(40)
    found = [
        one for _ in range(40) for one in trial(made, partial(flipped, part, chance), asking, right)
    ]
    assert not {"wrong", "not mended"} & set(found)
    assert set(found) > {"no effect"} or part != "letters.sqlite"
    assert part == "letters.sqlite" or set(found) == {"made again"}
