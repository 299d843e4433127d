"""Letters of Dutch government: read from files, understood, and cut into passages."""

from corpus.errors import UnreadableFile
from corpus.letter import Footnote, Kamerstuk, Letter, LetterDate, Passage, Section
from corpus.reading import find_files, fingerprint, read_letter, read_letters
from corpus.references import Reference, references
from corpus.sentences import sentence_spans
from corpus.sidecar import BadCorrection, correct
from corpus.splitter import SPLITTER_VERSION, split

__all__ = [
    "SPLITTER_VERSION",
    "BadCorrection",
    "Footnote",
    "Kamerstuk",
    "Letter",
    "LetterDate",
    "Passage",
    "Reference",
    "Section",
    "UnreadableFile",
    "correct",
    "find_files",
    "fingerprint",
    "read_letter",
    "read_letters",
    "references",
    "sentence_spans",
    "split",
]
