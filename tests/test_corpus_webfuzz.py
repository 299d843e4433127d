"""Pages of tags thrown together: each gives a draft or a refusal, never a crash."""

import random
from contextlib import suppress

import pytest
from test_corpus_webpage import read

from corpus import UnreadableFile

PIECES = (
    "<sup>", "</sup>", "2", "<sub>", "</sub>", "<table>", "<tr>", "<td rowspan=3>", "<thead>",
    "<th colspan=0>", "</table>", "<ol reversed>", "<li value=x>", "<li>", "</ol>", "<s>", "</s>",
    "<math><mfrac>", "</math>", "<mn>1</mn>", "<form>", "</form>", "<footer>", "<style>",
    "Een zin die lang genoeg is.", ".a{display:none}", "</style>", "<p class=a>", "<svg>",
    "<text>abc</text>", "<iframe src=a.pdf>", "<embed>", "<object>", "<input>", "<p id=n>",
    "<img src=a alt='Een beschrijving van wat er op de afbeelding staat.'>", "<body class=a>",
    "<a href=#n><sup>1</sup></a>", "<html hidden>", "<frameset><frame src=a.html>", "&#1;",
    "&#8364;", "<font color=white>", "<head>", "<title>", "<h2>", "\x00",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_any_page_gives_a_draft_or_a_refusal(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(200):
        with suppress(UnreadableFile):
            read("".join(chance.choice(PIECES) for _ in range(chance.randrange(1, 60))))
