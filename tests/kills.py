"""Kills the writer under load: ``python tests/kills.py --kills 200``.

One process adds, changes and removes letters in an index, and is killed at random moments; two
others read it all the time, as servers do. Every letter says its own number and version in each
sentence, so that a quote of a wrong letter, of half a letter or of one that was changed is seen.
After each kill all that the writer had called finished must be there.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from multiprocessing import Event, Process, Queue
from pathlib import Path
from queue import Empty
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

from conftest import FakeEncoder, FakeReader

from corpus import read_letter
from index import Retriever
from qa import answer

if TYPE_CHECKING:
    from multiprocessing.synchronize import Event as Signal

WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from conftest import FakeEncoder
from index import build_index
folder, index = Path(sys.argv[2]), Path(sys.argv[3])
print("begun", flush=True)
report = build_index([folder], index, FakeEncoder(), prune=True)
print("finished", flush=True)
"""
LETTERS, SENTENCES = 12, 40
SAYS = re.compile(r"Brief (\d+), versie (\d+)")
QUESTION = "Wat is de termijn in brief {number}?"


def write(folder: Path, number: int, version: int) -> None:
    """Write a letter that says in each sentence which it is; the file is whole at each moment."""
    lines = [
        f"Brief {number}, versie {version}, meldt dat termijn {line} van dossier {number} loopt."
        for line in range(SENTENCES)
    ]
    made = folder / f"brief-{number:02}.tmp"
    made.write_text(f"Onderwerp: termijn in brief {number}\n\n" + "\n\n".join(lines) + "\n")
    made.rename(made.with_suffix(".txt"))


def read_on(index: Path, stop: Signal, wrong: Queue[str], counted: Queue[int]) -> None:
    """Search and ask all the time, and tell what is not right."""
    retriever, drawn, count = Retriever(index, FakeEncoder()), random.Random(), 0
    while not stop.is_set():
        question = QUESTION.format(number=drawn.randrange(LETTERS))
        try:
            for hit in retriever.search(question, 10):
                _check(hit.passage.letter.id, hit.passage.text, wrong)
            found = answer(question, retriever, reader=FakeReader())
            for one in found.citations:
                _check(one.letter.id, one.quote, wrong)
                if one.letter.text[one.start : one.end] != one.quote:
                    wrong.put(f"not verbatim: {one.quote!r}")
        except Exception as error:  # noqa: BLE001 - whatever a reader meets is what is looked for
            wrong.put(f"{type(error).__name__}: {error}")
        count += 1
    counted.put(count)


def _check(letter: str, text: str, wrong: Queue[str]) -> None:
    said = set(SAYS.findall(text))
    if len(said) > 1 or (said and f"brief-{int(next(iter(said))[0]):02}" != letter):
        wrong.put(f"{letter} says {sorted(said)}")


def lost(index: Path, letters: Path, finished: bool) -> list[str]:
    """Return what the index does not hold as it should, read afresh."""
    retriever, found = Retriever(index, FakeEncoder()), []
    held = {one.id: one for one in retriever.letters()}
    for one in held.values():
        said = set(SAYS.findall(one.text))
        if len(said) != 1 or one.text.count("versie") != SENTENCES:
            found.append(f"{one.id} is half: {sorted(said)}")
    if finished:
        for file in letters.glob("*.txt"):
            known = held.get(file.stem)
            if known is None or known.text != read_letter(file).text:
                found.append(f"{file.stem} is lost or old")
        found += [f"{one} was removed" for one in held if not (letters / f"{one}.txt").exists()]
    return found


def main() -> int:
    """Kill, and count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    given = parser.parse_args()
    scratch = Path(mkdtemp())
    letters, index, chance = scratch / "letters", scratch / "index", random.Random(200)
    letters.mkdir()
    for number in range(LETTERS):
        write(letters, number, 0)
    call = [sys.executable, "-c", WRITER, str(Path(__file__).parent), str(letters), str(index)]
    subprocess.run(call, check=True, stdout=subprocess.DEVNULL)
    stop = Event()
    wrong: Queue[str] = Queue()
    counted: Queue[int] = Queue()
    readers = [Process(target=read_on, args=(index, stop, wrong, counted)) for _ in range(2)]
    for one in readers:
        one.start()
    begun = time.monotonic()
    change(letters, chance, 1)
    subprocess.run(call, check=True, stdout=subprocess.DEVNULL)
    takes, killed, problems = time.monotonic() - begun, 0, []
    for version in range(2, 10 * given.kills):
        change(letters, chance, version)
        writer = subprocess.Popen(call, stdout=subprocess.PIPE, text=True)
        time.sleep(chance.uniform(0.2, 1.0) * takes)
        writer.send_signal(signal.SIGKILL)
        said = writer.communicate()[0]
        killed += writer.returncode == -signal.SIGKILL and "begun" in said
        problems += lost(index, letters, "finished" in said)
        if killed == given.kills:
            break
    subprocess.run(call, check=True, stdout=subprocess.DEVNULL)
    problems += lost(index, letters, True)
    stop.set()
    asked = sum(counted.get() for _ in readers)
    problems += drained(wrong)
    for one in readers:
        one.join()
    shutil.rmtree(scratch)
    print(f"{killed} kills, {asked} times searched and asked meanwhile, {len(problems)} wrong")
    print("\n".join(sorted(set(problems))[:20]))
    return 1 if problems else 0


def change(letters: Path, chance: random.Random, version: int) -> None:
    """Write some letters anew, take one away and put one back."""
    for number in chance.sample(range(LETTERS), 4):
        write(letters, number, version)
    (letters / f"brief-{chance.randrange(LETTERS):02}.txt").unlink(missing_ok=True)


def drained(queue: Queue[Any]) -> list[Any]:
    """Return all that stands in a queue."""
    found = []
    while True:
        try:
            found.append(queue.get(timeout=0.5))
        except Empty:
            return found


if __name__ == "__main__":
    raise SystemExit(main())
