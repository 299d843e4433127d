"""Who signs a letter: the name and the office under it."""

from __future__ import annotations

import re

_FAREWELL = re.compile(
    r"(?:^|\n)[ \t]*(?:Hoogachtend|Met (?:vriendelijke )?groet)[^\n]{0,40}", re.I
)
_OFFICE_WORDS = (
    r"minister|staatssecretaris|minister-president|wethouder|burgemeester|gemeentesecretaris"
    r"|gedeputeerde|commissaris van de koning|directeur(?:-generaal)?|voorzitter|secretaris"
    r"|inspecteur-generaal|president|hoofd|programmamanager|afdelingsmanager|teammanager"
)
OFFICE = re.compile(
    r"(?:namens\s+)?(?:(?:de|het|uw)\s+)?(?:loco-|vice-?|wnd\.?\s+|plv\.?\s+)?"
    rf"(?:{_OFFICE_WORDS})\b",
    re.I,
)
_TITLES = r"(?i:(?:mevrouw|de heer|drs|dr|mr|ir|prof|ing|bc|dhr|mevr|mw|jhr|ds)\b\.?\s*)*"
_DEGREES = r"(?:,?\s+(?:RA|RE|M[BGP]A|MSc|MA|BSc|BA|LLM|LL\.M\.|PhD))"
_UNTITLED = re.compile(rf"\A{_TITLES}|{_DEGREES}+\Z")
_NOTES = re.compile(r"(?:voet|eind)?no(?:ot|ten)\b:?$|\[\d+\]", re.IGNORECASE)
NAME = re.compile(
    rf"{_TITLES}[A-Z][\w.’'-]*"
    r"(?:\s+(?:\([A-Z]\w+\)|van|de|der|den|ten|ter|el|al|in|’t|'t|[A-Z][\w.’'-]*)){0,6}"
    rf"{_DEGREES}*"
)
NAMED = re.compile(rf"{NAME.pattern},\s+(?i:{OFFICE.pattern})")  # a name, its office behind it
_INITIALS = r"(?:(?:[A-Z]|Th|Ph|Chr?|IJ)\.[ -]?)+"
_TOGETHER = re.compile(rf"(?P<first>{_TITLES}{_INITIALS}\S.*?)\s+{_TITLES}{_INITIALS}\S.*")
_OFFICES = re.compile(rf"(?P<first>{OFFICE.pattern})\s+(?i:{OFFICE.pattern})\s*", re.I)
_COLUMN = re.compile(r"\s{3,}|\t")
_INLINE = re.compile(
    rf"(?P<office>(?i:{OFFICE.pattern})[^\n]*?),\s+(?P<name>{_TITLES}{_INITIALS}[^,]+)"
    rf"|(?P<before>{NAME.pattern}),\s+(?P<behind>(?i:{OFFICE.pattern}).*)"
)
_FOR = re.compile(r"(?:namens|voor)\s+(?:deze[n]?|hem|haar|hen)\b[ ,:]*", re.I)
_SURNAME = (
    r"(?:(?:van|de|der|den|ten|ter|el|al|in|’t|'t)\s+){0,3}[A-Z][\w’'-]*(?:[ -][A-Z][\w’'-]*)?"
)
PERSON = re.compile(
    rf"{_TITLES}{_INITIALS}\s*(?:\([^\W\d_]+\)\s*)?"
    rf"(?:(?:De|Van|Den|Der)\s+){{0,2}}{_SURNAME}(?![\w.]){_DEGREES}*"
)
_MINISTER = re.compile(
    r"(?:^|\n)[ \t]*(?P<office>(?:de|het)\s+(?:minister|staatssecretaris)[^\n.]{3,140}?),?[ \t]*\n+"
    rf"[ \t]*(?P<name>{NAME.pattern})[ \t]*(?=\n|$)",
    re.I,
)
_MINISTER_INLINE = re.compile(
    r"(?:^|\n)[ \t]*(?P<office>(?:de|het)\s+(?:minister|staatssecretaris)[^\n.]{3,140}?),[ \t]+"
    rf"(?-i:(?P<name>{_TITLES}{_INITIALS}\s*{_SURNAME}))"
    r"[ \t]*(?=\n|$|de \w+ \w+ \d{4}\b)",
    re.I,
)
_COLLEGE = re.compile(
    r"[Bb]urgemeester en [Ww]ethouders,? ((?:van (?:de gemeente )?)?)"
    r"([A-Z][\w-]+(?: [A-Z][\w-]+)?)"
)
_ALONE = ("voorzitter", "secretaris", "directeur", "president", "hoofd", "teammanager")
BODIES = ("namens ", "college ", "het college", "burgemeester en wethouders")
BODY = re.compile(
    r"(?:Autoriteit|Inspectie|Zorginstituut|College|Raad|Stichting|Vereniging|Gemeente|Provincie"
    r"|Ministerie|Algemene|Adviescollege|Gedeputeerde|Nationale|Sociaal)\b[^\n,.]{2,90}"
)


def find_sender(body: str) -> str:
    """Return who signs, as name and office; empty when the text has no signature."""
    ministers = find_ministers(body)
    return _read(_signature_lines(body)) or (ministers[-1] if ministers else "")


def find_ministers(body: str) -> list[str]:
    """Return the ministers and state secretaries that sign, in the order of their signatures."""
    found = [*_MINISTER.finditer(body), *_MINISTER_INLINE.finditer(body)]
    return [
        f"{_untitled(one['name'])}, {_without_article(one['office'].strip(' ,'))}"
        for one in sorted(found, key=lambda one: one.start())
        if _is_name(one["name"])
    ]


def with_body(signed: str, head: str) -> str:
    """Return who signs with the body whose letterhead it is, where the office alone says little.

    ``A. Berg, voorzitter`` under the name of a council is the chair of that council.
    """
    first = head.strip().partition("\n")[0].strip()
    bare = signed.rpartition(", ")[2].lower() in _ALONE
    return f"{first}, {signed}" if bare and BODY.fullmatch(first) else signed


def find_college(text: str) -> str:
    """Return the college of burgemeester en wethouders that the text names as its own."""
    found = _COLLEGE.search(text)
    if found is None:
        return ""
    return f"College van burgemeester en wethouders {found.group(1)}{found.group(2)}"


def _signature_lines(body: str) -> list[str]:
    """Return the lines behind the farewell, up to the next section."""
    found = _FAREWELL.search(body)
    if found is None:
        return []
    lines = [line.strip() for line in body[found.end() : found.end() + 500].split("\n")]
    block: list[str] = []
    for line in (line for line in lines if line):
        if len(line) > 140 or len(block) > 6 or line.lower().startswith("bijlage"):
            break
        if _NOTES.match(line):
            break
        block.append(line)
    return block


def _read(lines: list[str]) -> str:
    """Return organisation, name and office from the lines of a signature, as far as they go.

    Who signs for another has the other's office before the name. Of two who sign side by side the
    first is given.
    """
    name = office = organisation = ""
    going_on = False
    for line in _parts(lines):
        bare = line.strip(" ,;")
        if _FOR.fullmatch(line):
            organisation, office = organisation or _capital(_without_article(office)), ""
        elif office and not name and (line.startswith("en ") or (going_on and line.endswith(","))):
            office = f"{office}{' ' if line.startswith('en ') else ', '}{bare}"
        elif BODY.match(bare) or bare.lower().startswith(BODIES):
            organisation = organisation or re.sub(r"^namens\s+", "", bare, flags=re.I)
        elif OFFICE.match(bare):
            office = office or bare
        elif _is_name(bare):
            name = name or _untitled(bare)
        if name and office:
            break
        going_on = line.endswith(",")
    if college := find_college(organisation):
        return college
    if not (name or office):
        return ""
    return ", ".join(part for part in (organisation, name, _without_article(office)) if part)


def _parts(lines: list[str]) -> list[str]:
    """Return the lines of a signature, one a name or office, of side by side ones the first."""
    parts: list[str] = []
    for line in lines:
        first = _COLUMN.split(line)[0]
        for pattern in (_TOGETHER, _OFFICES):
            if found := pattern.fullmatch(first):
                first = found["first"]
        ahead = _FOR.match(first)
        if ahead and ahead.end() < len(first):
            parts.append(ahead.group())
            first = first[ahead.end() :]
        inline = _INLINE.fullmatch(first)
        if inline:
            one, other = inline.group("office", "name")
            parts += [one, other] if one else inline.group("before", "behind")
        else:
            parts.append(first)
    return parts


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _is_name(text: str) -> bool:
    return bool(NAME.fullmatch(text.strip())) and len(text.split()) < 9


def _untitled(name: str) -> str:
    """Return a name without academic titles: who signs with and without them is one person."""
    return _UNTITLED.sub("", name.strip())


def _without_article(office: str) -> str:
    """Return an office as it stands behind a name: ``staatssecretaris ...``."""
    bare = re.sub(r"^(?:de|het)\s+", "", office, flags=re.I)
    if bare.isupper():
        return bare
    return bare[:1].lower() + bare[1:]
