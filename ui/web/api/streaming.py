"""An answer with the steps that lead to it, as server-sent events or as JSON Lines."""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any

from starlette.responses import Response, StreamingResponse

from ui.web.api.door.envelope import where
from ui.web.api.door.problems import content_of, problem_of
from ui.web.api.work import Job

LOG = logging.getLogger(__name__)
EVENTS, LINES = "text/event-stream", "application/jsonl"
_FORMS: Mapping[str, Callable[[str, str], str]] = {
    EVENTS: lambda name, data: f"event: {name}\ndata: {data}\n\n",
    LINES: lambda name, data: f'{{"{name}": {data}}}\n',
}


def streamed(job: Job[Mapping[str, Any]], form: str) -> Response:
    """Return the steps of work as they begin, and what came of it: ``answer`` or ``problem``."""
    write = _FORMS[form]

    async def told() -> AsyncIterator[bytes]:
        async for name, content in _told(job):
            yield write(name, json.dumps(content, ensure_ascii=False)).encode("utf-8", "replace")

    return StreamingResponse(told(), media_type=form)


async def _told(job: Job[Mapping[str, Any]]) -> AsyncIterator[tuple[str, Any]]:
    try:
        async for step in job.steps():
            yield "step", step.value
        yield "answer", job.result()
    except Exception as error:  # noqa: BLE001 - the answer has begun: it can only be told here
        found = problem_of(error)
        if found.status_code == 500:
            LOG.error("An answer was broken off: %s", where(error))
        yield "problem", content_of(found.status_code, found.detail)
