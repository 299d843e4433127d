"""A cluster of Ray: files are sent from here, read and embedded everywhere, and come back here.

Ray keeps the order, gives what a dead machine had to another one, and hands over every row once.
"""

from __future__ import annotations

import logging
import os
import re
import socket
from collections.abc import Generator, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.array_types import Vectors
from index.building.embedding import Prepared, read_here
from index.distributed.files import sent
from index.distributed.rows import Row, prepared_of, probe, same_model, versions
from index.distributed.worker import LetterWorker
from index.encoder.encoder import Encoder

if TYPE_CHECKING:
    from ray.data import Dataset

FILES = 8
"""Files in one task, some seconds of work: a dead worker's tasks are done again as a whole."""
ROUND = 20_000
"""Files that are handed to Ray at a time, so that its list of tasks stays small."""
ANSWERS = 10.0  # seconds within which a cluster takes a connection, and answers
TRIES = "2"  # to be let in; Ray itself tries twenty times, and writes each to standard error
SENDERS = 2  # files' bytes are read by so many tasks at a time
NO_PROGRESS = 2 * 3600.0  # seconds: eight letters of a thousand pages take an hour
THREADS = 8  # processors that one worker keeps busy: the encoder takes no more

ADDRESS = re.compile(r"[^\s/]+:\d+")
GREETING = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes((0, 0, 0, 4, 0, 0, 0, 0, 0))
"""How a client of HTTP/2, which Ray's head node speaks, begins: RFC 9113, section 3.4."""
SETTINGS = b"\x04"
"""The kind of frame that the other one begins with, told in its fourth byte."""


class NoCluster(Exception):
    """A cluster that cannot be used: why, and what to do, in Dutch."""


def read_on_cluster(
    address: str, encoder: Encoder, paths: Sequence[Path]
) -> Generator[Prepared, None, None]:
    """Yield each file with its letter and its embedded passages, in the given order.

    What cannot be sent is read here, and its passages are yet to be embedded. ``address`` is
    that of Ray's head node, as host:port; this machine has to be one of the cluster's. The others
    load the model of the ``encoder`` by its name; what they embed is refused where it is another.

    Raises:
        NoCluster: Ray is not installed, there is no cluster, or it broke off.
    """
    if not paths:
        return
    ray = _connected(address)
    from ray.data.exceptions import ExecutionTimeoutError, SystemException

    try:
        known = probe(encoder)
        for first in range(0, len(paths), ROUND):
            some = paths[first : first + ROUND]
            for row in _rows(_dataset(ray, encoder.name, some)):
                yield from _received(row, some[row["number"]], known)
    except (ray.exceptions.RayError, ExecutionTimeoutError, SystemException) as error:
        raise NoCluster(
            f"Het werk op het cluster {address} brak af. Wat klaar was, staat in de index; geef "
            "dezelfde opdracht opnieuw om verder te gaan, met wmo --debug om de oorzaak te zien."
        ) from error
    finally:
        ray.shutdown()


def _connected(address: str) -> Any:  # noqa: ANN401 - ray is imported late
    """Return Ray, connected to a cluster, and quiet.

    Raises:
        NoCluster: it is not installed, or this machine is of no cluster at that address.
    """
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")  # else it writes to standard error
    os.environ.setdefault("RAY_NUM_REDIS_GET_RETRIES", TRIES)
    try:
        import ray
        import ray.data
    except ImportError as error:
        raise NoCluster(
            "Voor --ray is een extra onderdeel nodig. Installeer het met: pip install 'wmo-qa[ray]'"
        ) from error
    try:
        _greet(address)
        ray.init(address=address, log_to_driver=False, logging_level=logging.ERROR)
    except (OSError, OverflowError, RuntimeError, ValueError, ray.exceptions.RayError) as error:
        raise NoCluster(
            f"Er is geen cluster van Ray op {address}, of deze computer hoort er niet bij of heeft "
            "een ander token. Geef COMPUTER:POORT van het cluster, en start Ray hier eerst met: "
            "ray start --address=COMPUTER:POORT"
        ) from error
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    return ray


def _greet(address: str) -> None:
    """Check that something at an address answers as Ray does, which itself tries for minutes.

    Raises:
        OSError, OverflowError, ValueError: it does not, or the address is none.
    """
    if not ADDRESS.fullmatch(address):
        raise ValueError(address)
    host, _, port = address.rpartition(":")
    with socket.create_connection((host, int(port)), ANSWERS) as head:
        if "RAY_USE_TLS" in os.environ:  # then it waits for something else
            return
        head.sendall(GREETING)
        if head.recv(4)[3:] != SETTINGS:
            raise ValueError(address)


def _dataset(ray: Any, model: str, paths: Sequence[Path]) -> Dataset:  # noqa: ANN401 - see above
    """Return the work on files: their bytes from this machine, and rows from all of them."""
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.execution_options.preserve_order = True
    context.execution_no_progress_timeout_s = NO_PROGRESS
    here = {"ray.io/node-id": ray.get_runtime_context().get_node_id()}
    tasks = -(-len(paths) // FILES)
    workers, processors = _pool([int(one["Resources"].get("CPU", 0)) for one in _alive(ray)])
    numbered = [{"number": number, "path": str(path)} for number, path in enumerate(paths)]
    found: Dataset = (
        ray.data.from_items(numbered, override_num_blocks=tasks)
        .map_batches(
            sent,
            batch_size=None,
            batch_format="pyarrow",
            compute=ray.data.TaskPoolStrategy(size=min(SENDERS, tasks)),
            num_cpus=0,
            label_selector=here,
        )
        .map_batches(
            LetterWorker,
            batch_size=None,
            batch_format="pyarrow",
            fn_constructor_args=(model,),
            compute=ray.data.ActorPoolStrategy(size=min(workers, tasks)),
            num_cpus=processors,
        )
    )
    return found


def _alive(ray: Any) -> list[Any]:  # noqa: ANN401 - see above
    return [one for one in ray.nodes() if one["Alive"]]


def _pool(processors: Sequence[int]) -> tuple[int, float]:
    """Return how many workers machines with so many processors get, and what one reserves.

    That is half of what it keeps busy: when a machine dies, Ray starts its workers elsewhere and
    waits until there is room.
    """
    able = [count for count in processors if count]
    each = min(THREADS, *able) if able else 1
    return max(1, sum(count // each for count in able)), each // 2 or 0.5


def _rows(work: Dataset) -> Iterator[Row]:
    for table in work.iter_batches(batch_size=None, batch_format="pyarrow"):
        yield from table.to_pylist()


def _received(row: Row, path: Path, known: Vectors) -> Iterator[Prepared]:
    """Yield what a row holds of a file; the file as it is read here when it was not sent.

    Raises:
        NoCluster: it was made by another version, or with a model of another probe than ``known``.
    """
    if row["answer"] is None:
        yield from read_here([path])
        return
    if row["versions"] != versions():
        raise NoCluster(
            "Een computer van het cluster heeft een andere versie van wmo-qa. Zet op elke "
            "computer dezelfde versie, en geef de opdracht opnieuw."
        )
    if not same_model(row, known):
        raise NoCluster(
            "Een computer van het cluster heeft onder dezelfde naam een ander model. Zet op elke "
            "computer hetzelfde model, en geef de opdracht opnieuw."
        )
    yield prepared_of(row, path)
