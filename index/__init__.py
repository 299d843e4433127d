"""Where the words are: passages in an index folder, found by meaning and by word."""

from index.array_types import Vectors
from index.building.build import IndexReport, build_index, remove_letters
from index.building.embedding import read_here
from index.checksums.damage import DamagedLetter
from index.distributed.cluster import NoCluster, read_on_cluster
from index.dutch.compounds import compound
from index.dutch.lemmas import WORD, content_lemmas, is_dutch, lemma, lemmas, stop_words
from index.encoder.bundled import BUNDLED, Variant, tokenizer, torch_folder
from index.encoder.encoder import Encoder, SentenceEncoder, UnknownModel, bundled_model
from index.encoder.reranker import CrossReranker
from index.engines.chosen import choose_milvus, is_address
from index.explaining import Evidence, Explanation, Named, Part, explained
from index.filters import Filter, NothingLeft
from index.hit import Hit
from index.maintenance.backup import BackupRefused, Copied, back_up, restore
from index.maintenance.doctor import Examination, Finding
from index.passage_context import context_line, embedded_text, passage_sentences
from index.ranking.candidates import PARTS
from index.ranking.fusion import PLAIN, Mode, standardised
from index.ranking.sentence_match import SentenceMatch
from index.retriever import Retriever
from index.store.store import DamagedIndex, IndexInUse, LetterStore, NoIndex, OtherIndex
from index.vectors.vectors import VectorIndex
from index.words.matches import Match
from index.words.question_reading import WAYS

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
    "NoCluster",
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
    "choose_milvus",
    "compound",
    "content_lemmas",
    "context_line",
    "embedded_text",
    "explained",
    "is_address",
    "is_dutch",
    "lemma",
    "lemmas",
    "passage_sentences",
    "read_here",
    "read_on_cluster",
    "remove_letters",
    "restore",
    "standardised",
    "stop_words",
    "tokenizer",
    "torch_folder",
]
