"""Characters and line ends of extracted text, put back as the writer meant them."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

_REPLACEMENTS = {
    **dict.fromkeys(range(0x2000, 0x200B), " "),
    **dict.fromkeys((0x00A0, 0x1680, 0x202F, 0x205F, 0x3000), " "),
    **dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xFE0E, 0xFE0F, 0x200E, 0x200F), None),
    **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), None),
    **dict.fromkeys((0x2028, 0x2029, 0x0085, 0x000B), "\n"),
    **dict.fromkeys((0xF0B7, 0xF0A7, 0xF0D8, 0xF076), "•"),
    0x00B8: "\u0327",
    0x0132: "IJ",
    0x0133: "ij",
    0x2010: "-",
    0x2011: "-",
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
}
_REPLACED = re.compile(f"[{re.escape(''.join(map(chr, _REPLACEMENTS)))}]")
_ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufff9-\ufffb\ufffd]")
_SOFT_HYPHEN = re.compile("[\u00ad\ufffe](?:[ \t]*\n[ \t]*)?")
_CP1252 = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ\u00a0-\u00bf"
_MOJIBAKE = re.compile(f"[ÂÃÅâ][{_CP1252}\u0080-\u009f]{{1,2}}")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_LEFT = re.compile(r"([^\s(\[«“‘\"'/]*[^\W_])-$")
_RIGHT = re.compile(r"[^\W_]+")
_COORDINATED = re.compile(r"(?:en|of|en/of|dan|als|tot|t/m|respectievelijk|noch|naar)(?=[\s,]|$)")
_ACRONYM_TEXT = "wmo pgb ggz wlz zvw awb ivb ict iza gala cao zzp vn eu pg vg lvb mbo hbo"
_ACRONYMS = frozenset(_ACRONYM_TEXT.split())
_SPLIT_CAPITAL = re.compile(r"(?<![\w.’'-])([A-TV-Z]) ([a-zà-ÿ]{4,})")
_LONGEST_WORD = 200  # characters
_APART = frozenset(("ex", "niet", "non", "oud"))  # never one with the word behind them
_VOWEL = re.compile(r"[aeiouyà-ÿ]", re.IGNORECASE)
_ADDRESS = re.compile(r"://|www\.|[^\W_]\.[a-z]{2,}/")
_PATH = re.compile(r"[^\W_]\.[a-z]{2,}/.*?([^\W_]+)-$")
_CLASHES = re.compile(r"(?:[aeiou]-\n?[aeiou])", re.IGNORECASE)


def clean_characters(text: str) -> str:
    """Return the text without unseen, decomposed, compound or wrongly decoded characters."""
    text = _ANSI.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _MOJIBAKE.sub(_decoded, text)
    text = _REPLACED.sub(_replacement, _SOFT_HYPHEN.sub("", text))
    text = unicodedata.normalize("NFC", _UNSEEN.sub("", text))
    return _SPLIT_CAPITAL.sub(_mended, text)


def _replacement(match: re.Match[str]) -> str:
    return _REPLACEMENTS[ord(match.group())] or ""


def _mended(match: re.Match[str]) -> str:
    """Return a word whose capital was set apart (``A lgemene``) as one, if it is a word."""
    capital, rest = match.groups()
    apart = any(is_dutch_word(rest[:length]) for length in range(4, len(rest) + 1))
    whole = any(is_dutch_word(capital + rest[:length]) for length in range(4, len(rest) + 1))
    return capital + rest if whole and not apart and not is_dutch_word(rest) else match.group()


def _decoded(match: re.Match[str]) -> str:
    """Return UTF-8 that was read as windows-1252 as the character it is."""
    found = match.group()
    raw = bytearray()
    for character in found:
        try:
            raw += character.encode("cp1252")
        except UnicodeEncodeError:
            if ord(character) > 0xFF:
                return found
            raw.append(ord(character))
    for length in (len(raw), 2):
        try:
            return bytes(raw[:length]).decode("utf-8") + found[length:]
        except UnicodeDecodeError:
            continue
    return found


class LineJoiner:
    """Joins lines of one letter, with the letter's own words as the evidence for its hyphens."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = tuple(lines)

    @functools.cached_property
    def _words(self) -> Counter[str]:
        """How often each word stands in the lines; many letters never need to know."""
        lines = "\n".join(line.strip().rstrip("-") for line in self._lines)
        return Counter(map(str.casefold, _WORD.findall(lines)))

    def join(self, left: str, right: str) -> str:
        """Return two neighbouring lines as one, a hyphen between them undone where it is due."""
        if not left or not right:
            return left or right
        return self.before(left, right) + right

    def before(self, left: str, right: str) -> str:
        """Return the first line as it stands before the second: with a space, or joined to it."""
        if left[-1] not in "-/":
            return left + " "
        cut = _LEFT.search(left[-_LONGEST_WORD:])
        if cut is None:
            cut_address = left.endswith("/") and "//" in left[-_LONGEST_WORD:].rpartition(" ")[2]
            return left if cut_address and not right.startswith(("http", "www")) else left + " "
        if _COORDINATED.match(right) and not self._is_divided(cut.group(1), right):
            return left + " "
        address = left[-_LONGEST_WORD:].split()[-1]
        if _ADDRESS.search(address):
            return left if _is_of_address(address, right) else left[:-1]
        return left if self._keeps_hyphen(cut.group(1), right) else left[:-1]

    def _is_divided(self, left: str, right: str) -> bool:
        """Whether what looks like a conjunction ends a word, as in ``ambte-/naar``."""
        whole = left + _first(right)
        known = self._words[whole.casefold()] or is_dutch_word(whole)
        return bool(known) and not is_dutch_word(left)

    def _keeps_hyphen(self, left: str, right: str) -> bool:
        """Whether the hyphen is the word's own."""
        first = _first(right)
        if not first or not left[-1].isalpha() or not right[0].islower():
            return True
        head = left.rpartition("-")[2]
        syllables = len(head) > 1 and _VOWEL.search(head) and _VOWEL.search(first)
        if not syllables or head.isupper() or head.casefold() in _ACRONYMS:
            return True
        joined, kept = (left + first).casefold(), f"{left}-{first}".casefold()
        if self._words[joined] or self._words[kept]:
            return self._words[kept] > self._words[joined]
        if is_dutch_word(head + first):
            return False
        apart = head.casefold() in _APART and is_dutch_word(first)
        clash = _CLASHES.match(f"{head[-1]}-{first[0]}")
        return apart or bool(clash) or is_dutch_word(f"{head}-{first}")


def _first(line: str) -> str:
    """Return the word that a line begins with, else nothing."""
    found = _RIGHT.match(line)
    return found.group() if found else ""


def _is_of_address(address: str, right: str) -> bool:
    """Whether the hyphen that a web address was cut behind is its own.

    The words of a path have hyphens between them; one that cuts a word of a path leaves no words.
    """
    path = _PATH.search(address)
    if path is None:
        return "-" in address[:-1]
    head, first = path.group(1), _first(right)
    return not is_dutch_word(head + first) or (is_dutch_word(head) and is_dutch_word(first))


@functools.cache
def is_dutch_word(word: str) -> bool:
    """Whether the word stands in a Dutch dictionary."""
    import simplemma

    return bool(simplemma.is_known(word.lower(), lang="nl"))
