"""The table of checks: for each kind of content what holds only for it, then what holds for every text."""

from bot.lint import (
    aliases,
    claims,
    facts,
    hosts,
    interface_texts,
    leads,
    numbers,
    parity,
    script,
    texts,
    utterances,
    ways,
)
from bot.lint.checked_words import Check

_FACTS: tuple[Check, ...] = (
    facts.facts_have_sources,
    facts.dates_are_possible,
    facts.facts_are_fresh,
    facts.sources_can_be_looked_up,
)

CHECKS: dict[str, tuple[Check, ...]] = {
    "topics": (leads.topics_lead_on, utterances.topics_have_enough, facts.named_facts_are_shown),
    "operators": (*_FACTS, hosts.pages_are_the_operators_own, aliases.guarded_names_are_aliases),
    "channels": (
        ways.suits_are_complete,
        ways.reasons_are_known,
        ways.guides_can_be_walked,
        ways.steps_name_what_operators_have,
    ),
    "cards": (leads.cards_lead_on, aliases.aliases_are_single),
    "symptoms": (leads.symptoms_offer_a_choice, utterances.other_things_have_some),
    "elsewhere": (utterances.other_things_have_some,),
    "acts": (utterances.other_things_have_some,),
    "trees": (leads.trees_can_be_walked,),
    "phrases": (leads.phrases_can_be_copied,),
    "letters": (leads.slots_match_questions, leads.ids_are_single),
    "rules": _FACTS,
    "glossary": (leads.terms_are_single,),
}

EVERYWHERE: tuple[Check, ...] = (
    texts.answers_are_short,
    texts.valid_markup,
    texts.valid_interface,
    texts.labels_fit,
    facts.quotes_name_facts,
    hosts.links_are_official,
    interface_texts.same_keys,
    interface_texts.same_placeholders,
    numbers.same_numbers,
    parity.same_parts,
    script.traditional_texts,
    script.traditional_interface,
    script.traditional_wordings,
    script.words_of_taiwan,
    claims.claims_have_facts,
    claims.one_fact_one_value,
    utterances.wordings_are_single,
    utterances.wordings_are_no_near_copies,
)


def all_checks() -> list[Check]:
    """Every check once, in the order of the table."""
    return list(dict.fromkeys([check for row in CHECKS.values() for check in row] + list(EVERYWHERE)))
