"""Whether an input holds a question, in any language: no greeting, no word or two of gibberish."""

from __future__ import annotations

from functools import lru_cache

from index import WORD, Retriever, content_lemmas, is_dutch, stop_words

FEWEST = 3  # words of a question in another language
_GREETINGS_TEXT = """
hallo hoi hey hai dag goedemorgen goedemiddag goedenavond goedendag goeiedag morgen middag bedankt
dank dankjewel dankuwel groet groeten groetjes test testen oke prima hello hi thanks thank
"""


def is_question(text: str, retriever: Retriever) -> bool:
    """Whether there is something to search for in a text.

    A word or two will do, if one of them is Dutch, stands in a letter, or can be mended; the
    encoder knows other languages as well, but not their single words from gibberish.
    """
    meaning = set(content_lemmas(text))
    if not meaning or is_greeting(text):
        return False
    if retriever.mended(text) or any(retriever.document_share(one) > 0 for one in meaning):
        return True
    words = WORD.findall(text)
    if len(words) >= FEWEST:
        return True
    return any(is_dutch(word) for word in words if word.casefold() not in stop_words())


def is_greeting(text: str) -> bool:
    """Whether a text greets or thanks, and says nothing else."""
    meaning = set(content_lemmas(text))
    return bool(meaning) and meaning <= _greetings()


@lru_cache(maxsize=1)
def _greetings() -> frozenset[str]:
    return frozenset(content_lemmas(_GREETINGS_TEXT))  # not at import: it reads the dictionary
