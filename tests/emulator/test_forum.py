"""Forums, groups that move, reactions: granted and refused as Telegram would."""

from tests.auxil import spec
from tests.auxil.services import Services, services

FORUM, PLAIN = -100, -200


def at_groups() -> Services:
    at = services()
    at.world.add_group(FORUM, "Help", [1], forum=True)
    at.world.add_group(PLAIN, "Talk", [1], "group")
    return at


async def test_a_topic_lives_until_it_is_deleted() -> None:
    at = at_groups()
    topic = await at.result("createForumTopic", chat_id=FORUM, name="One")
    described = spec.load()
    assert described is None or described.answer("createForumTopic", topic) == []
    thread = {"chat_id": FORUM, "message_thread_id": topic["message_thread_id"]}
    sent = await at.result("sendMessage", text="x", **thread)
    assert sent["is_topic_message"] and sent["message_thread_id"] == topic["message_thread_id"]
    assert await at.result("closeForumTopic", **thread)
    assert await at.refusal("closeForumTopic", **thread) == "TOPIC_NOT_MODIFIED"
    assert await at.result("reopenForumTopic", **thread)
    assert await at.refusal("editForumTopic", name="One", **thread) == "TOPIC_NOT_MODIFIED"
    assert await at.result("deleteForumTopic", **thread)
    assert await at.refusal("sendMessage", text="x", **thread) == "message thread not found"
    assert await at.refusal("closeForumTopic", **thread) == "TOPIC_ID_INVALID"


async def test_a_plain_group_has_no_topics() -> None:
    assert await at_groups().refusal("createForumTopic", chat_id=PLAIN, name="x") == "the chat is not a forum"


async def test_a_group_that_moved_says_where() -> None:
    at = at_groups()
    at.client.migrate(PLAIN, -1009)
    answer = await at.call("sendMessage", chat_id=PLAIN, text="x")
    assert answer["parameters"] == {"migrate_to_chat_id": -1009}
    assert await at.result("sendMessage", chat_id=-1009, text="x")


async def test_who_was_thrown_out_writes_no_more() -> None:
    at = at_groups()
    at.client.remove_bot(1, PLAIN)
    answer = await at.call("sendMessage", chat_id=PLAIN, text="x")
    assert answer["error_code"] == 403 and "kicked from the group" in answer["description"]


async def test_one_known_reaction_a_message() -> None:
    at = at_groups()
    place = {"chat_id": FORUM, "message_id": at.client.say(1, "hi", FORUM)["message_id"]}
    like = {"type": "emoji", "emoji": "👍"}
    assert await at.result("setMessageReaction", reaction=[like], **place)
    assert await at.refusal("setMessageReaction", reaction=[like, like], **place) == "REACTIONS_TOO_MANY"
    wrong = [{"type": "emoji", "emoji": "x"}]
    assert await at.refusal("setMessageReaction", reaction=wrong, **place) == "REACTION_INVALID"
