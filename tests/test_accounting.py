"""Nothing is lost and nothing is invented, whatever was done to a text: every character of a source is in an article, in a notice or
dropped by a named rule; the ledgers, undone, give the decoded source; and that gives the bytes wherever its encoding allows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.fidelity.damage import cms, encoding, mirror, pages, recognition, wraps
from benchmarks.fidelity.damage.clean import plain
from benchmarks.fidelity.truth import Clean, read_texts
from generator.arrange import arrange
from generator.build import restore
from generator.config import Config
from generator.ingest import encode
from generator.model import Block, Restored
from generator.render.records import account, record_outputs
from generator.repair import RULES

TEXTS = read_texts()
SETTINGS = {
    f.__name__: f
    for f in (
        plain,
        wraps.wrapped_plain,
        wraps.wrapped_indent,
        wraps.wrapped_columns,
        pages.heads_before,
        pages.heads_behind,
        pages.heads_within,
        pages.furniture,
        pages.photographs,
        pages.repeats,
        cms.spans,
        cms.breaks,
        cms.office,
        cms.layout_tables,
        cms.entities_twice,
        cms.escaped_tags,
        cms.site,
        cms.site_text,
    )
}
DAMAGES = {
    f.__name__: f
    for f in (
        encoding.utf8_as_latin,
        encoding.utf8_as_gbk,
        encoding.gbk_as_latin,
        encoding.controls,
        encoding.look_alikes,
        encoding.vertical_forms,
        encoding.full_width,
        recognition.foreign_and,
        recognition.doubled_marks,
        recognition.half_width,
        recognition.spaced,
        mirror.annotate,
        mirror.mirror,
    )
}


def torn(data: bytes, rng: Random) -> bytes:
    """Bytes overwritten, taken out and doubled, here and there."""
    out = bytearray(data)
    for _ in range(rng.randrange(4)):
        at = rng.randrange(len(out))
        out[at : at + rng.randrange(3)] = rng.choice((b"", b"\xff", b"\xb5", out[at : at + 9], b"\0"))
    return bytes(out)


def lines_in_two(text: str, rng: Random) -> bytes:
    """Some lines in UTF-8, some in GB 18030."""
    return b"\n".join(line.encode(rng.choice(("utf-8", "gb18030"))) for line in text.split("\n"))


@st.composite
def sources(draw: st.DrawFn) -> tuple[str, bytes, str]:
    """The ending of a damaged file, its bytes, and the script it is to be read in."""
    texts: Sequence[Clean] = draw(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=3, unique=True))
    rng = Random(draw(st.integers(0, 1 << 32)))
    setting = draw(st.sampled_from(sorted(SETTINGS)))
    text = SETTINGS[setting](texts, rng)
    for name in draw(st.lists(st.sampled_from(sorted(DAMAGES)), max_size=3)):
        text = DAMAGES[name](text, rng)
    if draw(st.booleans()):
        text = text.replace("\n", draw(st.sampled_from(["\r\n", "\r", "\u2028", "\n\n\n"])))
    written = draw(st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-be", "two"]))
    data = lines_in_two(text, rng) if written == "two" else text.encode(written, "replace")
    if draw(st.booleans()):
        data = torn(data, rng)
    return draw(st.sampled_from([".txt", ".md", ".html"])), data, draw(st.sampled_from(["Hans", "Hant", "source"]))


def undone(value: str, changes: Sequence[dict]) -> str:
    """What a block was made of: the changes of its ledger made backwards, the last pass first."""
    passes = [list(found) for _, found in groupby(changes, key=lambda c: c["pass"])]
    for level in reversed(passes):
        grown = sum(len(c["after"]) - len(c["before"]) for c in level)
        for c in reversed(level):
            grown -= len(c["after"]) - len(c["before"])
            at = c["at"] + grown
            assert value[at : at + len(c["after"])] == c["after"]
            value = value[:at] + c["before"] + value[at + len(c["after"]) :]
    return value


def blocks_of(restored: Restored) -> dict[str, tuple[Block, ...]]:
    """The blocks of every ledger, by its name."""
    segmented = restored.segmented
    assert segmented
    return {a.id: a.blocks for a in segmented.articles} | {restored.source.id: segmented.notices}


def assert_accounted(restored: Restored, data: bytes) -> None:
    segmented = restored.segmented
    assert segmented
    text = segmented.document.text.original

    # characters = articles + notices + dropped by named rules
    readable = segmented.blocks
    spent = account(restored)
    assert spent.characters == len(text) == sum(b.text.fate()[0] for b in readable) + sum(spent.dropped.values())
    assert spent.dropped.keys() <= RULES.keys()

    # the ledgers backwards
    pieces: list[tuple[int, str]] = []
    outputs = {o.path: o.content for o in record_outputs(arrange([restored]), Config())}
    for name, blocks in blocks_of(restored).items():
        ledger = json.loads(outputs[f"data/ledger/{name}.json"])
        assert len(ledger["blocks"]) == len(blocks)
        for number, (block, record) in enumerate(zip(blocks, ledger["blocks"], strict=True)):
            source = undone(block.value, [c for c in ledger["changes"] if c["block"] == number])
            for start, end in record["stretches"]:
                pieces.append((start, source[: end - start]))
                source = source[end - start :]
            assert source == ""
    assert "".join(piece for _, piece in sorted(pieces)) == text

    # and the bytes
    coding = restored.source.coding
    if coding.exact:
        assert encode(text, restored.source.encoding, coding) == data
    else:
        assert not restored.source.encoding.startswith("utf")


@given(sources())
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_every_character_of_a_damaged_source_is_accounted_for(
    tmp_path_factory: pytest.TempPathFactory, source: tuple[str, bytes, str]
) -> None:
    ending, data, script = source
    folder: Path = tmp_path_factory.mktemp("damaged")
    (folder / f"a{ending}").write_bytes(data)
    restored = restore(folder, Config(reading_script=script), f"a{ending}")  # type: ignore[arg-type]
    assert "fault of this program" not in restored.reason, restored.reason
    if restored.status == "published":
        assert_accounted(restored, data)
    else:
        assert restored.reason
        assert restored.remedy
