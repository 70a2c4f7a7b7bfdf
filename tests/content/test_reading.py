"""Every fault of form at once, each with its file, its line and the name that was probably meant."""

from bot.content.problem import ContentError
from bot.content.reading import content_key, read
from tests.content.tiny import Faq, text


def said(faq: Faq) -> list[str]:
    return [problem.message for problem in faq.form_errors()]


def test_the_name_of_the_file_is_the_id(faq: Faq) -> None:
    assert faq.read().topics["pay"].id == "pay"


def test_an_unknown_key_is_named_with_the_nearest_one_and_its_line(faq: Faq) -> None:
    faq.files["phrases/bye.yaml"] = "title: {zh-Hans: 再见, en: Bye, fr: Au revoir}\nfrench: Bye\nwen: x\n"
    (problem,) = faq.form_errors()
    assert (problem.file, problem.line) == ("phrases/bye.yaml", 3)
    assert problem.message == "unknown key 'wen'; did you mean 'when'?"


def test_a_missing_language_is_an_error_where_the_text_stands(faq: Faq) -> None:
    faq.files["phrases/bye.yaml"] = (
        "title: {zh-Hans: 再见, en: Bye, fr: Au revoir}\nfrench: Bye\nwhen: 走\nmeaning:\n"
        "  zh-Hans: 再见\n  en: Bye\n"
    )
    (problem,) = faq.form_errors()
    assert (problem.line, problem.message) == (4, "meaning.fr: Field required")


def test_all_faults_of_all_files_are_told_at_once_in_order(faq: Faq) -> None:
    faq["topics/pay.yaml"]["section"] = "payings"
    faq["operators/orange.yaml"]["facts"]["price"]["confidence"] = "sure"
    faq["rules.yaml"]["porting"]["noted"] = "yesterday"
    problems = faq.form_errors()
    assert [problem.file for problem in problems] == [
        "operators/orange.yaml",
        "rules.yaml",
        "topics/pay.yaml",
    ]
    assert problems[1].message.startswith("porting.noted: ")


def test_a_file_that_is_no_mapping_is_refused(faq: Faq) -> None:
    faq.files["phrases/bye.yaml"] = "- a\n- b\n"
    assert said(faq) == ["must be a mapping of keys"]


def test_a_source_must_have_a_web_address(faq: Faq) -> None:
    faq["rules.yaml"]["porting"]["sources"][0]["url"] = "arcep.fr"
    assert said(faq)[0].startswith("porting.sources.0.url: ")


def test_a_plain_string_is_the_same_in_all_languages(faq: Faq) -> None:
    name = faq.read().operators["orange"].name
    assert {name[language] for language in ("zh-Hans", "zh-Hant", "en", "fr")} == {"Orange"}


def test_traditional_is_made_where_it_is_not_written(faq: Faq) -> None:
    faq["phrases/receipt.yaml"]["title"] = text("账号收据", "A receipt", "Un reçu")
    faq["phrases/receipt.yaml"]["meaning"]["zh-Hant"] = "請給我發票"
    receipt = faq.read().phrases["receipt"]
    assert receipt.title["zh-Hant"] == "帳號收據"
    assert receipt.meaning["zh-Hant"] == "請給我發票"


def test_the_interface_is_made_too_and_overridden_key_by_key(faq: Faq) -> None:
    faq.files["interface/zh-Hant.yaml"] = {"button": {"back": "上一頁"}}
    interface = faq.read().interface
    assert interface.say("menu.text", "zh-Hant", name="Li") == "選單 Li"
    assert interface.say("button.back", "zh-Hant") == "上一頁"


def test_broken_references_stop_the_reading(faq: Faq) -> None:
    faq["topics/pay.yaml"]["next"] = ["websit"]
    try:
        read(faq.write())
    except ContentError as error:
        assert [problem.message for problem in error.problems] == [
            "no topic 'websit'; did you mean 'website'?"
        ]
    else:
        raise AssertionError("a broken reference was read")


def test_the_key_changes_with_any_word_and_with_any_name(faq: Faq) -> None:
    folder = faq.write()
    keys = [content_key(folder)]
    (folder / "topics/pay.yaml").rename(folder / "topics/pays.yaml")
    keys.append(content_key(folder))
    (folder / "hosts.yaml").write_text("official: []\n", "utf-8")
    keys.append(content_key(folder))
    assert len(set(keys)) == 3
    assert content_key(folder) == keys[2]
