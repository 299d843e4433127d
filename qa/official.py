"""Citations as official Dutch papers write them."""

from __future__ import annotations

from corpus import Letter


def official_citation(letter: Letter, page_labels: tuple[str, ...]) -> str:
    """Return ``Kamerstukken II 2023/24, 29538, nr. 360, p. 3``, or the letter's own particulars.

    Without a Kamerstuk number these are sender, kind or title, date, kenmerk and page; a part
    that is not known is left out, never guessed.

    Source of the form: Leidraad voor juridische auteurs, parliamentary papers.
    """
    paper = letter.kamerstuk
    if paper and paper.dossier and paper.number:
        chamber = f"Kamerstukken {paper.chamber}".strip()
        lead = " ".join(part for part in (chamber, _session(paper.session)) if part)
        parts = [lead, paper.dossier, f"nr. {paper.number}"]
    else:
        parts = [letter.sender, _named(letter)]
        parts += [letter.date.in_words()] if letter.date else []
        parts += [f"kenmerk {letter.reference}"] if letter.reference else []
    if page_labels:
        parts.append("p. " + "-".join(dict.fromkeys((page_labels[0], page_labels[-1]))))
    return ", ".join(part for part in parts if part)


def _named(letter: Letter) -> str:
    """Return kind and title: ``kamerbrief 'Hoofdlijnenbrief Wmo'``."""
    title = f"‘{letter.title}’" if letter.title else ""
    return " ".join(part for part in (letter.kind, title) if part)


def _session(years: str) -> str:
    """Return a session year as it is cited: ``2023-2024`` becomes ``2023/24``."""
    first, _, last = years.replace("/", "-").partition("-")
    return f"{first}/{last[-2:]}" if last else first
