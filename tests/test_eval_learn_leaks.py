"""Nothing that measures is learned from: no question, quote or document of what is held out.

Held out are the test questions of ``../shared/training`` with their documents, the questions of
``eval/questions`` other than those of the train split, and ``../shared/letters``. The own papers
stand in ``eval/learn_reader/data``; the shared ones are read as the program reads them.
"""

from __future__ import annotations

import json
import re
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from corpus import read_letter
from eval.learn_reader.data import Data, read_marked, read_training

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
OWN = ROOT / "eval" / "learn_reader" / "data"
QUESTIONS = ROOT / "eval" / "questions"
FEWEST = 8  # words of a quote, and of a run of words that two documents share
SAME = 0.2  # share of a document's runs of words from which it is the same as another
QUOTING = ("quote", "sentence", "contains")

Runs = frozenset[str]


@dataclass(slots=True)
class HeldOut:
    """What measures, by where it comes from; all of it in folded words."""

    questions: dict[str, str] = field(default_factory=dict)
    quotes: dict[str, str] = field(default_factory=dict)
    papers: dict[str, Runs] = field(default_factory=dict)


@dataclass(slots=True)
class Learned:
    """The questions that are learned, and the papers that windows are drawn from."""

    questions: dict[str, str] = field(default_factory=dict)
    papers: dict[str, str] = field(default_factory=dict)

    def add(self, data: Data) -> None:
        for one in data.of("train"):
            self.questions.setdefault(folded(one.question), one.id)
            if one.paper not in self.papers:
                self.papers[one.paper] = folded(data.papers[one.paper].letter.text)


def folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def runs(text: str) -> Runs:
    """Return each run of eight words of a folded text."""
    words = text.split()
    return frozenset(" ".join(words[n : n + FEWEST]) for n in range(len(words) - FEWEST + 1))


def rows(file: Path) -> Iterator[dict[str, Any]]:
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def strings(value: object, keys: Iterable[str]) -> Iterator[str]:
    """Yield the texts under such keys, however deep."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in keys:
                yield from [inner] if isinstance(inner, str) else _texts(inner)
            yield from strings(inner, keys)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner, keys)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, list):
        yield from (one for one in value if isinstance(one, str))


def hold_out(found: HeldOut, row: dict[str, Any], where: str) -> None:
    for text in strings(row, ("question", "full")):
        found.questions.setdefault(folded(text), where)
    for text in strings(row, QUOTING):
        if len(folded(text).split()) >= FEWEST:
            found.quotes.setdefault(folded(text), where)


def turns_of(row: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for one in row.get("turns", [row]) if one.get("doc")]


def held_out(training: Path, questions: Path, letters: Path) -> HeldOut:
    """Return what measures.

    A document has the split of its single questions. Some dialogues of the test split have turns
    on a document of the train split as well; those turns are no test of what was not seen.
    """
    found, files = HeldOut(), sorted(training.glob("llm-*.jsonl"))
    splits: dict[str, set[str]] = defaultdict(set)
    for file in files:
        for row in rows(file):
            if "turns" not in row:
                splits[row["doc"]].add(row["split"])
    for file in files:
        for row in rows(file):
            if row["split"] == "test":
                for turn in turns_of(row):
                    if "test" in splits.get(turn["doc"], {"test"}):
                        hold_out(found, turn, f"{file.name} {row['id']}")
    for name in sorted(name for name, known in splits.items() if "test" in known):
        found.papers[name] = runs(folded(read_letter(training / "texts" / f"{name}.txt").text))
    for file in sorted(letters.glob("*.txt")):
        found.papers[file.stem] = runs(folded(read_letter(file).text))
    for file in sorted(questions.glob("*.jsonl")):
        for row in rows(file):
            if row.get("split") != "train":
                hold_out(found, row, f"{file.name} {row.get('id', row.get('letter'))}")
    return found


def leaks(out: HeldOut, learned: Learned) -> list[str]:
    """Return in words what of the first is in the second."""
    found = [
        f"question of {where} is {learned.questions[text]}: {text}"
        for text, where in out.questions.items()
        if text in learned.questions
    ]
    begins = {quote: " ".join(quote.split()[:FEWEST]) for quote in out.quotes}
    for name, text in learned.papers.items():
        own = runs(text)
        found += [
            f"quote of {where} in {name}: {quote}"
            for quote, where in out.quotes.items()
            if begins[quote] in own and f" {quote} " in f" {text} "
        ]
        found += [
            f"document {other} in {name}"
            for other, known in out.papers.items()
            if name == other or len(known & own) > SAME * max(1, min(len(known), len(own)))
        ]
    return found


def own_data(folder: Path) -> Data:
    files = [*folder.glob("questions-*.jsonl"), *folder.glob("dialogues-*.jsonl")]
    return read_training(folder, "papers", sorted(files))


def need_shared() -> None:
    if not (SHARED / "training").exists():
        pytest.skip("NOT CHECKED FOR LEAKS: the folder shared is not beside the checkout")


@pytest.fixture(scope="module")
def out() -> HeldOut:
    need_shared()
    return held_out(SHARED / "training", QUESTIONS, SHARED / "letters")


@pytest.fixture(scope="module")
def shared() -> Data:
    need_shared()
    return read_training(SHARED / "training")


@pytest.mark.letters
def test_what_measures_is_found(out: HeldOut) -> None:
    assert len(out.questions) > 1000
    assert len(out.quotes) > 500
    assert len(out.papers) > 30


@pytest.mark.letters
def test_the_shared_training_rows_hold_nothing_that_measures(out: HeldOut, shared: Data) -> None:
    learned = Learned()
    learned.add(shared)
    assert len(learned.questions) > 5000
    assert leaks(out, learned) == []


@pytest.mark.letters
def test_the_own_questions_and_papers_hold_nothing_that_measures(out: HeldOut) -> None:
    if not list(OWN.glob("questions-*.jsonl")):
        pytest.skip(f"NOT CHECKED FOR LEAKS: no own questions in {OWN}")
    data, learned = own_data(OWN), Learned()
    learned.add(data)
    for file in sorted((OWN / "papers").glob("*.txt")):  # with those that have no question
        learned.papers.setdefault(file.stem, folded(read_letter(file).text))
    assert learned.questions
    assert leaks(out, learned) == []


@pytest.mark.letters
def test_the_questions_marked_on_shared_papers_hold_nothing_that_measures(
    out: HeldOut, shared: Data
) -> None:
    marked, learned = Data(), Learned()
    for file in sorted(OWN.glob("marked-*.jsonl")):
        read_marked(marked, SHARED / "training" / "texts", file)
    learned.add(marked)
    assert len(learned.questions) > 6000
    assert set(learned.papers) <= {one.paper for one in shared.of("train")}
    assert leaks(out, learned) == []


@pytest.mark.letters
def test_the_marks_of_a_careful_reader_are_of_train_questions_only(shared: Data) -> None:
    labels = OWN / "labels.jsonl"
    if not labels.exists():
        pytest.skip(f"NOT CHECKED FOR LEAKS: there is no {labels}")
    marked = {row["id"] for row in rows(labels)}
    train = {one.id for one in shared.of("train")}
    assert sorted(one.id for one in shared.examples if one.id in marked - train) == []


@pytest.mark.letters
def test_windows_are_drawn_from_papers_that_are_learned_only(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, shared: Data
) -> None:
    """Also what does not answer comes from papers of the train split."""
    import eval.learn_reader.__main__ as command

    offered: list[str] = []
    monkeypatch.setattr(command, "ranked", lambda papers, _: offered.extend(papers) or {})
    for name in ("ReaderNet", "learn", "tokenizer", "Cutter"):
        monkeypatch.setattr(command, name, lambda *_: None)
    monkeypatch.setattr(command, "read_training", lambda _: shared)
    monkeypatch.setattr(command.torch, "set_num_threads", lambda _: None)
    command.main(["letters", "--data", str(SHARED / "training"), "--work", str(tmp_path)])
    learned = {one.paper for one in shared.of("train")}
    assert learned <= set(offered)
    assert sorted(set(offered) - learned) == []


SENTENCE = "De gemeente betaalt voor elke inwoner van het dorp een keer een nieuwe fiets."
FILLER = " ".join(f"Zin {n} van dit stuk noemt straat {n * 7} en plein {n * 3}." for n in range(40))


@pytest.fixture
def planted(tmp_path: Path) -> Path:
    """A folder as the shared one, with own data beside it, and nothing that leaks."""
    for name in ("training/texts", "letters", "questions", "own/papers"):
        (tmp_path / name).mkdir(parents=True)
    texts = {"toets": f"{FILLER} {SENTENCE}", "les": "Een heel ander stuk over de bibliotheek."}
    for name, text in texts.items():
        (tmp_path / "training" / "texts" / f"{name}.txt").write_text(text, encoding="utf-8")
    letter = " ".join(f"Regel {n} gaat over boom {n} bij de sloot." for n in range(40))
    (tmp_path / "letters" / "brief.txt").write_text(letter, encoding="utf-8")
    write(tmp_path / "training" / "llm-a.jsonl", question("t1", "toets", "Wie betaalt?", SENTENCE))
    measured = {"id": "w1", "split": "test", "question": "Waar staat de boom?"}
    write(tmp_path / "questions" / "wmo.jsonl", measured)
    (tmp_path / "own" / "papers" / "eigen.txt").write_text("Een stuk over zwemmen. " * 9)
    write(tmp_path / "own" / "questions-a.jsonl", question("o1", "eigen", "Hoe?", split="train"))
    return tmp_path


def question(name: str, doc: str, text: str, quote: str = "", split: str = "test") -> dict:
    answers = [{"quote": quote}] if quote else []
    made = {"id": name, "doc": doc, "question": text, "answers": answers, "split": split}
    return made | {"answerable": bool(quote), "style": "why"}


def write(file: Path, *found: dict) -> None:
    with file.open("a", encoding="utf-8") as open_file:
        open_file.writelines(f"{json.dumps(one)}\n" for one in found)


def leaks_in(folder: Path) -> list[str]:
    learned = Learned()
    learned.add(read_training(folder / "training"))
    learned.add(own_data(folder / "own"))
    return leaks(held_out(folder / "training", folder / "questions", folder / "letters"), learned)


def test_without_a_leak_nothing_is_found(planted: Path) -> None:
    assert leaks_in(planted) == []


def test_a_question_that_measures_is_found(planted: Path) -> None:
    own = planted / "own" / "questions-a.jsonl"
    write(own, question("o2", "eigen", "wie  betaalt", split="train"))
    write(own, question("o3", "eigen", "Waar staat de boom?", split="train"))
    write(own, question("o4", "eigen", "Waar staat de boom nu?", split="train"))
    found = leaks_in(planted)
    assert len(found) == 2
    assert "t1 is o2" in found[0]
    assert "w1 is o3" in found[1]


def test_a_quote_that_measures_is_found(planted: Path) -> None:
    paper = planted / "own" / "papers" / "eigen.txt"
    more = " ".join(f"Alinea {n} noemt bad {n}." for n in range(40))
    paper.write_text(f"Een stuk.\n\n{SENTENCE.upper()}\n\n{more}", encoding="utf-8")
    (found,) = leaks_in(planted)
    assert found.startswith("quote of llm-a.jsonl t1 in eigen: de gemeente betaalt")


@pytest.mark.parametrize("source", ["letters/brief.txt", "training/texts/toets.txt"])
def test_a_document_that_measures_is_found(planted: Path, source: str) -> None:
    shutil.copy(planted / source, planted / "own" / "papers" / "eigen.txt")
    assert f"document {Path(source).stem} in eigen" in leaks_in(planted)


def test_a_half_of_a_document_that_measures_is_found(planted: Path) -> None:
    text = (planted / "letters" / "brief.txt").read_text(encoding="utf-8")
    paper = planted / "own" / "papers" / "eigen.txt"
    paper.write_text(f"{text[: len(text) // 2]} {'Dit is verder anders. ' * 99}", encoding="utf-8")
    assert leaks_in(planted) == ["document brief in eigen"]


def test_a_train_question_on_a_document_that_measures_is_found(planted: Path) -> None:
    row = question("t2", "toets", "Welk plein?", split="train")
    write(planted / "training" / "llm-a.jsonl", row)
    found = leaks_in(planted)
    assert "document toets in toets" in found
