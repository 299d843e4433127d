"""The five real letters: every note at its place, nothing of the layout left in the text."""

import csv
import re
from functools import cache
from pathlib import Path

import pytest

from corpus import Letter, read_letter, sentence_spans, split

LETTERS = Path(__file__).parents[2] / "shared" / "letters"
NOTES = Path(__file__).parent / "data" / "letter_notes.tsv"
NAMES = {
    "2015-12-01-wethoudersbrief-wmo.txt": 5,
    "2016-voortgangsrapportage-wmo.txt": 23,
    "2022-hoofdlijnenbrief-wmo.txt": 10,
    "2024-12-20-hoofdlijnenbrief-wmo.txt": 26,
    "2025-houdbaarheidsonderzoek-wmo.txt": 8,
}
FURNITURE = (
    "[overzicht]",
    "Preview document",
    "Directe link naar",
    "<sup>",
    "footnoteRef",
    "bookmark:",
    "↩",
    "**",
    "143954-DMO",
    "Inhoudsopgave",
    "\n---",
)

pytestmark = [
    pytest.mark.letters,
    pytest.mark.skipif(not LETTERS.is_dir(), reason="the real letters are not here"),
]


@cache
def letter(name: str) -> Letter:
    return read_letter(LETTERS / name)


def body(name: str) -> str:
    return letter(name).text[: letter(name).body_end]


def notes() -> list[dict[str, str]]:
    with NOTES.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize(("name", "count"), NAMES.items())
def test_all_notes_are_found(name: str, count: int) -> None:
    assert [note.label for note in letter(name).footnotes] == [str(n + 1) for n in range(count)]


def test_each_note_hangs_on_its_words(capsys: pytest.CaptureFixture[str]) -> None:
    right = 0
    for row in notes():
        one = letter(row["letter"])
        note = next(note for note in one.footnotes if note.label == row["note"])
        before = " ".join(one.text[: note.marker].split()[-12:])
        assert before.endswith(row["words_before_marker"]), row
        assert one.text[note.start :].startswith(row["first_words"]), row
        right += 1
    with capsys.disabled():
        print(f"\nnotes at their place: {right} of {sum(NAMES.values())}")
    assert right == sum(NAMES.values()) == 72


@pytest.mark.parametrize("name", NAMES)
def test_every_note_is_in_exactly_one_passage(name: str) -> None:
    passages = split(letter(name), lambda text: len(text) // 4, 500)
    assert sum(len(passage.footnotes) for passage in passages) == NAMES[name]
    assert not re.sub(r"\s", "", body(name)[passages[-1].end :])


@pytest.mark.parametrize("name", NAMES)
def test_no_layout_is_left(name: str) -> None:
    assert [words for words in FURNITURE if words in letter(name).text] == []
    assert re.findall(r"[^\W\d_]{3,}\d{1,2}(?!\w)", body(name)) == []
    assert re.findall(r"\w-\n\w", letter(name).text) == []


@pytest.mark.parametrize("name", NAMES)
def test_text_without_pages_has_none(name: str) -> None:
    assert letter(name).page_starts == letter(name).page_labels == ()


def test_words_cut_at_a_line_end_are_whole() -> None:
    text = body("2016-voortgangsrapportage-wmo.txt")
    for word in ("ontwikkelagenda", "www.waarstaatjegemeente.nl", "rechtszekerheid", "18-/18+"):
        assert word in text
    assert "ondersteunings- en" in body("2022-hoofdlijnenbrief-wmo.txt")


@pytest.mark.parametrize(
    ("name", "words", "depth"),
    [
        ("2024-12-20-hoofdlijnenbrief-wmo.txt", "contractstandaarden voor hulpmiddelen", 4),
        ("2022-hoofdlijnenbrief-wmo.txt", "maatschappelijke opvang", 2),
        ("2016-voortgangsrapportage-wmo.txt", "gemeente Oss", 2),
        ("2015-12-01-wethoudersbrief-wmo.txt", "ontwikkelt een dashboard", 1),
        ("2025-houdbaarheidsonderzoek-wmo.txt", "gedragseffecten", 1),
    ],
)
def test_sections(name: str, words: str, depth: int) -> None:
    one = letter(name)
    assert len(one.section_at(one.text.index(words))) == depth


def test_headings_by_number() -> None:
    one = letter("2022-hoofdlijnenbrief-wmo.txt")
    titles = [one.text[section.start : section.end] for section in one.sections]
    numbers = [int(title.split(".")[0]) for title in titles if title[0].isdigit()]
    assert numbers == [1, 2, 3, 4, 5, *range(1, 11)]


@pytest.mark.parametrize("name", NAMES)
def test_sentences_are_whole(name: str) -> None:
    one = letter(name)
    sentences = [one.text[a:b] for a, b in sentence_spans(one.text, 0, one.body_end)]
    cut = [s for s in sentences if re.search(r"\b(?:o\.a|nr|drs|mln|d\.m\.v|t\.a\.v)\.$", s)]
    assert cut == []
    assert [s for s in sentences if s[:1].islower() and len(s) > 300] == []


def test_facts_of_the_website_are_kept() -> None:
    one = letter("2024-12-20-hoofdlijnenbrief-wmo.txt")
    assert one.date is not None
    assert (one.date.isoformat(), one.document_number) == ("2024-12-20", "2024D51786")
    assert one.text.startswith("Nummer: 2024D51786,")
