"""Answers in which the Bot API says no, in Telegram's own words."""

from __future__ import annotations

from typing import Any


class ApiError(Exception):
    """A Bot API error.

    `code` is the HTTP status and `error_code`; `description` is what Telegram would say;
    `retry_after` (seconds) only goes with 429, `migrate_to` (a chat) with a group that moved.
    """

    def __init__(
        self, code: int, description: str, retry_after: int | None = None, migrate_to: int | None = None
    ) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.retry_after = retry_after
        self.migrate_to = migrate_to

    def body(self) -> dict[str, Any]:
        """The JSON object that is sent."""
        answer: dict[str, Any] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.retry_after is not None:
            answer["parameters"] = {"retry_after": self.retry_after}
        if self.migrate_to is not None:
            answer["parameters"] = {"migrate_to_chat_id": self.migrate_to}
        return answer


def bad_request(words: str) -> ApiError:
    """400, the most common refusal."""
    return ApiError(400, f"Bad Request: {words}")


def forbidden(words: str) -> ApiError:
    """403, a person does not want to hear from the bot."""
    return ApiError(403, f"Forbidden: {words}")


def moved(chat: int) -> ApiError:
    """400, the group has become a supergroup with another id."""
    words = "Bad Request: group chat was upgraded to a supergroup chat"
    return ApiError(400, words, migrate_to=chat)


def conflict(words: str) -> ApiError:
    """409, two takers of the same updates."""
    return ApiError(409, f"Conflict: {words}")


def too_many_requests(seconds: int) -> ApiError:
    """429, come back in so many seconds."""
    return ApiError(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
