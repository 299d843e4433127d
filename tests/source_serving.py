"""A server on this machine that answers as the official sources do, with their recorded answers.

How they are found is what ``shared/api/stub_server.py`` does; here sizes and hashes are made to fit
the files that are given, and changes and faults happen where a test wants them.
"""

from __future__ import annotations

import hashlib
import http.server
import importlib.util
import json
import re
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any, TypeVar

from conftest import SHARED

import corpus
from corpus import ADDRESSES, SourceSettings

Text = TypeVar("Text", str, bytes)
RECORDED = SHARED / "api"
PDF = "koop_files/kst-32545-143.pdf"
EXAMPLES = SHARED.joinpath(corpus.__file__).parent / "examples" / "letters"
WORD = (EXAMPLES / "2019-10-21-woningaanpassing-hulpmiddelen-lindenhoek.docx").read_bytes()
PDF_TYPE = "application/pdf"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WORD_ID = "00000000-0000-4000-8000-000000000003"  # of the document that is recorded as DOCX


def recorded(name: str) -> bytes:
    """A recorded answer."""
    return (RECORDED / name).read_bytes()


@dataclass
class Service:
    """What was asked, and what happens instead of the recorded answers.

    ``faults`` happen at the next requests of which the address holds a text, one each; ``instead``
    are bodies by a text in the address; ``gone`` are texts in addresses at which nothing is any
    more; ``elsewhere`` are texts in addresses that lead to another address; ``changes`` are
    patterns in answers with what stands there instead.
    """

    address: str = ""
    asked: list[str] = field(default_factory=list)
    faults: dict[str, list[str]] = field(default_factory=dict)
    instead: dict[str, bytes] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    elsewhere: dict[str, str] = field(default_factory=dict)
    changes: list[tuple[str, str]] = field(default_factory=list)
    documents: list[dict[str, Any]] = field(default_factory=list)  # of the OData interface

    @property
    def settings(self) -> SourceSettings:
        """Settings with which sources are asked here, without pauses."""
        here = {name: one.replace("https:/", self.address) for name, one in ADDRESSES.items()}
        return SourceSettings(pause_milliseconds=0, addresses=here)

    def asked_for(self, part: str) -> int:
        """How often an address was asked that holds a text."""
        return sum(part in one for one in self.asked)


@contextmanager
def serving() -> Iterator[Service]:
    """Give a service that answers on this machine until the test has done."""
    stub = _stub()
    service = Service(changes=_fitting(), documents=stub.DOCS)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _handler(service, stub))
    server.block_on_close = False
    service.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _fitting() -> list[tuple[str, str]]:
    """Return changes that make sizes and hashes fit the files that are given."""
    pdf = recorded(PDF)
    size = str(len(pdf))
    return [
        (rf'length="30000"(?= href="[^"]*{WORD_ID}")', f'length="{len(WORD)}"'),
        (rf'({WORD_ID}"[^>]*contentLength=)"30000"', rf'\g<1>"{len(WORD)}"'),
        ('ength="30000"', f'ength="{size}"'),
        (r"<filesize>\d+<", f"<filesize>{size}<"),
        ('"grootte": 985738', f'"grootte": {size}'),
        ("0c2f34fe8af84928dc2ea835836ca6ed1c457f4d", hashlib.sha1(pdf).hexdigest()),
        ('"totaal": 663177', '"totaal": 1'),
    ]


def _stub() -> ModuleType:
    """Return the stub server, with documents as the OData interface gives them in order."""
    spec = importlib.util.spec_from_file_location("recorded_answers", RECORDED / "stub_server.py")
    assert spec and spec.loader
    stub = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(stub)
    full = json.loads(recorded("tk_odata/SYNTHETIC_single_expand.json"))
    for one in stub.DOCS:
        if one["Id"] == full["Id"]:
            one.update({name: full[name] for name in ("DocumentActor", "Kamerstukdossier")})
        one["ContentLength"] = len(WORD if one["Id"] == WORD_ID else stub.PDF)
    return stub


def _handler(service: Service, stub: ModuleType) -> type:
    class Handler(stub.H):  # type: ignore[misc, name-defined]
        def do_GET(self) -> None:
            service.asked.append(self.path)
            self.base, self.fault = f"http://{self.headers.get('Host')}", ""
            fault = _next_fault(service, self.path)
            if fault == "slow":
                time.sleep(1)
                self.close_connection = True
            elif fault == "reset":  # that of the stub leaves the connection open
                self.connection.shutdown(socket.SHUT_RDWR)
                self.close_connection = True
            elif fault == "wait":
                self.send(b"", "text/plain", 429, [("Retry-After", "100000")])
            elif fault == "500":
                self.send(b"", "text/plain", 500)
            elif any(part in self.path for part in service.gone):
                self.send(b"", "text/plain", 404)
            elif not fault and (there := _first(service.elsewhere, self.path)):
                self.send(b"", "text/plain", 302, [("Location", there)])
            elif not fault and (body := _first(service.instead, self.path)):
                self.send(body, PDF_TYPE if body.startswith(b"%PDF") else "application/xml")
            elif WORD_ID in self.path and "esource" in self.path:
                self.send(WORD, WORD_TYPE)
            else:
                stub.DOCS.sort(key=lambda one: one["GewijzigdOp"])
                # what the stub's search does not know; the recorded answers all meet it
                self.path = re.sub(r"%20and%20Kamerstukdossier%2Fany%28.*?%29", "", self.path)
                self.path += f"{'&' if '?' in self.path else '?'}_fault={fault}"
                super().do_GET()

        def send(
            self,
            body: str | bytes,
            kind: str = "application/xml",
            code: int = 200,
            head: Sequence[tuple[str, str]] = (),
        ) -> None:
            if kind.startswith(("application/xml", "application/json", "application/atom")):
                text = body if isinstance(body, str) else body.decode("utf-8-sig")
                for pattern, instead in service.changes:
                    text = re.sub(pattern, instead, text)
                body = text.encode()
            super().send(body, kind, code, head)

    return Handler


def _next_fault(service: Service, path: str) -> str:
    for part, faults in service.faults.items():
        if part in path and faults:
            return faults.pop(0)
    return ""


def _first(texts: dict[str, Text], path: str) -> Text | None:
    return next((there for part, there in texts.items() if part in path), None)
