"""Questions that ask several things at once, taken apart."""

from __future__ import annotations

import re

from index import WORD

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
FEWEST = 3  # words of a question


def parts_of(question: str) -> tuple[str, ...]:
    """Return the questions in a question, each as it stands; mostly the one question itself."""
    found = [one.strip(" ?,") for one in JOINT.split(question) if one and one.strip(" ?,")]
    if len(found) < 2 or not all(STARTS.match(one) for one in found[1:]):
        return (question,)
    if any(len(WORD.findall(one)) < FEWEST for one in found):
        return (question,)
    return tuple(f"{one[0].upper()}{one[1:]}?" for one in found)
