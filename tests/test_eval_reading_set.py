"""Questions with verbatim answers: how an answer is judged, and what is counted."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import FakeReader

from corpus import Letter, Passage
from eval import (
    BadQuestions,
    Read,
    ReadingQuestion,
    measure_reading,
    read_reading_set,
    reading_figures,
    reading_table,
)
from eval.sets.reading_set import judged
from index import Hit, Retriever
from qa import Answer, Citation, Statement, Status
from ui import main

WEEKS = "De gemeente besluit binnen acht weken na de melding."
COSTS = "De eigen bijdrage voor hulp is 19 euro per maand."
LETTER = Letter("brief", "Brief", f"Slot van de kop. {WEEKS} {COSTS} Dat is alles.", "")
OTHER = Letter("ander", "Ander", f"Iets heel anders staat hier. {COSTS}", "")
ASKED = ReadingQuestion(
    "q1", "brief", "Hoe lang duurt het en wat kost het?", "whole", "dev", (WEEKS, COSTS), False
)
SILENT = replace(ASKED, id="q2", quotes=())


def hit(letter: Letter, start: int = 0, end: int | None = None) -> Hit:
    passage = Passage(letter, start, len(letter.text) if end is None else end)
    return Hit(passage, 1.0, 0.9, 1.0, 0.9, 0.0, 0.0)


def answered(*quotes: str, status: Status = Status.ANSWERED, hits: tuple[Hit, ...] = ()) -> Answer:
    statements = []
    for quote in quotes:
        start = LETTER.text.index(quote)
        citation = Citation(LETTER, start, start + len(quote))
        statements.append(Statement(quote, (citation,)))
    return Answer("q", "q", status, 0.8, tuple(statements), hits)


@pytest.mark.parametrize(
    ("quotes", "either", "together"),
    [
        ((WEEKS,), True, False),
        ((COSTS,), True, False),
        ((COSTS, WEEKS), True, True),
        ((f"{WEEKS} {COSTS}",), True, True),
        (("besluit binnen acht weken na de melding", COSTS), True, True),  # a part of it
        (("Dat is alles.",), False, False),
        (("van de kop. De gemeente besluit",), False, False),  # three words in a row
        (("19 euro per maand",), True, False),  # as in the cell of a table
        ((), False, False),
    ],
)
def test_any_quote_is_enough_or_all_are_needed(
    quotes: tuple[str, ...], either: bool, together: bool
) -> None:
    found = answered(*quotes)
    assert judged(ASKED, found).right is either
    assert judged(replace(ASKED, together=True), found).right is together
    assert judged(SILENT, found).right is False


@pytest.mark.parametrize(
    ("status", "given"),
    [
        (Status.ANSWERED, True),
        (Status.PARTIAL, True),
        (Status.POSSIBLE, False),
        (Status.NOT_FOUND, False),
        (Status.OFF_TOPIC, False),
        (Status.UNCLEAR, False),
    ],
)
def test_a_possible_answer_counts_as_refused(status: Status, given: bool) -> None:
    one = judged(ASKED, answered(WEEKS, status=status))
    assert (one.status, one.given, one.right) == (status, given, given)
    assert one.length == (len(WEEKS) if given else 0)
    figures = reading_figures([one, judged(SILENT, answered(WEEKS, status=status))])
    assert figures["false_refusals"] == float(not given)
    assert figures["near_refused"] == float(not given)


@pytest.mark.parametrize(
    ("hits", "rank"),
    [
        ((hit(LETTER),), 1),
        ((hit(OTHER), hit(LETTER, 0, 17), hit(LETTER)), 3),  # another letter, another passage
        ((hit(OTHER), hit(LETTER, 17, 50)), 2),  # the first half of a quote
        ((hit(OTHER),), 0),
        ((), 0),
    ],
)
def test_the_rank_is_of_the_first_passage_with_a_quote(hits: tuple[Hit, ...], rank: int) -> None:
    assert judged(ASKED, answered(hits=hits)).rank == rank


def read(right: bool, given: bool, rank: int = 0, quotes: tuple[str, ...] = (WEEKS,)) -> Read:
    status = Status.ANSWERED if given else Status.NOT_FOUND
    return Read(replace(ASKED, quotes=quotes), status, 0.9 if given else 0.1, right, rank, 10)


FOUND = [
    read(True, True, 1),
    read(False, True, 4),
    read(False, False, 6),
    read(False, False, 0),
    read(False, False, quotes=()),
    read(False, True, quotes=()),
]


def test_the_figures() -> None:
    assert reading_figures(FOUND) == {
        "right": 0.25,
        "false_refusals": 0.5,
        "hit@1": 0.25,
        "hit@5": 0.5,
        "near_refused": 0.5,
    }
    assert reading_figures(FOUND[:4]).keys() == reading_figures(FOUND).keys() - {"near_refused"}
    assert reading_figures(FOUND[4:]) == {"near_refused": 0.5}
    assert reading_figures([]) == {}


def test_the_table_has_all_and_each_style() -> None:
    odd = replace(FOUND[0], question=replace(ASKED, style="keywords"))
    lines = reading_table([*FOUND, odd]).splitlines()
    assert [line.split(" | ")[:2] for line in lines[2:5]] == [
        ["| all", "5 + 2"],
        ["| keywords", "1 + 0"],
        ["| whole", "4 + 2"],
    ]
    assert lines[2].split(" | ")[2] == "0.40 [0.12-0.77]"
    assert lines[3].split(" | ")[4] == ""  # no question without an answer
    assert any(line.startswith("AUROC near: ") for line in lines)
    assert any(line.startswith("expected calibration error: ") for line in lines)


ROW = {
    "id": "q1",
    "doc": "brief",
    "question": "Hoe lang duurt het?",
    "answerable": True,
    "style": "whole",
    "split": "dev",
    "answers": [{"quote": WEEKS}, {"quote": COSTS}],
    "combine": "all",
}


def written(folder: Path, *rows: object) -> Path:
    path = folder / "vragen.jsonl"
    lines = [one if isinstance(one, str) else json.dumps(one) for one in rows]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_questions_are_read_with_their_quotes_and_split(tmp_path: Path) -> None:
    silent = {**ROW, "id": "q2", "answerable": False, "answers": [], "split": "test"}
    either = {**ROW, "id": "q3", "combine": "any"}
    path = written(tmp_path, ROW, "", silent, either)
    first, second, third = read_reading_set(path)
    assert (first.quotes, first.together, first.letter) == ((WEEKS, COSTS), True, "brief")
    assert (second.quotes, second.split) == ((), "test")
    assert not third.together
    assert [one.id for one in read_reading_set(path, "test")] == ["q2"]


@pytest.mark.parametrize(
    "row",
    [
        "geen json",
        "null",
        "[]",
        {**ROW, "answers": None},
        {**ROW, "answers": [{}]},
        {**ROW, "answers": []},
        {**ROW, "answerable": False},
        {name: value for name, value in ROW.items() if name != "doc"},
    ],
)
def test_a_line_that_cannot_be_used_is_named(tmp_path: Path, row: object) -> None:
    with pytest.raises(BadQuestions, match="2"):
        read_reading_set(written(tmp_path, ROW, row))


def test_questions_are_asked_with_their_letter_or_in_all(
    retriever: Retriever, fake_reader: FakeReader
) -> None:
    quote = "De gemeente besluit binnen acht weken na de melding over de aanvraag."
    question = "Binnen hoeveel weken besluit de gemeente na de melding over de aanvraag?"
    one = ReadingQuestion(
        "q", "2021-03-15-termijn", question, "whole", "dev", (quote,), together=False
    )
    steps: list[tuple[int, int]] = []
    for chosen in (True, False):
        (found,) = measure_reading(
            [one], retriever, chosen, fake_reader, told=lambda *step: steps.append(step[:2])
        )
        assert (found.status, found.given) == (Status.ANSWERED, True)
        assert found.right
        assert (found.rank == 1) is chosen  # in all letters the newer one may stand before it
    assert steps == [(1, 1), (1, 1)]
    asked = [replace(one, id=str(number), style=str(number)) for number in range(6)]
    found = measure_reading(asked, retriever, True, fake_reader, workers=3)
    assert [each.question for each in found] == asked
    assert all(each.right for each in found)


@pytest.mark.parametrize(
    ("floor", "code", "told"),
    [
        ("right=0.9", 0, ""),
        ("right=1.1", 2, "right: 1,00 is lager dan 1,10."),
        ("false_refusals=0.1", 0, ""),
        ("false_refusals=-1", 2, "false_refusals: 0,00 is hoger dan -1,00."),
        ("hit@7=1", 1, "Onbekende maat: hit@7"),
    ],
)
def test_the_command_prints_the_table_and_holds_a_floor(
    floor: str, code: int, told: str, retriever: Retriever, fake_reader: FakeReader,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setattr("ui.cli.evaluating.command.Retriever", lambda folder, *given: retriever)
    question = "Binnen hoeveel weken besluit de gemeente na de melding over de aanvraag?"
    quote = "De gemeente besluit binnen acht weken na de melding over de aanvraag."
    row = {**ROW, "doc": "2021-03-15-termijn", "question": question, "answers": [{"quote": quote}]}
    words = ["eval", "--reading", str(written(tmp_path, row)), "--chosen", "--fail-under", floor]
    assert main([*words, "--index", str(retriever.folder), "--out", str(tmp_path / "out")]) == code
    said = capsys.readouterr()
    assert told in said.err
    if code == 1:  # it is told before anything is asked
        assert said.out == ""
        return
    assert "| all | 1 + 0 | 1.00" in said.out
    kept = json.loads((tmp_path / "out" / "answers.jsonl").read_text(encoding="utf-8"))
    assert (kept["id"], kept["status"]) == (row["id"], "answered")


def dialogue(name: str, split: str, doc: str, *asked: str) -> str:
    turns = [
        {
            "doc": doc,
            "kind": kind,
            "question": one,
            "full": f"{one} Voluit?",
            "leans": False,
            "answerable": True,
            "answers": [{"quote": WEEKS}],
        }
        for one, kind in zip(asked, ["first", "lean", "talk"], strict=False)
    ]
    return json.dumps({"id": name, "split": split, "turns": turns})


def test_later_turns_are_read_as_they_were_put_or_in_full(tmp_path: Path) -> None:
    file = tmp_path / "gesprekken.jsonl"
    lines = [
        dialogue("d1", "test", "a", "Hoe lang?", "En nu?", "Bedankt"),
        dialogue("d2", "test", "b", "Wie?", "Waarom?"),
        dialogue("d3", "train", "b", "Wat?", "Waarom?"),  # so that b is no letter of test alone
    ]
    file.write_text("\n".join(lines), encoding="utf-8")
    (one,) = read_reading_set(file, "test")
    assert (one.id, one.style, one.question, one.before) == (
        "d1.2",
        "lean",
        "En nu?",
        ("Hoe lang?",),
    )
    (full,) = read_reading_set(file, "test", in_full=True)
    assert full == replace(one, question="En nu? Voluit?", before=())


def test_a_later_turn_is_asked_after_those_before_it(
    retriever: Retriever, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[list[str]] = []

    def converse(questions: list[str], *_: object) -> Answer:
        heard.append(questions)
        return answered(WEEKS)

    monkeypatch.setattr("eval.sets.reading_set.converse", converse)
    (found,) = measure_reading([replace(ASKED, before=("Eerst?",))], retriever, chosen=True)
    assert heard == [["Eerst?", ASKED.question]]
    assert found.given
