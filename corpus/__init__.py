"""Letters of Dutch government: read from files, understood, and cut into passages."""

from corpus.answered_questions import inquiries, is_label
from corpus.attached_paths import file_of, is_there, shown_name
from corpus.dutch.enumerations import enumerated
from corpus.errors import UnreadableFile, printable
from corpus.files.folders import EXTENSIONS, MEDIA_TYPES, find_files, look_at
from corpus.files.sidecar import BadCorrection, correct, sidecar_of, source_in
from corpus.letter import MONTHS, Footnote, Kamerstuk, Letter, LetterDate, Passage, Section
from corpus.metadata.same_sender import same_sender
from corpus.metadata.unfilled_fields import field_warnings, unfilled_fields
from corpus.passages.sentences import sentence_spans
from corpus.passages.splitter import SPLITTER_VERSION, split
from corpus.pdf.compared_pages import compared_pages
from corpus.pdf.pdfium.page_picture import can_draw_pages, page_picture
from corpus.question_rows import question_row_at
from corpus.reading import fingerprint, read_letter
from corpus.references import Reference, references
from corpus.sandbox.isolation import Worker, from_answer, to_answer
from corpus.sandbox.read_with_attached import Read, read_file, read_letters
from corpus.sources.documents import (
    ODATA_NAMES,
    FolderInUse,
    SourceProblem,
    SourceSettings,
    Wish,
)
from corpus.sources.fetching import Fetched, fetch
from corpus.sources.known import ADDRESSES, SOURCES, taken_by

__all__ = [
    "ADDRESSES",
    "EXTENSIONS",
    "MEDIA_TYPES",
    "MONTHS",
    "ODATA_NAMES",
    "SOURCES",
    "SPLITTER_VERSION",
    "BadCorrection",
    "Fetched",
    "FolderInUse",
    "Footnote",
    "Kamerstuk",
    "Letter",
    "LetterDate",
    "Passage",
    "Read",
    "Reference",
    "Section",
    "SourceProblem",
    "SourceSettings",
    "UnreadableFile",
    "Wish",
    "Worker",
    "can_draw_pages",
    "compared_pages",
    "correct",
    "enumerated",
    "fetch",
    "field_warnings",
    "file_of",
    "find_files",
    "fingerprint",
    "from_answer",
    "inquiries",
    "is_label",
    "is_there",
    "look_at",
    "page_picture",
    "printable",
    "question_row_at",
    "read_file",
    "read_letter",
    "read_letters",
    "references",
    "same_sender",
    "sentence_spans",
    "shown_name",
    "sidecar_of",
    "source_in",
    "split",
    "taken_by",
    "to_answer",
    "unfilled_fields",
]
