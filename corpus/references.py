"""References in text and notes: papers of parliament, court rulings, articles, web addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

ReferenceKind = Literal["kamerstuk", "ecli", "article", "url"]

_YEARS = r"(?P<session>(?:19|20)\d\d\s?[-–—/]\s?(?:\d{4}|\d{2}))"
_PAPER = re.compile(
    r"(?:\b(?:Kamerstuk(?:ken)?|Tweede Kamer(?: der Staten-Generaal)?|Eerste Kamer"
    rf"(?: der Staten-Generaal)?|TK|EK)\b(?:\s+I{{1,2}}\b)?,?\s+)?"
    rf"(?:vergaderjaar\s+)?(?:{_YEARS},?\s+)?"
    r"(?P<named>Kamerstuk(?:ken)?\s+)?(?<![\d.,])(?P<dossier>\d{2}[ .  ]?\d{3})"
    r"(?:[- ]\(?(?P<part>[IVXLC]+[A-F]?|R(?:\d{3,4})?)\b\)?)?"
    r"(?:,?\s*(?:nrs?|no)\.?\s*(?P<number>\d{1,4}(?:\s?[-–]\s?\d{1,4})?|[A-Z]{1,2}\b))?"
)
_LEAD = re.compile(r"(?:Kamerstuk|Tweede Kamer|Eerste Kamer|TK |EK |vergaderjaar)", re.I)
_ECLI = re.compile(r"\bECLI:\s?([A-Z]{2}):\s?([A-Z]+):\s?(\d{4}):\s?/?([A-Z0-9.]*[A-Z0-9])")
_LAW = (
    r"(?P<law>Wmo(?:\s2015|\s2007)?|Jeugdwet|Wlz|Zvw|Awb|AVG|UAVG|BW|Grondwet|Gemeentewet"
    r"|Provinciewet|Participatiewet|Woo|Wob|Wams|Sr|Sv"
    r"|(?:Wet|Besluit|Uitvoeringsbesluit|Regeling|Kaderwet|Instellingswet)\s"
    r"(?:(?:[a-z]+\s){0,5}(?:[A-Z][\w-]+|\d{4}|[a-z]+))|[Vv]erordening|[Ww]et|EVRM)"
)
_ORDINALS = ("eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste")
_ARTICLE = re.compile(
    r"\b(?:[Aa]rtikel(?:en)?|[Aa]rt\.)\s+(?P<number>\d+(?:\.\d+)*[a-z]{0,2}(?::\d+[a-z]?)?)\.?"
    rf"(?:,?\s+(?:(?P<ordinal>{'|'.join(_ORDINALS)})\s+lid|lid\s+(?P<lid>\d{{1,2}})))?"
    r"(?:,?\s+(?:aanhef\s+en\s+)?(?:onder(?:deel)?)\s+[a-z0-9]\b)?"
    rf"(?:,?\s+(?:van\s+(?:de|het)\s+)?{_LAW}\b)?",
)
_URL = re.compile(
    r"(?<![\w@.-])(?:https?://[^\s<>\"“”«»|]+|(?:www\.)?(?:[\w-]+\.)+(?:nl|eu|com|org|net|info)\b"
    r"(?:/[^\s<>\"“”«»|]*)?)(?!@)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference: its kind, its characters and one spelling for all that mean the same."""

    kind: ReferenceKind
    start: int
    end: int
    value: str


def references(text: str) -> list[Reference]:
    """Return the references in a text, in order, none inside another."""
    found = sorted(
        (*_urls(text), *_rulings(text), *_papers(text), *_articles(text)),
        key=lambda one: (one.start, -one.end),
    )
    kept: list[Reference] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _papers(text: str) -> Iterator[Reference]:
    for match in _PAPER.finditer(text):
        named = bool(_LEAD.search(match.group()))
        if not (match["number"] and (named or match["number"].isascii())) and not named:
            continue
        dossier = re.sub(r"\D", "", match["dossier"])
        parts = ["kst", dossier, match["part"] or "", re.sub(r"\s", "", match["number"] or "")]
        value = "-".join(part for part in parts if part).replace("–", "-")
        yield Reference("kamerstuk", match.start(), match.end(), value)


def _rulings(text: str) -> Iterator[Reference]:
    for match in _ECLI.finditer(text):
        yield Reference("ecli", *match.span(), ":".join(("ECLI", *match.groups())))


def _articles(text: str) -> Iterator[Reference]:
    for match in _ARTICLE.finditer(text):
        ordinal = (match["ordinal"] or "").lower()
        lid = match["lid"] or (str(_ORDINALS.index(ordinal) + 1) if ordinal else "")
        law = " ".join((match["law"] or "").split())
        parts = ["artikel", match["number"], f"lid {lid}" if lid else "", law]
        value = " ".join(part for part in parts if part)
        yield Reference(
            "article", match.start(), match.start() + len(match.group().rstrip(" .")), value
        )


def _urls(text: str) -> Iterator[Reference]:
    for match in _URL.finditer(text):
        found = match.group().rstrip(".,;:!?'’")
        while found.endswith(")") and found.count(")") > found.count("("):
            found = found[:-1].rstrip(".,;:!?'’")
        scheme, _, rest = found.rpartition("://")
        host, slash, path = rest.partition("/")
        value = f"{scheme.lower() or 'https'}://{host.lower()}{slash}{path}".rstrip("/")
        yield Reference("url", match.start(), match.start() + len(found), value)
