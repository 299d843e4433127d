"""The commands that serve: the chat in the browser, and the HTTP interface alone."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace

from index import Retriever
from ui.settings import DEFAULTS, Settings, read_settings


def chat(given: Namespace) -> int:
    """Serve the chat until it is stopped."""
    from ui.server import serve

    settings = _settings(given)  # before the index: a mistake in it is told first
    serve(Retriever(given.index), settings)
    return 0


def serve(given: Namespace) -> int:
    """Serve the HTTP interface until it is stopped."""
    from ui.server import serve_api

    settings = _settings(given)
    serve_api(Retriever(given.index), settings)
    return 0


def _settings(given: Namespace) -> Settings:
    """Return the settings; an address on the command line goes first."""
    settings = read_settings(given.settings) if given.settings else DEFAULTS
    at = {"host": given.host, "port": given.port}
    told = {name: value for name, value in at.items() if value is not None}
    return replace(settings, server=replace(settings.server, **told))
