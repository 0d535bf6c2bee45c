"""The last repair: inside one block of an article, whose role is known by now."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Final

from generator.model import Article, Block, Role
from generator.repair.blockmarks import (
    ANY_MARK,
    find_dots,
    find_item_marks,
    find_line_end,
    find_list_marks,
    find_marks,
)
from generator.repair.foreign import CONJUNCTION, find_foreign
from generator.repair.labels import find_credit_spaces
from generator.repair.rule import Rule, repair
from generator.repair.script import find_simplified, find_traditional
from generator.repair.spaces import SPACE, find_headline_spaces, find_spaces
from generator.repair.width import ODD_WIDTH, find_width

_LINE_END: Final = Rule("line-end", "去掉段末换行", find_line_end, typographic=True)
_MARK: Final = Rule("mark", "去掉标题、列表、引文的标记", find_marks, typographic=True, seeks=ANY_MARK)
_ITEM_MARK: Final = Rule("mark", "去掉列表项的标记", find_item_marks, typographic=True)
_DOT: Final = Rule("mark", "去掉标题前的圆点与方块", find_dots, typographic=True)
_LIST_MARK: Final = Rule("mark", "去掉链接列表的标记", find_list_marks, typographic=True)
_FOREIGN: Final = Rule("foreign", "译出夹在汉字间的英文连词", find_foreign, seeks=CONJUNCTION)
_WIDTH: Final = Rule("width", "统一标点的全角与半角", find_width, typographic=True, seeks=ODD_WIDTH)
_SPACES: Final = Rule("spaces", "去掉汉字间多余的空格", find_spaces, typographic=True, seeks=SPACE)
_CREDIT_SPACES: Final = Rule("spaces", "去掉汉字间多余的空格", find_credit_spaces, typographic=True, seeks=SPACE)
_HEADLINE_SPACES: Final = Rule("spaces", "去掉标题中的空格", find_headline_spaces, typographic=True, seeks=SPACE)
_TO_SIMPLIFIED: Final = Rule("conversion", "转换为简体字", find_traditional)
_TO_TRADITIONAL: Final = Rule("conversion", "转换为繁体字", find_simplified)

#: The rules of this stage, under their names. Two of them have a form of their own for some roles.
ARTICLE: Final[tuple[Rule, ...]] = (_LINE_END, _MARK, _FOREIGN, _WIDTH, _SPACES, _TO_SIMPLIFIED)
_HEADLINES: Final[frozenset[Role]] = frozenset(("title", "kicker", "deck", "h2", "h3"))


@cache
def _rules(role: Role, script: str, reading_script: str) -> tuple[Rule, ...]:
    if role == "image":  # its address is no writing
        return (_LINE_END,)
    marks = (_ITEM_MARK, _MARK) if role == "li" else (_MARK, _DOT) if role in _HEADLINES else (_MARK,)
    spaces = _HEADLINE_SPACES if role in _HEADLINES else _CREDIT_SPACES if role == "credit" else _SPACES
    script_rule = _TO_SIMPLIFIED if reading_script == "Hans" else _TO_TRADITIONAL
    converts = () if reading_script in (script, "source") else (script_rule,)
    return (_LINE_END, *marks, _FOREIGN, _WIDTH, spaces, *converts)


def repair_article(article: Article, reading_script: str) -> Article:
    """The article with every block as it should be read. `reading_script`: "Hans", "Hant" or "source".

    `script` stays that of the source.
    """
    blocks = (
        Block(block.role, repair(block.text, _rules(block.role, article.script, reading_script)))
        for block in article.blocks
    )
    return replace(article, blocks=tuple(blocks))


def repair_notice(notice: Block) -> Block:
    """A text that belongs to no article, without the marks of the markup stage; its words stay as they are."""
    return replace(notice, text=repair(notice.text, (_LINE_END, _LIST_MARK, _ITEM_MARK, _MARK)))
