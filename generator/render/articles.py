"""The page of one article, and its Markdown."""

from __future__ import annotations

import json
import re
from typing import Any

from markupsafe import Markup

from generator.model import Article, Output, Series, said
from generator.render.catalogue import Catalogue, article_path, first_words, headline, source_path
from generator.render.collation import collation_path
from generator.render.dates import day_of, edtf_of
from generator.render.doubt import mark_doubts
from generator.render.evidence import evidence
from generator.render.markdown import body_html, body_markdown, printable
from generator.render.parts import Link, Person
from generator.render.phrases import phrases
from generator.render.sources import SCRIPTS
from generator.render.tallies import corrections, count_changes, damage_label, flags, tallies
from generator.render.views import ArticleView

_SUMMARY = 120
#: A notice that every county printed has hundreds of copies.
_SIMILAR = 10
#: YAML sees the end of a line where JSON sees none.
_LINE_ENDS = re.compile("[\u2028\u2029\ufeff]")


def _ordinal(series: Series) -> str:
    return f"第{series.number}{'次' if '会' in series.name else '期'}"


def _people(catalogue: Catalogue, article: Article) -> tuple[Person, ...]:
    held = {f.value.name: printable(f.value.office) for f in article.about.offices}
    names = (f.value for f in article.about.people)
    return tuple(Person(link, held.get(n, "")) for n in names for link in catalogue.links("person", [n]))


def article_view(catalogue: Catalogue, article: Article) -> ArticleView:
    about = article.about
    before, behind = catalogue.neighbours[article.id]
    restored = catalogue.restored[article.source.id]
    document = restored.segmented.document if restored.segmented else None
    series = catalogue.links("series", [about.series.value.name] if about.series else [])
    place = catalogue.links("place", [about.place.value] if about.place else [])
    similar = catalogue.collection.similar.get(article.id, ())
    body = body_html(article.body)
    marked = mark_doubts(body, article.body)
    plain = "".join(b.value for b in article.body if b.role == "p")
    return ArticleView(
        site=catalogue.site,
        path=article_path(article),
        title=headline(article),
        phrases=phrases(headline(article)),
        summary=printable(first_words(plain, _SUMMARY)),
        lang=catalogue.lang(article),
        kicker=printable(article.kicker),
        deck=tuple(printable(deck) for deck in article.values("deck")),
        byline=tuple(printable(f.value) for f in about.byline),
        makers=tuple((printable(f.value.name), printable(f.value.role)) for f in about.makers),
        day=day_of(edtf_of(article)),
        evidence=tuple(evidence(f) for f in (about.date.evidence if about.date else ())),
        disagrees=tuple(evidence(f, day_of(f.value).label) for f in (about.date.disagrees if about.date else ())),
        place=place[0] if place else None,
        place_evidence=evidence(about.place) if about.place and about.place.text else None,
        tags=catalogue.links("tag", (f.value for f in about.tags)),
        key_phrases=tuple(printable(f.value) for f in about.key_phrases),
        people=_people(catalogue, article),
        organs=tuple(printable(f.value) for f in about.organs),
        series=series[0] if series else None,
        ordinal=_ordinal(about.series.value) if about.series else "",
        doc_number=printable(about.doc_number.value) if about.doc_number else "",
        signed=printable(about.signed.value) if about.signed else "",
        continued_from=printable(about.continued_from.value) if about.continued_from else "",
        body=Markup(marked),  # noqa: S704 - it has been through the allow-list; the marks are our own
        captions=tuple(printable(said("image", v)) for v in article.values("caption")),
        credits=tuple(printable(v) for v in article.values("credit")),
        source=Link(printable(article.source.path), source_path(article.source.id)),
        start=article.span.start,
        end=article.span.end,
        original=f"sources/{article.source.id}/original.txt",
        markdown=f"articles/{article.id}.md",
        ledger=f"data/ledger/{article.id}.json",
        collation=collation_path(article),
        other_script="" if catalogue.lang(article) == f"zh-{article.script}" else SCRIPTS[article.script],
        doubtful=marked is not body,
        tallies=tallies(count_changes(article)),
        damage=tuple(damage_label(kind) for kind in document.damage) if document else (),
        flags=flags(article),
        corrections=corrections(article),
        previous=Link(headline(before), article_path(before)) if before else None,
        following=Link(headline(behind), article_path(behind)) if behind else None,
        similar=tuple(catalogue.entries[i] for i in similar[:_SIMILAR]),
        copies=len(similar),
    )


def _front_matter(article: Article) -> dict[str, Any]:
    """What is known of the article, under the names of articles.jsonl; what is not known is left out."""
    about, span = article.about, article.span
    named = {
        "title": article.title,
        "kicker": article.kicker,
        "deck": article.deck,
        "byline": [f.value for f in about.byline],
        "makers": [{"name": f.value.name, "role": f.value.role} for f in about.makers],
        "date": edtf_of(article),
        "place": about.place and about.place.value,
        "people": [f.value for f in about.people],
        "people_offices": [{"name": f.value.name, "office": f.value.office} for f in about.offices],
        "organs": [f.value for f in about.organs],
        "tags": [f.value for f in about.tags],
        "key_phrases": [f.value for f in about.key_phrases],
        "series": about.series and {"name": about.series.value.name, "number": about.series.value.number},
        "doc_number": about.doc_number and about.doc_number.value,
        "signed": about.signed and about.signed.value,
        "captions": list(article.values("caption")),
        "credits": list(article.values("credit")),
        "id": article.id,
        "source": {"path": article.source.path, "sha256": article.source.sha256, "start": span.start, "end": span.end},
    }
    return {key: value for key, value in named.items() if value}


def _scalar(value: Any) -> str:
    """A value as JSON on one line, which is YAML that no character of a seed can break out of."""
    text = printable(json.dumps(value, ensure_ascii=False))
    return _LINE_ENDS.sub(lambda m: f"\\u{ord(m[0]):04x}", text)


def article_markdown(article: Article) -> Output:
    """Front matter in YAML, then the body."""
    lines = (f"{key}: {_scalar(v)}" for key, v in _front_matter(article).items())
    text = "\n".join(("---", *lines, "---", "", body_markdown(article.body)))
    return Output(f"articles/{article.id}.md", text.encode())
