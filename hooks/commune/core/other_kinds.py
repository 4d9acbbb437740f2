"""Kinds of files that are not published, and what cures each: what to save it as, and how."""

from __future__ import annotations

_SAVED_AS = "mở tệp, chọn Lưu thành (Save As), loại {}, rồi dùng tệp mới"
_TO_PDF = "mở tệp, chọn In rồi lưu thành PDF, và dùng tệp PDF ấy"
FILM = (
    "phim thì đưa lên YouTube hay Facebook của cơ quan, rồi đăng liên kết: gõ make new, chọn Video "
    "(trên trang soạn bài: mục Video)"
)
# Endings → what to do.
_CURES = {
    ".doc .dot .docm .dotx .dotm .rtf .wps .wpd .wri .fodt .ott .hwp": _SAVED_AS.format("Word (.docx)"),
    ".xls .xlt .xlsm .xlsb .xltx .xltm .et .fods .ots .wk1 .dbf": _SAVED_AS.format("Excel (.xlsx)"),
    ".ppt .pps .pot .pptm .ppsx .ppsm .potx .dps .fodp .otp": _SAVED_AS.format("PowerPoint (.pptx)"),
    ".pages": "trên máy Mac chọn Tệp → Xuất sang (Export To) → Word, rồi dùng tệp .docx ấy",
    ".numbers": "trên máy Mac chọn Tệp → Xuất sang (Export To) → Excel, rồi dùng tệp .xlsx ấy",
    ".key": "trên máy Mac chọn Tệp → Xuất sang (Export To) → PowerPoint, rồi dùng tệp .pptx ấy",
    ".gdoc .gsheet .gslides": "tệp này chỉ là lối tắt: trong Google, chọn Tệp → Tải xuống → Word, Excel hay PDF",
    ".pub .ai .eps .ps .indd .cdr .vsd .vsdx .emf .wmf .xps .oxps .djvu .epub .mobi .prc .one .dwg .sla .html .htm "
    ".mht .mhtml .eml .msg": _TO_PDF,
    ".xcf .kra .raw .cr2 .cr3 .nef .arw .dng .ico": _SAVED_AS.format("JPEG hay PNG"),
    ".zip .rar .7z .tar .gz .tgz .bz2 .xz .iso": "tệp nén thì giải nén ra, rồi đưa lên từng tệp ở trong",
    ".mov .avi .wmv .mkv .webm .flv .f4v .mpg .mpeg .m4v .3gp .3g2 .mts .m2ts .vob .ogv .ts .rm .rmvb .asf": FILM,
    ".wav .wma .aac .amr .ogg .oga .opus .flac .aiff .aif .ape .mid .midi .caf .m4b .m4r": (
        "bản thu âm thì lưu thành MP3 hay M4A, rồi dùng tệp mới"
    ),
    ".url .lnk .webloc .desktop": "tệp này chỉ là lối tắt. Hãy viết địa chỉ vào bài, ví dụ [tên trang](https://…)",
    ".tmp .crdownload .part .download .bak .old .asd .wbk": (
        "đây là tệp tạm, có lẽ tải hay lưu chưa xong: hãy xóa, rồi lấy lại tệp gốc"
    ),
}
CURES = {ending: cure for endings, cure in _CURES.items() for ending in endings.split()}
FILMS = frozenset({".mp4", *(ending for ending, cure in CURES.items() if cure is FILM)})
