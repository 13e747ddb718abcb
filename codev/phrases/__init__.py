"""What the software itself says, in French and in English, with *vous* or *tu*, for France or Quebec.

A language is one of `LANGUAGES`. `say(key, language, **params)` speaks a sentence of the catalogue; an unknown key is a
KeyError at once. `spell(words, language, **params)` speaks a sentence of a format. `refusal_words` answers what the rules
refuse. Parameters are put in as plain text: to escape them is the template's business.
"""

from .dates import clock_time, day, day_and_time, length
from .languages import LANGUAGES, tag
from .refusing import keeps_text, refusal_words
from .saying import exists, keys, listing, say, spell

__all__ = [
    "LANGUAGES",
    "clock_time",
    "day",
    "day_and_time",
    "exists",
    "keeps_text",
    "keys",
    "length",
    "listing",
    "refusal_words",
    "say",
    "spell",
    "tag",
]
