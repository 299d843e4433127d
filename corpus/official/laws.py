"""What the XML of a law in force (BWB, ``toestand``) states about it."""

from __future__ import annotations

from corpus.untrusted_zip import Element


def law_facts(root: Element) -> dict[str, str]:
    """Return title, kind, number and the day since which the text is in force, where stated."""
    law, named = root.find("wetgeving"), root.find("wetgeving/citeertitel")
    facts = {
        "title": " ".join((named.text or "").split()) if named is not None else "",
        "kind": law.get("soort", "") if law is not None else "",
        "document_number": root.get("bwb-id", ""),
        "date": root.get("inwerkingtreding", ""),
        "level": "rijk",
    }
    return {name: stated for name, stated in facts.items() if stated}
