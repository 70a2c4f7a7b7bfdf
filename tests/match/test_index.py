from bot.match.index import NONE, Keys

KEYS = Keys.of(({"充值": 0, "=refund": 1}, {"^re": 2}))


def test_every_key_finds_its_row_and_a_strange_one_none() -> None:
    assert KEYS.rows_of(["^re", "充值", "zebra", "=refund"]) == [2, 0, NONE, 1]


def test_no_keys_have_no_rows() -> None:
    assert KEYS.rows_of([]) == []
    assert Keys.of(({},)).rows_of(["充值"]) == [NONE]


def test_every_key_of_many_finds_a_row_of_its_own() -> None:
    many = {f"key {number}": number for number in range(5000)}
    assert Keys.of((many,)).rows_of(list(many)) == list(many.values())
