"""The open data of rijksoverheid.nl: what ministries publish there.

Interface: www.rijksoverheid.nl/opendata/documenten. It cannot be searched by words: titles and
introductions are looked at here. What it no longer has is noticed by asking for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote_plus, urlsplit

from corpus.sources.answers import all_under, day_of, text_under, with_query, xml_from
from corpus.sources.documents import CHANGED, Document, Page, SourceProblem, Wish
from corpus.sources.download_check import ENDINGS
from corpus.sources.web import Web
from corpus.untrusted_zip import Element

KINDS = ("brief", "kamerstuk", "beleidsnota")
"""Types of document that are letters, or papers beside them."""
_ROWS = 200  # documents a page, the most that clients ask for
_LINK = re.compile(r'href="([^"]+\.pdf)"')


class Rijksoverheid:
    """Lists documents by the day on which they changed."""

    def __init__(self, web: Web, address: str) -> None:
        self._web, self._address = web, f"{address}/documents"

    def pages(self, wish: Wish, mark: str) -> Iterator[Page]:
        """Yield what changed since a day (``YYYYMMDD``); the last page gives the next one."""
        since = mark or wish.since.replace("-", "")
        seen: set[str] = set()
        latest, offset = since, 0
        while True:
            asked: dict[str, object] = {"rows": _ROWS, "offset": offset}
            asked |= {"lastmodifiedsince": since} if since else {}
            root = xml_from(self._web, with_query(self._address, asked), "documents")
            listed = [one for one in root if one.tag == "document"]
            if not listed:
                yield Page((), latest)
                return
            identities = {text_under(one, "id") for one in listed}
            if identities <= seen:
                raise SourceProblem(f"de dienst geeft steeds dezelfde bladzijde. {CHANGED}")
            seen |= identities
            latest = max([latest, *(_day_changed(one) for one in listed)])
            yield Page(tuple(self._document(one) for one in listed if _is_wanted(one, wish)))
            offset += len(listed)

    def files(self, document: Document) -> tuple[Document, ...]:
        """Return the files of a document: those that it lists, or else those it points at."""
        root = xml_from(self._web, document.address, "document")
        listed = all_under(root, "file")
        found = [_file(document, root, one) for one in listed] or [
            _linked(document, root, address) for address in _links(root)
        ]
        if not found:
            raise SourceProblem("de bron noemt er geen bestand bij")
        return tuple(found)

    def is_gone(self, document: Document) -> bool:
        """Whether the source no longer has it."""
        return self._web.lacks(f"{self._address}/{document.id}")

    def _document(self, listed: Element) -> Document:
        identity = text_under(listed, "id")
        return Document(
            identity,
            text_under(listed, "lastmodified"),
            name=text_under(listed, "title"),
            address=f"{self._address}/{identity}",
        )


def _day_changed(listed: Element) -> str:
    return text_under(listed, "lastmodified")[:10].replace("-", "")


def _is_wanted(listed: Element, wish: Wish) -> bool:
    text = f"{text_under(listed, 'title')} {text_under(listed, 'introduction')}"
    day = day_of(text_under(listed, "frontenddate"))
    return text_under(listed, "type") in KINDS and wish.allows(text, day)


def _links(root: Element) -> list[str]:
    said = "".join(text_under(root, name) for name in ("introduction", "content"))
    return list(dict.fromkeys(_LINK.findall(said)))


def _file(document: Document, root: Element, listed: Element) -> Document:
    size = text_under(listed, "filesize")
    return _at(
        document,
        root,
        text_under(listed, "fileurl"),
        title=text_under(listed, "filetitle"),
        ending=ENDINGS.get(text_under(listed, "mimetype"), ""),
        size=int(size) if size.isdecimal() else 0,
    )


def _linked(document: Document, root: Element, address: str) -> Document:
    return _at(document, root, address, title="", ending=".pdf", size=0)


def _at(
    document: Document, root: Element, address: str, title: str, ending: str, size: int
) -> Document:
    """Return the file at an address with what the source says of the whole document."""
    states = {
        "title": title or text_under(root, "title"),
        "date": day_of(text_under(root, "issued")),
        "sender": next(
            (text_under(one, "department") for one in all_under(root, "authorities")), ""
        ),
        "level": "rijk",
        "url": text_under(root, "canonical"),
    }
    place = urlsplit(address).path
    return Document(
        document.id,
        document.version,
        name=PurePosixPath(unquote_plus(place)).stem,
        address=address,
        part=place,
        ending=ending,
        size=size,
        states={name: stated for name, stated in states.items() if stated},
    )
