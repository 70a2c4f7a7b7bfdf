"""Simplified characters inside Traditional text."""

from collections.abc import Iterator

from bot.content.problem import Problem
from bot.content.traditional import simplified_left
from bot.lint.checked_words import Words
from bot.lint.interface_texts import path, tongues


def traditional_texts(words: Words) -> Iterator[Problem]:
    for said in words.texts():
        if left := simplified_left(said.text["zh-Hant"]):
            message = f"{said.key}.zh-Hant has Simplified characters: {' '.join(left)} (see traditional.yaml)"
            yield words.error(said.file, (*said.path, "zh-Hant"), message)


def traditional_interface(words: Words) -> Iterator[Problem]:
    for folder, said in tongues(words):
        for key, sentence in said["zh-Hant"].items():
            if left := simplified_left(sentence):
                message = f"'{key}' has Simplified characters: {' '.join(left)}"
                yield words.error(f"{folder}/zh-Hant.yaml", path(key), message)


def words_of_taiwan(words: Words) -> Iterator[Problem]:
    """Words that Taiwan does not use, in what a person reads."""
    avoid, fine = words.library.taiwan.get("avoid") or {}, words.library.taiwan.get("fine") or ()
    interface = words.library.interface.sentences("zh-Hant")
    said = [(each.file, (*each.path, "zh-Hant"), each.key, each.text["zh-Hant"]) for each in words.texts()]
    said += [("interface/zh-Hant.yaml", path(key), key, text) for key, text in interface.items()]
    for file, at, key, text in said:
        for phrase in fine:
            text = text.replace(phrase, "")
        for word in avoid:
            if word in text:
                message = f"{key}.zh-Hant says {word}, Taiwan says {avoid[word]} (see traditional.yaml)"
                yield words.error(file, at, message)


def traditional_wordings(words: Words) -> Iterator[Problem]:
    """A Traditional wording is worth writing only where the words differ, so it must be Traditional."""
    for file, _, form in words.forms():
        wordings = getattr(form, "wordings", None)
        for index, wording in enumerate(wordings.zh_hant if wordings else ()):
            if left := simplified_left(wording):
                message = f"'{wording}' has Simplified characters: {' '.join(left)}"
                yield words.warning(file, ("wordings", "zh-Hant", index), message)
