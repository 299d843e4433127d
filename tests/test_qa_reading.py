"""The reader's windows, weights and heads; the trained model itself is tested with answers."""

from __future__ import annotations

import hashlib
import random
import re
import zlib
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from corpus import Letter, Passage
from index import passage_sentences, tokenizer
from qa.reading import Cutter, DamagedReader, PassageTokens, Window, packed, settings
from qa.reading.trained import LONGEST_SHORT, Floats, Heads
from qa.reading.weights import read_reader, unpacked
from qa.reading.windows import BEGIN, END, LONGEST, LONGEST_QUESTION

SIZE = 8


@dataclass(frozen=True)
class Encoding:
    ids: list[int]
    offsets: list[tuple[int, int]]


class Words:
    """A tokenizer with a token for each word and each other character."""

    def encode(self, text: str, add_special_tokens: bool) -> Encoding:
        assert not add_special_tokens
        found = list(re.finditer(r"\w+|[^\w\s]", text))
        ids = [3 + zlib.crc32(one.group().encode()) % 900 for one in found]
        return Encoding(ids, [one.span() for one in found])


def passage_of(text: str, name: str = "brief") -> Passage:
    return Passage(Letter(name, "Een brief", text, ""), 0, len(text))


def long_passage(sentences: int, words: int) -> Passage:
    lines = [
        f"Zin nummer {n} gaat over {' '.join(['zorg'] * (words - 6))} hier."
        for n in range(sentences)
    ]
    return passage_of(" ".join(lines))


def assert_sound(window: Window, passage: PassageTokens) -> None:
    """The ranges of a window hold the tokens that they should."""
    assert len(window.ids) <= LONGEST
    assert (window.ids[0], window.ids[-1]) == (BEGIN, END)
    assert window.question[1] < window.passage[0] < window.passage[1] == len(window.ids) - 1
    assert window.ids[window.question[1]] == END
    for number, (first, last) in zip(window.numbers, window.sentences, strict=True):
        own = passage.sentences[number].ids
        assert window.ids[first:last] == own[: last - first]
        assert window.passage[0] <= first <= last <= window.passage[1]


@pytest.mark.parametrize(("sentences", "words"), [(1, 8), (30, 20), (3, 600), (90, 8), (7, 300)])
def test_windows_hold_each_sentence_once(sentences: int, words: int) -> None:
    cutter = Cutter(Words())
    passage = cutter.passage(long_passage(sentences, words))
    found = list(cutter.windows(cutter.question("Waarover gaat de brief?"), passage))
    assert [number for one in found for number in one.numbers] == list(range(sentences))
    for one in found:
        assert_sound(one, passage)
        assert all(first < last for first, last in one.sentences)
    if words < 100:  # none is cut off
        whole = [end - begin for one in found for begin, end in one.sentences]
        assert whole == [len(one.ids) for one in passage.sentences]


def test_a_passage_without_sentences_has_no_window() -> None:
    cutter = Cutter(Words())
    assert list(cutter.windows(cutter.question("Wat?"), PassageTokens((1, 2), ()))) == []


def test_a_long_question_is_cut_off() -> None:
    cutter = Cutter(Words())
    prompt = len(cutter.question(""))
    assert len(cutter.question("waarom " * 500)) == LONGEST_QUESTION + prompt
    passage = cutter.passage(long_passage(20, 30))
    for one in cutter.windows(cutter.question("waarom " * 500), passage):
        assert_sound(one, passage)


def test_a_window_can_be_made_without_the_context() -> None:
    cutter = Cutter(Words())
    passage = cutter.passage(long_passage(2, 8))
    question = cutter.question("Wat?")
    assert passage.context
    with_it, without = (
        cutter.window(question, one, 0, 2) for one in (passage, replace(passage, context=()))
    )
    assert len(with_it.ids) - len(without.ids) == len(passage.context)


@pytest.mark.encoder
def test_tokens_point_back_at_the_letter() -> None:
    text = (
        "Geachte leden, de eigen bijdrage is € 21,00 per maand; dat is ½ van vroeger.\n"
        "De coördinator – mevrouw D’Ancona – belt ﬁjn terug binnen 8 werkdagen!\n\n"
        "Een   tweede alinea\tmet witruimte en een tabel | met | cellen."
    )
    passage = passage_of(text)
    cut = Cutter(tokenizer()).passage(passage)
    assert [(one.start, one.end) for one in cut.sentences] == list(passage_sentences(passage))
    for one in cut.sentences:
        assert len(one.ids) == len(one.spans) > 0
        starts = [start for start, _ in one.spans]
        assert starts == sorted(starts)
        assert all(one.start <= start <= end <= one.end for start, end in one.spans)
        seen = {place for span in one.spans for place in range(*span)}
        words = {n for n in range(one.start, one.end) if not text[n].isspace()}
        assert words <= seen  # no character of a word is lost


@pytest.mark.encoder
def test_the_special_tokens_are_those_of_the_vocabulary() -> None:
    real = tokenizer()
    assert (real.token_to_id("<s>"), real.token_to_id("</s>")) == (BEGIN, END)


def test_packed_numbers_come_back_within_one_step() -> None:
    chance = np.random.default_rng(1)
    matrix = (chance.standard_normal((6, 40)) * [[0.01], [0.1], [1], [5], [20], [0]]).astype("f4")
    vector = chance.standard_normal(30).astype(np.float32)
    stored = packed({"l4.q.w": matrix, "bias": vector})
    assert {name: one.dtype for name, one in stored.items()} == {
        "l4.q.w": np.int8, "l4.q.w.scale": np.float16, "bias": np.float16,
    }  # fmt: skip
    found = unpacked(stored)
    assert set(found) == {"l4.q.w", "bias"}
    step = np.abs(matrix).max(axis=1, keepdims=True) / 127
    assert (np.abs(found["l4.q.w"] - matrix) <= step + 1e-7).all()
    np.testing.assert_allclose(found["bias"], vector, rtol=1e-3, atol=1e-6)


def stored_reader(path: Path) -> str:
    """Write a small file of weights, and return its checksum."""
    from safetensors.numpy import save_file

    ones = np.ones((2, 4), dtype=np.float32)
    save_file(packed({"l4.q.w": ones, "l4.q.b": ones[0], "tokens.weight": 3 * ones}), path)
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_weights_are_read(tmp_path: Path) -> None:
    checksum = stored_reader(tmp_path / "reader.safetensors")
    found = read_reader(checksum, tmp_path / "reader.safetensors")
    assert found.name == checksum[:12]
    assert {name: one.shape for name, one in found.layers.items()} == {
        "l4.q.w": (8,), "l4.q.b": (4,),
    }  # fmt: skip
    np.testing.assert_allclose(found.heads["tokens.weight"], np.full((2, 4), 3), rtol=1e-3)


def test_two_hundred_flipped_bits_of_the_weights_are_noticed(tmp_path: Path) -> None:
    raw = bytearray(files("qa.reading").joinpath("reader.safetensors").read_bytes())
    chance, file = random.Random(200), tmp_path / "reader.safetensors"
    for _ in range(200):
        place, bit = chance.randrange(len(raw)), 1 << chance.randrange(8)
        raw[place] ^= bit
        file.write_bytes(raw)
        with pytest.raises(DamagedReader):
            read_reader(settings().sha256, file)
        raw[place] ^= bit
    file.write_bytes(raw)
    assert read_reader(settings().sha256, file).layers


def test_one_changed_byte_is_noticed(tmp_path: Path) -> None:
    file = tmp_path / "reader.safetensors"
    checksum = stored_reader(file)
    raw = bytearray(file.read_bytes())
    raw[-1] ^= 1
    file.write_bytes(raw)
    with pytest.raises(DamagedReader, match=r"beschadigd\. Installeer wmo-qa opnieuw\.$"):
        read_reader(checksum, file)


def random_heads(seed: int) -> dict[str, Floats]:
    chance = np.random.default_rng(seed)
    shapes = {
        "tokens.weight": (3, SIZE), "tokens.bias": (3,), "scale": (1,),
        "passage_in.weight": (5, 2 * SIZE), "passage_in.bias": (5,),
        "passage_out.weight": (1, 5), "passage_out.bias": (1,),
        "sentence_in.weight": (5, 2 * SIZE), "sentence_in.bias": (5,),
        "sentence_out.weight": (1, 5), "sentence_out.bias": (1,),
    }  # fmt: skip
    return {name: chance.standard_normal(of).astype(np.float32) for name, of in shapes.items()}


def test_the_short_answer_stands_in_its_sentence() -> None:
    cutter = Cutter(Words())
    passage = cutter.passage(long_passage(4, 80))
    chance = np.random.default_rng(2)
    for seed in range(5):
        (window,) = cutter.windows(cutter.question("Wat?"), passage)
        states = chance.standard_normal((len(window.ids), SIZE)).astype(np.float32)
        _, found = Heads(random_heads(seed)).read(window, states, passage, 3)
        assert [(one.start, one.end) for one in found] == [
            (one.start, one.end) for one in passage.sentences
        ]
        for one, own in zip(found, passage.sentences, strict=True):
            first, last = one.short
            assert one.place == 3
            assert one.start <= first < last <= one.end
            assert 0 <= one.chance <= 1
            tokens = [n for n, span in enumerate(own.spans) if first <= span[0] < last]
            assert len(tokens) <= LONGEST_SHORT


def test_a_sentence_that_was_cut_off_is_no_answer() -> None:
    cutter = Cutter(Words())
    passage = cutter.passage(long_passage(3, 300))
    window = cutter.window(cutter.question("Wat?"), passage, 0, 3)
    states = np.random.default_rng(3).standard_normal((len(window.ids), SIZE)).astype(np.float32)
    _, found = Heads(random_heads(3)).read(window, states, passage, 0)
    assert window.sentences[2][0] == window.sentences[2][1]
    assert len(found) == 2


def test_what_was_chosen_with_the_weights_is_in_range() -> None:
    chosen = settings()
    assert 0 <= chosen.near_from <= chosen.possible_from <= chosen.answers_from <= 1
    assert chosen.slope > 0
    assert chosen.margin >= 0
    assert 0 <= chosen.short_from <= 1
