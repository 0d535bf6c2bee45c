"""What an article says: to be indexed, to be verified in the browser, and to be shown there."""

from __future__ import annotations

import re
from typing import Any, Final

from generator.model import Article
from generator.search.normalise import SEPARATOR, normalise

_MARKS: Final = re.compile(f"{SEPARATOR}+")
#: What stands between two passages: no phrase reaches over it.
APART: Final = 2 * SEPARATOR


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


def compared(*passages: str) -> str:
    """The passages as they are compared: normalised, one blank for the marks between two characters, two between passages.

    >>> compared("召开会议。", "研究、——部署")
    '召开会议  研究 部署'
    """
    return APART.join(_MARKS.sub(SEPARATOR, normalise(passage)).strip() for passage in passages)


#: What the index knows of an article, as it is compared: one text for each field of `FIELDS`.
Fields = tuple[str, str, str, str]
#: How much a match counts: in the title, in what stands around the body, in what was found out (people, tags, place), in the body.
FIELDS: Final = {"title": 8, "head": 4, "about": 4, "body": 1}


def fields(article: Article) -> Fields:
    """The texts of the fields of an article."""
    return compared(article.title), compared(*head(article)), compared(*subjects(article)), compared(*body(article))


def shown(article: Article) -> dict[str, Any]:
    """An article for the browser, as it is shown."""
    about = article.about
    return {
        "id": article.id,
        "date": about.date.edtf if about.date else "",
        "place": about.place.value if about.place else "",
        "title": article.title,
        "head": head(article),
        "body": body(article),
    }
