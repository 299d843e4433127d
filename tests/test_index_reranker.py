from pathlib import Path

import numpy as np
import pytest

from index.encoder.encoder import UnknownModel
from index.encoder.reranker import CrossReranker, reranked


def test_the_scores_are_dealt_out_anew() -> None:
    scores = np.array([0.1, 0.9, 0.5, 0.7])
    found = reranked(scores, [1, 3, 2], np.array([0.2, 0.3, 0.9]))
    assert found.tolist() == [0.1, 0.5, 0.9, 0.7]
    assert scores.tolist() == [0.1, 0.9, 0.5, 0.7]


def test_a_reranker_that_is_not_here_is_one_clear_line() -> None:
    with pytest.raises(UnknownModel, match="--reranker") as caught:
        CrossReranker("no/such-model").scores("Wat?", ["Dit."])
    assert "\n" not in str(caught.value)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny cross-encoder with random weights: no real one can be had here."""
    import torch
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast

    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "wie", "betaalt", "de", "gemeente", "zorg"]
    core = Tokenizer(models.WordLevel({word: at for at, word in enumerate(words)}, "[UNK]"))
    core.pre_tokenizer = pre_tokenizers.Whitespace()
    place = tmp_path_factory.mktemp("cross")
    PreTrainedTokenizerFast(
        tokenizer_object=core, pad_token="[PAD]", unk_token="[UNK]", sep_token="[SEP]"
    ).save_pretrained(place)
    sizes = {"hidden_size": 8, "num_hidden_layers": 1, "num_attention_heads": 2}
    wide = {"intermediate_size": 8, "initializer_range": 1.0, "num_labels": 1}
    torch.manual_seed(0)
    config = BertConfig(vocab_size=len(words), **sizes, **wide)
    BertForSequenceClassification(config).save_pretrained(place)
    return place


def test_a_cross_encoder_from_a_folder_scores_each_text(folder: Path) -> None:
    reranker = CrossReranker(str(folder))
    scores = reranker.scores("wie betaalt", ["de gemeente betaalt de zorg", "de zorg", "wie"])
    assert scores.shape == (3,)
    assert len(set(scores.tolist())) == 3
