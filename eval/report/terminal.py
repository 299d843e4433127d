"""A report for readers of a terminal, in Dutch, at most 100 characters wide."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from eval.measures.measures import MEASURES, Figure, Form, Measure
from eval.question_set import Question
from eval.runs.comparing import Change, Comparison, against_baselines
from eval.runs.outcomes import Report

WIDTH = 100
LABEL = 14
GROUP = 36
GROUPS = ("hit@5", "ndcg@10", "all_facts", "false_answers", "false_refusals")
_Figures = dict[str, dict[str, Figure]]


def table(report: Report) -> str:
    """Return the whole report as plain text."""
    found = {one.name: report.figures(one.name) for one in report.contestants}
    parts = [*_head(report), "", *_blocks(found), *_compared(report), *_groups(report)]
    return "\n".join(line.rstrip() for line in parts) + "\n"


def comparison(compared: Sequence[Comparison], changes: Sequence[Change]) -> str:
    """Return what two runs differ in: the measures, then the questions."""
    lines = ["Alleen maten die veranderden. p: gepaarde randomisatietoets, na Holm.", ""]
    lines.append(_row("Stelsel", ["maat", "vragen", "was", "is", "verschil", "p", "kleinste"]))
    lines += [_difference(one) for one in compared if one.difference]
    lines += ["", f"{len(changes)} antwoorden of ranglijsten veranderden."]
    for change in changes:
        old, new = change.first, change.second
        ranks = f"rang {_rank(old.relevance)} -> {_rank(new.relevance)}"
        verdict = f"{old.verdict or '-'} -> {new.verdict or '-'}"
        name = f"{new.system:<11} {new.question.id:<8} {verdict:<24} {ranks:<16}"
        lines.append(f"{name} {new.question.question}"[:WIDTH])
    return "\n".join(line.rstrip() for line in lines) + "\n"


def number(value: float) -> str:
    """Return a number as Dutch readers write it, with two decimals."""
    return f"{value:.2f}".replace(".", ",")


def names(report: Report, group: Callable[[Question], str]) -> list[str]:
    """Return the groups of the questions, each once, in the order of the questions."""
    found = dict.fromkeys(group(outcome.question) for outcome in report.outcomes)
    return [name for name in found if name]


def _head(report: Report) -> Iterator[str]:
    made = report.manifest
    source = f" van {made.source}" if made.source else ""
    split = f", deel {split}" if (split := dict(made.settings).get("split")) else ""
    unanswerable = made.questions - made.answerable
    yield (
        f"Evaluatie{source}{split}: {made.questions} vragen, waarvan {unanswerable} zonder "
        f"antwoord; {made.letters} brieven"
    )
    changed = " met wijzigingen" if made.commit.endswith("-dirty") else ""
    commit = f"; commit {made.commit[:10]}{changed}" if made.commit else ""
    digest = f"; sha256 {made.sha256[:10]}" if made.sha256 else ""
    yield f"Encoder {made.encoder}; index {made.generation}{digest}{commit}"
    speed = report.costs.indexing
    yield f"Geheugen hoogstens {report.costs.memory:.0f} MiB" + (
        f"; indexeren {number(speed)} s per 1.000 passages" if speed else ""
    )
    yield "Tussen haken: het interval van 95 % (Wilson, of bootstrap over brieven). n: metingen."


def _blocks(found: _Figures) -> Iterator[str]:
    """Yield the measures part by part, as many beside each other as fit."""
    for part in dict.fromkeys(measure.part for measure in MEASURES):
        columns: list[list[str]] = []
        rows = _rows(part, found)
        for measure in (one for one in MEASURES if one.part == part):
            column = _column(measure, [found[name] for name in rows])
            if columns and _wide([*columns, column]) > WIDTH:
                yield from _block(part, rows, columns)
                columns = []
            columns.append(column)
        if rows:
            yield from _block(part, rows, columns)
        if twins := _twins(part, found, rows):
            yield f"  Gelijk aan een stelsel hierboven: {', '.join(twins)}."
            yield ""


def _twins(part: str, found: _Figures, rows: Sequence[str]) -> list[str]:
    """Return the systems that the part is about and that were left out."""
    keys = [one.key for one in MEASURES if one.part == part]
    return [name for name, here in found.items() if name not in rows and any(map(here.get, keys))]


def _rows(part: str, found: _Figures) -> list[str]:
    """Return the systems that a part is about; one that does in it as another did is left out."""
    keys = [one.key for one in MEASURES if one.part == part]
    seen: list[list[Figure | None]] = []
    rows = []
    for name, figures in found.items():
        here = [figures.get(key) for key in keys]
        if any(here) and here not in seen:
            seen.append(here)
            rows.append(name)
    return rows


def _column(measure: Measure, figures: Sequence[dict[str, Figure]]) -> list[str]:
    found = [one.get(measure.key) for one in figures]
    trials = next((str(one.trials) for one in found if one), "0")
    return [measure.heading, trials, *(_cell(measure, one) for one in found)]


def _wide(columns: Sequence[Sequence[str]]) -> int:
    return LABEL + sum(2 + max(map(len, column)) for column in columns)


def _block(part: str, rows: Sequence[str], columns: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [2 + max(map(len, column)) for column in columns]
    for number_, label in enumerate([part, "  n", *(f"  {name}" for name in rows)]):
        cells = (one[number_].rjust(width) for one, width in zip(columns, widths, strict=True))
        yield label.ljust(LABEL) + "".join(cells)
    yield ""


def _cell(measure: Measure, found: Figure | None) -> str:
    if found is None:
        return "-"
    shown = _whole if measure.form in (Form.TIME, Form.NUMBER) and found.value >= 10 else number
    if found.low is None or found.high is None:
        return shown(found.value)
    return f"{shown(found.value)} [{shown(found.low)}–{shown(found.high)}]"


def _whole(value: float) -> str:
    return f"{value:.0f}"


def _compared(report: Report) -> Iterator[str]:
    """Yield our own system beside each baseline; a star marks more than chance."""
    compared = against_baselines(report)
    if not compared:
        return
    own = report.contestants[0].name
    yield f"{own} tegenover elk ander stelsel (p: gepaarde randomisatietoets, na Holm; * onder 5 %;"
    yield "kleinste: het kleinste verschil dat deze vragen met 80 % kans laten zien)"
    yield _row("", ["maat", "vragen", "ander", "eigen", "verschil", "p", "kleinste"])
    yield from (_difference(one) for one in compared)
    yield ""


def _difference(one: Comparison) -> str:
    mark = "*" if one.real else " "
    chance = f"{max(one.corrected, 0.001):.3f}".replace(".", ",") + mark
    figures = [number(one.first), number(one.second), f"{one.difference:+.2f}".replace(".", ",")]
    cells = [one.key, str(one.questions), *figures, chance, number(one.smallest)]
    return _row(f"  {one.system}", cells)


def _groups(report: Report) -> Iterator[str]:
    """Yield our own figures per split, kind and letter."""
    measures = [one for one in MEASURES if one.key in GROUPS]
    widths = [len(one.heading) + 2 for one in measures]
    headings = "".join(
        one.heading.rjust(width) for one, width in zip(measures, widths, strict=True)
    )
    yield f"{report.contestants[0].name} per groep".ljust(GROUP) + "n".rjust(4) + headings
    groups = (
        *(("split", name) for name in names(report, lambda one: one.split)),
        *(("kind", name) for name in names(report, lambda one: one.kind)),
        *(("letter", name) for name in names(report, lambda one: one.letter)),
    )
    for group, name in groups:
        chosen = {group: name}
        found = report.figures(report.contestants[0].name, **chosen)
        count = len(report.of(report.contestants[0].name, **chosen))
        shown = (found.get(measure.key) for measure in measures)
        cells = ("-" if one is None else number(one.value) for one in shown)
        row = "".join(cell.rjust(width) for cell, width in zip(cells, widths, strict=True))
        yield f"  {name[: GROUP - 3]}".ljust(GROUP) + str(count).rjust(4) + row


def _row(label: str, cells: Sequence[str]) -> str:
    return label.ljust(LABEL) + "".join(cell.rjust(11) for cell in cells)


def _rank(relevance: Sequence[bool]) -> str:
    return next((str(rank) for rank, good in enumerate(relevance, start=1) if good), "-")
