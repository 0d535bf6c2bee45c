"""Passages that stand twice because the crops of a page overlapped, and headlines that a site prints above the document's own."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from generator.data.script import fold_script
from generator.model import Change, Span
from generator.repair.labels import label_line

#: Shorter repetitions are writing: a refrain, a pull quote, a formula at the end of every notice.
_SHORTEST = 40
#: A passage this long is no formula; a shorter one must follow its first copy at once, as it does where crops overlap.
_LONG = 160
_KEY = 16
#: A headline is no shorter, none longer, and the document's own copy of it at most so many blocks below.
_HEADLINE = (8, 80)
_NEAR = 6
_MARKS = re.compile(r"\A(?:#{1,6} +|\*\*)|\*\*\Z|[\s\u3000]+")
_MARKED = re.compile(r"#{1,6} |\*\*")
_SITE_NAME = re.compile(r"[-_—–|｜]")
#: What may stand between: a picture, the document's number, the body that issued it.
_BETWEEN = re.compile(
    r"!\[.*|\S{2,20}[〔\[［（(【]\d{4}[〕\]］）)】]\S{0,4}\d{1,5}号"
    r"|\S{2,40}(?:局|委|办|会|府|部|院|厅|处|站|所|室|中心|组|公司|文件)"
)
_KICKER = re.compile(r"[^。！？!?；;]{4,30}[^。！？!?；;，,、：:]")
_ENDINGS = "。！？!?”’；;"


def _same_run(blocks: list[str], first: int, again: int) -> int:
    """How many blocks from `again` on repeat those from `first` on; the first may be the end of a longer block."""
    count = 1
    while first + count < again and again + count < len(blocks) and blocks[first + count] == blocks[again + count]:
        count += 1
    return count


def _cut_inside(whole: str, tail: str) -> bool:
    """Whether `tail` begins in the middle of a sentence of `whole`: no writer quotes so, only a crop cuts so."""
    before = whole[: len(whole) - len(tail)]
    return bool(before) and before[-1] not in _ENDINGS


def _headline_again(blocks: Sequence[str]) -> tuple[int, int] | None:
    """Which blocks, from .. to, say a headline again that stands a few blocks above or below, with nothing of an article between.

    Where one of the two is marked as a headline and the other not, the other is the repetition; else the later one, which may
    be broken in two.
    """
    bare = [_MARKS.sub("", block) if len(block) <= _HEADLINE[1] else "" for block in blocks[: 3 * _NEAR]]
    for i, head in enumerate(bare[: 2 * _NEAR]):
        if not _HEADLINE[0] <= len(head) <= _HEADLINE[1] or head[-1] in _ENDINGS:
            continue
        for j in range(i + 1, min(i + _NEAR, len(bare))):
            if bare[j] == head:
                return (i, i + 1) if _MARKED.match(blocks[j]) and not _MARKED.match(blocks[i]) else (j, j + 1)
            if j + 1 < len(bare) and bare[j] and bare[j] + bare[j + 1] == head:
                return j, j + 2
            if bare[i].startswith(bare[j]) and len(bare[j]) >= _HEADLINE[0] and _SITE_NAME.match(bare[i], len(bare[j])):
                return i, i + 1  # the browser's title, with the name of the site
            if _BETWEEN.fullmatch(bare[j]) or label_line(fold_script(blocks[j])):
                continue
            if i == 0 and j > 1 and _KICKER.fullmatch(bare[j]) and bare[j + 1 : j + 2] == [head]:
                return i, i + 1  # the document's own stands below its kicker, behind what the site tells
            break
    return None


def find_repeats(value: str) -> Iterator[Change]:
    """Blocks that repeat earlier ones to the letter, as many as stand together; a pull quote or a short refrain is left alone.

    >>> a, b = "传达有关会议精神，研究部署下一步工作，对重点任务再动员再部署，" * 2, "会议审议通过了工作规则。"
    >>> len(list(find_repeats("\\n".join((a, b, a, b))))), len(list(find_repeats("\\n".join((a, b, b)))))
    (1, 0)
    >>> [
    ...     c.before
    ...     for c in find_repeats("# 关于做好防汛工作的通知\\n某政发〔2020〕1号\\n关于做好防汛工作的通知\\n各乡镇：")
    ... ]
    ['\\n关于做好防汛工作的通知']
    """
    blocks = value.split("\n")
    starts, at = [], 0
    for block in blocks:
        starts.append(at)
        at += len(block) + 1
    again = _headline_again(blocks)
    endings: dict[str, list[int]] = defaultdict(list)
    i = 0
    while i < len(blocks):
        if again and i == again[0]:  # unless a run that began before takes it along
            start, end = (starts[i] - 1, starts[again[1] - 1] + len(blocks[again[1] - 1])) if i else (0, starts[1])
            yield Change("repeat", Span(start, end), value[start:end], "", "inferred", "标题重复")
            i = again[1]
            continue
        block, count = blocks[i], 0
        for j in endings.get(block[-_KEY:], ()) if len(block) >= _KEY else ():
            if not blocks[j].endswith(block):
                continue
            run = _same_run(blocks, j, i)
            size = sum(map(len, blocks[i : i + run]))
            near = j + run >= i - 1
            if size >= (_SHORTEST if near else _LONG) and (
                run > 1 or len(block) == len(blocks[j]) or _cut_inside(blocks[j], block)
            ):
                count = max(count, run)
        if count:
            start, last = starts[i] - 1, i + count - 1
            end = starts[last] + len(blocks[last])
            yield Change("repeat", Span(start, end), value[start:end], "", "inferred", "与前文相同")
            i += count
            continue
        if len(block) >= _KEY and len(endings[block[-_KEY:]]) < 8:
            endings[block[-_KEY:]].append(i)
        i += 1
