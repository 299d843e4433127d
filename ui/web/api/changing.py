"""The routes that add and remove letters, with a key that writes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated
from urllib.parse import quote

from fastapi import Depends, FastAPI, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect
from starlette.responses import Response

from corpus import Letter, file_of, shown_name
from ui import texts
from ui.export.letter_json import letter_facts
from ui.web.api import wording
from ui.web.api.door.access import require_writing
from ui.web.api.door.problems import Problem
from ui.web.api.letters_by_id import JSON, Library, form_of, json_answer
from ui.web.api.shapes import letters as shapes
from ui.web.api.shapes import queries
from ui.web.api.shapes.description import BYTES, operation, takes_bytes
from ui.web.api.shapes.queries import Identity
from ui.web.api.work import Line
from ui.web.file_names import safe_name
from ui.web.letter_changes import Busy, Shelf
from ui.web.uploads import TooLarge, received

PLACE = "/v1/letters"
_LATER = {"Retry-After": "60"}


def add_changing(app: FastAPI, library: Library, shelf: Shelf, line: Line) -> None:
    """Let the application change what is on the shelf; changes stand in ``line``."""
    routes, checked = _Changing(library, shelf, line), [Depends(require_writing)]
    added = operation(shapes.Added, "Voeg een brief toe", "voegToe", status=201, writing=True)
    app.post("/letters", **added, dependencies=checked, openapi_extra=takes_bytes())(routes.add)
    gone = operation(
        None, "Verwijder een brief", "verwijder", status=204, absent=True, writing=True
    )
    app.delete("/letters/{id}", **gone, dependencies=checked)(routes.remove)


class _Changing:
    """What each of the routes does."""

    def __init__(self, library: Library, shelf: Shelf, line: Line) -> None:
        self.library, self.shelf, self.line = library, shelf, line

    async def add(self, asked: Annotated[queries.Name, Query()], request: Request) -> Response:
        form_of(request, JSON)
        if request.headers.get("content-type", "").split(";")[0].strip().lower() != BYTES:
            raise Problem(415, wording.NOT_BYTES)
        name = safe_name(asked.name)
        ticket = await _taken(request, name, self.shelf)
        try:
            found, problems = await self.line.outcome(lambda _: self.read(ticket), request)
        except BaseException:  # also when the line is full, or the client goes while it waits
            self.shelf.forget([ticket])
            raise
        if not found:
            raise Problem(400, " ".join(problems) or texts.not_received(name))
        content = {"letters": [letter_facts(one) for one in found], "problems": problems}
        place = f"{PLACE}/{quote(found[0].id, safe='')}"
        return json_answer(content, headers={"Location": place}, status=201)

    async def remove(
        self, id: Identity, _: Annotated[queries.Nothing, Query()], request: Request
    ) -> Response:
        await run_in_threadpool(self.library.letter, id)
        await self.line.outcome(lambda _: self.shelf.remove(id), request)
        return Response(status_code=204)

    def read(self, ticket: str) -> tuple[list[Letter], list[str]]:
        """Return the letters in a file that was sent, and what went wrong, in Dutch.

        Raises:
            Problem: there is no room to keep it.
            IndexInUse, OtherIndex: the index cannot be written now.
        """
        *_, last = self.shelf.add([ticket])
        if isinstance(last, str):  # how far it is; the last is never that
            raise TypeError(last)
        if isinstance(last.failure, OSError):
            raise Problem(507, texts.NOT_KEPT) from last.failure
        if last.failure:
            raise last.failure
        found = _letters_named(last.names, self.library, self.shelf)
        return sorted(found, key=lambda one: bool(one.attached_to)), last.problems


async def _taken(request: Request, name: str, shelf: Shelf) -> str:
    """Return the ticket of the file that a request brings.

    Raises:
        Problem: it is too large, cannot be written, did not come through, or too many wait.
        BadInput: a file with this name is not taken.
    """
    try:
        return await received(request, name, shelf)
    except Busy as error:
        raise Problem(503, str(error), _LATER) from error
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
