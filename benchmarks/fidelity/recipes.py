"""The classes of damage, in the order of the table."""

from __future__ import annotations

from typing import Final

from benchmarks.fidelity.damage import clean, cms, encoding, mirror, pages, wraps
from benchmarks.fidelity.damage import recognition as ocr
from benchmarks.fidelity.damage.mirror import in_traditional as _hant
from benchmarks.fidelity.recipe import Recipe
from benchmarks.fidelity.truth import Clean


def _simplified(text: Clean) -> bool:
    return text.script == "Hans"


RECIPES: Final = (
    Recipe("clean-text", clean.plain, clean=True),
    Recipe("clean-markdown", clean.markdown, ending=".md", clean=True),
    Recipe("clean-html", clean.html, ending=".html", clean=True),
    Recipe("wrap-blank", wraps.wrapped_blank),
    Recipe("wrap-indent", wraps.wrapped_indent),
    Recipe("wrap-plain", wraps.wrapped_plain),
    Recipe("wrap-columns", wraps.wrapped_columns),
    Recipe("wrap-hanging", wraps.wrapped_hanging),
    Recipe("wrap-justified", wraps.wrapped_justified),
    Recipe("wrap-counted", wraps.wrapped_counted),
    Recipe("wrap-papers", wraps.wrapped_papers, group=3),
    Recipe("page-before", pages.heads_before, group=3),
    Recipe("page-behind", pages.heads_behind, group=3),
    Recipe("page-within", pages.heads_within, group=2),
    Recipe("page-quotes", pages.pull_quotes, change=pages.add_pull_quote, group=2),
    Recipe("page-teasers", pages.teasers, group=2),
    Recipe("page-furniture", pages.furniture, group=2),
    Recipe("page-photos", pages.photographs, group=2),
    Recipe("page-sidebar", pages.sidebars, change=pages.add_sidebar, group=2),
    Recipe("page-repeat", pages.repeats, group=2),
    Recipe("cms-spans", cms.spans),
    Recipe("cms-breaks", cms.breaks, ending=".html"),
    Recipe("cms-office", cms.office, ending=".html", every=2),
    Recipe("cms-tables", cms.layout_tables, ending=".html"),
    Recipe("cms-entities", cms.entities, ending=".html"),
    Recipe("cms-entities-2", cms.entities_twice, ending=".html", every=2),
    Recipe("cms-escaped", cms.escaped_tags, every=2),
    Recipe("cms-site", cms.site, ending=".html"),
    Recipe("cms-site-text", cms.site_text),
    Recipe("mirror-pinyin", _hant(clean.plain), (mirror.annotate,)),
    Recipe("mirror-straddle", _hant(clean.plain), (mirror.shift_by_pinyin,)),
    Recipe("mirror-marks", _hant(clean.plain), (mirror.split_at_marks,), every=2),
    Recipe("mirror-whole", _hant(clean.plain), (mirror.mirror,)),
    Recipe("code-latin", clean.plain, (encoding.utf8_as_latin,), every=2),
    Recipe("code-latin-2", clean.plain, (encoding.utf8_as_latin_twice,), every=2),
    Recipe("code-gbk", clean.plain, (encoding.utf8_as_gbk,), every=2),
    Recipe("code-gbk-latin", clean.plain, (encoding.gbk_as_latin,), every=2),
    Recipe("code-part-latin", clean.plain, (encoding.in_part(encoding.utf8_as_latin),), every=2),
    Recipe("code-part-gbk", clean.plain, (encoding.in_part(encoding.utf8_as_gbk),), every=2),
    Recipe("code-mixed", clean.plain, encode=encoding.some_lines_gbk, every=2),
    Recipe("code-lost", clean.plain, change=encoding.lose),
    Recipe("code-cut", clean.plain, change=encoding.lose_end, encode=encoding.cut, every=2),
    Recipe("code-controls", clean.plain, (encoding.controls,)),
    Recipe("form-look-alikes", clean.plain, (encoding.look_alikes,)),
    Recipe("form-vertical", clean.plain, (encoding.vertical_forms,)),
    Recipe("form-full-width", clean.plain, (encoding.full_width,)),
    Recipe("ocr-and", clean.plain, (ocr.foreign_and,)),
    Recipe("ocr-doubled", clean.plain, (ocr.doubled_marks,)),
    Recipe("ocr-half-width", clean.plain, (ocr.half_width,)),
    Recipe("ocr-spaces", clean.plain, (ocr.spaced,)),
    Recipe("ocr-zeros", clean.plain, (ocr.zeros,), change=ocr.chinese_dates, fits=ocr.has_date),
    Recipe("ocr-already", clean.plain, (ocr.already,), fits=ocr.has_already),
    Recipe("script-hant", _hant(clean.plain, ("s2t", "s2tw", "s2hk")), fits=_simplified),
    Recipe("mix-wrap-page", wraps.wrapped_columns, group=3),
    Recipe("mix-wrap-ocr", wraps.wrapped_indent, (ocr.half_width, ocr.spaced), every=2),
    Recipe("mix-page-ocr", pages.heads_behind, (ocr.half_width, ocr.doubled_marks, ocr.foreign_and), group=2),
    Recipe("mix-wrap-hant", _hant(wraps.wrapped_blank, ("s2t", "s2hk")), (ocr.half_width,), fits=_simplified, every=2),
    Recipe(
        "mix-wrap-forms", wraps.wrapped_plain, (encoding.look_alikes, encoding.full_width, encoding.controls), every=2
    ),
    Recipe("mix-cms-hant", _hant(cms.spans), fits=_simplified, ending=".html", every=2),
    Recipe("mix-cms-code", cms.breaks, (encoding.in_part(encoding.utf8_as_latin),), ending=".html", every=2),
    Recipe("mix-cms-mirror", _hant(cms.breaks), (mirror.mirror,), ending=".html", every=2),
    Recipe("mix-wrap-mirror", _hant(wraps.wrapped_indent), (mirror.mirror,), every=2),
    Recipe("mix-page-code", pages.furniture, (encoding.look_alikes, encoding.vertical_forms), group=2),
)
