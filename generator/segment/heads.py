"""Which line of a headline is the headline, which its kicker and which its deck."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from generator.data import surnames
from generator.model import Role
from generator.segment.drafts import Draft
from generator.segment.pieces import Piece
from generator.segment.words import Bodies

_KICKER_END = re.compile(r"(?:强调|指出|要求|表示|提出|号召|[会议话谈研班]上|之际|之后|以来|[^同及小]时)[：:]?$")
_DECK_END = re.compile(r"(?:主持|讲话|出席|参加|陪同|作报告|致辞|主持会议|出席会议|并讲话)(?:[（(].*[)）])?$")
_ACTED = re.compile(
    r"[一-鿿]{2,4}(?:主持召开|主持|到[^，]{1,12}(?:调研|检查|慰问)|调研|检查|会见|在[^，]{2,30}(?:强调|指出|要求))"
)
_PREDICATE = re.compile(
    r"(?:研究|部署|听取|审议|学习|传达|贯彻|落实|推动|推进|加强|加快|坚持|坚决|扎实|全面|深入|切实|努力|奋力|统筹|聚焦|着力|持续|确保|做好|抓好|打赢|打好|进一步|督促|引导|助力|提升|强化)"
)


_EVENT = re.compile(r".*(?:召开|举行|举办|开展).*(?:会议|大会|会|学习|活动|仪式|调研)$")
_SLOGAN = re.compile(
    r"(?:在.{2,16}[中上].{2,}|以.{2,20}[促推助谱].*|凝聚|奋力|推动|坚定|坚决|加快|全力|聚力|谱写|办好|让.{2,})"
)


def _acts(text: str) -> bool:
    """Whether a line says what a person did (`常卫主持召开专题会议`)."""
    return text[:1] in surnames().single and bool(_ACTED.match(text))


def _worth(line: Piece, others: Sequence[Piece], affinity: Callable[[str], float]) -> float:
    """How much speaks for this line as the headline proper."""
    worth = -2.0 * line.level + min(len(line.text), 24) / 12 + affinity(line.text)
    worth -= 0.3 if "，" in line.text else 0
    worth -= 1.5 if _KICKER_END.search(line.text) else 0
    worth -= 1.0 if _DECK_END.search(line.text) else 0
    rivals = [o.text for o in others if o.level == line.level]
    if _EVENT.fullmatch(line.text) and any(_SLOGAN.match(text) and not _EVENT.fullmatch(text) for text in rivals):
        worth -= 2.0  # what happened introduces what it stands for
    if _acts(line.text) and any(_PREDICATE.match(text) for text in rivals):
        worth -= 2.0
    if _PREDICATE.match(line.text) and any(not _PREDICATE.match(text) and not _acts(text) for text in rivals):
        worth -= 0.5  # a line without a subject says more about the one that has it
    return worth


def roles(lines: Sequence[Piece], affinity: Callable[[str], float]) -> list[Role]:
    """The role of each line of one headline; `affinity` tells how many of a text's words stand in the body."""
    worth = [_worth(line, [o for o in lines if o is not line], affinity) for line in lines]
    main = max(range(len(lines)), key=lambda i: (worth[i] + (0.3 if i == 0 else 0), -i))
    found: list[Role] = ["kicker" if i < main else "title" if i == main else "deck" for i in range(len(lines))]
    for i, line in enumerate(lines):
        if i > main and _acts(line.text) and _PREDICATE.match(lines[main].text):
            found[i] = "kicker"  # whoever set the page, the reader's eye took the person first
    return found


def head_roles(draft: Draft) -> Iterator[tuple[Role, Piece]]:
    """The lines of an article's headline with their roles, in the order of the source; who wrote it stands among them."""
    lines = [p for p in draft.heads if p.kind == "heading"]
    vocabulary = Bodies.of([[p.text for part in draft.body for p in part.pieces]])
    found = iter(roles(lines, partial(vocabulary.affinity, [0])) if lines else ())
    for p in draft.heads:
        yield ("credit" if p.kind != "heading" else next(found)), p
    yield from (("deck", p) for p in draft.decks)
