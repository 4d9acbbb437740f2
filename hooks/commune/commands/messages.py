"""What the command line says where Python would speak English, or show a traceback."""

from __future__ import annotations

import errno
import io
import re
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from traceback import extract_tb
from typing import NoReturn

from . import Refusal

_WRONG_ARGUMENTS = (
    (r"the following arguments are required: (.*)", "còn thiếu: {}"),
    (r"argument (.*?): invalid choice: '?(.*?)'? \(choose from (.*)\)", "{}: không có “{}”; chỉ được chọn: {}"),
    (r"argument (.*?): expected (?:one|at least one) argument", "{}: sau mục này còn thiếu nội dung"),
    (r"argument (.*?): invalid int value: (.*)", "{}: phải là một số, không phải {}"),
    (r"argument (.*?): not allowed with argument (.*)", "{} và {}: chỉ ghi một trong hai"),
    (r"unrecognized arguments: (.*)", "không hiểu “{}”. Tên tệp, tên bài có dấu cách thì đặt trong dấu nháy “…”"),
    (r"ambiguous option: (.*?) could match (.*)", "“{}” chưa rõ, ý bạn là: {}"),
)
_WRONG_PLACES = {
    errno.ENOENT: "không có tệp hay thư mục này",
    errno.ENOTDIR: "một phần của đường dẫn này là tệp, không phải thư mục",
    errno.EISDIR: "đây là thư mục, không phải tệp",
    errno.EEXIST: "đã có một tệp tên như vậy",
    errno.EACCES: "máy không cho đọc hay ghi ở đây. Hãy đóng tệp trong chương trình khác, hoặc hỏi người quản trị máy",
    errno.EROFS: "ổ đĩa này chỉ cho đọc",
    errno.ENOSPC: "ổ đĩa đã đầy. Hãy xóa bớt, rồi gõ lại lệnh",
    errno.ELOOP: "lối tắt này dẫn vòng về chính nó",
    errno.ENAMETOOLONG: "tên dài quá",
}


class Parser(ArgumentParser):
    """A parser of arguments that says in Vietnamese what is wrong with them."""

    def error(self, message: str) -> NoReturn:
        said = next(
            (_said(match, words) for wrong, words in _WRONG_ARGUMENTS if (match := re.match(wrong, message))), message
        )
        self.exit(2, f"{said}.\nXem các lệnh: make help. Xem cách ghi của lệnh này: {self.prog} --help\n")


def _said(match: re.Match[str], words: str) -> str:
    return words.format(*match.groups())


def in_utf8(streams: Iterable[object]) -> None:
    """Vietnamese can be printed wherever the output goes: Windows and bare servers have narrower encodings."""
    for stream in streams:
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def given_file(path: Path | None, example: str) -> Path:
    """`path`, which is a file. Raises Refusal; `example` is the command as it should be."""
    if path is None or path == Path():
        raise Refusal(f"Chưa ghi tên tệp. Ví dụ: {example}")
    if path.is_dir():
        raise Refusal(f"{path}: đây là thư mục; hãy ghi tên một tệp trong đó. Ví dụ: {example}")
    if not path.is_file():
        quoted = "tên có dấu cách, đường dẫn của Windows thì đặt trong dấu nháy đơn '…'"
        raise Refusal(f"{path}: không có tệp này. Hãy xem lại tên; {quoted}")
    return path


def wrong_place(error: OSError) -> str:
    """A file or a folder that cannot be read or written, and why."""
    why = _WRONG_PLACES.get(error.errno or 0, f"không đọc hay ghi được ({error.strerror or error})")
    return f"{error.filename or 'Máy'}: {why}."


def our_mistake(error: Exception) -> str:
    """A fault of the program: nobody who edits content can mend it, and nobody should read a traceback."""
    last = extract_tb(error.__traceback__)[-1]
    where = f"{Path(last.filename).name}:{last.lineno}: {type(error).__name__}: {str(error)[:200]}"
    return (
        "Chương trình gặp lỗi của chính nó, không phải lỗi của bạn. Nội dung và trang đang đăng vẫn giữ nguyên.\n"
        f"Hãy gửi dòng sau cho người giữ kho nội dung, kèm lệnh vừa gõ: {where}"
    )


def in_repository(root: Path) -> None:
    """Raises Refusal where a command is run in some other folder."""
    if not (root / "content").is_dir():
        where = "thư mục đang đứng" if root == Path.cwd() else str(root)
        raise Refusal(f"{where}: ở đây không có thư mục content/. Hãy vào thư mục của kho (lệnh cd), rồi gõ lại lệnh.")
