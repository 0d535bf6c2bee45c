"""Passages that were decoded with the wrong encoding: 浼氳 was 会议, and so was ä¼šè®®, and »áÒé.

What was shown tells the bytes (`mojibake_bytes`), the bytes tell what was written. That is believed only where it is far
likelier Chinese than what stands there; a passage may have gone wrong twice. Characters that lost a byte are read by the words
around them, or stand as U+FFFD. 锟斤拷 is what is left of characters that were lost before: it is marked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, Literal

from generator.data.script import tell_script
from generator.model import Change, Script, Span
from generator.repair.mojibake_bytes import Codec, Piece, encoded, read_piece
from generator.repair.mojibake_words import LOST, cost, is_chinese, likeliest
from generator.repair.shift_words import Words

RULE: Final = "mojibake"
#: How a passage went wrong: as UTF-8 that was taken for a codec, or as GBK that was taken for Latin-1.
Kind = Codec | Literal["gbk"]
_KINDS: Final[tuple[Kind, ...]] = ("gb18030", "latin", "twice", "gbk")
#: By how much a passage must be likelier as it is read; less is enough where more than `_PLENTY` went wrong in the same way.
_GAIN: Final = 15.0
_SMALL_GAIN, _PLENTY = 3.0, 120.0
#: Fewer Latin characters than these are never plenty.
_FEW: Final = 12
#: How often a text may have been decoded wrongly, one time over another.
_DEEPEST: Final = 3
#: So much of a line tells what is open in it.
_LINE: Final = 160
#: A text with one seed of UTF-8 in so many characters is wrong still.
_STILL: Final = 6
_PLAIN: Final = Words(Counter(), 0)
#: So much of a document tells its own words, and is read by them where bytes were lost: no bulletin is longer.
_ENOUGH: Final = 40_000


def _class(characters: Sequence[str]) -> str:
    return "".join(re.escape(c) for c in characters)


def _shown(codec: Codec, leads: range, trails: range) -> str:
    """A character class: what was shown for bytes of which the first and the last are these."""
    pairs = encoded(codec).items()
    return f"[{_class([c for c, code in pairs if code[0] in leads and code[-1] in trails])}]"


_ANY: Final = range(0x100)
_NEXT: Final = range(0x80, 0xC0)
_FIRST: Final = _shown("gb18030", range(0xE2, 0xF0), _NEXT)
_TWICE: Final = _shown("gb18030", range(0xC2, 0xC6), _NEXT)
#: Where UTF-8 may begin: a first and a second byte. Shown twice, all of it begins with C2 to C5, as few Han characters do.
_SEEDS: Final[Mapping[Codec, re.Pattern[str]]] = {
    "gb18030": re.compile(f"{_FIRST}(?<!锟(?=斤))(?:(?={_shown('gb18030', _NEXT, _ANY)}|[€?\ufffd])|(?<=\\d.)(?=\\d))"),
    "latin": re.compile(
        f"{_shown('latin', range(0xC2, 0xF5), _ANY)}(?={_shown('latin', _NEXT, _ANY)}| [\x80-\xff]|\ufffd)"
    ),
    "twice": re.compile(f"{_TWICE}{_TWICE}{{4}}"),
}
_LATIN: Final = {code: _shown("latin", range(code, 0xFF), _ANY)[:-1] for code in (0x80, 0x81)}
_PAIR: Final = rf"{_LATIN[0x81]}\ufffd]{_LATIN[0x80]}\ufffd@-~]"
#: GBK shown byte by byte.
_GBK_AS_LATIN: Final = re.compile(f"{_PAIR}(?>(?:{_PAIR})*)")
#: Pairs that GB 18030 leaves to its users.
_PRIVATE: Final = re.compile("[\ue000-\ue765]")
#: U+FFFD in UTF-8, read as GBK or as Latin-1, or with what was left of GBK that was read as UTF-8 between.
_GONE_BEGINS: Final = re.compile("[锟ï\ufffd]")
_GONE: Final = re.compile("(?:锟斤拷|锟斤|ï¿½)+|(?:\ufffd{1,8}[\u0080-\u07ff]{1,2}){2,}\ufffd*")


@dataclass(frozen=True)
class _Passage:
    """A passage that may have been decoded wrongly. `gain` is how much likelier Chinese it is as `text`.

    It is `sure` when its bytes have one reading. Behind it are `rest` characters that hold a part of the next one.
    """

    span: Span
    text: str
    gain: float
    sure: bool
    chinese: bool
    rest: int = 0

    def likely(self, plenty: bool) -> bool:
        """Whether it may be believed; more easily so where `plenty` went wrong in the same way."""
        if plenty and self.text == LOST:  # what stands is no writing either
            return True
        return self.gain >= (_SMALL_GAIN if plenty else _GAIN) and (self.chinese or (plenty and self.sure))


@lru_cache(maxsize=1 << 14)
def _pair(shown: str) -> str:
    """The character of GBK that two Latin ones were shown for."""
    code = b"".join(encoded("latin").get(c) or c.encode("ascii", "ignore") for c in shown)
    return (code.decode("gbk", "ignore") if len(code) == 2 else "") or LOST


@dataclass(frozen=True)
class _Search:
    """How passages are looked for: under how many wrong decodings, and with which words."""

    words: Words
    script: Script = "Hans"
    depth: int = 0

    def passage(self, kind: Kind, stands: str, start: int, text: str, sure: bool, rest: int = 0) -> _Passage:
        deeper = _Search(self.words, self.script, self.depth + 1).mended(text) if self.depth < _DEEPEST else text
        if kind == "gbk" and deeper != text:  # two kinds side by side: the other is found by itself
            deeper = stands
        gain = cost(stands.replace(LOST, "")) - cost(deeper)  # that something was lost is no evidence
        wrong_still = _STILL * len(_SEEDS["gb18030"].findall(deeper)) > len(deeper)
        chinese = not wrong_still and is_chinese(deeper)
        span = Span(start, start + len(stands))
        return _Passage(span, deeper, gain, sure and LOST not in deeper, chinese, rest)

    def written(self, value: str, start: int, piece: Piece, line: str) -> tuple[str, bool]:
        """The text of a piece, and whether its bytes alone told it. `line` is what was written before it."""
        text, sure, cells = "", True, piece.cells
        for i, options in enumerate(cells):
            if len(options) == 1:
                text += options[0]
                continue
            sure = False
            before = (line + text)[-_LINE:].rpartition("\n")[2]
            behind = [c[0] if len(c) == 1 else "" for c in cells[i + 1 : i + 3]] or [value[piece.end : piece.end + 1]]
            text += (
                likeliest(before, options, "".join(behind), self.words if start < _ENOUGH else _PLAIN, self.script)
                if options
                else LOST
            )
        return text, sure

    def of_utf8(self, value: str, codec: Codec) -> Iterator[_Passage]:
        at, private, line, read = 0, bool(_PRIVATE.search(value)), "", 0
        while match := _SEEDS[codec].search(value, at):
            start = match.start()
            piece = read_piece(value, start, codec, private)
            at = start + 1
            if piece is None:
                continue
            line = (line + value[read:start])[-_LINE:]
            text, sure = self.written(value, start, piece, line)
            end, rest = piece.end, 0
            if piece.cut and text.endswith(LOST) and value[end - 1] not in "\ufffd?":  # the rest may be good writing
                rest = end - piece.cut[0]
                end, text = piece.cut[0], text[: piece.cut[1]]
            at = max(end, at)
            line, read = (line + text)[-_LINE:], end
            yield self.passage(codec, value[start:end], start, text, sure, rest)

    def of_gbk(self, value: str) -> Iterator[_Passage]:
        matches = list(_GBK_AS_LATIN.finditer(value))
        enough = sum(len(match[0]) for match in matches if len(match[0]) > 2) > _FEW
        for match in matches:
            if enough or len(match[0]) > 2:  # a single pair is never believed by itself
                pairs = (match[0][i : i + 2] for i in range(0, len(match[0]), 2))
                yield self.passage("gbk", match[0], match.start(), "".join(map(_pair, pairs)), sure=True)

    def search(self, kind: Kind, value: str) -> list[_Passage]:
        return list(self.of_gbk(value) if kind == "gbk" else self.of_utf8(value, kind))

    def passages(self, value: str) -> list[_Passage]:
        """The passages that are far likelier as they are read here, apart from each other.

        The way that most went wrong by comes first; of what it leaves the others have their part.
        """
        found = {kind: self.search(kind, value) for kind in _KINDS}
        gains = {kind: sum(p.gain for p in found[kind] if p.likely(plenty=False)) for kind in _KINDS}
        kept: list[_Passage] = []
        before = -1
        while before < len(kept):
            before = len(kept)
            for kind in sorted(_KINDS, key=lambda kind: -gains[kind]):
                some = self.between(kept, kind, value) if kept else found[kind]
                kept = sorted((*kept, *(p for p in some if p.likely(gains[kind] >= _PLENTY))), key=lambda p: p.span)
        return kept

    def between(self, kept: Sequence[_Passage], kind: Kind, value: str) -> Iterator[_Passage]:
        """The passages in what others leave."""
        walls = (0, *(end for p in kept for end in (p.span.start, p.span.end)), len(value))
        for start, end in zip(walls[::2], walls[1::2], strict=True):
            for p in self.search(kind, value[start:end]) if start < end else ():
                yield replace(p, span=Span(p.span.start + start, p.span.end + start))

    def mended(self, value: str) -> str:
        return _rewritten(value, self.passages(value))


def _rewritten(value: str, passages: Sequence[_Passage]) -> str:
    at = 0
    parts: list[str] = []
    for p in passages:
        parts += value[at : p.span.start], p.text
        at = p.span.end
    return "".join((*parts, value[at:]))


def _note(passage: _Passage) -> str:
    if LOST in passage.text:
        return "按错读的编码还原；有字节已失，留作" + LOST
    return "" if passage.sure else "按错读的编码还原；缺失的字节按词语推断"


def _changes(value: str, passages: Sequence[_Passage]) -> Iterator[Change]:
    for i, p in enumerate(passages):
        before = value[p.span.start : p.span.end]
        yield Change(RULE, p.span, before, p.text, "proved" if p.sure else "inferred", _note(p))
        rest = Span(p.span.end, p.span.end + p.rest)
        if p.rest and not (i + 1 < len(passages) and passages[i + 1].span.start < rest.end):
            left = value[rest.start : rest.end]
            yield Change(RULE, rest, left, left, "inferred", "错读的编码，字节不全，未能还原")


def _search(value: str) -> _Search:
    """How a document is searched: with its script and the words that it has more than once, as far as it can be read without any."""
    start = value[:_ENOUGH]
    passages = _Search(_PLAIN).passages(start)
    if all(p.sure for p in passages):
        return _Search(_PLAIN)
    mended = _rewritten(start, passages)
    own = Words.of(mended)
    words = Words(Counter({word: count for word, count in own.counts.items() if count > 1}), own.size)
    return _Search(words, tell_script(mended))


def find_mojibake(value: str) -> Iterator[Change]:
    """Passages that were decoded wrongly, and marks where characters were lost that way.

    >>> [(c.before, c.after) for c in find_mojibake("7月1日，鍖椾含甯傛皯，ä¼šè®®ï¼Œ，»áÒé，José")]
    [('鍖椾含甯傛皯', '北京市民'), ('ä¼šè®®ï¼Œ', '会议，'), ('»áÒé', '会议')]
    """
    changes = list(_changes(value, _search(value).passages(value)))
    yield from changes
    at = 0
    for match in _GONE.finditer(value) if _GONE_BEGINS.search(value) else ():
        while at < len(changes) and changes[at].span.end <= match.start():
            at += 1
        if at == len(changes) or match.end() <= changes[at].span.start:
            yield Change(RULE, Span(*match.span()), match[0], match[0], "inferred", "转码时已失去的文字，无从还原")
