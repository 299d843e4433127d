"""Letters of Dutch government: read from files, understood, and cut into passages."""

from corpus.errors import UnreadableFile
from corpus.letter import Footnote, Kamerstuk, Letter, LetterDate, Passage, Section
from corpus.sentences import sentence_spans
from corpus.splitter import split

__all__ = [
    "Footnote",
    "Kamerstuk",
    "Letter",
    "LetterDate",
    "Passage",
    "Section",
    "UnreadableFile",
    "sentence_spans",
    "split",
]
