"""No secret survives masking."""

import pytest

from bot.safety.secrets import mask


@pytest.mark.parametrize(
    "secret",
    [
        "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsawK",
        "06 12 34 56 78",
        "+33 6 12 34 56 78",
        "0612345678",
        "4970 1234 5678 9012",
        "13800138000",
        "12345678901234",
    ],
)
def test_a_secret_in_a_sentence_becomes_unreadable(secret: str) -> None:
    masked = mask(f"my number is {secret}, please")
    assert secret not in masked
    assert masked.startswith("my number is ")
    assert masked.endswith(", please")


def test_a_token_inside_an_address_is_masked() -> None:
    assert mask("POST http://127.0.0.1:8081/bot1:abc/getMe") == "POST http://127.0.0.1:8081/bot***/getMe"


def test_a_password_in_a_database_address_is_masked() -> None:
    assert mask("postgresql://xufei:pass@db:5432/xufei") == "postgresql://xufei:***@db:5432/xufei"


@pytest.mark.parametrize("text", ["2026-12-15 09:00", "30GB for 19,99", "*131*", "#123#", "33700", "3179"])
def test_dates_amounts_and_short_codes_stay(text: str) -> None:
    assert mask(text) == text


def test_the_last_two_digits_stay_so_that_a_person_knows_the_number() -> None:
    assert mask("0612345642").endswith("42")
