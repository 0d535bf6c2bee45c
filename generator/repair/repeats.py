"""Passages that stand twice because the crops of a page overlapped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from generator.model import Change, Span

#: Shorter repetitions are writing: a refrain, a pull quote, a formula at the end of every notice.
_SHORTEST = 40
#: A passage this long is no formula; a shorter one must follow its first copy at once, as it does where crops overlap.
_LONG = 160
_KEY = 16
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


def find_repeats(value: str) -> Iterator[Change]:
    """Blocks that repeat earlier ones to the letter, as many as stand together; a pull quote or a short refrain is left alone.

    >>> a, b = "传达有关会议精神，研究部署下一步工作，对重点任务再动员再部署，" * 2, "会议审议通过了工作规则。"
    >>> len(list(find_repeats("\\n".join((a, b, a, b))))), len(list(find_repeats("\\n".join((a, b, b)))))
    (1, 0)
    """
    blocks = value.split("\n")
    starts, at = [], 0
    for block in blocks:
        starts.append(at)
        at += len(block) + 1
    endings: dict[str, list[int]] = defaultdict(list)
    i = 0
    while i < len(blocks):
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
            yield Change("repeat", Span(start, end), value[start:end], "", "inferred", "same as an earlier passage")
            i += count
            continue
        if len(block) >= _KEY and len(endings[block[-_KEY:]]) < 8:
            endings[block[-_KEY:]].append(i)
        i += 1
