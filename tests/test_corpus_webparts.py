"""What a part of a page is for decides whether it is read, not the name of its tag."""

import pytest
from test_corpus_webpage import read, texts

LETTER = "<p>Geachte mevrouw,</p><p>Uw aanvraag voor een traplift is op 3 april afgewezen.</p>"
READ = [
    ("paragraph", "Geachte mevrouw,"),
    ("paragraph", "Uw aanvraag voor een traplift is op 3 april afgewezen."),
]


def test_a_page_within_a_form_is_read_without_its_controls() -> None:
    draft = read(
        "<body><form action=brief.aspx><input type=hidden value=abc><input name=zoek>"
        f"<select><option>Kies</select><button>Zoek</button><div>{LETTER}</div></form></body>"
    )
    assert texts(draft) == READ


def test_a_form_amid_the_letter_is_read_when_it_asks_nothing() -> None:
    end = "<p>U kunt binnen zes weken bezwaar maken tegen dit besluit van het college.</p>" * 2
    draft = read(f"<body><form>{LETTER}<button>Druk af</button></form>{end}</body>")
    assert texts(draft)[:2] == READ


@pytest.mark.parametrize(
    "form",
    ["<form><label>Zoeken</label><input type=search></form>",
     "<form><p>Heeft deze informatie u goed geholpen vandaag?</p><textarea></textarea></form>",
     "<form>Delen <button>Mail</button></form>"],
)  # fmt: skip
def test_a_form_to_fill_in_is_left_out(form: str) -> None:
    assert texts(read(f"<body><main>{LETTER}</main>{form}</body>")) == READ
    assert texts(read(f"<body>{LETTER}{form}</body>")) == READ


def test_the_foot_of_a_letter_is_read() -> None:
    foot = "<footer><p>U kunt binnen zes weken bezwaar maken tegen dit besluit.</p></footer>"
    told = [("paragraph", "U kunt binnen zes weken bezwaar maken tegen dit besluit.")]
    assert texts(read(f"<body><article>{LETTER}{foot}</article></body>")) == READ + told
    assert texts(read(f"<body>{foot}<div>{LETTER}</div></body>")) == told + READ


@pytest.mark.parametrize(
    "foot",
    ["<footer><p>De gemeente is elke werkdag van 9 tot 17 uur open.</p></footer>",
     "<footer><p>© 2024 Alle rechten op deze pagina zijn voorbehouden.</p></footer>",
     "<footer><a href=/>Ga nu snel terug naar de voorpagina.</a> Contact</footer>",
     "<footer><nav>Home</nav></footer><div class=cookie-melding>Deze site plaatst altijd een "
     "cookie.</div>"],
)  # fmt: skip
def test_the_foot_of_a_site_is_left_out(foot: str) -> None:
    assert texts(read(f"<body><main>{LETTER}</main>{foot}</body>")) == READ
    assert texts(read(f"<body><div>{LETTER}</div>{foot}</body>")) == READ


def test_a_heading_is_no_menu_by_its_id() -> None:
    draft = read("<h2 id=cookies>Cookies</h2><p>De gemeente plaatst geen cookies.</p>")
    assert texts(draft)[0] == ("heading", "Cookies")
