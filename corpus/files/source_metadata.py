"""What the source of a fetched letter says of it, beside what the letter says itself."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import fields, replace
from typing import Any

from corpus.letter import Kamerstuk, Letter, LetterDate

_COMPARED = {
    "date": "datum",
    "sender": "afzender",
    "reference": "kenmerk",
    "kamerstuk": "Kamerstuk",
}
"""Fields in which a difference is a contradiction; titles are worded otherwise, and a paper has
several numbers."""


def completed(letter: Letter, states: Mapping[str, Any], corrected: Collection[str]) -> Letter:
    """Return a letter with what its source says where the letter itself is silent.

    Where both speak and contradict each other the letter's own words stay, and a warning names the
    difference; not for the fields that its owner corrected.
    """
    missing = {name: stated for name, stated in states.items() if not getattr(letter, name)}
    warnings = [
        f"De bron noemt als {_COMPARED[name]} {_in_words(stated)}; in de brief staat "
        f"{_in_words(getattr(letter, name))}. De brief gaat voor."
        for name, stated in states.items()
        if name in _COMPARED
        and name not in missing
        and name not in corrected
        and stated
        and not _agree(name, getattr(letter, name), stated)
    ]
    if isinstance(kamerstuk := states.get("kamerstuk"), Kamerstuk) and letter.kamerstuk:
        missing["kamerstuk"] = _joined(letter.kamerstuk, kamerstuk)
    return replace(letter, **missing, warnings=(*letter.warnings, *warnings))


def _agree(name: str, own: Any, stated: Any) -> bool:  # noqa: ANN401 - the values of one field
    """Whether two values can both be true; a sender may be named in more or fewer words."""
    if isinstance(own, LetterDate):
        return not (own.surely_after(stated) or stated.surely_after(own))
    if isinstance(own, Kamerstuk):
        pairs = ((own.dossier, stated.dossier), (own.number, stated.number))
        return all(not mine or not theirs or mine == theirs for mine, theirs in pairs)
    mine, theirs = _words(own), _words(stated)
    if name == "sender":
        return _surname(own) in theirs or _surname(stated) in mine
    return mine == theirs


def _words(text: str) -> list[str]:
    return re.findall(r"[\w’'-]+", text.casefold())


def _surname(sender: str) -> str:
    """Return the last word of who is named before an office: a surname, or what a body is of."""
    return next(reversed(_words(sender.partition(",")[0])), "")


def _joined(own: Kamerstuk, stated: Kamerstuk) -> Kamerstuk:
    """Return a paper's numbers, with those of the source where its own are not known."""
    if not _agree("kamerstuk", own, stated):
        return own
    names = [one.name for one in fields(Kamerstuk)]
    return Kamerstuk(**{name: getattr(own, name) or getattr(stated, name) for name in names})


def _in_words(value: Any) -> str:  # noqa: ANN401 - of any compared field
    if isinstance(value, LetterDate):
        return value.in_words()
    if isinstance(value, Kamerstuk):
        return f"{value.dossier}, nr. {value.number}" if value.number else value.dossier
    return f"‘{value}’"
