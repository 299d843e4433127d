"""The tools behind the Model Context Protocol: over standard input and output, or over HTTP.

Import it late: it loads the protocol's own package, which is optional.
"""

from __future__ import annotations

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

from index import NoIndex, NothingLeft, OtherIndex, Retriever, UnknownModel
from qa import DamagedReader
from ui import texts
from ui.assistants import wording
from ui.assistants.tools import Tools
from ui.errors import BadInput

TOLD = (BadInput, DamagedReader, NoIndex, NothingLeft, OtherIndex, UnknownModel)
"""What is wrong in words that the caller can use, and who runs the program."""
_log = logging.getLogger(__name__)


class LettersServer(MCPServer[Any]):
    """The letters of an index for assistants; what is wrong is told in one line of Dutch."""

    def __init__(self, retriever: Retriever) -> None:
        super().__init__(
            "wmo",
            wording.TITLE,
            instructions=wording.HOW_TO_USE,
            log_level="WARNING",
        )
        only_read = ToolAnnotations(
            read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
        )
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
            return _failed(wording.UNKNOWN_TOOL.format(name=name, known=", ".join(known)))
        if unknown := sorted(arguments.keys() - known[name].keys()):
            return _failed(wording.WRONG_ARGUMENTS.format(name=name, which=", ".join(unknown)))
        try:
            return await super().call_tool(name, arguments, context)
        except ToolError as error:
            return _failed(_told(name, error))


def _failed(line: str) -> CallToolResult:
    return CallToolResult(content=[TextContent(type="text", text=line)], is_error=True)


def _told(name: str, error: ToolError) -> str:
    """Return in one line what is wrong with a call; the program's own mistakes are logged."""
    cause = error.__cause__
    if isinstance(cause, TOLD):
        return " ".join(str(cause).split())
    if isinstance(cause, ValidationError) and not isinstance(error, UnexpectedToolError):
        places = [".".join(map(str, one["loc"])) for one in cause.errors()]
        return wording.WRONG_ARGUMENTS.format(name=name, which=", ".join(dict.fromkeys(places)))
    _log.error("%s", name, exc_info=cause)
    return wording.FAILED


def serve_pipes(retriever: Retriever) -> None:
    """Serve over standard input and output until the input ends; nothing else is written there."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # a thread that waits for input would hold it up
    LettersServer(retriever).run("stdio")


def application(retriever: Retriever, host: str) -> Starlette:
    """Return the web application; it answers only to the names of the address it listens on.

    A page of another site can so not reach it under a name of its own (DNS rebinding).
    """
    names = dict.fromkeys(("127.0.0.1", "localhost", "[::1]", f"[{host}]" if ":" in host else host))
    security = TransportSecuritySettings(
        allowed_hosts=[one for name in names for one in (name, f"{name}:*")],
        allowed_origins=[one for name in names for one in (f"http://{name}", f"http://{name}:*")],
    )
    return LettersServer(retriever).streamable_http_app(
        host=host, stateless_http=True, json_response=True, transport_security=security
    )


def serve_http(retriever: Retriever, host: str, port: int) -> None:
    """Serve over HTTP until it is stopped; port 0 takes any free one.

    Raises:
        BadInput: the address cannot be used, or is not one address.
    """
    from ui.server import address_of, listen, run
    from ui.settings import LOCAL

    listening = listen(host, port)
    if ipaddress.ip_address(listening.getsockname()[0]).is_unspecified:
        listening.close()  # of all addresses the names are not known, so none can be turned away
        raise BadInput(wording.NOT_ONE_ADDRESS.format(host=host))
    sys.stderr.write(f"{texts.PREPARING}\n")
    retriever.search(texts.PAGE_TITLE, 1)  # loads the model before the first question
    address = address_of(host, listening.getsockname()[1])
    if host not in LOCAL:
        sys.stderr.write(wording.OPEN_TO_OTHERS.format(address=address) + "\n")
    sys.stderr.write(wording.SERVING.format(address=address) + "\n")
    run(application(retriever, host), listening)
