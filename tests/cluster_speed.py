"""Measures ``wmo index --ray``: ``python tests/cluster_speed.py FOLDER [ROUNDS]``.

Indexes the letters of a folder without Ray on one processor, and on clusters of one and of two
machines, in turns. The machines are of this one, with a processor each, which the process that
writes shares. Prints seconds, seconds of work of that process, passages a second, and whether the
index is the same.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from test_index_distributed import MEMORY, ROOT, contents

PROGRAM = "import sys; from ui.main import main; sys.exit(main(sys.argv[1:]))"


@contextmanager
def on(processors: set[int]) -> Iterator[None]:
    """Let what is started here run on these processors only."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, processors)
    yield
    os.sched_setaffinity(0, before)


@contextmanager
def cluster(machines: int) -> Iterator[str]:
    """Give the address of a cluster of so many machines, with a processor each."""
    from ray.cluster_utils import Cluster

    machine = {"num_cpus": 1, "object_store_memory": MEMORY, "include_dashboard": False}
    machine["node_ip_address"] = "127.0.0.1"
    local = Cluster()
    for number in range(machines):
        with on({number}):
            local.add_node(**machine)
    yield str(local.address)
    local.shutdown()


def indexed(letters: Path, folder: Path, *options: str) -> tuple[float, float]:
    """Return the seconds that indexing took, and those of work of the process and its readers."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    call = [sys.executable, "-c", PROGRAM, "index", str(letters), "--index", str(folder)]
    subprocess.run([*call, *options], check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    took = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return took, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure(letters: Path, machines: int, folder: Path) -> None:
    """Index once, and print the figures."""
    if machines:
        with cluster(machines) as address:
            took, work = indexed(letters, folder, "--ray", address)
    else:
        with on({0}):
            took, work = indexed(letters, folder)
    count = len(contents(folder)["passages"])
    print(f"{machines or 'no'} machines: {took:.1f} s, {work:.1f} s of work, {count} passages,")
    print(f"  {count / took:.1f} passages a second", flush=True)


def main() -> None:
    """Measure in turns."""
    os.environ |= {"RAY_USAGE_STATS_ENABLED": "0", "PYTHONPATH": str(ROOT)}
    os.environ["RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER"] = "0"  # else 127.0.0.1 is left
    letters, rounds = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    for _ in range(rounds):
        with TemporaryDirectory() as scratch:
            folders = [Path(scratch, str(machines)) for machines in range(3)]
            for machines, folder in enumerate(folders):
                measure(letters, machines, folder)
            first, *others = map(contents, folders)
            print("the same index:", all(one == first for one in others), flush=True)


if __name__ == "__main__":
    main()
