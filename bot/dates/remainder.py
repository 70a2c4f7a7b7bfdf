"""The reminder's own words: what is left of a line once the date is out."""

import re
from collections.abc import Iterable
from typing import Final

from bot.content.plain_text import Normalized

_COMMAND: Final = r"^ ?/[a-z_]+(?:@[a-z0-9_]+)?"
_ENGLISH: Final = (
    r"(?<![a-z])(?:(?:please|pls|plz|(?:can|could|would|will) (?:you|u)|hey|hi|hello"
    r"|i want you to|i'?d like you to)[ ,]+)*"
    r"(?:(?:remind|remimd|remid|rmind|remaind|reminde|reming)(?:ing)?(?: me| us| myself)?(?: again)?(?![a-z])"
    r"|(?:alert|notify|ping|nudge|text|message|tell|warn|email) me(?![a-z])"
    r"|(?:(?:set|create|add|make|schedule|give|i need|i want)(?: me)?(?: up)? )?(?:a |an )?"
    r"(?:reminder|alarm)(?![a-z])"
    r"|(?:don'?t|do not|dont)(?: let me)? forget|(?:please )?remember)(?:[ ,]*(?:please|pls|plz))?"
    r"(?:[ :,-]*(?:to|that|about|of|for|on|when)(?![a-z]))?"
)
_FRENCH: Final = (
    r"(?<![a-z])(?:(?:peux[- ]tu|pouvez[- ]vous|tu peux|vous pouvez|merci de|veuillez|stp|svp|s'il te plait"
    r"|s'il vous plait|bonjour|je veux|je voudrais|j'aimerais)[ ,]+)*(?:de )?(?:me |m')?"
    r"(?:rapp?ell?e?(?:s|z|r)?[- ]?(?:l[ea][- ])?(?:moi|nous)(?![a-z])|rappeler|rapp?ell?e[sz]?(?![a-z])"
    r"|(?:(?:un|mets|mettre|cree|creer|ajoute|ajouter) )*rapp?els?(?![a-z])"
    r"|previen[ts]?[- ]moi|prevenez[- ]moi|averti(?:s|ssez)?[- ]moi|alerte[- ]moi|notifie[- ]moi"
    r"|fai(?:s|tes)[- ]moi penser|n'oublie[sz]? pas|ne pas oublier|pense(?:r|z)?(?= a | de ))"
    r"(?:[ ,]*(?:stp|svp|s'il te plait|s'il vous plait))?"
    r"(?:[ :,-]*(?:(?:a|de|que|pour)(?![a-z'])|d'|qu'))?"
)
_CHINESE: Final = (
    r"(?:请|麻烦|拜托|帮我|给我|劳烦|你|可以|能不能|能|到时候|到时|再次|再|记得|唔该|都|要)*"
    r"(?:提醒(?:一下|下)?(?:我们|我|咱们|俺)?(?:一下|下|一声|一次)?|帮我记(?:住|一下|着|下)?|记住|提示我|通知我|叫我|喊我|催我|记得|别忘了?|不要忘了?记?了?|勿忘"
    r"|设(?:置|定)?(?:个|一个)?(?:提醒|闹钟)|[加建]个?(?:一个)?提醒|定个?(?:提醒|闹钟))"
    r"(?:要(?=[^\s])|[ :,，]*(?:内容是?|说))*"
)
PROMPTS: Final = re.compile("|".join((_COMMAND, _ENGLISH, _FRENCH, _CHINESE)))

# A prompt that speaks to nobody: it may as well be a noun or a verb of the person's own.
_BARE: Final = re.compile(
    r"(?:an? )?(?:remind(?:ing|er)?|alarm)(?: (?:to|that|about|of|for|on|when))?"
    r"|(?:(?:un )?rappels?|(?:de )?rapp?ell?e[rsz]?)(?: (?:a|de|que|pour))?|(?:再|要|都|还)*提醒要?|记住"
)
_THING: Final = re.compile(
    r"短信|邮件|功能|服务|电话|铃声|邮箱"
    r"| (?:email|e-mail|mail|letter|text|message|call|card|clock|app|sms)s?\b"
)
_TO_DO: Final = re.compile(r"[\x00\s,]*(?:de|que|qu'|d')(?![a-z])|[\x00\s,]*(?:d'|qu')")
_TELLS: Final = re.compile(r"(?:alert|notify|ping|nudge|text|message|tell|warn|email) me")
_CALLS_BACK: Final = re.compile(r"(?:de )?rapp?ell?er|rapp?ell?e[sz]?")
_ANOTHER: Final = re.compile(
    r" (?!me|us|to|that|about|of|for|on|at|in|by|when|the|every|next|tomorrow|today|tonight)"
    r"(?:him|her|them|mum|mom|mommy|dad|my|our|your|john|everyone|everybody|people|the)(?![a-z])"
    r"|(?:[他她它]们?|妈妈?|爸爸?|老妈|老爸|父母|爸妈|老婆|老公|老板|朋友|同事|同学|客户|室友|房东|孩子|儿子|女儿|哥|姐|弟|妹|奶奶|爷爷|大家)"
)
_CLAUSE: Final = re.compile(r"[,，.。;；!！?？:：\n]")
_LEADS_ON: Final = re.compile(
    r"[\x00\s,，.。;；:：、!！~·|\-]|\b(?:please|pls|plz|hi|hey|hello|bonjour|salut|svp|stp|on|at|by|le|la|for|the|and|to|de|d'"
    r"|et|pour|dear|ok|so|alors|merci)\b|你好|您好|请|麻烦|那|就|再|也|还|的|和|到|在|于|时候|时|左右|前|后|起|开始|之前|以前|之后|以后|号"
)
# Little words that lead to a date or away from it, and mean nothing without it.
_BEFORE: Final = re.compile(
    r"(?:(?:^|(?<=[^a-z]))(?:on|at|by|for|from|in|of|the|starting|beginning|until|till|before|after|around"
    r"|about|due|every|and|or|no later than|as of|le|la|les|au|aux|du|de|des|en|pour|vers|dans|et|ou|avant"
    r"|apres|environ|d'ici|a partir de|au plus tard|a)"
    r"|(?:^|(?<=[^a-z]))[dl]'"
    r"|&|(?:麻烦|请|拜托|帮我|给我|劳烦|唔该)你?|在|于|从|自|等到|到|等|就|最晚|最迟|大约|大概|约|是|的|和|同|跟|或者|或|还是|以及|每)$"
)
_AFTER: Final = re.compile(
    r"^(?:(?:to|that|and|then|please|pls|about|for|de|que|pour|et|puis|stp|svp|-?ci)(?![a-z'])|(?:d'|qu')"
    r"|&|的时候|时候|的|左右|前后|起(?![床来飞草诉身点])|开始|就|请|或者|之前|以前|之后|以后|和)"
)
_LEADS_TO: Final = re.compile(r" ?((?:to|de|que)(?![a-z'])|d'|qu')")
_JUNK: Final = " ,，.。;；:：、-!！~·|"
_TRAILING: Final = " ,，.。;；:：、-~·|"
_POLITE: Final = re.compile(
    r"[ ,，]*(?:\b(?:please|pls|plz|thanks|thank you|thx|stp|svp|merci|s['’]il (?:te|vous) pla[iî]t)"
    r"|谢谢|謝謝|谢了)[ .!。！]*$",
    re.IGNORECASE,
)
_EMPTY: Final = re.compile(r"[(（\[]\s*[)）\]]")


def remainder(line: str, normalized: Normalized, spans: Iterable[tuple[int, int]]) -> str:
    """The line without the date's spans (in the folded text) and without "remind me to" in any language."""
    plain = normalized.text
    taken = sorted(spans)
    prompts = _opening(_masked(plain, taken))
    kept: list[tuple[str, str]] = []
    place = 0
    cuts = sorted({*taken, *prompts})
    for start, end in [*cuts, (len(plain), len(plain))]:
        if start > place:
            first, last = _trimmed(
                line, normalized, place, start, after_cut=place > 0, before_cut=start < len(plain)
            )
            if kept and not prompts and (led := _LEADS_TO.match(plain[place:start])):
                first = min(first, place + led.start(1))  # remind mom [tomorrow] to top up
            comma = "，" if plain[last:start].strip()[:1] in (",", "，", ";") else ""
            if first < last:
                kept.append((_original(line, normalized, first, last), comma))
        place = max(place, end)
    return _joined(kept)


def _opening(masked: str) -> list[tuple[int, int]]:
    """The words that open the request (remind me, 提醒我); the same words further on are the person's own.

    They stand first, but for dates and courtesies, or first in their clause if they speak to the bot; a
    second one counts right behind the first (提醒我明天记得充值), one in mid-line only if none opens.
    """
    cut: list[tuple[int, int]] = []
    spoken: list[tuple[int, int]] = []
    for found in PROMPTS.finditer(masked):
        start, end = found.span()
        if start == end or _is_own(masked, start, end):
            continue  # 提醒妈妈充值; le 15, rappeler SFR
        bare = _BARE.fullmatch(found[0].strip(_JUNK)) is not None
        between = masked[cut[-1][1] if cut else 0 : start]
        last = not _LEADS_ON.sub("", masked[end:])
        clause = _CLAUSE.split(between)[-1] if last or not (cut or bare) else between
        if not _LEADS_ON.sub("", clause) and (last or not (cut and (bare or _TELLS.match(found[0])))):
            cut.append((start, end))
        elif not bare:
            spoken.append((start, end))
    return cut or spoken[:1]


def _is_own(masked: str, start: int, end: int) -> bool:
    """Whether the words are no prompt at all: someone else is reminded, called back, or sent a reminder."""
    words = masked[start:end].strip(_JUNK)
    if _CALLS_BACK.fullmatch(words):
        return _TO_DO.match(masked, end) is None
    return _THING.match(masked, end) is not None or bool(
        _BARE.fullmatch(words) and _ANOTHER.match(masked, end)
    )


def _masked(plain: str, spans: Iterable[tuple[int, int]]) -> str:
    """The plain text with the date's characters blotted out, so that no prompt reaches into them."""
    chars = list(plain)
    for start, end in spans:
        chars[start:end] = "\x00" * (end - start)
    return "".join(chars)


def _trimmed(
    line: str, normalized: Normalized, start: int, end: int, *, after_cut: bool, before_cut: bool
) -> tuple[int, int]:
    plain = normalized.text
    while after_cut and start < end:
        stripped = plain[start:end].lstrip(_JUNK)
        start = end - len(stripped)
        found = _AFTER.match(stripped)
        if not found:
            break
        start += found.end()
    while before_cut and start < end:
        stripped = plain[start:end].rstrip(_JUNK)
        end = start + len(stripped)
        found = _BEFORE.search(stripped)
        if not found or (found[0] == "a" and line[normalized.origin[end - 1]] == "A"):
            break
        end = start + found.start()
    return start, end


def _original(line: str, normalized: Normalized, start: int, end: int) -> str:
    first, last = normalized.source(start, end)
    return line[first:last].strip()


def _joined(parts: list[tuple[str, str]]) -> str:
    """The parts in a row; a comma that stood between two of them stays."""
    text = comma = ""
    for part, following in parts:
        if not part:
            continue
        chinese = bool(text) and _is_han(text[-1]) and _is_han(part[0])
        glue = (comma if chinese else ", ") if comma else ("" if chinese else " ")
        text += (glue if text else "") + part
        comma = following
    text = _POLITE.sub("", _EMPTY.sub("", " ".join(text.split())))
    return text.strip(_TRAILING).lstrip("!！").strip()


def _is_han(char: str) -> bool:
    return "㐀" <= char <= "鿿"
