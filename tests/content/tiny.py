"""A tiny folder of words in which nothing is wrong; a test breaks one thing and sees who complains."""

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from bot.content.library import Library
from bot.content.problem import ContentError, Problem
from bot.content.reading import Reader
from bot.content.references import broken_references
from bot.lint import run

TODAY = date(2026, 11, 20)


def text(chinese: str, english: str, french: str) -> dict[str, str]:
    return {"zh-Hans": chinese, "en": english, "fr": french}


def wordings(seed: str, chinese: int = 30, english: int = 20, french: int = 20) -> dict[str, list[str]]:
    """Wordings that have nothing in common."""
    counts = {"zh-Hans": chinese, "en": english, "fr": french}
    return {
        language: [hashlib.sha1(f"{seed} {language} {n}".encode()).hexdigest()[:20] for n in range(count)]
        for language, count in counts.items()
    }


def topic(seed: str, *following: str) -> dict[str, Any]:
    return {
        "section": "paying",
        "title": text("付款", "Paying", "Payer"),
        "answer": text(
            "可以付。\n1. 打开 <code>Recharger</code>\n{porting}\n最多 2 天。",
            "You can.\n1. Open <code>Recharger</code>\n{porting}\nAt most 2 days.",
            "C’est possible.\n1. Ouvrez <code>Recharger</code>\n{porting}\nDeux jours au plus.",
        ),
        "next": list(following),
        "wordings": wordings(seed),
    }


def fact(**changed: Any) -> dict[str, Any]:
    return {
        "text": text("转网免费，2 天", "Porting is free, 2 days", "Le portage est gratuit, 2 jours"),
        "confidence": "high",
        "sources": [{"name": "arcep.fr", "url": "https://www.arcep.fr/x", "kind": "official"}],
        "page_date": "none",
        "noted": "2026-11-20",
        **changed,
    }


def channel() -> dict[str, Any]:
    step = {"id": "open", "text": text("打开网站", "Open the site", "Ouvrez le site"), "stuck": "pay"}
    fits = {
        "where": ["france", "abroad"],
        "pay": ["french-card", "foreign-card", "paypal", "chinese-wallet", "cash"],
        "kind": ["prepaid", "subscription", "travel"],
    }
    return {
        "emoji": "💻",
        "title": text("官网", "Website", "Site"),
        "suits": {part: dict.fromkeys(names, "good") for part, names in fits.items()},
        "reasons": {"default": text("最省事", "The easiest", "Le plus simple")},
        "guides": {"prepaid": [step | {"page": "site", "look_for": ["recharger"]}]},
    }


def tree() -> dict[str, Any]:
    def node(*to: str) -> dict[str, Any]:
        buttons = [{"label": text("好", "Yes", "Oui"), "to": each} for each in to]
        return {"text": text("怎么了？", "What is it?", "Que voyez-vous ?"), "buttons": buttons}

    return {
        "title": text("付款卡住", "Stuck", "Bloqué"),
        "root": "start",
        "limit": 2,
        "nodes": {"start": node("card", "topic:pay"), "card": node("human", "start")},
    }


def letter() -> dict[str, Any]:
    question = {
        "id": "what",
        "ask": text("怎么了？", "What?", "Quoi ?"),
        "options": [
            {"id": "a", "label": text("没到账", "Nothing came", "Rien reçu"), "french": "rien reçu"},
            {"id": "b", "label": text("扣错了", "Wrong amount", "Montant faux"), "french": "montant faux"},
        ],
    }
    return {
        "title": text("投诉", "Complaint", "Réclamation"),
        "questions": [question],
        "french": "Bonjour, {what}.",
        "meaning": text("没到账", "Nothing came", "Rien reçu"),
    }


def files() -> dict[str, Any]:
    """Every file of the tiny folder."""
    return {
        "topics/pay.yaml": topic("pay", "website"),
        "topics/website.yaml": topic("website", "pay"),
        "operators/orange.yaml": {
            "name": "Orange",
            "kinds": ["prepaid"],
            "aliases": ["orange", "橙子"],
            "guarded": ["orange"],
            "hosts": ["*.orange.fr"],
            "pages": {"site": "https://www.orange.fr"},
            "facts": {"price": fact(about="price", topics=["pay"])},
        },
        "channels/website.yaml": channel(),
        "cards/data.yaml": {
            "title": text("流量卡", "Data card", "Carte data"),
            "aliases": ["流量卡"],
            **dict.fromkeys(
                ("about", "tell", "balance", "watch"), text("上网用", "For data", "Pour la data")
            ),
            "channels": ["website"],
            "next": ["pay"],
        },
        "symptoms/nothing.yaml": {
            "ask": text("看到什么？", "What do you see?", "Que voyez-vous ?"),
            "choices": [
                {"label": text("报错", "An error", "Une erreur"), "to": "pay"},
                {"label": text("没反应", "Nothing", "Rien"), "to": "website"},
            ],
            "wordings": wordings("nothing", 2, 2, 2),
        },
        "elsewhere/weather.yaml": {"wordings": wordings("weather", 2, 2, 2)},
        "trees/payment.yaml": tree(),
        "phrases/receipt.yaml": {
            "title": text("要收据", "A receipt", "Un reçu"),
            "when": text("付完款", "After paying", "Après le paiement"),
            "french": "Un reçu, s’il vous plaît.",
            "meaning": text("请给我收据", "A receipt, please", "Un reçu"),
        },
        "letters/complaint.yaml": letter(),
        "rules.yaml": {"porting": fact()},
        "glossary.yaml": {
            "recharger": {"french": "Recharger", "meaning": text("充值", "Top up", "Recharger")}
        },
        "hosts.yaml": {"official": ["*.arcep.fr"]},
        "traditional.yaml": {"账号": "帳號"},
        "interface/zh-Hans.yaml": {"menu": {"text": "菜单 {name}"}, "button": {"back": "返回"}},
        "interface/en.yaml": {"menu": {"text": "Menu {name}"}, "button": {"back": "Back"}},
        "interface/fr.yaml": {"menu": {"text": "Menu {name}"}, "button": {"back": "Retour"}},
    }


class Faq:
    """The tiny folder: change `files`, then read or check it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files = files()

    def __getitem__(self, file: str) -> Any:
        return self.files[file]

    def __setitem__(self, file: str, data: Any) -> None:
        self.files[file] = data

    def write(self) -> Path:
        for name, data in self.files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            said = (
                data if isinstance(data, str) else yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
            )
            path.write_text(said, "utf-8")
        return self.folder

    def read(self) -> Library:
        return Reader(self.write()).library()

    def form_errors(self) -> list[Problem]:
        try:
            self.read()
        except ContentError as error:
            return error.problems
        return []

    def broken(self) -> list[Problem]:
        reader = Reader(self.write())
        return broken_references(reader.library(), reader.line)

    def problems(self, today: date = TODAY) -> list[Problem]:
        """What the checks of content say."""
        reader = Reader(self.write())
        return run.check(reader.library(), reader.line, today)

    def errors(self) -> list[str]:
        return [problem.message for problem in self.problems() if problem.severity == "error"]

    def warnings(self, today: date = TODAY) -> list[str]:
        return [problem.message for problem in self.problems(today) if problem.severity == "warning"]
