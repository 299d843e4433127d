"""The report as one self-contained page of HTML, in Dutch with a switch to English."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from importlib.resources import files

from eval.measures.measures import MEASURES, Figure, Form, Measure
from eval.report.failures import failures
from eval.report.plots import Bar, Line, bars, curves
from eval.report.terminal import names
from eval.report.wording import PARTS, both, heading, paragraph
from eval.runs.comparing import against_baselines
from eval.runs.outcomes import Report, curve, figures, trust

PLOTTED = ("ndcg@10", "cite_recall", "all_facts", "false_answers", "false_refusals")
GROUPED = ("hit@5", "ndcg@10", "cite_recall", "facts", "all_facts", "false_answers")
IDEAL = "ideaal / ideal"
_Figures = Mapping[str, Mapping[str, Figure]]


def page(report: Report) -> str:
    """Return the page; it asks nothing of any other host and runs no script."""
    style = files("eval.report").joinpath("page.css").read_text(encoding="utf-8")
    found = {one.name: report.figures(one.name) for one in report.contestants}
    own = report.contestants[0].name
    body = [
        *_head(report),
        *_plots(found),
        _risk(report),
        _trust(report),
        *_tables(found),
        _comparisons(report),
        *_groups(report, own, "kind", "Per soort vraag", "By kind of question"),
        *_groups(report, own, "letter", "Per brief", "By letter"),
        *_groups(report, own, "split", "Per deel", "By split"),
        failures(report.of(own)),
    ]
    return (
        '<!DOCTYPE html>\n<html lang="nl">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Evaluatie {escape(report.manifest.source)}</title>\n"
        f"<style>\n{style}</style>\n</head>\n<body>\n<main>\n" + "\n".join(body) + "\n</main>\n"
        "</body>\n</html>\n"
    )


def _head(report: Report) -> Iterator[str]:
    made = report.manifest
    yield f"<h1>{both('Evaluatie', 'Evaluation')}: {escape(made.source)}</h1>"
    yield (
        f"<fieldset><legend>{both('Taal', 'Language')}</legend>"
        '<label><input type="radio" name="language" checked> Nederlands</label> '
        '<label lang="en"><input type="radio" name="language" id="english"> English</label>'
        "</fieldset>"
    )
    unanswerable = made.questions - made.answerable
    yield paragraph(
        f"{made.questions} vragen, waarvan {unanswerable} zonder antwoord, over {made.letters} "
        "brieven. Tussen haken het interval van 95 %: Wilson voor een aandeel, bootstrap over "
        "brieven voor een gemiddelde. Een vraag zonder antwoord van het stelsel telt overal mee.",
        f"{made.questions} questions, of which {unanswerable} without an answer, about "
        f"{made.letters} letters. In brackets the 95 % interval: Wilson for a rate, bootstrap over "
        "letters for a mean. A question that a system does not answer counts everywhere.",
    )
    yield _manifest(report)


def _manifest(report: Report) -> str:
    made, costs = report.manifest, report.costs
    rows = {
        "sha256": made.sha256,
        "encoder": made.encoder,
        "commit": made.commit,
        "code": made.code,
        **dict(made.settings),
        **dict(made.machine),
        "MiB": f"{costs.memory:.0f}",
        "s / 1000 passages": "-" if costs.indexing is None else f"{costs.indexing:.1f}",
        **dict(made.versions),
    }
    cells = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td>{escape(value or "-")}</td></tr>'
        for name, value in rows.items()
    )
    summary = both("Waarmee dit is gemaakt", "What made this")
    return f"<details><summary>{summary}</summary><table><tbody>{cells}</tbody></table></details>"


def _plots(found: _Figures) -> Iterator[str]:
    yield heading(2, "In één oogopslag", "At a glance")
    for measure in (one for one in MEASURES if one.key in PLOTTED):
        rows = [
            Bar(name, one.value, one.low, one.high)
            for name, here in found.items()
            if (one := here.get(measure.key))
        ]
        if rows:
            yield _measure_heading(3, measure)
            yield bars(f"{measure.heading} / {measure.english}", rows)


def _measure_heading(level: int, measure: Measure) -> str:
    part = measure.part, PARTS[measure.part]
    lower = (" (minder is beter)", " (less is better)") if measure.lower_is_better else ("", "")
    dutch, english = (
        f"{one}: {name.lstrip('- ')}{less}"
        for one, name, less in zip(part, (measure.heading, measure.english), lower, strict=True)
    )
    return heading(level, dutch, english)


def _risk(report: Report) -> str:
    lines = [Line(one.name, curve(report.of(one.name))) for one in report.contestants]
    shown = [line for line in lines if line.points]
    if not shown:
        return ""
    return (
        heading(2, "Risico en dekking", "Risk and coverage")
        + paragraph(
            "De zekerste vragen eerst beantwoord: welk deel daarvan is niet helemaal goed?",
            "When the surest questions are answered first: which share is not wholly right?",
        )
        + curves("Risico / risk", "dekking / coverage", "risico / risk", shown)
    )


def _trust(report: Report) -> str:
    """Return how often an answer is right beside how sure it was."""
    own = report.contestants[0].name
    bins = trust(report.of(own))
    if not bins:
        return ""
    points = [(sure, right) for sure, right, _ in bins]
    shown = [
        Line(IDEAL, ((0.0, 0.0), (1.0, 1.0))),
        Line(own, points, [answers for *_, answers in bins]),
    ]
    return (
        heading(2, "Betrouwbaarheid", "Reliability")
        + paragraph(
            "Van de antwoorden met een zekerheid van 0,9 moeten er negen van de tien helemaal goed "
            "zijn. Bij elk punt staat het aantal antwoorden.",
            "Of the answers with a confidence of 0.9, nine in ten ought to be wholly right. Each "
            "point has the number of answers.",
        )
        + curves("Betrouwbaarheid / reliability", "zekerheid / confidence", "goed / right", shown)
    )


def _tables(found: _Figures) -> Iterator[str]:
    yield heading(2, "Alle maten", "All measures")
    for part, english in PARTS.items():
        measures = [one for one in MEASURES if one.part == part]
        rows = {name: here for name, here in found.items() if any(m.key in here for m in measures)}
        if rows:
            yield _table(both(part, english), both("Stelsel", "System"), measures, rows)


def _table(caption: str, first: str, measures: Sequence[Measure], rows: _Figures) -> str:
    head = "".join(f'<th scope="col">{both(one.heading, one.english)}</th>' for one in measures)
    body = "".join(
        f'<tr><th scope="row">{escape(name)}</th>'
        + "".join(_cell(one, here.get(one.key)) for one in measures)
        + "</tr>"
        for name, here in rows.items()
    )
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{_plain(caption)}"><table>'
        f'<caption>{caption}</caption><thead><tr><th scope="col">{first}</th>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _plain(caption: str) -> str:
    """Return a caption without its marks, for an attribute."""
    return escape(caption.split(">")[1].split("<")[0] if "<" in caption else caption)


def _cell(measure: Measure, found: Figure | None) -> str:
    if found is None:
        return '<td class="number">-</td>'
    shown: Callable[[float], str] = "{:.0f}".format if found.value >= 10 else "{:.2f}".format
    interval = ""
    if measure.form is not Form.TIME and found.low is not None and found.high is not None:
        interval = f" <small>[{shown(found.low)}–{shown(found.high)}]</small>"
    return f'<td class="number">{shown(found.value)}{interval}</td>'


def _comparisons(report: Report) -> str:
    rows = "".join(
        f'<tr><th scope="row">{escape(one.system)}</th><td>{escape(one.key)}</td>'
        + "".join(
            f'<td class="number">{cell}</td>'
            for cell in (
                str(one.questions),
                f"{one.difference:+.2f}",
                f"{one.corrected:.3f}{'*' if one.real else ''}",
                f"{one.smallest:.2f}",
            )
        )
        + "</tr>"
        for one in against_baselines(report)
    )
    if not rows:
        return ""
    columns = (
        ("Stelsel", "System"),
        ("Maat", "Measure"),
        ("Vragen", "Questions"),
        ("Verschil", "Difference"),
        ("p (Holm)", "p (Holm)"),
        ("Kleinste", "Smallest"),
    )
    head = "".join(f'<th scope="col">{both(*one)}</th>' for one in columns)
    return (
        heading(2, "Verschil met de andere stelsels", "Difference with the other systems")
        + paragraph(
            "Gepaarde randomisatietoets; * is meer dan toeval. Kleinste: het verschil dat deze "
            "vragen met 80 % kans laten zien.",
            "Paired randomisation test; * is more than chance. Smallest: the difference that "
            "these questions would show with a chance of 80 %.",
        )
        + '<div class="scroll" tabindex="0" role="region" aria-label="p (Holm)"><table>'
        + f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _groups(report: Report, own: str, group: str, dutch: str, english: str) -> Iterator[str]:
    groups = names(report, lambda question: str(getattr(question, group)))
    rows = {
        f"{name} ({len(chosen)})": figures(chosen)
        for name in groups
        if (chosen := report.of(own, **{group: name}))
    }
    yield heading(2, dutch, english)
    shown = [
        Bar(name, one.value, one.low, one.high)
        for name, here in rows.items()
        if (one := here.get("all_facts") or here.get("false_answers"))
    ]
    yield paragraph(
        "Aandeel met alle feiten; bij vragen zonder antwoord het aandeel valse antwoorden.",
        "Share with all facts; for questions without an answer the share of false answers.",
    )
    yield bars(f"{dutch} / {english}", shown)
    measures = [one for one in MEASURES if one.key in GROUPED]
    yield _table(both(dutch, english), both("Groep", "Group"), measures, rows)
