"""Which language a line is in, as far as its words and script tell."""

import re
from functools import cache
from typing import Final, NamedTuple

from bot.content.language_detector import LanguageDetector
from bot.content.languages import Language
from bot.content.plain_text import is_traditional, normalize_text
from bot.dates import words_en, words_fr

_TELLING, _TOLD = 3.0, 0.4
_HAN: Final = re.compile(r"[㐀-鿿]")
_WORD: Final = re.compile(r"[a-z]+")
# What people ask to be reminded of, in one of the two languages; function words are the detector's own.
_FRENCH: Final = frozenset(
    (
        "abonnement acheter activer appeler argent aujourd carte changer compte envoyer facture "
        "forfait hui ligne maman mettre numero paiement papa payer penser prolonger puce rappel "
        "rappeler rappelez rappelle rechargement recharger recharges renouveler renouvellement "
        "resilier tes toute ts tt verifier voir"
    ).split()
)
_ENGLISH: Final = frozenset(
    (
        "account add alarm buy call cancel card check dad expire expires expiry extend line mom "
        "money mum number pay payment phone refill reload remind reminder reminders renew renewal "
        "set switch those top topup"
    ).split()
)
_BOTH: Final = frozenset(
    "a an and bill credit d data in mai mar me mon on or plan recharge second sim".split()
)


class LatinWord(NamedTuple):
    """A word of the line, as the detector takes it."""

    text: str
    chinese: bool


@cache
def _detector() -> LanguageDetector:
    """The bot's one detector, with the words of time and of requests instead of learnt ones."""
    french, english = (
        {form for _, _, forms in words for form in forms.split("|") if form.isalpha()} | own
        for words, own in ((words_fr.WORDS, _FRENCH), (words_en.WORDS, _ENGLISH))
    )
    odds = dict.fromkeys(french - english - _BOTH, _TELLING) | dict.fromkeys(
        english - french - _BOTH, -_TELLING
    )
    return LanguageDetector(odds, "", "")


def line_language(line: str, plain: str, hint: str | None = None) -> str | None:
    """zh, fr or en for a line and its normalised form; `hint` (zh-Hans, …) decides where nothing tells."""
    if _HAN.search(plain):
        return "zh"
    words = [LatinWord(word, False) for word in _WORD.findall(plain) if word not in _BOTH]
    odds = _detector().french_odds(line, words)
    if abs(odds) >= _TOLD:
        return "fr" if odds > 0 else "en"
    return hint.partition("-")[0] if hint else None


def language_of(line: str, preferred: Language) -> Language:
    """One of the bot's languages for a line, in its script; the preferred one where the line doesn't tell."""
    spoken = line_language(line, normalize_text(line), preferred)
    if spoken == "zh":
        told = any(_HAN.match(char) for char in line)
        return "zh-Hant" if is_traditional(line) or (preferred == "zh-Hant" and not told) else "zh-Hans"
    return "fr" if spoken == "fr" else "en" if spoken == "en" else preferred
