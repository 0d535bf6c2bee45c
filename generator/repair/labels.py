"""What a site prints about an article: labels and their values, in any order, glued together or apart.

来源：区政府 发布时间：2020-07-01 编辑：李四. Such a line is metadata: describing reads it, and it is no part of the article's text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from generator.data.residue import residue
from generator.data.script import fold_script
from generator.model import Change, Span
from generator.repair.phrases import COUNT, GAP, read_phrases
from generator.repair.spaces import find_spaces

_WORDS: Final = {**dict.fromkeys(residue().labels.unsure, False), **dict.fromkeys(residue().labels.sure, True)}
_PEOPLE: Final = frozenset(residue().labels.people)
_LONGEST_WORD: Final = max(map(len, _WORDS))
#: No line of labels is longer, no value, and no list of names.
_LONGEST, _LONGEST_VALUE, _LONGEST_NAMES = 240, 90, 30
_BLANKS: Final = " \u3000\xa0\t"
_COLON = re.compile(
    rf"[{_BLANKS}]{{0,4}}[:：|｜](?![{_BLANKS}]*\d{{1,2}}[:：]\d\d(?!\d))|(?<=[一-鿿])[{_BLANKS}]{{1,4}}(?=(?:19|20)\d\d[-/.年])"
)
#: No line of labels is without one of these; most lines are.
_SIGN = re.compile(r"[:：|｜]|(?:19|20)\d\d(?:[-/.年]|(?<=\.\d{4}))")
_EDGE = re.compile(rf"{GAP}*+")
#: A day, perhaps with the day of the week and the time, as sites stamp it.
_TIME: Final = r"\d{1,2}[:：]\d\d(?:[:：]\d\d)?"
_DAY: Final = r"(?:(?:19|20)\d\d ?[-/.年] ?\d{1,2} ?[-/.月] ?\d{1,2} ?日?|\d{1,2}\.\d{1,2}\.(?:19|20)\d\d|(?<!\d)\d\d-\d\d(?= \d\d:))"
_STAMP: Final = rf"{_DAY}(?:[{_BLANKS}]*星期[一二三四五六日天])?(?:[{_BLANKS}T]*{_TIME})?"
_OUTLETS: Final = (
    "网|报|社|台|站|端|在线|频道|发布|传媒|融媒|融媒体|融媒体中心|广播|电视|新闻中心|新闻|消息|周刊|杂志|之声|视频"
)
_MEDIA: Final = rf"[一-鿿]{{1,14}}(?:{_OUTLETS})(?![一-鿿])"
_BEFORE = re.compile(
    rf"(?:{GAP}*(?:发布于|发表于|于)?{GAP}*{_STAMP})?{GAP}*(?:{_MEDIA}{GAP}*)?|{GAP}*{_MEDIA}{GAP}+(?:{_STAMP})?{GAP}*"
)
_STAMPED = re.compile(
    rf"{GAP}*(?:https?://[!-~]+{GAP}+)?(?:{_MEDIA}{GAP}*)?{_DAY}[{_BLANKS}]*(?:星期.[{_BLANKS}]*)?{_TIME}{GAP}*(?:{_MEDIA}{GAP}*)?"
)
_ALONE = re.compile(rf"{_DAY}(?:[{_BLANKS}]*星期[一二三四五六日天])?")
_STAMPS = re.compile(_STAMP)
_SITE_STAMP = re.compile(rf"{GAP}*(?:(?:19|20)\d\d-\d{{1,2}}-\d{{1,2}}|{_DAY}[{_BLANKS}]*{_TIME})")
_SENTENCE = re.compile(r"[。！？；]")
_ADDRESS = re.compile(r"https?://[^\s一-鿿]*+")
#: The day on which the page was looked at.
_TODAY: Final = "日历与天气"
#: What a mirror printed behind a character.
READING = re.compile(r"(?<=[㐀-鿿])[(（] ?[a-zà-ǜ]{1,6} ?[)）]")


class Label(NamedTuple):
    """A label in a line: `start..end` is the word with its colon, in code points of the line."""

    start: int
    end: int
    word: str
    sure: bool


def _word_before(text: str, end: int) -> tuple[int, str] | None:
    """The longest label that ends at `end`, and where it begins; blanks may stand between its characters."""
    word, blanks, found = "", 0, None
    for at in range(end - 1, max(-1, end - 3 * _LONGEST_WORD), -1):
        if text[at] in _BLANKS:
            blanks += 1
            if blanks > 4:
                break
            continue
        word, blanks = text[at] + word, 0
        if len(word) > _LONGEST_WORD:
            break
        if word in _WORDS:
            found = at, word
    return found


def read_labels(text: str) -> Iterator[Label]:
    """The labels of a line, which is in Simplified script.

    >>> [label.word for label in read_labels("来 源：区政府2020-07-01编辑：李四")]
    ['来源', '编辑']
    """
    last = 0
    for colon in _COLON.finditer(text):
        found = _word_before(text, colon.start())
        if found and found[0] >= last:
            last = colon.end()
            yield Label(found[0], last, found[1], _WORDS[found[1]])


def _value(text: str, word: str) -> bool:
    """Whether it can stand behind a label."""
    value = _ADDRESS.sub("", text).strip(_BLANKS)
    if word in _PEOPLE and (len(value) > _LONGEST_NAMES or re.search("[，,]", value)):
        return False
    if word.endswith("标题"):
        return len(value) <= _LONGEST_VALUE and "。" not in value
    return len(value) <= _LONGEST_VALUE and not _SENTENCE.search(value.rstrip("。；"))


def _stamped(text: str) -> bool:
    """Whether it is a day with a time, at most the name of a paper or a site and buttons beside it, or a day among buttons."""
    match = _STAMPED.match(text)
    if match is None and _SITE_STAMP.match(text):
        text = READING.sub("", text)
        match = _STAMPED.match(text)
    if match:
        return match.end() == len(text) or read_phrases(text[match.end() :]) is not None
    day = _ALONE.search(text)
    return day is not None and _buttons(text[: day.start()] + " " + text[day.end() :])


def _buttons(text: str) -> bool:
    reading = read_phrases(text)
    return reading is not None and bool(reading.sure) and reading.sure != _TODAY


def label_line(text: str) -> Literal["sure", "unsure", ""]:
    """Whether a line tells about an article and holds nothing else: "unsure" where a document could say it as well.

    >>> (
    ...     label_line("2020-07-01 09:30 来源：区政府|作者：张三"),
    ...     label_line("时间：三月五日"),
    ...     label_line("资金来源：财政"),
    ... )
    ('sure', 'unsure', '')
    """
    if len(text) > _LONGEST or not _SIGN.search(text):
        return ""
    text = COUNT.sub("", text)
    labels = list(read_labels(text))
    if not labels:
        return "sure" if _stamped(text) else ""
    before = text[: labels[0].start]
    if not _BEFORE.fullmatch(before) and not _buttons(_STAMPS.sub("", before)):
        return ""
    ends = [*(label.start for label in labels[1:]), len(text)]
    if not all(_value(text[label.end : end], label.word) for label, end in zip(labels, ends, strict=True)):
        return ""
    stamped = any(_SITE_STAMP.match(text, label.end) for label in labels)
    known = any(label.sure or label.word in _PEOPLE for label in labels)
    sure = labels[0].sure or stamped or labels[0].start > 3 or (known and len(labels) > 1)
    return "sure" if sure else "unsure"


def label_row(text: str) -> bool:
    """Whether a row of a table, `| a | b |`, tells about an article.

    >>> label_row("| 索引号： | 0001 | 公开日期 | 2020-07-01 |"), label_row("| 姓名 | 张三 |")
    (True, False)
    """
    cells = [cell.strip(_BLANKS + ":：") for cell in text.strip(_BLANKS + "|").split("|")]
    words = [_WORDS.get(re.sub(rf"[{_BLANKS}]", "", cell)) for cell in cells[::2]]
    known = [sure for sure in words if sure is not None]
    return True in known and 2 * len(known) >= len([c for c in cells[::2] if c]) and len(cells) <= 12


def find_labels(value: str) -> Iterator[Change]:
    """Labels that are glued to the value before them get a blank, so that each value can be read.

    >>> [(c.span.start, c.after) for c in find_labels("发布时间：2020-07-01来源：区政府编辑：李四\\n资金来源：财政")]
    [(15, ' '), (21, ' ')]
    """
    at = 0
    for line, folded in zip(value.split("\n"), fold_script(value).split("\n"), strict=True):
        if len(line) <= _LONGEST and label_line(folded):
            for label in read_labels(folded):
                if label.start and not _EDGE.match(folded[label.start - 1])[0]:  # type: ignore[index]
                    place = at + label.start
                    yield Change("label", Span(place, place), "", " ", "inferred")
        at += len(line) + 1


def find_credit_spaces(value: str) -> Iterator[Change]:
    """Superfluous spaces but for those that part one value from the next label.

    >>> [c.span.start for c in find_credit_spaces("来源： 区政府 编辑：李 四")]
    [3, 12]
    """
    starts = {label.start for label in read_labels(fold_script(value))}
    return (change for change in find_spaces(value) if change.span.end not in starts)
