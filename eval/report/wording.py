"""The words of the HTML report, in Dutch and English."""

from __future__ import annotations

from html import escape

PARTS = {
    "Zoeken": "Retrieval",
    "Bronnen": "Citations",
    "Antwoord": "Answers",
    "Weigeren": "Refusals",
    "Tijd": "Time",
}
VERDICTS = {
    "right": ("goed", "right"),
    "incomplete": ("onvolledig", "incomplete"),
    "wrong": ("fout", "wrong"),
    "refused": ("ten onrechte geweigerd", "refused, though the letters answer it"),
    "silent": ("terecht geweigerd", "rightly refused"),
    "invented": ("ten onrechte beantwoord", "answered, though the letters do not"),
    "": ("-", "-"),
}


def both(dutch: str, english: str) -> str:
    """Return a text in both languages, of which the page shows the one chosen."""
    if dutch == english:
        return escape(dutch)
    return (
        f'<span class="nl" lang="nl">{escape(dutch)}</span>'
        f'<span class="en" lang="en">{escape(english)}</span>'
    )


def heading(level: int, dutch: str, english: str) -> str:
    """Return a heading in both languages."""
    return f"<h{level}>{both(dutch, english)}</h{level}>"


def paragraph(dutch: str, english: str) -> str:
    """Return a paragraph in both languages."""
    return f"<p>{both(dutch, english)}</p>"
