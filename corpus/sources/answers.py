"""What an answer of a source has to be before anything is read from it: XML, JSON, a list."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode
from zoneinfo import ZoneInfo

from corpus.errors import UnreadableFile
from corpus.sources.documents import CHANGED, SourceProblem
from corpus.sources.web import Web
from corpus.untrusted_zip import Element, parse_xml

RECORDS = 50  # records a page of an SRU service, as its clients ask for
_HOME = ZoneInfo("Europe/Amsterdam")


def with_query(address: str, parameters: Mapping[str, object]) -> str:
    """Return an address with parameters behind it."""
    said = urlencode(parameters, quote_via=quote, safe="$")
    return f"{address}?{said}"


def xml_from(web: Web, address: str, *roots: str) -> Element:
    """Return the root element of the XML at an address, which has one of the names given.

    Raises:
        SourceProblem: it is no such XML.
    """
    data = web.get(address)
    try:
        root = parse_xml(data, Path("antwoord.xml"))
    except UnreadableFile as cause:
        raise SourceProblem(f"het antwoord is geen goede XML. {CHANGED}") from cause
    if local_name(root) not in roots:
        raise SourceProblem(f"het antwoord is geen XML van deze dienst. {CHANGED}")
    return root


def json_from(web: Web, address: str, *keys: str) -> dict[str, Any]:
    """Return the JSON object at an address, which has the keys given.

    Raises:
        SourceProblem: it is no such JSON.
    """
    data = web.get(address)
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as cause:
        raise SourceProblem(f"het antwoord is geen goede JSON. {CHANGED}") from cause
    if not isinstance(found, dict) or not all(key in found for key in keys):
        raise SourceProblem(f"het antwoord is geen JSON van deze dienst. {CHANGED}")
    return found


def local_name(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def all_under(element: Element, name: str) -> list[Element]:
    """Return the elements of a name (without namespace) under an element."""
    return list(element.iter(f"{{*}}{name}"))


def text_under(element: Element, name: str) -> str:
    """Return the text of the first element of a name under an element; empty without one."""
    found = next(element.iter(f"{{*}}{name}"), None)
    return " ".join("".join(found.itertext()).split()) if found is not None else ""


def day_of(moment: str) -> str:
    """Return the day (``YYYY-MM-DD``) in the Netherlands of a moment in ISO form; else nothing."""
    try:
        found = datetime.fromisoformat(moment)
    except ValueError:
        return ""
    return (found.astimezone(_HOME) if found.tzinfo else found).date().isoformat()


def sru_records(
    web: Web, address: str, parameters: Mapping[str, object]
) -> Iterator[list[Element]]:
    """Yield the records of a search by SRU (1.2 or 2.0), page after page.

    Where a page has no records or does not say at which the next one begins, it was the last.

    Raises:
        SourceProblem: the service says what is wrong with the search, or goes round in circles.
    """
    start = 1
    while start:
        asked = {**parameters, "maximumRecords": RECORDS, "startRecord": start}
        root = xml_from(web, with_query(address, asked), "searchRetrieveResponse")
        if all_under(root, "diagnostic"):
            said = text_under(root, "message") or "geen reden genoemd"
            raise SourceProblem(f"de dienst begrijpt de vraag niet ({said}). Vraag het anders")
        records = all_under(root, "record")
        yield records
        said = text_under(root, "nextRecordPosition")
        following = int(said) if records and said.isdecimal() else 0
        if following and following <= start:
            raise SourceProblem(f"de dienst geeft steeds dezelfde bladzijde. {CHANGED}")
        start = following
