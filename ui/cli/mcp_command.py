"""The command that gives assistants the letters."""

from __future__ import annotations

from argparse import Namespace

from index import Retriever
from ui.assistants import wording
from ui.errors import BadInput


def mcp(given: Namespace) -> int:
    """Serve the letters to assistants until it is stopped, or the input ends.

    Raises:
        BadInput: the package of the protocol is not there.
    """
    try:
        from ui.assistants.server import serve_http, serve_pipes
    except ImportError as error:
        if (error.name or "").partition(".")[0] not in ("mcp", "mcp_types"):
            raise
        raise BadInput(wording.MISSING) from error

    retriever = Retriever(given.index)
    if given.http:
        serve_http(retriever, given.host, given.port)
    else:
        serve_pipes(retriever)
    return 0
