"""One example of each answer, about a letter that does not exist."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

_LETTER = "2024-06-17-eigen-bijdrage-waterbrugge"
_TITLE, _SENDER = "Eigen bijdrage voor hulp bij het huishouden", "wethouder van Waterbrugge"
_TEXT = "De eigen bijdrage is vanaf 1 januari 2025 21 euro per maand."
_INDEX: Json = {"encoder": "multilingual-e5-small", "generation": 12}
_PLACE: Json = {
    "letter_id": _LETTER,
    "title": _TITLE,
    "date": "2024-06-17",
    "sender": _SENDER,
    "reference": "WB-2024-0617",
    "pages": [1],
    "page_labels": ["1"],
    "section": ["2. Eigen bijdrage"],
    "url": None,
    "start": 1234,
    "end": 1234 + len(_TEXT),
    "formatted": "Wethouder van Waterbrugge, brief van 17 juni 2024, kenmerk WB-2024-0617, p. 1",
}
_CITATION: Json = {"n": 1, **_PLACE, "quote": _TEXT}
_STATEMENT: Json = {"text": _TEXT, "citations": [1], "short": ["21 euro per maand"]}
_PASSAGE: Json = {
    "rank": 1,
    **_PLACE,
    "kind": "brief",
    "text": _TEXT,
    "score": 2.31,
    "parts": {"dense": 0.91, "lexical": 7.2},
    "footnotes": [],
    "twins": [],
}
_QUESTION = "Wat is de eigen bijdrage?"
_FACTS: Json = {
    "id": _LETTER,
    "title": _TITLE,
    "date": "2024-06-17",
    "kind": "brief",
    "sender": _SENDER,
    "recipient": "de gemeenteraad",
    "level": "gemeente",
    "reference": "WB-2024-0617",
    "url": None,
    "pages": 2,
    "footnotes": 0,
    "characters": 4321,
    "warnings": [],
}
_LIST = "/v1/letters?page=1&perPage=20"

EXAMPLES: dict[str, Json] = {
    "Found": {"question": _QUESTION, "passages": [_PASSAGE], "index": _INDEX},
    "Answer": {
        "question": _QUESTION,
        "searched": _QUESTION,
        "context": [],
        "status": "answered",
        "confidence": 0.93,
        "short": "21 euro per maand",
        "statements": [_STATEMENT],
        "missing": [],
        "history": [],
        "citations": [_CITATION],
        "warnings": [],
        "index": _INDEX,
    },
    "Timeline": {
        "question": _QUESTION,
        "statements": [_STATEMENT],
        "citations": [_CITATION],
        "silent": ["2016-11-14-mantelzorg-respijtzorg"],
        "index": _INDEX,
    },
    "Commitments": {
        "commitments": [
            {
                "citation": {**_CITATION, "quote": "Ik informeer de raad voor 1 juli 2025."},
                "deadline": {"text": "voor 1 juli 2025", "first": None, "last": "2025-06-30"},
                "recipient": "de raad",
                "followed": None,
            }
        ],
        "index": _INDEX,
    },
    "Letters": {
        "letters": [_FACTS],
        "page": 1,
        "per_page": 20,
        "total": 1,
        "links": {"self": _LIST, "first": _LIST, "prev": None, "next": None, "last": _LIST},
    },
    "Letter": {
        **_FACTS,
        "document_number": "",
        "kamerstuk": None,
        "attached": [],
        "attached_to": None,
        "page_starts": [0, 2345],
        "page_labels": ["1", "2"],
        "sections": [{"start": 1200, "end": 1217, "level": 1, "title": "2. Eigen bijdrage"}],
        "footnotes": [],
        "references": [],
    },
    "LetterText": {
        "letter_id": _LETTER,
        "start": 1234,
        "end": 1234 + len(_TEXT),
        "characters": 4321,
        "text": _TEXT,
    },
    "Added": {"letters": [_FACTS], "problems": []},
}
"""By the name of a shape."""
