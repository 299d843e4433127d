"""Asks official sources over the network: at their pace, on their own hosts, within limits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic, sleep
from urllib.parse import urljoin

import httpx

from corpus.sources.documents import Missing, SourceProblem, Unreachable, means_gone

PAGE_LIMIT = 32 * 1024 * 1024  # bytes of an answer that is no file
TRIES = 4  # times that one address is asked
TIMEOUT = 30.0  # seconds without anything coming in
LONGEST_WAIT = 120  # seconds for which a source may ask before it is asked again
_BUSY = (429, 500, 502, 503, 504)
_REDIRECTS = (301, 302, 303, 307, 308)
_MOST_REDIRECTS = 5
_AGENT = "wmo-qa/0.1 (citeert brieven over de Wmo 2015)"
_LATER = "Probeer het later opnieuw; wat is opgehaald blijft staan"


@dataclass(frozen=True, slots=True)
class _Answer:
    """A status, the header it is about (Retry-After or Location) and a body."""

    status: int
    header: str = ""
    body: bytes = b""


class Web:
    """A client that asks a few hosts only, and leaves a pause (milliseconds) between requests."""

    def __init__(self, addresses: Iterable[str], pause: int, contact: str = "") -> None:
        agent = f"{_AGENT} {contact}".strip()
        self._client = httpx.Client(headers={"User-Agent": agent}, timeout=TIMEOUT)
        self._origins = {_origin(address) for address in addresses}
        self._pause = pause / 1000
        self._ready = 0.0

    def __enter__(self) -> Web:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def get(self, address: str, limit: int = PAGE_LIMIT) -> bytes:
        """Return what stands at an address of this source; ``limit`` in bytes.

        Raises:
            Unreachable: the source does not answer, or is too busy.
            Missing: nothing stands there.
            SourceProblem: the source refuses, or sends elsewhere, or sends too much.
        """
        asked = address
        for _ in range(_MOST_REDIRECTS):
            self.check(address)
            answer = self._patient(address, limit)
            if answer.status not in _REDIRECTS:
                return answer.body
            address = _joined(address, answer.header)
            if "fout404" in address:  # how officielebekendmakingen.nl says it, with status 200
                raise Missing(f"{_shown(asked)} bestaat niet (meer)")
        raise SourceProblem(f"{_shown(asked)} verwijst steeds verder")

    def lacks(self, address: str) -> bool:
        """Whether this source surely has nothing (any more) at an address.

        Raises:
            Unreachable: the source does not answer, or is too busy.
        """
        try:
            self.get(address)
        except SourceProblem as problem:
            return means_gone(problem)
        return False

    def check(self, address: str) -> None:
        """Do nothing for an address of this source.

        Raises:
            SourceProblem: it is of another host, or not as safe.
        """
        if _origin(address) not in self._origins:
            raise SourceProblem(
                f"de bron verwijst naar een ander adres ({_shown(address)}); dat wordt niet gevolgd"
            )

    def _patient(self, address: str, limit: int) -> _Answer:
        """Ask until there is an answer, with longer pauses each time."""
        reason = ""
        for attempt in range(TRIES):
            wait = self._pause * 2**attempt if attempt else 0.0
            try:
                answer = self._once(address, limit)
            except httpx.RequestError as error:
                reason = _told(error)
            else:
                if answer.status not in _BUSY:
                    return answer
                reason = f"de dienst is nu niet beschikbaar (status {answer.status})"
                wait = max(wait, _asked_wait(answer.header))
            if attempt < TRIES - 1:
                sleep(wait)
        raise Unreachable(f"{_shown(address)}: {reason}. {_LATER}")

    def _once(self, address: str, limit: int) -> _Answer:
        sleep(max(0.0, self._ready - monotonic()))
        try:
            with self._client.stream("GET", address) as answer:
                status, headers = answer.status_code, answer.headers
                if status in _BUSY:
                    return _Answer(status, headers.get("Retry-After", ""))
                if status in _REDIRECTS:
                    return _Answer(status, headers.get("Location", ""))
                _require(status, address)
                return _Answer(status, body=_read(answer, limit))
        finally:
            self._ready = monotonic() + self._pause


def _joined(address: str, location: str) -> str:
    try:
        return urljoin(address, location)
    except ValueError:
        return location  # which is then no address of this source


def _require(status: int, address: str) -> None:
    if status in (204, 404, 410):
        raise Missing(f"{_shown(address)} bestaat niet (meer)")
    if status >= 500:
        raise SourceProblem(f"{_shown(address)}: de dienst heeft een storing (status {status})")
    if status != 200:
        raise SourceProblem(f"{_shown(address)}: de dienst weigert de vraag (status {status})")


def _read(answer: httpx.Response, limit: int) -> bytes:
    body = bytearray()
    for part in answer.iter_bytes():
        body += part
        if len(body) > limit:
            raise SourceProblem(f"{_shown(str(answer.url))} is groter dan {limit // 1024**2} MB")
    return bytes(body)


def _asked_wait(header: str) -> float:
    """Return the seconds that a Retry-After header asks for (RFC 9110, 10.2.3).

    Raises:
        Unreachable: that is longer than anyone waits.
    """
    try:
        seconds = (
            float(header)
            if header.isdecimal()
            else (parsedate_to_datetime(header) - datetime.now(UTC)).total_seconds()
        )
    except (ValueError, TypeError):
        return 0.0
    if seconds > LONGEST_WAIT:
        minutes = int(seconds // 60)
        raise Unreachable(f"de dienst vraagt om {minutes} minuten te wachten. {_LATER}")
    return max(seconds, 0.0)


def _origin(address: str) -> tuple[str, str, int | None]:
    try:
        url = httpx.URL(address)
    except (httpx.InvalidURL, TypeError):
        return "", "", None
    return url.scheme, url.host, url.port


def _shown(address: str) -> str:
    """Return an address without its query, for a message of one line."""
    return address.partition("?")[0][:200]


def _told(error: httpx.RequestError) -> str:
    if isinstance(error, httpx.TimeoutException):
        return f"er kwam {TIMEOUT:.0f} seconden niets binnen"
    if isinstance(error, httpx.ConnectError):
        return "er is geen verbinding (staat het netwerk aan?)"
    return "de verbinding werd verbroken"
