"""Whether an input holds a question, in any language: no word or two of gibberish."""

from __future__ import annotations

from index import WORD, Retriever, content_lemmas, is_dutch, stop_words

FEWEST = 3  # words of a question in another language
DUTCH = 0.4  # share of the words of a Dutch question that are in the lists at least; chosen on dev


def is_question(text: str, retriever: Retriever) -> bool:
    """Whether there is something to search for in a text.

    A word or two will do, if one of them is Dutch, stands in a letter, or can be mended; the
    encoder knows other languages as well, but not their single words from gibberish.
    """
    meaning = set(content_lemmas(text))
    if not meaning:
        return False
    if retriever.mended(text) or any(retriever.document_share(one) > 0 for one in meaning):
        return True
    words = WORD.findall(text)
    if len(words) >= FEWEST:
        return True
    return any(is_dutch(word) for word in words if word.casefold() not in stop_words())


def is_foreign(text: str) -> bool:
    """Whether a text seems to be in another language than Dutch: 4 of 4,557 Dutch questions do."""
    words = [word.casefold() for word in WORD.findall(text) if not word.isdigit()]
    known = sum(is_dutch(word) for word in words)
    return len(words) > FEWEST and known < DUTCH * len(words)
