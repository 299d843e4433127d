"""From question to proof: answers made of sentences that stand in the letters."""

from typing import TYPE_CHECKING, Any

from qa.answer import MESSAGES, Answer, Citation, Statement, Status, Warning
from qa.ask import LONGEST_QUESTION, Step, answer
from qa.asked import Asked, word_weights
from qa.bibliography import bibtex, csl_json
from qa.candidates import Candidate, Features, as_row, candidates
from qa.commitments import Commitment, commitments
from qa.conversation import converse, reply
from qa.following import followed
from qa.language_model import LanguageModel, UnknownLanguageModel, leaves_machine
from qa.newest import timeline
from qa.official import official_citation
from qa.particulars import about_letter
from qa.proof import cite
from qa.public import answer_to_json, commitments_to_json, hits_to_json, timeline_to_json
from qa.short import shown_short
from qa.signals import NAMES as SIGNALS
from qa.signals import Signals, as_signal_row, signals_of
from qa.statements import compose
from qa.writer import Writer, WriterFailed

if TYPE_CHECKING:
    from qa.documents import LetterRetriever

__all__ = [
    "LONGEST_QUESTION",
    "MESSAGES",
    "SIGNALS",
    "Answer",
    "Asked",
    "Candidate",
    "Citation",
    "Commitment",
    "Features",
    "LanguageModel",
    "LetterRetriever",
    "Signals",
    "Statement",
    "Status",
    "Step",
    "UnknownLanguageModel",
    "Warning",
    "Writer",
    "WriterFailed",
    "about_letter",
    "answer",
    "answer_to_json",
    "as_row",
    "as_signal_row",
    "bibtex",
    "candidates",
    "cite",
    "commitments",
    "commitments_to_json",
    "compose",
    "converse",
    "csl_json",
    "followed",
    "hits_to_json",
    "leaves_machine",
    "official_citation",
    "reply",
    "shown_short",
    "signals_of",
    "timeline",
    "timeline_to_json",
    "word_weights",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module's attributes are of any type
    """Return ``LetterRetriever``, imported when it is asked for: LangChain takes a second."""
    if name == "LetterRetriever":
        from qa.documents import LetterRetriever

        return LetterRetriever
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
