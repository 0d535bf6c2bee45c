"""Which line of a headline is the headline, which its kicker and which its deck."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

import rjieba

from generator.data import surnames
from generator.model import Role
from generator.repair.linekinds import unfinished
from generator.segment.drafts import Draft
from generator.segment.evidence import Vocabularies
from generator.segment.pieces import Piece
from generator.segment.words import Wording

_KICKER_END = re.compile(r"(?:强调|指出|要求|表示|提出|号召|[会议话谈研班]上|之际|之后|以来|[^同及小]时)[：:]?$")
_DECK_END = re.compile(r"(?:主持|讲话|出席|参加|陪同|作报告|致辞|主持会议|出席会议)(?:[（(].{0,40}[)）])?$")
_ACTED = re.compile(
    r"[一-鿿]{2,4}(?:主持召开|主持|到[^，]{1,12}(?:调研|检查|慰问)|调研|检查|会见|在[^，]{2,30}(?:强调|指出|要求))"
)
_PREDICATE = re.compile(
    r"(?:研究|部署|听取|审议|学习|传达|贯彻|落实|推动|推进|加强|加快|坚持|坚决|扎实|全面|深入|切实|努力|奋力|统筹|聚焦|着力|持续|确保|做好|抓好|打赢|打好|进一步|督促|引导|助力|提升|强化)"
)


_EVENT = re.compile(r"(?>.*?(?:召开|举行|举办|开展)).*(?:会议|会|学习|活动|仪式|调研)")
#: What introduces a headline that says what it stands for: a meeting, an opening.
_MEETING = re.compile(r"[^，]*(?:(?:召开|举行)[^，]*会议?|(?:开幕|闭幕|召开|举行|结束|落幕|启动))$")
#: What a further line of a headline begins with.
_GOES_ON = re.compile(r"第[一二三四五六七八九十百\d]{1,5}[次届期批]|[的和与及暨]")
#: What a document is about, behind the body that issued it.
_OF_DOCUMENT = re.compile(
    r"关于.*(?:通知|通告|公告|公报|意见|决定|决议|批复|函|公示|办法|方案|通报|报告|请示|规定|细则)(?:[（(].*[）)])?"
)
_BRACKETS = re.compile(r"[（(].*[）)]|[—\-]{1,2}.*")
#: A body that issued what the headline is about: 某市政府消防局预防科
_ISSUER = re.compile(r"[一-鿿]{2,8}?(?:[省市县区州盟旗镇乡]|街道).{0,12}(?:局|科|处|厅|中心|政府|委员会|办公室)")
_VERBS = re.compile("召开|举行|举办|开展|成立|走进|获|将|为|到|在|让")
#: A headline is no longer, and has no more lines.
_LONGEST_TITLE, _MOST_LINES = 40, 3
#: Two lines that are together no longer may be halves; one that is no longer by itself surely is; couplets have short lines.
_SHORT_TITLE, _HALF, _COUPLET = 24, 5, 10
#: What a meeting stands for is said in no more characters.
_LONGEST_SLOGAN = 18
#: A line that begins so wants a verb.
_OPEN = re.compile("[以让把为用从在对向]")
_SLOGAN = re.compile(
    r"(?:在.{2,16}[中上].{2,}|以.{2,20}[促推助谱].*|凝聚|奋力|推动|坚定|坚决|加快|全力|聚力|谱写|办好|让.{2,})"
)


def _acts(text: str) -> bool:
    """Whether a line says what a person did (`赵磊主持召开专题会议`)."""
    return text[:1] in surnames().single and bool(_ACTED.match(text))


def _traits(text: str) -> Counter[str]:
    """What a line is to the other lines of a headline: a slogan, a predicate without a subject, or one with its subject."""
    predicate = bool(_PREDICATE.match(text))
    slogan = bool(_SLOGAN.match(text)) and not _EVENT.fullmatch(text)
    return Counter({"slogan": slogan, "predicate": predicate, "subject": not predicate and not _acts(text)})


def _worth(text: str, level: int, rivals: Mapping[str, int], affinity: Callable[[str], float]) -> float:
    """How much speaks for a text as the headline proper; `rivals` counts what the other lines of its level are."""
    worth = -2.0 * level + min(len(text), 24) / 12 + affinity(text)
    worth -= 0.3 if re.search("[，,]", text) else 0
    worth -= 3.0 if _KICKER_END.search(text) or text.endswith(("……", "——")) else 0
    worth -= 1.0 if _DECK_END.search(text) else 0
    worth -= 2.0 if _ISSUER.fullmatch(text) and not _VERBS.search(text) else 0
    if rivals["slogan"] and _EVENT.fullmatch(text):
        worth -= 2.0  # what happened introduces what it stands for
    if rivals["predicate"] and _acts(text):
        worth -= 2.0
    if rivals["subject"] and _PREDICATE.match(text):
        worth -= 0.5  # a line without a subject says more about the one that has it
    return worth


def _runs_on(a: Piece, b: Piece) -> float:
    """How much speaks for a headline going on from one line to the next, as long ones do: below 0, they are two."""
    score = -1.9
    score += 3.0 if unfinished(a.text) else 0.0
    score += 2.0 if _over(a.text, b.text) else 0.0
    score += 1.5 if _GOES_ON.match(b.text) else 0.0
    score += 4.0 if a.organ and _OF_DOCUMENT.fullmatch("".join(b.text.split())) else 0.0
    score -= 1.5 if a.level != b.level else 0.0
    score -= 3.0 if _KICKER_END.search(a.text) or _DECK_END.search(b.text) or _BRACKETS.fullmatch(b.text) else 0.0
    score -= 1.0 if _acts(a.text) or _acts(b.text) else 0.0
    score -= 1.5 if len(a.text) + len(b.text) > _LONGEST_TITLE else 0.0
    if len(a.text) + len(b.text) <= _SHORT_TITLE and not re.search("[，,]", a.text + b.text):
        score += _halves(a.text, b.text)
    return score


def _halves(a: str, b: str) -> float:
    """How much speaks for two short lines being the halves of one headline: its subject and what is said of it, or a couplet."""
    if len(a) <= _HALF or len(b) <= _HALF:
        return 2.1
    score = (
        2.1
        if len(a) == len(b) <= _COUPLET
        else 1.7
        if abs(len(a) - len(b)) <= 1 and max(len(a), len(b)) <= _COUPLET
        else 0.0
    )
    kinds = [str(kind) for _, kind in rjieba.tag(a)]
    if not any(kind.startswith("v") and kind != "vn" for kind in kinds):
        first = str(rjieba.tag(b)[0][1])
        score += 2.2 if first.startswith(("v", "d")) else 0.5
    return score + (2.2 if _OPEN.match(a) and not any(kind == "v" for kind in kinds[1:]) else 0.0)


def _over(a: str, b: str) -> bool:
    """Whether a word runs over the end of a line; one that has two characters on either side is two words."""
    at, end = 0, len(a[-4:])
    for word in rjieba.cut(a[-4:] + b[:4], False):
        if at < end < at + len(word):
            return end - at < 2 or at + len(word) - end < 2
        at += len(word)
    return False


def roles(lines: Sequence[Piece], affinity: Callable[[str], float]) -> list[Role]:
    """The role of each line of one headline; `affinity` tells how many of a text's words stand in the body.

    The title is the line, or the lines that run on into each other, for which most speaks; what stands above is its kicker.
    """
    joints = [_runs_on(a, b) for a, b in pairwise(lines)]
    traits = [_traits(p.text) for p in lines]
    of_level: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for p, own in zip(lines, traits, strict=True):
        of_level[p.level].update(own)
    best, first, last = -99.0, 0, 0
    for i in range(len(lines)):
        for j in range(i, min(len(lines), i + _MOST_LINES)):
            text, level = "".join(p.text for p in lines[i : j + 1]), min(p.level for p in lines[i : j + 1])
            rivals = of_level[level].copy()
            for n in range(i, j + 1):
                if lines[n].level == level:
                    rivals.subtract(traits[n])
            score = _worth(text, level, rivals, affinity) + sum(joints[i:j]) + 0.3 * (i == 0)
            score -= sum(max(0.0, joints[n]) for n in (i - 1, j) if 0 <= n < len(joints))
            if score > best:
                best, first, last = score, i, j
    found: list[Role] = ["kicker" if n < first else "title" if n <= last else "deck" for n in range(len(lines))]
    for n, line in enumerate(lines):
        if n > last and ((_acts(line.text) and _PREDICATE.match(lines[first].text)) or _KICKER_END.search(line.text)):
            found[n] = "kicker"  # whoever set the page, the reader's eye took it first
    below = lines[last + 1] if last + 1 < len(lines) else None
    if first == last and below is not None and _introduces(lines[first], below):
        found[first], found[last + 1] = "kicker", "title"
    return found


def _introduces(title: Piece, below: Piece) -> bool:
    """Whether what looks like the headline is what happened, and the line below what it stands for: that is the headline."""
    return (
        bool(_MEETING.fullmatch(title.text))
        and below.level <= title.level
        and len(below.text) <= _LONGEST_SLOGAN
        and not re.search("[，。：；]", below.text)
        and not (_DECK_END.search(below.text) or _BRACKETS.fullmatch(below.text) or _KICKER_END.search(below.text))
        and below.text[:1] not in "“0123456789"
        and not _MEETING.fullmatch(below.text)
    )


def head_roles(draft: Draft) -> Iterator[tuple[Role, Piece]]:
    """The lines of an article's headline with their roles, in the order of the source; who wrote it stands among them."""
    lines = [p for p in draft.heads if p.kind == "heading"]
    words = Vocabularies([[p for part in draft.body for p in part.pieces]])
    alone: list[Role] = ["title"]
    found = iter(roles(lines, lambda text: Wording.of(text, words).share((0,))) if len(lines) > 1 else alone)
    for p in draft.heads:
        role = "credit" if p.kind != "heading" else next(found)
        issuer = role in ("kicker", "deck") and _ISSUER.fullmatch(p.text) and not _VERBS.search(p.text)
        yield ("credit" if issuer else role), p
    yield from (("deck", p) for p in draft.decks)
