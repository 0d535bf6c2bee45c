"""A small archive made by hand, so that pages are tested without the rest of the house."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any

from generator.arrange import arrange
from generator.model import (
    Article,
    Block,
    Change,
    Collection,
    Date,
    Description,
    Document,
    Found,
    Restored,
    Role,
    Script,
    Segmented,
    Series,
    Source,
    Span,
    Text,
)

Line = tuple[Role, str]
BODY: tuple[Line, ...] = (
    ("p", "本报讯（记者 张三）7月1日，区委常委会召开会议，研究当前工作。"),
    ("p", "会议指出，要认真贯彻落实各项部署。"),
)


def source(path: str, content: str = "") -> Source:
    data = (content or path).encode()
    return Source(path, sha256(data).hexdigest(), len(data), "utf-8")


def found(value: Any, words: str = "") -> Found[Any]:
    return Found(value, "test", words or str(value))


def about(date: str | None = "2020-07-01", tags: Iterable[str] = ("疫情防控",), **rest: Any) -> Description:
    """What is known of an article. `rest`: place, people, organs, byline, series ("name", number), signed ..."""
    series = rest.pop("series", None)
    many = {key: tuple(map(found, rest.pop(key, ()))) for key in ("people", "organs", "byline")}
    return Description(
        date=Date(date, (found(date, "7月1日"), found(date, "2020年")), ()) if date else None,
        tags=tuple(map(found, tags)),
        series=found(Series(*series)) if series else None,
        **many,
        **{key: found(value) for key, value in rest.items()},
    )


def article(
    origin: Source, title: str, body: Sequence[Line] = BODY, description: Description | None = None, start: int = 0,
    script: Script = "Hans",
) -> Article:  # fmt: skip
    lines: list[Line] = [("title", title), *body]
    blocks, at = [], start
    for role, text in lines:
        # One change of each certainty, undone to what stood in the source.
        made = Text.of(text + "\n", at).apply([Change("layout", Span(len(text), len(text) + 1), "\n", "")])
        blocks.append(Block(role, made))
        at += len(text) + 1
    return Article(f"{origin.id}-{start + len(title) + 1}", origin, script, tuple(blocks), description or about())


def restored(origin: Source, articles: Sequence[Article], notices: Sequence[str] = ()) -> Restored:
    document = Document(origin, Text.of("\n".join(v for a in articles for v in a.values("title", "p"))), "Hans", ())
    blocks = tuple(Block("notice", Text.of(text, 10_000)) for text in notices)
    return Restored(origin, "published", segmented=Segmented(document, tuple(articles), blocks))


def archive(count: int = 3) -> Collection:
    """`count` sources with one article each, no two alike, a quarantined file, and a copy of the first file."""
    whole = []
    for n in range(count):
        origin = source(f"{n:05}.txt")
        month, day = n // 28 % 12 + 1, n % 28 + 1
        known = about(
            date=None if n % 10 == 9 else f"{2021 + n // 336}-{month:02}-{day:02}",
            place=f"北京市第{n % 7}区",
            people=(f"赵{n % 40}", "李四"),
            byline=("张三",),
            series=("区委常委会会议", n + 1),
        )
        words = "".join(chr(0x4E00 + (n * 7919 + k * (n + 31)) % 2999) for k in range(240))
        body: tuple[Line, ...] = (("p", f"{words[:120]}。"), ("p", f"{words[120:]}。"))
        whole.append(restored(origin, [article(origin, f"区委常委会召开第{n + 1}次会议", body, known)], ["下期预告"]))
    bad = Restored(source("坏 & <file>.txt"), "quarantined", "it is empty", "Put something in")
    again = Restored(source("00000-copy.txt", "00000.txt"), "duplicate", "the same bytes as 00000.txt", "Nothing to do")
    return arrange([*whole, bad, again])
