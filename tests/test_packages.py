"""What every package promises: a complete export list, light imports, one way."""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("corpus", "index", "qa", "eval", "ui")


@pytest.mark.parametrize("name", PACKAGES)
def test_the_export_list_is_complete_and_true(name: str) -> None:
    package = importlib.import_module(name)
    assert package.__doc__
    for exported in package.__all__:
        assert getattr(package, exported) is not None
    tree = ast.parse((ROOT / name / "__init__.py").read_text(encoding="utf-8"))
    imported = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module != "typing"
        for alias in node.names
        if node.module != "__future__"
    }
    assert imported == set(package.__all__)


@pytest.mark.parametrize("name", PACKAGES)
def test_packages_are_typed(name: str) -> None:
    assert (ROOT / name / "py.typed").exists()


@pytest.mark.parametrize("name", PACKAGES)
def test_packages_name_each_other_by_what_they_export(name: str) -> None:
    for file in (ROOT / name).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                package, _, inner = node.module.partition(".")
                if package in PACKAGES and package != name:
                    assert not inner, f"{file}: from {node.module}"


@pytest.mark.parametrize("name", PACKAGES)
def test_importing_loads_no_heavy_library(name: str) -> None:
    heavy = "{'torch', 'gradio', 'transformers', 'langchain_core', 'pypdf', 'openvino'}"
    program = f"import sys, {name}; print(sorted({heavy} & set(sys.modules)))"
    assert _printed(program) == "[]"


@pytest.mark.parametrize("name", ["index", "qa"])
def test_importing_loads_only_what_most_use(name: str) -> None:
    """What only reading files or judging promises needs comes late; the import has 0.3 s."""
    late = "{'corpus.metadata.signature', 'qa.promises.grammar', 'email', 'tomllib', 'zipfile'}"
    assert _printed(f"import sys, {name}; print(sorted({late} & set(sys.modules)))") == "[]"


def test_the_options_of_the_command_line_load_no_other_package() -> None:
    """They are all that ``wmo --help`` needs; with the packages it took three times as long."""
    program = (
        "import sys; from ui.cli.command_options import parser; parser();"
        "print(sorted({'numpy', 'corpus', 'index', 'qa', 'eval'} & set(sys.modules)))"
    )
    assert _printed(program) == "[]"


def _printed(program: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return done.stdout.strip()


def test_no_function_is_longer_than_forty_lines() -> None:
    long = [
        f"{file.name}:{node.lineno} {node.name}"
        for package in PACKAGES
        for file in (ROOT / package).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= 40
    ]
    assert long == []


@pytest.mark.parametrize("name", PACKAGES)
def test_no_module_gives_a_name_twice(name: str) -> None:
    """The second would take the place of the first, wherever that is used."""
    for file in (ROOT / name).rglob("*.py"):
        given: list[str] = []
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.Assign):
                targets = [one for target in node.targets for one in ast.walk(target)]
                given += [one.id for one in targets if isinstance(one, ast.Name)]
            elif isinstance(node, ast.AnnAssign | ast.FunctionDef | ast.ClassDef):
                given.append(
                    node.name if not isinstance(node, ast.AnnAssign) else ast.unparse(node.target)
                )
        assert len(set(given)) == len(given), f"{file}: {sorted(given)}"
