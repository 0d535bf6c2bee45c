"""Repair: what was done to the writing is undone, rule by rule.

A rule is one function that finds changes, one line in a tuple below, and one file of cases in tests/repair/cases.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import chain
from types import MappingProxyType
from typing import Final

from generator.model import Article, Document, Format
from generator.repair.furniture import find_furniture
from generator.repair.repeats import find_repeats
from generator.repair.rule import Rule, repair
from generator.repair.unwrap import find_layout, find_wraps

#: Line ends and marks that cannot be seen, before anything else looks at lines.
_CLEAN: Final[tuple[Rule, ...]] = ()
#: From markup to plain lines, blank lines between blocks, and light Markdown for what a page shows by its looks.
MARKUP: Final[Mapping[Format, tuple[Rule, ...]]] = MappingProxyType({"text": (), "html": (), "markdown": ()})
#: Damage to characters: readings in brackets, shifted bytes.
CHARACTERS: Final[tuple[Rule, ...]] = ()
#: From lines to blocks, one a line.
LINES: Final[tuple[Rule, ...]] = (
    Rule("furniture", "去掉页码与装饰线", find_furniture),
    Rule("unwrap", "接合被版面折断的行", find_wraps, typographic=True),
    Rule("layout", "去掉空行与行首空格", find_layout, typographic=True),
    Rule("repeat", "去掉重复的段落", find_repeats),
)
#: Inside one block of an article.
ARTICLE: Final[tuple[Rule, ...]] = ()

RULES: Final[Mapping[str, Rule]] = MappingProxyType(
    {rule.name: rule for rule in chain(_CLEAN, *MARKUP.values(), CHARACTERS, LINES, ARTICLE)}
)


def repair_document(document: Document) -> Document:
    """The document with one block a line, no blank lines, and light Markdown for structure."""
    rules = (*_CLEAN, *MARKUP[document.source.format], *CHARACTERS, *LINES)
    return replace(document, text=repair(document.text, rules))


def repair_article(article: Article, reading_script: str) -> Article:
    """The article with every block as it should be read. `reading_script`: "Hans", "Hant" or "source"."""
    blocks = tuple(replace(block, text=repair(block.text, ARTICLE)) for block in article.blocks)
    return replace(article, blocks=blocks)
