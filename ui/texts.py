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
BUSY = "Bezig met zoeken in de brieven…"
EMPTY_QUESTION = "U hebt nog geen vraag ingevuld. Typ uw vraag in het vak en kies ‘Vraag’."
FAILED = (
    "Er ging iets mis bij het zoeken. Probeer het opnieuw. Gebeurt het weer, meld het dan bij de "
    "beheerder."
)
NO_ANSWER = "Er is geen antwoord gevonden."

YOUR_QUESTION = "Uw vraag:"
SEARCHED = "Ik zocht op:"
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

NO_TITLE = "Brief zonder titel"
NO_DATE = "datum onbekend"
NO_SENDER = "afzender onbekend"
NO_PAGES = "bron zonder bladzijden"

LOG_IN = "Inloggen"
LOG_OUT = "Uitloggen"
USER_NAME = "Gebruikersnaam"
PASSWORD = "Wachtwoord"
WRONG_PASSWORD = "De naam of het wachtwoord klopt niet. Probeer het opnieuw."
NOT_LOGGED_IN = "U bent niet ingelogd. Laad de pagina opnieuw."
NO_ENTRY = "U hebt hier geen toegang. Vraag het de beheerder."

SERVING = "Het gesprek staat klaar op {address} (stoppen: Ctrl+C)"
PREPARING = "Het model wordt geladen; dat duurt even."
PORT_TAKEN = "Op {address} kan geen gesprek worden geopend. Kies met --port een andere poort."


def too_long(length: int, longest: int) -> str:
    """Return what to say about a question of too many characters."""
    return (
        f"Uw vraag is te lang: {length} tekens. Het mogen er {longest} zijn. "
        "Maak uw vraag korter en probeer het opnieuw."
    )


def wait_to_log_in(seconds: int) -> str:
    """Return what to say after too many wrong passwords."""
    return f"Er is te vaak een verkeerd wachtwoord ingevuld. Wacht {seconds} seconden."


def searched_letters(count: int, first: str, last: str) -> str:
    """Return how many letters are searched, and between which dates when these are known."""
    letters = "1 brief" if count == 1 else f"{count} brieven"
    if not first:
        return f"Er wordt gezocht in {letters}."
    if first == last:
        return f"Er wordt gezocht in {letters} van {first}."
    return f"Er wordt gezocht in {letters} van {first} tot en met {last}."


def found(sentences: int) -> str:
    """Return what is announced when there is an answer."""
    what = "1 zin" if sentences == 1 else f"{sentences} zinnen"
    return f"Antwoord gevonden: {what}, met de bron erbij."
