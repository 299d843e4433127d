"""What of a letter can be corrected, and in which form that is given."""

from __future__ import annotations

from ui.errors import BadInput

FIELDS = ("title", "date", "kind", "sender", "recipient", "level", "reference", "url")


def paper_of_parliament(given: str) -> dict[str, object]:
    """Return the paper in ``DOSSIER/NUMMER[/JAAR]`` as a field of a sidecar.

    Raises:
        BadInput: it is none.
    """
    parts = [part.strip() for part in given.split("/")]
    if len(parts) not in (2, 3) or not all(parts):
        raise BadInput(
            f"Kamerstuk {given}: verwacht DOSSIER/NUMMER of DOSSIER/NUMMER/JAAR, zoals "
            "29538/361/2024-2025."
        )
    return {"kamerstuk": dict(zip(("dossier", "number", "session"), parts, strict=False))}
