"""The page that shows what the letters say to one question, year by year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from typing import Any

import gradio as gr

from index import Filter, IndexInUse, NoIndex, OtherIndex, Retriever
from qa import DamagedReader, Statement, silent, timeline
from ui import texts
from ui.chat.open_at_place import place_shown
from ui.chat.replies import HIDDEN, question_problem, show_failure
from ui.html import rendering
from ui.html.cards import link
from ui.html.place_buttons import letters_named, place_button
from ui.web.kept_questions import Kept
from ui.web.script import part_of_page

NAME = "jaren"  # of this part of the page


def years_page(retriever: Retriever, only: gr.State, kept: Kept) -> None:
    """Put a box for one question, and what the chosen letters say to it, in the open tab."""

    def show(question: str, among: Filter | None) -> Iterator[str]:
        if problem := question_problem(question):
            yield rendering.notice(problem, "problem")
            return
        yield rendering.notice(texts.STEPS["search"])
        try:
            found = timeline(" ".join(question.split()), retriever, among)
        except (DamagedReader, IndexInUse, NoIndex, OtherIndex) as error:
            yield rendering.notice(str(error), "problem")
            return
        recorded = kept.record_years(question, found, retriever.generation)
        problem = "" if recorded else rendering.notice(texts.NOT_RECORDED, "problem")
        nothing = texts.NOTHING_CHOSEN if among else texts.NOTHING_IN_TIME
        others = silent(found, retriever, among)
        yield problem + years(question, found, nothing) + letters_named(texts.SILENT, others)

    with gr.Row(elem_id="wmo-ask-years", elem_classes="wmo-asking"):
        box = gr.Textbox(
            label=texts.YEARS_LABEL, placeholder=texts.YEARS_HINT, max_lines=6, scale=5
        )
        button = gr.Button(texts.YEARS_ASK, variant="primary", scale=0, min_width=120)
    shown = gr.HTML(elem_id="wmo-years", js_on_load=part_of_page("reader.js", "places", "'opened'"))
    place_shown(NAME, shown, retriever)
    asked: dict[str, Any] = {"inputs": [box, only], "outputs": shown, **HIDDEN}
    answering = gr.on([box.submit, button.click], show, **asked)
    answering.failure(show_failure, outputs=shown, **HIDDEN)


def years(question: str, found: Sequence[Statement], nothing: str = texts.NOTHING_IN_TIME) -> str:
    """Return what each letter says, in order of time, under its year; ``nothing`` for no letter."""
    asked = f'<h2 class="wmo-question">{escape(" ".join(question.split()))}</h2>'
    if not found:
        return f'{asked}<p class="wmo-status">{escape(nothing)}</p>'
    parts = [asked]
    for year, told in groupby(found, key=_year):
        parts.append(f"<h3>{escape(year)}</h3>{''.join(map(_told, told))}")
    return "".join(parts)


def _year(statement: Statement) -> str:
    date = statement.citations[0].letter.date
    return str(date.year) if date else texts.NO_DATE


def _told(statement: Statement) -> str:
    citation = statement.citations[0]
    date = citation.letter.date
    day = date.in_words() if date else texts.NO_DATE
    return (
        f'<article class="wmo-card"><p class="wmo-statement">{escape(statement.text)}</p>'
        f'<p class="wmo-facts">{escape(day)} · {escape(citation.letter.name)}'
        f'<cite class="wmo-official">{escape(citation.formatted)}</cite></p>'
        f"{place_button(NAME, citation)}{link(citation.letter)}</article>"
    )
