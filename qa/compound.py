"""Questions that ask several things at once, taken apart."""

from __future__ import annotations

import re

from index import WORD, stop_words

_ASKING = (
    r"wat|wie|wiens|waar\w*|(?:(?:tot|vanaf|sinds|per) )?wanneer|waarom|hoe\w*|welke?"
    r"|(?:in|met|op|van|aan|voor|bij|door|binnen|tot|uit) (?:wie|welke?|hoeveel|wat)"
)
_VERBS = r"geldt|is|zijn|mag|moet|komt|komen|wordt|worden|krijgt|kan|heeft|hebben|bestaat|staat"
JOINT = re.compile(
    rf"\?\s+(?:en\s+)?(?=\w)|,?\s+en\s+(?:zo ja,?\s+)?(?=(?:{_ASKING})\b)"
    rf"|,\s+en\s+(?=(?:{_VERBS})\b)",
    re.IGNORECASE,
)
STARTS = re.compile(rf"^\W*(?:{_ASKING}|{_VERBS}|mogen|moeten|kunnen|gaat|gaan)\b", re.IGNORECASE)
LEANS = re.compile(
    r"\b(?:die|dat|deze|dit|er|hij|zij|ze|hun|zulke|daar\w*|hier\w*|erv\w+|eraan|ermee|erop)\b",
    re.IGNORECASE,
)
FEWEST = 3  # words that carry meaning; fewer cannot be searched without what went before
_WORDS = re.compile(r"\w+(?:-\w+)*")
_QUESTION_WORDS = re.compile(rf"\b(?:{_ASKING}|hoeveel)\b", re.IGNORECASE)


def parts_of(question: str) -> tuple[str, ...]:
    """Return the questions in a question, each as it stands; mostly the one question itself."""
    found = [one.strip(" ?,") for one in JOINT.split(question) if one and one.strip(" ?,")]
    if len(found) < 2 or not all(STARTS.match(one) for one in found[1:]):
        return (question,)
    if any(len(WORD.findall(one)) < FEWEST for one in found):
        return (question,)
    return tuple(f"{one[0].upper()}{one[1:]}?" for one in found)


def alone(part: str, before: str) -> str:
    """Return a part so that it can be searched alone: with the subject of the part before it."""
    if not LEANS.search(part) and len(carrying(part)) >= FEWEST:
        return part
    own = carrying(part)
    known, dated = {word.casefold() for word in own}, any(word.isdigit() for word in own)
    subject = [
        word
        for word in carrying(before)
        if word.casefold() not in known and not (dated and word.isdigit())
    ]
    return f"{part.rstrip('? ')} ({' '.join(subject)})?" if subject else part


def carrying(text: str) -> list[str]:
    """Return the words that carry meaning, as written, without those that ask."""
    plain = _QUESTION_WORDS.sub(" ", text)
    return [word for word in _WORDS.findall(plain) if word.casefold() not in stop_words()]
