"""Names that lead nowhere, each with its line and the nearest name."""

from typing import Any

import pytest

from tests.content.tiny import Faq


def put(data: Any, path: str, value: Any) -> None:
    *way, last = (int(part) if part.isdigit() else part for part in path.split("/"))
    for part in way:
        data = data[part]
    data[last] = value


@pytest.mark.parametrize(
    ("file", "path", "value", "message"),
    [
        ("topics/pay.yaml", "next", ["webste"], "no topic 'webste'; did you mean 'website'?"),
        ("topics/pay.yaml", "facts", ["portin"], "no rule 'portin'; did you mean 'porting'?"),
        ("symptoms/nothing.yaml", "choices/0/to", "pai", "no topic 'pai'; did you mean 'pay'?"),
        ("operators/orange.yaml", "facts/price/topics", ["pai"], "no topic 'pai'; did you mean 'pay'?"),
        ("channels/website.yaml", "guides/prepaid/0/stuck", "paymen", "no topic 'paymen'"),
        ("channels/website.yaml", "guides/prepaid/0/look_for", ["recharge"], "no term 'recharge'"),
        ("channels/website.yaml", "guides/prepaid/0/operators", {"oran": "x"}, "no operator 'oran'"),
        ("cards/data.yaml", "channels", ["web"], "no guide 'web'; did you mean 'website'?"),
        ("cards/data.yaml", "next", ["pai"], "no topic 'pai'"),
        ("trees/payment.yaml", "root", "stat", "no node 'stat'; did you mean 'start'?"),
        ("trees/payment.yaml", "nodes/card/buttons/0/to", "humen", "no place 'humen'; did you mean 'human'?"),
        ("trees/payment.yaml", "nodes/card/buttons/0/to", "topic:pai", "no topic 'pai'"),
        ("trees/payment.yaml", "nodes/card/buttons/0/to", "letter:complain", "no letter 'complain'"),
        ("trees/payment.yaml", "nodes/card/buttons/0/to", "guid:website", "no place 'guid:website'"),
    ],
)
def test_a_name_that_names_nothing_is_told(faq: Faq, file: str, path: str, value: Any, message: str) -> None:
    put(faq[file], path, value)
    (problem,) = faq.broken()
    assert problem.file == file
    assert problem.message.startswith(message)
    deepest = path.rpartition("/")[2]
    line = (faq.folder / file).read_text("utf-8").splitlines()[problem.line - 1]
    assert deepest in line or "- " in line or str(value)[2:5] in line


def test_a_channel_is_a_topic_too(faq: Faq) -> None:
    faq.files["channels/app.yaml"] = faq["channels/website.yaml"]
    assert [problem.message for problem in faq.broken()] == ["no topic 'app'"]


def test_an_own_answer_may_use_own_facts_and_rules(faq: Faq) -> None:
    answer = {"text": "x", "facts": ["price", "porting", "pric"]}
    faq["operators/orange.yaml"]["answers"] = {"pay": answer}
    assert [problem.message for problem in faq.broken()] == ["no rule 'pric'"]
