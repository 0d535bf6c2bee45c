"""Newspaper pages as OCR leaves them: several articles, headlines before, behind or within bodies, and what stands between."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from random import Random
from typing import Final

from benchmarks.fidelity.damage.clean import plain_block
from benchmarks.fidelity.truth import Block, Clean

_PAPERS: Final = ("汀兰日报", "澜州晚报", "望潮时讯", "麓安新闻")
_EDITORS: Final = ("责编：卞和璧　版式：向晚晴", "责任编辑/卞和璧　美编/向晚晴　校对/易水寒", "本版责编　卞和璧")
_TEASERS: Final = (
    "市青少年宫暑期班今起报名",
    "我市首条智慧公交专线开通试运营",
    "沿湖步道三期工程通过验收",
    "文化下乡演出走进十二个山村",
    "老年大学秋季班增设智能手机课",
)
_CAPTIONS: Final = (
    ("图为活动现场。", "易水寒 摄"),
    ("上图：工作人员正在核对资料。", "（向晚晴/摄）"),
    ("图为俯瞰下的城区一角。　易水寒 摄", ""),
)
_SIDEBARS: Final = (
    (
        "什么是“海绵城市”",
        "“海绵城市”是指通过渗、滞、蓄、净、用、排等措施，让城市像海绵一样吸水、蓄水、净水、释水的建设方式。",
        "它的目标是把七成以上的降雨就地消纳和利用，缓解内涝，补给地下水。",
    ),
    (
        "冻雨是怎样形成的",
        "冻雨是过冷水滴落到零摄氏度以下的物体表面时立刻冻结的天气现象，多出现在初冬和早春。",
        "它会压断电线、冻结路面，出行时要放慢车速，不急打方向、不急踩刹车。",
    ),
)
_POINTERS: Final = ("〔{}版〕", "[{}版]", "（详见{}版）", "【{}版】")
Lines = list[str]


def _heads(text: Clean, marks: str) -> Lines:
    """The headline as a page prints it; the recognition may have marked it."""
    return [marks + text.title if p.kind == "title" else p.text for p in text.pieces[: -len(text.blocks)]]


def _body(text: Clean) -> Lines:
    out: Lines = []
    for i, block in enumerate(text.blocks):
        if block.kind == "verse" and i and text.blocks[i - 1].kind == "verse":
            out[-1] += "\n" + block.text
        else:
            out.append(plain_block(block))
    return out


def _page(texts: Sequence[Clean], rng: Random, arrange: Callable[[Lines, Lines], Lines]) -> list[Lines]:
    """Each article's lines, its headline and body in the order that `arrange` gives them."""
    marks = rng.choice(("", "# ", "## "))
    return [arrange(_heads(text, marks), _body(text)) for text in texts]


def _paper(articles: Sequence[Lines]) -> str:
    return "\n\n".join(line for lines in articles for line in lines) + "\n"


def heads_before(texts: Sequence[Clean], rng: Random) -> str:
    return _paper(_page(texts, rng, lambda heads, body: heads + body))


def heads_behind(texts: Sequence[Clean], rng: Random) -> str:
    return _paper(_page(texts, rng, lambda heads, body: body + heads))


def heads_within(texts: Sequence[Clean], rng: Random) -> str:
    """The headline in the middle of the body, as where it is set across the columns."""
    return _paper(_page(texts, rng, lambda heads, body: body[: len(body) // 2] + heads + body[len(body) // 2 :]))


def _quotable(text: Clean) -> list[str]:
    """The sentences of an article that a page might set large."""
    sentences = [s + "。" for b in text.blocks if b.kind == "p" and len(b.text) > 90 for s in b.text.split("。")[:-1]]
    whole = [s for s in sentences if s.count("“") == s.count("”") and s[0] not in "”’（" and "本报讯" not in s]
    return [s for s in whole if 20 <= len(s) <= 60]


def add_pull_quote(text: Clean, rng: Random) -> Clean:
    """The article with a sentence of its own for a deck, unless it has a deck."""
    fit = _quotable(text)
    return replace(text, deck=rng.choice(fit)) if fit and not text.deck else text


def pull_quotes(texts: Sequence[Clean], rng: Random) -> str:
    """Sentences of the articles, set large, stand behind them or between the headline and the body."""
    below = rng.random() < 0.5
    articles = _page(texts, rng, lambda heads, body: heads + body)
    for text, lines in zip(texts, articles, strict=True):
        if below and text.deck in _quotable(text):
            lines.remove(text.deck)
            lines.append(text.deck)
    return _paper(articles)


def teasers(texts: Sequence[Clean], rng: Random) -> str:
    """Headlines of articles on other pages, and pointers to the rest of articles."""
    form = rng.choice(_POINTERS)
    above: Lines = []
    for teaser in rng.sample(_TEASERS, 2):
        above += [teaser, form.format(rng.randint(2, 8))]
    articles = _page(texts, rng, lambda heads, body: heads + body)
    articles[-1].append(f"（下转{rng.randint(2, 8)}版）")
    return _paper([above, *articles])


def furniture(texts: Sequence[Clean], rng: Random) -> str:
    """Running heads, page numbers and editors between the articles."""
    paper, page = rng.choice(_PAPERS), rng.randint(1, 8)
    date = f"20{rng.randint(15, 23)}年{rng.randint(1, 12)}月{rng.randint(1, 28)}日"
    above = [f"{paper}　{date}　星期{rng.choice('一二三四五六日')}　第{page}版", rng.choice(_EDITORS)]
    articles = _page(texts, rng, lambda heads, body: heads + body)
    for lines in articles:
        lines.insert(len(lines) // 2 + 1, rng.choice((f"— {page} —", f"第{page}版", f"{paper}　{date}", f"· {page} ·")))
    return _paper([above, *articles, [f"— {page} —"]])


def photographs(texts: Sequence[Clean], rng: Random) -> str:
    """Captions and credits of pictures behind the headline or behind the body."""
    articles = _page(texts, rng, lambda heads, body: heads + body)
    for text, lines in zip(texts, articles, strict=True):
        at = len(lines) - len(_body(text)) if rng.random() < 0.5 else len(lines)
        lines[at:at] = [line for line in rng.choice(_CAPTIONS) if line]
    return _paper(articles)


def add_sidebar(text: Clean, rng: Random) -> Clean:
    """The article with a box behind it, which belongs to it."""
    title, *paragraphs = rng.choice(_SIDEBARS)
    box = (Block("h2", "链接"), Block("h3", title), *(Block("p", p) for p in paragraphs))
    return replace(text, blocks=(*text.blocks, *box))


def sidebars(texts: Sequence[Clean], rng: Random) -> str:  # noqa: ARG001
    """A page whose headlines and boxes are marked, as in recognised pages."""

    def lines(text: Clean) -> Iterator[str]:
        box = len(text.blocks) - 1 - [b.text for b in reversed(text.blocks)].index("链接")
        yield from _heads(text, "## ")
        yield from _body(replace(text, blocks=text.blocks[:box]))
        yield "**链接**"
        yield "#### " + text.blocks[box + 1].text
        yield from (block.text for block in text.blocks[box + 2 :])

    return _paper([list(lines(text)) for text in texts])


def repeats(texts: Sequence[Clean], rng: Random) -> str:
    """The last paragraphs of an article stand twice, where two crops of the page overlapped; the second copy may begin anywhere."""
    articles = _page(texts, rng, lambda heads, body: heads + body)
    for text, lines in zip(texts, articles, strict=True):
        again = _body(text)[-rng.randint(1, 3) :]
        if sum(map(len, again)) < 60:
            again = _body(text)[-5:]
        if rng.random() < 0.5 and len(again[0]) > 40:
            again[0] = again[0][rng.randint(3, len(again[0]) - 30) :]
        lines.extend(again)
    return _paper(articles)
