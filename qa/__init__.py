"""From question to proof: answers made of sentences that stand in the letters."""

from qa.answer import MESSAGES, Answer, Citation, Statement, Status, Warning
from qa.ask import LONGEST_QUESTION, answer
from qa.documents import LetterRetriever
from qa.official import official_citation
from qa.proof import cite
from qa.public import answer_to_json, hits_to_json

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
    "cite",
    "hits_to_json",
    "official_citation",
]
