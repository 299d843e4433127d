"""Warns of quotes from a page that was perhaps not read well."""

from __future__ import annotations

from collections.abc import Iterable

from corpus import Letter, enumerated
from qa.answer import Statement, Warning


def page_warnings(told: Iterable[Statement]) -> tuple[Warning, ...]:
    """Return a warning for each letter that is quoted from pages that have to be checked."""
    doubtful: dict[str, set[int]] = {}
    letters: dict[str, Letter] = {}
    for one in (citation for statement in told for citation in statement.citations):
        pages = set(one.pages) & set(one.letter.doubtful_pages)
        if pages:
            doubtful.setdefault(one.letter.id, set()).update(pages)
            letters[one.letter.id] = one.letter
    return tuple(
        Warning("doubtful_page", letters[name], _text(letters[name], sorted(pages)))
        for name, pages in doubtful.items()
    )


def _text(letter: Letter, pages: list[int]) -> str:
    labels = letter.labels(tuple(pages))
    verb = "is" if len(pages) == 1 else "zijn"
    return (
        f"Controleer de bladzijde: pagina {enumerated(labels)} van {letter.name} {verb} misschien "
        "niet goed gelezen."
    )
