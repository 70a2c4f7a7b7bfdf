"""Names of places whose time people mean ("北京时间", "Paris time", "heure de Dakar"), folded."""

from collections.abc import Mapping
from typing import Final

_NAMES: Final = {
    "Europe/Paris": "paris|france|french|巴黎|法国",
    "Asia/Shanghai": "beijing|pekin|china|chine|chinese|shanghai|北京|中国|国内|上海",
    "Asia/Taipei": "taipei|taipeh|taiwan|台北|台湾",
    "Asia/Hong_Kong": "hong kong|香港",
    "Asia/Macau": "macau|macao|澳门|澳門",
    "Asia/Tokyo": "tokyo|japan|japon|东京|日本",
    "Asia/Seoul": "seoul|korea|coree|首尔|韩国",
    "Asia/Singapore": "singapore|singapour|新加坡",
    "Europe/London": "london|londres|uk|londre|伦敦|英国",
    "America/New_York": "new york|纽约",
    "America/Los_Angeles": "los angeles|洛杉矶|洛杉磯",
    "America/Montreal": "montreal|蒙特利尔|蒙特婁",
    "Africa/Algiers": "alger|algiers|阿尔及尔",
    "Africa/Casablanca": "casablanca|卡萨布兰卡",
    "Africa/Dakar": "dakar|达喀尔",
    "Africa/Tunis": "tunis|突尼斯",
    "Indian/Reunion": "la reunion|reunion|留尼汪",
    "UTC": "utc|gmt",
}

PLACES: Final[Mapping[str, str]] = {name: zone for zone, names in _NAMES.items() for name in names.split("|")}
