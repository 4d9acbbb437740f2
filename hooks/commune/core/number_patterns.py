"""Patterns of numbers that one could call, and of papers, in all the ways people type them."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from .text import PRINTABLE, capitalize_first, unmarked

_LOOKS = {
    **dict.fromkeys("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029\u2800", " "),
    **dict.fromkeys("−⁃ー─━¯˗", "-"),
    **dict.fromkeys("·•‣‧∙⋅․。｡۔…‥", "."),
    **dict.fromkeys('"’‘‛‚ʼʻʹ′‵´`“”„‟″«»‹›', "'"),
    **dict.fromkeys("⁄∕⧸", "/"),
    **dict.fromkeys("،、", ","),
    **dict.fromkeys("∶꞉", ":"),
    **dict.fromkeys("∣│¦", "|"),
    **dict.fromkeys("∗※", "*"),
    **dict.fromkeys("∼〜^", "~"),
    **dict.fromkeys("←→↔⇐⇒⇔", "-"),
    **dict.fromkeys("[{<", "("),
    **dict.fromkeys("]}>", ")"),
    **dict.fromkeys("‿⁀", "_"),
    **dict.fromkeys("\u115f\u1160\u3164\uffa0", ""),
    **{"О": "O", "Ο": "O", "о": "o", "ο": "o", "І": "I", "Ι": "I", "Ӏ": "I", "ӏ": "l", "〇": "0"},
}
_BETWEEN = {"Po": ".", "Ps": "(", "Pe": ")"}
_IS_PRINTABLE = re.compile(f"[{PRINTABLE}]")


class _Folds(dict[str, str]):
    """What each character is to a reader of numbers; worked out when it is first met."""

    def __missing__(self, char: str) -> str:
        self[char] = found = _folded(char)
        return found


def _folded(char: str) -> str:
    if char in _LOOKS:
        return _LOOKS[char]
    kind = unicodedata.category(char)
    if kind in ("Cf", "Mn", "Me"):  # soft hyphens, joiners, marks upon a digit
        return ""
    if kind in ("Zs", "Pd"):
        return " " if kind == "Zs" else "-"
    digit = unicodedata.digit(char, None)
    if digit is not None:
        return str(digit)
    plain = unicodedata.normalize("NFKC", char)
    if plain == char and kind in _BETWEEN and not _IS_PRINTABLE.match(char):  # a dot of another script, a bracket
        return _BETWEEN[kind]
    if plain == char and kind == "So":  # a star, a telephone between the groups
        return " "
    if plain == char or "⁄" in plain or _IS_PRINTABLE.match(char):
        return char
    return "".join(_FOLDS[each] for each in plain)


_FOLDS = _Folds()


def as_seen(text: str) -> tuple[str, list[int]]:
    """The text folded, and where each of its characters stands in `text`."""
    pieces = [_FOLDS[char] for char in text]
    return "".join(pieces), [at for at, piece in enumerate(pieces) for _ in piece]


LETTERS = "A-Za-zÀ-ɏḀ-ỿ"
_LETTER = f"[{LETTERS}]"


@cache
def _printable() -> list[tuple[str, str]]:
    """The printable characters that are no letters of other alphabets, each with what it becomes."""
    chars = _IS_PRINTABLE.findall("".join(map(chr, range(0x2300))))
    return [(char, _FOLDS[char]) for char in chars if char < "\x80" or not char.isalpha()]


class _Signs:
    """How a pattern names signs: of a folded text each by itself, of one as it is typed with all that fold to it."""

    def __init__(self, folded: bool) -> None:
        self.folded = folded
        self.unseen = "" if folded else f"[{self.inside('')}]*"
        self.numeral = f"[{self.inside('0123456789')}]"
        # O and l for 0 and 1, unless they begin a word.
        self.digit = f"(?:{self.numeral}|[OoIl](?![A-HJ-NP-Za-km-np-zÀ-ɏḀ-ỿ]))"
        self.zero = f"(?:{self.one('0')}|(?<!{_LETTER})[Oo])"
        self.space = f"[{self.inside(' ')}{self.inside('')}]"
        self.spaces = f"{self.space}*"
        self.end = f"(?!{self.unseen}{self.digit})"
        self.start = self.not_after(self.numeral)
        self.loose = self.not_after(f"{self.numeral}{self.one('.,/-')}")  # not inside 2.0912 …, 12-0912 …
        # Entities and what stands for the end of a line, as they are typed where a text is no Markdown.
        typed = r"|&[a-z#0-9]{3,6};|\\[nrt]?"
        self.near = self.gap(".-()*_~'", typed)
        self.far = self.gap(".-()*_~'/:;|+=#", f"{typed}|{self.one(',')}(?!{self.space})")
        self.tight = self.gap(".-'")
        self.no_more = f"(?!{self.unseen}(?:{self.digit}|{self.one('./-')}{self.unseen}{self.numeral}))"
        self.comma = f"(?:{self.one(',')}{self.spaces})?"
        self.alone = f"(?:{self.spaces}{self.one(_ANY_SIGN)}{self.spaces}|{self.space}+)"

    def inside(self, signs: str) -> str:
        """The inside of a class of all that looks like one of `signs` ("": like nothing)."""
        if self.folded:
            return re.sub(r"[\\\]\[^-]", r"\\\g<0>", signs)
        return _as_typed(signs)

    def one(self, signs: str) -> str:
        """One of `signs`."""
        return f"[{self.inside(signs)}]"

    def not_after(self, pattern: str) -> str:
        """Not behind what a pattern of fixed length matches, with or without one sign that nobody sees between."""
        return f"(?<!{pattern})" + ("" if self.folded else f"(?<!{pattern}{self.one('')})")

    def all(self, signs: str) -> str:
        """These signs, one after the other."""
        return self.unseen.join(map(self.one, signs))

    def gap(self, signs: str, more: str = "") -> str:
        """Up to four of `signs`, and any space and what nobody sees around them."""
        return f"{self.spaces}(?:(?:{self.one(signs)}{more}){self.spaces}){{0,4}}"

    def date(self) -> str:
        """What no date can follow: with the hour behind it a date holds digits enough (05-12-2026 08:30)."""
        upon = f"(?:{self.spaces}{self.one('-./')}{self.spaces}|{self.space}+)"
        day = f"(?:{self.one('123456789')}|{self.digit}{self.digit})"  # no day is 0: 0 32 2000 000 is a phone
        month = f"(?:{self.one('1')}{self.one('012')}|{self.zero}?{self.one('123456789')})"
        return f"(?!{day}{upon}{month}{upon}{self.year()}{self.end})"

    def year(self) -> str:
        return f"(?:{self.one('1')}{self.one('89')}|{self.one('2')}{self.one('0')}){self.digit}{self.digit}"

    def domestic(self, gap: str, begun: str = "") -> str:
        """What follows 0 within the country: 3, 5, 7, 8, 9 and 8 digits; 2 and 9; formerly of mobiles 12–19 and 8."""
        mobile = f"{self.one('1')}{gap}(?:{self.one('26')}|{self.one('89')}(?!{gap}{self.one('0')}))"  # no "0. 1900 …"
        kinds = f"{self.one('35789')}|{self.one('2')}{gap}{self.digit}|{mobile}"
        return f"{self.unseen}(?:{kinds}){self.unseen}{begun}(?:{gap}{self.digit})"


_ANY_SIGN = ".-()*_~'/:;|+=,"


@cache
def _as_typed(signs: str) -> str:
    """The inside of a class of the printable characters that fold to one of `signs` ("": to nothing)."""
    wanted = set(signs) or {""}
    found: list[list[str]] = []
    for char in (char for char, fold in _printable() if fold in wanted):
        if found and ord(found[-1][1]) == ord(char) - 1:
            found[-1][1] = char
        else:
            found.append([char, char])
    return "".join(_shown(first) + (f"-{_shown(last)}" if last > first else "") for first, last in found)


def _shown(char: str) -> str:
    """A character of a class: as it is where it can be read."""
    if char in "\\]-[^":
        return f"\\{char}"
    return char if char == " " or unicodedata.category(char)[0] in "LNPS" else f"\\u{ord(char):04x}"


def word_pattern(letters: str) -> str:
    """Words in any case, with their marks or without."""
    bare = unmarked(letters)
    signs = [dict.fromkeys((low, low.upper(), base, base.upper())) for low, base in zip(letters, bare, strict=True)]
    return "".join(each[0] if each == [" "] else f"[{''.join(each)}]" for each in map(list, signs))


def _forms(words: str, ends: tuple[str, ...]) -> list[str]:
    """Each of these words, in small letters and with a capital, with each of the ends."""
    return [
        f"{form}{end}"
        for word in words.split("|")
        for form in dict.fromkeys((word, capitalize_first(word)))
        for end in ends
    ]


def _after(words: str, *ends: str) -> str:
    """Behind one of these words."""
    return "(?:" + "|".join(f"(?<={each})" for each in _forms(words, ends)) + ")"


def _not_after(words: str, *ends: str) -> str:
    return "".join(f"(?<!{each})" for each in _forms(words, ends))


_NO_MONEY = rf"(?! ?(?:đồng|đ(?!{_LETTER})|VN[ĐD]|USD|triệu|tỷ|tỉ|người|%))"
# Of taxpayers, books, accounts.
_OTHER = _not_after("thuế|MST|ISBN|khoản|STK", " ", ": ")


def _phones(a: _Signs) -> str:
    free = f"{a.start}{_OTHER}{a.date()}"
    grouped = f"{free}{a.zero}(?:{a.domestic(a.far, a.digit)}{{7}}|{a.domestic(a.comma, a.digit)}{{7}}){a.end}"
    spread = f"{free}{a.loose}{a.zero}{a.near}{a.domestic(a.near)}{{8}}{a.end}"
    one_by_one = f"{a.start}{a.zero}{a.alone}{a.domestic(a.alone)}{{8}}{a.end}"
    in_pairs = f"{a.start}{a.zero}{a.one('35789')}(?:[{a.inside('/:|;')}]{a.digit}{{2}}){{4}}{a.end}"
    # Of former plans, and with a digit too few or too many.
    far, hanoi = (
        f"{a.unseen}{a.one('123456789')}{a.unseen}{a.digit}(?:{a.near}{a.digit}){{6,8}}",
        f"{a.one('4')}{a.near}{a.one('36')}",
    )
    former = f"{free}{a.loose}{a.one('0')}(?:{far}|{hanoi}(?:{a.near}{a.digit}){{7}}){a.end}"
    return "|".join(
        (_abroad(a), _bare_84(a), grouped, spread, one_by_one, in_pairs, former, _official(a), _named(a), _spoken(a))
    )


def _abroad(a: _Signs) -> str:
    """+84, 0084, (84) and any other country behind a +."""
    ours = a.all("84")
    begun = f"[+]{a.spaces}[(]?{ours}|{a.start}{a.all('00')}{a.near}{ours}|[(]{ours}(?=[)])"
    other = f"[+](?!{ours})[1-9](?:[{a.inside('-() ')}]{{0,3}}{a.digit}){{8,13}}{a.end}{_NO_MONEY}"
    return f"(?:{begun})(?:{a.far}{a.digit}){{8,11}}{a.end}|{other}"


def _bare_84(a: _Signs) -> str:
    """84 without a sign before it: 84.500.000.000 is a sum."""
    three = f"[{a.inside('., ')}]{a.digit}{{3}}"
    no_sum = f"(?!{a.all('84')}(?:{three}){{2}}[{a.inside('., ')}]{a.all('000')})"
    begun = f"{a.start}{a.loose}{no_sum}{a.all('84')}{a.near}(?:{a.zero}{a.near})?"
    return f"{begun}{a.domestic(a.near)}{{8}}{a.end}{_NO_MONEY}"


def _official(a: _Signs) -> str:
    """069 of the police and the army, 080 of the Party's and the State's offices: some have fewer digits."""
    sign = f"[{a.inside('. -')}]"
    party = f"{a.all('80')}{sign}{a.digit}{{2}}(?:{sign})?{a.digit}{{3}}"
    return f"{a.start}{a.loose}{a.one('0')}(?:{a.all('69')}(?:{a.near}{a.digit}){{5,7}}|{party}){a.end}"


def _named(a: _Signs) -> str:
    """Without the 0, or the code of the place: only behind a word that says what it is."""
    named, called = (
        f"(?<!{_LETTER})(?:{'|'.join(map(word_pattern, words))})(?: |: ?)"
        for words in (("đt", "sđt", "thoại", "tel", "fax"), ("gọi", "alo", "zalo", "hotline"))
    )
    whole = f"(?:{named}|{called}){a.one('35789')}(?:{a.near}{a.digit}){{8}}"
    return f"(?:{whole}|{named}{a.one('2345678')}(?:{a.near}{a.digit}){{6,7}}){a.end}{_NO_MONEY}"


DIGIT_WORDS = {"không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5} | {
    **{"sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9}
}
SECOND_WORDS = ("hai", "ba", "năm", "bảy", "bẩy", "tám", "chín")


def _spoken(a: _Signs) -> str:
    """Không chín một hai …; a digit may stand among the words. Who counts does not say "không ba" first."""
    word = f"(?:{'|'.join(map(word_pattern, (*DIGIT_WORDS, 'mười', 'mươi', 'linh', 'lẻ', 'trăm')))})(?!{_LETTER})"
    first = f"(?:{'|'.join(map(word_pattern, SECOND_WORDS))})(?!{_LETTER})"
    return f"(?<!{_LETTER}){word_pattern('không')}{a.alone}{first}(?:{a.alone}(?:{word}|{a.digit})){{7,9}}"


# What is counted, where 113 is no line.
_COUNTED = (
    "người|em|cháu|trẻ|bé|bạn|học sinh|phụ nữ|nam|nữ|chị|cụ|hộ|gia đình|xã|phường|thôn|đơn vị|trường|lớp|vụ|ca|tiết"
    "|trang|km|m|m2|m²|kg|ha|triệu|tỷ|tỉ|nghìn|ngàn|đồng|đ|năm|tuổi|lượt|cuộc|buổi|bài|tin|cán bộ|hội viên|cơ sở|nước"
    "|làng|bản|ấp|tổ|khu|phố|buôn|hội|chi hội|chi bộ|đảng viên|doanh nghiệp|hợp tác xã|mô hình|câu lạc bộ|đội|nhóm|đoàn"
    "|ngày|giờ|phút|tháng|tuần|cuốn|quyển|tờ|chiếc|căn|đợt|lần|hồ sơ|phiếu|mét|lít|tấn|tạ|sào|mẫu|công trình|cây số"
    "|quốc gia|giáo viên|thành viên|đại biểu|điều|chương|sản phẩm|suất|phần|câu|ý kiến|cặp|nạn nhân|công dân|lao động"
)


def _lines(a: _Signs) -> str:
    return f"{_toll_lines(a)}|{_short_lines(a)}"


def _toll_lines(a: _Signs) -> str:
    """1800 and 1900 with 4 to 6 digits: neither years (1900–1975) nor sums (1900 000 000)."""
    begun = f"{a.one('1')}{a.one('89')}{a.all('00')}"
    no_years = f"(?!{begun}{a.spaces}[{a.inside('-/,:;')}]{a.spaces}{a.year()}(?!{a.near}{a.digit}))"
    no_sum = f"(?!{begun}(?:[{a.inside('., ')}]{a.all('000')})+{a.end})"
    dead = f"1800[{a.inside('-')}]1[57]6[789]"
    apart = f"{a.one('1')}{a.alone}{a.one('89')}{a.alone}{a.one('0')}{a.alone}{a.one('0')}(?:{a.alone}{a.digit}){{4,6}}"
    some = f"{no_years}{no_sum}{begun}(?:{a.far}{a.digit}){{4,6}}|{dead}|{apart}"
    return f"(?<!{_LETTER}){a.start}{a.loose}(?:{some})(?!{a.unseen}{_LETTER}){a.end}"


def _short_lines(a: _Signs) -> str:
    called = (
        _after("gọi|đài|máy|báo|hotline|ĐT|SĐT|bấm", " ", ": ")
        + "|"
        + _after("gọi số|đài số|qua số|bấm số|thoại số", " ")
    )
    apart = f"{a.one('1')}{a.one(' .-')}{a.one('1')}{a.one(' .-')}{a.one('12345')}"
    always = f"{a.all('11')}{a.unseen}{a.one('12345')}|{a.all('10')}(?:{a.all('22')}|{a.one('8')}{a.one('08')})|{apart}"
    named = f"{a.all('11')}{a.unseen}{a.one('1345')}|(?<=số ){a.all('112')}"
    each = "[0-9]{3}"
    listed = (" ", f" {each}, ", f" {each} và ", f" {each}, {each}, ", f" {each}, {each} và ")
    else_ = _not_after("điều", *listed) + _not_after("khoản|trang|tr.|mục|biểu|phòng|số nhà", " ")
    counted = f"(?!{a.space}?(?:%|(?:{_COUNTED})(?!{_LETTER})))"
    decree = f"{a.one('/')}{a.numeral}{{4}}|{a.one('/-')}[A-ZĐ]"
    end = f"(?!{a.unseen}(?:[{LETTERS}_]|{a.numeral}|{a.one('.,')}{a.numeral}|{decree}))"
    before = f"{a.start}(?<![{a.inside('/.')}])(?<![{LETTERS}0-9_][{a.inside('-')}])(?<![{LETTERS}{a.inside('_-')}])"
    return f"{before}(?:(?:{called})(?:{always})|{else_}(?:{named}){counted}){end}"


def _papers(a: _Signs) -> str:
    """Numbers of citizens, and of other papers behind their names."""
    names = "|".join(map(word_pattern, ("cccd", "cmnd", "cmtnd", "cmt", "căn cước", "định danh cá nhân", "chứng minh")))
    nine_or_twelve = f"{a.digit}(?:{a.tight}{a.digit}){{8}}(?:(?:{a.tight}{a.digit}){{3}})?{a.no_more}"
    soon = f"[^{a.inside('0123456789')}]{{0,16}}?"
    passports = "|".join(map(word_pattern, ("hộ chiếu", "passport")))
    passport = f"(?:{passports}){soon}[A-Z]{a.spaces}(?:{a.numeral}{a.unseen}){{7,8}}{a.no_more}"
    insured = "|".join(map(word_pattern, ("bhxh", "bhyt", "bảo hiểm xã hội", "bảo hiểm y tế", "thuế cá nhân")))
    kept = f"(?:{'|'.join(map(word_pattern, ('mã', 'mã số', 'sổ', 'thẻ')))}) (?:{insured}){soon}"
    card = f"[A-Z]{{2}}{a.spaces}{a.digit}(?:{a.tight}{a.digit}){{12}}"  # of health insurance
    ten = f"(?:{card}|{a.digit}(?:{a.tight}{a.digit}){{9}}){a.no_more}"
    named = f"(?<!{_LETTER})(?:{names})[^{a.inside('0123456789')}]{{0,24}}?{nine_or_twelve}"
    return f"{_citizens(a)}|{named}|{passport}|{kept}{ten}"


def _citizens(a: _Signs) -> str:
    """Twelve digits in any groups where they begin with a province (001–096), and any twelve that stand together.

    (Nghị định 137/2015/NĐ-CP, Điều 13: three digits for the place, one for century and sex, two for the year, six.)
    """
    begun = f"{a.start}{a.loose}{a.date()}{a.zero}"
    grouped = f"{begun}{_province(a, a.unseen)}(?:{a.tight}{a.digit}){{9}}{a.no_more}"
    three = f"{a.unseen}[{a.inside('/:;|,_=+')}]{a.spaces}{a.digit}{a.unseen}{a.digit}{a.unseen}{a.digit}"
    in_threes = f"{begun}{_province(a, a.unseen)}{three}{three}(?:{three}|(?:{a.tight}{a.digit}){{3}}){a.no_more}"
    sign = a.one(" .-")
    one_by_one = f"{begun}{_province(a, sign)}(?:{sign}{a.digit}){{9}}(?!{sign}{a.digit}){a.no_more}"
    before = f"{a.start}(?<![{LETTERS}=_{a.inside('.,/-')}]){_not_after('khoản|STK', ' ', ': ')}"
    after = f"(?![{LETTERS}_]|{a.numeral}|{a.one('.,-')}(?:{_LETTER}|{a.numeral}))"
    return f"{grouped}|{in_threes}|{one_by_one}|{before}(?:{a.numeral}{a.unseen}){{12}}{after}"


def _province(a: _Signs, upon: str) -> str:
    """The code of a province behind its 0: 01 to 96."""
    to_89 = f"{a.digit}{upon}{a.one('123456789')}|{a.one('12345678')}{upon}{a.digit}"
    return f"{upon}(?:{to_89}|{a.one('9')}{upon}{a.one('0123456')})"


@cache
def patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Of a folded text: papers, phones, lines."""
    signs = _Signs(folded=True)
    return re.compile(_papers(signs)), re.compile(_phones(signs)), re.compile(_lines(signs))


def pattern_as_typed() -> str:
    """A regular expression, for JSON Schema too, of a number in a text that holds nothing but printable signs."""
    signs = _Signs(folded=False)
    return f"(?:{_papers(signs)}|{_phones(signs)}|{_lines(signs)})"
