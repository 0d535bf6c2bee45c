"""The list of sources, and a page for each file as it was received."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.model import Coding, Restored
from generator.render.catalogue import Catalogue, source_path
from generator.render.lists import pager
from generator.render.markdown import printable
from generator.render.parts import Link, SourceRow, Tally
from generator.render.reasons import in_chinese
from generator.render.records import account
from generator.render.tallies import damage_label, label
from generator.render.views import SourcesView, SourceView

STATUS: Final = {"published": "已发布", "duplicate": "重复", "quarantined": "未能处理"}
_FORMATS: Final = {"text": "纯文本", "markdown": "Markdown", "html": "HTML"}
#: More stretches in other encodings than these are not listed one by one.
_MIXED: Final = 20
SCRIPTS: Final = {"Hans": "简体", "Hant": "繁体"}


def _row(restored: Restored) -> SourceRow:
    articles = len(restored.articles)
    return SourceRow(
        Link(printable(restored.source.path), source_path(restored.source.id), articles),
        STATUS[restored.status],
        restored.status == "published",
        restored.source.size,
        f"{articles}篇" if restored.status == "published" else printable(in_chinese(restored.reason)),
    )


def _reencodes(coding: Coding) -> str:
    """What the check proves about the way from the text back to the bytes, in words."""
    if not coding.exact:
        return "原编码中同一个字有几种写法，由解码后的文字不能逐字节还原原件；原件另存"
    lost = sum(len(values) for _, values in coding.lost)
    if lost:
        return f"补上无法解码的 {lost:,} 个字节，即逐字节还原原件"
    return "由解码后的文字重新编码，即逐字节还原原件"


def _page(number: int) -> str:
    return "sources/index.html" if number == 1 else f"sources/page-{number}.html"


def sources_views(catalogue: Catalogue) -> Iterator[SourcesView]:
    """Every file of the seeds, by its path."""
    size = catalogue.config.per_page
    found = sorted(catalogue.collection.restored, key=lambda r: r.source.path)
    last = max(1, -(-len(found) // size))
    for number in range(1, last + 1):
        yield SourcesView(
            site=catalogue.site,
            path=_page(number),
            title="来源" + (f"（第{number}页）" if number > 1 else ""),
            section="sources",
            count=len(found),
            rows=tuple(_row(r) for r in found[(number - 1) * size : number * size]),
            pager=pager(number, last, _page),
        )


def source_view(catalogue: Catalogue, source_id: str) -> SourceView:
    restored = catalogue.restored[source_id]
    source, segmented = restored.source, restored.segmented
    paths = tuple(printable(path) for path in catalogue.paths[source_id])
    spent = account(restored)
    return SourceView(
        site=catalogue.site,
        path=source_path(source_id),
        title=f"来源：{paths[0]}",
        section="sources",
        paths=paths,
        sha256=source.sha256,
        size=source.size,
        encoding=source.encoding,
        mixed=tuple(f"第{span.start + 1:,}至{span.end:,}字为 {name}" for span, name in source.coding.others[:_MIXED]),
        reencodes=_reencodes(source.coding) if segmented else "",
        format=_FORMATS[source.format] if segmented else "",
        script=SCRIPTS[segmented.document.script] if segmented else "",
        status=STATUS[restored.status],
        reason=printable(in_chinese(restored.reason)),
        remedy=printable(in_chinese(restored.remedy)),
        damage=tuple(damage_label(kind) for kind in segmented.document.damage) if segmented else (),
        characters=spent.characters,
        kept=spent.kept,
        dropped=tuple(Tally(label(rule), count, 0) for rule, count in sorted(spent.dropped.items())),
        articles=tuple(catalogue.entries[a.id] for a in restored.articles),
        notices=tuple(printable(b.value.strip()) for b in segmented.notices) if segmented else (),
        original=f"sources/{source_id}/original.txt",
        ledger=f"data/ledger/{source_id}.json" if segmented else "",
    )
