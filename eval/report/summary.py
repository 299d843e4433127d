"""A report for programs, and as a verdict."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict
from pathlib import Path

from eval.measures.measures import MEASURES, Figure, Measure
from eval.report.terminal import names, number
from eval.runs.comparing import against_baselines
from eval.runs.journal import QUESTIONS, SUMMARY, manifest_row
from eval.runs.outcomes import Report, curve, trust
from eval.runs.records import to_row

PAGE = "report.html"


class UnknownMeasure(Exception):
    """A floor under something that is not measured: which, and what there is, in Dutch."""


def to_json(report: Report) -> dict[str, object]:
    """Return the report with its manifest, all figures and all comparisons."""
    return {
        "manifest": manifest_row(report.manifest),
        "finished": True,
        "costs": asdict(report.costs),
        "systems": {
            one.name: {
                "passages": one.passages,
                "mean_passage_characters": round(one.length, 1),
                "figures": _figures(report.figures(one.name)),
                "risk_coverage": curve(report.of(one.name)),
                "reliability": trust(report.of(one.name)),
                **{plural: _grouped(report, one.name, group) for group, plural in _GROUPS.items()},
            }
            for one in report.contestants
        },
        "comparisons": [asdict(one) for one in against_baselines(report)],
    }


def write(report: Report, folder: Path) -> None:
    """Write ``summary.json``, ``questions.jsonl`` and ``report.html``."""
    from eval.report.page import page

    folder.mkdir(parents=True, exist_ok=True)
    summary = json.dumps(to_json(report), ensure_ascii=False, indent=1)
    (folder / SUMMARY).write_text(summary, encoding="utf-8")
    rows = (json.dumps(to_row(one), ensure_ascii=False) for one in report.outcomes)
    (folder / QUESTIONS).write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
    (folder / PAGE).write_text(page(report), encoding="utf-8")


def fail_under(report: Report, floors: Mapping[str, float]) -> list[str]:
    """Return one Dutch line for every floor that our own system breaks; none is good.

    For a measure of which less is better the floor is a ceiling. What was not measured fails.

    Raises:
        UnknownMeasure: there is no measure of that name.
    """
    measures = known_measures(floors)
    own = report.figures(report.contestants[0].name)
    found = {key: one.value for key, one in own.items()}
    return broken_floors(
        found, floors, [one.key for one in measures.values() if one.lower_is_better]
    )


def broken_floors(
    found: Mapping[str, float], floors: Mapping[str, float], ceilings: Collection[str]
) -> list[str]:
    """Return one Dutch line for every floor that is broken; those in ``ceilings`` are ceilings."""
    verdicts = (
        _broken(key, found.get(key), floor, key in ceilings) for key, floor in floors.items()
    )
    return [verdict for verdict in verdicts if verdict]


def known_measures(floors: Mapping[str, float]) -> dict[str, Measure]:
    """Return the measures by key; to be asked before a run that takes minutes.

    Raises:
        UnknownMeasure: a floor is under none of them.
    """
    measures = {measure.key: measure for measure in MEASURES}
    if unknown := sorted(floors.keys() - measures.keys()):
        known = ", ".join(measures)
        raise UnknownMeasure(f"Onbekende maat: {', '.join(unknown)}. Kies uit: {known}.")
    return measures


def _broken(key: str, found: float | None, floor: float, ceiling: bool) -> str:
    """Return what is wrong; empty when nothing is."""
    if found is None:
        return f"{key}: niet gemeten, grens {number(floor)}."
    if ceiling and found > floor:
        return f"{key}: {number(found)} is hoger dan {number(floor)}."
    if not ceiling and found < floor:
        return f"{key}: {number(found)} is lager dan {number(floor)}."
    return ""


_GROUPS = {"split": "splits", "kind": "kinds", "letter": "letters"}


def _grouped(report: Report, system: str, group: str) -> dict[str, object]:
    found = names(report, lambda question: str(getattr(question, group)))
    return {name: _figures(report.figures(system, **{group: name})) for name in found}


def _figures(figures: Mapping[str, Figure]) -> dict[str, object]:
    return {key: asdict(found) for key, found in figures.items()}
