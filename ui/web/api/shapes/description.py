"""The description of the service (OpenAPI), as the Dutch API Design Rules ask for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel
from starlette.responses import Response

from corpus import MEDIA_TYPES
from ui.settings import Settings
from ui.web.api import wording
from ui.web.api.door.headers import API_VERSION
from ui.web.api.door.problems import MEDIA_TYPE, content_of
from ui.web.api.shapes.answers import Problem
from ui.web.api.shapes.examples import EXAMPLES

if TYPE_CHECKING:
    from fastapi import FastAPI

PNG, BYTES = "image/png", "application/octet-stream"
_ALWAYS = (400, 401, 405, 406, 429, 500, 503)
_SENT = (408, 413, 415)
_REF = {"$ref": "#/components/schemas/Problem"}
_HEADERS = {
    "API-Version": "Versie van deze dienst.",
    "X-Request-Id": "Kenmerk van dit verzoek, om te melden bij een fout.",
}
_LATER = {"Retry-After": "Zoveel seconden wachten."}
_TAG = {"ETag": "Kenmerk van wat u krijgt; geldt tot de brieven veranderen."}
_METHODS = ("get", "post", "delete")
LICENCE = {"name": "EUPL-1.2", "identifier": "EUPL-1.2"}

Json = dict[str, Any]


def operation(
    gives: type[BaseModel] | str | None,
    summary: str,
    name: str,
    *more: str,
    status: int = 200,
    absent: bool = False,
    writing: bool = False,
) -> dict[str, Any]:
    """Return how a route is described: what it gives, with which status, and how it may fail.

    ``gives`` is a shape of JSON or a media type, ``more`` are other media types of the same.
    ``absent`` tells that it may not be there, ``writing`` that a key is needed that writes.
    """
    own = _given(gives, more)
    failures = [*_ALWAYS, *((404,) if absent else ()), *((403,) if writing else ())]
    failures += [507] if status == 201 else []
    return {
        "summary": summary,
        "operation_id": name,
        "status_code": status,
        "response_class": Response,
        "response_model": None,
        "responses": {status: own, **{one: _failure(one) for one in failures}},
    }


def takes_bytes() -> Json:
    """Return the description of a request whose body is a file."""
    schema = {"type": "string", "format": "binary"}
    return {"requestBody": {"required": True, "content": {BYTES: {"schema": schema}}}}


def described(app: FastAPI, settings: Settings, keyless: bool) -> Json:
    """Return the description of an application; ``keyless`` when it may be read without a key."""
    made = get_openapi(
        title=settings.title or wording.TITLE,
        version=API_VERSION,
        openapi_version=app.openapi_version,
        description=wording.DESCRIPTION,
        routes=app.routes,
        servers=[{"url": "/v1", "description": "Deze dienst"}],
        license_info=LICENCE,
    )
    made["info"]["contact"] = _contact(settings)
    schemas = made["components"]["schemas"]
    for name in ("HTTPValidationError", "ValidationError"):  # invalid input is a 400 here
        schemas.pop(name, None)
    shape = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas |= shape.pop("$defs") | {"Problem": shape}
    scheme = {"type": "http", "scheme": "bearer", "description": wording.KEY}
    made["components"]["securitySchemes"] = {"sleutel": scheme}
    made["security"] = [{"sleutel": []}, *([{}] if keyless else [])]
    for method, one in _operations(made):
        _complete(method, one)
    return made


def _contact(settings: Settings) -> dict[str, str]:
    """Return who is to be reached, as far as the settings say."""
    named = {
        "name": settings.contact or wording.CONTACT,
        "email": settings.api.contact_email,
        "url": settings.api.contact_url,
    }
    return {name: value for name, value in named.items() if value}


def _operations(made: Json) -> Iterator[tuple[str, Json]]:
    for place in made["paths"].values():
        yield from ((method, place[method]) for method in _METHODS if method in place)


def _complete(method: str, one: Json) -> None:
    """Add what every operation has, and take away what none has."""
    responses = one["responses"]
    responses.pop("422", None)
    if "requestBody" in one:
        responses |= {str(status): _failure(status) for status in _SENT}
    if method == "get":
        responses["304"] = {"description": "U hebt dit al, volgens de kop If-None-Match."}
    if "403" in responses:
        one["security"] = [{"sleutel": []}]
    for status, response in responses.items():
        response.setdefault("headers", {}).update(_shown(_HEADERS))
        if status in ("429", "503"):
            response["headers"].update(_shown(_LATER))
        shown = response.get("content", {}).get("application/json", {})
        if name := shown.get("schema", {}).get("$ref", "").rpartition("/")[2]:
            shown["example"] = EXAMPLES[name]  # now: what makes the description drops each null
        if method == "get" and status in ("200", "304"):
            response["headers"].update(_shown(_TAG))
    one["responses"] = dict(sorted(responses.items()))


def _given(gives: type[BaseModel] | str | None, more: tuple[str, ...]) -> Json:
    """Return what a good answer is; ``None`` for one without content."""
    if gives is None:
        return {"description": "Gelukt, zonder inhoud."}
    if isinstance(gives, str):
        kinds = sorted({gives, *(MEDIA_TYPES.values() if gives == BYTES else ())})
        schema = {"type": "string", "format": "binary"}
        return {"description": "Gelukt.", "content": {one: {"schema": schema} for one in kinds}}
    content = {one: {"schema": {"type": "string"}} for one in more}
    return {"description": (gives.__doc__ or "").strip(), "model": gives, "content": content}


def _failure(status: int) -> Json:
    _, title = wording.PROBLEMS[status]
    content = {MEDIA_TYPE: {"schema": _REF, "example": content_of(status)}}
    return {"description": f"{title}.", "content": content}


def _shown(headers: Mapping[str, str]) -> Json:
    return {
        name: {"description": told, "schema": {"type": "string"}} for name, told in headers.items()
    }
