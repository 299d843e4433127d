"""The program that reads files: for each file it forks a child that does the reading.

The readers are loaded once, before the program splits into as many as there are lines to it. The
child gets limits on time and memory and answers through a pipe. Letters travel as JSON.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import resource
import select
import signal
import time
import traceback
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from corpus.errors import UnreadableFile
from corpus.old_word import MEMORY

PACKAGE = Path(__file__).parents[1]
MEMORY_LIMIT = 1024**3  # bytes of address space for one file
_ANSWER_LIMIT = 256 * 1024**2  # bytes of one answer
_GARBAGE = 50_000  # objects that a child makes before it looks which of them are left over

Answer = dict[str, Any]


def serve(lines: Sequence[tuple[int, int]], seconds: float) -> None:
    """Answer the questions that come through each pair of pipes until it is closed."""
    with suppress(Exception):  # a child that needs the reader fails too, and says what is wrong
        _load_readers()
    gc.freeze()  # what is loaded is not looked through, and so not copied, in every child
    gc.set_threshold(_GARBAGE)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.dup2(2, 1)
    parts: set[int] = set()
    signal.signal(signal.SIGTERM, lambda *_: _stop(parts))
    for line in lines:
        part = os.fork()
        if part == 0:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            _close(end for other in lines if other != line for end in other)
            _serve_line(*line, seconds)
            os._exit(0)
        parts.add(part)
    _close(end for line in lines for end in line)
    while parts:
        parts.discard(os.wait()[0])
    os._exit(0)  # what is loaded need not be taken down in order


def _stop(parts: Iterable[int]) -> None:
    for part in parts:
        with suppress(ProcessLookupError):
            os.kill(part, signal.SIGTERM)


def _serve_line(asking: int, answering: int, seconds: float) -> None:
    """Answer the questions of one line, until who asks is gone; the process ends then."""
    asked, answers = os.fdopen(asking, "rb"), os.fdopen(answering, "wb")
    with suppress(BrokenPipeError):
        for path in asked:
            answer = _read_in_child(Path(json.loads(path)), seconds, (asking, answering))
            answers.write(answer + b"\n")
            answers.flush()


def _close(ends: Iterable[int]) -> None:
    for end in ends:
        os.close(end)


def _load_readers() -> None:
    """Load what every child would otherwise load again."""
    import corpus.formats
    import corpus.mail.message
    import corpus.metadata.of_letter
    import corpus.official.document
    import corpus.opendocument.document
    import corpus.pdf.document
    import corpus.plain.document
    import corpus.text.signing
    import corpus.web.document
    import corpus.word.document  # noqa: F401
    from corpus.metadata.letterhead import load_patterns
    from corpus.text.cleaning import LineJoiner

    LineJoiner(()).join("na-", "apen")  # loads the dictionary
    load_patterns()
    with suppress(ImportError):  # it is optional
        importlib.import_module("pypdfium2.raw")


def _read_in_child(path: Path, seconds: float, line: Iterable[int] = ()) -> bytes:
    """Return the answer of a child process that reads the file; it does not keep the line open."""
    source, sink = os.pipe()
    child = os.fork()
    if child == 0:
        os.setsid()  # so that programs that it starts end with it
        _close((source, *line))
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
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY))
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
    place = [one for one in frames if PACKAGE in Path(one.filename).parents][-1]
    where = f"{type(mistake).__name__} in {Path(place.filename).name}, regel {place.lineno}"
    return UnreadableFile(
        path,
        f"het programma maakte zelf een fout bij dit bestand ({where})",
        "Meld dit, met het bestand erbij.",
    )
