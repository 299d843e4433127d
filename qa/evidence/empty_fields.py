"""Fields of a letter that a question asks for, and that were never filled in."""

from __future__ import annotations

from corpus import Letter, field_warnings, unfilled_fields
from index import content_lemmas
from qa.answer import Warning
from qa.evidence.candidates import Candidate


def empty_field_warnings(question: str, letter: Letter) -> tuple[Warning, ...]:
    """Return a warning for each empty field of a letter that the question asks for."""
    return tuple(
        Warning("empty_field", letter, f"In {letter.name} is het veld “{name}” niet ingevuld.")
        for name in _asked(question, letter)
    )


def of_an_empty_field(question: str, one: Candidate) -> bool:
    """Whether the letter leaves empty what is asked for, and the sentence does not fill it in."""
    if field_warnings(one.text):
        return True
    fields = _asked(question, one.letter)
    said = set(content_lemmas(one.text)) if fields else set()
    return any(content_lemmas(name)[0] not in said for name in fields)


def _asked(question: str, letter: Letter) -> list[str]:
    """Return the empty fields that the question asks for: it begins with their first word.

    It has all their words, and not twice as many of its own.
    """
    names = unfilled_fields(letter.warnings)
    asked = content_lemmas(question) if names else []
    words = {name: content_lemmas(name) for name in names}
    return [
        name
        for name, own in words.items()
        if own and own[:1] == asked[:1] and set(own) <= set(asked) and len(asked) <= 2 * len(own)
    ]
