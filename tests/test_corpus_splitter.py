"""Passages: complete, in order, within the limit, along the letter's own seams."""

import random
from dataclasses import replace

import pytest

from corpus import Letter, Passage, split
from corpus.passages.splitter import TARGET_CHARACTERS
from corpus.text.draft import Block, assemble


def count_words(text: str) -> int:
    return len(text.split())


def make_letter(*blocks: Block) -> Letter:
    text = assemble(blocks)
    return Letter(
        "brief",
        "Brief",
        text.text,
        "",
        page_starts=text.page_starts,
        sections=text.sections,
        footnotes=text.footnotes,
    )


def paragraph(words: int, seed: int = 0) -> Block:
    chance = random.Random(seed)
    sentence = [chance.choice(("zorg", "gemeente", "ondersteuning")) for _ in range(words)]
    parts = [" ".join(sentence[i : i + 12]).capitalize() + "." for i in range(0, words, 12)]
    return Block("paragraph", " ".join(parts))


def assert_complete(letter: Letter, passages: tuple[Passage, ...]) -> None:
    place = 0
    for passage in passages:
        assert not letter.text[place : passage.start].strip()
        assert passage.start < passage.end
        assert passage.text == passage.text.strip()
        place = passage.end
    assert not letter.text[place : letter.body_end].strip()


def test_passages_cover_the_running_text_in_order() -> None:
    letter = make_letter(
        Block("heading", "1. Zorg", level=1),
        *(paragraph(words, words) for words in (20, 300, 40, 5, 700)),
        Block("heading", "2. Tot slot", level=1),
        paragraph(60),
    )
    assert_complete(letter, split(letter, count_words, 300))


def test_passages_are_about_as_long_as_meant() -> None:
    letter = make_letter(*(paragraph(60, seed) for seed in range(40)))
    lengths = [len(passage.text) for passage in split(letter, count_words, 500)]
    assert 0.8 < sum(lengths) / len(lengths) / TARGET_CHARACTERS < 1.1
    assert max(lengths) < 1.2 * TARGET_CHARACTERS


def test_a_heading_goes_with_what_follows() -> None:
    letter = make_letter(
        paragraph(80),
        Block("heading", "2. Stelsel", level=1),
        Block("heading", "2.1. Toezicht", level=2),
        paragraph(30),
        Block("heading", "2.2. Taal", level=2),
        paragraph(30),
    )
    passages = split(letter, count_words, 500)
    assert [passage.text.split("\n")[0] for passage in passages[1:]] == ["2. Stelsel", "2.2. Taal"]
    assert passages[1].section == ("2. Stelsel",)


def test_a_list_stays_with_its_introduction() -> None:
    items = (Block("item", f"• punt {number} over zorg en ondersteuning;") for number in range(8))
    letter = make_letter(
        paragraph(100), Block("paragraph", "Dit zijn de punten:"), *items, paragraph(120)
    )
    passage = next(p for p in split(letter, count_words, 400) if "punten:" in p.text)
    assert "punt 7" in passage.text


def test_limit_counts_the_notes() -> None:
    marked = Block("paragraph", "Een zin met een noot. Nog een zin.", marks=((20, "1"),))
    letter = make_letter(
        paragraph(50), marked, paragraph(50), Block("note", "woord " * 50, label="1")
    )
    passages = split(letter, count_words, 90)
    assert_complete(letter, passages)
    for passage in passages:
        assert count_words("\n".join([passage.text, *passage.footnotes])) <= 90
    assert sum(len(passage.footnotes) for passage in passages) == 1


@pytest.mark.parametrize("text", ["x" * 5000, "woord " * 2000, "a b"])
def test_no_sentence_is_too_long_to_cut(text: str) -> None:
    letter = make_letter(Block("paragraph", text.strip()))
    passages = split(letter, len, 400)
    assert_complete(letter, passages)
    assert all(len(passage.text) <= 400 for passage in passages)


def test_note_without_marker_stays_with_the_text_before_it() -> None:
    letter = make_letter(paragraph(30), Block("note", "Een losse noot.", label="9"))
    assert split(letter, count_words, 100)[-1].footnotes == ("Een losse noot.",)


def test_empty_letter_has_no_passages() -> None:
    assert split(make_letter(), count_words, 100) == ()


def test_limit_must_be_positive() -> None:
    with pytest.raises(ValueError, match="max_tokens"):
        split(make_letter(paragraph(3)), count_words, 0)


def test_any_letter_is_covered_within_the_limit() -> None:
    chance = random.Random(7)
    for _ in range(30):
        kinds = [chance.choice(("heading", "paragraph", "item", "row")) for _ in range(25)]
        blocks = [
            replace(
                paragraph(chance.randint(1, 90), chance.random().__hash__()), kind=kind, level=1
            )
            for kind in kinds
        ]
        letter = make_letter(*blocks)
        passages = split(letter, len, 700)
        assert_complete(letter, passages)
        assert all(len(passage.text) <= 700 for passage in passages)
