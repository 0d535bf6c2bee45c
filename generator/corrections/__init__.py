"""The archivist's own word: what a `NAME.corrections.toml` beside the source NAME overrides.

    [[set]]                            # what is known about an article
    article = "区委常委会召开会议"       # its title as on the page, or its id; not needed where a source has one article
    date = "2020-06-24"                # any of title, kicker, deck, date, place, tags, people, byline
    reason = "见报头"

    [[replace]]                        # a passage; `find` stands exactly once, within one paragraph
    find = "王茜"
    replace = "王倩"
    reason = "据次日更正"

    [[split]]                          # a new article begins with these words
    before = "关于印发"
    reason = "另一份文件"

    [[join]]                           # two articles are one; the second's headline becomes a subheading
    articles = ["区委常委会召开会议", "会议要求"]
    reason = "小标题误作标题"

Every entry has a reason, which readers see, and every entry must still do something: one that fits nothing, fits twice or sets
what is so already raises CorrectionError, and its source waits until somebody looks.
"""

from generator.corrections.descriptions import correct_description
from generator.corrections.entries import RULE, Corrections, read_corrections, unclaimed_corrections
from generator.corrections.texts import correct_text
from generator.corrections.walls import walls

__all__ = [
    "RULE",
    "Corrections",
    "correct_description",
    "correct_text",
    "read_corrections",
    "unclaimed_corrections",
    "walls",
]
