"""Retrieval measured on a folder in BEIR layout: other people's questions, the same analysis.

Every document becomes a letter of its own and goes through reading, splitting, indexing and
search like any letter. A document ranks where its best passage does.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TextIO

from corpus import Passage
from eval.measures.measures import MEASURES, Figure, Measure, figure
from eval.measures.ranking import score_rankings
from eval.question_set import BadQuestions
from eval.report.terminal import number
from eval.statistics import Cluster
from eval.systems.compared_systems import silent
from eval.systems.sharing import RememberingEncoder
from eval.systems.system import Progress
from index import Encoder, Mode, Retriever, build_index

MODES: tuple[Mode, ...] = ("lexical", "dense", "hybrid")
Rank = Callable[[str, int], Sequence[Passage]]
PASSAGES = 100
"""How many passages are searched for the documents of a ranking."""


@dataclass(frozen=True, slots=True)
class BeirSet:
    """Documents (title and text) and questions by id, and what is relevant to each question.

    Only the questions that were judged are kept.
    """

    name: str
    documents: Mapping[str, tuple[str, str]]
    questions: Mapping[str, str]
    judgements: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class BeirReport:
    """The measures of each way to search, by its name, and how many passages there were."""

    name: str
    documents: int
    passages: int
    questions: int
    figures: Mapping[str, Mapping[str, Figure]]


def read_beir(folder: Path) -> BeirSet:
    """Return the set in a folder with corpus.jsonl, queries.jsonl and qrels/test.tsv.

    Raises:
        BadQuestions: a file is missing or cannot be used.
    """
    documents = {
        str(row["_id"]): (str(row.get("title") or ""), str(row["text"]))
        for row in _rows(folder / "corpus.jsonl")
    }
    judgements = _judgements(folder / "qrels" / "test.tsv")
    questions = {
        str(row["_id"]): str(row["text"])
        for row in _rows(folder / "queries.jsonl")
        if str(row["_id"]) in judgements
    }
    judged = {one: found for one, found in judgements.items() if one in questions}
    if not judged:
        raise BadQuestions(folder / "qrels" / "test.tsv", 0, "er is geen vraag beoordeeld")
    return BeirSet(folder.resolve().name, documents, questions, judged)


def measure_beir(found: BeirSet, encoder: Encoder, progress: Progress = silent) -> BeirReport:
    """Return how well each way to search does; the index stands in a temporary folder."""
    remembering = RememberingEncoder(encoder)
    with TemporaryDirectory(prefix="beir-") as scratch:
        identities = index_beir(found, Path(scratch), encoder, progress)
        remembering.remember(list(found.questions.values()))
        retriever = Retriever(Path(scratch), remembering)
        figures = {
            name: _figures(found, _search(found, rank, identities, name, progress))
            for name, rank in _rankers(retriever).items()
        }
        size = retriever.size
    return BeirReport(found.name, len(found.documents), size, len(found.questions), figures)


def index_beir(
    found: BeirSet, folder: Path, encoder: Encoder, progress: Progress = silent
) -> dict[str, str]:
    """Make an index of the documents, and return each one's id by its id as a letter."""
    with TemporaryDirectory(prefix="beir-") as scratch:
        letters = Path(scratch, "letters")
        identities = _write(found, letters)
        build_index(
            [letters],
            folder,
            encoder,
            progress=lambda done, total, _: progress("indexeren", done, total),
        )
    return identities


def beir_table(report: BeirReport) -> str:
    """Return the report as text in Dutch."""
    shown = [one for one in MEASURES if one.key in next(iter(report.figures.values()))]
    lines = [
        f"{report.name}: {report.questions} vragen, {report.documents} documenten, "
        f"{report.passages} passages",
        "Tussen haken: het interval van 95 % (bootstrap over vragen, of Wilson).",
        "",
    ]
    for group in (shown[:4], shown[4:]):
        lines.append(" " * 10 + "".join(one.heading.rjust(20) for one in group))
        for name, figures in report.figures.items():
            lines.append(name.ljust(10) + "".join(_cell(one, figures).rjust(20) for one in group))
        lines.append("")
    return "\n".join(lines)


def beir_json(report: BeirReport) -> dict[str, object]:
    """Return the report for programs."""
    return asdict(report)


def _cell(measure: Measure, figures: Mapping[str, Figure]) -> str:
    one = figures[measure.key]
    interval = f" [{number(one.low or 0)}–{number(one.high or 0)}]"
    return f"{one.value:.3f}".replace(".", ",") + interval


def _write(found: BeirSet, folder: Path) -> dict[str, str]:
    """Write each document as a letter; return its id in the set by its id as a letter.

    What a reader could guess from the text (a date, a sender) is set to nothing: the documents
    are no letters.
    """
    folder.mkdir()
    identities = {}
    for place, (identity, (title, text)) in enumerate(found.documents.items()):
        name = f"d{place:06d}"
        identities[name] = identity
        (folder / f"{name}.txt").write_text(f"{text}\n", encoding="utf-8")
        facts = {"id": name, "title": title, "date": "", "sender": ""}
        sidecar = json.dumps(facts, ensure_ascii=False)
        (folder / f"{name}.meta.json").write_text(sidecar, encoding="utf-8")
    return identities


def _rankers(retriever: Retriever) -> dict[str, Rank]:
    """Return the ways to search: plain BM25 over Dutch lemmas, each leg alone, and both."""
    from eval.systems.bm25 import dutch

    def by(mode: Mode) -> Rank:
        return lambda question, k: [hit.passage for hit in retriever.search(question, k, mode)]

    return {"bm25-nl": dutch(list(retriever.passages())).rank, **{one: by(one) for one in MODES}}


def _search(
    found: BeirSet, rank: Rank, identities: Mapping[str, str], name: str, progress: Progress
) -> dict[str, list[str]]:
    """Return the documents found for every question, best first, each once."""
    rankings = {}
    for done, (identity, question) in enumerate(found.questions.items(), start=1):
        passages = rank(question, PASSAGES)
        documents = dict.fromkeys(identities[passage.letter.id] for passage in passages)
        rankings[identity] = list(documents)
        progress(name, done, len(found.questions))
    return rankings


def _figures(found: BeirSet, rankings: Mapping[str, list[str]]) -> dict[str, Figure]:
    scores = score_rankings(found.judgements, rankings)
    figures = {}
    for measure in MEASURES:
        judged = {one: row[measure.key] for one, row in scores.items() if measure.key in row}
        if value := figure(measure, list(judged.values()), [Cluster("", one) for one in judged]):
            figures[measure.key] = value
    return figures


@contextmanager
def _opened(path: Path) -> Iterator[TextIO]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            yield file
    except (OSError, UnicodeDecodeError) as error:
        raise BadQuestions(path, 0, "kan niet worden gelezen als UTF-8") from error


def _judgements(path: Path) -> dict[str, dict[str, int]]:
    judgements: dict[str, dict[str, int]] = {}
    with _opened(path) as text:
        for line, row in enumerate(csv.reader(text, delimiter="\t"), start=1):
            if line == 1 or not row:
                continue
            try:
                judgements.setdefault(row[0], {})[row[1]] = int(row[2])
            except (IndexError, ValueError) as error:
                raise BadQuestions(path, line, "verwacht vraag, document en een getal") from error
    return judgements


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with _opened(path) as text:
        for line, content in enumerate(text, start=1):
            try:
                row = json.loads(content)
                row["_id"], row["text"]
            except (ValueError, KeyError, TypeError) as error:
                raise BadQuestions(path, line, "verwacht JSON met _id en text") from error
            yield row
