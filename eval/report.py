"""A report for readers, for programs, and as a verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict

from eval.measures import MEASURES, Figure, Form, Measure
from eval.outcomes import Outcome, Report
from eval.questions import Question

LABEL, COUNT, COLUMN = 35, 7, 18
"""Widths, in characters, of the label, the number of trials and one system's figures."""


class UnknownMeasure(Exception):
    """A floor under something that is not measured: which, and what there is, in Dutch."""


def table(report: Report) -> str:
    """Return the report as plain text in Dutch, at most 100 characters wide for three systems."""
    return "\n".join([*_head(report), "", *_measures(report), *_groups(report)]) + "\n"


def to_json(report: Report) -> dict[str, object]:
    """Return the report with its manifest, all figures, and what became of every question."""
    manifest = asdict(report.manifest) | {"versions": dict(report.manifest.versions)}
    return {
        "manifest": manifest,
        "systems": {
            one.name: {
                "passages": one.passages,
                "mean_passage_characters": round(one.length, 1),
                "figures": _figures(report.figures(one.name)),
                "splits": {
                    name: _figures(report.figures(one.name, split=name))
                    for name in _names(report, lambda question: question.split)
                },
                "kinds": {
                    name: _figures(report.figures(one.name, kind=name))
                    for name in _names(report, lambda question: question.kind)
                },
            }
            for one in report.contestants
        },
        "outcomes": [_outcome(outcome) for outcome in report.outcomes],
    }


def fail_under(report: Report, floors: Mapping[str, float]) -> list[str]:
    """Return one Dutch line for every floor that our own system breaks; none is good.

    For a measure of which less is better the floor is a ceiling. What was not measured fails.

    Raises:
        UnknownMeasure: there is no measure of that name.
    """
    measures = {measure.key: measure for measure in MEASURES}
    if unknown := sorted(floors.keys() - measures.keys()):
        known = ", ".join(measures)
        raise UnknownMeasure(f"Onbekende maat: {', '.join(unknown)}. Kies uit: {known}.")
    own = report.figures(report.contestants[0].name)
    verdicts = (_broken(measures[key], own.get(key), floor) for key, floor in floors.items())
    return [verdict for verdict in verdicts if verdict]


def _broken(measure: Measure, found: Figure | None, floor: float) -> str:
    """Return what is wrong; empty when nothing is."""
    if found is None:
        return f"{measure.key}: niet gemeten, grens {_number(floor)}."
    if measure.lower_is_better and found.value > floor:
        return f"{measure.key}: {_number(found.value)} is hoger dan {_number(floor)}."
    if not measure.lower_is_better and found.value < floor:
        return f"{measure.key}: {_number(found.value)} is lager dan {_number(floor)}."
    return ""


def _head(report: Report) -> Iterator[str]:
    made = report.manifest
    source = f" van {made.source}" if made.source else ""
    unanswerable = made.questions - made.answerable
    yield (
        f"Evaluatie{source}: {made.questions} vragen, waarvan {unanswerable} zonder antwoord; "
        f"{made.letters} brieven"
    )
    changed = " met wijzigingen" if made.commit.endswith("-dirty") else ""
    commit = f"; commit {made.commit[:10]}{changed}" if made.commit else ""
    digest = f"; sha256 {made.sha256[:10]}" if made.sha256 else ""
    yield f"Encoder {made.encoder}; index {made.generation}{digest}{commit}"
    yield "Tussen haken: het interval van 95 % (Wilson). n: aantal metingen."


def _measures(report: Report) -> Iterator[str]:
    names = [one.name for one in report.contestants]
    figures = [report.figures(name) for name in names]
    yield _row("", "n", names)
    yield _row("Passages", "", [str(one.passages) for one in report.contestants])
    yield _row("Tekens per passage", "", [f"{one.length:.0f}" for one in report.contestants])
    part = ""
    for measure in MEASURES:
        if measure.part != part:
            part = measure.part
            yield part
        found = [one.get(measure.key) for one in figures]
        trials = next((str(one.trials) for one in found if one), "0")
        yield _row(f"  {measure.heading}", trials, [_cell(measure, one) for one in found])


def _groups(report: Report) -> Iterator[str]:
    """Yield a second table: hit@5 of every system, and our own answers, per split and kind."""
    names = [one.name for one in report.contestants]
    yield ""
    yield _narrow("", "", [*["hit@5"] * len(names), "feiten", "terecht", "onterecht"])
    yield _narrow("Per deel en soort", "vragen", [*names, "genoemd", "geweigerd", "geweigerd"])
    for split in _names(report, lambda question: question.split):
        yield _group(report, split, split=split)
    for kind in _names(report, lambda question: question.kind):
        yield _group(report, kind, kind=kind)


def _group(report: Report, label: str, split: str = "", kind: str = "") -> str:
    names = [one.name for one in report.contestants]
    own = report.figures(names[0], split, kind)
    found = [report.figures(name, split, kind).get("hit@5") for name in names]
    found += [own.get(key) for key in ("facts", "refused", "false_refusals")]
    cells = ["-" if one is None else _number(one.value) for one in found]
    asked = sum(
        outcome.system == names[0]
        and split in ("", outcome.question.split)
        and kind in ("", outcome.question.kind)
        for outcome in report.outcomes
    )
    return _narrow(f"  {label}", str(asked), cells)


def _row(label: str, count: str, cells: list[str]) -> str:
    return (label.ljust(LABEL) + count.rjust(COUNT) + _cells(cells, COLUMN)).rstrip()


def _narrow(label: str, count: str, cells: list[str]) -> str:
    return (label.ljust(20) + count.rjust(COUNT) + _cells(cells, 11)).rstrip()


def _cells(cells: list[str], width: int) -> str:
    return "".join(cell.rjust(width) for cell in cells)


def _cell(measure: Measure, found: Figure | None) -> str:
    if found is None:
        return "-"
    if measure.form is Form.LENGTH:
        return f"{found.value:.0f}"
    if found.low is None or found.high is None:
        return _number(found.value)
    return f"{_number(found.value)} [{_number(found.low)}-{_number(found.high)}]"


def _number(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")


def _names(report: Report, group: Callable[[Question], str]) -> list[str]:
    """Return the groups of the questions, each once, in the order of the questions."""
    return list(dict.fromkeys(group(outcome.question) for outcome in report.outcomes))


def _figures(figures: Mapping[str, Figure]) -> dict[str, object]:
    return {key: asdict(found) for key, found in figures.items()}


def _outcome(outcome: Outcome) -> dict[str, object]:
    return {
        "id": outcome.question.id,
        "kind": outcome.question.kind,
        "split": outcome.question.split,
        "system": outcome.system,
        "status": outcome.status,
        "answer": outcome.answer,
        "ranking": list(outcome.ranking),
        "relevance": list(outcome.relevance),
        "scores": {key: asdict(score) for key, score in outcome.scores.items()},
    }
