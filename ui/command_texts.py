"""What who gives commands sees, in plain Dutch (B1), addressed with "u"."""

from __future__ import annotations

from pathlib import Path

SERVING = "Het gesprek staat klaar op {address} (stoppen: Ctrl+C)"
PREPARING = "Het model wordt geladen; dat duurt even."
PORT_TAKEN = "Op {address} kan niets worden geopend. Kies met --port een andere poort."

GOOD, WRONG = "goed", "FOUT"
KEYS_ANEW = (
    "De sleutels van de HTTP-dienst zitten niet in een reservekopie. Waren die er, maak ze dan "
    "opnieuw voordat u de dienst start, met: wmo keys add NAAM --index {folder}"
)
COPY_AGAIN = "Maak daarna een nieuwe reservekopie, en bewaar de vorige tot die goed is."


def not_removed(name: str) -> str:
    """Return what to say about a file that should no longer be kept."""
    return f"{name} had verwijderd moeten zijn, maar dat lukt niet. Verwijder het bestand zelf."


def reader_whole(name: str) -> str:
    """Return that the weights of the reader are as they were made."""
    return f"de gewichten van de lezer ({name}) zijn gaaf"


def repair_with(folder: Path) -> str:
    """Return how an index is repaired."""
    return f"Herstel wat te herstellen is met: wmo doctor --repair --index {folder}"


def letter_lost(identity: str, path: str) -> str:
    """Return what to say about a letter that was damaged in the index and has no file any more."""
    if not identity:
        return "Een deel van de brieven was beschadigd en staat niet meer in de index."
    return (
        f"De brief {identity} was beschadigd en staat niet meer in de index. Lees het bestand "
        f"opnieuw in{f' (het stond in {path})' if path else ''} met: wmo index"
    )


def set_aside(file: Path) -> str:
    """Return what to say about a damaged store that is kept beside the index."""
    return (
        f"De index was beschadigd. Wat gaaf was, is overgenomen; het oude bestand is bewaard als "
        f"{file}. Lees al uw mappen met brieven opnieuw in met: wmo index MAP --index "
        f"{file.parent}. Verwijder dat bestand als u niets mist."
    )
