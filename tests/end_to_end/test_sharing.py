"""A card in common: whoever renews stops the ladder for all, and everybody may go at any time."""

import re

from tests.auxil.local import Person, labels
from tests.end_to_end.dayzero import Day, day
from tests.end_to_end.test_cards import added

__all__ = ["day"]


async def invite(owner: Person) -> str:
    """The start parameter of a fresh invite to the card that is shown."""
    await owner.tap("👥 Share")
    text = (await owner.tap("🔗 Make an invite link"))["text"]
    found = re.search(r"https://t\.me/\w+\?start=(c_[\w-]+)", text)
    assert found, text
    return found[1]


async def shared(day: Day) -> tuple[Person, Person]:
    owner = await added(day)
    token = await invite(owner)
    friend = day.person(2)
    await friend.ask(f"/start {token}")
    await owner.hear()
    return owner, friend


async def test_who_opens_the_link_sees_the_card_and_the_owner_is_told(day: Day) -> None:
    owner = await added(day)
    token = await invite(owner)
    friend = day.person(2)
    friend.say(f"/start {token}")
    assert "now shares “Mum’s card”" in (await owner.hear())["text"]
    shown = await friend.hear()
    assert "You now share “Mum’s card”" in shown["text"] and "Plan ends 2026-12-12" in shown["text"]
    assert "Next reminder Wednesday 9 December" in shown["text"]
    assert "Mum’s card" in labels(await friend.ask("/cards"))


async def test_whoever_renews_stops_the_ladder_for_all_and_all_are_told(day: Day) -> None:
    owner, friend = await shared(day)
    await friend.tap("✓ Renewed")
    assert "“Mum’s card” has just been renewed" in (await owner.hear())["text"]
    await friend.tap("30 days · 12-20")
    assert "Plan ends 2026-12-20" in (await owner.tap("See the card"))["text"]
    day.pass_(days=8)
    await day.settled()
    for person in (owner, friend):
        assert not [each for each in person.messages if "days left:" in each["text"]]
    day.pass_(days=19)
    await day.settled()
    for person in (owner, friend):
        assert len([each for each in person.messages if "3 days left:" in each["text"]]) == 1


async def test_the_second_to_tap_renewed_on_a_day_is_told_that_it_is_done(day: Day) -> None:
    owner, friend = await shared(day)
    await friend.tap("✓ Renewed")
    await owner.hear()
    await owner.tap("See the card")
    assert "A renewal was noted today already" in (await owner.tap("✓ Renewed"))["text"]
    assert len(await day.local.services.cards.history(1, 1)) == 1


async def test_who_leaves_hears_no_more(day: Day) -> None:
    owner, friend = await shared(day)
    await friend.tap("Leave this card")
    assert "You left" in (await friend.tap("Leave"))["text"]
    assert "Someone has left" in owner.last["text"]
    assert await day.local.services.reminders.of(2, rungs=True) == []
    assert "Mum’s card" not in labels(await friend.ask("/cards"))


async def test_the_owner_sends_a_member_away(day: Day) -> None:
    owner, friend = await shared(day)
    await owner.tap("👥 Share")
    await owner.tap("✕ Remove You 2")
    assert "Removed" in (await owner.tap("Remove"))["text"]
    assert await day.local.services.reminders.of(2, rungs=True) == []
    assert "Mum’s card" not in labels(await friend.ask("/cards"))


async def test_a_revoked_link_lets_nobody_in_and_who_joined_stays(day: Day) -> None:
    owner = await added(day)
    token = await invite(owner)
    await owner.tap("Void all links")
    assert "no longer works" in (await day.person(2).ask(f"/start {token}"))["text"]


async def test_a_link_is_void_after_seven_days(day: Day) -> None:
    owner = await added(day)
    token = await invite(owner)
    day.pass_(days=7, seconds=1)
    assert "no longer works" in (await day.person(2).ask(f"/start {token}"))["text"]


async def test_a_member_can_neither_delete_nor_invite(day: Day) -> None:
    _, friend = await shared(day)
    for data in ("cx:1", "cs:1:1", "cw:1", "cp:1:2:1"):
        await friend.tap_data(data, await friend.ask("/help"))
    assert await day.local.services.cards.get(1) is not None
    assert await day.local.services.sharing.members(1, 1) == [2]


async def test_deleting_a_card_ends_it_for_all(day: Day) -> None:
    owner, friend = await shared(day)
    await owner.ask("/cards")
    await owner.tap("Mum’s card")
    await owner.tap("More")
    await owner.tap("🗑 Delete")
    assert await day.local.services.reminders.of(2, rungs=True) == []
    assert "“Mum’s card” was deleted by its owner" in (await friend.hear())["text"]
    await friend.tap_data("cv:1", await friend.ask("/help"))
    assert "That card is gone" in friend.last["text"]


async def test_a_deletion_that_is_undone_brings_the_ladders_of_all_back(day: Day) -> None:
    owner, friend = await shared(day)
    before = await day.local.services.reminders.of(2, rungs=True)
    await owner.tap_data("cx:1", await owner.ask("/help"))
    await owner.tap("↩ Undo")
    assert [each.wall for each in await day.local.services.reminders.of(2, rungs=True)] == [
        each.wall for each in before
    ]
    assert "is back" in friend.last["text"]


async def test_two_who_renew_at_the_same_moment_note_one_renewal(day: Day) -> None:
    owner, friend = await shared(day)
    client = day.local.server.client
    client.tap(1, owner.last["message_id"], "cr:1")
    client.tap(2, friend.last["message_id"], "cr:1")
    await owner.hear("edit")
    await friend.hear("edit")
    assert len(await day.local.services.cards.history(1, 1)) == 1


async def test_signs_in_names_and_notes_reach_whoever_shares_as_text(day: Day) -> None:
    """What one person types never becomes a link, a style or a broken message in another's chat."""
    nickname, note = '<a href="https://x.example">tap</a> & <b>', "</blockquote><i>& now?</i> {0} %s"
    owner, friend = await shared(day)
    cards = day.local.services.cards
    card = (await cards.of(1))[0]
    await cards.change(card.id, 1, nickname=nickname, note=note)
    day.local.server.world.person(1)["first_name"] = '<b onclick="x">Ann</b> &amp;'
    await friend.ask("/cards")
    shown = [await friend.tap(labels(friend.last)[0])]
    await owner.ask("/cards")
    await owner.tap(labels(owner.last)[0])
    await owner.tap("✓ Renewed")
    shown += [await friend.hear(), await friend.ask("/reminders")]
    day.pass_(days=20)
    await day.settled()
    shown += friend.messages[-2:]
    assert [each for each in shown if nickname in each["text"]] and note in str(shown)
    assert "text_link" not in {entity["type"] for each in shown for entity in each.get("entities", ())}
    assert day.recorder.refused == []
