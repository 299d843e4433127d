"""From question to proof: answers made of sentences that stand in the letters."""

from typing import TYPE_CHECKING, Any

from qa.answer import MESSAGES, Answer, Citation, Statement, Status, Warning
from qa.ask import LONGEST_QUESTION, answer
from qa.candidates import candidates, word_weights
from qa.official import official_citation
from qa.proof import cite
from qa.public import answer_to_json, hits_to_json
from qa.statements import compose

if TYPE_CHECKING:
    from qa.documents import LetterRetriever

__all__ = [
    "LONGEST_QUESTION",
    "MESSAGES",
    "Answer",
    "Citation",
    "LetterRetriever",
    "Statement",
    "Status",
    "Warning",
    "answer",
    "answer_to_json",
    "candidates",
    "cite",
    "compose",
    "hits_to_json",
    "official_citation",
    "word_weights",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module's attributes are of any type
    """Return ``LetterRetriever``, imported when it is asked for: LangChain takes a second."""
    if name == "LetterRetriever":
        from qa.documents import LetterRetriever

        return LetterRetriever
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
