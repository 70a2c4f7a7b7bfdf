"""Secrets out of texts: a message before anything reads it, any text before a log, an error or a table."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from typing import Any

from bot.cards import invite
from bot.safety.accounts import ibans
from bot.safety.character_folding import fold
from bot.safety.digit_runs import DigitRun, cards, digit_runs, phones, spelt_runs

KINDS = ("card", "cvv", "iban", "puk", "pin", "password", "voucher", "otp", "passport", "phone")

_TOKEN = re.compile(r"\b\d{6,12}:[A-Za-z0-9_-]{30,}|(?<=/bot)\d+:[^/\s\"']+")
_CREDENTIALS = re.compile(r"(?<=://)([^/\s:@]+):([^/\s@]+)@")
_LONG_NUMBER = re.compile(
    r"(?<![A-Za-z0-9_.-])(?!\d{4}-\d{2}-\d{2}(?!\d))\+?\d(?:[\s.-]?\d){8,18}(?![A-Za-z0-9_-])"
)
_KEPT = 2
_DOT = "·"

# How far from its word a secret may stand, in characters.
_FAR, _NEAR = 30, 14
# Who writes more of them than that in one message tells no secret.
_MOST_WORDS = 100
_STOPS = re.compile(r"[\n!?;。！？；]|\.\s")
# How long a secret is: digits, or letters and digits.
_LENGTHS = {"cvv": range(3, 5), "puk": range(8, 9), "pin": range(4, 9), "otp": range(4, 9)}
_LENGTHS |= {"voucher": range(8, 21), "password": range(4, 17), "card": range(13, 20), "code": range(4, 21)}
_OTP_LONGEST = 8
# The shortest of phone, card and top-up numbers.
_SHORTEST_NUMBER = 9
# As long as the top-up codes that are sold, and as no date, amount or phone number.
_UNNAMED = (12, 13, 14, 16)
_DAY_FIRST = re.compile(r"20\d\d(?:0[1-9]|1[0-2])")
_LETTERED = re.compile(r"[a-z0-9]{2,6}(?:[- ]?[a-z0-9]{2,6}){1,5}")
_CASE_NUMBER = re.compile(r"(?:inc|req|ritm|ref|sr|cs|case|tkt|dos|cmd|fac|inv)-?\d+\b")
_LETTERED_OTP = re.compile(r"(?<![a-z0-9])[a-z]{1,3}-?\d{4,8}(?![a-z0-9])")
_PASSPORT = re.compile(r"(?<![a-z0-9])(?:[a-z]{1,2}\s?\d{6,8}|\d{2}\s?[a-z]{2}\s?\d{5}|\d{9})(?![a-z0-9])")
_WORD = re.compile(r"[\x21-\x7e]{4,64}")
_ENDS = ".,;:)\"'"
# An amount, a number of days or seconds, a code to dial have no more digits.
_LONGEST_COUNT = 7
_REMEMBERED = 32
_SIGNS = frozenset("#*€$")
_STRONG = re.compile(r"[!@#$%^&*+=?~_]\S")
_ADDRESS = re.compile(r"[^@]+@[^@]+\.[a-z]{2,}|(?:https?:|www\.)|\w+\.(?:fr|com|net|org)\b")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DATE = re.compile(r"\d{1,4}(?:[./-]\d{1,2}){2}|\d{1,2}[/:h]\d{2}|\d{1,2}[./]\d{1,2}(?![\d])")


@dataclass(frozen=True)
class Masked:
    """A text of the same length in which no secret can be read; the kinds that it held, as KINDS has them."""

    text: str
    kinds: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.kinds)

    @property
    def secrets(self) -> tuple[str, ...]:
        """The kinds to warn of: a phone number is masked, but telling it is no danger."""
        return tuple(kind for kind in self.kinds if kind != "phone")


@dataclass(frozen=True)
class _Found:
    start: int
    end: int
    kind: str


class SecretMasker:
    """Finds secrets by their check digits and by the words beside them.

    `words` is `faq/safety/secrets.yaml`; without it only cards, IBANs and phone numbers are found.
    """

    def __init__(self, words: Mapping[str, Any]) -> None:
        kinds: Mapping[str, Sequence[str]] = words.get("words") or {}
        self._kinds = {fold(word): kind for kind, listed in kinds.items() for word in listed}
        self._context = _any_of(self._kinds)
        self._innocent = _any_of(words.get("innocent") or ())
        self._between = _any_of(words.get("between") or ())
        self._reference = _any_of(words.get("reference") or (), r"[\s:#n°o.ºº是为為]{0,6}[a-z]{0,3}-?$")
        self._references = _any_of(words.get("reference") or ())
        self._units = _any_of(words.get("units") or (), before=r"\s?")
        self._no_password = frozenset(map(fold, words.get("no_password") or ()))
        self._links = _any_of(words.get("password_links") or (), r"\s*$")
        self._public = frozenset(map(str, words.get("public") or ()))
        # A message is masked as it is stored, and read a moment later: the same work.
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._mask)

    def mask(self, text: str) -> Masked:
        """The text with every secret made unreadable. Of a phone number the last two digits stay."""
        return self._remembered(text)

    def _mask(self, text: str) -> Masked:
        folded = fold(text)
        found = list(self._found(folded))
        kinds = {each.kind for each in found}
        hidden = list(text[: len(folded)])
        for each in found:
            _hide(hidden, folded, each)
        masked = _CREDENTIALS.sub(r"\1:***@", _TOKEN.sub("***", "".join(hidden)))
        return Masked(masked, tuple(kind for kind in KINDS if kind in kinds))

    def _found(self, folded: str) -> Iterator[_Found]:
        """Every secret, the surest first. What was found is blanked, so that no number is two."""
        blank = bytearray(len(folded))
        runs = digit_runs(folded, _SHORTEST_NUMBER)
        for each in chain(self._accounts(folded, runs), self._named(folded), self._numbers(folded, runs)):
            if not any(blank[each.start : each.end]):
                blank[each.start : each.end] = b"\1" * (each.end - each.start)
                yield each

    def _accounts(self, folded: str, runs: Sequence[DigitRun]) -> Iterator[_Found]:
        for start, end in ibans(folded):
            yield _Found(start, end, "iban")
        for run in runs:
            for start, end in cards(run):
                yield _Found(start, end, "card")

    def _numbers(self, folded: str, runs: Sequence[DigitRun]) -> Iterator[_Found]:
        """Phone numbers; and long ones of which nothing says what they are."""
        for run in runs:
            for start, end, digits in phones(run, folded):
                if not self._is_public(digits) and not self._is_reference(folded, start):
                    yield _Found(start, end, "phone")
        for run in runs:
            start, end = run.groups[0].start(), run.groups[-1].end()
            if len(run.digits) in _UNNAMED and self._is_nameless(folded, start, end):
                yield _Found(start, end, "voucher")

    def _is_nameless(self, folded: str, start: int, end: int) -> bool:
        """No order, invoice, date or serial number: whoever types it asks about a top-up code."""
        before = folded[max(0, start - _FAR) : start]
        told = self._references.search(before) or self._innocent.search(before)
        glued = before[-1:].isascii() and before[-1:].isalpha()
        dated = _DAY_FIRST.match(folded, start) or self._is_counted(folded, start, end)
        return bool(self._kinds) and not (told or glued or dated)

    def _is_public(self, digits: str) -> bool:
        national = digits.removeprefix("00").removeprefix("33").removeprefix("0")
        return digits in self._public or f"+33{national}" in self._public

    def _is_reference(self, folded: str, start: int) -> bool:
        return bool(self._reference.search(folded, max(0, start - _FAR), start))

    def _named(self, folded: str) -> Iterator[_Found]:
        """Secrets beside a word that names them; the nearest word says what it is."""
        # Of an invite's random letters some look like a word that names a secret.
        plain = chain(self._innocent.finditer(folded), invite.TYPED.finditer(folded))
        innocent = [found.span() for found in plain]
        near: list[tuple[int, _Found]] = []
        for word in islice(self._context.finditer(folded), _MOST_WORDS):
            if any(_covers(span, word.span()) for span in innocent):
                continue
            kind = self._kinds[word[0]]
            found = self._after(folded, word.end(), kind) or self._before(folded, word.start(), kind)
            if found:
                near.append((max(found.start - word.end(), word.start() - found.end), found))
        yield from (found for _, found in sorted(near, key=lambda pair: pair[0]))

    def _after(self, folded: str, end: int, kind: str) -> _Found | None:
        """The secret that follows its word."""
        window = folded[end : end + _FAR + 64]
        if kind == "password" and (found := self._password(window)):
            return _Found(end + found[0], end + found[1], _settled(kind, window[found[0] : found[1]]))
        for start, stop in self._candidates(window, kind):
            gap = window[:start].lstrip(".: ")
            if len(gap) > _FAR or _STOPS.search(gap) or self._between.search(gap):
                break
            if self._is_counted(window, start, stop):
                continue
            return _Found(end + start, end + stop, _settled(kind, window[start:stop]))
        return None

    def _before(self, folded: str, start: int, kind: str) -> _Found | None:
        """The secret that stands before its word: 417 is the CVV."""
        first = max(0, start - _NEAR - 26)
        window = folded[first:start]
        if first and window[:1].isdigit():
            window = re.sub(r"^\d+", lambda cut: " " * len(cut[0]), window)
        if kind in ("card", "code", "iban"):
            return None
        for begin, stop in reversed(list(self._candidates(window, kind))):
            gap = window[stop:]
            if len(gap) > _NEAR or re.search(r"[\d,，;、.]", gap) or _STOPS.search(gap):
                return None
            if self._is_counted(folded, first + begin, first + stop) or self._names_another(window[:begin]):
                return None
            return _Found(first + begin, first + stop, _settled(kind, window[begin:stop]))
        return None

    def _names_another(self, before: str) -> bool:
        """Another word claims this number already."""
        tail = before[-_NEAR:]
        return bool(self._context.search(tail) or self._innocent.search(tail) or self._between.search(tail))

    def _candidates(self, window: str, kind: str) -> Iterator[tuple[int, int]]:
        """(start, end) of what is as long as a secret of this kind."""
        if kind == "passport":
            yield from (found.span() for found in _PASSPORT.finditer(window))
            return
        lengths = _LENGTHS.get(kind)
        if lengths is None:
            return
        if kind == "otp" and (lettered := _LETTERED_OTP.search(window)):
            yield lettered.span()
        for run in digit_runs(window):
            # A SIM's or a bank card's number in groups of four holds no security code.
            if kind == "cvv" and len(run.digits) >= _LENGTHS["card"].start:
                continue
            if found := _shaped(run.groups, lengths, window):
                yield found
        yield from ((start, end) for start, end, count in spelt_runs(window) if count in lengths)
        if kind == "voucher":
            yield from (found.span() for found in _LETTERED.finditer(window) if _is_lettered(found[0]))

    def _is_counted(self, text: str, start: int, end: int) -> bool:
        """An amount, a date, a length, a year, a code to dial, a number that everybody knows."""
        number, before, after = text[start:end], text[max(0, start - 1) : start], text[end : end + 1]
        # Nobody counts, pays or dials what is as long as a PUK: 49583726 % is one beside a stray sign.
        short = sum(map(str.isdigit, number)) <= _LONGEST_COUNT
        if before == "+" or (short and (before in _SIGNS or after in ("#", "*"))):
            return True
        if number in self._public or (short and self._units.match(text, end)):
            return True
        around = text[max(0, start - 6) : end + 6]
        inside = start - max(0, start - 6)
        if any(
            found.start() < inside + (end - start) and found.end() > inside
            for found in _DATE.finditer(around)
        ):
            return True
        decimal = re.match(r"[.,]\d", text[end : end + 2])
        return bool(decimal) or bool(
            _YEAR.fullmatch(number) and re.search(r"(?:in|en|depuis|since|于|於)\s$", text[:start])
        )

    def _password(self, window: str) -> tuple[int, int] | None:
        """The word behind "password is", "密码:", "mdp"."""
        for word in _WORD.finditer(window):
            gap, token = window[: word.start()], word[0].rstrip(_ENDS)
            start = word.start() + len(token) - len(token.lstrip("\"'(:="))
            token = token.lstrip("\"'(:=")
            named = re.search(r"[:=：]\s*$", window[:start]) or gap.endswith(('"', "“", "«", "「"))
            linked = named or self._links.search(gap)
            if len(gap) > _FAR or _STOPS.search(gap):
                return None
            if len(token) < 4 or token in self._no_password or _ADDRESS.match(token):
                continue
            if self._looks_secret(token, bool(linked), bool(named)):
                return (
                    (start, start + len(token))
                    if not self._is_counted(window, start, start + len(token))
                    else None
                )
        return None

    def _looks_secret(self, token: str, linked: bool, named: bool) -> bool:
        digits, letters = any(map(str.isdigit, token)), any(map(str.isalpha, token))
        if token.isdigit():
            return linked and len(token) < 13
        if digits and letters:
            return linked or len(token) >= 6
        return bool(named and letters and token.isalpha()) or bool(linked and _STRONG.search(token))


def _shaped(groups: Sequence[re.Match[str]], lengths: range, window: str) -> tuple[int, int] | None:
    """The first groups that together are as long as asked; groups of one size belong together."""
    total = 0
    for number, group in enumerate(groups):
        total += len(group[0])
        if total >= lengths.stop:
            return None
        following = groups[number + 1] if number + 1 < len(groups) else None
        joined = following is not None and total + len(following[0]) < lengths.stop
        if (
            joined
            and following is not None
            and (total not in lengths or len(following[0]) in (len(group[0]), 4, 3, 2))
        ):
            apart = window[group.end() : following.start()]
            if len(apart) == 1:
                continue
        if total in lengths:
            return groups[0].start(), group.end()
    return None


def _is_lettered(token: str) -> bool:
    digits = sum(map(str.isdigit, token))
    if _CASE_NUMBER.match(token):
        return False
    return digits >= 4 and 8 <= len(re.sub(r"[- ]", "", token)) <= 24 and not token.isdigit()


def _covers(span: tuple[int, int], word: tuple[int, int]) -> bool:
    """The two overlap, and the word is the shorter one."""
    overlap = span[0] < word[1] and word[0] < span[1]
    return overlap and span[1] - span[0] >= word[1] - word[0]


def _settled(kind: str, value: str) -> str:
    """What a code is, by its length."""
    digits = sum(map(str.isdigit, value))
    if kind == "code":
        return "otp" if digits <= _OTP_LONGEST else "voucher"
    # No password is twelve digits: the word for a top-up code is missing (充值卡 密码6182…).
    return (
        "voucher"
        if kind == "password" and digits >= _UNNAMED[0] and value.replace(" ", "").isdigit()
        else kind
    )


def _hide(hidden: list[str], folded: str, found: _Found) -> None:
    """Dots in place of letters and digits; separators stay out, so that nothing tells how it was grouped."""
    kept = _KEPT if found.kind == "phone" else 0
    places = range(found.start, found.end)
    digits = [at for at in places if folded[at].isdigit()]
    for at in places:
        hidden[at] = _DOT
    for at in digits[len(digits) - kept :] if kept else ():
        hidden[at] = folded[at]


def _any_of(words: Iterable[str], after: str = "", before: str = "") -> re.Pattern[str]:
    """Any of these words, the longest first; those of Latin letters only as whole words."""
    listed = sorted({fold(str(word)) for word in words}, key=lambda word: (-len(word), word))
    latin = [
        re.escape(word).replace(r"\ ", r"[\s-]")
        for word in listed
        if word[-1:].isascii() and word[-1:].isalnum()
    ]
    other = [re.escape(word) for word in listed if not (word[-1:].isascii() and word[-1:].isalnum())]
    parts = [rf"(?:{'|'.join(latin)})(?![a-z])"] if latin else []
    parts += [f"(?:{'|'.join(other)})"] if other else []
    if not parts:
        return re.compile(r"(?!)")
    start = before if before else r"(?<![a-z])"
    return re.compile(f"{start}(?:{'|'.join(parts)}){after}")


def mask(text: str) -> str:
    """The text with bot tokens, passwords in addresses, IBANs and long numbers made unreadable.

    For logs, errors and tables, which know nothing of the words beside a number: any long number goes, but
    for its last two digits, so that a person recognises it.
    """
    text = _TOKEN.sub("***", text)
    text = _CREDENTIALS.sub(r"\1:***@", text)
    folded = fold(text)
    hidden = list(text)
    for start, end in ibans(folded):
        hidden[start:end] = _DOT * (end - start)
    return _LONG_NUMBER.sub(_masked_number, "".join(hidden))


def _masked_number(found: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", found[0])
    return _DOT * (len(digits) - _KEPT) + digits[-_KEPT:]
