"""One letter as it was understood, with forms to correct and to remove it, as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from corpus import Letter
from qa import Statement, summary
from ui import texts
from ui.export.letter_particulars import facts, parts
from ui.html.letter_text import whole
from ui.html.place_buttons import place_button

NAME = "samenvatting"  # of this part of the page

LEVELS = ("", "rijk", "gemeente", "provincie", "overig")


@dataclass(frozen=True, slots=True)
class Allowed:
    """What may be done with a letter: corrected, removed, and whether its file goes with it."""

    change: bool = False
    file_goes: bool = False


def letter_view(letter: Letter, file: Path, allowed: Allowed, others: Sequence[Path] = ()) -> str:
    """Return a letter with what is known of it, its text, and forms for what may be done.

    ``others`` are files that hold it as well.
    """
    known = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>"
        for name, value in facts(letter, Path(file.name), others)
    )
    details = _summary(letter) + "".join(_part(name, lines) for name, lines in parts(letter))
    forms = _correcting(letter) + _removing(allowed.file_goes) if allowed.change else ""
    return (
        f'<section class="wmo-letter" data-letter="{escape(letter.id)}" '
        f'aria-label="{escape(texts.LETTER)}"><h2 tabindex="-1">{escape(letter.name)}</h2>'
        f'<p class="wmo-acts"><button type="button" data-act="close">{escape(texts.CLOSE)}</button>'
        f'</p><dl class="wmo-known">{known}</dl>{details}{_text(letter)}{forms}</section>'
    )


def paper_text(letter: Letter) -> str:
    """Return a letter's number in parliament as a form has it; empty when there is none."""
    paper = letter.kamerstuk
    found = (paper.dossier, paper.number, paper.session) if paper else ()
    return "/".join(part for part in found if part)


def _part(name: str, lines: Sequence[str]) -> str:
    if not lines:
        return ""
    shown = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<details><summary>{escape(name)}</summary><ul>{shown}</ul></details>"


def _summary(letter: Letter) -> str:
    """Return the letter in its own sentences, each with a button that opens it at its place."""
    told = summary(letter)
    shown = "".join(
        f"<h3>{escape(name)}</h3><ul>{''.join(map(_told, found))}</ul>"
        for name, found in ((texts.OUTLINE, told.parts), (texts.PROMISED, told.promised))
        if found
    )
    return f"<details><summary>{escape(texts.SUMMARY)}</summary>{shown}</details>" if shown else ""


def _told(statement: Statement) -> str:
    lines = "<br>".join(escape(" ".join(one.quote.split())) for one in statement.citations)
    return f"<li>{lines} {place_button(NAME, statement.citations[-1])}</li>"


def _text(letter: Letter) -> str:
    return f"<details><summary>{escape(texts.WHOLE_TEXT)}</summary>{whole(letter)}</details>"


def _correcting(letter: Letter) -> str:
    """Return the form with what is known, each field as it can be corrected."""
    values = (
        ("title", texts.SUBJECT, letter.title, ""),
        ("date", texts.DATE, letter.date.isoformat() if letter.date else "", texts.DATE_FORM),
        ("kind", texts.KIND, letter.kind, texts.KIND_FORM),
        ("sender", texts.SENDER, letter.sender, ""),
        ("recipient", texts.RECIPIENT, letter.recipient, ""),
        ("reference", texts.REFERENCE, letter.reference, ""),
        ("kamerstuk", "Kamerstuk", paper_text(letter), texts.PAPER_FORM),
        ("url", texts.ADDRESS, letter.url, texts.ADDRESS_FORM),
    )
    fields = "".join(_field(*one) for one in values)
    options = "".join(
        f'<option value="{level}"{" selected" if level == letter.level else ""}>'
        f"{escape(level or texts.UNKNOWN)}</option>"
        for level in LEVELS
    )
    return (
        f'<details class="wmo-correct"><summary>{escape(texts.CORRECT)}</summary>'
        f'<form data-act="correct">{fields}'
        f'<label>{escape(texts.LEVEL)}<select name="level">{options}</select></label>'
        f'<button class="wmo-primary">{escape(texts.KEEP)}</button></form></details>'
    )


def _field(name: str, label: str, value: str, hint: str) -> str:
    told = f'<span class="wmo-hint">{escape(hint)}</span>' if hint else ""
    return (
        f'<label><span>{escape(label)} {told}</span><input name="{name}" value="{escape(value)}" '
        'maxlength="500" autocomplete="off"></label>'
    )


def _removing(file_goes: bool) -> str:
    """Return the button to remove a letter, and the window that asks whether that is meant."""
    what = texts.REMOVES_FILE if file_goes else texts.REMOVES_FROM_INDEX
    return (
        f'<p><button type="button" data-act="ask">{escape(texts.REMOVE)}</button></p>'
        '<dialog aria-labelledby="wmo-sure" aria-describedby="wmo-removes">'
        f'<h3 id="wmo-sure">{escape(texts.REMOVE_SURE)}</h3><p id="wmo-removes">{escape(what)}</p>'
        f'<button type="button" data-act="remove" class="wmo-primary">{escape(texts.REMOVE)}'
        f'</button> <button type="button" data-act="keep" autofocus>{escape(texts.KEEP_LETTER)}'
        "</button></dialog>"
    )
