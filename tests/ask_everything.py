"""Every question is asked without a crash: ``python tests/ask_everything.py INDEX FILES``.

The files are JSON lines as in ``../shared/training``: a question with the letter it is on, or a
dialogue whose turns are asked one after the other. What breaks off is printed with its question.
"""

from __future__ import annotations

import json
import sys
import traceback
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from index import Filter, Retriever
from qa import answer, default_reader


def asked(file: Path) -> Iterator[tuple[str, Any]]:
    """Yield each question of a file with its letter, or ``None`` where it has none."""
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for turn in row.get("turns", [row]):
            yield turn["question"], turn.get("doc") or row.get("doc")


def main() -> int:
    """Ask, and count what came of it."""
    retriever, found = Retriever(Path(sys.argv[1])), Counter[str]()
    known, reader = {one.id for one in retriever.letters()}, default_reader()
    for file in map(Path, sys.argv[2:]):
        for number, (question, letter) in enumerate(asked(file), 1):
            only = Filter(letters=(letter,)) if letter in known else None
            try:
                found[answer(question, retriever, only, reader).status] += 1
            except Exception:  # noqa: BLE001 - whatever breaks off is what is looked for
                found["broken off"] += 1
                print(f"{file.name} {number}: {question}\n{traceback.format_exc()}", flush=True)
        print(file.name, dict(found), flush=True)
    return 1 if found["broken off"] else 0


if __name__ == "__main__":
    raise SystemExit(main())
