from __future__ import annotations

import pytest

from corpus import Kamerstuk, Letter, LetterDate
from qa import official_citation


def letter(**known: object) -> Letter:
    return Letter(id="x", title="Hoofdlijnen", text="", sha256="", **known)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("known", "labels", "expected"),
    [
        (
            {"kamerstuk": Kamerstuk("29538", "360", "2023-2024", "II")},
            ("3",),
            "Kamerstukken II 2023/24, 29538, nr. 360, p. 3",
        ),
        (
            {"kamerstuk": Kamerstuk("29538", "360", "2023-2024", "Tweede Kamer")},
            ("3",),
            "Kamerstukken II 2023/24, 29538, nr. 360, p. 3",
        ),
        (
            {"kamerstuk": Kamerstuk("36410-XVI", "A", "2023-2024", "Eerste Kamer")},
            ("2",),
            "Kamerstukken I 2023/24, 36410-XVI, A, p. 2",
        ),
        (
            {"kamerstuk": Kamerstuk("29538", "360", "2023-2024", "II"), "kind": "bijlage"},
            (),
            "Bijlage bij Kamerstukken II 2023/24, 29538, nr. 360",
        ),
        (
            {
                "kamerstuk": Kamerstuk("", "", "2020-2021", "Tweede Kamer"),
                "kind": "antwoord op kamervragen",
                "document_number": "ah-tk-20202021-3235",
            },
            ("1",),
            "Aanhangsel Handelingen II 2020/21, nr. 3235, p. 1",
        ),
        (
            {"kamerstuk": Kamerstuk("", "", "2020-2021", "Tweede Kamer"), "kind": "motie"},
            (),
            "motie ‘Hoofdlijnen’",
        ),
        (
            {"kamerstuk": Kamerstuk("29538", "360")},
            ("3", "4"),
            "Kamerstukken, 29538, nr. 360, p. 3-4",
        ),
        (
            {
                "sender": "wethouder Voorbeeld",
                "kind": "brief",
                "date": LetterDate(2024, 6, 17),
                "reference": "WB/1",
            },
            ("iv",),
            "wethouder Voorbeeld, brief ‘Hoofdlijnen’, 17 juni 2024, kenmerk WB/1, p. iv",
        ),
        ({"date": LetterDate(2022)}, (), "‘Hoofdlijnen’, 2022"),
    ],
)
def test_citation(known: dict[str, object], labels: tuple[str, ...], expected: str) -> None:
    assert official_citation(letter(**known), labels) == expected
