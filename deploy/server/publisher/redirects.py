"""Hands the site's rules for old addresses to nginx. Runs as root, so it believes nothing that the site wrote.

Whoever may push may have any line written into redirects.conf, and nginx opens files as root: only lines of the four
known forms get through, with nothing in them but an address.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from .disk import read, write
from .telling import Refused

_ADDRESS = r"/[A-Za-z0-9/._~%#&=+-]*"
# Of a text that was withdrawn all is gone, whatever its name: never of a whole part of the site.
_FOLDER = r"(?:/[A-Za-z0-9._-]+){2,}/"
_RULE = re.compile(
    rf'location = "{_ADDRESS}" {{ return 301 "{_ADDRESS}"; }}'
    rf'|location = "({_ADDRESS})" {{ error_page 410 "\1index\.html"; return 410; }}'
    rf'|location \^~ "({_FOLDER})" {{ error_page 410 "\2index\.html"; return 410; }}'
    rf'|location = "{_FOLDER}index\.html" {{ }}'
)


def good_rules(text: str) -> str:
    return "".join(f"{line}\n" for line in text.splitlines() if _RULE.fullmatch(line))


def hand_over(written: Path, to: Path, test: list[str], reload: list[str]) -> None:
    """Puts the rules where nginx includes them, and has it take them up; rules that it refuses are taken back."""
    rules = good_rules(read(written)) if written.exists() else ""
    before = to.read_text("utf-8") if to.exists() else None
    if rules == before:
        return
    write(to, rules)
    tried = subprocess.run(test, capture_output=True, text=True)
    if tried.returncode:
        write(to, before or "")
        raise Refused(f"nginx không nhận các quy tắc chuyển hướng, đã giữ quy tắc cũ:\n{tried.stderr}")
    subprocess.run(reload, check=True)
