"""What the README says of Python is run as it stands there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from index import SentenceEncoder, build_index

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "corpus" / "examples" / "letters"


@pytest.mark.encoder
def test_the_python_of_the_readme_runs_over_the_example_letters(tmp_path: Path) -> None:
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    assert len(blocks) == 3  # searching, asking, LangChain; each goes on where the last one ended
    build_index([EXAMPLES], tmp_path / "wmo-index", SentenceEncoder())
    program = "\nprint('---')\n".join([f"import sys; sys.path.insert(0, {str(ROOT)!r})", *blocks])
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    _, searched, asked, documents = done.stdout.split("---\n")
    for printed in (searched, asked, documents):
        assert "toezicht" in printed
    assert searched.startswith(tuple("-0123456789"))
    assert asked.startswith("answered ")
    assert "2023-09-18-toezicht-clientondersteuning" in asked
    assert "‘Toezicht op de Wmo" in documents
