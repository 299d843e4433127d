"""Where the words are: passages in an index folder, found by meaning and by word."""

from index.array_types import Vectors
from index.backup import BackupRefused, Copied, back_up, restore
from index.build import IndexReport, build_index, remove_letters
from index.checksums.damage import DamagedLetter
from index.doctor import Examination, Finding
from index.dutch.compounds import compound
from index.dutch.lemmas import WORD, content_lemmas, is_dutch, lemma, lemmas, stop_words
from index.encoder.bundled import BUNDLED, Variant, tokenizer, torch_folder
from index.encoder.encoder import Encoder, SentenceEncoder, UnknownModel, bundled_model
from index.encoder.reranker import CrossReranker
from index.explaining import Evidence, Explanation, Named, Part, explained
from index.filters import Filter, NothingLeft
from index.hit import Hit
from index.passage_context import context_line, embedded_text, passage_sentences
from index.ranking.candidates import PARTS
from index.ranking.fusion import PLAIN, Mode, standardised
from index.ranking.sentence_match import SentenceMatch
from index.retriever import Retriever
from index.store.store import DamagedIndex, IndexInUse, LetterStore, NoIndex, OtherIndex
from index.vectors.vectors import VectorIndex
from index.words.lexical import WAYS
from index.words.matches import Match

__all__ = [
    "BUNDLED",
    "PARTS",
    "PLAIN",
    "WAYS",
    "WORD",
    "BackupRefused",
    "Copied",
    "CrossReranker",
    "DamagedIndex",
    "DamagedLetter",
    "Encoder",
    "Evidence",
    "Examination",
    "Explanation",
    "Filter",
    "Finding",
    "Hit",
    "IndexInUse",
    "IndexReport",
    "LetterStore",
    "Match",
    "Mode",
    "Named",
    "NoIndex",
    "NothingLeft",
    "OtherIndex",
    "Part",
    "Retriever",
    "SentenceEncoder",
    "SentenceMatch",
    "UnknownModel",
    "Variant",
    "VectorIndex",
    "Vectors",
    "back_up",
    "build_index",
    "bundled_model",
    "compound",
    "content_lemmas",
    "context_line",
    "embedded_text",
    "explained",
    "is_dutch",
    "lemma",
    "lemmas",
    "passage_sentences",
    "remove_letters",
    "restore",
    "standardised",
    "stop_words",
    "tokenizer",
    "torch_folder",
]
