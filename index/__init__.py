"""Where the words are: passages in an index folder, found by meaning and by word."""

from index.build import IndexReport, build_index
from index.bundled import BUNDLED
from index.context import embedded_text
from index.encoder import Encoder, SentenceEncoder, UnknownModel, Vectors
from index.filters import Filter, NothingLeft
from index.fusion import Mode
from index.hit import Hit
from index.lemmas import content_lemmas, lemmas
from index.retriever import Retriever
from index.store import IndexInUse, NoIndex, OtherIndex

__all__ = [
    "BUNDLED",
    "Encoder",
    "Filter",
    "Hit",
    "IndexInUse",
    "IndexReport",
    "Mode",
    "NoIndex",
    "NothingLeft",
    "OtherIndex",
    "Retriever",
    "SentenceEncoder",
    "UnknownModel",
    "Vectors",
    "build_index",
    "content_lemmas",
    "embedded_text",
    "lemmas",
]
