"""Repair: what was done to the writing is undone, rule by rule.

A rule is one function that finds changes, one line in a tuple below, and one file of cases in tests/repair/cases.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import chain
from types import MappingProxyType
from typing import Final

from generator.data.script import tell_script
from generator.model import Document, Format
from generator.repair.annotation import find_annotations
from generator.repair.article import ARTICLE, repair_article, repair_notice
from generator.repair.compatibility import find_compatibility
from generator.repair.controls import find_controls, find_odd_spaces
from generator.repair.doubled import find_doubled
from generator.repair.entities import find_entities
from generator.repair.furniture import find_furniture
from generator.repair.html.blocks import find_tags
from generator.repair.html.hidden import (
    find_comments,
    find_form,
    find_metas,
    find_scripts,
    find_unseen,
)
from generator.repair.html.remnants import find_encoded, find_mangled, find_remnants
from generator.repair.html.surroundings import find_surroundings
from generator.repair.html.title import find_title
from generator.repair.labels import find_labels
from generator.repair.layout import find_layout
from generator.repair.lookalikes import find_lookalikes
from generator.repair.markdown.blocks import (
    find_bullets,
    find_headings,
    find_quotes,
    find_tables,
    find_underlined,
)
from generator.repair.markdown.emphasis import find_emphasis
from generator.repair.markdown.fences import find_wrapper
from generator.repair.markdown.inline import find_escapes, find_links
from generator.repair.markdown.tags import find_inline_tags
from generator.repair.mojibake import find_mojibake
from generator.repair.newlines import find_newlines
from generator.repair.numerals import find_zeros
from generator.repair.pictures import find_pictures
from generator.repair.private_use import find_private
from generator.repair.repeats import find_repeats
from generator.repair.residue import find_residue
from generator.repair.rule import Rule, repair
from generator.repair.shift import find_shifts
from generator.repair.unwrap import find_wraps

__all__ = [
    "ARTICLE",
    "CHARACTERS",
    "LINES",
    "MARKUP",
    "RESIDUE",
    "RULES",
    "Rule",
    "repair",
    "repair_article",
    "repair_document",
    "repair_notice",
]

#: What was decoded wrongly, while all that it was shown as is there; line ends; marks that cannot be seen.
_CLEAN: Final = (
    Rule("mojibake", "还原用错编码读出的乱码", find_mojibake, damage="乱码"),
    Rule("newline", "统一换行符", find_newlines, typographic=True),
    Rule("control", "去掉看不见的控制字符", find_controls, typographic=True, damage="夹杂控制字符"),
)
#: Once no markup is left: what stands for characters, and what the site put around the article.
_REST: Final = (
    Rule("entity", "还原字符实体", find_entities, typographic=True),
    Rule("control", "去掉看不见的控制字符", find_controls, typographic=True),
    Rule("odd-space", "统一特殊空格", find_odd_spaces, typographic=True),
    Rule("residue", "去掉网站的导航与按钮", find_residue, damage="夹杂网站文字"),
    Rule("label", "分开粘连的来源、时间等信息", find_labels, typographic=True),
)
_HTML: Final = (
    Rule("encoded-tag", "还原被转义的网页标记", find_encoded, typographic=True, damage="网页标记被转义"),
    Rule("comment", "去掉网页注释", find_comments, typographic=True),
    Rule("script", "去掉网页脚本与样式", find_scripts, typographic=True),
    Rule("form", "去掉网页菜单与按钮", find_form, typographic=True),
    Rule("meta", "去掉网页元数据", find_metas, typographic=True),
    Rule("title", "去掉浏览器标题", find_title, typographic=True),
    Rule("unseen", "去掉网页上不显示的内容", find_unseen),
    Rule("surroundings", "去掉网站的菜单与页脚", find_surroundings, damage="夹杂网站文字"),
    Rule("mangled-tag", "补全残缺的网页标记", find_mangled, damage="网页标记残缺"),
)
_MARKDOWN: Final = (
    Rule("fence", "去掉包裹全文的代码围栏", find_wrapper, typographic=True),
    *_HTML,
    Rule("inline-tag", "转换夹杂的网页标记", find_inline_tags, typographic=True),
    Rule("underlined-heading", "统一标题标记", find_underlined, typographic=True),
    Rule("heading", "统一标题标记", find_headings, typographic=True),
    Rule("bullet", "统一列表标记", find_bullets, typographic=True),
    Rule("quote", "统一引文标记", find_quotes, typographic=True),
    Rule("table", "统一表格标记", find_tables, typographic=True),
    Rule("link", "保留链接文字", find_links, typographic=True),
    Rule("emphasis", "去掉行内强调标记", find_emphasis, typographic=True),
    Rule("escape", "还原转义符", find_escapes, typographic=True),
    *_REST,
)
#: From markup to plain lines, blank lines between blocks, and light Markdown for what a page shows by its looks.
MARKUP: Final[Mapping[Format, tuple[Rule, ...]]] = MappingProxyType(
    {
        "text": (Rule("remnant", "清理残留的网页标记", find_remnants, damage="网页标记残留"), *_REST),
        "html": (*_HTML, Rule("tag", "网页标记转为段落", find_tags, typographic=True), *_REST),
        "markdown": _MARKDOWN,
    }
)
#: Damage to characters: readings in brackets, shifted bytes.
CHARACTERS: Final[tuple[Rule, ...]] = (
    Rule("shift", "还原错位的字节", find_shifts, damage="字节错位"),
    Rule("private-use", "还原或标出私用区字符", find_private, damage="私用区字符"),
    Rule("compatibility", "还原形近的部首与兼容字符", find_compatibility, typographic=True, damage="形近的兼容字符"),
    Rule("annotation", "去掉镜像站加注的拼音", find_annotations, damage="夹注拼音"),
)
#: From lines to blocks, one a line.
LINES: Final[tuple[Rule, ...]] = (
    Rule("furniture", "去掉页码与装饰线", find_furniture, damage="夹杂页码与装饰线"),
    Rule("unwrap", "接合被版面折断的行", find_wraps, typographic=True, damage="行被版面折断"),
    Rule("layout", "去掉空行与行首空格", find_layout, typographic=True),
    Rule("picture", "去掉图片的文件名与重复正文的说明", find_pictures, typographic=True),
    Rule("repeat", "去掉重复的段落", find_repeats, damage="段落重复"),
)
#: Residue of OCR and of other programs, which shows once the lines are whole.
RESIDUE: Final[tuple[Rule, ...]] = (
    Rule("year-zero", "统一年份中的“〇”", find_zeros, typographic=True),
    Rule("lookalike", "改正“己、已、巳”的误认", find_lookalikes, damage="形近字误认"),
    Rule("doubled", "去掉重复的标点", find_doubled, damage="标点重复"),
)

RULES: Final[Mapping[str, Rule]] = MappingProxyType(
    {rule.name: rule for rule in chain(_CLEAN, *MARKUP.values(), CHARACTERS, LINES, RESIDUE, ARTICLE)}
)


def repair_document(document: Document) -> Document:
    """The document with one block a line, no blank lines, and light Markdown for structure; its kinds of damage are noted."""
    text, damage = document.text, list(document.damage)
    for rule in (*_CLEAN, *MARKUP[document.source.format], *CHARACTERS, *LINES, *RESIDUE):
        before, text = text, repair(text, [rule])
        if rule.damage and text is not before:
            damage.append(rule.name)
    script = tell_script(text.value) if "mojibake" in damage else document.script  # before, it could not be read
    return replace(document, text=text, damage=tuple(damage), script=script)
