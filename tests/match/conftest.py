"""A small subject in four languages, learnt once for all tests here."""

from types import SimpleNamespace
from typing import cast

import pytest

from bot.content.library import Library
from bot.content.localized import Text, Wordings
from bot.match import Matcher, Understanding

TOPICS = {
    "refund": {
        "title": ("退款", "Refund", "Remboursement"),
        "zh-Hans": [
            "充错了能退钱吗",
            "怎么申请退款",
            "想把钱要回来",
            "不想要了可以退吗",
            "买错套餐退款",
            "余额能退吗",
        ],
        "en": ["can i get my money back", "how do i ask for a refund", "refund please", "i want a refund"],
        "fr": [
            "je veux être remboursé",
            "comment se faire rembourser",
            "récupérer mon argent",
            "remboursement",
        ],
    },
    "pay-abroad": {
        "title": ("在国外付款", "Paying from abroad", "Payer depuis l’étranger"),
        "zh-Hans": [
            "人在国内怎么充",
            "在国外能付款吗",
            "回国以后怎么续费",
            "不在法国能充值吗",
            "从中国交话费",
        ],
        "en": [
            "can i pay from china",
            "topping up from abroad",
            "paying outside france",
            "renew while overseas",
        ],
        "fr": [
            "payer depuis la chine",
            "recharger de l’étranger",
            "je suis hors de france, payer",
            "payer à l'étranger",
        ],
    },
    "forgot-password": {
        "title": ("忘记密码", "Forgotten password", "Mot de passe oublié"),
        "zh-Hans": ["密码忘了", "忘记密码怎么办", "登录密码不记得了", "怎么重置密码", "账号密码忘了登不上"],
        "en": [
            "i forgot my password",
            "how to reset my password",
            "password forgotten",
            "can't remember my login",
        ],
        "fr": ["mot de passe oublié", "j'ai oublié mon mdp", "réinitialiser mon mot de passe", "mdp perdu"],
    },
    "check-expiry": {
        "title": ("什么时候到期", "Expiry date", "Date d’expiration"),
        "zh-Hans": ["卡什么时候到期", "怎么查有效期", "我的套餐哪天过期", "还能用几天", "到期日在哪里看"],
        "en": [
            "when does my plan expire",
            "how long is it valid",
            "expiry date of my sim",
            "valid until when",
        ],
        "fr": ["quand expire mon forfait", "date d'expiration", "valable jusqu'à quand", "fin de validité"],
    },
    "code-not-received": {
        "title": ("收不到验证码", "Code not received", "Code non reçu"),
        "zh-Hans": [
            "收不到短信验证码",
            "验证码一直不来",
            "登录的验证码没收到",
            "短信没有收到",
            "收不到验证码",
        ],
        "en": [
            "i don't get the sms code",
            "verification code never arrives",
            "no code received",
            "otp missing",
        ],
        "fr": [
            "je ne reçois pas le code",
            "code sms jamais reçu",
            "pas de code de vérification",
            "code pas arrivé",
        ],
    },
    "auto-renew-off": {
        "title": ("停止自动续费", "Stop automatic renewal", "Arrêter le renouvellement"),
        "zh-Hans": ["怎么关闭自动续费", "取消自动扣款", "不想每个月自动扣钱", "自动续费关掉", "停止自动充值"],
        "en": [
            "turn off auto renew",
            "stop automatic top up",
            "cancel automatic renewal",
            "disable recurring payment",
        ],
        "fr": [
            "désactiver le renouvellement automatique",
            "arrêter la recharge auto",
            "stopper le prélèvement",
        ],
    },
}
SYMPTOM = {
    "zh-Hans": ["充了没用", "充了半天没反应", "充值不管用", "充了跟没充一样"],
    "en": ["top up not working", "recharge does nothing", "topped up and nothing happens"],
    "fr": ["ma recharge ne marche pas", "rechargé mais rien", "recharge sans effet"],
}
FOREIGN = {
    "zh-Hans": [
        "今天天气怎么样",
        "给我讲个笑话",
        "附近有什么好吃的",
        "帮我写一首诗",
        "房租太贵了",
        "怎么办签证",
    ],
    "en": [
        "what's the weather like",
        "tell me a joke",
        "write a poem",
        "cheap flights to rome",
        "who won the match",
    ],
    "fr": [
        "quel temps fait-il",
        "raconte une blague",
        "un bon resto",
        "appartement à louer",
        "horaires du train",
    ],
}
OPERATORS = {
    "orange": ("Orange", ("orange", "橙子", "mobicarte"), ("orange", "橙子")),
    "orange-holiday": ("Orange Holiday", ("orange holiday", "orange travel"), ()),
    "sfr": ("SFR", ("sfr",), ()),
    "red": ("RED by SFR", ("red by sfr", "red"), ("red",)),
    "free": ("Free Mobile", ("free mobile", "free"), ("free",)),
    "lebara": ("Lebara", ("lebara", "乐巴拉"), ()),
    "lycamobile": ("Lycamobile", ("lycamobile", "lyca"), ()),
    "bouygues": ("Bouygues Telecom", ("bouygues", "b&you"), ()),
}


def text(zh: str, en: str, fr: str) -> Text:
    return Text.model_validate({"zh-Hans": zh, "zh-Hant": zh, "en": en, "fr": fr})


def small_library() -> Library:
    topics = {
        id: SimpleNamespace(
            id=id,
            title=text(*words["title"]),
            wordings=Wordings.model_validate({k: v for k, v in words.items() if k != "title"}),
        )
        for id, words in TOPICS.items()
    }
    operators = {
        id: SimpleNamespace(id=id, name=text(name, name, name), aliases=aliases, guarded=guarded)
        for id, (name, aliases, guarded) in OPERATORS.items()
    }
    choices = [SimpleNamespace(to="refund"), SimpleNamespace(to="code-not-received")]
    symptom = SimpleNamespace(id="no-effect", choices=choices, wordings=Wordings.model_validate(SYMPTOM))
    group = SimpleNamespace(id="small-talk", wordings=Wordings.model_validate(FOREIGN))
    card = SimpleNamespace(id="data-card", aliases=("流量卡", "data card"))
    way = SimpleNamespace(id="channel-website", aliases=("官网", "website"))
    return cast(
        Library,
        SimpleNamespace(
            topics=topics,
            operators=operators,
            symptoms={"no-effect": symptom},
            elsewhere={"small-talk": group},
            cards={"data-card": card},
            channels={"channel-website": way},
            concepts={"expire": {"zh": "到期, 过期", "en": "expire*, valid", "fr": "expire*"}},
            key="small",
        ),
    )


@pytest.fixture(scope="session")
def library() -> Library:
    return small_library()


@pytest.fixture(scope="session")
def understanding(library: Library) -> Understanding:
    return Understanding.learn(library)


@pytest.fixture(scope="session")
def utterances() -> list[tuple[str, str]]:
    return [(id, w) for id, by in TOPICS.items() for side in ("zh-Hans", "en", "fr") for w in by[side]]


@pytest.fixture(scope="session")
def matcher(utterances: list[tuple[str, str]]) -> Matcher:
    return Matcher.fit(utterances)
