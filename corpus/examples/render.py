"""Renders the sources of the example letters: `python -m corpus.examples.render`."""

from pathlib import Path

from corpus.examples.render_docx import render_docx
from corpus.examples.render_pdf import render_pdf
from corpus.examples.source import read_source

_HERE = Path(__file__).parent


def render_all(sources: Path, letters: Path) -> list[Path]:
    """Write each source as the format its header names (pdf or docx); return the new files."""
    written = []
    for path in sorted(sources.glob("*.md")):
        source = read_source(path)
        target = letters / f"{path.stem}.{source.meta['format']}"
        render = render_pdf if source.meta["format"] == "pdf" else render_docx
        render(source, target)
        written.append(target)
    return written


if __name__ == "__main__":
    for target in render_all(_HERE / "sources", _HERE / "letters"):
        print(target.name)
