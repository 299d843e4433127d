"""Citations as official Dutch papers write them.

The forms are those of Aanwijzingen voor de regelgeving, aanwijzing 3.43 (papers of parliament),
and of the Leidraad voor juridische auteurs (appendices, Staatsblad and Staatscourant, and letters
without a number: these go by sender, date and kenmerk). A part that the letter and its metadata do
not state is left out, never derived from another one.
"""

from __future__ import annotations

import re

from corpus import Kamerstuk, Letter

_CHAMBERS = {
    "i": "I", "ek": "I", "eerste kamer": "I", "ii": "II", "tk": "II", "tweede kamer": "II",
}  # fmt: skip
_GAZETTE = re.compile(r"(?P<name>stb|stcrt|trb)-(?P<year>\d{4})-(?P<number>\d+)", re.I)
_ANSWERS = re.compile(
    r"ah-(?P<chamber>tk|ek)-(?P<first>\d{4})(?P<last>\d{4})-(?P<number>\d+)", re.I
)
_ANSWER = "antwoord op kamervragen"
_NUMBERED = re.compile(r"\d")
_SESSION = re.compile(r"(\d{4})\s*[-–/]\s*(?:\d\d)?(\d\d)")


def official_citation(letter: Letter, page_labels: tuple[str, ...] = ()) -> str:
    """Return ``Kamerstukken II 2023/24, 29538, nr. 360, p. 3``, or the letter's own particulars.

    Without an official number these are sender, kind and title, date, kenmerk, the mail that it
    came with, and page. Printed page labels in reading order become ``p. 3``, or ``p. 3-4`` from
    the first to the last.
    """
    named = _gazette(letter) or _answers(letter) or _paper(letter) or _own(letter)
    pages = (
        f"p. {'-'.join(dict.fromkeys((page_labels[0], page_labels[-1])))}" if page_labels else ""
    )
    return ", ".join(part for part in (named, pages) if part)


def _gazette(letter: Letter) -> str:
    """Return ``Stb. 2014, 280`` for what stood in Staatsblad, Staatscourant or Tractatenblad."""
    found = _GAZETTE.fullmatch(letter.document_number)
    return f"{found['name'].capitalize()}. {found['year']}, {found['number']}" if found else ""


def _answers(letter: Letter) -> str:
    """Return ``Aanhangsel Handelingen II 2020/21, nr. 3235`` for an answer to written questions."""
    if found := _ANSWERS.fullmatch(letter.document_number):
        chamber, number = _CHAMBERS[found["chamber"].lower()], found["number"]
        session = _session(f"{found['first']}-{found['last']}")
        return f"Aanhangsel Handelingen {chamber} {session}, nr. {number}"
    paper, number = letter.kamerstuk, letter.document_number
    if letter.kind != _ANSWER or not paper or not number.isdecimal():
        return ""
    chamber, session = _chamber(paper), _session(paper.session)
    if not (chamber and session):  # the numbers begin again each year, in each chamber
        return ""
    return f"Aanhangsel Handelingen {chamber} {session}, nr. {number}"


def _paper(letter: Letter) -> str:
    """Return the number of a paper of parliament; an Eerste Kamer letter stands without ``nr.``."""
    paper = letter.kamerstuk
    if not (paper and paper.dossier and paper.number):
        return ""
    where = " ".join(part for part in (_chamber(paper), _session(paper.session)) if part)
    dossier = " ".join(paper.dossier.replace("-", " ").split())
    number = f"nr. {paper.number}" if _NUMBERED.search(paper.number) else paper.number
    lead = f"Kamerstukken {where}," if where else "Kamerstukken"
    attached = letter.kind == "bijlage" or letter.document_number.startswith("blg-")
    return f"{'Bijlage bij ' if attached else ''}{lead} {dossier}, {number}"


def _own(letter: Letter) -> str:
    """Return what a letter without an official number goes by."""
    parts = [letter.sender, _named(letter)]
    parts += [letter.date.in_words()] if letter.date else []
    parts += [f"kenmerk {letter.reference}"] if letter.reference else []
    parts += [f"bijlage bij e-mail {letter.attached_to}"] if letter.attached_to else []
    return ", ".join(part for part in parts if part)


def _named(letter: Letter) -> str:
    """Return kind and title: ``kamerbrief ‘Hoofdlijnenbrief Wmo’``."""
    title = f"‘{letter.title}’" if letter.title else ""
    return " ".join(part for part in (letter.kind, title) if part)


def _chamber(paper: Kamerstuk) -> str:
    """Return ``I`` or ``II``; empty when the paper does not say which chamber."""
    return _CHAMBERS.get(" ".join(paper.chamber.lower().split()), "")


def _session(years: str) -> str:
    """Return a session year as it is cited: ``2023-2024`` becomes ``2023/24``."""
    found = _SESSION.fullmatch(years.strip())
    if not found:
        return years.strip()
    first, last = found.groups()
    return f"{first}/{'2000' if last == '00' else last}"
