"""Questions in capitals, put as they are mostly written: there a capital says nothing of a name."""

from __future__ import annotations

import re
from collections.abc import Callable

from index import is_dutch
from qa.questions.names import COMMON

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
OPENING = re.compile(r"^\W*\w|[.?!]\s+\w")
_SMALL_TEXT = """
aan als bij dan dat de den der die door een en het in met na naar of om op over per te tegen ten ter
tot uit van voor
"""
SMALL = frozenset(_SMALL_TEXT.split())
"""Words that stay small where each other word has a capital."""
FEWEST = 3  # words with a capital, that together are no name
SHORT = 5  # letters of an abbreviation at most
_COMMON = {word.casefold(): word for word in sorted(COMMON, key=str.isupper, reverse=True)}


def usual_case(question: str) -> str:
    """Return a question with capitals only where Dutch has them, as far as the dictionary tells.

    All words are in capitals, or all begin with one; any other question is returned as it is. What
    is in no dictionary is a name or an abbreviation.
    """
    words = WORD.findall(question)
    if question.isupper() and len(words) > 1:
        usual: Callable[[str], str] = _of_capitals
    elif _has_capitals_throughout(words):
        usual = _of_title
    else:
        return question
    text = WORD.sub(lambda word: usual(word[0]), question)
    return OPENING.sub(lambda opening: opening[0].upper(), text)


def _has_capitals_throughout(words: list[str]) -> bool:
    large = [word for word in words if word[0].isupper()]
    small = [word for word in words if word[0].islower()]
    return len(large) >= FEWEST and SMALL.issuperset(small)


def _of_capitals(word: str) -> str:
    if is_dutch(word.lower()):
        return word.lower()
    name, mark, ending = re.match("([^'’]+)(['’]?)(.*)", word).groups()  # type: ignore[union-attr]
    usual = name if len(name) <= SHORT else name.capitalize()
    return _COMMON.get(name.casefold(), usual) + mark + ending.lower()


def _of_title(word: str) -> str:
    return word.lower() if word.istitle() and is_dutch(word.lower()) else word
