"""Letters of Dutch government: read from files, understood, and cut into passages."""

from corpus.enumeration import enumerated
from corpus.errors import UnreadableFile, printable
from corpus.folders import EXTENSIONS, find_files, look_at
from corpus.letter import MONTHS, Footnote, Kamerstuk, Letter, LetterDate, Passage, Section
from corpus.page_picture import can_draw_pages, page_picture
from corpus.reading import fingerprint, read_letter, read_letters
from corpus.references import Reference, references
from corpus.sentences import sentence_spans
from corpus.sidecar import BadCorrection, correct, sidecar_of
from corpus.splitter import SPLITTER_VERSION, split

__all__ = [
    "EXTENSIONS",
    "MONTHS",
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
    "can_draw_pages",
    "correct",
    "enumerated",
    "find_files",
    "fingerprint",
    "look_at",
    "page_picture",
    "printable",
    "read_letter",
    "read_letters",
    "references",
    "sentence_spans",
    "sidecar_of",
    "split",
]
