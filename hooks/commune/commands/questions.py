"""Questions on a terminal, each asked again until the answer is one that can be used."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from . import Refusal

T = TypeVar("T")
_NOBODY = "Ở đây không có ai trả lời các câu hỏi. Hãy chạy trong cửa sổ dòng lệnh, hoặc ghi sẵn câu trả lời: {}"


class Asker:
    """Asks the officer; `example` is the command with the answers in it, for where nobody can answer."""

    def __init__(self, example: str) -> None:
        self._example = example

    def ask(self, question: str, read: Callable[[str], T], proposed: str = "") -> T:
        """What `read` makes of the answer; `proposed` stands for an empty one. A ValueError of `read` is told."""
        hint = f" [{proposed}]" if proposed else ""
        while True:
            answer = self._line(f"{question}{hint}: ") or proposed
            try:
                return read(answer)
            except ValueError as error:
                print(f"  Chưa được: {error}")

    def choose(self, question: str, names: Sequence[str]) -> int:
        """The place in `names` of the one that was chosen by its number."""
        return self._numbered(question, names, lambda answer: numbers_of(answer, len(names), at_most=1))[0]

    def choose_several(self, question: str, names: Sequence[str], optional: bool = False) -> list[int]:
        """The places in `names` of those that were chosen: at least one, or with `optional` none too."""
        question = (
            f"{question} (một hay nhiều số, cách nhau bằng dấu phẩy{'; không thì bấm Enter' if optional else ''})"
        )
        return self._numbered(
            question, names, lambda answer: numbers_of(answer, len(names)) if answer or not optional else []
        )

    def confirm(self, question: str, proposed: bool = False) -> bool:
        return self.ask(f"{question} (c = có, k = không)", _yes_or_no, "c" if proposed else "k")

    def _numbered(self, question: str, names: Sequence[str], read: Callable[[str], list[int]]) -> list[int]:
        print(f"{question}:")
        for number, name in enumerate(names, 1):
            print(f"  {number}. {name}")
        return self.ask("Số", read)

    def _line(self, prompt: str) -> str:
        try:
            return input(prompt).strip()
        except EOFError:
            print()
            raise Refusal(_NOBODY.format(self._example)) from None


def numbers_of(answer: str, count: int, at_most: int | None = None) -> list[int]:
    """ "1, 3" as [0, 2]. Raises ValueError, with what is right."""
    words = answer.replace(",", " ").split()
    if not words or not all(word.isdecimal() and 1 <= int(word) <= count for word in words):
        raise ValueError(f"hãy gõ số từ 1 đến {count}")
    chosen = list(dict.fromkeys(int(word) - 1 for word in words))
    if at_most and len(chosen) > at_most:
        raise ValueError("chỉ chọn một số")
    return chosen


def _yes_or_no(answer: str) -> bool:
    if answer.lower() not in ("c", "có", "co", "k", "không", "khong"):
        raise ValueError("hãy gõ c (có) hoặc k (không)")
    return answer.lower().startswith("c")
