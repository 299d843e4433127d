"""From where a request comes: the address that asks, or that a trusted proxy names."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.requests import Request

IPV6_BITS = 64  # what one household or office has: all its addresses are one client
_WITH_PORT = re.compile(r"\[([^]]*)\](?::\d+)?|([^:]*):\d+")


def client_address(request: Request, trusted_proxies: Collection[str]) -> str:
    """Return who asks, as an address or an IPv6 network; empty when there is none.

    Proxies add the address that asks them at the end of ``X-Forwarded-For``, with its port or
    without: what stands before the last one that is no trusted proxy, or cannot be read, is the
    word of a stranger.
    """
    trusted = {_network(one) for one in trusted_proxies}
    named = ",".join(request.headers.getlist("x-forwarded-for")).split(",")
    asking = _network(request.client.host if request.client else "")
    while asking in trusted and named:
        said = _network(_without_port(named.pop().strip()))
        if not said:
            break
        asking = said
    return asking


def _without_port(address: str) -> str:
    found = _WITH_PORT.fullmatch(address)
    return (found[1] or found[2] or "") if found else address


def _network(address: str) -> str:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    if found.is_loopback:
        return str(found)
    return str(ipaddress.ip_network((found.packed, IPV6_BITS), strict=False))
