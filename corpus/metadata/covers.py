"""The title on the cover of a paper that is no letter: a protocol, a standard, a handbook."""

from __future__ import annotations

import re

from corpus.letter import Section

_COVER = 1500  # characters of a paper in which its cover stands
_LONGEST = 120  # characters of a line of a title
_OPENING = re.compile(
    r"(?:(?:hoofdstuk\s+)?[\d.]+\s+)?(?:inleiding|inhoud(?:sopgave)?|voorwoord|samenvatting|colofon"
    r"|aanleiding|opening|algemeen|begrippen|leeswijzer|versiebeheer)\W*",
    re.I,
)
_CONTENTS = re.compile(
    r"(?:^|\n)[ \t]*(?:inhoud(?:sopgave)?|colofon|versiebeheer|versie[ \t:]*v?\d[\d.]*)\b", re.I
)
_NO_TITLE = re.compile(
    r"(?:omslag|voorblad|titelblad|versie|release|datum|\w*datum|status|auteurs?|opgesteld|kenmerk|aan|van|pagina|blad|v?\d"
    r"|https?:|www\.|©|vastgesteld|concept|definitief|ministerie|gemeente|provincie|zorginstituut"
    r"|ketenbureau|vng|vereniging|stichting|autoriteit|inspectie|programma|dienst)\b",
    re.I,
)


def is_opening(heading: str) -> bool:
    """Whether a heading is that of a paper's first part, and so not its title."""
    return _OPENING.fullmatch(heading.strip()) is not None


def cover_title(text: str, sections: tuple[Section, ...]) -> str:
    """Return the title on the cover, with the line under it; empty when there is no cover."""
    heads = [one for one in sections if is_opening(text[one.start : one.end])]
    contents = _CONTENTS.search(text[:_COVER])
    ends = [one.start for one in heads[:1]] + ([contents.start()] if contents else [])
    if not ends or min(ends) > _COVER:
        return ""
    blocks = [" ".join(block.split()) for block in re.split(r"\n\s*\n", text[: min(ends)])]
    lines: list[str] = []
    for block in filter(None, blocks):
        if _NO_TITLE.match(block):
            if lines:
                break
        elif len(block) > _LONGEST or block.endswith((".", ";", "?", ",")) or " | " in block:
            break
        else:
            lines.append(block)
    return ": ".join(lines[:2])
