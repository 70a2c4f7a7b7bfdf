"""Which language a line is in, as far as its words and script tell."""

import re
import unicodedata
from typing import Final

from bot.content.languages import Language
from bot.content.plain_text import is_traditional, normalize_text

_HAN: Final = re.compile(r"[㐀-鿿]")
_WORD: Final = re.compile(r"[a-z]+")
_FRENCH: Final = frozenset(
    (
        "le la les un une des du de d au aux et ou en dans sur pour par avec mon ma mes ton ta tes son "
        "sa ses notre votre moi toi lui je tu il elle nous vous ils ce cet cette ces que qui quand est "
        "sont pas ne plus tous toutes tout toute chaque rappel rappelle rappeler rappelez recharger "
        "recharge rechargement recharges payer paiement renouveler renouvellement forfait facture carte "
        "puce ligne numero compte jour jours semaine semaines mois an ans annee demain hier matin soir "
        "midi minuit nuit heure heures lundi mardi mercredi jeudi vendredi samedi dimanche janvier "
        "fevrier mars avril mai juin juillet aout septembre octobre novembre decembre janv fevr avr juil "
        "prochain prochaine dernier derniere premier debut fin avant apres d aujourd hui vers chez "
        "credit mettre penser verifier acheter appeler prolonger resilier changer merci svp stp bonjour "
        "ds ajd aprem sem ts tt quinzaine trimestre mensuel hebdo fois argent abonnement activer a faut "
        "maman papa voir faire envoyer avr"
    ).split()
)
_ENGLISH: Final = frozenset(
    (
        "the a an of on at in to and or for from by my your his her our their me you i we it is are this "
        "that these those every each next last remind reminder reminders renew renewal top up topup pay "
        "payment bill card sim phone line number account buy call check plan day days week weeks month "
        "months year years today tomorrow tonight yesterday morning afternoon evening night noon "
        "midnight monday tuesday wednesday thursday friday saturday sunday january february march april "
        "may june july august september october november december jan feb mar apr jun jul aug sep oct "
        "nov dec mon tue wed thu fri sat sun tmr tmrw after before end start first second third please "
        "pls mum mom dad extend cancel switch data credit add money when until weekly monthly daily "
        "yearly quarterly weekdays reload refill expire expires expiry set alarm"
    ).split()
)
_BOTH: Final = frozenset(
    ("a on mar plan data recharge an credit me mai bill d in or and second mon sim").split()
)


def line_language(line: str, plain: str, hint: str | None = None) -> str | None:
    """zh, fr or en for a line and its folded form; `hint` (zh-Hans, fr, …) decides where the line doesn't."""
    if _HAN.search(plain):
        return "zh"
    words = [word for word in _WORD.findall(plain) if word not in _BOTH]
    french = sum(word in _FRENCH for word in words) + 2 * _accents(line)
    english = sum(word in _ENGLISH for word in words)
    if french != english:
        return "fr" if french > english else "en"
    return hint.partition("-")[0] if hint else None


def language_of(line: str, preferred: Language) -> Language:
    """One of the bot's languages for a line, in its script; the preferred one where the line doesn't tell."""
    spoken = line_language(line, normalize_text(line), preferred)
    if spoken == "zh":
        told = any(_HAN.match(char) for char in line)
        return "zh-Hant" if is_traditional(line) or (preferred == "zh-Hant" and not told) else "zh-Hans"
    return "fr" if spoken == "fr" else "en" if spoken == "en" else preferred


def _accents(line: str) -> int:
    return sum(unicodedata.normalize("NFC", char) in "éèêëàâçùûôîïœÉÈÊÀÇ" for char in line)
