"""The routes that give letters, by their ids only."""

from __future__ import annotations

import asyncio
import os
from contextlib import ExitStack
from io import BufferedReader
from pathlib import Path
from stat import S_ISREG
from typing import Annotated

from fastapi import FastAPI, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from corpus import MEDIA_TYPES, Letter, UnreadableFile, fingerprint
from ui.export.letter_json import letter_facts, letter_json
from ui.web.api import wording
from ui.web.api.door.headers import attachment
from ui.web.api.door.problems import Problem
from ui.web.api.file_downloads import MOST_AT_ONCE, FileAnswer
from ui.web.api.letters_by_id import JSON, Library, form_of, json_answer, links, tagged
from ui.web.api.shapes import letters as shapes
from ui.web.api.shapes import queries
from ui.web.api.shapes.description import BYTES, PNG, operation
from ui.web.api.shapes.queries import Identity, PageNumber
from ui.web.api.work import Line
from ui.web.page_pictures import picture

Nothing = Annotated[queries.Nothing, Query()]


def add_letters(app: FastAPI, library: Library, line: Line) -> None:
    """Let the application give letters; what reads files stands in ``line``."""
    routes = _Letters(library, line)
    for place, gives, summary, name, route in (
        ("", shapes.Letters, "Toon de brieven", "brieven", routes.listed),
        ("/{id}", shapes.Letter, "Toon een brief", "brief", routes.one),
        ("/{id}/text", shapes.LetterText, "Toon de tekst van een brief", "tekst", routes.text),
        ("/{id}/pages/{n}", PNG, "Toon een bladzijde als beeld", "bladzijde", routes.page),
        ("/{id}/file", BYTES, "Haal het bestand van een brief op", "bestand", routes.original),
    ):
        app.get(f"/letters{place}", **operation(gives, summary, name, absent=True))(route)


class _Letters:
    """What each of the routes does."""

    def __init__(self, library: Library, line: Line) -> None:
        self.library, self.line, self.sending = library, line, asyncio.Semaphore(MOST_AT_ONCE)

    def listed(self, asked: Annotated[queries.Listing, Query()], request: Request) -> Response:
        form = form_of(request, JSON)
        tag = self.library.tag(request, form)  # first: what changes meanwhile is asked for again
        shown, total = self.library.page(asked.page, asked.per_page)
        last = max(1, -(-total // asked.per_page))
        around = links("/v1/letters", asked.page, last, asked.per_page)
        content = {
            "letters": [letter_facts(one) for one in shown],
            "page": asked.page,
            "per_page": asked.per_page,
            "total": total,
            "links": around,
        }
        told = [f'<{place}>; rel="{name}"' for name, place in around.items() if place]
        return json_answer(content, tag, {"Link": ", ".join(told)})

    def one(self, id: Identity, _: Nothing, request: Request) -> Response:
        form, (letter, _file) = form_of(request, JSON), self.library.letter(id)
        tag = self.library.tag(request, form, letter.sha256)
        return json_answer(letter_json(letter), tag)

    def text(
        self, id: Identity, span: Annotated[queries.Span, Query()], request: Request
    ) -> Response:
        form, (letter, _file) = form_of(request, JSON), self.library.letter(id)
        length = len(letter.text)
        end = length if span.end is None else span.end
        if not span.start <= end <= length:
            raise Problem(400, wording.WRONG_SPAN.format(length=length))
        content = {
            "letter_id": letter.id,
            "start": span.start,
            "end": end,
            "characters": length,
            "text": letter.text[span.start : end],
        }
        return json_answer(content, self.library.tag(request, form, letter.sha256))

    async def page(self, id: Identity, n: PageNumber, _: Nothing, request: Request) -> Response:
        form = form_of(request, PNG)
        letter, file = await run_in_threadpool(self.library.letter, id)
        tag = await run_in_threadpool(self.library.tag, request, form, letter.sha256)
        try:
            shown = await self.line.outcome(lambda _: picture(letter, file, n), request)
        except (UnreadableFile, OSError) as error:
            raise Problem(404, wording.NO_PAGE) from error
        return Response(shown, media_type=PNG, headers=tagged(tag))

    async def original(self, id: Identity, _: Nothing, request: Request) -> Response:
        letter, file = await run_in_threadpool(self.library.letter, id)
        form = form_of(request, MEDIA_TYPES.get(file.suffix.lower(), BYTES), BYTES)
        opened = await self.line.outcome(lambda _: _as_indexed(letter, file), request)
        try:  # after the file: what has changed is gone, also for who has it
            tag = await run_in_threadpool(self.library.tag, request, form, letter.sha256)
        except BaseException:
            opened.close()
            raise
        headers = {**tagged(tag), "Content-Disposition": attachment(file.name)}
        return FileAnswer(opened, form, headers, self.sending)


def _as_indexed(letter: Letter, file: Path) -> BufferedReader:
    """Return the file that a letter was read from, open, with the bytes that it had then.

    Raises:
        Problem: they are others, or the letter has no file of its own.
    """
    try:
        with ExitStack() as closing:
            opened = closing.enter_context(open(file, "rb", opener=_at_once))
            regular = S_ISREG(os.fstat(opened.fileno()).st_mode)
            if regular and fingerprint(file, opened) == letter.sha256:
                opened.seek(0)
                closing.pop_all()
                return opened
    except OSError as error:
        raise Problem(404, wording.NO_FILE) from error
    raise Problem(404, wording.NO_FILE)


def _at_once(place: str, flags: int) -> int:
    return os.open(place, flags | os.O_NONBLOCK)  # a pipe would wait for who writes to it
