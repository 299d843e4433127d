"""The questions that a paper answers one by one, and the labels above questions and answers."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from corpus.question_rows import part_at, question_row_at, question_tables

_NUMBER = r"\d{1,3}[a-z]?"
_NUMBERS = rf"{_NUMBER}(?:(?:\s*[,&–-]\s*|\s+(?:en|t/m|tot en met)\s+){_NUMBER})*"
_PAGES = r"(?:\s+\((?:pagina|pag\.|blz\.|p\.)[^)\n]{1,20}\))?"
_ASKED = rf"(?:Vra(?:ag|gen)|VRA(?:AG|GEN))\s+{_NUMBERS}{_PAGES}"
_ANSWERED = (
    r"(?:Antwoord(?:en)?|ANTWOORD(?:EN)?|Beantwoording(?=\s+(?:(?:op|van)\s+)?(?:de\s+)?vra))"
    rf"(?:\s+(?:(?:op|van)\s+)?(?:de\s+)?(?:vra(?:ag|gen)|VRA(?:AG|GEN)))?\s+{_NUMBERS}"
)
_BARE_ASKED = r"(?:Vra(?:ag|gen)|VRA(?:AG|GEN))"
_BARE_ANSWERED = r"(?:Antwoord(?:en)?|ANTWOORD(?:EN)?)"
_OPENING = r"\s+[\"'“‘«(]*[A-Z€]"  # of the words that the label stands above
_LABEL = (
    rf"(?:(?P<asked>{_ASKED}|{_BARE_ASKED}(?=\s*(?:[:|]|$)))"
    rf"|(?P<answered>{_ANSWERED}|{_BARE_ANSWERED}(?=\s*(?:[:|]|$)|(?<=[?] Antwoord){_OPENING})))"
    rf"(?:\s*[.:)–-]|(?=\s*(?:$|\|))|(?={_OPENING}))"
)
_COUNT = r"(?:\d{1,3}\s?/\s?\d{1,3}\s*)?"  # of pages, as a running foot has it
_HEADS = re.compile(rf"(?:(?:^|(?<=\| ))[ \t]*{_COUNT}|(?<=[.?!] )){_LABEL}", re.MULTILINE)
_AMID = re.compile(rf" (?P<asked>{_ASKED})(?={_OPENING})")
_BEFORE = re.compile(rf"{_COUNT}{_LABEL}(?P<gap>\s+)(?=\S)")
_BEHIND = re.compile(rf"(?:{_ASKED}|{_ANSWERED}|{_BARE_ASKED}:|{_BARE_ANSWERED}:)[.:)]?\s*\Z")
_ALONE = re.compile(rf"{_COUNT}(?:{_ASKED}|{_ANSWERED}|{_BARE_ASKED}|{_BARE_ANSWERED})\s*[.:)]?")
_ASKING = re.compile(r"[^?]*\?(?:\s+[^.?!]*\?)*")
_REQUEST = re.compile(r"(?:Kunt|Kan|Wilt|Bent|Heeft|Hebt) (?:u|de|het) [^?]+\Z")
_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_DIGITS = re.compile(r"\d+")
_LONGEST = 60  # characters of a label

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Head:
    """A label: whether an answer stands under it, and whether it stands amid running text."""

    start: int
    end: int
    answered: bool
    running: bool


def is_label(text: str) -> bool:
    """Whether a text is only the label of a question or an answer: ``Antwoord op vraag 5``."""
    return _ALONE.fullmatch(text.strip()) is not None


def behind_label(text: str, start: int, end: int) -> int:
    """Return where a sentence begins behind its label; where it begins when it has none."""
    found = _BEFORE.match(text, start, end)
    return found.end() if found and "\n" not in found["gap"] else start


def label_before(text: str, offset: int) -> int:
    """Return where the label begins that stands right before a sentence; its offset if none."""
    reach = max(0, offset - _LONGEST)
    begin = max(text.rfind("\n", reach, offset) + 1, reach)
    found = _BEHIND.search(text[begin:offset])
    return begin + found.start() if found else offset


@lru_cache(maxsize=64)
def inquiries(text: str) -> tuple[Span, ...]:
    """Return the questions that a paper quotes to answer them, in order, with their labels.

    Where answers have labels of their own, a question goes on to the next label; elsewhere it is
    what asks in the paragraph under its label. In a row of a table it ends with its cell.
    """
    tables = question_tables(text)
    heads = [
        _head(text, found) for found in _HEADS.finditer(text) if not part_at(tables, found.start())
    ]
    asked = sum(not head.answered for head in heads)
    labelled = 2 * (len(heads) - asked) >= asked
    spans: list[Span] = []
    for place, head in enumerate(heads):
        before = heads[place - 1] if place else None
        after = heads[place + 1] if place + 1 < len(heads) else None
        until = after.start if after else len(text)
        if head.answered:
            spans += _unlabelled(text, before, head)
        elif after and labelled and not head.running:
            spans.append((head.start, until if after.answered else _first(text, head.end, until)))
        else:
            spans.append((head.start, _asked_until(text, head, until)))
    return tuple(sorted([*spans, *((row.start, row.asked) for one in tables for row in one.rows)]))


@lru_cache(maxsize=64)
def question_labels(text: str) -> tuple[tuple[int, str], ...]:
    """Return where each question that a paper answers begins, with its label: ``Vraag 8``.

    Those of the rows of a table hold in their row alone and are not among them.
    """
    starts = (start for start, _ in inquiries(text) if not question_row_at(text, start))
    heads = (_HEADS.match(text, start) for start in starts)
    found = [(head.start(), " ".join((head["asked"] or "").split())) for head in heads if head]
    return tuple((start, label) for start, label in found if _DIGITS.search(label))


def labels_amid(text: str) -> tuple[int, ...]:
    """Return where labels of questions begin amid words that do not end a sentence.

    Their numbers are the ones that fail between those of the labels that begin a line.
    """
    heads, amid = _numbered(_HEADS, text), _numbered(_AMID, text)
    labels = sorted({**amid, **heads}.items())
    count = Counter(numbers[0] for _, numbers in labels)
    found: list[int] = []
    last = 0
    for start, numbers in labels:
        if start not in heads and (numbers[0] != last + 1 or count[numbers[0]] > 1):
            continue
        last = numbers[-1]
        found += [] if start in heads else [start]
    return tuple(found) if len(heads) > 1 else ()


def _numbered(labels: re.Pattern[str], text: str) -> dict[int, list[int]]:
    """Return where labels of questions begin that have numbers, with these."""
    found = [(one.start("asked"), one["asked"] or "") for one in labels.finditer(text)]
    numbers = [(start, _DIGITS.findall(label.partition("(")[0])) for start, label in found]
    return {start: [int(number) for number in own] for start, own in numbers if own}


def _head(text: str, found: re.Match[str]) -> _Head:
    begins = found.start() == 0 or text[found.start() - 1] == "\n"
    line_end = text.find("\n", found.end())
    alone = not text[found.end() : line_end if line_end >= 0 else len(text)].strip()
    return _Head(*found.span(), found["answered"] is not None, not begins and not alone)


def _unlabelled(text: str, before: _Head | None, answer: _Head) -> list[Span]:
    """Return the paragraph right above an answer that asks, when it has no label of its own."""
    begin = before.end if before else 0
    end = begin + len(text[begin : answer.start].rstrip())
    breaks = [gap.end() for gap in _PARAGRAPH.finditer(text, begin, end)]
    if (before and not before.answered) or not breaks or not text[begin:end].endswith("?"):
        return []
    told = text[begin : breaks[-1]].strip()  # the answer before it
    return [(breaks[-1], end)] if told else []


def _first(text: str, start: int, until: int) -> int:
    """Return the end of the paragraphs under a label that ask; of the first one if none does."""
    ends = [gap.start() for gap in _PARAGRAPH.finditer(text, _filled(text, start, until), until)]
    asking = [end for end in ends if text[start:end].rstrip().endswith("?")]
    return asking[-1] if asking else ends[0] if ends else until


def _asked_until(text: str, head: _Head, until: int) -> int:
    """Return where the question in the paragraph under a label ends; the label's end if none.

    A paragraph that does not end with a question holds the answer too, behind the first one.
    """
    begin = _filled(text, head.end, until)
    gap = _PARAGRAPH.search(text, begin, until)
    paragraph = text[begin : gap.start() if gap else until].rstrip()
    if paragraph.endswith("?") or (not head.running and _REQUEST.match(paragraph)):
        return begin + len(paragraph)
    asked = _ASKING.match(paragraph)
    return begin + asked.end() if asked else head.end


def _filled(text: str, start: int, until: int) -> int:
    """Return where the words under a label begin."""
    return start + len(text[start:until]) - len(text[start:until].lstrip(" |\t\n"))
