"""When two senders are one: the same office, and a name that is written in two ways."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_MINISTRIES = {
    "vws": "volksgezondheid, welzijn en sport",
    "szw": "sociale zaken en werkgelegenheid",
    "bzk": "binnenlandse zaken en koninkrijksrelaties",
    "ocw": "onderwijs, cultuur en wetenschap",
    "jenv": "justitie en veiligheid",
    "ienw": "infrastructuur en waterstaat",
    "ezk": "economische zaken en klimaat",
}
_SHORT = re.compile(rf"\b(?:{'|'.join(_MINISTRIES)})\b")
_PARTICLES = frozenset(("van", "de", "der", "den", "ten", "ter", "el", "al", "in", "'t", "’t"))


@lru_cache(maxsize=4096)
def same_sender(one: str, other: str) -> bool:
    """Whether two senders are surely one: ``C. Helder`` and ``Conny Helder`` of the same office.

    Of senders without an office, or of another one, only the same words are the same sender.
    """
    mine, theirs = _folded(one), _folded(other)
    if mine == theirs:
        return bool(mine)
    name, _, office = mine.partition(", ")
    other_name, _, other_office = theirs.partition(", ")
    if not office or _in_full(office) != _in_full(other_office):
        return False
    given, surname = _parts(name)
    other_given, other_surname = _parts(other_name)
    return bool(surname) and surname == other_surname and _agree(given, other_given)


def _folded(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(one for one in parts if not unicodedata.combining(one)).split())


def _in_full(office: str) -> str:
    return _SHORT.sub(lambda found: _MINISTRIES[found.group()], office)


def _parts(name: str) -> tuple[list[str], str]:
    """Return the given names or initials, and the surname with what belongs to it."""
    words = re.sub(r"\([^)]*\)", " ", name).replace(".", ". ").split()
    place = next((n for n, word in enumerate(words) if word in _PARTICLES), len(words) - 1)
    return words[: max(place, 0)], " ".join(words[max(place, 0) :])


def _agree(given: list[str], others: list[str]) -> bool:
    """Whether given names can be of one person: written out they are alike, or one is initials."""
    if not given or not others or given[0][0] != others[0][0]:
        return False
    initials = [all(word.endswith(".") for word in words) for words in (given, others)]
    if all(initials):
        return all(one == other for one, other in zip(given, others, strict=False))
    return any(initials) or given[0] == others[0]
