"""How the captions of some countries sign off, each in a form of its own: who took the picture, who gave it."""

from __future__ import annotations

import re

_TAKEN_BY = re.compile(
    r"(?:^|[。！？”\s（(])((?:[\u4e00-\u9fff]{2,6}发?[（(]|[\u4e00-\u9fff]{0,6}(?:记者|記者|通讯员|通訊員))?"
    r"\s?[\u4e00-\u9fff·]{2,4}(?<![拍摄攝])\s?[摄攝])[）)]?[。\s]*$"
)
"""How Chinese captions sign off: "…。新华社记者 林晓 摄"."""


_TAKEN_IN_JAPAN = re.compile(
    r"(?:[^、・＝=()（）]{1,16}[、・＝=])?[\u3040-\u30ff\u4e00-\u9fff]{2,8}(?:さん|氏|記者|通信員)?(?:撮影|提供|写す)"
)
"""How Japanese captions sign off, in brackets: "(2月、山田花子撮影)", "（町役場提供）"."""
_GIVEN_IN_KOREA = re.compile(
    r"[^\[\]()=]{1,40}\s?(?:제공|촬영|캡처|자료사진)(?:\s?[.·,/]?\s?재판매 및 DB ?(?:사용 )?금지)?\.?"
)
"""How Korean captions sign off, in brackets: "[시청 제공. 재판매 및 DB 금지]"."""
_INITIALS = re.compile(r"[.!?…\"”’»] (/ ?[A-Z]{2,6})\s*$")
"""How captions in Spain sign off: "…, seco desde abril. / EMP"."""


def is_given(inner: str) -> bool:
    """Whether the content of a bracket says in Japanese or Korean who took or gave a picture.

    >>> is_given("2月、山田花子撮影"), is_given("시청 제공. 재판매 및 DB 금지"), is_given("社会学")
    (True, True, False)
    """
    return _TAKEN_IN_JAPAN.fullmatch(inner) is not None or _GIVEN_IN_KOREA.fullmatch(inner) is not None


def signed_off(tail: str) -> re.Match[str] | None:
    """The sign-off at the end of a caption, its first group: "…。新华社记者 林晓 摄", "…, seco desde abril. / EMP"."""
    if tail.rstrip("）) 。")[-1:] in ("摄", "攝"):
        return _TAKEN_BY.search(tail)
    return _INITIALS.search(tail) if "/" in tail else None
