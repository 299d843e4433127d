"""``python -m eval.learn_reader.paper_checksums TRAINING``: keeps how marked papers are cut.

The marks of ``data/marked-*.jsonl`` and ``data/labels.jsonl`` are numbers of sentences, which point
elsewhere as soon as a paper is read or cut in another way.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from corpus import read_letter, sentence_spans
from eval.learn_reader.data import read_labels, rows, turns

DATA = Path(__file__).parent / "data"
KEPT = DATA / "sentences.json"
DIGITS = 16  # of a checksum


def checksums(training: Path) -> dict[str, str]:
    """Return for each marked paper of a folder a SHA-256 of its sentences, 16 hex digits."""
    return {name: _checksum(training / "texts" / f"{name}.txt") for name in _marked(training)}


def _marked(training: Path) -> list[str]:
    marked = {row["doc"] for file in DATA.glob("marked-*.jsonl") for row in rows(file)}
    labels = read_labels(DATA / "labels.jsonl")
    for file in training.glob("llm-*.jsonl"):
        for row in rows(file):
            marked |= {turn["doc"] for identity, turn in turns(row) if identity in labels}
    return sorted(marked)


def _checksum(file: Path) -> str:
    text = read_letter(file).text
    sentences = [text[start:end] for start, end in sentence_spans(text, 0, len(text))]
    return hashlib.sha256(json.dumps(sentences).encode()).hexdigest()[:DIGITS]


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the checksums of the papers as they are read now."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("training", type=Path, help="the folder with texts and llm-*.jsonl")
    given = parser.parse_args(arguments)
    found = json.dumps(checksums(given.training), indent=0)
    KEPT.write_text(found + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
