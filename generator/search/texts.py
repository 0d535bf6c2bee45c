"""What an article says: to be indexed, to be verified in the browser, and to be shown there."""

from __future__ import annotations

from typing import Any

from generator.model import Article, Collection


def head(article: Article) -> list[str]:
    """What stands around the body and is searched as well: kicker, deck, byline, signature."""
    about = article.about
    signed = [about.signed.value] if about.signed else []
    return [text for text in (article.kicker, article.deck, *(f.value for f in about.byline), *signed) if text]


def body(article: Article) -> list[str]:
    """The paragraphs and captions."""
    return [text for text in (*(b.said for b in article.body), *article.values("caption")) if text]


def subjects(article: Article) -> list[str]:
    """What was found out about the article: no query is answered from it, but it raises an article in the ranking."""
    about = article.about
    found = (*about.people, *about.tags, *([about.place] if about.place else []))
    return [f.value for f in found]


def texts(collection: Collection) -> list[dict[str, Any]]:
    """For the browser, an object for each article of the collection, in its order, with what it says as it is shown."""
    return [
        {
            "id": article.id,
            "url": f"articles/{article.id}.html",
            "date": article.about.date.edtf if article.about.date else "",
            "place": article.about.place.value if article.about.place else "",
            "title": article.title,
            "head": head(article),
            "body": body(article),
        }
        for article in collection.articles
    ]
