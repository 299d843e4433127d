"""The question sets that come with the program: their counts, their form, their evidence."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from corpus import Letter, find_files, read_letters, sentence_spans
from eval.measures.matching import fact_met, holds
from eval.text_folding import fold
from index import content_lemmas

LETTERS = Path(__file__).parents[2] / "shared" / "letters"
QUESTIONS = Path(str(files("eval"))) / "questions"
EXAMPLES = Path(str(files("corpus.examples")))
WMO = QUESTIONS / "wmo.jsonl"
EXAMPLE = EXAMPLES / "questions.jsonl"
CONVERSATIONS = QUESTIONS / "conversations.jsonl"

WMO_KINDS = {
    "factoid": 16,
    "list": 10,
    "yesno": 10,
    "definition": 8,
    "paraphrase": 40,
    "footnote": 16,
    "metadata": 16,
    "time": 24,
    "compound": 24,
    "typo": 16,
    "unanswerable_near": 45,
    "unanswerable_far": 15,
}
EXAMPLE_KINDS = {
    "factoid": 6,
    "list": 4,
    "yesno": 4,
    "definition": 4,
    "paraphrase": 10,
    "footnote": 6,
    "metadata": 4,
    "time": 8,
    "compound": 8,
    "table": 4,
    "typo": 6,
    "unanswerable_near": 12,
    "unanswerable_far": 4,
}
NAMES = {"wmo", "cak", "vng", "lindenhoek", "waterbrugge"}
PARAGRAPH = re.compile(r"\n{2,}")
STRETCH = 1_400

Row = dict[str, Any]


def rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def read(folder: Path) -> dict[str, Letter]:
    found = [letter for _, letter in read_letters(find_files([folder]))]
    assert all(isinstance(letter, Letter) for letter in found)
    return {letter.id: letter for letter in found if isinstance(letter, Letter)}


@pytest.fixture(scope="module")
def real() -> dict[str, Letter]:
    return read(LETTERS)


@pytest.fixture(scope="module")
def examples() -> dict[str, Letter]:
    return read(EXAMPLES / "letters")


needs_letters = [
    pytest.mark.letters,
    pytest.mark.skipif(not LETTERS.is_dir(), reason="the real letters are not here"),
]
SETS = [
    pytest.param(WMO, "real", marks=needs_letters, id="wmo"),
    pytest.param(EXAMPLE, "examples", id="examples"),
]


def stretches(letter: Letter, size: int) -> Iterator[str]:
    """Yield each paragraph with those after it, up to about the size of a passage."""
    paragraphs = PARAGRAPH.split(letter.text)
    for first, paragraph in enumerate(paragraphs):
        taken = [paragraph]
        for following in paragraphs[first + 1 :]:
            if len("\n\n".join((*taken, following))) > size:
                break
            taken.append(following)
        yield "\n\n".join(taken)


def places(entry: Row, letter: Letter, size: int = STRETCH) -> list[str]:
    """Return the stretches of the letter that hold every string of an evidence entry."""
    return [
        text
        for text in stretches(letter, size)
        if all(holds(text, string) for string in entry["contains"])
    ]


def metadata(letter: Letter) -> str:
    date = f"{letter.date.in_words()}; {letter.date.isoformat()}" if letter.date else ""
    told = (letter.title, date, letter.sender, letter.recipient, letter.reference)
    return "; ".join((*told, letter.document_number))


def longest_copy(question: str, letters: dict[str, Letter]) -> int:
    """Return how many words in a row of a question stand in a letter in the same order."""
    words = fold(question).split()
    texts = [f" {fold(letter.text)} " for letter in letters.values()]
    longest = 0
    for start in range(len(words)):
        while start + longest < len(words):
            run = f" {' '.join(words[start : start + longest + 1])} "
            if not any(run in text for text in texts):
                break
            longest += 1
    return longest


def check_question(row: Row) -> None:
    assert isinstance(row["answerable"], bool)
    assert row["question"].strip() == row["question"] != ""
    assert bool(row["evidence"]) is bool(row["facts"]) is row["answerable"]
    for entry in row["evidence"]:
        assert set(entry) == {"letter", "contains"}
        assert 1 <= len(entry["contains"]) <= 3
        assert all(fold(string) for string in entry["contains"])
    assert all(fact and all(fold(one) for one in fact) for fact in row["facts"])


def check_evidence(row: Row, letters: dict[str, Letter]) -> None:
    """Every entry stands in its letter, holds a fact, and no fact stands with none of them."""
    found: list[str] = []
    for entry in row["evidence"]:
        letter = letters[entry["letter"]]
        here = places(entry, letter)
        assert here, f"{row['id']}: {entry} does not stand in one stretch of the letter"
        here += places(entry, letter, 2 * STRETCH)
        if row.get("kind") == "metadata":
            here.append(metadata(letter))
        met = [fact for fact in row["facts"] if any(fact_met(fact, text) for text in here)]
        assert met, f"{row['id']}: {entry} stands near none of the facts"
        found += here
    for fact in row["facts"]:
        assert any(fact_met(fact, text) for text in found), f"{row['id']}: {fact} stands nowhere"


def check_kinds(path: Path, kinds: dict[str, int]) -> None:
    found = rows(path)
    assert Counter(row["kind"] for row in found) == kinds
    for kind, count in kinds.items():
        splits = Counter(row["split"] for row in found if row["kind"] == kind)
        assert set(splits) == {"dev", "test"}
        assert abs(splits["dev"] - splits["test"]) == count % 2, kind
    assert Counter(row["split"] for row in found) == {
        "dev": len(found) // 2,
        "test": len(found) // 2,
    }


@pytest.mark.parametrize(
    ("path", "kinds"), [(WMO, WMO_KINDS), (EXAMPLE, EXAMPLE_KINDS)], ids=["wmo", "examples"]
)
def test_the_kinds_are_as_the_readme_says_and_split_in_halves(
    path: Path, kinds: dict[str, int]
) -> None:
    check_kinds(path, kinds)


@pytest.mark.parametrize("path", [WMO, EXAMPLE], ids=["wmo", "examples"])
def test_every_line_is_a_question_of_its_own(path: Path) -> None:
    found = rows(path)
    assert len({row["id"] for row in found}) == len(found)
    assert len({fold(row["question"]) for row in found}) == len(found)
    for row in found:
        check_question(row)
        assert row["answerable"] is not row["kind"].startswith("unanswerable")
        for part in row.get("unanswered", []):
            assert row["kind"] == "compound"
            assert holds(row["question"], part)
        if row["kind"] == "compound":
            assert len(row["facts"]) + len(row.get("unanswered", [])) >= 2


def test_every_letter_has_at_least_35_questions() -> None:
    letters = Counter(
        row["evidence"][0]["letter"] if row["evidence"] else row["about"]
        for row in rows(WMO)
        if row["kind"] != "unanswerable_far"
    )
    assert len(letters) == 5
    assert min(letters.values()) >= 35


@pytest.mark.parametrize(("path", "letters"), SETS)
def test_evidence_and_facts_stand_in_the_letters(
    path: Path, letters: str, request: pytest.FixtureRequest
) -> None:
    texts = request.getfixturevalue(letters)
    for row in rows(path):
        assert row.get("about", next(iter(texts))) in texts
        check_evidence(row, texts)


@pytest.mark.parametrize(("path", "letters"), SETS)
def test_no_question_is_a_sentence_of_a_letter(
    path: Path, letters: str, request: pytest.FixtureRequest
) -> None:
    texts = request.getfixturevalue(letters)
    for row in rows(path):
        assert longest_copy(row["question"], texts) <= 6, row["id"]


@pytest.mark.parametrize(("path", "letters"), SETS)
def test_a_paraphrase_shares_no_content_word_with_what_answers_it(
    path: Path, letters: str, request: pytest.FixtureRequest
) -> None:
    texts = request.getfixturevalue(letters)
    for row in rows(path):
        if row["kind"] != "paraphrase":
            continue
        asked = set(content_lemmas(row["question"])) - NAMES
        for entry in row["evidence"]:
            for text in places(entry, texts[entry["letter"]]):
                for start, end in sentence_spans(text, 0, len(text)):
                    sentence = text[start:end]
                    if any(fact_met(fact, sentence) for fact in row["facts"]):
                        shared = asked & set(content_lemmas(sentence))
                        assert not shared, f"{row['id']}: {shared}"


def turns() -> Iterator[Row]:
    """Yield every turn with an id, asked in full."""
    for row in rows(CONVERSATIONS):
        for number, turn in enumerate(row["turns"], start=1):
            yield {**turn, "id": f"{row['id']}, turn {number}", "question": turn["full"]}


def test_conversations_have_three_to_five_turns() -> None:
    found = rows(CONVERSATIONS)
    assert len(found) == len({row["id"] for row in found}) == 20
    assert Counter(row["split"] for row in found) == {"dev": 10, "test": 10}
    for row in found:
        assert set(row) == {"id", "split", "turns"}
        assert 3 <= len(row["turns"]) <= 5, row["id"]
        first, *later = row["turns"]
        assert first["question"] == first["full"]
        assert all(fold(turn["question"]) != fold(turn["full"]) for turn in later), row["id"]
        for turn in row["turns"]:
            assert set(turn) == {"question", "full", "answerable", "evidence", "facts"}
    for turn in turns():
        check_question(turn)
    assert 5 <= sum(not turn["answerable"] for turn in turns()) <= 20


@pytest.mark.letters
@pytest.mark.skipif(not LETTERS.is_dir(), reason="the real letters are not here")
def test_evidence_of_conversations_stands_in_the_letters(real: dict[str, Letter]) -> None:
    for turn in turns():
        check_evidence(turn, real)
        assert longest_copy(turn["question"], real) <= 6, turn["id"]
