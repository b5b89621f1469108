"""python -m kepu.plans FILE [--json]: what a work plan says, as a sheet or as JSON; needs no database.

With --worker it is the child of kepu.uploads.guard: name and document on standard input, the reading as JSON out.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from typing import Any

from kepu.plans import Unreadable, read
from kepu.plans.sentences import LARGEST_FILE, PLAN
from kepu.plans.sheet import sheet
from kepu.uploads.child import confined, work

USAGE = """用法：bin/kepu read-plan 文件 [--json]

读取一份工作方案（.docx、PDF 或 .txt），列出读到的要素、各自的原文和疑点。
文件写 - 表示从标准输入读取。

  --json   输出 JSON
  --help   显示本说明"""
WHY: dict[type[OSError], str] = {
    FileNotFoundError: "没有这个文件",
    PermissionError: "没有读取的权限",
    IsADirectoryError: "这是文件夹",
}
STDIN = "粘贴的文字.txt"
FAILED = 2


def main(arguments: Sequence[str]) -> int:
    """Carry out the command line (without the program's name); returns the exit code."""
    if "--worker" in arguments:
        return work(answer, PLAN)
    if "--help" in arguments or "-h" in arguments:
        print(USAGE)
        return 0
    files = [argument for argument in arguments if argument == "-" or not argument.startswith("-")]
    unknown = [argument for argument in arguments if argument not in files and argument != "--json"]
    if len(files) != 1 or unknown:
        return complain(f"不认识的选项：{'、'.join(unknown)}\n\n{USAGE}" if unknown else USAGE)
    try:
        content, name = content_of(files[0])
        reading = confined(lambda: read(content, name), PLAN)
    except Unreadable as error:
        return complain(error.sentence)
    except OSError as error:
        return complain(f"打不开 {files[0]}：{WHY.get(type(error), '读取时出错')}。请检查路径和权限。")
    show(json.dumps(reading.to_plan(), ensure_ascii=False, indent=2) if "--json" in arguments else sheet(reading))
    return 0


def show(text: str) -> None:
    """Print; whoever reads may stop early (… | head)."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def content_of(file: str) -> tuple[bytes, str]:
    """The bytes of a file or of standard input, at most one more than may be read, and the name."""
    if file == "-":
        return sys.stdin.buffer.read(LARGEST_FILE + 1), STDIN
    with open(file, "rb") as stream:
        return stream.read(LARGEST_FILE + 1), os.path.basename(file)


def answer(name: str, content: bytes) -> dict[str, Any]:
    """The reading of a document, as the guard wants it."""
    return read(content, name).to_json()


def complain(sentence: str) -> int:
    """Say on standard error what is wrong."""
    print(sentence, file=sys.stderr)
    return FAILED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
