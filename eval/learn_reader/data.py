"""Questions with the passages of their papers, and which sentences answer."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from corpus import Letter, Passage, read_letter, sentence_spans, split
from index import passage_sentences

HALF = 0.5  # of a sentence or of a quote, what both have to share
SHORT = 120  # characters that a public answer has at most to be a short one
CHARACTERS = 4  # of a token, to cut papers without the tokenizer
TOKENS = 440  # of a passage
MOST_BEFORE = 3  # questions that another leans on
Span = tuple[int, int]
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Paper:
    """A text of the data, and the passages that the program makes of it."""

    letter: Letter
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A question on a paper.

    ``right`` are the characters of what answers (none: the paper does not answer), each alone or,
    with ``together``, only all of them. ``near`` is what looks like an answer and is none.
    ``short`` are the characters of the shortest answer.
    """

    id: str
    paper: str
    question: str
    style: str
    split: str
    right: tuple[Span, ...] = ()
    together: bool = False
    near: tuple[Span, ...] = ()
    short: Span | None = None


@dataclass(slots=True)
class Data:
    """Papers by name, and the questions on them; ``lost`` are those whose quote is not found."""

    papers: dict[str, Paper] = field(default_factory=dict)
    examples: list[Example] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    def of(self, split: str) -> list[Example]:
        """Return the questions of a split."""
        return [one for one in self.examples if one.split == split]


def read_training(folder: Path, texts: str = "texts", files: Iterable[Path] = ()) -> Data:
    """Return the questions of a folder with papers: all ``llm-*.jsonl``, or the files named."""
    data = Data()
    for file in files or sorted(folder.glob("llm-*.jsonl")):
        for row in rows(file):
            for identity, turn in turns(row):
                _add(data, folder / texts, row, turn, identity)
    return data


def in_context(row: Row) -> list[Row]:
    """Return the turns of a row, each that leans with the questions it leans on as ``before``.

    A row that is no dialogue is its only turn. A question leans on the one before it, and on what
    that leans on.
    """
    found: list[Row] = []
    last: Row | None = None
    for turn in row.get("turns", [row]):
        leaning = last is not None and turn.get("leans")
        before = [*last["before"], last["question"]] if leaning and last else []
        found.append({"before": before} | turn)
        if turn.get("kind") != "talk":
            last = found[-1]
    return found


def read_marked(data: Data, texts: Path, file: Path) -> None:
    """Add questions whose answers are marked by the numbers of the sentences of a whole paper.

    ``right`` are those that answer, alone or, with ``together``, only all of them; ``near`` looks
    like an answer; ``short`` is the number of a sentence with the first and last character in it.
    """
    cut: dict[str, list[Span]] = {}
    for row in rows(file):
        name = row["doc"]
        if name not in data.papers:
            data.papers[name] = _paper(texts / f"{name}.txt")
        if name not in cut:
            text = data.papers[name].letter.text
            cut[name] = sentence_spans(text, 0, len(text))
        spans = cut[name]
        right, near = (tuple(spans[n] for n in row[name]) for name in ("right", "near"))
        short = None
        if row["short"]:
            number, first, last = row["short"]
            short = spans[number][0] + first, spans[number][0] + last
        data.examples.append(
            Example(
                row["id"], row["doc"], row["question"], row["style"], "train",
                right, row["together"], near, short,
            )
        )  # fmt: skip


def read_labels(file: Path) -> dict[str, tuple[list[int], list[int]]]:
    """Return the marks of a careful reader, by question, for :func:`relabelled`."""
    return {row["id"]: (row["any"], row["together"]) for row in rows(file)}


def relabelled(data: Data, labels: Mapping[str, tuple[Sequence[int], Sequence[int]]]) -> Data:
    """Return the data with the marks of a careful reader in place of the quotes.

    ``labels`` has, by question, the numbers of the sentences of the whole paper that answer
    alone, and of those that answer together only. Where reader and quote do not agree whether the
    paper answers, the question is left out.
    """
    spans = {
        name: sentence_spans(paper.letter.text, 0, len(paper.letter.text))
        for name, paper in data.papers.items()
    }
    found = []
    for one in data.examples:
        if one.id in labels:
            alone, together = labels[one.id]
            numbers = alone or together
            right = tuple(spans[one.paper][n] for n in numbers if n < len(spans[one.paper]))
            if bool(right) != bool(one.right):
                continue
            one = replace(one, right=right, together=bool(together) and not alone)
        found.append(one)
    return Data(data.papers, found, data.lost)


def read_public(file: Path, most: int) -> Iterator[tuple[Paper, Example]]:
    """Yield at most so many questions of a public set, each with its context as the paper."""
    for number, row in enumerate(rows(file)):
        if number == most:
            return
        name = f"{file.stem}-{number}"
        text = row["context"]
        letter = Letter(name, "", text, "")
        right = tuple((a["start"], a["start"] + len(a["text"])) for a in row["answers"])
        if row["answerable"] and not right:
            right = ((0, len(text)),)
        short = right[0] if right and right[0][1] - right[0][0] < SHORT else None
        passage = Passage(letter, 0, len(text))
        yield (
            Paper(letter, (passage,)),
            Example(name, name, row["question"], row["source"], "train", right, False, (), short),
        )


def sentences_of(passage: Passage, spans: Iterable[Span]) -> tuple[int, ...]:
    """Return the numbers of the sentences of a passage that hold, or are held by, such a span."""
    found = []
    wanted = tuple(spans)
    for number, (start, end) in enumerate(passage_sentences(passage)):
        for first, last in wanted:
            shared = min(end, last) - max(start, first)
            if shared > 0 and shared >= HALF * min(end - start, last - first):
                found.append(number)
                break
    return tuple(found)


def rows(file: Path) -> Iterator[Row]:
    """Yield the rows of a file of JSON lines."""
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def turns(row: Row) -> Iterator[tuple[str, Row]]:
    """Yield the turns of a row in their context, each with its id."""
    for place, turn in enumerate(in_context(row)):
        yield turn.get("id", f"{row['id']}-{place}"), turn


def _add(data: Data, texts: Path, row: Row, turn: Row, identity: str) -> None:
    """Add one question, or one turn of a dialogue as it would be asked alone."""
    name = turn.get("doc") or ""
    question = turn.get("full", turn["question"])
    if not name or "answerable" not in turn or not question:
        return
    if name not in data.papers:
        data.papers[name] = _paper(texts / f"{name}.txt")
    letter = data.papers[name].letter
    right = tuple(filter(None, (_find(letter, one["quote"]) for one in turn.get("answers", []))))
    if turn["answerable"] and not right:
        data.lost.append(identity)
        return
    near = [_find(letter, turn[key]) for key in ("near", "distractor") if turn.get(key)]
    short = None
    if turn.get("short"):
        inside = [_find(letter, turn["short"], *span) for span in right]
        short = next(filter(None, inside), None)
    example = Example(
        identity,
        name,
        question,
        turn.get("style", "dialogue"),
        turn.get("split") or row.get("split", "train"),
        right,
        turn.get("combine") == "all",
        tuple(filter(None, near)),
        short,
    )
    data.examples.append(example)
    if turn["before"]:  # read with what it leans on, as the program does
        whole = " ".join((*turn["before"][-MOST_BEFORE:], turn["question"]))
        data.examples.append(replace(example, id=f"{identity}-in-context", question=whole))


def _paper(file: Path) -> Paper:
    letter = read_letter(file)
    return Paper(letter, split(letter, lambda text: 1 + len(text) // CHARACTERS, TOKENS))


def _find(letter: Letter, quote: str, start: int = 0, end: int | None = None) -> Span | None:
    """Return where a quote stands in a letter, whatever the white space; ``None`` for nowhere."""
    words = quote.split()
    if not words:
        return None
    pattern = re.compile(r"[\s|]*".join(map(re.escape, words)))
    found = pattern.search(letter.text, start, len(letter.text) if end is None else end)
    return found.span() if found else None
