"""Cut and mixed-up letters: offsets stay in the text, every page and every word is kept."""

import random
from pathlib import Path

import pytest

import corpus
from corpus import Letter, UnreadableFile, sentence_spans, split
from corpus.lines.paragraphs import blocks_from_pages
from corpus.metadata.of_letter import describe
from corpus.plain.document import read_plain
from corpus.references import references
from corpus.text.draft import assemble

EXAMPLES = Path(corpus.__file__).parent / "examples" / "sources"
PIECES = (
    "1",
    "2 ",
    "\n\n",
    "\f",
    "**",
    "[",
    "]",
    "[1: ",
    "[footnoteRef:1]",
    "<sup>1</sup>",
    "[^1]",
    "[^1]: noot\n",
    "  1. noot↩︎\n",
    "\x00",
    "| a |\n",
    "##A",
    "• ",
    "\ue0001\ue001",
    "Hoogachtend,\n",
    "Geachte heer,",
    "Datum ",
    "A ",
    "-\n",
    "x" * 300,
    "\u00ad",
    "Kamerstuk 12 345, nr. 1",
)


def mutated(chance: random.Random, text: str) -> str:
    begin = chance.randrange(len(text))
    text = text[begin : begin + chance.randrange(10, 4000)]
    for _ in range(chance.randrange(25)):
        place = chance.randrange(len(text) + 1)
        piece = chance.choice(PIECES) * chance.choice((1, 1, 3, 20))
        text = text[:place] + piece + text[place + chance.choice((0, 5, 200)) :]
    return text


def assert_sound(text: str, name: str) -> None:
    try:
        draft = read_plain(text.encode("utf-8", "replace"), Path(name))
    except UnreadableFile:
        return
    found = assemble(draft.blocks)
    assert "\ue001" not in found.text
    assert len(found.page_starts) == len(draft.page_labels)
    fields = describe(found.text, found.sections, "brief", draft.facts)
    fields = {"id": "brief", "title": "Brief", **fields}
    letter = Letter(
        **fields,
        text=found.text,
        sha256="",
        page_starts=found.page_starts,
        sections=found.sections,
        footnotes=found.footnotes,
    )
    assert all(0 <= note.marker <= len(letter.text) for note in letter.footnotes)
    place = 0
    for passage in split(letter, len, 600):
        assert not letter.text[place : passage.start].strip()
        place = passage.end
    assert not letter.text[place : letter.body_end].strip()
    assert all(a < b for a, b in sentence_spans(letter.text, 0, len(letter.text)))
    assert all(letter.text[one.start : one.end].strip() for one in references(letter.text))


@pytest.mark.parametrize("seed", range(12))
def test_mutated_letters_stay_sound(seed: int) -> None:
    chance = random.Random(seed)
    sources = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.md"))]
    for _ in range(4):
        text = mutated(chance, chance.choice(sources))
        for name in ("brief.txt", "brief.md"):
            assert_sound(text, name)


@pytest.mark.parametrize("seed", range(6))
def test_every_page_is_kept(seed: int) -> None:
    chance = random.Random(seed)
    source = next(iter(sorted(EXAMPLES.glob("*.md")))).read_text(encoding="utf-8")
    pages = [page.split("\n") for page in mutated(chance, source).split("\n\n")]
    text = assemble(blocks_from_pages(pages))
    assert len(text.page_starts) == (len(pages) if text.text else 0)
    assert list(text.page_starts) == sorted(text.page_starts)
