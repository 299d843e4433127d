"""What a reader of the chat sees, in plain Dutch (B1), addressed with "u"."""

from __future__ import annotations

PAGE_TITLE = "Vragen aan de Wmo-brieven"
LEAD = (
    "U stelt een vraag. Het antwoord bestaat uit letterlijke zinnen uit de brieven. "
    "Controleer altijd de bron voordat u een antwoord gebruikt."
)
NO_LETTERS = "Er zijn nog geen brieven om in te zoeken."
QUESTION_LABEL = "Uw vraag"
QUESTION_HINT = "Bijvoorbeeld: Per wanneer verandert de eigen bijdrage?"
ASK = "Vraag"
STEPS = {
    "search": "Bezig: passages zoeken…",
    "read": "Bezig: zinnen lezen…",
    "prove": "Bezig: citaten bewijzen…",
}
MORE_TABS = "Meer tabbladen"
STOP, STOPPED = "Stop", "Gestopt. Uw vraag is niet beantwoord."
EMPTY_QUESTION = "U hebt nog geen vraag ingevuld. Typ uw vraag in het vak en kies ‘Vraag’."
FAILED = (
    "Er ging iets mis bij het zoeken. Probeer het opnieuw. Gebeurt het weer, meld het dan bij de "
    "beheerder."
)
NOT_RECORDED = "Uw vraag is niet vastgelegd, maar dat moet wel. Meld dit bij de beheerder."
NO_ANSWER = "Er is geen antwoord gevonden."

YOUR_QUESTION = "Uw vraag:"
TABLE = "Rijen uit een tabel van de brief"
SEARCHED = "Ik zocht op:"
CHANGE, CHANGE_WHAT = "Pas aan", "wat ik zocht"
ASK_ALONE = "Vraag dit los van het vorige"
MISSING = "Niet gevonden:"
BEFORE = "Eerder stond er:"
ATTENTION = "Let op:"
SOURCES = "Bronnen bij dit antwoord"
SOURCES_SHORT = "Bronnen"
NEAREST = "Dichtstbijzijnde passages"
EARLIER = "Eerdere vragen"
NOTES = "Noten"
QUOTE_END = "einde citaat"
SOURCE = "bron"
LETTER_LINK = "Bekijk de brief bij de bron"
NEW_WINDOW = "(opent in een nieuw venster)"

USES = "Gebruik dit antwoord"
COPY, COPY_LINK = "Kopieer met bronnen", "Kopieer de link naar deze vraag"
MEMO, MARKDOWN, SOURCE_LIST = "Word-memo", "Markdown", "Bronnenlijst"
BIBTEX, CSL = "BibTeX", "Zotero (CSL)"
COPIED, NOT_COPIED = "Gekopieerd.", "Kopiëren is niet gelukt."
EXAMPLES, NEXT_QUESTIONS = "U kunt bijvoorbeeld vragen", "Hierop geven deze brieven ook antwoord"
WIPE, WIPED = "Wis alles", "Alle vragen en antwoorden zijn gewist."

UNTITLED = "(zonder titel)"
NO_DATE = "datum onbekend"
NO_SENDER = "afzender onbekend"
NO_PAGES = "bron zonder bladzijden"

ASKING = "Vragen"
LETTERS = "Brieven"
LETTER = "Brief"
DATE = "Datum"
SUBJECT = "Onderwerp"
SENDER = "Afzender"
RECIPIENT = "Geadresseerde"
REFERENCE = "Kenmerk"
KIND = "Soort"
LEVEL = "Overheid"
ADDRESS = "Webadres"
PAGE = "bladzijde"
PAGES = "Bladzijden"
WARNINGS = "Waarschuwingen"
UNKNOWN = "onbekend"
NONE = "geen"
ONE_LETTER = "1 brief"
MORE_LETTERS = "brieven"
SEARCH_LETTERS = "Zoek in de lijst"
WHOLE_TEXT = "Tekst van de brief"
SUMMARY, OUTLINE, PROMISED = "Samenvatting in zinnen van de brief", "Indeling", "Toegezegd"
CLOSE = "Sluit deze brief"
OPEN_PLACE = "Open de brief op deze plaats"
PREVIOUS, NEXT = "Vorige bron", "Volgende bron"
NO_PICTURE = "deze bladzijde kan niet worden getoond"
READ_AGAIN = "Lees de brieven opnieuw met: wmo index"
CORRECT = "Gegevens verbeteren"
DATE_FORM = "zoals 2024-12-20, 2024-12 of 2024"
KIND_FORM = "zoals kamerbrief"
PAPER_FORM = "zoals 29538/361/2024-2025"
ADDRESS_FORM = "begint met https://"
KEEP = "Bewaar"
KEPT = "De gegevens zijn bewaard en verwerkt."
NOTHING_CHANGED = "Er is niets veranderd."
REMOVE = "Verwijder deze brief"
REMOVE_SURE = "Wilt u deze brief verwijderen?"
REMOVES_FILE = "De brief wordt niet meer gevonden. Ook het bestand wordt verwijderd."
REMOVES_FROM_INDEX = "De brief wordt niet meer gevonden. Het bestand zelf blijft staan."
KEEP_LETTER = "Laat de brief staan"
REMOVED = "De brief is verwijderd."
LETTER_GONE = "Deze brief is er niet meer."
FILE_GONE = "Het bestand van deze brief is er niet meer. Vraag het de beheerder."
ADD_LETTERS = "Brieven toevoegen"
CHOOSE_FILES = "Kies bestanden"
DROP_FILES = "Of sleep bestanden naar dit vak: PDF, DOCX, ODT, HTML, XML, tekst of mail (EML, MSG)."
SENDING = "Bestand versturen:"
CHANGE_FAILED = "Dit is niet gelukt. Probeer het opnieuw. Lukt het weer niet, vraag de beheerder."
NOT_KEPT = "Niet alles is bewaard. Kijk of er ruimte is op de schijf, en voeg opnieuw toe wat mist."
TOO_BUSY = "Er wachten al te veel bestanden. Probeer het over een paar minuten opnieuw."

FETCH, FETCH_START = "Ophalen", "Haal op"
FETCH_WHAT = (
    "Haal brieven op bij een officiële bron. Wat u hier invult, gaat naar de bron die u kiest. Wat "
    "binnenkomt, komt bij de brieven. Sluit u de pagina, dan stopt het ophalen."
)
FETCH_SOURCE, FETCH_WORDS = "Bij welke bron", "Zoekwoorden"
FETCH_DOSSIER, FETCH_MUNICIPALITY = "Dossier", "Gemeente"
FETCH_HINTS = {
    "query": "Alle woorden moeten voorkomen.",
    "dossier": "Een nummer, zoals 29538 of 36600-XVI.",
    "municipality": "De officiële naam.",
    "since": "Een dag, zoals 20-12-2024.",
}
FETCHED, NO_ADDRESS = "Opgehaald", "geen webadres"
FETCHING_ALREADY = (
    "Er worden al brieven opgehaald, door iemand anders of door een ander programma. Probeer het "
    "opnieuw als dat klaar is."
)
FETCH_STOPPING = "Bezig met stoppen: wat nu binnenkomt, wordt nog afgemaakt."
FETCH_STOPPED = "Gestopt. Wat binnen is, blijft; haalt u hetzelfde weer op, dan gaat het verder."
FETCHED_NOT_KEPT = (
    "Wat binnenkomt, kan niet worden bewaard. Vraag de beheerder of er ruimte is en of in de map "
    "mag worden geschreven."
)
FETCH_LATER = "Wat binnenkwam, is nog niet te vinden. Kies straks weer ‘Haal op’."
FETCH_ASKS = (
    "Behalve op het tabblad ‘Ophalen’: wat u daar invult, gaat naar de officiële bron die u kiest."
)

COMMITMENTS, NO_COMMITMENTS = "Toezeggingen", "Er zijn geen toezeggingen gevonden."
READING_COMMITMENTS = "Bezig met zoeken naar toezeggingen…"
BY_WHEN, COMMITMENT, RECIPIENT_OF = "Termijn", "Toezegging", "Aan wie"
SOURCE_COLUMN, LATER = "Bron", "Later genoemd in"
LOOKING = "wordt nog gezocht…"
NOT_SAID, NO_LATER = "staat er niet bij", "geen latere brief"

YEARS = "Door de jaren"
YEARS_LABEL = "Vraag waarop u van elke brief het antwoord wilt zien"
YEARS_HINT = "Bijvoorbeeld: Hoe hoog is de eigen bijdrage?"
YEARS_ASK = "Toon"
SILENT = "Brieven waarin hierover niets gevonden is"
NO_PROMISES = "Brieven waarin geen toezegging gevonden is"
NOTHING_IN_TIME = "Geen enkele brief gaat hierover."
NOTHING_CHOSEN = "Geen enkele brief binnen uw keuze gaat hierover. Maak de keuze ruimer."

CHOOSE, USE_CHOICE, CLEAR_CHOICE = "Kies de brieven", "Gebruik deze keuze", "Wis keuze"
ALL_LETTERS = "Er wordt gezocht in alle brieven."
CHANGE_CHOICE = "U verandert de keuze op het tabblad ‘Vragen’."
CHOICE_CLEARED = "De keuze is gewist. Er wordt weer gezocht in alle brieven."
SINCE, UNTIL, AS_OF = "Vanaf", "Tot en met", "Stand per"
UNUSED_CHOICE = "Uw keuze geldt nog niet. Druk op ‘Gebruik deze keuze’."
DATE_HINT = "Schrijf een datum als 20-12-2024, 2024-12 of 2024. Wat u leeg laat, beperkt niets."

JUDGE, GOOD, BAD = "Was dit een goed antwoord?", "Ja, goed", "Nee, niet goed"
WHY, REMARK, SEND = "Wat was er niet goed?", "Toelichting (mag leeg blijven)", "Verstuur"
REASONS = {
    "onjuist": "Het antwoord klopt niet",
    "onvolledig": "Er ontbreekt iets",
    "niet gevonden": "Het staat wel in de brieven, maar is niet gevonden",
    "verouderd": "Er is een nieuwere brief",
    "anders": "Iets anders",
}
THANKS = "Dank u. Uw oordeel is bewaard."

HELP = "Uitleg"
WHAT_IT_DOES, WHAT_IT_DOES_NOT = "Wat dit programma doet", "Wat dit programma niet doet"
DOES = [
    "Het zoekt in de brieven op het tabblad ‘Brieven’ en toont zinnen die er letterlijk in staan, "
    "met brief, datum, bladzijde en officiële bronvermelding. Kies een nummer om de brief te "
    "openen op de plaats van het citaat.",
]
DOES_NOT = [
    "Het schrijft geen eigen tekst, geeft geen advies en zoekt niet op internet. Staat het "
    "antwoord niet in de brieven, dan zegt het dat. Het kan een verkeerde zin kiezen of iets "
    "missen: lees daarom altijd de bron.",
]
GOOD_QUESTIONS = "Zo stelt u een goede vraag"
ASK_WELL = [
    "Stel een hele zin met één onderwerp. Noem een jaar, brief of afzender als u die weet. Met "
    "‘En in 2022?’ vraagt u door op uw vorige vraag.",
]
PRIVACY, ACCESSIBILITY, CONTACT = "Privacy", "Toegankelijkheid", "Contact"
STAYS_HERE = "Uw vragen blijven op deze computer of server. Er gaat niets naar anderen."
NOTHING_KEPT = (
    "Er wordt niets bewaard. Uw vragen verdwijnen als u de pagina sluit of ‘Wis alles’ kiest."
)
ACCESSIBLE = [
    "De pagina's zijn met de computer getoetst aan WCAG 2.1, niveau A en AA, en werken met alleen "
    "het toetsenbord. Niet getoetst: met een schermlezer, met spraakbediening, en "
    "door mensen met een beperking. Werkt iets voor u niet? Meld het.",
]
NO_CONTACT = "Neem contact op met de beheerder van dit programma."

LOG_IN = "Inloggen"
USER_NAME = "Gebruikersnaam"
PASSWORD = "Wachtwoord"
WRONG_PASSWORD = "De naam of het wachtwoord klopt niet. Probeer het opnieuw."
NOT_LOGGED_IN = "U bent niet ingelogd. Laad de pagina opnieuw."
NO_ENTRY = "U hebt hier geen toegang. Vraag het de beheerder."


def too_long(length: int, longest: int) -> str:
    """Return what to say about a question of too many characters."""
    return (
        f"Uw vraag is te lang: {length} tekens. Het mogen er {longest} zijn. "
        "Maak uw vraag korter en probeer het opnieuw."
    )


def wait_to_log_in(seconds: int) -> str:
    """Return what to say after too many wrong passwords."""
    minutes = -(-seconds // 60)
    time = f"{seconds} seconden" if minutes <= 2 else f"{minutes} minuten"
    return f"Er is te vaak een verkeerd wachtwoord ingevuld. Wacht {time}."


def letters_there(count: int, first: str, last: str) -> str:
    """Return how many letters there are, and between which dates when these are known."""
    letters = "Er is 1 brief" if count == 1 else f"Er zijn {count} brieven"
    if not first:
        return f"{letters}."
    if first == last:
        return f"{letters}, van {first}."
    return f"{letters}, van {first} tot en met {last}."


def found(citations: int) -> str:
    """Return what is announced when there is an answer."""
    what = "1 citaat" if citations == 1 else f"{citations} citaten"
    return f"Antwoord gevonden, met {what}."


def about(subject: str) -> str:
    """Return a question about a subject."""
    return f"Wat staat er in de brieven over {subject}?"


def promised(subject: str) -> str:
    """Return a question about what is promised on a subject."""
    return f"Wat is er toegezegd over {subject}?"


def chosen(words: str, among: int, count: int) -> str:
    """Return what is searched after a choice."""
    return f"Er wordt gezocht in {among} van {count} brieven: {words}."


def questions_kept(days: int) -> str:
    """Return how long questions are kept."""
    return f"Uw vragen en de antwoorden worden {days} dagen bewaard, zonder uw naam."


def judgements_kept(days: int) -> str:
    """Return how long judgements are kept."""
    return (
        "Geeft u een oordeel, dan wordt dat met uw vraag en het antwoord "
        f"{days} dagen bewaard, zonder uw naam."
    )


def source_of(number: int, count: int) -> str:
    """Return which source of the answer is shown."""
    return f"Bron {number} van {count}"


def show_page(label: str) -> str:
    """Return the name of what shows a page as a picture."""
    return f"Toon bladzijde {label} als beeld"


def page_shown(label: str) -> str:
    """Return what a picture of a page holds, for who cannot see it."""
    return f"Bladzijde {label} van de brief, met de regels van het citaat omlijnd."


def too_large(name: str, megabytes: int) -> str:
    """Return what to say about a file that is too large."""
    return f"{name}: het bestand is groter dan {megabytes} MB. Splits het in delen."


def too_many_files(most: int) -> str:
    """Return what to say about too many files at once."""
    return f"U kunt {most} bestanden tegelijk toevoegen. Voeg ze in delen toe."


def limits(megabytes: int, files: int) -> str:
    """Return how much may be added at once."""
    return f"Ten hoogste {files} tegelijk, elk van ten hoogste {megabytes} MB."


def wrong_kind(name: str) -> str:
    """Return what to say about a file whose name says that it is no letter."""
    return f"{name}: dit soort bestand wordt niet gelezen. Sla het op als DOCX of PDF."


def not_received(name: str) -> str:
    """Return what to say about a file that did not come through."""
    return f"{name}: het bestand is niet goed aangekomen. Probeer het opnieuw."


def already_there(name: str, other: str) -> str:
    """Return what to say about a file whose bytes are in the index already."""
    return f"{name}: deze brief staat er al, als {other}."


def letters_read(done: int, total: int, name: str) -> str:
    """Return how far the reading of added letters is."""
    last = f" (laatst: {name})" if name else ""
    return f"Brieven lezen: {done} van {total} klaar{last}."


def fetching(seen: str, new: int) -> str:
    """Return how far the fetching is."""
    return f"Bezig met ophalen: {seen}, {new} nieuw."


def fetching_from(source: str) -> str:
    """Return that letters of a source begin to be fetched."""
    return f"Bezig met ophalen bij {source}…"


def fetched_found(letters: int) -> str:
    """Return how many fetched letters can be asked after."""
    what = "1 brief is" if letters == 1 else f"{letters} brieven zijn"
    return f"{what} nu te vinden op het tabblad ‘Vragen’."


def fetch_too_long(field: str, longest: int) -> str:
    """Return what to say about too many characters in a field."""
    return f"{field}: het mogen {longest} tekens zijn. Vul minder in."


def letters_added(names: int) -> str:
    """Return how many letters were added."""
    return "1 brief is toegevoegd." if names == 1 else f"{names} brieven zijn toegevoegd."
