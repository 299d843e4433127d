"""Whether an input is a question in Dutch: no greeting, no gibberish, no other language."""

from __future__ import annotations

from index import WORD, Retriever, content_lemmas, is_dutch, stop_words

_GREETINGS_TEXT = """
hallo hoi hey hai dag goedemorgen goedemiddag goedenavond goedendag goeiedag morgen middag bedankt
dank dankjewel dankuwel groet groeten groetjes test testen oke prima
"""
_GREETINGS = frozenset(content_lemmas(_GREETINGS_TEXT))
# Words that bind sentences in English, German and French, and are none in Dutch.
_FOREIGN_TEXT = """
the what how who does did are and which why where when can you your this that these there from with
much many should would has have for to my if it
das der die und ist nicht wie wer wo warum wann welche gibt ich sie ein eine wird kann
le la les des est que quel quelle qui pour dans une avec comment pourquoi combien
"""
_FOREIGN = frozenset(_FOREIGN_TEXT.split()) - frozenset(("die", "der", "des", "wie", "la", "had"))


def is_question(text: str, retriever: Retriever) -> bool:
    """Whether there is something to search for in a text.

    A word or two will do, if one of them is Dutch, stands in a letter, or can be mended.
    """
    meaning = set(content_lemmas(text))
    if not meaning or is_greeting(text) or _is_foreign(text):
        return False
    if retriever.mended(text) or any(retriever.document_share(one) > 0 for one in meaning):
        return True
    return any(is_dutch(word) for word in WORD.findall(text) if word.casefold() not in stop_words())


def is_greeting(text: str) -> bool:
    """Whether a text greets or thanks, and says nothing else."""
    meaning = set(content_lemmas(text))
    return bool(meaning) and meaning <= _GREETINGS


def _is_foreign(text: str) -> bool:
    """Whether more words bind sentences in another language than in Dutch, and at least two do."""
    words = [word.casefold() for word in WORD.findall(text)]
    foreign = sum(word in _FOREIGN for word in words)
    return foreign >= 2 and foreign > sum(word in stop_words() - _FOREIGN for word in words)
