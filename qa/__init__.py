"""From question to proof: answers made of sentences that stand in the letters."""

from typing import TYPE_CHECKING, Any

from qa.answer import MESSAGES, REPLACING, Answer, Citation, Statement, Status, Warning
from qa.ask import LONGEST_QUESTION, Step, answer
from qa.citing.bibliography import bibtex, csl_json
from qa.citing.proof import cite
from qa.conversation import converse, reply
from qa.evidence.candidates import Candidate, candidates
from qa.evidence.letter_summary import Summary, summary
from qa.evidence.letter_summary import asks_for as asks_for_summary
from qa.evidence.newest import silent, timeline
from qa.evidence.statements import compose
from qa.language_model import LanguageModel, UnknownLanguageModel
from qa.letters.particulars import about_letter
from qa.official_citation import official_citation
from qa.promises.commitments import Commitment, commitments, is_commitment
from qa.promises.followed import followed
from qa.public_json import (
    answer_to_json,
    commitments_to_json,
    hits_to_json,
    summary_to_json,
    timeline_to_json,
)
from qa.questions.analysed_question import Asked, word_weights
from qa.questions.question import Question
from qa.questions.turn_kind import features as leaning_features
from qa.questions.turn_kind import leans, talks
from qa.questions.turn_kind import with_unknown as with_unknown_words
from qa.reading import BEGIN as BEGIN_TOKEN
from qa.reading import (
    Cutter,
    DamagedReader,
    ModelFailed,
    ModelReader,
    PassageTokens,
    Reader,
    ReaderFailed,
    Reading,
    ReadSentence,
    TrainedReader,
    Window,
    Writer,
    default_reader,
    leaves_machine,
    reader_name,
)
from qa.reading import packed as packed_weights
from qa.reading import unpacked as unpacked_weights

if TYPE_CHECKING:
    from qa.langchain_adapters import LetterEmbeddings, LetterRetriever

__all__ = [
    "BEGIN_TOKEN",
    "LONGEST_QUESTION",
    "MESSAGES",
    "REPLACING",
    "Answer",
    "Asked",
    "Candidate",
    "Citation",
    "Commitment",
    "Cutter",
    "DamagedReader",
    "LanguageModel",
    "LetterEmbeddings",
    "LetterRetriever",
    "ModelFailed",
    "ModelReader",
    "PassageTokens",
    "Question",
    "ReadSentence",
    "Reader",
    "ReaderFailed",
    "Reading",
    "Statement",
    "Status",
    "Step",
    "Summary",
    "TrainedReader",
    "UnknownLanguageModel",
    "Warning",
    "Window",
    "Writer",
    "about_letter",
    "answer",
    "answer_to_json",
    "asks_for_summary",
    "bibtex",
    "candidates",
    "cite",
    "commitments",
    "commitments_to_json",
    "compose",
    "converse",
    "csl_json",
    "default_reader",
    "followed",
    "hits_to_json",
    "is_commitment",
    "leaning_features",
    "leans",
    "leaves_machine",
    "official_citation",
    "packed_weights",
    "reader_name",
    "reply",
    "silent",
    "summary",
    "summary_to_json",
    "talks",
    "timeline",
    "timeline_to_json",
    "unpacked_weights",
    "with_unknown_words",
    "word_weights",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module's attributes are of any type
    """Return what is for LangChain, imported when it is asked for: that takes a second."""
    if name in ("LetterEmbeddings", "LetterRetriever"):
        import qa.langchain_adapters as for_langchain

        return getattr(for_langchain, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
