"""Letters of Dutch government: read from files, understood, and cut into passages."""

from corpus.errors import UnreadableFile
from corpus.letter import Footnote, Kamerstuk, Letter, LetterDate, Passage, Section
from corpus.reading import find_files, fingerprint, read_letter, read_letters
from corpus.sentences import sentence_spans
from corpus.splitter import SPLITTER_VERSION, split

__all__ = [
    "SPLITTER_VERSION",
    "Footnote",
    "Kamerstuk",
    "Letter",
    "LetterDate",
    "Passage",
    "Section",
    "UnreadableFile",
    "find_files",
    "fingerprint",
    "read_letter",
    "read_letters",
    "sentence_spans",
    "split",
]
