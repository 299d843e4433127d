"""Where Dutch sentences begin and end."""

from __future__ import annotations

import re

from corpus.answered_questions import behind_label
from corpus.dutch.numerals import roman

# After these the sentence always goes on: a name, number or noun belongs to them.
_LEADING_TEXT = """
aant afd afl art artt bc bijl bijv blz bv ca chr cf circ dd dhr dr drs ds evt excl fam fig gebr
gem gen hfdst hr incl ing ir jhr jkvr lic mevr mgr mr mrs ms mw nl nr nrs ong p pag par ph plv
prof prov ref resp sr stb stcrt subs tab tel th trb vgl vlg vnl voorz vs wnd zgn zog
a.d.h.v a.g.v b.g.v d.d d.m.v d.w.z h.t.l i.c i.c.m i.g.v i.h.b i.h.k.v i.i.g i.o.m i.p.v i.s.m
i.t.t i.v.m i.z m.a.w m.b.t m.b.v m.h.o m.i m.i.v m.n m.u.v n.a.v n.b o.a o.b.v o.g.v o.l.v o.m
o.v.v p.a q.q r.k s.v.p t.a.v t.b.v t.g.v t.h.v t.l.v t.n.v t.o.v t.w.v t.z.t u.a v.h v.l.n.r
w.o z.g z.o.z
"""
# These can be a sentence's last word: then a capital follows.
_CLOSING_TEXT = """
a.s a.u.b b.d b.v b.h.z.d b.z c.a c.q c.s cs dgl e.a e.d e.e.a e.v ed enz etc ev jl jr k.k kg km
l.l m.m min miljd miljn mld mln mrd n.v n.v.t o.i o.i.d p.j p.m p.p p.u p.w s.j st t.k w.v.t.t.k
w.w z.j z.s.m
"""
_LETTERED_TEXT = """
bijlage categorie deel fase figuur groep klasse onderdeel optie plan punt scenario tabel tranche
type variant vitamine
"""
_LEADING = frozenset(_LEADING_TEXT.split())
_CLOSING = frozenset(_CLOSING_TEXT.split())
_LETTERED = frozenset(_LETTERED_TEXT.split())
_SHORT_MONTHS = frozenset(
    ("jan", "feb", "febr", "mrt", "apr", "aug", "sep", "sept", "okt", "nov", "dec")
)
_LAWS = re.compile(r"(?:Wmo|WMO|Jeugdwet|Wlz|Zvw|Awb|Participatiewet|Wet|BW|Gemeentewet)\b")
_TERMINATOR = re.compile(r"(?:\.{2,}|[.!?…])+[\"'’”»)\]]*(?=\s)")
_LOOK_BACK = 300  # characters
_ITEM_LENGTH = 2000  # characters: an item in running text is not longer
_LABEL_LENGTH = 20  # characters, with the word before it
_OPENERS = "\"'‘’“”«([„-–—¿¡"
_INITIALS = re.compile(r"(?:[A-Z]\.|(?:Th|Ph|Ch|Chr|IJ|Tj|Sj|Jh)\.)+(?:-(?:[A-Z]\.)+)?$")
_NUMBERING = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]|[ivxIVX]{1,5})[.)]*$")
_ROMAN = [roman(number) for number in range(1, 21)]
_FIRST = ("1", "a", "i")
_NEXT_ITEM = re.compile(r"(?:[;:,]|\s(?:en|of))\s+(\d{1,2}|[a-z]|[ivx]{2,5})$")
_BULLET = re.compile(r"(?:[|•·▪◦●○■□‣⁃*–—→➢✓-]|o(?=\s{2})|)\s+")
_ITEM = re.compile(r"(?:[•·▪◦●○■□‣⁃*–—→➢✓-]||\d{1,2}(?:\.\d{1,2})*[.)]|\(?[a-z][.)])\s+\S")
_BLANK = re.compile(r"\n[ \t\r\f\v]*\n\s*")
_NEWLINE = re.compile(r"\n")


def sentence_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the sentences between two offsets of a text, without the white space around them.

    A heading, list item or table row is at least one span; a bullet is not part of it, nor what
    parts it from the cell before, nor the label of a question or an answer that stands before it.
    """
    spans: list[tuple[int, int]] = []
    for first, last in _lines(text, start, end):
        begin = first
        for cut in _cuts(text, first, last):
            spans.append((begin, cut))
            begin = cut
        spans.append((begin, last))
    trimmed = (_trim(text, *span) for span in spans)
    return [span for span in trimmed if span[0] < span[1]]


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the stretches that no sentence crosses: blocks, list items, rows."""
    spans: list[tuple[int, int]] = []
    for first, last in _between(text, start, end, _BLANK):
        begin = first
        for newline in _NEWLINE.finditer(text, first, last):
            if _parts(text[begin : newline.start()], text[newline.end() : last]):
                spans.append((begin, newline.start()))
                begin = newline.end()
        spans.append((begin, last))
    return spans


def _between(text: str, start: int, end: int, gap: re.Pattern[str]) -> list[tuple[int, int]]:
    """Return what lies between the matches of a pattern."""
    spans, begin = [], start
    for match in gap.finditer(text, start, end):
        spans.append((begin, match.start()))
        begin = match.end()
    return [*spans, (begin, end)]


def _parts(before: str, after: str) -> bool:
    """Whether the line end between two stretches is more than the wrapping of one sentence."""
    line = before.rpartition("\n")[2].strip()
    following = after.partition("\n")[0].strip()
    if _ITEM.match(following) or " | " in line or " | " in following:
        return True
    if following[:1].islower():
        return False
    return len(line) < 45 or line.endswith((":", ";", "."))


def _cuts(text: str, start: int, end: int) -> list[int]:
    """Return the offsets inside one block at which a sentence ends and another follows."""
    cuts: list[int] = []
    begin = start
    for match in _TERMINATOR.finditer(text, start, end):
        if match.end() < end and _ends(text, begin, match, end):
            begin = _item_start(text, start, match, end) or match.end()
            cuts.append(begin)
    return cuts


def _item_start(text: str, start: int, match: re.Match[str], end: int) -> int:
    """Return where the label of a next item begins that stops at a full stop, else 0.

    The label before it stands in the same block, or it is the first one, behind a colon. Of a
    number, which can also be a sentence's last word, the next one then stands in the block too.
    """
    before = text[max(start, match.start() - _ITEM_LENGTH) : match.start()]
    found = _NEXT_ITEM.search(before[-_LABEL_LENGTH:])
    if match.group() != "." or found is None:
        return 0
    label, sign = found.group(1), found.group()[0]
    earlier = _earlier(label)
    if label in _FIRST and sign in ":;":
        behind = text[match.end() : min(end, match.end() + _ITEM_LENGTH)]
        known = label != "1" or _has_label(behind, ["2"])
    else:
        known = _has_label(before, earlier)
    if not known and sign == ";":
        known = any(re.match(rf"\s*{one}\.\s", text[start:end]) for one in earlier)
    return match.start() - len(label) if known else 0


def _has_label(text: str, labels: list[str]) -> bool:
    """Whether one of the labels stands in a text, not at its start."""
    return any(re.search(rf"(?:[.;:,!?)]|\s(?:en|of))\s+{one}\.\s", text) for one in labels)


def _earlier(label: str) -> list[str]:
    """Return the labels that may stand before one: a letter may be a Roman number."""
    if label.isdigit():
        return [str(int(label) - 1)]
    letters = [chr(ord(label) - 1)] if len(label) == 1 else []
    return letters + ([_ROMAN[_ROMAN.index(label) - 1]] if label in _ROMAN[1:] else [])


def _ends(text: str, begin: int, match: re.Match[str], end: int) -> bool:
    """Whether the full stop, question mark or exclamation mark ends the sentence."""
    following = text[match.end() : min(end, match.end() + 60)].lstrip()
    opening = following.lstrip(_OPENERS + " ")[:1]
    if not opening or opening.islower():
        return False
    if match.group().rstrip("\"'’”»)]") != ".":
        return True
    before = text[max(begin, match.start() - _LOOK_BACK) : match.start()]
    words = before.split()
    if not words or before[-1].isspace():
        return False
    return not _continues(before, words[-1].lstrip(_OPENERS), following, opening)


def _continues(before: str, word: str, following: str, opening: str) -> bool:
    """Whether a word with a full stop behind it is an abbreviation, initial or number."""
    lower = word.lower().rpartition("/")[2]
    if lower in _CLOSING:
        return not opening.isalpha()
    if lower in _LEADING:
        return True
    if lower in _SHORT_MONTHS:
        return opening.isdigit()
    earlier = before[: -len(word)].rstrip(_OPENERS).split()
    previous = earlier[-1].lower() if earlier else ""
    if _INITIALS.match(word + "."):
        return previous not in _LETTERED
    if not earlier:
        return bool(_NUMBERING.match(word))
    return bool(word[-1].isdigit() and previous in ("artikel", "art.") and _LAWS.match(following))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span without white space at its ends, and without its bullet, bar or label."""
    while start < end and text[start].isspace():
        start += 1
    bullet = _BULLET.match(text, start, end)
    if bullet:
        start = bullet.end()
    while end > start and text[end - 1].isspace():
        end -= 1
    return behind_label(text, start, end), end
