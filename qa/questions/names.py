"""Names in questions and letters, also of several words, and whether a text speaks of one."""

from __future__ import annotations

import re

LINKS = "van|de|der|den|ten|ter|en|voor|het|op"
NAME = re.compile(rf"[A-Z][\w'’&‑-]*(?: (?:(?:{LINKS}) )*[A-Z][\w'’&‑-]*)*")
ENDS = ".!?:|\n•·"
_COMMON_TEXT = """
Wmo WMO Wet Rijk Kamer Tweede Eerste Nederland VWS VNG CAK Wlz Zvw Jeugdwet Participatiewet IGJ
SCP CRvB
"""
COMMON = frozenset(_COMMON_TEXT.split())
"""So common in these letters that they tell nothing."""
STEM = 6  # letters; of a longer name its ending may differ: Rotterdam(mers)


def names_asked(question: str) -> tuple[str, ...]:
    """Return the names that a question is about: not those that are common in these letters.

    The first word of a question has its capital for another reason.
    """
    found = []
    for match in NAME.finditer(question):
        name = match[0]
        if _opens(question, match.start()):
            name = _next_word(name)
            if not name[:1].isupper():
                continue
        if any(word[0].isupper() and word not in COMMON for word in name.split()):
            found.append(name)
    return tuple(dict.fromkeys(found))


def speaks_of(text: str, name: str) -> bool:
    """Whether a text holds a name: in another form, inside a word, or abbreviated."""
    folded = _folded(text)
    words = [_bare(word) for word in re.split("[ /]", _straight(name)) if word[:1].isupper()]
    words = [word for word in words if word not in ("Wmo", "Wet")]
    stems = [_stem(word) for word in words]
    if all(stem in folded for stem in stems):
        joined = r"\w*\W+(?:\w+\W+)?".join(map(re.escape, stems))
        whole = all(word[:1].isupper() for word in name.split())
        return len(stems) < 2 or not whole or re.search(joined, folded) is not None
    if len(words) == 1:
        return _spelled_out(words[0], folded)
    short = "".join(word[0] for word in words).casefold()
    return len(short) > 2 and re.search(rf"\b{re.escape(short)}\b", folded) is not None


def missing_names(question: str, text: str) -> tuple[str, ...]:
    """Return the names of a question that a text does not speak of."""
    return tuple(name for name in names_asked(question) if not speaks_of(text, name))


def _opens(text: str, start: int) -> bool:
    """Whether a sentence, or an item of a list, begins there."""
    before = text[:start].rstrip(" \"'‘’“«(-–")
    return not before or before[-1] in ENDS


def _next_word(name: str) -> str:
    return name.partition(" ")[2]


def _straight(text: str) -> str:
    """Return a text with one kind of apostrophe and one kind of hyphen."""
    for other, usual in (("’", "'"), ("‘", "'"), ("ʼ", "'"), ("‑", "-"), ("‐", "-")):
        text = text.replace(other, usual)
    return text


def _folded(text: str) -> str:
    return _straight(text).casefold()


def _bare(word: str) -> str:
    """Return a name as other forms of it begin: ``CPB`` of ``CPB-raming``, ``GGD`` of ``GGD's``."""
    first = word.partition("-")[0].removesuffix("'s")
    return (first if len(first) > 2 else word).strip("().")


def _stem(word: str) -> str:
    folded = _folded(word)
    return folded[: max(STEM - 1, len(folded) - 4)] if len(folded) > STEM else folded


def _spelled_out(short: str, folded: str) -> bool:
    """Whether a text has the words that an abbreviation of three to five capitals stands for."""
    if not (short.isupper() and 2 < len(short) < 6):
        return False
    links = rf"\w*\W+(?:(?:{LINKS})\W+)*"
    letters = links.join(re.escape(letter) for letter in short.casefold())
    return re.search(rf"\b{letters}", folded) is not None
