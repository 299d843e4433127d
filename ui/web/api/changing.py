"""The routes that add and remove letters, with a key that writes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect
from starlette.responses import Response

from corpus import Letter, file_of, shown_name
from ui import texts
from ui.export.letter_json import letter_facts
from ui.web.api import wording
from ui.web.api.door.access import require_writing
from ui.web.api.door.problems import SOON, Problem
from ui.web.api.library import JSON, Library, form_of, json_answer
from ui.web.api.shapes import letters as shapes
from ui.web.api.shapes import queries
from ui.web.api.shapes.description import BYTES, operation, takes_bytes
from ui.web.api.shapes.queries import Identity
from ui.web.api.work import Line
from ui.web.letter_changes import Shelf, safe_name
from ui.web.uploads import TooLarge, received

PLACE = "/v1/letters"


def changing(library: Library, shelf: Shelf, line: Line) -> APIRouter:
    """Return the routes that change what is on the shelf; changes stand in ``line``."""
    router = APIRouter(prefix="/letters", dependencies=[Depends(require_writing)])

    def read(ticket: str) -> tuple[list[Letter], list[str]]:
        *_, last = shelf.add([ticket])
        if isinstance(last, str):  # how far it is; the last is never that
            raise TypeError(last)
        names, problems = last
        hidden = (str(library.retriever.folder), str(shelf.upload.folder))
        if any(place in one for one in problems for place in hidden):
            raise Problem(503, wording.WRITING, SOON)
        return list(_letters_named(names, library, shelf)), problems

    @router.post(
        "",
        **operation(shapes.Added, "Voeg een brief toe", "voegToe", status=201, writing=True),
        openapi_extra=takes_bytes(),
    )
    async def add(asked: Annotated[queries.Name, Query()], request: Request) -> Response:
        form_of(request, JSON)
        if request.headers.get("content-type", "").split(";")[0].strip().lower() != BYTES:
            raise Problem(415, wording.NOT_BYTES)
        ticket = await _taken(request, safe_name(asked.name), shelf)
        found, problems = await line.outcome(lambda: read(ticket), request)
        if not found:
            raise Problem(400, " ".join(problems))
        content = {"letters": [letter_facts(one) for one in found], "problems": problems}
        place = f"{PLACE}/{quote(found[0].id, safe='')}"
        return json_answer(content, headers={"Location": place}, status=201)

    @router.delete(
        "/{id}",
        **operation(
            None, "Verwijder een brief", "verwijder", status=204, absent=True, writing=True
        ),
    )
    async def remove(
        id: Identity, _: Annotated[queries.Nothing, Query()], request: Request
    ) -> Response:
        await run_in_threadpool(library.letter, id)
        await line.outcome(lambda: shelf.remove(id), request)
        return Response(status_code=204)

    return router


async def _taken(request: Request, name: str, shelf: Shelf) -> str:
    """Return the ticket of the file that a request brings.

    Raises:
        Problem: it is too large, cannot be written, or did not come through.
        BadInput: a file with this name is not taken, or too many files wait.
    """
    try:
        return await received(request, name, shelf)
    except TooLarge as error:
        raise Problem(413, str(error)) from error
    except ClientDisconnect as error:
        raise Problem(400, texts.not_received(name)) from error
    except OSError as error:
        raise Problem(507, texts.not_received(name)) from error


def _letters_named(names: Sequence[str], library: Library, shelf: Shelf) -> Iterator[Letter]:
    """Yield the letters on the shelf that have these names."""
    for identity, file in library.retriever.files().items():
        if shelf.owns(file_of(file)) and shown_name(file) in names:
            yield library.letter(identity)[0]
