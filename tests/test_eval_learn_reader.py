"""Learning the reader: what is read and drawn, and that a small net learns and goes on."""

from __future__ import annotations

import json
import re
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors import safe_open

from corpus import Letter, Passage
from eval.learn_reader.__main__ import average, start
from eval.learn_reader.checkpoints import learned_state, load, resume, save
from eval.learn_reader.data import (
    Data,
    Example,
    Paper,
    read_labels,
    read_marked,
    read_public,
    read_training,
    relabelled,
    sentences_of,
)
from eval.learn_reader.export import exported
from eval.learn_reader.losses import loss_of
from eval.learn_reader.model import Batch, ReaderNet
from eval.learn_reader.sampling import LONGEST, SHORTEST, Drawer, Drawn, nearest
from eval.learn_reader.training import Plan, learn, optimizer_of, take_step
from index import passage_sentences
from qa import Cutter
from qa.reading import settings
from qa.reading.trained import Heads
from qa.reading.weights import read_reader

PLAN = Plan(passes=1, rate=2e-3, minutes=10, seed=1)
TEXT = """De gemeente besluit binnen acht weken over de aanvraag. De eigen bijdrage is 21 euro.

Wie een laag inkomen heeft, betaalt minder. Mantelzorgers die inwonen betalen niets.

Soort | Uren | Prijs
Wassen | 3 | 18 euro
Strijken | 2 | 15 euro

Bezwaar maken kan binnen zes weken. Het college belt daarna binnen vijf dagen terug.
"""
OTHER = "Het bestuur vergadert elke maand. De notulen staan daarna op de website van de raad.\n"


@dataclass(frozen=True)
class Encoding:
    ids: list[int]
    offsets: list[tuple[int, int]]


class Words:
    """A tokenizer with a token for each word and each other character."""

    def encode(self, text: str, add_special_tokens: bool = False) -> Encoding:
        found = list(re.finditer(r"\w+|[^\w\s]", text))
        ids = [3 + zlib.crc32(one.group().encode()) % 490 for one in found]
        return Encoding(ids, [one.span() for one in found])


def row(identity: str, question: str, quotes: tuple[str, ...] = (), **more: object) -> dict:
    made = {"id": identity, "doc": "een", "question": question, "answerable": bool(quotes)}
    made |= {"style": "why", "answers": [{"quote": one} for one in quotes], "split": "train"}
    return made | more


ROWS = [
    row("q1", "Hoe lang duurt het besluit?", ("De gemeente besluit binnen  acht\nweken",),
        short="acht weken", distractor="Bezwaar maken kan binnen zes weken."),
    row("q2", "Wie betaalt minder of niets?",
        ("Wie een laag inkomen heeft", "Mantelzorgers die inwonen betalen niets."), combine="all"),
    row("q3", "Hoeveel is de boete?", near="De eigen bijdrage is 21 euro.", short=""),
    row("q4", "Wat kost wassen?", ("Wassen 3 18 euro",), short="18 euro", split="dev"),
    row("q5", "Wat is kwijt?", ("Deze zin staat er niet.",)),
    row("q6", "Welke termijn?", ("binnen zes weken", "binnen acht weken"), combine="any"),
    row("q7", "Hoeveel weken?", ("De eigen bijdrage is 21 euro.",), short="acht weken"),
    row("q8", ""),
]  # fmt: skip
TALK = {
    "id": "e1",
    "split": "test",
    "turns": [
        row("", "En dan?", ("binnen vijf dagen",), full="Wanneer belt het college terug?"),
        {"question": "Bedankt!", "doc": "een"},
        row("", "En elke week?", full="Vergadert het bestuur elke week?", doc="twee"),
    ],
}
for turn in (TALK["turns"][0], TALK["turns"][2]):  # type: ignore[index]
    del turn["id"], turn["split"], turn["style"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two papers and questions on them."""
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "een.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "texts" / "twee.txt").write_text(OTHER, encoding="utf-8")
    lines = "\n".join(map(json.dumps, ROWS)) + "\n\n"
    (tmp_path / "llm-a.jsonl").write_text(lines, encoding="utf-8")
    (tmp_path / "llm-e.jsonl").write_text(json.dumps(TALK), encoding="utf-8")
    return tmp_path


@pytest.fixture
def data(folder: Path) -> Data:
    return read_training(folder)


def by_id(data: Data) -> dict[str, Example]:
    return {one.id: one for one in data.examples}


def words_at(data: Data, paper: str, *spans: tuple[int, int] | None) -> list[str]:
    text = data.papers[paper].letter.text
    return [" ".join(text[slice(*span)].split()) for span in spans if span]


def test_quotes_are_found_whatever_the_white_space(data: Data) -> None:
    found = by_id(data)
    assert words_at(data, "een", *found["q1"].right) == ["De gemeente besluit binnen acht weken"]
    assert words_at(data, "een", found["q1"].short) == ["acht weken"]
    assert words_at(data, "een", *found["q1"].near) == ["Bezwaar maken kan binnen zes weken."]
    assert words_at(data, "een", *found["q4"].right) == ["Wassen | 3 | 18 euro"]
    assert found["q4"].short is not None
    assert not found["q1"].together


def test_parts_and_alternatives_are_told_apart(data: Data) -> None:
    found = by_id(data)
    assert found["q2"].together
    assert len(found["q2"].right) == 2
    assert not found["q6"].together
    assert len(found["q6"].right) == 2


def test_unanswerable_questions_have_what_looks_like_an_answer(data: Data) -> None:
    one = by_id(data)["q3"]
    assert (one.right, one.short) == ((), None)
    assert words_at(data, "een", *one.near) == ["De eigen bijdrage is 21 euro."]


def test_a_short_answer_outside_its_quote_is_none(data: Data) -> None:
    assert by_id(data)["q7"].short is None


def test_questions_without_their_quote_are_lost(data: Data) -> None:
    assert data.lost == ["q5"]
    assert "q5" not in by_id(data)
    assert "q8" not in by_id(data)


def test_turns_of_a_dialogue_are_asked_alone(data: Data) -> None:
    found = by_id(data)
    assert found["e1-0"].question == "Wanneer belt het college terug?"
    assert (found["e1-0"].style, found["e1-0"].split) == ("dialogue", "test")
    assert words_at(data, "een", *found["e1-0"].right) == ["binnen vijf dagen"]
    assert "e1-1" not in found  # no question on a paper
    assert (found["e1-2"].paper, found["e1-2"].right) == ("twee", ())


def test_what_leans_is_also_learned_with_what_it_leans_on(folder: Path) -> None:
    def said(question: str, leans: bool, kind: str = "lean") -> dict[str, object]:
        return row("", question, ("binnen vijf dagen",), full="Voluit?", leans=leans, kind=kind)

    turns = [said("Eerst?", False), said("En dan?", True), said("Fijn", False, "talk")]
    turns += [said("En daarna?", True), said("Iets anders?", False)]
    for one in turns:
        del one["id"]
    file = folder / "gesprek.jsonl"
    file.write_text(json.dumps({"id": "g", "split": "train", "turns": turns}), encoding="utf-8")
    found = {one.id: one.question for one in read_training(folder, files=[file]).examples}
    context = {name: one for name, one in found.items() if name.endswith("-in-context")}
    assert context == {
        "g-1-in-context": "Eerst? En dan?",
        "g-3-in-context": "Eerst? En dan? En daarna?",
    }
    assert found["g-1"] == "Voluit?"


def test_marks_are_numbers_of_sentences(folder: Path) -> None:
    marks = {
        "id": "m", "doc": "een", "style": "why", "question": "Hoe lang?", "right": [0],
        "together": False, "near": [1], "short": [0, 3, 11],
    }  # fmt: skip
    (folder / "marked-a.jsonl").write_text(json.dumps(marks), encoding="utf-8")
    found = Data()
    read_marked(found, folder / "texts", folder / "marked-a.jsonl")
    (one,) = found.of("train")
    assert words_at(found, "een", *one.right, one.short) == [
        "De gemeente besluit binnen acht weken over de aanvraag.",
        "gemeente",
    ]
    assert words_at(found, "een", *one.near) == ["De eigen bijdrage is 21 euro."]


def test_only_the_files_named_are_read(folder: Path) -> None:
    found = read_training(folder, files=[folder / "llm-e.jsonl"])
    assert [one.id for one in found.examples] == ["e1-0", "e1-2"]
    assert found.of("train") == []
    assert len(found.of("test")) == 2


def test_labels_take_the_place_of_quotes(data: Data, tmp_path: Path) -> None:
    text = data.papers["een"].letter.text
    labels = [
        {"id": "q1", "any": [0, 99], "together": []},
        {"id": "q2", "any": [], "together": [1, 2]},
        {"id": "q3", "any": [1], "together": []},  # the quotes say that nothing answers
        {"id": "q6", "any": [], "together": []},  # and here that something does
        {"id": "q7", "any": [1], "together": [2]},
        {"id": "q9", "any": [1], "together": []},
    ]
    (tmp_path / "labels.jsonl").write_text("\n".join(map(json.dumps, labels)), encoding="utf-8")
    found = relabelled(data, read_labels(tmp_path / "labels.jsonl"))
    new = by_id(found)
    assert set(by_id(data)) - set(new) == {"q3", "q6"}
    assert new["q1"].right == ((0, text.index(" De eigen")),)
    assert new["q2"].together
    assert len(new["q2"].right) == 2
    assert not new["q7"].together
    assert new["q4"] == by_id(data)["q4"]
    assert (found.papers, found.lost) == (data.papers, data.lost)


def test_sentences_hold_or_are_held_by_half_of_a_quote() -> None:
    text = "Een korte zin staat hier. Daarna volgt nog een andere zin. En dan de laatste."
    passage = Passage(Letter("brief", "", text, ""), 0, len(text))
    sentences = passage_sentences(passage)
    assert len(sentences) == 3
    assert sentences_of(passage, [sentences[1]]) == (1,)
    assert sentences_of(passage, [(0, len(text))]) == (0, 1, 2)
    assert sentences_of(passage, [(4, 9)]) == (0,)  # words within a sentence
    start, end = sentences[1]
    assert sentences_of(passage, [(start - 3, end)]) == (1,)  # a little of the one before
    assert sentences_of(passage, [sentences[2], sentences[0]]) == (0, 2)
    assert sentences_of(passage, []) == ()


def test_public_questions_are_read_with_their_context(tmp_path: Path) -> None:
    context = "The sky is blue. " * 12
    rows = [
        {"question": "Which colour?", "answers": [{"start": 11, "text": "blue"}], "answerable": 1},
        {"question": "How?", "answers": [], "answerable": True},
        {"question": "Who?", "answers": [], "answerable": False},
        {"question": "Left out?", "answers": [], "answerable": False},
    ]
    lines = [json.dumps(one | {"context": context, "source": "set"}) for one in rows]
    (tmp_path / "set.jsonl").write_text("\n".join(lines), encoding="utf-8")
    found = [example for _, example in read_public(tmp_path / "set.jsonl", 3)]
    assert [one.id for one in found] == ["set-0", "set-1", "set-2"]
    assert (found[0].right, found[0].short) == (((11, 15),), (11, 15))
    assert (found[1].right, found[1].short) == (((0, len(context)),), None)
    assert (found[2].right, found[2].split) == ((), "train")


def drawer_of(data: Data, seed: int = 1) -> Drawer:
    return Drawer(data.papers, Cutter(Words()), seed)


def names(data: Data) -> list[tuple[str, int]]:
    return [(name, n) for name, one in data.papers.items() for n in range(len(one.passages))]


def drawn(data: Data, times: int, seed: int = 1) -> Iterator[tuple[Example, int, list[Drawn]]]:
    drawer = drawer_of(data, seed)
    for turn in range(times):
        for place, one in enumerate(data.examples):
            limit = drawer.begin(turn * len(data.examples) + place)
            yield one, limit, drawer.draw(one, names(data), limit)


@pytest.fixture
def long_data() -> Data:
    """A long paper with one answer, one with a sentence longer than the model reads, another."""
    lines = [f"In wijk {n} staan {n + 3} huizen met een tuin. Wijk {n} is oud." for n in range(80)]
    lines[40] = f"{lines[40]} Het wijkteam van wijk 40 zit in de school."
    papers = {}
    for name, text in {
        "wijken": "\n\n".join(lines),
        "lijst": "Straten " + "straat " * 700 + "einde. Een zin na de lijst staat hier.",
        "kort": "Er is geen wijkteam in dit dorp.",
    }.items():
        letter = Letter(name, "", text, "")
        cuts = [n for n in range(0, len(text), 1200) if name == "wijken"] or [0]
        ends = [*cuts[1:], len(text)]
        passages = tuple(Passage(letter, a, b) for a, b in zip(cuts, ends, strict=True))
        papers[name] = Paper(letter, passages)
    text = papers["wijken"].letter.text
    at = text.index("Het wijkteam van")
    span = (at, text.index(".", at) + 1)
    school = (text.index("in de school"), text.index(" school.") + 7)
    examples = [
        Example("a", "wijken", "Waar zit het wijkteam?", "x", "train", (span,), short=school),
        Example("b", "wijken", "Waar is het zwembad?", "x", "train", near=(span,)),
        Example("c", "lijst", "Welke straten?", "x", "train", ((0, 4900),)),
    ]
    return Data(papers, examples)


def test_the_same_seed_draws_the_same(long_data: Data) -> None:
    first, again = list(drawn(long_data, 10)), list(drawn(long_data, 10))
    assert first == again
    assert first != list(drawn(long_data, 10, seed=2))


def test_limits_are_short_or_as_long_as_the_model_reads(data: Data) -> None:
    drawer = drawer_of(data)
    limits = [drawer.begin(step) for step in range(2000)]
    assert {one for one in limits if not SHORTEST <= one <= LONGEST} == {440}
    assert 0.04 < limits.count(440) / 2000 < 0.08


def test_a_step_draws_the_same_whatever_was_drawn_before(long_data: Data) -> None:
    one, passages = long_data.examples[0], names(long_data)
    going, resumed = drawer_of(long_data), drawer_of(long_data)
    for step in range(7):
        going.draw(one, passages, going.begin(step))
    going_on, again = going.begin(7), resumed.begin(7)
    assert going_on == again
    assert going.draw(one, passages, going_on) == resumed.draw(one, passages, again)


def test_windows_keep_to_the_limit_and_to_the_model(long_data: Data) -> None:
    for example, limit, windows in drawn(long_data, 60):
        assert len(windows) <= 3
        for one in windows:
            assert len(one.window.ids) <= 512
            sizes = [last - first for first, last in one.window.sentences]
            assert sum(sizes) <= limit or len(sizes) == 1, example.id


def test_an_answering_window_holds_the_sentence_that_answers(long_data: Data) -> None:
    answer = Words().encode("Het wijkteam van wijk 40 zit in de school.").ids
    short = Words().encode("in de school").ids
    held = total = 0
    for example, _, windows in drawn(long_data, 200):
        if example.id != "a":
            continue
        total += 1
        right = [one for one in windows if one.right]
        assert len(right) <= 1
        held += len(right)
        for one in windows:
            texts = [list(one.window.ids[slice(*span)]) for span in one.window.sentences]
            assert [n for n, ids in enumerate(texts) if ids == answer] == list(one.right)
            if one.short:
                assert list(one.window.ids[one.short[0] : one.short[1] + 1]) == short
            assert bool(one.short) == bool(one.right)
    assert 0.8 < held / total < 0.95  # the others are shown without their answer


def test_no_window_answers_a_question_without_an_answer(long_data: Data) -> None:
    found = [one for example, _, many in drawn(long_data, 40) if example.id == "b" for one in many]
    assert found
    assert not any(one.right or one.short for one in found)


def test_the_nearest_passages_are_own_and_other() -> None:
    passages = np.eye(30, dtype=np.float32) * np.arange(30, 0, -1, dtype=np.float32)[:, None]
    listed = [("een" if n < 9 else "twee", n) for n in range(30)]
    question = np.ones(30, dtype=np.float32)
    found = nearest(question, passages, listed, [n < 9 for n in range(30)])
    assert [n for _, n in found[:6]] == [0, 1, 2, 3, 4, 5]
    assert [n for _, n in found[6:]] == list(range(11, 19))  # the two nearest may answer too


@pytest.fixture(scope="module")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a BERT of random weights, of six small layers."""
    from transformers import BertConfig, BertModel

    torch.manual_seed(7)
    config = BertConfig(
        vocab_size=500, hidden_size=16, num_hidden_layers=6, num_attention_heads=2,
        intermediate_size=32, max_position_embeddings=512, pad_token_id=1,
    )  # fmt: skip
    made = tmp_path_factory.mktemp("tiny")
    BertModel(config, add_pooling_layer=False).save_pretrained(made)
    return made


@pytest.fixture
def net(tiny_model: Path, monkeypatch: pytest.MonkeyPatch) -> ReaderNet:
    monkeypatch.setattr("eval.learn_reader.encoder.torch_folder", lambda: tiny_model)
    torch.manual_seed(1)
    return ReaderNet()


def groups_of(data: Data, seed: int = 1) -> list[list[Drawn]]:
    drawer = drawer_of(data, seed)
    found = [drawer.draw(one, names(data), 200) for one in data.examples if one.split == "train"]
    return [one for one in found if one]


def test_the_encoder_computes_what_transformers_does(net: ReaderNet, tiny_model: Path) -> None:
    from transformers import AutoModel

    theirs = AutoModel.from_pretrained(tiny_model, add_pooling_layer=False).eval()
    ids = torch.randint(3, 500, (3, 40))
    mask = torch.ones(3, 40)
    ids[1, 25:], mask[1, 25:] = 1, 0
    with torch.inference_mode():
        mine = net.body(ids, mask)
        known = theirs(input_ids=ids, attention_mask=mask).last_hidden_state
    near = torch.cosine_similarity(mine, known, dim=-1)
    assert float(near[mask > 0].min()) > 0.999


def test_the_first_layers_stay_as_they_are(net: ReaderNet) -> None:
    learned = {name for name in learned_state(net) if name.startswith("body.")}
    assert {name.split(".")[2] for name in learned} == {"4", "5"}
    assert len(net.layers()) == len(learned)
    assert len(net.heads()) + len(net.layers()) == len(learned_state(net))


def test_windows_read_together_score_as_alone(net: ReaderNet, long_data: Data) -> None:
    windows = [one.window for group in groups_of(long_data) for one in group]
    with torch.inference_mode():
        together = net.read(windows)
        alone = [net.read([one])[0] for one in windows]
    assert len(windows) > 2
    for window, one, other in zip(windows, together, alone, strict=True):
        assert one[1].shape == (len(window.sentences),)
        for mine, theirs in zip(one[:2], other[:2], strict=True):
            np.testing.assert_allclose(mine, theirs, atol=0.1)  # numbers of 16 bits


def test_the_loss_falls(net: ReaderNet, data: Data) -> None:
    groups, optimizer = groups_of(data), optimizer_of(net, PLAN)
    losses = [take_step(net, optimizer, groups)[0] for _ in range(4)]
    assert losses == sorted(losses, reverse=True)
    assert losses[-1] < losses[0]


def test_the_loss_knows_a_sure_right_choice_from_a_wrong_one(net: ReaderNet, data: Data) -> None:
    groups = [[one for one in group if one.right] for group in groups_of(data)]
    groups = [group for group in groups if group]
    flat = [one for group in groups for one in group]

    def loss_with(right: bool) -> float:
        def read(_: object) -> list[tuple[torch.Tensor, torch.Tensor, torch.Tensor]]:
            found = []
            for one in flat:
                scores = torch.full((len(one.window.sentences),), -8.0 if right else 8.0)
                scores[list(one.right)] = 8.0 if right else -8.0
                tokens = torch.zeros(len(one.window.ids), 3)
                found.append((torch.tensor(4.0 if right else -4.0), scores, tokens))
            return found

        net.read = read  # type: ignore[method-assign,assignment]
        return float(loss_of(net, groups)[0])

    assert loss_with(right=True) < 2
    assert loss_with(right=False) > 4


def test_learning_goes_on_with_the_same_numbers(net: ReaderNet, data: Data, tmp_path: Path) -> None:
    first, then = groups_of(data), groups_of(data, seed=2)
    optimizer = optimizer_of(net, PLAN)
    for _ in range(2):
        take_step(net, optimizer, first)
    file = tmp_path / "work" / "letters.safetensors"
    save(net, optimizer, file, 2, 12.5)
    with safe_open(file, "pt") as read:
        assert read.metadata() == {"step": "2", "spent": "12.5"}
    torch.manual_seed(99)
    other = ReaderNet()
    fresh = optimizer_of(other, PLAN)
    assert resume(other, fresh, file) == (2, 12.5)
    for _ in range(2):
        assert take_step(net, optimizer, then) == take_step(other, fresh, then)
    mine, theirs = learned_state(net), learned_state(other)
    assert all(torch.equal(one, theirs[name]) for name, one in mine.items())
    assert [one.name for one in file.parent.iterdir()] == [file.name]


def test_without_a_checkpoint_learning_starts_at_the_first_step(
    net: ReaderNet, tmp_path: Path
) -> None:
    assert resume(net, optimizer_of(net, PLAN), tmp_path / "none.safetensors") == (0, 0.0)


def test_weights_that_miss_one_are_not_taken(net: ReaderNet) -> None:
    with pytest.raises(KeyError):
        load(net, {"scale": torch.tensor(1.0)})


def test_learning_leaves_the_weights_in_the_folder(
    net: ReaderNet, data: Data, tmp_path: Path
) -> None:
    before = {name: one.clone() for name, one in learned_state(net).items()}
    examples = data.of("train")
    plan = Plan(passes=32 / len(examples), rate=1e-3, minutes=10, seed=1)
    learn(net, drawer_of(data), examples, {}, plan, tmp_path, "letters")
    with safe_open(tmp_path / "letters.safetensors", "pt") as read:
        assert read.metadata()["step"] == "2"
    assert not all(torch.equal(one, before[name]) for name, one in learned_state(net).items())
    after = {name: one.clone() for name, one in learned_state(net).items()}
    learn(net, drawer_of(data), examples, {}, plan, tmp_path, "letters")  # it is done
    assert all(torch.equal(one, after[name]) for name, one in learned_state(net).items())


def test_learning_that_ran_out_of_minutes_goes_on_where_it_stopped(
    net: ReaderNet, data: Data, tmp_path: Path
) -> None:
    examples = data.of("train")
    passes = 32 / len(examples)
    for minutes, step in ((0.0, "0"), (10.0, "2")):
        plan = Plan(passes, rate=1e-3, minutes=max(minutes, 1e-9), seed=1)
        learn(net, drawer_of(data), examples, {}, plan, tmp_path, "letters")
        with safe_open(tmp_path / "letters.safetensors", "pt") as read:
            assert read.metadata()["step"] == step


def test_the_program_scores_as_what_was_learned(net: ReaderNet, data: Data) -> None:
    """The heads in NumPy give what those in PyTorch give, for the same states and weights."""
    cutter = Cutter(Words())
    size = net.body.size
    for name, one in net.named_parameters():
        if not name.startswith("body.") and name != "scale":
            torch.nn.init.normal_(one, std=0.5)
    cut = [cutter.passage(one.passages[0]) for one in data.papers.values()]
    windows = [
        cutter.window(cutter.question(text), one, 0, len(one.sentences))
        for one, text in zip(cut, ("Wat is de termijn?", "Wie?"), strict=True)
    ]
    batch = Batch.of(windows)
    states = torch.randn(*batch.ids.shape, size)
    with torch.inference_mode():
        relevance, scores, _ = net._heads(batch, states)
    weights = {
        name: np.atleast_1d(one.detach().numpy())
        for name, one in net.named_parameters()
        if not name.startswith("body.")
    }
    for number, (window, passage) in enumerate(zip(windows, cut, strict=True)):
        own = states[number, : len(window.ids)].numpy()
        whole, found = Heads(weights).read(window, own, passage, number)
        assert whole == pytest.approx(float(relevance[number]), abs=0.01)
        meant = [(one.score - settings().bias) / settings().slope for one in found]
        known = (relevance[number] + scores[number, : len(found)]).tolist()
        assert meant == pytest.approx(known, abs=0.01)
        assert len(found) == len(passage.sentences)


def test_a_checkpoint_becomes_the_file_of_the_program(
    net: ReaderNet, data: Data, tmp_path: Path
) -> None:
    optimizer = optimizer_of(net, PLAN)
    take_step(net, optimizer, groups_of(data))
    save(net, optimizer, tmp_path / "letters.safetensors", 1, 0.0)
    checksum = exported(tmp_path / "letters.safetensors", tmp_path / "reader.safetensors")
    found = read_reader(checksum, tmp_path / "reader.safetensors")
    parts = {
        f"{one}.{kind}" for one in ["q", "k", "v", "ao", "aln", "fi", "fo", "oln"] for kind in "wb"
    }
    assert set(found.layers) == {f"l{layer}.{part}" for layer in (4, 5) for part in parts}
    state = {name: one.numpy() for name, one in learned_state(net).items()}
    assert set(found.heads) == {name for name in state if not name.startswith("body.")}
    value = state["body.layers.5.qkv.weight"][32:]
    step = np.abs(value).max() / 127
    np.testing.assert_allclose(found.layers["l5.v.w"].reshape(16, 16), value, atol=step)
    for name, one in found.heads.items():
        np.testing.assert_allclose(one.reshape(state[name].shape), state[name], atol=0.02)


def test_learning_goes_on_from_the_file_of_the_program(net: ReaderNet, tmp_path: Path) -> None:
    save(net, optimizer_of(net, PLAN), tmp_path / "letters.safetensors", 1, 0.0)
    exported(tmp_path / "letters.safetensors", tmp_path / "reader.safetensors")
    known = {name: one.clone() for name, one in learned_state(net).items()}
    for one in net.parameters():
        if one.requires_grad:
            one.data.zero_()
    start(net, tmp_path / "reader.safetensors")
    for name, one in learned_state(net).items():
        step = float(known[name].abs().max()) / 127
        np.testing.assert_allclose(one.numpy(), known[name].numpy(), atol=step + 1e-6, rtol=1e-3)
    start(net, tmp_path / "letters.safetensors")
    assert all(torch.equal(one, known[name]) for name, one in learned_state(net).items())


def test_weights_are_averaged(
    net: ReaderNet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = {name: one.clone() for name, one in learned_state(net).items()}
    save(net, optimizer_of(net, PLAN), tmp_path / "a.safetensors", 1, 0.0)
    for one in net.parameters():
        if one.requires_grad:
            one.data += 1
    save(net, optimizer_of(net, PLAN), tmp_path / "b.safetensors", 1, 0.0)
    monkeypatch.setattr("eval.learn_reader.__main__.ReaderNet", lambda: net)
    monkeypatch.setattr(
        "eval.learn_reader.__main__.learned_state",
        lambda net: {name: one.clone() for name, one in learned_state(net).items()},
    )
    average([tmp_path / "a.safetensors", tmp_path / "b.safetensors"], tmp_path / "c.safetensors")
    start(net, tmp_path / "c.safetensors")
    for name, one in learned_state(net).items():
        np.testing.assert_allclose(one.numpy(), first[name].numpy() + 0.5, atol=1e-5)


def test_learning_is_not_imported_with_the_program() -> None:
    import subprocess

    program = "import sys, qa, eval, eval.learn_reader; print('torch' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True,
        cwd=Path(__file__).parents[1],
    )  # fmt: skip
    assert done.stdout.strip() == "False"
