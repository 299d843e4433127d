"""The page that fetches letters from official sources, where the administrator allows that."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from html import escape
from threading import Event
from typing import Any

import gradio as gr

from corpus import Wish, taken_by
from index import Retriever
from ui import texts
from ui.chat.replies import AT_ONCE, HIDDEN, show_failure
from ui.errors import BadInput
from ui.fetching_words import SOURCES, counted
from ui.filter_options import first_day
from ui.html import rendering
from ui.html.fetched_table import fetched_table
from ui.html.letter_table import letter_table
from ui.web.letter_fetching import FIELDS, Fetching, Outcome
from ui.web.script import part_of_page

FIRST = "kamerstukken"  # the source that is chosen at first: it looks for words in whole papers
LONGEST = 200  # characters of a field


def fetch_page(retriever: Retriever, fetching: Fetching, table: gr.HTML) -> None:
    """Put the form, and what comes of it, in the open tab; ``table`` is that of all letters."""

    def show(source: str, *given: str) -> Iterator[dict[Any, Any]]:
        stop = Event()
        yield {running: stop, told: rendering.notice(texts.fetching_from(called(source))), came: ""}
        try:
            with closing(fetching.run(source, wish_of(source, given), stop)) as steps:
                for step in steps:
                    yield shown(step, source, stop)
        except BadInput as error:
            yield {told: rendering.notice(str(error), "problem")}

    def shown(step: str | Outcome, source: str, stop: Event) -> dict[Any, Any]:
        if isinstance(step, str):
            return {told: rendering.notice(texts.FETCH_STOPPING if stop.is_set() else step)}
        found = fetched_table(step.arrived, called(source))
        return {told: outcome(step), came: found, table: letter_table(retriever.letters())}

    source, fields, start, halt = form()
    told = gr.HTML(elem_id="wmo-fetch-told", js_on_load="element.setAttribute('role', 'status')")
    came = gr.HTML(
        elem_id="wmo-fetched", js_on_load=part_of_page("letters.js", "table", "'opened'")
    )
    running = gr.State(None)
    began = gr.on(
        [start.click, *(one.submit for one in fields)], show, [source, *fields],
        [running, told, came, table], concurrency_limit=None, **HIDDEN,
    )  # fmt: skip
    began.failure(show_failure, outputs=told, **HIDDEN)
    halt.click(stopping, running, told, **AT_ONCE, **HIDDEN)


def form() -> tuple[gr.Radio, list[gr.Textbox], gr.Button, gr.Button]:
    """Put the form in the open tab; return the source, the fields, and the buttons of it."""
    gr.HTML(f"<h2>{escape(texts.FETCH)}</h2><p>{escape(texts.FETCH_WHAT)}</p>")
    source = gr.Radio(
        [(f"{name}: {holds}", key) for key, (name, holds) in SOURCES.items()],
        value=FIRST, label=texts.FETCH_SOURCE, elem_id="wmo-fetch-source",
    )  # fmt: skip
    with gr.Row(elem_id="wmo-fetch-fields", elem_classes="wmo-asking"):
        fields = [
            gr.Textbox(
                value="", label=label, info=texts.FETCH_HINTS[name], max_lines=1,
                max_length=LONGEST, visible=name in taken_by(FIRST),
            )
            for name, label in FIELDS.items()
        ]  # fmt: skip
    with gr.Row(elem_classes="wmo-asking"):
        start = gr.Button(texts.FETCH_START, variant="primary", scale=0, min_width=120)
        halt = gr.Button(texts.STOP, elem_id="wmo-fetch-stop", scale=0, min_width=120)
    source.change(fields_of, source, fields, **AT_ONCE, **HIDDEN)
    return source, fields, start, halt


def fields_of(source: str) -> list[Any]:
    """Return which fields are shown for a source."""
    return [gr.update(visible=name in taken_by(source)) for name in FIELDS]


def called(source: str) -> str:
    """Return what a source is called."""
    return SOURCES[source][0]


def wish_of(source: str, given: tuple[str, ...]) -> Wish:
    """Return what is wanted of a source; fields that it does not take do not count.

    Raises:
        BadInput: there is too much in a field, or the day is none.
    """
    texts_given = {name: " ".join(one.split()) for name, one in zip(FIELDS, given, strict=True)}
    wanted = {name: one for name, one in texts_given.items() if one and name in taken_by(source)}
    for name, one in wanted.items():
        if len(one) > LONGEST:
            raise BadInput(texts.fetch_too_long(FIELDS[name], LONGEST))
    since = first_day(FIELDS["since"], wanted.get("since"))
    return Wish(**wanted | ({"since": since.isoformat()} if since else {}))


def stopping(stop: Event | None) -> str:
    """Let the fetching of this page stop, and return what is told of that."""
    if stop is None:
        return ""
    stop.set()
    return rendering.notice(texts.FETCH_STOPPING)


def outcome(done: Outcome) -> str:
    """Return what came of a run: how many letters, and one line for each problem."""
    lines = [rendering.notice(counted(done.counts), "told")] if done.counts else []
    if done.found:
        lines.append(rendering.notice(texts.fetched_found(done.found), "told"))
    if done.stopped:
        lines.append(rendering.notice(texts.FETCH_STOPPED, "told"))
    lines += [rendering.notice(one, "told") for one in done.removed]
    return "".join(lines + [rendering.notice(one, "problem") for one in done.problems])
