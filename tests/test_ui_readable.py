from __future__ import annotations

import pytest

from ui.readable_quotes import readable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("de zorg-\naanbieder", "de zorgaanbieder"),
        ("de zorg- aanbieder", "de zorgaanbieder"),
        ("de eigen bijdrage- systematiek", "de eigen bijdrage-systematiek"),  # not in the lists
        ("de gemeente be- taalt", "de gemeente betaalt"),
        ("in- en uitvoer", "in- en uitvoer"),
        ("in- als uitstroom", "in- als uitstroom"),
        ("Wmo- voorzieningen", "Wmo- voorzieningen"),
        ("een regel die\nverder gaat", "een regel die verder gaat"),
        ("een lijst:\n- een\n- twee", "een lijst:\n- een\n- twee"),
        ("1. een\n2. twee", "1. een\n2. twee"),
        ("een alinea\n\neen andere", "een alinea\n\neen andere"),
        ("Rit | Prijs\nBus | 2", "Rit | Prijs\nBus | 2"),
    ],
)
def test_a_quote_is_shown_as_it_reads_well(text: str, shown: str) -> None:
    assert readable(text) == shown
