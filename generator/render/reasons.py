"""Why an input was not published and what to do, in the language of the pages. Programs and terminals get it in English.

Every reason and remedy of the program is listed here; one that is not is shown as it stands.
"""

from __future__ import annotations

import re
from typing import Final

_KINDS: Final = {
    "a PDF": "PDF",
    "a ZIP archive or an Office document": "压缩包或 Office 文档",
    "an old Office document": "旧式 Office 文档",
    "an RTF document": "RTF 文档",
    "a picture": "图片",
    "a compressed file": "压缩文件",
    "a program": "程序",
}
#: What the program says, as patterns, and what a page says. Where a group is named `kind`, its Chinese takes its place.
_SAID: Final = (
    # ingest
    (r"it is empty", "文件是空的"),
    (r"Remove it, or put its text into it", "删去它，或者放入正文"),
    (r"it is binary, not text", "是二进制文件，不是文字"),
    (r"Remove it, or extract its text into a \.txt file", "删去它，或者把文字提取到 .txt 文件"),
    (
        r"undecodable: of (\d+) bytes (\d+) are no (.+), the nearest encoding",
        r"无法解码：\1 个字节中有 \2 个不合最接近的编码 \3",
    ),
    (r"Save it as UTF-8", "另存为 UTF-8 编码"),
    (r"a link to nothing", "链接指向不存在的文件"),
    (r"Put the file itself here", "放入文件本身"),
    (r"it is not there, or its name is no UTF-8", "文件不在，或者文件名不是 UTF-8"),
    (r"Rename it", "给它改名"),
    (r"it cannot be read \((.+)\)", r"无法读取（\1）"),
    (r"Mend its permissions", "修改它的权限"),
    (r"Mend its permissions or its link", "修改它的权限或链接"),
    (r"a link to a place outside of the folder", "链接指向文件夹之外"),
    (r"a link to a folder", "是指向文件夹的链接"),
    (r"a folder that cannot be read", "文件夹无法读取"),
    (r"Put the files themselves here, readable", "放入文件本身，并设为可读"),
    (r"not a file but a device, a pipe or a socket", "不是文件，而是设备、管道或套接字"),
    (r"Remove it", "删去它"),
    (r"too large: (\d+) MB, and (\d+) MB are read", r"太大：\1 MB，最多读取 \2 MB"),
    (r"Divide it into several files", "分成几个文件"),
    (r"not a kind of file that is read \((.*)\)", r"不是可以读取的文件类型（\1）"),
    (r"Extract its text into a \.txt or \.html file", "把文字提取到 .txt 或 .html 文件"),
    (r"Read its text by OCR into a \.txt file", "用文字识别软件转成 .txt 文件"),
    (r"Unpack it into the folder", "在文件夹里解压"),
    (r"Rename it to \.txt if it holds plain text, else remove it", "如果是纯文本，改名为 .txt；否则删去"),
    (r"it holds (?P<kind>.+), not text", r"内容是\g<kind>，不是文字"),
    # build
    (r"the same bytes as (.+)", r"与 \1 逐字节相同"),
    (r"Nothing to do; one of the two may go\.", "不必处理；两个文件可以删去一个。"),
    (r"a fault of this program \((.+)\)", r"本程序出错（\1）"),
    (r"Report it with this file; the other bulletins are published", "请连同此文件报告给开发者；其他公报已照常发布"),
    # corrections
    (r"its corrections cannot be read \((.+)\)", r"更正文件无法读取（\1）"),
    (r"Mend that", "请修正"),
    (r"its corrections are not UTF-8", "更正文件不是 UTF-8 编码"),
    (r"Save them as UTF-8", "另存为 UTF-8 编码"),
    (r"its corrections are not TOML \((.+)\)", r"更正文件不是 TOML 格式（\1）"),
    (r"Mend that line", "请修正那一行"),
    (r"its corrections hold (.+), which is none", r"更正文件里有不认识的项目 \1"),
    (r"Begin every correction with (.+) or (\S+)", r"每条更正以 \1 或 \2 开头"),
    (r"corrections without a source", "更正文件没有对应的公报"),
    (
        r"Name it after a source with all of its name \((\S+) beside (\S+)\), or remove it",
        r"以公报的全名命名（\2 的更正是 \1），或者删去",
    ),
    (r"(.+) stands (\d+) times in the source", r"\1 在来源中出现 \2 次"),
    (r"Take more of the words around it", "多写几个前后的字"),
    (r"(.+) stands nowhere in the source", r"\1 在来源中没有"),
    (r"Copy the words from the page again, or remove it", "从页面重新复制，或者删去这条更正"),
    (r"there is no key (.+)", r"没有 \1 这一项"),
    (r"Write (.+)", r"请写 \1"),
    (r"The keys are (.+)", r"可用的项有 \1"),
    (r"(\w+) is missing", r"缺少 \1"),
    (r"Add one of (.+)", r"请加上其中一项：\1"),
    (r"Add (.+)", r"请加上 \1"),
    (r"it sets nothing", "什么也没有更正"),
    (r"find and replace are the same", "find 与 replace 相同"),
    (r"Change one of them, or remove the correction", "改其中一个，或者删去这条更正"),
    (r"(\w+) must be a list", r"\1 应该是列表"),
    (r"(\w+) must name each once, and two", r"\1 应该写两个，各写一次"),
    (r"(\w+) must name each once", r"\1 中每个只能写一次"),
    (r"Mend the list", "请修正列表"),
    (r"(\w+) is empty", r"\1 是空的"),
    (r"Fill it in", "请填写"),
    (r"(\w+) must be text on one line", r"\1 应该是一行文字"),
    (r"Put it in quotation marks, without line breaks", "用引号括起来，不要换行"),
    (r"(.+) is no date", r"\1 不是日期"),
    (r"(\w+) is so already", r"\1 已经如此"),
    (r"(\w+) is (.+) already", r"\1 已经是 \2"),
    (r"Remove (\w+) from it", r"从中删去 \1"),
    (r"article (.+) fits (\d+) articles", r"“\1”对得上 \2 篇文章"),
    (r"it does not say which article it means", "没有写明是哪一篇文章"),
    (r"Take the title or the id from the page: (.+)", r"从页面抄下标题或编号：\1"),
    (r"it names the same article twice", "同一篇文章写了两次"),
    (r"Name both, by title or id", "写出两篇的标题或编号"),
    (r"an article begins there without it", "没有这条更正，那里也是一篇文章的开头"),
)
_CHINESE: Final = tuple((re.compile(pattern, re.DOTALL), after) for pattern, after in _SAID)


def in_chinese(said: str) -> str:
    """A reason or a remedy as a page says it.

    >>> in_chinese("it holds a PDF, not text"), in_chinese("too large: 70 MB, and 64 MB are read"), in_chinese("else")
    ('内容是PDF，不是文字', '太大：70 MB，最多读取 64 MB', 'else')
    """
    for pattern, after in _CHINESE:
        if match := pattern.fullmatch(said):
            if kind := match.groupdict().get("kind"):
                return after.replace(r"\g<kind>", _KINDS.get(kind, kind))
            return match.expand(after)
    return said
