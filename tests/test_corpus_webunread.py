"""What a page shows and its text does not hold is named in one warning."""

import pytest
from test_corpus_webpage import read, texts

from corpus.web.document import CUT_OFF

TOLD = "Niet meegelezen: {}. Voeg toe wat bij de brief hoort, bijvoorbeeld als PDF."


@pytest.mark.parametrize(
    ("shown", "name"),
    [
        ("<iframe src='bijlagen/besluit%20traplift.pdf?v=2'></iframe>", "besluit traplift.pdf"),
        ("<object data=/brief.pdf type=application/pdf>Geen PDF</object>", "brief.pdf"),
        ("<embed src=x type=application/pdf>", "een ingesloten pagina"),
        ("<iframe src=cid:frame-1@mhtml></iframe>", "een ingesloten pagina"),
        (f"<iframe srcdoc='<p>{'De bijdrage is 19 euro. ' * 3}</p>'></iframe>",
         "een ingesloten pagina"),
        ("<svg><text>Bijdrage per maand</text></svg>", "een tekening met tekst"),
        ("<canvas>Bijdrage per maand</canvas>", "een tekening met tekst"),
        ("<iframe src=a.pdf></iframe><iframe src=a.pdf></iframe><iframe src=b.html></iframe>"
         "<iframe src=c.html></iframe><iframe src=d.html></iframe>",
         "a.pdf, b.html, c.html, en nog 1"),
    ],
)  # fmt: skip
def test_text_that_is_not_read_is_named(shown: str, name: str) -> None:
    draft = read(f"<body><p>Zie hieronder.</p>{shown}<p>Einde.</p></body>")
    assert texts(draft) == [("paragraph", "Zie hieronder."), ("paragraph", "Einde.")]
    assert draft.warnings == (TOLD.format(name),)


@pytest.mark.parametrize(
    "shown",
    ["<iframe src=https://www.voorbeeld.nl/embed/abc></iframe>", "<svg><title>Pijl</title></svg>",
     "<iframe src=teller.html width=1 height=1></iframe>", "<canvas></canvas>",
     "<iframe src=teller.html style='display:none'></iframe>", "<iframe src='http://[x'></iframe>",
     "<embed src=teller.html hidden>",
     "<nav><iframe src=menu.html></iframe></nav>", "<object data=film.mp4>Film</object>",
     "<iframe srcdoc='<script>var lang = \"een lang script zonder tekst\"</script>'></iframe>"],
)  # fmt: skip
def test_what_is_no_text_is_not_named(shown: str) -> None:
    draft = read(f"<body>{shown}<p>Zie hieronder.</p></body>")
    assert (texts(draft), draft.warnings) == ([("paragraph", "Zie hieronder.")], ())


def test_a_long_description_of_an_image_is_text() -> None:
    said = "De eigen bijdrage is 21 euro per maand voor iedereen."
    assert texts(read(f"<p>Zie:<img src=a.png alt='{said}'>Dank u.</p>")) == [
        ("paragraph", f"Zie: {said} Dank u.")
    ]
    told = f"<figure><img src=a.png alt='{said}'><figcaption>{said}</figcaption></figure>"
    assert texts(read(told)) == [("paragraph", said)]
    others = f"<img alt='{said}'><a href=/><img src=a.png alt='{said}'></a><img src=a.png alt=Logo>"
    assert texts(read(f"<p>Zie{others}.</p>")) == [("paragraph", "Zie.")]


def test_text_beyond_the_depth_that_is_read_is_told() -> None:
    draft = read("<p>Wij besluiten.</p>" + "<font>" * 300 + "<p>Met groet,</p>")
    assert texts(draft) == [("paragraph", "Wij besluiten.")]
    assert draft.warnings == (CUT_OFF,)
