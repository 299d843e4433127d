"""Papers of parliament and laws: what their fixed form says about them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.dutch.dates import find_date
from corpus.letter import Kamerstuk, LetterDate
from corpus.metadata.gazettes import (
    gazette_date,
    gazette_number,
    gazette_of,
    gazette_sender,
    gazette_title,
    staatsblad_number,
)

_HEAD = 3000  # characters
_SESSION = re.compile(r"(?:^|\n|\|)[ \t]*vergaderjaar[ \t]+(\d{4})\s?[-–]\s?(\d{4})", re.I)
_PAPER = re.compile(
    r"(?:^|\n)[ \t]*(?P<dossier>\d{2}[  ]?\d{3})(?:[  -](?P<part>[IVXLC]+))?\s+"
    r"(?P<subject>[A-Z][^\n]{5,400})\s*\n+\s*Nr\.?\s*(?P<number>\d+|[A-Z]{1,2})\b[ \t]*\n*"
    r"(?P<form>[^\n]*(?:\n+[A-Z ]{4,60}(?=\n))?)"
)
_MARK = re.compile(r"\b((?:kst|ah-tk|ah-ek|h-tk|blg)-\d[\w-]+)")
_QUESTIONS = re.compile(
    r"(?:^|\n)[ \t]*(?P<title>Vragen van (?P<who>(?:de leden|het lid) .{3,200}?) aan de .{5,600}?)"
    r"\s*\(ingezonden [^)]*\)",
    re.S,
)
_ANSWER = re.compile(
    r"(?:Mededeling|Antwoord) van (?P<who>(?:Minister|Staatssecretaris|de ).{3,300}?)\s*"
    r"\(ontvangen (?P<date>[^)]*)\)",
    re.S,
)
_APPENDIX = re.compile(r"(?:^|\n)[ \t]*(\d{1,4})[ \t]*\n+[ \t]*Vragen van")
_MOVED = re.compile(r"(?:^|\n)[ \t]*Voorgesteld[ \t]+([^\n]{6,30})")
_PLACE = re.compile(
    r"(?:^|\n)[ \t]*(?:Den Haag|’s-Gravenhage|'s-Gravenhage),?[ \t]+(\d{1,2} \w+ \d{4})"
)
_LAW = re.compile(
    r"(?:^|\n)[# \t]*(?P<title>(?P<form>Wet|Besluit) van (?P<date>\d{1,2} \w+ \d{4}),[^\n]{5,600})"
)
_SHORT_TITLE = re.compile(r"\(([A-Z][^()\n]{5,90}?)\)\s*$")
_MEMBERS = re.compile(r"motie van (de leden|het lid) (.+)", re.I)
_OPINION = re.compile(r"\bW\d{2}\.\d{2}\.\d{4}/[IVX]+")


@dataclass(frozen=True, slots=True)
class Publication:
    """What a paper of parliament or a law says about itself; empty for any other letter."""

    kind: str = ""
    title: str = ""
    sender: str = ""
    recipient: str = ""
    date: LetterDate | None = None
    number: str = ""
    reference: str = ""
    kamerstuk: Kamerstuk | None = None


def find_publication(text: str) -> Publication:
    """Return what the text's fixed form says, if it is a paper of parliament or a law."""
    head = text[:_HEAD]
    session = _SESSION.search(head)
    years = f"{session.group(1)}-{session.group(2)}" if session else ""
    questions, answer = _QUESTIONS.search(head), _ANSWER.search(head)
    if questions:
        return _questions(head, questions, answer, years)
    paper = _PAPER.search(head)
    if paper:
        return _paper(text, paper, years)
    if gazette := gazette_of(text):
        return _gazette(text, gazette)
    law = _LAW.search(head)
    if law and law.start() < 600:
        return _law(law, staatsblad_number(text))
    return Publication()


def _questions(
    head: str, questions: re.Match[str], answer: re.Match[str] | None, session: str
) -> Publication:
    mark, number = _MARK.search(head), _APPENDIX.search(head)
    chamber = _chamber(head[: questions.start()]) or "Tweede Kamer"
    if mark and "-ek-" in mark.group(1):
        chamber = "Eerste Kamer"
    return Publication(
        kind="antwoord op kamervragen" if answer else "kamervragen",
        title=_flat(questions["title"]),
        sender=_flat(answer["who"]) if answer else _flat(questions["who"]),
        recipient=_flat(questions["who"]) if answer else "",
        date=find_date(answer["date"], exact=True) if answer else None,
        number=mark.group(1) if mark else number.group(1) if number else "",
        kamerstuk=Kamerstuk("", "", session, chamber) if session else None,
    )


def _paper(text: str, paper: re.Match[str], session: str) -> Publication:
    head = text[:_HEAD]
    form = recased(_flat(paper["form"]), text)
    mark, opinion = _MARK.search(head), _OPINION.search(text)
    dossier = paper["dossier"].replace(" ", "").replace(" ", "")
    part = f" {paper['part']}" if paper["part"] else ""
    members = _MEMBERS.fullmatch(form)
    advice = form.lower().startswith("advies")
    date = _MOVED.search(head) or _PLACE.search(head)
    return Publication(
        kind=_paper_kind(form),
        title="; ".join(one for one in (_flat(paper["subject"]), form) if one),
        sender=_paper_sender(members, advice=advice),
        date=find_date(date.group(1), exact=True) if date else _opinion_date(head, advice=advice),
        number=mark.group(1) if mark else "",
        reference=opinion.group() if advice and opinion else "",
        recipient="de Koning" if advice else "",
        kamerstuk=Kamerstuk(dossier + part, paper["number"], session, _chamber(head)),
    )


def _opinion_date(head: str, *, advice: bool) -> LetterDate | None:
    found = re.search(r"nader rapport d\.d\.\s+(\d{1,2} \w+ \d{4})", head)
    return find_date(found.group(1), exact=True) if advice and found else None


def _paper_sender(members: re.Match[str] | None, *, advice: bool) -> str:
    if members:
        return f"{members.group(1).lower()} {members.group(2)}"
    return "Afdeling advisering van de Raad van State" if advice else ""


def _paper_kind(form: str) -> str:
    lower = form.lower()
    for word, kind in (("motie", "motie"), ("advies", "advies"), ("brief", "kamerbrief")):
        if lower.startswith(word):
            return kind
    return lower.split(" van ")[0][:40]


def _chamber(head: str) -> str:
    found = re.search(r"(Tweede|Eerste) Kamer der Staten-Generaal", head)
    return f"{found.group(1)} Kamer" if found else ""


def _gazette(text: str, gazette: str) -> Publication:
    title, form = gazette_title(text)
    return Publication(
        kind=form,
        title=title,
        sender=gazette_sender(text),
        date=gazette_date(text),
        number=gazette_number(text, gazette),
    )


def _law(law: re.Match[str], number: str) -> Publication:
    title = _flat(law["title"])
    short = _SHORT_TITLE.search(title)
    return Publication(
        kind="wet" if law["form"] == "Wet" else "besluit",
        title=short.group(1) if short else title,
        date=find_date(law["date"], exact=True),
        number=number,
    )


def recased(words: str, text: str) -> str:
    """Return words in capitals in the case in which the text has them elsewhere."""
    result: list[str] = []
    for word in words.split():
        plain = word.strip(",.()")
        if not plain.isupper() or len(plain) < 2:
            result.append(word)
            continue
        pattern = rf"(?<![\w-])(?!{re.escape(plain)})(?i:{re.escape(plain)})(?![\w-])"
        variants = re.findall(pattern, text)
        cased = plain.lower() if not variants or plain.lower() in variants else variants[0]
        result.append(word.replace(plain, cased))
    flat = " ".join(result)
    return flat[:1].upper() + flat[1:]


def _flat(text: str) -> str:
    return " ".join(text.split()).strip(" .")
