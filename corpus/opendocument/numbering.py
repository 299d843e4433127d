"""The numbers that an OpenDocument text prints before its headings and the items of its lists."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from corpus.dutch.numerals import letters
from corpus.opendocument.names import STYLE, TEXT, XML
from corpus.untrusted_zip import Element
from corpus.word.styles import printed

OUTLINE = "outline"
"""The name under which the numbers of the headings are kept, which have no list of their own."""
DEEPEST = 10  # the levels that lists and headings can have
_FORMS = {"i": "lowerRoman", "I": "upperRoman"}


@dataclass(frozen=True, slots=True)
class Form:
    """How the numbers of one level are printed; without a ``kind`` the level has none."""

    kind: str = ""
    prefix: str = ""
    suffix: str = ""
    levels: int = 1
    start: int = 1
    doubled: bool = False  # after z comes aa, bb; otherwise aa, ab

    def numeral(self, number: int) -> str:
        """Return the bare number in this form."""
        if self.kind in ("a", "A"):
            text = printed(number, "lowerLetter") if self.doubled else letters(number)
            return text.upper() if self.kind == "A" else text
        return printed(number, _FORMS.get(self.kind, "decimal")) if self.kind else ""


@dataclass(slots=True)
class Numbers:
    """Counts as the reader sees it: by list, one count a level."""

    forms: dict[tuple[str, int], Form] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _last: dict[str, str] = field(default_factory=dict)  # by style: the last list that has it

    def open(self, style: str, listed: Element) -> str:
        """Return under which name a list counts: that of the one it goes on with, or its own."""
        follows: str = listed.get(TEXT + "continue-list", "")
        if follows in self._counts:
            name = follows
        elif listed.get(TEXT + "continue-numbering") == "true" and style in self._last:
            name = self._last[style]
        else:
            name = str(listed.get(XML + "id") or f"list {len(self._counts)}")
            self._counts[name] = {}
        self._last[style] = name
        return name

    def first(self, style: str, level: int) -> int:
        """Return the number with which a level begins."""
        return self.forms.get((style, level), Form()).start

    def next(self, name: str, style: str, level: int, start: int | None = None) -> str:
        """Return the number of the next item; empty when its level prints none."""
        counts = self._counts.setdefault(name, {})
        form = self.forms.get((style, level), Form())
        counts[level] = counts.get(level, form.start - 1) + 1 if start is None else start
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        if not form.kind:
            return ""
        shown = range(max(1, level - form.levels + 1), level + 1)
        numerals = [self._numeral(counts, style, one) for one in shown]
        return f"{form.prefix}{'.'.join(filter(None, numerals))}{form.suffix}".strip()

    def _numeral(self, counts: dict[int, int], style: str, level: int) -> str:
        form = self.forms.get((style, level), Form())
        return form.numeral(counts.get(level, form.start))


def read_numbers(roots: Iterable[Element | None]) -> Numbers:
    """Return the forms of the numbers in the parts of a document."""
    numbers = Numbers()
    for root in roots:
        for style in () if root is None else root.iter(TEXT + "outline-style", TEXT + "list-style"):
            own = style.get(STYLE + "name", "")
            name = OUTLINE if style.tag == TEXT + "outline-style" else f"list {own}"
            for level in style:
                numbers.forms[name, whole(level.get(TEXT + "level"), 1)] = _form(level)
    return numbers


def whole(text: str | None, otherwise: int) -> int:
    """Return a whole number that an attribute holds."""
    return int(text) if text and text.isdecimal() and len(text) < 6 else otherwise


def _form(level: Element) -> Form:
    return Form(
        level.get(STYLE + "num-format", ""),
        level.get(STYLE + "num-prefix", ""),
        level.get(STYLE + "num-suffix", ""),
        whole(level.get(TEXT + "display-levels"), 1),
        whole(level.get(TEXT + "start-value"), 1),
        level.get(STYLE + "num-letter-sync") == "true",
    )
