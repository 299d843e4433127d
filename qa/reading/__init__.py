"""Reading comprehension: which sentences of the passages answer a question, if any does."""

from qa.reading.language_model_reader import ModelFailed, ModelReader, Writer, leaves_machine
from qa.reading.question_in_context import read_in_context
from qa.reading.reader import Reader, ReaderFailed, Reading, ReadSentence, Span, chance_of
from qa.reading.trained import TrainedReader, default_reader, reader_name, settings
from qa.reading.weights import DamagedReader, packed, unpacked
from qa.reading.windows import BEGIN, Cutter, PassageTokens, Window

__all__ = [
    "BEGIN",
    "Cutter",
    "DamagedReader",
    "ModelFailed",
    "ModelReader",
    "PassageTokens",
    "ReadSentence",
    "Reader",
    "ReaderFailed",
    "Reading",
    "Span",
    "TrainedReader",
    "Window",
    "Writer",
    "chance_of",
    "default_reader",
    "leaves_machine",
    "packed",
    "read_in_context",
    "reader_name",
    "settings",
    "unpacked",
]
