"""A connection with Milvus, and what is said when it does not answer."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

from index.store.store import IndexInUse, OtherIndex

if TYPE_CHECKING:
    from pymilvus import MilvusClient

ANSWER = 20.0
"""Seconds that a search may take."""
WRITE = 600.0
"""Seconds that one step of the writer may take: a server may be building indexes meanwhile."""
OPTIONS = {
    "grpc.initial_reconnect_backoff_ms": 500,
    "grpc.max_reconnect_backoff_ms": 2_000,
    "grpc.use_local_subchannel_pool": 1,  # else the next connection waits with the one that failed
    "grpc.enable_http_proxy": 0,  # a question goes to that address, and past no one else
}
"""How soon a server that went away is tried again, which could be two minutes, and by which way."""


@lru_cache(maxsize=4)
def connected(address: str) -> MilvusClient:
    """Return the connection with the Milvus at an address, which threads share.

    Raises:
        OtherIndex: the extra that speaks with Milvus, or its light version, is not installed.
        IndexInUse: there is no Milvus there.
    """
    try:
        from pymilvus import MilvusClient
    except ImportError as error:
        raise OtherIndex(
            "Deze index wordt in Milvus doorzocht, en daarvoor ontbreekt een onderdeel. "
            "Installeer het met: pip install 'wmo-qa[milvus]'"
        ) from error
    if not address.startswith(("http://", "https://")) and find_spec("milvus_lite") is None:
        raise OtherIndex(
            f"Deze index wordt doorzocht in {address}, en daarvoor ontbreekt de lichte versie van "
            f"Milvus. Installeer haar met: pip install milvus-lite"
        )
    for name in ("pymilvus", "milvus_lite"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what is wrong, is told by ``told``
    with told(address):
        return MilvusClient(uri=address, timeout=ANSWER, grpc_options=OPTIONS, dedicated=True)


@contextmanager
def told(address: str) -> Iterator[None]:
    """Raise :class:`IndexInUse` where Milvus fails or does not answer.

    Who asks next connects anew.
    """
    import grpc
    from pymilvus import MilvusException

    try:
        yield
    except (MilvusException, grpc.RpcError) as error:
        connected.cache_clear()
        raise IndexInUse(
            f"Milvus op {address} geeft geen goed antwoord. Controleer of het draait en of het "
            f"adres klopt, en probeer het opnieuw. Wat is opgeslagen, blijft bewaard."
        ) from error
