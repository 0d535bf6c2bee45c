"""What must be found, by looking through every text: the promise of search with nothing of an index."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.model import BODY, Article
from generator.search import normalise


def passages(article: Article) -> list[str]:
    """Where a query may be found: headlines, body, captions, byline, signature."""
    about = article.about
    names = (*(f.value for f in about.byline), *([about.signed.value] if about.signed else []))
    bodies = (b.said for b in article.blocks if b.role in (*BODY, "caption"))
    return [article.title, article.kicker, article.deck, *bodies, *names]


def parts(query: str) -> list[str]:
    """What all must stand in an article: the words of a query, cut at punctuation.

    >>> parts("《關於》 防控，会议")
    ['关于', '防控', '会议']
    """
    return list(dict.fromkeys(p for word in query.split() for p in normalise(word).split()))


@dataclass(frozen=True)
class Texts:
    """Each article's id and what it says, normalised: its passages in one string, with what is never searched for in between."""

    ids: tuple[str, ...]
    said: tuple[str, ...]

    @classmethod
    def of(cls, articles: Iterable[Article]) -> Texts:
        """Keeps nothing else of the articles."""
        ids, said = [], []
        for article in articles:
            ids.append(article.id)
            said.append("\n".join(map(normalise, passages(article))))
        return cls(tuple(ids), tuple(said))

    def holding(self, query: str) -> frozenset[str]:
        """The ids of the articles that match a query."""
        wanted = sorted(parts(query), key=len, reverse=True)
        numbers: Iterable[int] = range(len(self.said)) if wanted else ()
        for part in wanted:  # the longest first: it leaves the fewest to look through
            numbers = [number for number in numbers if part in self.said[number]]
        return frozenset(self.ids[number] for number in numbers)
