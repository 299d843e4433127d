"""``python -m eval.learn_reader STAGE``: learns the reader, from public sets to letters."""

from __future__ import annotations

import argparse
import logging
import os
import random
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "16384")  # one for each shape and step
import torch

from eval.learn_reader.checkpoints import learned_state, load
from eval.learn_reader.data import (
    Data,
    Example,
    Paper,
    read_labels,
    read_marked,
    read_public,
    read_training,
    relabelled,
)
from eval.learn_reader.export import imported
from eval.learn_reader.model import ReaderNet
from eval.learn_reader.sampling import Drawer, nearest
from eval.learn_reader.training import Plan, Ranked, learn
from index import SentenceEncoder, tokenizer
from qa import Cutter

PUBLIC = {
    "squad2-devhalf": 1600, "norquad": 800, "policyqa": 900, "selqa": 700, "covidqa": 300,
    "mlqa-de": 300, "servicepublic-fr": 105, "coronacheck-faq": 446, "coronamelder-faq": 277,
    "coronadashboard-faq": 48, "mdto-faq": 45, "algoritmekader-faq": 28,
}  # fmt: skip
log = logging.getLogger("eval.learn_reader")


def public(folder: Path) -> Data:
    """Return the public questions, so many of each set."""
    data = Data()
    for name, most in PUBLIC.items():
        for paper, example in read_public(folder / f"{name}.jsonl", most):
            data.papers[paper.letter.id] = paper
            data.examples.append(example)
    return data


def own(folders: Sequence[Path], only: Sequence[str] = ("*",)) -> Data:
    """Return the questions on letters, shared and own; the second folder has labels as well.

    Of the own files ``only`` those with such a name are read.
    """

    def files(folder: Path, *kinds: str) -> list[Path]:
        named = [file for kind in kinds for file in folder.glob(f"{kind}-*.jsonl")]
        return sorted(file for file in named if any(map(file.match, only)))

    data = read_training(folders[0])
    if len(folders) > 1 and (labels := folders[1] / "labels.jsonl").exists():
        data = relabelled(data, read_labels(labels))
    for folder in folders[1:]:
        asked = files(folder, "questions", "dialogues")
        more = read_training(folder, "papers", asked) if asked else Data()
        data.papers |= more.papers
        data.examples += more.examples
        data.lost += more.lost
        for file in files(folder, "marked"):
            read_marked(data, folders[0] / "texts", file)
    return data


def ranked(papers: dict[str, Paper], examples: Sequence[Example]) -> Ranked:
    """Return for each question the passages that the encoder finds nearest."""
    encoder = SentenceEncoder()
    names = [(name, n) for name, one in papers.items() for n in range(len(one.passages))]
    texts = [papers[name].passages[n].text[:1500] for name, n in names]
    passages = encoder.encode_passages(texts)
    questions = encoder.encode_queries([one.question for one in examples])
    of_paper = np.array([name for name, _ in names])
    return {
        one.id: nearest(vector, passages, names, (of_paper == one.paper).tolist())
        for one, vector in zip(examples, questions, strict=True)
    }


def start(net: ReaderNet, file: Path) -> None:
    """Put the weights of a checkpoint, or those of the program in 8 bits, into the net."""
    from safetensors.torch import load_file

    tensors = load_file(file)
    if any(one.dtype == torch.int8 for one in tensors.values()):
        tensors = {name: torch.from_numpy(one) for name, one in imported(file).items()}
    load(net, tensors)


def average(files: Sequence[Path], made: Path) -> None:
    """Write the mean of the weights of files (Wortsman et al. 2022, "model soups")."""
    from safetensors.torch import save_file

    states = []
    for file in files:
        net = ReaderNet()
        start(net, file)
        states.append(learned_state(net))
    mean = {name: sum(one[name] for one in states) / len(states) for name in states[0]}
    save_file({name: torch.as_tensor(one).contiguous() for name, one in mean.items()}, made)


def main(arguments: Sequence[str] | None = None) -> int:
    """Learn one stage, or average the weights it started from with those that it learned."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stage", choices=("public", "letters", "average"))
    parser.add_argument("--data", type=Path, nargs="+", default=[])
    parser.add_argument("--only", nargs="+", default=["*"], metavar="NAME")
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--name")
    parser.add_argument("--start", type=Path)
    parser.add_argument("--passes", type=float, default=1.0)
    parser.add_argument("--rate", type=float, default=1.2e-4)
    parser.add_argument("--minutes", type=float, default=600.0)
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, stream=sys.stdout, format="%(asctime)s %(message)s")
    if given.stage == "average":
        learned = given.work / f"{given.name or 'letters'}.safetensors"
        average([given.start, learned], given.work / "average.safetensors")
        return 0
    torch.manual_seed(given.seed)
    torch.set_num_threads(2)
    data = (
        public(given.data[0] / "public") if given.stage == "public" else own(given.data, given.only)
    )
    examples = data.of("train")
    random.Random(given.seed).shuffle(examples)
    examples = examples[: int(given.share * len(examples))]
    log.info("%d questions, %d papers, %d lost", len(examples), len(data.papers), len(data.lost))
    papers = {one.paper: data.papers[one.paper] for one in examples}  # none of another split
    found = ranked(papers, examples)
    net = ReaderNet()
    if given.start:
        start(net, given.start)
    drawer = Drawer(data.papers, Cutter(tokenizer()), given.seed)
    plan = Plan(given.passes, given.rate, given.minutes, given.seed)
    learn(net, drawer, examples, found, plan, given.work, given.name or given.stage)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
