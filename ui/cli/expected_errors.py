"""What can go wrong with a command and is told in one line: the user can do something about it."""

from __future__ import annotations

from corpus import SourceProblem, UnreadableFile
from eval import BadQuestions, LettersMissing, UnknownMeasure
from index import (
    BackupRefused,
    IndexInUse,
    NoCluster,
    NoIndex,
    NothingLeft,
    OtherIndex,
    UnknownModel,
)
from qa import DamagedReader, UnknownLanguageModel
from ui.errors import BadInput

EXPECTED = (
    BackupRefused,
    BadInput,
    BadQuestions,
    DamagedReader,
    IndexInUse,
    LettersMissing,
    NoCluster,
    NoIndex,
    NothingLeft,
    OtherIndex,
    SourceProblem,
    UnknownLanguageModel,
    UnknownMeasure,
    UnknownModel,
    UnreadableFile,
)
