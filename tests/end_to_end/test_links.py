"""A link is judged by where it leads, wherever a message carries it, before anything else."""

from typing import Any

import pytest

from tests.auxil.local import Person
from tests.end_to_end.conftest import Running

Json = dict[str, Any]

FALSE = "https://lebara-recharge.top/fr"
PHOTO = {"photo": [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}]}


def text_link(text: str, over: str, address: str) -> Json:
    """A text in which `over` leads to `address`. Offsets count UTF-16 units."""
    offset = len(text[: text.index(over)].encode("utf-16-le")) // 2
    length = len(over.encode("utf-16-le")) // 2
    return {
        "text": text,
        "entities": [{"type": "text_link", "offset": offset, "length": length, "url": address}],
    }


def button(label: str, **leads: Any) -> Json:
    return {"reply_markup": {"inline_keyboard": [[{"text": label, **leads}]]}}


async def test_f1a_a_text_that_shows_the_official_site_and_leads_elsewhere(running: Running) -> None:
    content = text_link("【Lebara】🔔您的号码即将停机，请到 lebara.fr 续费", "lebara.fr", FALSE)
    answer = await running.person().post(content)
    assert answer["text"].startswith("可疑，别点：lebara-recharge.top")
    assert "消息里写的是 lebara.fr" in answer["text"]
    assert "官方网站：lebara.fr" not in answer["text"]


async def test_f1b_words_that_lead_somewhere_get_a_verdict(running: Running) -> None:
    content = text_link(
        "Lebara: votre ligne sera suspendue. Cliquez ici", "Cliquez ici", "https://orange-client.example/fr"
    )
    answer = await running.person(language="fr").post(content)
    assert "orange-client.example" in answer["text"].splitlines()[0]


CARRIED = {
    "a caption": {**PHOTO, "caption": "续费 lebara-recharge.top/fr"},
    "a text link in a caption": {
        **PHOTO,
        "caption": "点这里续费",
        "caption_entities": [{"type": "text_link", "offset": 0, "length": 3, "url": FALSE}],
    },
    "a button": {"text": "您的号码将停机", **button("去续费", url=FALSE)},
    "a button under a picture without words": {**PHOTO, **button("去续费", url=FALSE)},
    "a log-in button": {"text": "您的号码将停机", **button("登录", login_url={"url": FALSE})},
    "a web app": {"text": "您的号码将停机", **button("续费", web_app={"url": FALSE})},
    "a preview": {"text": "您的号码将停机", "link_preview_options": {"url": FALSE}},
}


@pytest.mark.parametrize("content", CARRIED.values(), ids=CARRIED.keys())
async def test_wherever_a_message_carries_it(content: Json, running: Running) -> None:
    answer = await running.person().post(content)
    assert answer["text"].startswith("可疑，别点：lebara-recharge.top")


async def test_a_button_that_names_another_site_is_told(running: Running) -> None:
    content = {"text": "Lebara", **button("www.lebara.fr", url="https://pay.example/x")}
    answer = await running.person(language="en").post(content)
    assert answer["text"].startswith("Suspicious, don’t tap: pay.example")
    assert "shows www.lebara.fr" in answer["text"]


async def at_a_reminders_date(person: Person) -> str:
    return str((await person.ask("/remind"))["text"])


async def at_a_cards_date(person: Person) -> str:
    await person.ask("/cards")
    await person.tap("➕ Add a card")
    await person.tap("Lycamobile")
    if "Prepaid" in person.labels:
        await person.tap("Prepaid")
    return str((await person.ask("Mum’s card"))["text"])


async def at_a_cards_name(person: Person) -> str:
    await person.ask("/cards")
    await person.tap("➕ Add a card")
    await person.tap("Lycamobile")
    if "Prepaid" in person.labels:
        await person.tap("Prepaid")
    return str(person.last["text"])


async def at_the_read_back(person: Person) -> str:
    return str((await person.ask("/remind on 15 December top up"))["text"])


async def at_the_time_zone(person: Person) -> str:
    return str((await person.ask("/timezone"))["text"])


@pytest.mark.parametrize(
    "prompt", [at_a_reminders_date, at_a_cards_date, at_a_cards_name, at_the_read_back, at_the_time_zone]
)
async def test_at_every_prompt_the_verdict_comes_first_and_then_the_prompt_again(
    prompt: Any, running: Running
) -> None:
    person = running.person(language="en")
    asked = await prompt(person)
    verdict = await person.ask(f"your line will be cut, renew at {FALSE}")
    assert verdict["text"].startswith("Suspicious, don’t tap: lebara-recharge.top")
    again = await person.hear()
    assert again["text"] == asked


async def test_after_the_verdict_the_prompt_still_takes_its_answer(running: Running) -> None:
    person = running.person(language="en")
    await person.ask("/remind")
    await person.ask(FALSE)
    await person.hear()
    assert "15 December" in (await person.ask("15 December top up Lebara"))["text"]


async def test_a_command_with_a_false_link_is_no_reminder(running: Running) -> None:
    person = running.person(language="en")
    answer = await person.ask(f"/remind tomorrow renew at {FALSE}")
    assert answer["text"].startswith("Suspicious, don’t tap: lebara-recharge.top")
