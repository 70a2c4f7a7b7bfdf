"""Say what a message means: topic, operator, language, and whether to answer, to offer choices or to decline.

    message ─ normalize (width, case, accents, script, regional words; `chinese` holds the tables) → tokens
        → entities           operators, cards, ways; each name is masked by one placeholder
        → spelling           Latin words by letters and neighbours, Chinese by sound (`homophones`)
        → features           words, characters, syllables, neighbours, concepts (`lexicon`)
        → index              features → rows → logits of every label and likeness to its centre
        → exemplars          the nearest utterance of the first label
        → calibration        two chances: in scope? first label correct?
        → clauses            each question of the message; what it negates is cut, money that left is noted
        → out_of_scope       another country's card, another thing that one renews
        → understanding      clearest clause, symptom → Finding
                             (`language` chooses the language of the reply)

Learning goes the same way: utterances → features → `vocabulary` → `training` (`regression` on the texts and
on copies with `typos`, then calibration on what was held out) → `cache`, one file that fits its words and
code only. `matcher.Matcher` is all of it for labels and utterances alone; `understanding.Understanding` adds
the library.
"""

from bot.match.finding import Explanation, Finding
from bot.match.matcher import Match, Matcher
from bot.match.understanding import Understanding

__all__ = ["Explanation", "Finding", "Match", "Matcher", "Understanding"]
