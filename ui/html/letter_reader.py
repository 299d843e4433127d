"""The whole letter beside an answer, opened at a quote, as HTML; and the pages of a PDF."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from corpus import Letter, UnreadableFile
from index import Retriever
from qa import Answer, Citation
from ui import texts
from ui.html.cards import facts_text, link, pages_text, where_text
from ui.html.letter_text import READER, anchor, whole
from ui.sources import numbered
from ui.web.page_pictures import drawable, picture

if TYPE_CHECKING:
    from fastapi import FastAPI

PLACE = "/brieven/bladzijde"
CLOSE = f'<button type="button">{escape(texts.CLOSE)}</button>'


def reader(answer: Answer, turn: int, number: int, retriever: Retriever) -> str:
    """Return the letter of a citation with all quotes of the answer in it marked.

    ``turn`` and ``number`` count from 1; nothing is returned for a citation that is not there.
    """
    numbers = {place: one for one, place in numbered(answer).items()}
    if number not in numbers:
        return ""
    shown = numbers[number]
    inside = [(place, one) for place, one in numbers.items() if one.letter == shown.letter]
    opened = Opened(shown, inside, turn, number, anchor(turn, number))
    return section_of(opened, _acts(turn, number, len(numbers)), retriever)


@dataclass(frozen=True, slots=True)
class Opened:
    """A quote that is shown in its letter, with all that are marked there, by their numbers.

    ``turn`` and ``number`` are those of ``letter_text.anchor``; ``back`` is the id of what
    has the focus when the letter is closed.
    """

    shown: Citation
    inside: Sequence[tuple[int, Citation]]
    turn: object
    number: int
    back: str


def section_of(opened: Opened, acts: str, retriever: Retriever) -> str:
    """Return a letter with a quote in sight; ``acts`` are buttons above it."""
    shown, letter = opened.shown, opened.shown.letter
    where = where_text(pages_text(shown.page_labels), shown.section)
    return (
        f'<section class="wmo-reader" aria-label="{escape(texts.LETTER)}" '
        f'data-quote="{escape(anchor(opened.turn, opened.number, READER))}" '
        f'data-back="{escape(opened.back)}">{acts}'
        f"<h2>[{opened.number}] {escape(letter.name)}</h2>"
        f'<p class="wmo-facts">{facts_text(letter)}</p>'
        f'<p class="wmo-place">{where}'
        f'<cite class="wmo-official">{escape(shown.formatted)}</cite></p>{link(letter)}'
        f"{_pictures(shown, retriever)}"
        f'<div class="wmo-read" role="region" tabindex="0" aria-label="{escape(texts.WHOLE_TEXT)}">'
        f"{whole(letter, opened.inside, opened.turn)}</div></section>"
    )


def add_pages(app: FastAPI, retriever: Retriever) -> None:
    """Let the application show pages of the PDFs of the index, with quotes marked."""

    async def show(request: Request) -> Response:
        asked = request.query_params
        identity = asked.get("brief", "")
        letter, file = letter_with(identity, retriever), retriever.files().get(identity)
        numbers = [asked.get(name, "") for name in ("bladzijde", "van", "tot")]
        written = all(re.fullmatch("[0-9]{1,9}", one) for one in numbers)
        if letter is None or file is None or not written:
            return PlainTextResponse(texts.NO_PICTURE, 404)
        page, start, end = map(int, numbers)
        try:
            shown = await run_in_threadpool(picture, letter, file, page, start, end)
        except (UnreadableFile, OSError) as error:
            return PlainTextResponse(str(error), 404)
        return Response(shown, media_type="image/png", headers={"Cache-Control": "no-store"})

    app.add_route(PLACE, show, methods=["GET"])


def _acts(turn: int, number: int, count: int) -> str:
    """Return the buttons to the citation before and after, and to close the letter."""
    steps = [(texts.PREVIOUS, number - 1), (texts.NEXT, number + 1)]
    buttons = [
        f'<button type="button" data-turn="{turn}" data-number="{to}" '
        f"{'' if 1 <= to <= count else 'disabled'}>{escape(name)}</button>"
        for name, to in steps
    ]
    told = f"<span>{escape(texts.source_of(number, count))}</span>"
    return f'<p class="wmo-acts">{buttons[0]} {told} {buttons[1]} {CLOSE}</p>'


def _pictures(shown: Citation, retriever: Retriever) -> str:
    """Return the pages of a quote as pictures that are fetched when they are opened."""
    file = retriever.files().get(shown.letter.id)
    if file is None or not drawable(file):
        return ""
    return "".join(_page_pictures(shown))


def _page_pictures(shown: Citation) -> Iterator[str]:
    for page, label in zip(shown.pages, shown.page_labels, strict=True):
        asked = {"brief": shown.letter.id, "bladzijde": page, "van": shown.start, "tot": shown.end}
        yield (
            f'<details class="wmo-picture"><summary>{escape(texts.show_page(label))}</summary>'
            f'<img loading="lazy" src="{escape(f"{PLACE}?{urlencode(asked)}")}" '
            f'alt="{escape(texts.page_shown(label))}"></details>'
        )


def letter_with(identity: str, retriever: Retriever) -> Letter | None:
    """Return the letter with an id, if it is there."""
    return next((one for one in retriever.letters() if one.id == identity), None)
