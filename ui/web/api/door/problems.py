"""Refusals and failures as problem details (RFC 9457), in Dutch."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from index import IndexInUse, NoIndex, OtherIndex
from ui.errors import BadInput
from ui.web.api import wording

if TYPE_CHECKING:
    from fastapi import FastAPI

MEDIA_TYPE = "application/problem+json"
TYPE = "urn:problem-type:wmo-qa:"
CLOSE = {"Connection": "close"}  # what is left of the request is not read
_MOST_FAULTS = 20  # that are told
_LONGEST_NAME = 60  # characters of a key that is named
SOON = {"Retry-After": "5"}

Fault = Mapping[str, str]


class Problem(HTTPException):
    """A request that is not met: the status, why in Dutch, and which values are at fault."""

    def __init__(
        self,
        status: int,
        detail: str,
        headers: Mapping[str, str] | None = None,
        faults: Sequence[Fault] = (),
    ) -> None:
        super().__init__(status, detail, dict(headers or {}))
        self.faults = tuple(faults)


class NotChanged(HTTPException):
    """What is asked for is what the client has already; ``headers`` are those of the answer."""

    def __init__(self, headers: Mapping[str, str]) -> None:
        super().__init__(304, headers=dict(headers))


def problem(
    status: int,
    detail: str = "",
    headers: Mapping[str, str] | None = None,
    faults: Sequence[Fault] = (),
) -> Response:
    """Return a problem as an answer; without a detail, that of its status."""
    content = content_of(status, detail, faults)
    body = json.dumps(content, ensure_ascii=False).encode("utf-8", "replace")
    return Response(body, status, dict(headers or {}), MEDIA_TYPE)


def content_of(status: int, detail: str = "", faults: Sequence[Fault] = ()) -> dict[str, Any]:
    """Return a problem in the shape of RFC 9457, with ``errors`` where values are at fault."""
    kind, title = wording.PROBLEMS.get(status, wording.PROBLEMS[400])
    told = detail or wording.DETAILS.get(status, title)
    found = {"type": TYPE + kind, "title": title, "status": status, "detail": told}
    return {**found, **({"errors": list(faults)} if faults else {})}


def problem_of(error: Exception) -> Problem:
    """Return what is told of an error; of a mistake of the program only that there is one."""
    match error:
        case Problem():
            return error
        case BadInput():
            return Problem(400, str(error))
        case IndexInUse():
            return Problem(503, wording.WRITING, SOON)
        case NoIndex() | OtherIndex():
            return Problem(503, wording.NO_INDEX, SOON)
    return Problem(500, wording.DETAILS[500])


def tell_problems(app: FastAPI) -> None:
    """Let an application tell all that goes wrong as a problem."""
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    for kind in (BadInput, IndexInUse, NoIndex, OtherIndex, Exception):
        app.add_exception_handler(kind, _failed)


async def _refused(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    if error.status_code == 304:
        return Response(status_code=304, headers=error.headers)
    if isinstance(error, Problem):
        return problem(error.status_code, error.detail, error.headers, error.faults)
    if error.status_code == 405:
        return problem(405, headers={"Allow": allowed(request)})
    return problem(error.status_code)


def allowed(request: Request) -> str:
    """Return the methods that the address of a request takes, of all its routes."""
    path = request.scope["path"].removeprefix(request.scope.get("root_path", ""))
    found = set[str]()
    for route in request.app.routes:
        expression = getattr(route, "path_regex", None)
        if expression is not None and expression.match(path):
            found |= set(getattr(route, "methods", None) or ())
    return ", ".join(sorted(found | ({"HEAD"} if "GET" in found else set())))


async def _invalid(request: Request, error: Exception) -> Response:
    if not isinstance(error, RequestValidationError):
        raise error
    if isinstance(error.body, bytes) and error.body:
        return problem(415, wording.NOT_JSON)
    faults = [fault_of(one) for one in error.errors()[:_MOST_FAULTS]]
    return problem(400, faults[0]["detail"], faults=faults)


def fault_of(one: Mapping[str, Any]) -> dict[str, str]:
    """Return what is wrong with which value, without the value itself."""
    place, *path = (str(part) for part in one["loc"])
    name = ".".join(path)[:_LONGEST_NAME].encode("utf-8", "replace").decode()
    if one["type"] == "json_invalid":
        name = ""
    said = wording.FAULTS.get(one["type"], wording.OTHER_FAULT).format(**one.get("ctx", {}))
    about = f"'{name}'" if name else wording.BODY
    return {"in": place, "name": name, "detail": f"{about} {said}."}


async def _failed(_: Request, error: Exception) -> Response:
    found = problem_of(error)
    return problem(found.status_code, found.detail, found.headers)
