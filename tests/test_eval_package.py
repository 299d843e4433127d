import subprocess
import sys
from types import ModuleType

import eval as evaluation


def test_all_is_sorted_and_complete() -> None:
    public = {
        name
        for name, value in vars(evaluation).items()
        if not name.startswith("_") and not isinstance(value, ModuleType)
    }
    assert set(evaluation.__all__) == public
    assert evaluation.__all__ == sorted(evaluation.__all__, key=lambda n: (not n.isupper(), n))


def test_the_import_is_light() -> None:
    program = [sys.executable, "-c", "import eval, sys; print(*sys.modules)"]
    loaded = set(subprocess.run(program, capture_output=True, encoding="utf-8").stdout.split())
    assert "eval.runs.run" in loaded
    assert not loaded & {"torch", "sentence_transformers", "langchain_text_splitters", "gradio"}
    assert "eval.systems.stock_recipe" not in loaded
