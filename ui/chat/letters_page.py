"""The page with all letters: to look up, add, correct and remove them."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

import gradio as gr

from corpus import Letter
from index import IndexInUse, NoIndex, OtherIndex, Retriever
from ui import texts
from ui.chat.open_at_place import place_shown
from ui.chat.replies import AT_ONCE, HIDDEN
from ui.errors import BadInput
from ui.html import rendering
from ui.html.letter_as_understood import NAME, Allowed, letter_view, paper_text
from ui.html.letter_table import letter_table
from ui.letter_corrections import FIELDS, paper_of_parliament
from ui.web.letter_changes import Shelf
from ui.web.script import part_of_page
from ui.web.uploads import PLACE

SCRIPT = "letters.js"
EXPECTED = (BadInput, IndexInUse, NoIndex, OtherIndex, OSError)


def letters_page(retriever: Retriever, shelf: Shelf | None) -> gr.HTML:
    """Put the page with letters in the open tab and return its table; no shelf: only to read."""

    def opened(event: gr.EventData) -> str:
        return view_of(str(event._data["letter"]), retriever, shelf)

    def brought(event: gr.EventData) -> Iterator[tuple[str, Any]]:
        yield from added(event._data["tickets"], event._data["problems"], retriever, shelf)

    def corrected(event: gr.EventData) -> tuple[str, Any, Any]:
        identity = str(event._data["letter"])
        return changed(identity, event._data["fields"], retriever, shelf)

    def removed(event: gr.EventData) -> tuple[str, Any, Any]:
        return gone(str(event._data["letter"]), retriever, shelf)

    table = gr.HTML(
        letter_table(retriever.letters()), elem_id="wmo-letters",
        js_on_load=part_of_page(SCRIPT, "table", "'opened'"),
    )  # fmt: skip
    if shelf:
        drop = gr.HTML(
            drop_zone(shelf),
            elem_id="wmo-add",
            js_on_load=part_of_page(SCRIPT, "dropping", "'brought'"),
        )
    told = gr.HTML(elem_id="wmo-letters-told", js_on_load="element.setAttribute('role', 'status')")
    view = gr.HTML(
        elem_id="wmo-letter",
        js_on_load=part_of_page(SCRIPT, "letter", "'closed' 'opened' 'corrected' 'removed'"),
    )
    place = place_shown(NAME, view, retriever)
    table.opened(opened, outputs=view, **AT_ONCE, **HIDDEN)
    view.closed(lambda: "", outputs=view, **AT_ONCE, **HIDDEN)
    view.change(lambda: "", outputs=place, **AT_ONCE, **HIDDEN)
    if shelf:
        drop.brought(brought, outputs=[told, table], **HIDDEN)
        view.corrected(corrected, outputs=[told, table, view], **AT_ONCE, **HIDDEN)
        view.removed(removed, outputs=[told, table, view], **AT_ONCE, **HIDDEN)
    return table


def view_of(identity: str, retriever: Retriever, shelf: Shelf | None) -> str:
    """Return the letter with an id as it was understood, or that it has gone."""
    letter = _letter(identity, retriever)
    file = retriever.files().get(identity)
    if not letter or not file:
        return rendering.notice(texts.LETTER_GONE, "problem")
    allowed = Allowed(shelf is not None, shelf is not None and shelf.owns(file))
    return letter_view(letter, file, allowed, retriever.other_files(identity))


def added(
    tickets: list[str], problems: list[str], retriever: Retriever, shelf: Shelf | None
) -> Iterator[tuple[str, Any]]:
    """Yield what is told while letters are added, and the table when that is done."""
    if not shelf:
        return
    for step in shelf.add([str(one) for one in tickets]):
        if isinstance(step, str):
            yield rendering.notice(step), gr.skip()
        else:
            told = outcome(step.names, [*map(str, problems), *step.problems])
            yield told, letter_table(retriever.letters())


def outcome(names: list[str], problems: list[str]) -> str:
    """Return what came of adding letters: how many, and one line for each problem."""
    lines = [rendering.notice(texts.letters_added(len(names)))] if names else []
    return "".join(lines + [rendering.notice(one, "problem") for one in problems])


def changed(
    identity: str, fields: dict[str, str], retriever: Retriever, shelf: Shelf | None
) -> tuple[str, Any, Any]:
    """Correct a letter; return what is told, the table and the letter, as they are then."""
    letter = _letter(identity, retriever)
    try:
        if not shelf or not letter:
            raise BadInput(texts.LETTER_GONE)
        corrections = corrections_of(letter, fields)
        if not corrections:
            return rendering.notice(texts.NOTHING_CHANGED), gr.skip(), gr.skip()
        shelf.correct(identity, corrections)
    except EXPECTED as error:
        return rendering.notice(str(error), "problem"), gr.skip(), gr.skip()
    told = rendering.notice(texts.KEPT)
    return told, letter_table(retriever.letters()), view_of(identity, retriever, shelf)


def corrections_of(letter: Letter, fields: dict[str, str]) -> dict[str, object]:
    """Return the fields of a form that differ from what is known, as a sidecar has them.

    Raises:
        BadInput: the number in parliament is none.
    """
    date = letter.date.isoformat() if letter.date else ""
    found: dict[str, object] = {}
    for name in FIELDS:
        now = date if name == "date" else getattr(letter, name)
        given = str(fields.get(name, now)).strip()
        if given != now:
            found[name] = given
    paper = str(fields.get("kamerstuk", "")).strip()
    if paper and paper != paper_text(letter):
        found |= paper_of_parliament(paper)
    return found


def gone(identity: str, retriever: Retriever, shelf: Shelf | None) -> tuple[str, Any, Any]:
    """Remove a letter; return what is told, the table and what is shown in its place."""
    try:
        if not shelf:
            raise BadInput(texts.LETTER_GONE)
        shelf.remove(identity)
    except EXPECTED as error:
        return rendering.notice(str(error), "problem"), gr.skip(), gr.skip()
    return rendering.notice(texts.REMOVED), letter_table(retriever.letters()), ""


def drop_zone(shelf: Shelf) -> str:
    """Return the place to choose files or to drop them on."""
    most = shelf.upload.most_files
    data = {
        "place": PLACE,
        "most": str(most),
        "many": texts.too_many_files(most),
        "failed": texts.CHANGE_FAILED,
        "sending": texts.SENDING,
    }
    given = " ".join(f'data-{name}="{escape(value)}"' for name, value in data.items())
    return (
        f'<div class="wmo-drop" {given}><h3>{escape(texts.ADD_LETTERS)}</h3>'
        f'<label class="wmo-primary">{escape(texts.CHOOSE_FILES)}'
        '<input type="file" class="wmo-unseen" multiple></label>'
        f"<p>{escape(texts.DROP_FILES)} {escape(texts.limits(shelf.upload.most_megabytes, most))}"
        '</p><p class="wmo-sending" role="status"></p></div>'
    )


def _letter(identity: str, retriever: Retriever) -> Letter | None:
    return next((one for one in retriever.letters() if one.id == identity), None)
