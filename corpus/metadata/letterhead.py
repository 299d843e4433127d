"""What stands above a letter's text: labels with their values, addressee, date line."""

from __future__ import annotations

import re
from functools import cache

_SHORT_LINE = 40  # characters: a line that ends well before a full one does
_HEAD = 5000  # characters in which a letterhead is looked for
_SALUTATION = re.compile(
    r"(?:^|(?<=\s))(?:Zeer g|G|Hoogg)eachte?\s[^\n]{0,120}|(?:^|\n)Beste\s[^\n]{0,80}"
)
_LABELS = {
    "own": ("ons kenmerk", "onze referentie", "ons nummer"),
    "reference": ("kenmerk", "zaaknummer", "registratienummer", "join registratie", "briefnummer"),
    "date": (
        "datum",
        "verzenddatum",
        "briefdatum",
        "datum brief",
        "datum verzending",
        "datum van verzending",
        "dagtekening",
        "publicatiedatum",
        "datum publicatie",
        "datum van publicatie",
    ),
    "title": ("betreft", "onderwerp", "retreft"),
    "recipient": ("bezorgen", "aan"),
    "sender": ("van", "afzender"),
    "": (
        "uw kenmerk",
        "uw referentie",
        "uw brief",
        "uw brief van",
        "bijlage(n)",
        "bijlagen",
        "bijlage",
        "bi) lagen",
        "contactpersoon",
        "inlichtingen bij",
        "behandeld door",
        "doorkiesnummer",
        "telefoon",
        "retouradres",
        "postbus",
        "tijd",
        "locatie",
        "voorzitter burgemeester",
        "pagina",
        "cc",
        "ter ondertekening",
        "datum ontvangst",
        "datum van ontvangst",
        "ontvangstdatum",
        "datum aanvraag",
        "datum uw aanvraag",
        "datum uw brief",
        "datum inwerkingtreding",
        "datum van inwerkingtreding",
        "datum ingang",
        "ingangsdatum",
        "geboortedatum",
    ),
}
_SAME = str.maketrans("ıİſK", "iisk")  # letters that are the same to a pattern without case
_PAGE_COUNT = re.compile(r"\s\d{1,2}/\d{1,2}$")
_LINE = re.compile(
    r"(?:Datum|Betreft|Onderwerp|(?:Ons |Uw )?[Kk]enmerk|(?:Onze|Uw) referentie|Bijlagen?"
    r"|Zaaknummer|Registratienummer)(?:\s*:|\s|$)"
)
_VALUED = re.compile(r"[A-Z][^\W_]*(?:[ -][^\W_]+){0,3}:\s")  # any label, with its value
_INLINE = re.compile(r"\bdatum \d{1,2} \w+ \d{4} betreft ")
_OFFICES = re.compile(
    r"(?:^|\n)[ \t]*((?:Ministerie|Directoraat-generaal|Directie|Gemeente|Provincie)\b[^\n]*"
    r"(?:\n[^\n]+){0,3})"
)


def is_new_label(before: str, line: str) -> bool:
    """Whether a line is a label of a letterhead, or begins with one as the line before it does."""
    if len(before) <= _SHORT_LINE and _VALUED.match(before) and _VALUED.match(line):
        return True
    label = _LINE.match(line)
    return label is not None and (label.end() == len(line) or bool(_LINE.match(before)))


def head_of(text: str) -> str:
    """Return the text above the salutation, or its beginning when nobody is greeted."""
    found = _SALUTATION.search(text[:_HEAD])
    return text[: found.start()] if found else text[:2000]


def salutation_of(text: str) -> str:
    """Return the words with which a letter greets its reader; empty when it does not."""
    found = _SALUTATION.search(text[:_HEAD])
    return found.group().strip() if found else ""


def office_in(letterhead: str) -> str:
    """Return the ministry or directorate that the letterhead names."""
    found = _OFFICES.search(letterhead)
    lines = found.group(1).split("\n") if found else []
    kept: list[str] = []
    for line in (line.strip() for line in lines):
        if kept and re.match(r"(?:auteur|contact|datum|kenmerk|www\.|t |\d)", line, re.I):
            break
        starts = re.match(r"(?:Ministerie|Directoraat|Directie|Afdeling)", line)
        kept = [*kept, line] if starts or not kept else [*kept[:-1], f"{kept[-1]} {line}"]
    return ", ".join(" ".join(line.split()) for line in kept)


def labelled(text: str) -> dict[str, str]:
    """Return the values behind the labels of a letterhead: date, title, reference, ..."""
    marks = _marks(text)
    values: dict[str, str] = {}
    following = [start for start, _, _ in marks[1:]] + [len(text)]
    for (_, end, name), stop in zip(marks, following, strict=False):
        value = _value(text[end:stop])
        if name and value and name not in values:
            values[name] = value
    return values


def _marks(text: str) -> list[tuple[int, int, str]]:
    """Return where labels stand: start, end and what they announce, in order."""
    inline = bool(_INLINE.search(text))
    letters = _letters(text)
    marks: list[tuple[int, int, str]] = []
    for name, words in _LABELS.items():
        for word in words:
            if _letters(word) in letters:  # far quicker than to search for every pattern
                for match in _pattern(word, inline=inline).finditer(text):
                    marks.append((match.start(), match.end(), name))
    marks.sort(key=lambda one: (one[0], -one[1]))
    kept: list[tuple[int, int, str]] = []
    for mark in marks:
        if not kept or mark[0] >= kept[-1][1]:
            kept.append(mark)
    return kept


def _letters(text: str) -> str:
    """Return a text without white space and capitals, as the patterns of labels overlook them."""
    return "".join(text.split()).translate(_SAME).lower()


def load_patterns() -> None:
    """Make the patterns of all labels, so that no letter has to wait for them."""
    for words in _LABELS.values():
        for word in words:
            _pattern(word, inline=False)


@cache
def _pattern(word: str, *, inline: bool) -> re.Pattern[str]:
    """Return the pattern of a label: at a line's start, or in spaced capitals anywhere."""
    plain = r"\s+".join(re.escape(part) for part in word.split())
    spaced = r"\s?".join(re.escape(letter) for letter in word.upper() if letter != " ")
    short = len(word) < 5
    ending = r"\s*(?::|\n)" if short else r"(?:\s*:|(?=\s|$))"
    at_start = rf"(?:(?<=\n)|\A)[>\s]*(?i:{plain}){ending}"
    anywhere = rf"|(?<![^\W_]){spaced}(?![^\W_])\s*:?" if not short else ""
    loose = rf"|(?<=\s){plain}(?=\s|$)" if inline and not short else ""
    return re.compile(at_start + anywhere + loose)


def _value(text: str) -> str:
    """Return the first block behind a label, its lines joined."""
    blocks = [block for block in re.split(r"\n\s*\n", text.strip(" :\t")) if block.strip()]
    return _PAGE_COUNT.sub("", " ".join(blocks[0].split())) if blocks else ""
