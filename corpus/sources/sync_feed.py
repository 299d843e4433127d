"""The SyncFeed of the Tweede Kamer: all its documents, in the order in which they changed.

Interface: opendata.tweedekamer.nl/documentatie/syncfeed-api.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

from corpus.sources.answers import all_under, day_of, local_name, text_under, with_query, xml_from
from corpus.sources.documents import CHANGED, Document, Missing, Page, SourceProblem, Wish
from corpus.sources.download_check import ENDINGS
from corpus.sources.web import Web
from corpus.untrusted_zip import Element

KINDS = {
    "Brief regering": "kamerbrief",
    "Antwoord schriftelijke vragen": "antwoord op kamervragen",
    "Antwoord schriftelijke vragen (nader)": "antwoord op kamervragen",
    "Mededeling (uitstel antwoord)": "",
    "Lijst van vragen en antwoorden": "",
    "Brief Algemene Rekenkamer": "",
    "Brief Nationale ombudsman": "",
    "Brief commissie": "",
    "Brief commissie aan bewindspersoon": "",
    "Brief lid / fractie": "",
    "Brief Kamer": "",
    "Geleidende brief": "",
    "Bijlage": "bijlage",
}
"""Which documents of the Tweede Kamer are letters, and the kind of letter where that is sure."""
CHAMBERS = {"1": "Eerste Kamer", "2": "Tweede Kamer"}
"""Chambers by the number that the Tweede Kamer gives them."""
_FIRST_TOKENS = (("2024-09-01", 20_000_000), ("2021-04-01", 10_000_000))
"""From which day on a skiptoken passes over nothing: tokens seen in August 2024 and March 2021."""

_ONWARD = ("next", "resume")  # links to the page after this one; on the last page it is the second


class SyncFeed:
    """Follows the feed; what is wanted is judged here, by title, subject and dossier."""

    def __init__(self, web: Web, address: str) -> None:
        self._web, self._address = web, address
        self._dossiers: dict[str, str] = {}  # numbers by the id that documents refer to

    def pages(self, wish: Wish, mark: str) -> Iterator[Page]:
        """Yield the pages after a skiptoken, until the feed has no more."""
        token = int(mark) if mark.isdecimal() else _first_token(wish)
        while True:
            asked = {"category": "Document", **({"skiptoken": token} if token else {})}
            root = xml_from(self._web, with_query(f"{self._address}/Feed", asked), "feed")
            entries = all_under(root, "entry")
            if not entries:
                return
            following = self._next_token(root, entries[-1])
            if following <= token:
                raise SourceProblem(f"de dienst geeft steeds dezelfde bladzijde. {CHANGED}")
            token = following
            yield Page(tuple(self._wanted(entries, wish)), str(token))

    def files(self, document: Document) -> tuple[Document, ...]:
        """Return the document: it is one file."""
        return (document,)

    def is_gone(self, document: Document) -> bool:
        """Return that it is not: the feed itself tells what is withdrawn."""
        return False

    def _next_token(self, root: Element, last: Element) -> int:
        """Return the skiptoken after the last entry; that of the feed itself is the same."""
        links = [*_links(last), *_links(root)]
        address = next((one.get("href", "") for one in links if one.get("rel") in _ONWARD), "")
        token = parse_qs(urlsplit(address).query).get("skiptoken", [""])[0]
        if address:
            self._web.check(address)
        if not token.isdecimal():
            raise SourceProblem(f"de dienst zegt niet waar de volgende bladzijde begint. {CHANGED}")
        return int(token)

    def _wanted(self, entries: list[Element], wish: Wish) -> Iterator[Document]:
        for entry in entries:
            found = next(entry.iter("{*}document"), None)
            if found is None:
                continue
            identity, version = _attribute(found, "id"), _attribute(found, "bijgewerkt")
            if _attribute(found, "verwijderd") == "true":
                yield Document(identity, version, removed=True)
            elif text_under(found, "soort") in KINDS and _allows(wish, found):
                dossiers = [self._dossier(one) for one in all_under(found, "kamerstukdossier")]
                if not wish.dossier or any(_is_of(one, wish.dossier) for one in dossiers):
                    yield _document(identity, version, entry, found, next(iter(dossiers), ""))

    def _dossier(self, refers: Element) -> str:
        """Return the number of a dossier that a document refers to; empty when not known."""
        identity = refers.get("ref") or ""
        if identity and identity not in self._dossiers:
            self._dossiers[identity] = self._number_of(identity)
        return self._dossiers.get(identity, "")

    def _number_of(self, identity: str) -> str:
        address = f"{self._address}/Entiteiten/{identity}"
        try:
            root = xml_from(self._web, address, "entry", "feed", "kamerstukdossier")
        except Missing:  # a document can do without
            return ""
        return f"{text_under(root, 'nummer')} {text_under(root, 'toevoeging')}".strip()


def _is_of(dossier: str, wanted: str) -> bool:
    """Whether a dossier is the one wanted; one that is wanted without addition has them all."""
    return wanted in (dossier.partition(" ")[0], dossier.replace(" ", "-"))


def _first_token(wish: Wish) -> int:
    """Return a token before which no document of the days that are wanted can stand."""
    return next((token for day, token in _FIRST_TOKENS if wish.since >= day), 0)


def _links(parent: Element) -> list[Element]:
    return [one for one in parent if local_name(one) == "link"]


def _attribute(element: Element, name: str) -> str:
    """Return an attribute, with or without a namespace; empty without it."""
    named = (text for key, text in element.attrib.items() if key.rpartition("}")[2] == name)
    return str(next(named, ""))


def _allows(wish: Wish, found: Element) -> bool:
    text = f"{text_under(found, 'titel')} {text_under(found, 'onderwerp')}"
    return wish.allows(text, day_of(text_under(found, "datum")))


def _document(
    identity: str, version: str, entry: Element, found: Element, dossier: str
) -> Document:
    links = {one.get("rel"): one.get("href", "") for one in _links(entry)}
    size = _attribute(found, "contentLength")
    number = text_under(found, "documentNummer")
    return Document(
        identity,
        version,
        name=number or identity,
        address=links.get("enclosure", ""),
        ending=ENDINGS.get(_attribute(found, "contentType"), ""),
        size=int(size) if size.isdecimal() else 0,
        states=chamber_states(
            kind=text_under(found, "soort"),
            number=number,
            title=text_under(found, "onderwerp") or text_under(found, "titel"),
            day=day_of(text_under(found, "datum")),
            reference=text_under(found, "kenmerkAfzender"),
            paper=(dossier, text_under(found, "volgnummer"), text_under(found, "vergaderjaar")),
            chamber=text_under(found, "kamer"),
        ),
    )


def chamber_states(
    kind: str,
    number: str,
    title: str,
    day: str,
    reference: str,
    paper: tuple[str, str, str],
    chamber: str,
) -> dict[str, object]:
    """Return what the Tweede Kamer says of a document as fields of ``Letter``.

    ``paper`` holds dossier, number in it (-1 for none) and session year; ``chamber`` is 1, 2, or 3
    for both together, and 2 when it is empty.
    """
    dossier, within, session = paper
    kamerstuk = {
        "dossier": dossier,
        "number": within if dossier and within != "-1" else "",
        "session": session,
        "chamber": CHAMBERS.get(chamber or "2", ""),
    }
    page = f"https://www.tweedekamer.nl/kamerstukken/detail?id={number}&did={number}"
    answers = KINDS.get(kind, "").startswith("antwoord")
    states: dict[str, object] = {
        "title": title,
        "date": day,
        "kind": KINDS.get(kind, ""),
        "document_number": number,
        "reference": reference,
        "url": page if number else "",
        # Without a dossier only the answer to a question is named by its session.
        **({"kamerstuk": kamerstuk} if dossier or (session and answers) else {}),
    }
    return {name: stated for name, stated in states.items() if stated}
