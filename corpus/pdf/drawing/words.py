"""Words that the drawing of a PDF sets apart, put together with a dictionary as the judge."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.pdf.line import Line
from corpus.text.cleaning import is_dutch_word

_PAIR = re.compile(r"(?<![^\s(‘“])([a-zà-ÿ]{2,}) (?=([a-zà-ÿ]{2,})(?![\w’'-]))")
_LOOSE_HYPHEN = re.compile(r"([a-zà-ÿ]+) -$")
_FIRST = re.compile(r"[a-zà-ÿ]+")
_WORD = re.compile(r"[^\W\d_]+")
_SHORT = 7  # letters: shorter words are not put together
_ENDING = 3  # letters: a word so short behind an unknown one is a word of its own
_OWN = 3  # times: a word that a letter uses so often is one, also without the dictionary


def words_of(pages: Sequence[Sequence[Line]]) -> Counter[str]:
    """Return how often each word stands in a letter."""
    text = "\n".join(line.text for lines in pages for line in lines)
    return Counter(_WORD.findall(text.casefold()))


def mended(lines: Sequence[Line], own: Counter[str]) -> list[Line]:
    """Return the lines with split words whole and hyphens at the line's end against their word."""
    whole = [_with_text(line, _joined(line.text, own)) for line in lines]
    closed = [
        _with_text(above, _closed(above.text, below.text, own)) for above, below in pairwise(whole)
    ]
    return closed + whole[-1:]


def _with_text(line: Line, text: str) -> Line:
    return line if text == line.text else replace(line, text=text)


def _joined(text: str, own: Counter[str]) -> str:
    def one(pair: re.Match[str]) -> str:
        left, right = pair[1], pair[2]
        if len(left + right) < _SHORT or (_is_word(left, own) and _is_word(right, own)):
            return pair[0]
        ending = len(right) <= _ENDING and _is_word(right, own)
        return left if not ending and is_dutch_word(left + right) else pair[0]

    return _PAIR.sub(one, text)


def _closed(above: str, below: str, own: Counter[str]) -> str:
    """Return a line without the space before a hyphen that cuts a word, not a sentence."""
    if " -" not in above:
        return above
    loose, first = _LOOSE_HYPHEN.search(above), _FIRST.match(below)
    if loose is None or first is None:
        return above
    whole = loose[1] + first[0]
    cut = own[whole] > 0 or is_dutch_word(whole) or not is_dutch_word(loose[1])
    return above[:-2] + "-" if cut else above


def _is_word(word: str, own: Counter[str]) -> bool:
    return own.get(word, 0) >= _OWN or is_dutch_word(word)
