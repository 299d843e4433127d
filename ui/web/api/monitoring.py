"""What watches over the service: whether it runs, whether it can answer, and what it counts."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from index import IndexInUse, NoIndex, OtherIndex
from ui.web.api import wording
from ui.web.api.door.problems import SOON, problem
from ui.web.api.letters_by_id import Library, json_answer
from ui.web.api.work import Line


class Counts:
    """What is counted of the requests, as Prometheus reads it."""

    def __init__(self, library: Library, lines: dict[str, Line]) -> None:
        from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

        self.registry = CollectorRegistry()
        labels = ["method", "route", "status"]
        self._requests = Counter(
            "wmo_requests", "Requests that were answered.", labels, registry=self.registry
        )
        self._seconds = Histogram(
            "wmo_request_seconds", "Time until the end of an answer.", ["route"],
            registry=self.registry, buckets=(0.01, 0.05, 0.1, 0.5, 1, 2, 5, 10, 30, 60),
        )  # fmt: skip
        there = Gauge(
            "wmo_work", "Requests that wait or are worked at.", ["line"], registry=self.registry
        )
        for name, line in lines.items():
            there.labels(name).set_function(partial(_standing, line))
        letters = Gauge("wmo_letters", "Letters in the index.", registry=self.registry)
        letters.set_function(lambda: _counted(lambda: library.retriever.scope()[0]))
        passages = Gauge("wmo_passages", "Passages in the index.", registry=self.registry)
        passages.set_function(lambda: _counted(lambda: library.retriever.size))

    def count(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request."""
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)


def _standing(line: Line) -> float:
    return line.there


def _counted(count: Callable[[], int]) -> float:
    """Return a count of the index; that of one that cannot be read is no number."""
    try:
        return count()
    except (IndexInUse, NoIndex, OtherIndex):
        return math.nan


def health(_: Request) -> Response:
    """Say that the service runs."""
    return json_answer({"status": "ok"})


def ready(request: Request) -> Response:
    """Say whether there are letters to answer from."""
    library: Library = request.app.state.library
    try:
        count, *_ = library.retriever.scope()
    except (IndexInUse, NoIndex, OtherIndex):
        return problem(503, wording.NO_INDEX, SOON)
    return json_answer({"status": "ready", "letters": count})


def metrics(request: Request) -> Response:
    """Give what is counted, in the text form of Prometheus."""
    from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

    counts: Counts = request.app.state.counts
    return Response(generate_latest(counts.registry), media_type=CONTENT_TYPE_LATEST)
