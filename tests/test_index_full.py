"""A disk that is full while an index is made: told in one line, and what was stored stays good."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import NEW, FakeEncoder

from index import NoIndex, Retriever

CALL = """
import sys, shutil
import ui.cli.index_command
from conftest import FakeEncoder
from ui import main
ui.cli.index_command.SentenceEncoder = lambda name: FakeEncoder()
letters, index, kept = sys.argv[1:]
code = main(["index", letters, "--index", index])
shutil.copytree(index, kept)
sys.exit(code)
"""
MOUNT = 'mount -t tmpfs -o size="$0" tmpfs "$1" && shift && exec "$@"'


def with_room(size: str, disk: Path, *call: str) -> subprocess.CompletedProcess[str]:
    """Run a command to which a folder is a disk of that size."""
    here = Path(__file__).parent
    env = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, (here, here.parent)))}
    mount = ["unshare", "--mount", "sh", "-c", MOUNT, size, str(disk)]
    tried = shutil.which("unshare") and subprocess.run(
        [*mount, "true"], check=False, capture_output=True
    )
    if not tried or tried.returncode:
        pytest.skip("nothing can be mounted here")
    return subprocess.run([*mount, *call], check=False, capture_output=True, text=True, env=env)


@pytest.mark.parametrize(("size", "stored"), [("40k", False), ("400k", False), ("1500k", True)])
def test_a_full_disk_is_told_in_one_line_and_what_was_stored_is_good(
    tmp_path: Path, size: str, stored: bool
) -> None:
    letters, disk, kept = (tmp_path / name for name in ("brieven", "schijf", "bewaard"))
    letters.mkdir()
    disk.mkdir()
    for n in range(20):
        text = NEW.replace("zes weken", f"{n} weken") + f"\n{n} " * 30
        (letters / f"brief-{n}.txt").write_text(text, encoding="utf-8")
    call = [sys.executable, "-c", CALL, str(letters), str(disk / "index"), str(kept)]
    done = with_room(size, disk, *call)
    assert done.returncode == 1, done.stderr
    (line,) = done.stderr.splitlines()
    assert "(de schijf is vol)" in line
    if stored:
        retriever = Retriever(kept, FakeEncoder())
        assert 0 < len(retriever.letters()) < 20
        assert retriever.search("eigen bijdrage")
    else:
        with pytest.raises(NoIndex):
            Retriever(kept, FakeEncoder())
