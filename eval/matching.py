"""Whether a passage holds the evidence of a question, and an answer its facts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus import Passage
    from eval.questions import Question

_SUPERSCRIPT = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]")
_SOFT_HYPHEN = re.compile("[\u00ad\ufffe]\n?")
_BROKEN_WORD = re.compile(r"(?<=[^\W\d_])[-\u2010][ \t]*\n[ \t]*(?=[a-zà-ÿ])(?!(?:en|of)\b)")
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[%€]")


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """Return the words, numbers, % and € of a text, in lower case and one space apart.

    A number keeps the points and commas inside it, accents stay, a word broken at a line end is
    one word again (``in-`` before ``en`` or ``of`` stays), and digits glued to a word or raised
    above it, as footnote markers are, stand apart.
    """
    text = unicodedata.normalize("NFKC", _SUPERSCRIPT.sub(lambda found: f" {found[0]}", text))
    text = _BROKEN_WORD.sub("", _SOFT_HYPHEN.sub("", text))
    return " ".join(_TOKEN.findall(text.casefold()))


def holds(text: str, wanted: str) -> bool:
    """Tell whether the wanted words stand in the text, as whole words and numbers in a row."""
    return f" {fold(wanted)} " in f" {fold(text)} "


def relevant(question: Question, passage: Passage) -> bool:
    """Tell whether the passage, with its footnotes, holds every string of one evidence entry."""
    entries = [one for one in question.evidence if one.letter == passage.letter.id]
    if not entries:
        return False
    text = "\n\n".join((passage.text, *passage.footnotes))
    return any(all(holds(text, string) for string in one.contains) for one in entries)


def fact_met(alternatives: Sequence[str], text: str) -> bool:
    """Tell whether one of the alternatives stands in the text."""
    return any(holds(text, alternative) for alternative in alternatives)
