"""What content management systems leave of an article: soup of tags, entities, and their own furniture around it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from random import Random
from typing import Final

from benchmarks.fidelity.damage.clean import html_block, table
from benchmarks.fidelity.truth import Block, Clean

_STYLE: Final = "font-size:16px;margin-top:15px;line-height:25px;text-indent:30px;display:block"
_INDENTS: Final = ("　　", "&nbsp;&nbsp;&nbsp;&nbsp;", " 　　", "&emsp;&emsp;")
_NAMED: Final = {
    "“": "&ldquo;",
    "”": "&rdquo;",
    "‘": "&lsquo;",
    "’": "&rsquo;",
    "—": "&mdash;",
    "·": "&middot;",
    "…": "&hellip;",
}
_SITE: Final = "麓安市人民政府门户网站"


def _plain(piece: Block) -> str:
    """Nothing but the writer's own dash shows an item."""
    return f"- {piece.text}" if piece.kind == "li" else piece.text


def _text(piece: Block) -> str:
    return escape(_plain(piece), quote=False)


def spans(texts: Sequence[Clean], rng: Random) -> str:
    """The headline as text, then a div with a styled span for each paragraph, and empty ones between."""
    indent = rng.choice(_INDENTS)
    out = []
    for text in texts:
        heads, body = text.pieces[: -len(text.blocks)], text.blocks
        out += [_text(piece) for piece in heads]
        for piece in body:
            inner = table(piece) if piece.kind == "table" else f"<span style='{_STYLE}'>{indent}{_text(piece)}</span>"
            out.append(f"<div>{inner}</div><div>&nbsp;</div>")
    return "\n".join(out)


def breaks(texts: Sequence[Clean], rng: Random) -> str:
    """One paragraph with `<br>` for every real one."""
    indent, br = rng.choice(_INDENTS), rng.choice(("<br>", "<br/>\n", "<BR><BR>\n", "<br />"))
    out = []
    for text in texts:
        body = br.join(table(p) if p.kind == "table" else indent + _text(p) for p in text.blocks)
        heads = "".join(f'<div align="center"><b>{_text(p)}</b></div>' for p in text.pieces[: -len(text.blocks)])
        out.append(f"{heads}\n<p>{body}</p>")
    return "\n".join(out)


def office(texts: Sequence[Clean], rng: Random) -> str:
    """Pasted from a word processor: a span for every few characters, its own tags, classes without a sheet."""
    out = []
    for piece in (p for text in texts for p in text.pieces):
        if piece.kind == "table":
            out.append(table(piece))
            continue
        inner, rest = "", _plain(piece)
        while rest:
            n = rng.randint(2, 14)
            language = rng.choice(('lang="EN-US"', "style=\"font-family:'仿宋_GB2312'\""))
            inner += f"<span {language}>{escape(rest[:n], quote=False)}<o:p></o:p></span>"
            rest = rest[n:]
        out.append(f'<p class="MsoNormal" style="text-indent:32.0pt">{inner}</p>')
    return "<!--[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]-->\n" + "\n".join(out)


def layout_tables(texts: Sequence[Clean], rng: Random) -> str:
    """Tables within tables to place the text, and tables that are data."""
    cells = "\n".join(html_block(piece) for text in texts for piece in text.pieces)
    width = rng.choice((760, 980, 1002))
    return (
        f'<table width="{width}" border="0" cellpadding="0"><tr><td width="20">&nbsp;</td><td>\n<table width="100%"><tbody>'
        f'<tr><td class="content">\n{cells}\n</td></tr></tbody></table>\n</td><td width="20">&nbsp;</td></tr></table>\n'
    )


def _entity(character: str, rng: Random, share: float) -> str:
    if character in _NAMED:
        return _NAMED[character]
    if character > "\x7f" and rng.random() < share:
        return rng.choice((f"&#{ord(character)};", f"&#x{ord(character):X};"))
    return escape(character, quote=False)


def entities(texts: Sequence[Clean], rng: Random) -> str:
    """Entities for quotation marks and indents, numbers for some or for all characters."""
    share = rng.choice((0.0, 0.3, 1.0))
    lines = []
    for piece in (p for text in texts for p in text.pieces):
        coded = "".join("\n" if c == "\n" else _entity(c, rng, share) for c in _plain(piece))
        lines.append(coded if piece.kind == "table" else f"<p>&nbsp;&nbsp;&nbsp;&nbsp;{coded}</p>")
    return "\n".join(lines)


def entities_twice(texts: Sequence[Clean], rng: Random) -> str:
    """The same, and then every `&` was encoded again."""
    return entities(texts, rng).replace("&", "&amp;")


def escaped_tags(texts: Sequence[Clean], rng: Random) -> str:  # noqa: ARG001
    """A page whose tags were encoded as well."""
    return escape("\n".join(html_block(p) for text in texts for p in text.pieces), quote=False)


def site(texts: Sequence[Clean], rng: Random) -> str:
    """The whole page of a government's site around one article."""
    text = texts[0]
    day = text.date if len(text.date) == 10 else "2020-01-01"
    author = f"　作者：{text.byline.split()[0]}" if text.byline else ""
    heads = "\n".join(
        f"<h1>{_text(p)}</h1>" if p.kind == "title" else f'<p class="sub">{_text(p)}</p>'
        for p in text.pieces[: -len(text.blocks)]
    )
    body = "\n".join(
        table(p) if p.kind == "table" else f'<p style="text-indent:2em">　　{_text(p)}</p>' for p in text.blocks
    )
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN">
<html><head><meta charset="utf-8"><title>{escape(text.title)}_{_SITE}</title>
<style>.box{{width:1002px}} .box p{{line-height:28px}}</style>
<script>var _hmt = _hmt || []; if (1 < 2 && "a" > "b") {{ document.write("<p>" + "统计" + "</p>"); }}</script></head>
<body><div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/xw">新闻中心</a></li></ul></div>
<div class="pos">您当前的位置：<a href="/">首页</a> &gt; <a href="/xw">新闻中心</a> &gt; 正文</div>
<div class="box">
{heads}
<div class="info">发布时间：{day}　来源：{_SITE}{author}　浏览次数：{rng.randint(3, 9999)}次
字号：【<a>大</a> <a>中</a> <a>小</a>】</div>
{body}
</div>
<div class="tools"><a href="javascript:window.print()">打印本页</a> | <a href="javascript:window.close()">关闭窗口</a></div>
<div class="share">分享到：<a>微信</a> <a>新浪微博</a> <a>QQ空间</a></div>
<div>上一篇：<a href="1.html">关于开展春季义务植树活动的倡议书</a></div>
<div>下一篇：<a href="3.html">市档案馆征集老照片启事</a></div>
<div class="footer">版权所有：{_SITE}　主办：麓安市人民政府办公室　ICP备00000000号</div>
<!-- {rng.randint(1, 99)} --></body></html>
"""


def site_text(texts: Sequence[Clean], rng: Random) -> str:
    """The same page copied as plain text."""
    text = texts[0]
    day = text.date if len(text.date) == 10 else "2020-01-01"
    lines = [
        f"首页 > 新闻中心 > {rng.choice(('今日要闻', '通知公告', '乡镇动态'))}",
        *(p.text for p in text.pieces[: -len(text.blocks)]),
        f"发布时间：{day} 15:20　　来源：{_SITE}　　浏览次数：{rng.randint(3, 9999)}",
        "【字体：大 中 小】 打印本页 关闭窗口",
        *("　　" + _plain(p) if p.kind == "p" else _plain(p) for p in text.blocks),
        "分享到：",
        "上一篇：市档案馆征集老照片启事",
        "下一篇：没有了",
    ]
    return "\n".join(lines) + "\n"
