"""The command line: parses, calls one public function, prints.

Nothing else is loaded before what goes wrong, or a stop, can be told in one line.
"""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Sequence

REASONS = {
    errno.EACCES: "geen toegang",
    errno.EPERM: "geen toegang",
    errno.ENOENT: "het bestaat niet",
    errno.EEXIST: "er staat een bestand met deze naam",
    errno.ENOTDIR: "een deel van de naam is geen map",
    errno.EISDIR: "het is een map",
    errno.EROFS: "hier kan niet worden geschreven",
    errno.ENOSPC: "de schijf is vol",
    errno.EDQUOT: "uw schijfruimte is op",
    errno.EBUSY: "het is in gebruik",
    errno.ENOTEMPTY: "de map is niet leeg",
    errno.ENAMETOOLONG: "de naam is te lang",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it went well, 1 when something is wrong, said in one line."""
    try:
        return _run(arguments)
    except KeyboardInterrupt:
        sys.stderr.write("\nwmo: gestopt.\n" if sys.stderr.isatty() else "wmo: gestopt.\n")
        return 130


def _run(arguments: Sequence[str] | None) -> int:
    from ui.cli.command_options import parser

    os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
    given = parser().parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):  # a letter the terminal lacks is no reason to stop
        sys.stdout.reconfigure(errors="backslashreplace")
    from ui.cli import commands
    from ui.cli.expected_errors import EXPECTED

    try:
        return commands.run(given)
    except EXPECTED as error:
        if given.debug:
            raise
        sys.stderr.write(f"wmo: {error}\n")
        return 1
    except BrokenPipeError:  # who read the output has enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        if given.debug:
            raise
        place, reason = error.filename or "een bestand", REASONS.get(error.errno or 0)
        sys.stderr.write(
            f"wmo: {place} kan niet worden gebruikt ({reason or error.strerror}). "
            "Controleer de naam, de rechten en de vrije ruimte.\n"
        )
        return 1
