"""Every question is asked without a crash: ``python tests/ask_everything.py INDEX FILES``.

The files are JSON lines as in ``../shared/training``: a question with the letter it is on, or a
dialogue, of which each turn is asked after those before it. What breaks off is printed with its
question; how many came to which status is counted per file.
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
from qa import Answer, reply


def turns_of(file: Path) -> Iterator[tuple[Any, list[Answer]]]:
    """Yield each question of a file, with the answers so far of its dialogue, to be added to."""
    for line in file.read_text(encoding="utf-8").splitlines():
        row, before = json.loads(line), list[Answer]()
        for turn in row.get("turns", [row]):
            yield turn, before


def main() -> int:
    """Ask, and count what came of it."""
    retriever, broken = Retriever(Path(sys.argv[1])), 0
    known = {one.id for one in retriever.letters()}
    for file in map(Path, sys.argv[2:]):
        found = Counter[str]()
        for turn, before in turns_of(file):
            only = Filter(letters=(turn["doc"],)) if turn.get("doc") in known else None
            try:
                before.append(reply(turn["question"], before, retriever, only))
                found[before[-1].status] += 1
            except Exception:  # noqa: BLE001 - whatever breaks off is what is looked for
                broken += 1
                print(f"{file.name}: {turn['question']}\n{traceback.format_exc()}", flush=True)
        print(file.name, dict(found), flush=True)
    print(f"{broken} broken off")
    return 1 if broken else 0


if __name__ == "__main__":
    raise SystemExit(main())
