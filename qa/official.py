"""Citations as official Dutch papers write them."""

from __future__ import annotations

import re

from corpus import Kamerstuk, Letter

CHAMBERS = {"tweede kamer": "II", "eerste kamer": "I"}
ANSWERS = "antwoord op kamervragen"
ANNEX = "bijlage"


def official_citation(letter: Letter, page_labels: tuple[str, ...]) -> str:
    """Return ``Kamerstukken II 2023/24, 29538, nr. 360, p. 3``, or the letter's own particulars.

    Papers of the Eerste Kamer carry a letter instead of a number (``Kamerstukken I 2023/24, 29538,
    A``); an annex is cited as ``Bijlage bij Kamerstukken ...``; answers to questions of members as
    ``Aanhangsel Handelingen II 2020/21, nr. 3235``. Without a number these are sender, kind or
    title, date, kenmerk and page; a part that is not known is left out, never guessed.

    Source of the forms: Leidraad voor juridische auteurs, parliamentary papers.
    """
    parts = _parliamentary(letter)
    if not parts:
        parts = [letter.sender, _named(letter)]
        parts += [letter.date.in_words()] if letter.date else []
        parts += [f"kenmerk {letter.reference}"] if letter.reference else []
    if page_labels:
        parts.append("p. " + "-".join(dict.fromkeys((page_labels[0], page_labels[-1]))))
    return ", ".join(part for part in parts if part)


def _parliamentary(letter: Letter) -> list[str]:
    """Return the parts up to the page of a paper of parliament; none when its number is unknown."""
    paper = letter.kamerstuk
    if not paper:
        return []
    if paper.dossier and paper.number:
        number = paper.number if paper.number.isalpha() else f"nr. {paper.number}"
        annex = "Bijlage bij " if letter.kind.casefold() == ANNEX else ""
        return [f"{annex}{_lead('Kamerstukken', paper)}", paper.dossier, number]
    answered = re.search(r"(?:^|-)(\d+)$", letter.document_number)
    if letter.kind == ANSWERS and answered and paper.session:
        return [_lead("Aanhangsel Handelingen", paper), f"nr. {answered[1]}"]
    return []


def _lead(series: str, paper: Kamerstuk) -> str:
    chamber = CHAMBERS.get(paper.chamber.casefold(), paper.chamber)
    return " ".join(part for part in (series, chamber, _session(paper.session)) if part)


def _named(letter: Letter) -> str:
    """Return kind and title: ``kamerbrief ‘Hoofdlijnenbrief Wmo’``."""
    title = f"‘{letter.title}’" if letter.title else ""
    return " ".join(part for part in (letter.kind, title) if part)


def _session(years: str) -> str:
    """Return a session year as it is cited: ``2023-2024`` becomes ``2023/24``."""
    first, _, last = years.replace("/", "-").partition("-")
    return f"{first}/{last[-2:]}" if last else first
