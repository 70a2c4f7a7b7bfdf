from bot.match import chinese
from bot.match.lexicon import Lexicon, everyday, merged, normalized, regional
from bot.match.normalize import Normalizer

FOLD = Normalizer(chinese.build(), regional())
CONCEPTS = {
    "pay": ["付款", "pay", "pai*", "付"],
    "auto": ["auto renew", "自动续费"],
    "expire": ["到期", "expir*"],
}
LEXICON = Lexicon(normalized(CONCEPTS, FOLD))


def concepts(text: str) -> set[str]:
    return {concept for _, concept in LEXICON.spots(FOLD.tokens(text))}


def test_words_of_all_languages_lead_to_one_concept() -> None:
    assert concepts("怎么付款") == concepts("how to pay") == concepts("paiement") == {"pay"}


def test_a_star_stands_for_any_ending_and_a_plain_word_for_itself() -> None:
    assert concepts("expiration expired") == {"expire"}
    assert concepts("payback") == set()


def test_phrases_are_matched_as_a_whole() -> None:
    assert concepts("switch auto renew off") == {"auto"}
    assert concepts("renew auto") == set()


def test_traditional_characters_find_the_same_concepts() -> None:
    assert concepts("自動續費到期") == {"auto", "expire"}


def test_two_files_make_one_concept() -> None:
    assert merged({"a": {"en": "x, y"}}, {"a": {"fr": ["z"]}}) == {"a": ["x", "y", "z"]}


def test_everyday_words_are_many_and_none_is_empty() -> None:
    words = merged(everyday())
    assert len(words) > 100
    assert all(words.values())
