"""Abbreviations that a letter explains itself: ``Centraal Administratie Kantoor (CAK)``."""

from __future__ import annotations

import re
from itertools import pairwise

from index.dutch.dictionary import is_known, plain
from index.dutch.lemmas import lemmas

# Between brackets, after the long form; or the long form between brackets after the short one.
_SHORT_IN_BRACKETS = re.compile(r"\((?:hierna:?\s+)?[\"'‘“]?([A-Za-z][\w&.-]{1,9})[\"'’”]?\)")
_LONG_IN_BRACKETS = re.compile(r"\b([A-Z][A-Za-z&.-]{1,9}) \(([^()\n]{6,80})\)")


def abbreviations(text: str) -> list[tuple[str, str]]:
    """Return the abbreviations explained in a text: (short, long), as written.

    This is the rule of Schwartz and Hearst (2003): the letters of the short form must stand in
    the long form, in order, the first one at the start of a word. Of the long form no more words
    are looked at than twice the letters, or five more than those.
    """
    found = dict.fromkeys(
        (short, long)
        for match in _SHORT_IN_BRACKETS.finditer(text)
        if _is_short(short := match[1]) and (long := _long_form(short, text[: match.start()]))
    )
    found |= dict.fromkeys(
        (match[1], long)
        for match in _LONG_IN_BRACKETS.finditer(text)
        if _is_short(match[1]) and (long := _long_form(match[1], match[2]))
        if long == match[2].strip()
    )
    return list(found)


def abbreviation_tokens(text: str) -> list[str]:
    """Return ``short=lemma_lemma_lemma`` of each abbreviation explained in a text."""
    return [
        f"{plain(short)}={'_'.join(words)}"
        for short, long in abbreviations(text)
        if len(words := lemmas(long)) > 1 and "=" not in short
    ]


def _is_short(word: str) -> bool:
    """Whether a word looks like an abbreviation: capitals, or few letters that are no word."""
    letters = [one for one in word if one.isalpha()]
    short = 2 <= len(letters) <= 5 and not is_known(word)
    return short or (2 <= len(letters) <= 8 and sum(map(str.isupper, letters)) >= 2)


def _long_form(short: str, before: str) -> str:
    letters = [plain(one) for one in short if one.isalnum()]
    most = min(len(letters) + 5, 2 * len(letters))
    line = re.split(r"[.;:?!)]\s|\n\s*\n", before[-200:])[-1].rstrip()
    words = list(re.finditer(r"\S+", line))[-most:]
    if not words:
        return ""
    text = line[words[0].start() :]
    start = _start(letters, text, short[0].isupper())
    long = text[start:] if start is not None else ""
    right = len(long) > len(short) + 3 and plain(short) not in plain(long).split()
    return long if right else ""


def _start(letters: list[str], text: str, capital: bool) -> int | None:
    """Return where the long form starts; at a capital if the short form has one, if possible."""
    folded = [plain(one) or one for one in text]
    starts = {0} | {at + 1 for at, (one, _) in enumerate(pairwise(text)) if not one.isalnum()}
    capitals = {at for at in starts if text[at].isupper()} if capital else set()
    found = _matched_from(letters, folded, capitals) if capitals else None
    return found if found is not None else _matched_from(letters, folded, starts)


def _matched_from(letters: list[str], text: list[str], starts: set[int]) -> int | None:
    """Return where the first letter is met, the letters being matched from the last one on."""
    at = len(text) - 1
    for index, letter in reversed(list(enumerate(letters))):
        while at >= 0 and (text[at] != letter or (index == 0 and at not in starts)):
            at -= 1
        if at < 0:
            return None
        at -= 1
    return at + 1
