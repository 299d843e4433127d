"""What is made public under the Woo on open.overheid.nl, which is searched in its full text.

Interface: that of the search page itself (tkconv's ooget.cc describes it). Every run lists all that
is wanted, so that what is withdrawn is noticed; only files that changed come in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import PurePath
from typing import Any
from urllib.parse import urlsplit

from corpus.sources.answers import json_from, with_query
from corpus.sources.documents import CHANGED, Document, Page, SourceProblem, Wish, means_gone
from corpus.sources.download_check import ENDINGS
from corpus.sources.web import Web

_ROWS = 50  # results a page; the service takes 10, 20 or 50
_PUBLISHED = "gepubliceerd"
_WITHDRAWAL = "intrekking"  # why there is a version, in PLOOI's description of its metadata


class OpenOverheid:
    """Searches documents by words and by the day on which they were made public."""

    def __init__(self, web: Web, address: str) -> None:
        self._web, self._address = web, f"{address}/zoek"

    def pages(self, wish: Wish, mark: str) -> Iterator[Page]:
        """Yield all that is wanted, the oldest first; there is no mark."""
        seen: set[str] = set()
        start = 0
        while True:
            found = json_from(
                self._web, with_query(self._address, _asked(wish, start)), "resultaten"
            )
            listed = _objects(found, "resultaten")
            documents = [self._document(one) for one in listed if one.get("bestandsType")]
            new = [one for one in documents if one.id not in seen]
            if documents and not new:
                raise SourceProblem(f"de dienst geeft steeds dezelfde bladzijde. {CHANGED}")
            seen |= {one.id for one in new}
            yield Page(tuple(new))
            start += len(listed)
            if not listed or start >= _number(found, "totaal"):
                return

    def files(self, document: Document) -> tuple[Document, ...]:
        """Return the files of the newest version; none when it was withdrawn."""
        found = self._described(document)
        if _is_withdrawn(found):
            return ()
        files = _published(found)
        if not files:
            raise SourceProblem("de bron noemt er geen bestand bij")
        return tuple(_file(document, _under(found, "document"), one) for one in files)

    def is_gone(self, document: Document) -> bool:
        """Whether the source no longer has it, or describes it as withdrawn.

        Raises:
            Unreachable: the source does not answer, or is too busy.
        """
        try:
            return _is_withdrawn(self._described(document))
        except SourceProblem as problem:
            return means_gone(problem)

    def _described(self, document: Document) -> Mapping[str, Any]:
        """Return what the source says of a document; of a file it is the address that is known."""
        return json_from(self._web, f"{self._address}/{document.id}", "document", "versies")

    def _document(self, listed: Mapping[str, Any]) -> Document:
        said = _under(listed, "document")
        identity = _text(said, "id").partition("_")[0]  # behind it comes the version
        if not identity:
            raise SourceProblem(f"de dienst noemt de kenmerken van een document anders. {CHANGED}")
        return Document(
            identity,
            _text(said, "mutatiedatumtijd"),
            name=_text(said, "titel"),
            address=f"{self._address}/{identity}",
        )


def _is_withdrawn(found: Mapping[str, Any]) -> bool:
    """Whether a document that is still described is public no more.

    Its status says so, or its newest version, or every file of that.
    """
    status = _text(_under(found, "plooiIntern"), "publicatiestatus") or _PUBLISHED
    newest = _newest(found)
    hidden = _objects(newest, "bestanden") and not _published(found)
    return status != _PUBLISHED or newest.get("oorzaak") == _WITHDRAWAL or bool(hidden)


def _newest(found: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the newest version of a document; a withdrawal is one that has no number."""
    versions = _objects(found, "versies")
    return max(
        versions,
        key=lambda one: (_text(one, "mutatiedatumtijd"), _number(one, "nummer")),
        default={},
    )


def _published(found: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the files of the newest version that are public."""
    files = _objects(_newest(found), "bestanden")
    return [one for one in files if one.get("gepubliceerd", True)]


def _asked(wish: Wish, start: int) -> dict[str, object]:
    asked: dict[str, object] = {
        "zoektekst": wish.query,
        "start": start,
        "aantalResultaten": _ROWS,
        "sort": "publicatiedatum",
        "order": "asc",
    }
    if wish.since:
        asked["publicatiedatumVan"] = f"{date.fromisoformat(wish.since):%d-%m-%Y}"
    return asked


def _file(document: Document, said: Mapping[str, Any], listed: Mapping[str, Any]) -> Document:
    """Return one file; when the document was written is not told, only when it became public."""
    address = _text(listed, "id")
    states = {
        "title": _text(_under(said, "titelcollectie"), "officieleTitel"),
        "sender": _text(_under(said, "verantwoordelijke"), "label"),
        "url": _text(said, "pid"),
    }
    return Document(
        document.id,
        document.version,
        name=PurePath(_text(listed, "bestandsnaam")).stem,
        address=address,
        part=urlsplit(address).path,
        ending=ENDINGS.get(_text(listed, "mime-type"), ""),
        size=_number(listed, "grootte"),
        sha1=_text(listed, "hash").lower(),
        states={name: stated for name, stated in states.items() if stated},
    )


def _under(found: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """Return the object under a name; an empty one without it."""
    inner = found.get(name)
    return inner if isinstance(inner, dict) else {}


def _objects(found: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """Return the objects in the list under a name; none without it."""
    inner = found.get(name)
    return [one for one in inner if isinstance(one, dict)] if isinstance(inner, list) else []


def _text(found: Mapping[str, Any], name: str) -> str:
    """Return the text under a name; empty without it."""
    inner = found.get(name)
    return inner if isinstance(inner, str) else ""


def _number(found: Mapping[str, Any], name: str) -> int:
    """Return the whole number under a name; 0 without it."""
    inner = str(found.get(name))
    return int(inner) if inner.isdecimal() else 0
