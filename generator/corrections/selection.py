"""Which article a correction speaks of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.corrections.entries import RULE, Entry
from generator.model import Article, Segmented


def squeeze(text: str) -> str:
    return "".join(text.split())


def _names(article: Article) -> Iterator[str]:
    """What a correction may call an article: its id, its title, and the titles it had before other corrections."""
    yield article.id
    yield squeeze(article.title)
    for text in (b.text for b in article.blocks if b.role == "title"):
        value = text.value
        for done in reversed(text.passes):
            (change, *others) = done.changes
            if others or change.rule != RULE:  # a correction makes a pass of one change
                break
            start = change.span.start
            value = value[:start] + change.before + value[start + len(change.after) :]
            yield squeeze(value)


def selected(segmented: Segmented, entry: Entry, name: str = "") -> int:
    """The number of the article that an entry speaks of."""
    name = squeeze(name or entry.values.get("article", ""))
    found = [i for i, a in enumerate(segmented.articles) if not name or name in _names(a)]
    if len(found) == 1:
        return found[0]
    those = [f"{a.id} {a.title}" for i, a in enumerate(segmented.articles) if not found or i in found]
    say = f"article {name!r} fits {len(found)} articles" if name else "it does not say which article it means"
    raise entry.refused(say, f"Take the title or the id from the page: {'; '.join(those)}" if those else "Remove it")


def with_article(segmented: Segmented, i: int, article: Article) -> Segmented:
    """The same with another article in place of number `i`."""
    return replace(segmented, articles=(*segmented.articles[:i], article, *segmented.articles[i + 1 :]))
