"""Reads each file in a process of its own, so that a hostile one harms only itself.

A worker is a small program that has the readers loaded. For each file it forks: the child gets
limits on time and memory, reads the file and answers through a pipe. Letters travel as JSON.
"""

from __future__ import annotations

import gc
import json
import os
import select
import signal
import subprocess
import sys
import time
import traceback
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from corpus.errors import UnreadableFile
from corpus.letter import Footnote, Kamerstuk, Letter, LetterDate, Section

TIME_LIMIT = 28.0  # seconds for one file
MEMORY_LIMIT = 1024**3  # bytes of address space for one file
_ANSWER_LIMIT = 256 * 1024**2  # bytes of one answer
_START = "from corpus.isolation import serve; serve({seconds})"

Answer = dict[str, Any]


class Worker:
    """A program that reads one file after another, each in a child process.

    ``seconds`` is how long one file may take.
    """

    def __init__(self, seconds: float = TIME_LIMIT) -> None:
        self._seconds = seconds
        self._program: subprocess.Popen[bytes] | None = None

    def read(self, path: Path) -> Letter | UnreadableFile:
        """Return the letter in a file, or what is wrong with it."""
        if self._program is None or self._program.poll() is not None:
            self._program = _start(self._seconds)
        asked, answers = self._program.stdin, self._program.stdout
        if asked is None or answers is None:
            return _stopped(path)
        try:
            asked.write(json.dumps(str(path)).encode() + b"\n")
            asked.flush()
            line = answers.readline()
        except OSError:
            line = b""
        return from_answer(json.loads(line), path) if line.endswith(b"\n") else _stopped(path)

    def close(self) -> None:
        """End the program."""
        if self._program is not None:
            self._program.kill()
            self._program.communicate()
            self._program = None


def _start(seconds: float) -> subprocess.Popen[bytes]:
    """Start the program with the same modules at hand as this one."""
    found = [str(Path(place).resolve()) for place in sys.path]
    return subprocess.Popen(
        [sys.executable, "-c", _START.format(seconds=seconds)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(found)},
    )


def serve(seconds: float) -> None:
    """Read the files named on standard input and answer on standard output, line by line."""
    with suppress(Exception):  # a child that needs the reader fails too, and says what is wrong
        _load_readers()
    gc.freeze()  # what is loaded is not looked through, and so not copied, in every child
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    for line in sys.stdin.buffer:
        answers.write(_read_in_child(Path(json.loads(line)), seconds) + b"\n")
        answers.flush()


def _load_readers() -> None:
    """Load what every child would otherwise load again."""
    import corpus.metadata
    import corpus.opendocument
    import corpus.pdf
    import corpus.plain
    import corpus.publication
    import corpus.webpage
    import corpus.word  # noqa: F401
    from corpus.cleaning import LineJoiner

    LineJoiner(()).join("na-", "apen")  # loads the dictionary


def _read_in_child(path: Path, seconds: float) -> bytes:
    """Return the answer of a child process that reads the file."""
    source, sink = os.pipe()
    child = os.fork()
    if child == 0:
        os.setsid()  # so that programs that it starts end with it
        os.close(source)
        try:
            with os.fdopen(sink, "wb") as pipe:
                _answer(path, pipe, seconds)
        finally:
            os._exit(0)  # also when the answer does not fit in memory
    os.close(sink)
    try:
        data = _receive(source, time.monotonic() + seconds)
    finally:
        os.close(source)
        _end(child)
    return data or json.dumps(_refusal(_too_much(path))).encode()


def _end(child: int) -> None:
    """End a child process and all that it started."""
    for kill in (os.killpg, os.kill):
        with suppress(ProcessLookupError, PermissionError):
            kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _receive(source: int, deadline: float) -> bytes:
    """Return what comes through a pipe until it closes; nothing when that takes too long."""
    parts: list[bytes] = []
    while True:
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([source], [], [], left)[0]:
            return b""
        part = os.read(source, 1 << 20)
        if not part:
            data = b"".join(parts)
            return data.removesuffix(b"\n") if data.endswith(b"\n") else b""
        parts.append(part)
        if sum(map(len, parts)) > _ANSWER_LIMIT:
            return b""


def _answer(path: Path, pipe: IO[bytes], seconds: float) -> None:
    """Read the file within the limits and write the answer into the pipe."""
    _limit(int(seconds) + 1)
    try:
        from corpus.reading import read_letter

        answer: Answer = {"letter": asdict(read_letter(path))}
    except UnreadableFile as unreadable:
        answer = _refusal(unreadable)
    except MemoryError:
        answer = _refusal(_too_much(path))
    except Exception as mistake:  # noqa: BLE001 - one file may not end the reading of the others
        answer = {**_refusal(_failed(path, mistake)), "trace": traceback.format_exc()}
    pipe.write(json.dumps(answer).encode() + b"\n")


def _limit(seconds: int) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def _refusal(unreadable: UnreadableFile) -> Answer:
    return {"reason": unreadable.reason, "advice": unreadable.advice}


def _too_much(path: Path) -> UnreadableFile:
    return UnreadableFile(
        path,
        "het lezen kost te veel tijd of geheugen",
        "Splits het bestand of maak er een nieuwe PDF van.",
    )


def _failed(path: Path, mistake: Exception) -> UnreadableFile:
    """Return the refusal of a file on which the program itself failed, and where it did."""
    frames = traceback.extract_tb(mistake.__traceback__)
    place = [one for one in frames if Path(one.filename).parent == Path(__file__).parent][-1]
    where = f"{type(mistake).__name__} in {Path(place.filename).name}, regel {place.lineno}"
    return UnreadableFile(
        path,
        f"het programma maakte zelf een fout bij dit bestand ({where})",
        "Meld dit, met het bestand erbij.",
    )


def _stopped(path: Path) -> UnreadableFile:
    return UnreadableFile(
        path,
        "het programma dat bestanden leest, is bij dit bestand gestopt",
        "Probeer het nog eens en meld het als het weer gebeurt.",
    )


def from_answer(answer: Answer, path: Path) -> Letter | UnreadableFile:
    """Return what a child process answered as the values it had."""
    if "letter" not in answer:
        unreadable = UnreadableFile(path, answer["reason"], answer["advice"])
        if "trace" in answer:
            unreadable.add_note(answer["trace"])
        return unreadable
    fields: Answer = answer["letter"]
    for name, content in fields.items():
        if isinstance(content, list):
            fields[name] = tuple(content)
    fields["date"] = LetterDate(**fields["date"]) if fields["date"] else None
    fields["kamerstuk"] = Kamerstuk(**fields["kamerstuk"]) if fields["kamerstuk"] else None
    fields["sections"] = tuple(Section(**one) for one in fields["sections"])
    fields["footnotes"] = tuple(Footnote(**one) for one in fields["footnotes"])
    return Letter(**fields)
