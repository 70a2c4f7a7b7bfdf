"""A phrase to a moment, a rule and the reminder's own words, in Chinese, English, French and mixtures.

line -> content.plain_text      one spelling, each character's origin kept
     -> tokens                  by regex_tokens, place_names and time_words (words_zh, words_en, words_fr)
     -> extract                 by the table of rules in grammar: Constraints, with their spans
     -> resolve                 by days, hours and repeat: a moment and a rule, or NeedsClarification
     -> remainder               what is left of the line
phrase.read does all of it.
"""
