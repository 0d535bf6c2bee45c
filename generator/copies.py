"""Which articles are copies of each other, across sources: MinHash finds candidates, Jaccard's measure decides.

Near-linear: texts that are equal are compared once; of the others, only those that share a band of their signatures meet, and in
a crowd each meets only its neighbours, ordered so that the most alike stand together.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, count, islice
from operator import eq
from typing import Final

from rensa import RMinHash

from generator.data.script import fold_script
from generator.model import Article

_WORDS = re.compile(r"[^\W_]+")
#: How much two bodies must have in common, by their runs of this many letters, for one to be called a copy of the other.
_ALIKE, _RUN = 0.8, 5
#: Bodies with fewer letters are alike by chance: a caption, a table's title.
_SHORTEST = 40
#: No article is linked to more copies than this.
MOST: Final = 10
#: A signature is so many bands of so many numbers: two texts that are 0.8 alike share one in 998 of 1,000 cases.
_BANDS, _ROWS, _SEED = 21, 6, 20200701
#: How many neighbours in a band to each side are looked at, and how alike their signatures must be.
_NEIGHBOURS, _PROMISING = 8, 0.65
#: So many texts are taken apart at a time: about 60 kB each. With fewer, a crowd is taken apart over and over.
_SHELF: Final = 512

Signature = tuple[int, ...]


def similar(articles: Sequence[Article]) -> dict[str, tuple[str, ...]]:
    """For each article that has any: its nearest copies in other sources, at most `MOST`, in the order of the articles.

    Of the equal articles in one source only the first is named.
    """
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for n, article in enumerate(articles):
        letters = _letters(article)
        if len(letters) >= _SHORTEST:
            groups[letters].append(n)
    texts, members = list(groups), list(groups.values())
    first = [list(islice(_one_a_source(articles, own), MOST + 1)) for own in members]
    near = _nearest(texts)
    found: dict[int, tuple[int, ...]] = {}
    for text, own in enumerate(members):
        others = [first[text], *(first[other] for _, other in sorted(near[text]))]
        for n in own:
            path = articles[n].source.path
            linked = (m for m in chain.from_iterable(others) if articles[m].source.path != path)
            if copies := tuple(islice(linked, MOST)):
                found[n] = copies
    return {articles[n].id: tuple(articles[m].id for m in sorted(found[n])) for n in sorted(found)}


def _letters(article: Article) -> str:
    return "".join(_WORDS.findall(fold_script(" ".join(b.said for b in article.body)).lower()))


def _one_a_source(articles: Sequence[Article], own: Sequence[int]) -> Iterator[int]:
    seen: set[str] = set()
    for n in own:
        if articles[n].source.path not in seen:
            seen.add(articles[n].source.path)
            yield n


def _runs(letters: str) -> frozenset[str]:
    return frozenset(map(letters.__getitem__, map(slice, range(len(letters) - _RUN + 1), count(_RUN))))


def likeness(a: frozenset[str], b: frozenset[str]) -> float:
    """Jaccard's: the share of what both have in what either has.

    >>> likeness(frozenset("abc"), frozenset("bcd"))
    0.5
    """
    both = len(a & b)
    return both / (len(a) + len(b) - both)


def _nearest(texts: Sequence[str]) -> list[list[tuple[float, int]]]:
    """For each text those that are alike, with minus their likeness, so that the nearest sort first."""
    signatures = [_signature(text) for text in texts]
    pairs: set[tuple[int, int]] = set()
    for n, candidates in enumerate(_candidates(signatures)):
        promising = ((sum(map(eq, signatures[n], signatures[m])), -m) for m in candidates)
        best = sorted((p for p in promising if p[0] >= _PROMISING * _BANDS * _ROWS), reverse=True)[:MOST]
        pairs |= {(min(n, -m), max(n, -m)) for _, m in best}
    runs = lru_cache(2 * _SHELF)(_runs)
    near: list[list[tuple[float, int]]] = [[] for _ in texts]
    for m, n in _shelved(pairs, signatures):
        alike = likeness(runs(texts[m]), runs(texts[n]))
        if alike >= _ALIKE:
            near[m].append((-alike, n))
            near[n].append((-alike, m))
    return near


def _shelved(pairs: Iterable[tuple[int, int]], signatures: Sequence[Signature]) -> list[tuple[int, int]]:
    """The pairs, so ordered that few texts are looked at for long: like stands by like, and one shelf is compared with one other."""
    shelf = {n: i // _SHELF for i, n in enumerate(sorted(range(len(signatures)), key=signatures.__getitem__))}
    return sorted(pairs, key=lambda pair: (*sorted((shelf[pair[0]], shelf[pair[1]])), pair))


def _signature(letters: str) -> Signature:
    sketch = RMinHash(num_perm=_BANDS * _ROWS, seed=_SEED)
    sketch.update(list(_runs(letters)))
    return tuple(sketch.digest())


def _candidates(signatures: Sequence[Signature]) -> list[set[int]]:
    """For each signature those that it shares a band with; in a crowd, its neighbours there."""
    found: list[set[int]] = [set() for _ in signatures]
    for start in range(0, _BANDS * _ROWS, _ROWS):
        bands: defaultdict[Signature, list[int]] = defaultdict(list)
        for n, signature in enumerate(signatures):
            bands[signature[start : start + _ROWS]].append(n)
        for crowd in bands.values():
            # Those that go on alike behind the band stand together.
            crowd.sort(key=lambda n: signatures[n][start:] + signatures[n][:start])
            for i, n in enumerate(crowd):
                found[n].update(crowd[max(0, i - _NEIGHBOURS) : i + _NEIGHBOURS + 1])
    for n, candidates in enumerate(found):
        candidates.discard(n)
    return found
