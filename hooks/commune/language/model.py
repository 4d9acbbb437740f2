"""content/tu-rieng.yml: words of the commune's own texts that no list of Vietnamese has."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ..core.fields import Text
from ..core.schema import Record


class OwnWords(Record):
    """Names, foreign words and words of the region that are right as they are written."""

    words: Annotated[
        tuple[Annotated[Text, Field(max_length=40)], ...],
        Field(
            title="Từ riêng",
            description="Tên riêng, chữ nước ngoài, tiếng địa phương mà máy soát chính tả hay nhắc nhầm.",
            examples=["[Messenger, H’Mông]"],
        ),
    ] = ()
