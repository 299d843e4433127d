"""What made a report: without it a number cannot be trusted or compared."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from eval.question_set import Question
from index import Retriever

PACKAGES = (
    "faiss-cpu",
    "ir_measures",
    "langchain-core",
    "langchain-text-splitters",
    "numpy",
    "openvino",
    "sentence-transformers",
    "simplemma",
    "tantivy",
    "torch",
    "wmo-qa",
)


@dataclass(frozen=True, slots=True)
class Manifest:
    """The question set, the index and the software of a run; empty where not known.

    ``commit`` is that of the checkout the program ran from, with ``-dirty`` behind it when files
    were changed; ``code`` is the hash of the program's own files, which tells two dirty trees
    apart. ``versions`` are pairs of a package and its version, ``settings`` of a name and what
    was chosen, ``machine`` of a name and what was found.
    """

    source: str
    sha256: str
    questions: int
    answerable: int
    letters: int
    encoder: str
    generation: int
    versions: tuple[tuple[str, str], ...]
    commit: str
    code: str = ""
    settings: tuple[tuple[str, str], ...] = ()
    machine: tuple[tuple[str, str], ...] = ()


def describe(
    questions: Sequence[Question],
    retriever: Retriever,
    source: Path | None,
    settings: Mapping[str, str] | None = None,
) -> Manifest:
    """Return the manifest of a run over questions that were read from ``source``."""
    return Manifest(
        source=source.name if source else "",
        sha256=sha256(source.read_bytes()).hexdigest() if source else "",
        questions=len(questions),
        answerable=sum(question.answerable for question in questions),
        letters=len(retriever.letters()),
        encoder=retriever.encoder.name,
        generation=retriever.generation,
        versions=_versions(),
        commit=_commit(Path(__file__).parent),
        code=_code(Path(__file__).parents[2]),
        settings=tuple(sorted((settings or {}).items())),
        machine=_machine(),
    )


def _versions() -> tuple[tuple[str, str], ...]:
    found = [("python", platform.python_version())]
    for package in PACKAGES:
        try:
            found.append((package, version(package)))
        except PackageNotFoundError:
            continue
    return tuple(found)


def _machine() -> tuple[tuple[str, str], ...]:
    return (
        ("system", platform.platform(terse=True)),
        ("processor", platform.machine()),
        ("cores", str(os.cpu_count() or 0)),
    )


def _code(folder: Path) -> str:
    """Return the sha256 of the program's own files, by name, without those that only show."""
    found = sha256()
    for package in ("corpus", "index", "qa", "eval"):
        for path in sorted((folder / package).rglob("*.py")):
            name = path.relative_to(folder).as_posix()
            found.update(name.encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


def _commit(folder: Path) -> str:
    """Return the commit of a checkout; empty when the folder is not tracked in one."""
    if not _git(folder, "ls-files", "manifest.py"):
        return ""
    return _git(folder, "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*")


def _git(folder: Path, *arguments: str) -> str:
    """Return what git prints; empty when git is absent or refuses."""
    try:
        done = subprocess.run(
            ["git", *arguments],
            cwd=folder,
            capture_output=True,
            encoding="utf-8",
            check=True,
            timeout=10,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()
