"""What the head of an official publication declares about it, where no reader sees it."""

from __future__ import annotations

import re
from collections.abc import Iterable

_PATTERNS = {
    "DC.identifier": (
        "document_number",
        re.compile(
            r"(?:kst|ah-tk|ah-ek|h-tk|h-ek|stb|stcrt|trb|gmb|prb|wsb|bgr|blg|nds-tk)-\d[\w-]*"
        ),
    ),
    "OVERHEIDop.vergaderjaar": ("kamerstuk.session", re.compile(r"\d{4}-\d{4}")),
    "OVERHEIDop.dossiernummer": ("kamerstuk.dossier", re.compile(r"\d{5}")),
    "OVERHEIDop.ondernummer": ("kamerstuk.number", re.compile(r"\d{1,4}|[A-Z]{1,2}")),
    "DCTERMS.issued": ("date", re.compile(r"\d{4}-\d\d-\d\d")),
}


def declared_facts(metas: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the facts in the names and contents of ``meta`` elements, by name of the field.

    Only the head of an official publication, which has an official number, is believed.
    """
    facts: dict[str, str] = {}
    for name, content in metas:
        field, pattern = _PATTERNS.get(name, ("", re.compile("")))
        if field and pattern.fullmatch(content.strip()):
            facts.setdefault(field, content.strip())
    return facts if "document_number" in facts else {}
