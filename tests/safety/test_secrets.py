"""No secret survives masking, and what is none stays."""

from collections.abc import Callable

import pytest

from bot.safety.secrets import KINDS, SecretMasker, mask
from bot.safety.verdict import SafetyChecker
from tests.safety.conftest import Row, rows


def _is_masked(row: Row, safety: SafetyChecker) -> bool:
    """The kind is told, and neither the secret nor its letters and digits can be read."""
    found = safety.secrets.mask(row["message"])
    bare = "".join(filter(str.isalnum, row["secret"]))
    left = "".join(filter(str.isalnum, found.text))
    return row["kind"] in found.kinds and row["secret"] not in found.text and bare not in left


def test_the_labelled_secrets(safety: SafetyChecker, figure: Callable[[str], None]) -> None:
    """At least 95 % are masked, cards and IBANs all; of 70 that are none at most 3."""
    secret = [row for row in rows("secrets") if row["secret"]]
    harmless = [row["message"] for row in rows("secrets") if not row["secret"]]
    assert len(secret) >= 150 and len(harmless) >= 70 and {row["kind"] for row in secret} == set(KINDS)
    missed = [row for row in secret if not _is_masked(row, safety)]
    touched = [text for text in harmless if safety.secrets.mask(text).text != text]
    found = len(secret) - len(missed)
    figure(f"secrets: {found} of {len(secret)} masked, {len(touched)} of {len(harmless)} for nothing")
    assert len(missed) <= len(secret) * 0.05, missed
    assert not [row for row in missed if row["kind"] in ("card", "iban")]
    assert len(touched) <= 3, touched


def test_the_secrets_of_an_examiner(safety: SafetyChecker, figure: Callable[[str], None]) -> None:
    """A set whose writer had not seen the words; the secret itself may not be read afterwards."""
    labelled = rows("blind-secrets")
    masked = [(row, safety.secrets.mask(row["message"])) for row in labelled]
    left = [row for row, found in masked if row["secret"] and row["secret"] in found.text]
    touched = [row for row, found in masked if not row["secret"] and found.text != row["message"]]
    figure(f"blind-secrets: {len(left)} of {len(labelled)} left, {len(touched)} masked for nothing")
    assert len(left) <= 2 and not [row for row in left if row["kind"] in ("card", "iban")], left
    assert len(touched) <= 2, touched


@pytest.mark.parametrize(
    "text", ["PIN是四七一二", "mon code secret est quatre sept un deux", "pin four seven one two"]
)
def test_digits_written_as_words(safety: SafetyChecker, text: str) -> None:
    assert safety.secrets.mask(text).kinds == ("pin",)


def test_the_length_stays_and_of_a_phone_two_digits(safety: SafetyChecker) -> None:
    found = safety.secrets.mask("充到 06 41 92 83 42 吧")
    assert found.text == "充到 ············42 吧" and found.kinds == ("phone",) and not found.secrets


def test_several_secrets_in_one_message(safety: SafetyChecker) -> None:
    found = safety.secrets.mask("card 4975 3333 3331 3573 cvv 417, 密码是abc12345")
    assert found.kinds == ("card", "cvv", "password")
    assert "4975" not in found.text and "417" not in found.text and "abc12345" not in found.text


def test_a_token_is_masked_in_a_message_too(safety: SafetyChecker) -> None:
    assert "AAHdq" not in safety.secrets.mask("123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsawK").text


def test_without_words_cards_accounts_and_phones_are_found() -> None:
    found = SecretMasker({}).mask("4975 3333 3331 3573, FR7099999000010000012345607, 0612345678, pin 4471")
    assert found.kinds == ("card", "iban", "phone") and "4471" in found.text


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
        "FR7099999000010000012345607",
    ],
)
def test_a_secret_in_a_log_becomes_unreadable(secret: str) -> None:
    masked = mask(f"my number is {secret}, please")
    assert secret not in masked
    assert masked.startswith("my number is ")
    assert masked.endswith(", please")


@pytest.mark.parametrize("text", ["卡号4000123412341234", "FR7099999000010000012345607呢"])
def test_a_number_glued_to_chinese_is_masked_in_a_log(text: str) -> None:
    assert not any(len(part) > 3 for part in "".join(c if c.isdigit() else " " for c in mask(text)).split())


def test_a_token_inside_an_address_is_masked() -> None:
    assert mask("POST http://127.0.0.1:8081/bot1:abc/getMe") == "POST http://127.0.0.1:8081/bot***/getMe"


def test_a_password_in_a_database_address_is_masked() -> None:
    assert mask("postgresql://xufei:pass@db:5432/xufei") == "postgresql://xufei:***@db:5432/xufei"


@pytest.mark.parametrize("text", ["2026-12-15 09:00", "30GB for 19,99", "*131*", "#123#", "33700", "3179"])
def test_dates_amounts_and_short_codes_stay(text: str) -> None:
    assert mask(text) == text


def test_the_last_two_digits_stay_so_that_a_person_knows_the_number() -> None:
    assert mask("0612345642").endswith("42")


@pytest.mark.parametrize(
    "text", ["/start c_{}", "/start@xufei_bot c_{}", "look: https://t.me/xufei_bot?start=c_{} !"]
)
def test_an_invite_is_no_secret_whatever_its_letters_spell(safety: SafetyChecker, text: str) -> None:
    """One in a thousand invites was refused: PW and Pin stand in random letters."""
    for letters in ("pW70BovlHAQ3RJfl2vgE2A", "Mf_DoJO0PW_4aE5QgMwu5g", "_pin-4471_PUK48201937_"):
        invited = text.format(letters)
        assert safety.secrets.mask(invited).text == invited
    # What only looks like one is read like any other text.
    assert safety.secrets.mask("/start c_pin 4471").secrets == ("pin",)
