"""The folder of seeds: what is read, what is passed over, what is quarantined and why."""

from __future__ import annotations

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.errors import ConfigError, SourceError
from generator.ingest import fingerprint, ingest, read_document, seed_paths
from generator.ingest.files import LARGEST
from generator.model import Source

TEXT = "区委常委会召开会议\n会议指出，要落实责任。\n"


def problem(seeds, path):
    with pytest.raises(SourceError) as caught:
        ingest(seeds, path)
    assert caught.value.problem.file == path
    assert caught.value.problem.remedy
    return caught.value.problem


def test_what_is_named_and_in_which_order(tmp_path):
    for name in (
        *("b.txt", "a/二.md", "a/b/x.HTM", "c", "图.jpg", "a-1.html"),
        *(".hidden.txt", ".git/config", "README.md", "a/readme", "b.corrections.toml", "Thumbs.db"),
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(TEXT)
    assert seed_paths(tmp_path) == ["a-1.html", "a/b/x.HTM", "a/二.md", "b.txt", "c", "图.jpg"]


def test_no_folder(tmp_path):
    with pytest.raises(ConfigError, match="no such folder"):
        seed_paths(tmp_path / "none")


def test_a_bulletin(tmp_path):
    (tmp_path / "a").write_bytes(TEXT.replace("\n", "\r\n").encode("gb18030"))
    document = ingest(tmp_path, "a")
    assert document.text.value == TEXT.replace("\n", "\r\n")  # the text as in the file: repair sees to the rest
    assert (document.source.encoding, document.source.format, document.script) == ("gb18030", "text", "Hans")
    assert document.source == fingerprint(tmp_path, "a").__class__(
        "a", fingerprint(tmp_path, "a").sha256, len(TEXT.encode("gb18030")) + 2, "gb18030", "text"
    )


def test_the_script_is_told(tmp_path):
    (tmp_path / "a.txt").write_text("區委召開會議，傳達學習重要精神。")
    assert ingest(tmp_path, "a.txt").script == "Hant"


def test_a_few_lost_bytes_are_damage(tmp_path):
    (tmp_path / "a.txt").write_bytes((TEXT * 20).encode() + b"\xff")
    document = ingest(tmp_path, "a.txt")
    assert document.damage == ("undecodable",)
    assert [t.change.rule for t in document.text.changes()] == ["undecodable"]
    assert document.text.value.endswith("\ufffd")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "it is empty"),
        (" \r\n　\u200b\ufeff\n".encode(), "it is empty"),
        (b"%PDF-1.7 \n", "it holds a PDF, not text"),
        (b"PK\x03\x04docx", "it holds a ZIP archive or an Office document, not text"),
        (b"\x89PNG\r\n\x1a\n", "it holds a picture, not text"),
        (bytes(range(32)) * 8, "it is binary, not text"),
        (b"\xff" * 30 + "会议指出，要落实责任。".encode(), "undecodable: of 63 bytes 30 are no utf-8"),
    ],
)
def test_content_that_is_no_text(tmp_path, content, reason):
    (tmp_path / "a.txt").write_bytes(content)
    assert problem(tmp_path, "a.txt").reason.startswith(reason)


@pytest.mark.parametrize(
    ("name", "remedy"), [("a.pdf", "Extract"), ("a.JPG", "OCR"), ("a.zip", "Unpack"), ("a.py", "Rename")]
)
def test_other_kinds_of_file(tmp_path, name, remedy):
    (tmp_path / name).write_text(TEXT)
    found = problem(tmp_path, name)
    assert found.reason.startswith("not a kind of file that is read")
    assert remedy in found.remedy


def test_too_large(tmp_path):
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(LARGEST + 1)
    assert problem(tmp_path, "a.txt").reason.startswith("too large: 64 MB")


def test_links(tmp_path):
    seeds = tmp_path / "seeds"
    (seeds / "in").mkdir(parents=True)
    (tmp_path / "secret.txt").write_text(TEXT)
    (seeds / "in/a.txt").write_text(TEXT)
    (seeds / "inside.txt").symlink_to("in/a.txt")
    (seeds / "outside.txt").symlink_to("../secret.txt")
    (seeds / "nothing.txt").symlink_to("none.txt")
    (seeds / "self.txt").symlink_to("self.txt")
    (seeds / "folder").symlink_to("in")
    (seeds / "up").symlink_to("..")
    assert seed_paths(seeds) == ["folder", "in/a.txt", "inside.txt", "nothing.txt", "outside.txt", "self.txt", "up"]
    assert ingest(seeds, "inside.txt").text.value == TEXT
    assert problem(seeds, "outside.txt").reason == "a link to a place outside of the folder"
    assert problem(seeds, "up").reason == "a link to a place outside of the folder"
    assert problem(seeds, "nothing.txt").reason == "a link to nothing"
    assert problem(seeds, "folder").reason == "a link to a folder"
    assert problem(seeds, "self.txt").reason.startswith("it cannot be read")


def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "a.txt")
    assert problem(tmp_path, "a.txt").reason == "not a file but a device, a pipe or a socket"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "a.txt").chmod(0)
    (tmp_path / "folder").mkdir(mode=0)
    assert problem(tmp_path, "a.txt").reason == "it cannot be read (Permission denied)"
    assert seed_paths(tmp_path) == ["a.txt", "folder"]
    assert problem(tmp_path, "folder").reason == "a folder that cannot be read"


def test_a_name_that_is_no_utf_8(tmp_path):
    (tmp_path / os.fsdecode(b"\xff.txt")).write_text(TEXT)
    assert seed_paths(tmp_path) == ["\\xff.txt"]
    assert "no UTF-8" in problem(tmp_path, "\\xff.txt").reason


def test_the_fingerprint_of_what_may_not_be_read_is_that_of_nothing(tmp_path):
    (tmp_path / "a.txt").symlink_to("/etc/hostname")
    empty = fingerprint(tmp_path, "a.txt")
    assert (empty.size, empty.id) == (0, "e3b0c44298fc")


@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.md", "a.html", "a"]))
@settings(deadline=None)
def test_any_bytes_become_a_document_or_an_error_that_says_why(data: bytes, name: str):
    source = Source(name, "0" * 64, len(data))
    try:
        document = read_document(source, data)
    except SourceError as error:
        document, found = None, error.problem
    if document:
        assert document.text.value == document.text.original != ""
    else:
        assert found.reason
        assert found.remedy
