from __future__ import annotations

from corpus import Letter
from qa.text.lists import list_at

TEXT = """Er zijn twee uitzonderingen:

- wie een minimuminkomen heeft;
- wie inwoont.

Dan volgen twee principes:

1. Eigen kracht
Iedereen doet wat hij kan.

2. Passende hulp
Wie dat niet kan, krijgt hulp.

Slot.
"""
LETTER = Letter("brief", "", TEXT, "")


def found(words: str) -> list[str]:
    start = TEXT.index(words)
    one = list_at(LETTER, start, start + len(words))
    if not one:
        return []
    return [TEXT[slice(*span)] for span in ((one.lead,) if one.lead else ()) + one.items]


def test_an_introduction_has_its_items() -> None:
    assert found("Er zijn twee uitzonderingen:") == [
        "Er zijn twee uitzonderingen:",
        "- wie een minimuminkomen heeft;",
        "- wie inwoont.",
    ]


def test_an_item_knows_its_list() -> None:
    assert found("wie inwoont.") == found("Er zijn twee uitzonderingen:")


def test_numbered_headings_with_text_between_are_a_list() -> None:
    assert found("Dan volgen twee principes:") == [
        "Dan volgen twee principes:",
        "1. Eigen kracht",
        "2. Passende hulp",
    ]


def test_other_sentences_are_in_no_list() -> None:
    assert found("Slot.") == []
