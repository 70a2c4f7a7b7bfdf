"""Names of places whose time people mean ("北京时间", "Paris time", "heure de Dakar"), folded.

The same as in the faq's zones.yaml (a test holds them together), but for names that are also words (Nice).
"""

import re
from collections.abc import Mapping
from typing import Any, Final

_NAMES: Final = {
    "Africa/Abidjan": "阿比让|科特迪瓦|阿必尚|象牙海岸|abidjan|ivory coast|cote d ivoire",
    "Africa/Algiers": "阿尔及尔|阿尔及利亚|algiers|algeria|oran|alger|algerie",
    "Africa/Bamako": "巴马科|马里|马利|bamako|mali",
    "Africa/Cairo": "开罗|埃及|cairo|egypt|le caire|egypte",
    "Africa/Casablanca": (
        "卡萨布兰卡|摩洛哥|拉巴特|卡萨布蘭卡|casablanca|morocco|rabat|marrakesh|maroc|marrakech"
    ),
    "Africa/Dakar": "达喀尔|塞内加尔|dakar|senegal",
    "Africa/Douala": "杜阿拉|喀麦隆|雅温得|喀麥隆|douala|cameroon|yaounde|cameroun",
    "Africa/Kinshasa": "金沙萨|金夏沙|kinshasa",
    "Africa/Lagos": "拉各斯|尼日利亚|拉哥斯|奈及利亚|lagos|nigeria",
    "Africa/Tunis": "突尼斯|突尼西亚|tunis|tunisia|tunisie",
    "America/Cayenne": "卡宴|法属圭亚那|开雲|法屬圭亚那|cayenne|french guiana|guyane",
    "America/Chicago": "芝加哥|休斯顿|休士頓|chicago|houston|us central",
    "America/Guadeloupe": "瓜德罗普|瓜地洛普|guadeloupe|saint martin|saint barthelemy",
    "America/Los_Angeles": (
        "洛杉矶|旧金山|西雅图|美西|洛杉磯|西雅圖|los angeles|san francisco|seattle|us pacific"
    ),
    "America/Martinique": "马提尼克|马丁尼克|martinique",
    "America/Montreal": "蒙特利尔|魁北克|蒙特婁|满地可|montreal|quebec|ottawa",
    "America/New_York": (
        "纽约|华盛顿|波士顿|美东|迈阿密|华盛頓|波士頓|new york|nyc|washington|boston|miami|us eastern|eastern"
    ),
    "America/Sao_Paulo": "圣保罗|里约热内卢|里约熱内卢|sao paulo|rio de janeiro",
    "America/Toronto": "多伦多|toronto",
    "America/Vancouver": "温哥华|vancouver",
    "Asia/Bangkok": "曼谷|泰国|bangkok|thailand|thailande",
    "Asia/Beirut": "贝鲁特|黎巴嫩|貝魯特|beirut|lebanon|beyrouth|liban",
    "Asia/Dubai": (
        "迪拜|阿联酋|杜拜|阿联|dubai|united arab emirates|uae|abu dhabi|emirats arabes unis|abou dabi"
    ),
    "Asia/Ho_Chi_Minh": (
        "胡志明市|越南|河内|西贡|ho chi minh city|vietnam|hanoi|saigon|ho chi minh ville|viet nam"
    ),
    "Asia/Hong_Kong": "香港|hong kong|hongkong|hk",
    "Asia/Jakarta": "雅加达|jakarta",
    "Asia/Jerusalem": "特拉维夫|以色列|tel aviv|israel",
    "Asia/Kolkata": "新德里|印度|孟买|孟買|new delhi|india|mumbai|delhi|inde|bombay",
    "Asia/Kuala_Lumpur": "吉隆坡|马来西亚|kuala lumpur|malaysia|malaisie",
    "Asia/Macau": "澳门|macau|macao",
    "Asia/Manila": "马尼拉|菲律宾|菲律賓|manila|philippines|manille",
    "Asia/Phnom_Penh": "金边|柬埔寨|金邊|phnom penh|cambodia|cambodge",
    "Asia/Seoul": "首尔|韩国|seoul|south korea|korea|coree du sud|coree",
    "Asia/Shanghai": (
        "北京|中国|上海|国内|大陆|广州|深圳|成都|杭州|武汉|西安|温州|青田|福州|重庆|天津|南京|大六|"
        "beijing|china|shanghai|guangzhou|shenzhen|chengdu|wenzhou|pekin|chine|canton|chinese"
    ),
    "Asia/Singapore": "新加坡|singapore|singapour",
    "Asia/Taipei": "台北|台湾|高雄|台中|taipei|taiwan|kaohsiung|taipeh",
    "Asia/Tokyo": "东京|日本|大阪|京都|tokyo|japan|osaka|japon",
    "Asia/Vientiane": "万象|老挝|永珍|寮国|vientiane|laos",
    "Australia/Sydney": "悉尼|墨尔本|雪梨|sydney|melbourne",
    "Europe/Amsterdam": "阿姆斯特丹|荷兰|荷蘭|amsterdam|netherlands|holland|pays bas|hollande",
    "Europe/Athens": "雅典|希腊|athens|greece|athenes|grece",
    "Europe/Berlin": "柏林|德国|慕尼黑|法兰克福|berlin|germany|munich|frankfurt|allemagne|francfort",
    "Europe/Brussels": "布鲁塞尔|比利时|布魯塞尔|brussels|belgium|bruxelles|belgique",
    "Europe/Bucharest": "布加勒斯特|罗马尼亚|bucharest|romania|bucarest|roumanie",
    "Europe/Dublin": "都柏林|爱尔兰|愛尔蘭|dublin|ireland|irlande",
    "Europe/Istanbul": "伊斯坦布尔|土耳其|伊斯坦堡|istanbul|turkey|ankara|turquie",
    "Europe/Kyiv": "基辅|乌克兰|基輔|烏克蘭|kyiv|ukraine|kiev",
    "Europe/Lisbon": "里斯本|葡萄牙|lisbon|portugal|porto|lisbonne",
    "Europe/London": (
        "伦敦|英国|曼彻斯特|曼徹斯特|london|united kingdom|uk|england|scotland|manchester|londres|"
        "royaume uni|angleterre"
    ),
    "Europe/Luxembourg": "卢森堡|luxembourg",
    "Europe/Madrid": "马德里|西班牙|巴塞罗那|巴塞隆納|madrid|spain|barcelona|espagne|barcelone",
    "Europe/Moscow": "莫斯科|moscow|moscou",
    "Europe/Paris": (
        "巴黎|法国|里昂|马赛|图卢兹|欧洲中部|马賽|paris|france|lyon|marseille|toulouse|bordeaux|"
        "lille|strasbourg|metropole|nantes|montpellier|rennes|grenoble|french"
    ),
    "Europe/Rome": "罗马|意大利|米兰|義大利|米蘭|rome|italy|milan|italie",
    "Europe/Warsaw": "华沙|波兰|波蘭|warsaw|poland|varsovie|pologne",
    "Europe/Zurich": "苏黎世|瑞士|日内瓦|zurich|switzerland|geneva|lausanne|suisse|geneve",
    "Indian/Antananarivo": "塔那那利佛|马达加斯加|安塔那那利佛|antananarivo|madagascar",
    "Indian/Mauritius": "毛里求斯|模里西斯|mauritius|maurice|ile maurice",
    "Indian/Mayotte": "马约特|mayotte",
    "Indian/Reunion": "留尼汪|留尼旺|reunion|la reunion|saint denis de la reunion",
    "Pacific/Auckland": "奥克兰|新西兰|奧克蘭|纽西蘭|auckland|new zealand|nouvelle zelande",
    "Pacific/Noumea": "努美阿|新喀里多尼亚|noumea|new caledonia|nouvelle caledonie",
    "Pacific/Tahiti": (
        "塔希提|大溪地|法属波利尼西亚|法屬玻里尼西亚|tahiti|french polynesia|polynesie francaise"
    ),
    "UTC": "utc|gmt",
}

PLACES: Final[Mapping[str, str]] = {name: zone for zone, names in _NAMES.items() for name in names.split("|")}


_GAP: Final = re.compile(r"[-'_ ]+")
_NAME: Final = r"[a-z]+(?:[-' ][a-z]+){0,3}"
_HEURE: Final = r"heure (?:locale )?(?:de |d'|du |a )?"
_BRACKET: Final = re.compile(rf"\((?:{_HEURE}([^()]{{1,30}})|([^()]{{1,30}}?)(?:当地)? ?(?:时间|time))\)")
_BEHIND: Final = re.compile(rf"({_NAME}) time(?![a-z])|([一-鿿]{{1,8}}?)(?:当地)?时间")
_AHEAD: Final = re.compile(_HEURE)
_WORD: Final = re.compile(r"[-' ]?[a-z]+")
_MOST_WORDS: Final = 4
UNKNOWN: Final = "?"
"""Stands before a name that is no known place."""


def at(text: str, place: int) -> tuple[int, Mapping[str, Any]] | None:
    """The place whose time is named from here on: where the words end, and its zone."""
    if found := _BRACKET.match(text, place):
        name = _plain(found[1] or found[2])
        return found.end(), {"ZONE": PLACES.get(name, UNKNOWN + name)}
    if found := _BEHIND.match(text, place):
        zone = PLACES.get(_plain(found[1] or found[2]))
        return (found.end(), {"ZONE": zone}) if zone else None
    found = _AHEAD.match(text, place)
    return _first_words(text, found.end()) if found else None


def _first_words(text: str, place: int) -> tuple[int, Mapping[str, Any]] | None:
    """The longest run of words that is a place (La Réunion, not La Réunion demain)."""
    ends: list[int] = []
    end = place
    while len(ends) < _MOST_WORDS and (word := _WORD.match(text, end)):
        end = word.end()
        ends.append(end)
    for end in reversed(ends):
        if zone := PLACES.get(_plain(text[place:end])):
            return end, {"ZONE": zone}
    return None


def _plain(name: str) -> str:
    return _GAP.sub(" ", name).strip()
