"""Real documents: answers stand on their pages, and formats of one text give the same words."""

import difflib
import functools
import itertools
import json
import re
from pathlib import Path

import pytest

from corpus import Letter, read_letter

FOLDER = Path(__file__).parents[2] / "shared" / "documents"
FLOOR = 0.99
GRAM = 12  # letters in a row that are looked for together
FOUND = 0.95  # of an answer's grams: an interruption by a page's foot costs eleven
# answers that the file itself does not give in this order
EXCEPTIONS = {
    "ar-0019": "a scanned table: the text layer holds other letters than the gold answer",
    "ar-0172": "a table: the text layer holds its columns in another order than the gold answer",
}
PAPERS = {
    "kst-32545-143": ("pdf", "html", "odt", "xml"),
    "ah-tk-20202021-3235": ("pdf", "html", "odt", "xml"),
    "wet-maatschappelijke-ondersteuning-2015-BWBR0035362": ("docx", "html", "txt"),
    "uitvoeringsbesluit-wmo-2015-BWBR0035733": ("docx", "html", "txt"),
}

pytestmark = [
    pytest.mark.letters,
    pytest.mark.skipif(not FOLDER.exists(), reason="the real documents are not here"),
]


@functools.cache
def letter_of(name: str) -> Letter:
    return read_letter(FOLDER / name)


def letters_only(text: str) -> str:
    """The letters of a text without case, space, punctuation, digits and hyphens."""
    return re.sub(r"[\W\d_]+", "", text).casefold()


def on_pages(letter: Letter, pages: list[int]) -> str:
    """The running text of physical pages, from 1."""
    bounds = [*letter.page_starts, letter.body_end]
    return "".join(letter.text[bounds[page - 1] : bounds[page]] for page in pages)


def share_found(answer: str, letter: Letter, pages: list[int]) -> float:
    """How much of an answer stands on its pages; notes that the gold holds do not count."""
    wanted, there = letters_only(answer), letters_only(on_pages(letter, pages))
    notes = [letters_only(letter.text[note.start : note.end]) for note in letter.footnotes]
    for note in sorted(notes, key=len, reverse=True):
        wanted = wanted.replace(note, "") if len(note) > 3 else wanted
    grams = [wanted[at : at + GRAM] for at in range(max(1, len(wanted) - GRAM + 1))]
    return sum(gram in there for gram in grams) / len(grams)


@pytest.mark.parametrize("gold", ["kamervragen_gold.jsonl", "rekenkamer_gold.jsonl"])
def test_answers_stand_on_their_pages(gold: str) -> None:
    rows = [json.loads(line) for line in (FOLDER / gold).read_text(encoding="utf-8").splitlines()]
    shares = {
        row["id"]: share_found(
            row["answer"], letter_of(row.get("file", f"{row.get('doc')}.pdf")), row["answer_pages"]
        )
        for row in rows
    }
    missed = {name: share for name, share in shares.items() if share < FOUND}
    found = 1 - len(missed) / len(shares)
    print(f"{gold}: {found:.4f} of {len(shares)} answers on their pages; not: {missed}")
    assert found >= FLOOR
    assert missed.keys() <= EXCEPTIONS.keys()


def words(name: str) -> list[str]:
    return re.findall(r"\w+", letter_of(name).text.casefold())


@pytest.mark.parametrize(("stem", "formats"), PAPERS.items())
def test_the_formats_of_one_text_give_the_same_words(stem: str, formats: tuple[str, ...]) -> None:
    for one, other in itertools.combinations(formats, 2):
        first, second = words(f"{stem}.{one}"), words(f"{stem}.{other}")
        match = difflib.SequenceMatcher(None, first, second, autojunk=False)
        print(f"{stem}: {one} and {other} have {match.ratio():.4f} equal words")
        for kind, a, b, c, d in match.get_opcodes():
            if kind != "equal":
                print(f"  {' '.join(first[a:b])!r} is {' '.join(second[c:d])!r}")
        assert match.ratio() >= FLOOR


def test_footnotes_of_a_ministry_letter_stand_behind_their_words() -> None:
    letter = letter_of("verzamelbrief-luchtvaart.pdf")
    before = {note.label: letter.text[: note.marker][-12:] for note in letter.footnotes}
    assert list(before) == [str(number) for number in range(1, 14)]
    assert before["1"].endswith("op Schiphol")
    assert before["5"].endswith("400 BRZO")
    assert before["10"].endswith("van de APU.")
    assert not re.search(r"[a-z.]\d{1,2}(?:\s|$)", re.sub(r"CO2|\d\.\d", "", letter.text[:3000]))
    assert "Rijnstraat" not in letter.text and "Pagina 2 van 7" not in letter.text
