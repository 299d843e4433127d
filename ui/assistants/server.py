"""The tools behind the Model Context Protocol: over standard input and output, or over HTTP.

Import it late: it loads the protocol's own package, which is optional.
"""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import signal
import sys
from typing import Any

from mcp.server import MCPServer
from mcp.server.mcpserver import Context
from mcp.server.mcpserver.exceptions import ToolError, UnexpectedToolError
from mcp.server.transport_security import TransportSecuritySettings
from mcp.types import CallToolResult, InputRequiredResult, TextContent, ToolAnnotations
from pydantic import ValidationError
from starlette.applications import Starlette

from index import IndexInUse, NoIndex, NothingLeft, OtherIndex, Retriever, UnknownModel
from qa import DamagedReader
from ui import command_texts, texts
from ui.assistants import wording
from ui.assistants.tools import Tools
from ui.errors import BadInput
from ui.settings import DEFAULTS, LOCAL, Api

TOLD = (BadInput, NothingLeft)
"""What is wrong in words that the caller can use."""
OF_THIS_MACHINE = (DamagedReader, IndexInUse, NoIndex, OtherIndex, UnknownModel)
"""What is wrong in words for who runs the program: they name folders and commands."""
_LONGEST_NAME = 60  # characters of a name that is told back
_MOST_NAMED = 20  # arguments
_log = logging.getLogger(__name__)


class LettersServer(MCPServer[Any]):
    """The letters of an index for assistants; what is wrong is told in one line of Dutch.

    A few calls are worked at while a few more wait, as with the HTTP interface. With ``remote``
    callers are elsewhere: they are told nothing of this machine.
    """

    def __init__(self, retriever: Retriever, *, remote: bool, limits: Api = DEFAULTS.api) -> None:
        super().__init__(
            "wmo",
            wording.TITLE,
            instructions=wording.HOW_TO_USE,
            log_level="WARNING",
        )
        only_read = ToolAnnotations(
            read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
        )
        self._remote = remote
        self._room = limits.questions_at_once + limits.questions_waiting
        self._at_once = asyncio.Semaphore(limits.questions_at_once)
        self._there = 0
        tools = Tools(retriever)
        for name, description in wording.TOOLS.items():
            self.add_tool(
                getattr(tools, name), name, description=description, annotations=only_read
            )

    async def call_tool(
        self, name: str, arguments: dict[str, Any], context: Context[Any, Any] | None = None
    ) -> CallToolResult | InputRequiredResult:
        """Call a tool; an argument that it does not know is refused rather than left out."""
        known = {one.name: one.input_schema["properties"] for one in await self.list_tools()}
        if name not in known:
            return _failed(wording.UNKNOWN_TOOL.format(name=_cut(name), known=", ".join(known)))
        if unknown := sorted(arguments.keys() - known[name].keys()):
            return _failed(_wrong(name, unknown))
        if self._there >= self._room:
            return _failed(wording.TOO_BUSY)
        self._there += 1
        try:
            async with self._at_once:
                return await super().call_tool(name, arguments, context)
        except ToolError as error:
            return _failed(self._told(name, error))
        finally:
            self._there -= 1

    def _told(self, name: str, error: ToolError) -> str:
        """Return in one line what is wrong with a call; what is not of the caller is logged."""
        cause = error.__cause__
        if isinstance(cause, TOLD) or (isinstance(cause, OF_THIS_MACHINE) and not self._remote):
            return " ".join(str(cause).split())
        if isinstance(cause, ValidationError) and not isinstance(error, UnexpectedToolError):
            places = [".".join(map(str, one["loc"])) for one in cause.errors()]
            return _wrong(name, list(dict.fromkeys(places)))
        _log.error("%s", name, exc_info=cause)
        return wording.NO_LETTERS if isinstance(cause, OF_THIS_MACHINE) else wording.FAILED


def _failed(line: str) -> CallToolResult:
    return CallToolResult(content=[TextContent(type="text", text=line)], is_error=True)


def _wrong(name: str, places: list[str]) -> str:
    """Return what to say of arguments that cannot be, of which the first few are named."""
    which = ", ".join(_cut(one) for one in places[:_MOST_NAMED])
    return wording.WRONG_ARGUMENTS.format(name=name, which=which)


def _cut(name: str) -> str:
    return name[:_LONGEST_NAME]


def serve_pipes(retriever: Retriever) -> None:
    """Serve over standard input and output until the input ends; nothing else is written there."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # a thread that waits for input would hold it up
    LettersServer(retriever, remote=False).run("stdio")


def application(retriever: Retriever, host: str) -> Starlette:
    """Return the web application; it answers only to the names of the address it listens on.

    A page of another site can so not reach it under a name of its own (DNS rebinding). Clients send
    a name in small letters or as it was typed.
    """
    own = f"[{host}]" if ":" in host else host
    names = dict.fromkeys(("127.0.0.1", "localhost", "[::1]", own, own.lower()))
    security = TransportSecuritySettings(
        allowed_hosts=[one for name in names for one in (name, f"{name}:*")],
        allowed_origins=[one for name in names for one in (f"http://{name}", f"http://{name}:*")],
    )
    return LettersServer(retriever, remote=True).streamable_http_app(
        host=host, stateless_http=True, json_response=True, transport_security=security
    )


def serve_http(retriever: Retriever, host: str, port: int) -> None:
    """Serve over HTTP until it is stopped; port 0 takes any free one.

    Raises:
        BadInput: the address cannot be used, or is not one address.
    """
    from ui.server import address_of, listen, run

    listening = listen(host, port)
    if ipaddress.ip_address(listening.getsockname()[0]).is_unspecified:
        listening.close()  # of all addresses the names are not known, so none can be turned away
        raise BadInput(wording.NOT_ONE_ADDRESS.format(host=host))
    sys.stderr.write(f"{command_texts.PREPARING}\n")
    retriever.search(texts.PAGE_TITLE, 1)  # loads the model before the first question
    address = address_of(host, listening.getsockname()[1])
    if host not in LOCAL:
        sys.stderr.write(wording.OPEN_TO_OTHERS.format(address=address) + "\n")
    sys.stderr.write(wording.SERVING.format(address=address) + "\n")
    run(application(retriever, host), listening)
