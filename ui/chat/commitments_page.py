"""The page with what is promised in the letters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import gradio as gr

from corpus import Letter
from index import Filter, Retriever
from qa import Commitment, commitments, followed
from ui import texts
from ui.chat.open_at_place import place_shown
from ui.chat.replies import HIDDEN, show_failure
from ui.html import rendering
from ui.html.commitment_table import NAME, commitment_table
from ui.html.place_buttons import letters_named
from ui.web.script import part_of_page


def commitments_page(retriever: Retriever, tab: gr.Tab, only: gr.State) -> None:
    """Put the commitments of the chosen letters in the open tab, found when it is opened."""
    known: dict[int, list[Commitment]] = {}  # by the generation of the index: it takes seconds

    def show(among: Filter | None) -> Iterator[str]:
        letters = retriever.letters()  # before the generation: this notices a changed index
        generation = retriever.generation
        if generation not in known:
            yield rendering.notice(texts.READING_COMMITMENTS)
            found = commitments(letters)
            yield shown_of(chosen(found, among), letters, among, texts.LOOKING)
            known.clear()
            known[generation] = followed(found, retriever)
        yield shown_of(chosen(known[generation], among), letters, among)

    shown = gr.HTML(
        elem_id="wmo-commitments", js_on_load=part_of_page("letters.js", "table", "'opened'")
    )
    place_shown(NAME, shown, retriever)
    tab.select(show, only, shown, **HIDDEN).failure(show_failure, outputs=shown, **HIDDEN)


def shown_of(
    found: Sequence[Commitment],
    letters: Sequence[Letter],
    only: Filter | None,
    not_later: str = texts.NO_LATER,
) -> str:
    """Return commitments as a table, and the chosen letters in which there is none."""
    promising = {one.citation.letter.id for one in found}
    others = [one for one in letters if one.id not in promising and (not only or only.allows(one))]
    return commitment_table(found, not_later) + letters_named(texts.NO_PROMISES, others)


def chosen(found: Sequence[Commitment], only: Filter | None) -> list[Commitment]:
    """Return the commitments of the letters that a filter lets through."""
    return [one for one in found if only is None or only.allows(one.citation.letter)]
