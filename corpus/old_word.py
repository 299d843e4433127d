"""Reads old Word documents (DOC) by way of LibreOffice, where that is installed."""

from __future__ import annotations

import resource
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.errors import UnreadableFile
from corpus.text.draft import Draft, FindReader

SECONDS = 22.0  # for one document
MEMORY = 4 * 1024**3  # bytes of address space, which office programs reserve freely
NOTICE = "Dit oude Word-bestand (.doc) is met LibreOffice omgezet om het te lezen."
ADVICE = "Sla het op als DOCX of PDF en probeer het opnieuw."
_PROGRAMS = ("soffice", "libreoffice")


def read_old_word(data: bytes, path: Path, reader_for: FindReader) -> Draft:
    """Return the draft of an old Word document, which says that it was converted.

    Raises:
        UnreadableFile: LibreOffice is not installed, or cannot convert the document.
    """
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise UnreadableFile(path, "dit is een oud Word-bestand (.doc)", ADVICE)
    from corpus.word.document import read_word

    draft = read_word(_converted(data, path, program), path, reader_for)
    return replace(draft, warnings=(NOTICE, *draft.warnings))


def _converted(data: bytes, path: Path, program: str) -> bytes:
    """Return the document as DOCX, made in a folder and with settings that exist for it alone."""
    with TemporaryDirectory(prefix="wmo-doc-") as name:
        folder = Path(name)
        source = folder / "brief.doc"
        source.write_bytes(data)
        settings = f"-env:UserInstallation={(folder / 'settings').as_uri()}"
        options = [settings, "--headless", "--norestore", "--convert-to", "docx", "--outdir", name]
        try:
            with _room():
                subprocess.run(
                    [program, *options, str(source)],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,  # a pipe would be waited for beyond the limit
                    stderr=subprocess.DEVNULL,
                    timeout=SECONDS,
                    check=True,
                    cwd=name,
                )
            return source.with_suffix(".docx").read_bytes()
        except (subprocess.SubprocessError, OSError) as cause:
            reason = "dit oude Word-bestand (.doc) kan LibreOffice niet omzetten"
            raise UnreadableFile(path, reason, ADVICE) from cause


@contextmanager
def _room() -> Iterator[None]:
    """Let a program that is started have more memory than the reader itself, where it may."""
    own, most = resource.getrlimit(resource.RLIMIT_AS)
    if own != resource.RLIM_INFINITY:
        wanted = MEMORY if most == resource.RLIM_INFINITY else min(MEMORY, most)
        resource.setrlimit(resource.RLIMIT_AS, (max(own, wanted), most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (own, most))
