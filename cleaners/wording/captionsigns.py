"""How the captions of some countries sign off, each in a form of its own: who took the picture, who gave it."""

from __future__ import annotations

import re

_TAKEN_BY = re.compile(
    r"(?:^|[。！？”\s（(])((?:[\u4e00-\u9fff]{2,6}发?[（(]|[\u4e00-\u9fff]{0,6}(?:记者|記者|通讯员|通訊員))?"
    r"\s?[\u4e00-\u9fff·]{2,4}(?<![拍摄攝])\s?[摄攝])[）)]?[。\s]*$"
)
"""How Chinese captions sign off: "…。新华社记者 林晓 摄"."""


_TAKEN_IN_JAPAN = re.compile(
    r"(?:[^、・＝=()（）]{1,16}[、・＝=])?[\u3005\u3040-\u30ff\u4e00-\u9fff]{2,8}(?:さん|氏|記者|通信員)?(?:撮影|提供|写す)"
)
"""How Japanese captions sign off, in brackets: "(2月、山田花子撮影)", "（町役場提供）"."""
_GIVEN_IN_KOREA = re.compile(
    r"[^\[\]()=]{1,40}\s?(?:제공|촬영|캡처|자료사진)(?:\s?[.·,/]?\s?재판매 및 DB ?(?:사용 )?금지)?\.?"
)
"""How Korean captions sign off, in brackets: "[시청 제공. 재판매 및 DB 금지]"."""
_SCENE = re.compile(
    r"[\u3040-\u30ff\u4e00-\u9fff][＝=](?:[0-9０-９]{1,4}年)?(?:[0-9０-９]{1,2}月)?[0-9０-９]{1,2}日[^。＝=（）]{0,24}(?:（[^（）]{2,16}）)?$"
)
"""How Japanese captions end without a photographer: "…を見送る人たち＝14日午後、潮見町"."""
_LETTER = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
_INITIALS = re.compile(r"[.!?…\"”’»] (/ ?[A-Z]{2,6})\s*$")
"""How captions in Spain sign off: "…, seco desde abril. / EMP"."""


def is_given(inner: str) -> bool:
    """Whether the content of a bracket says in Japanese or Korean who took or gave a picture.

    >>> is_given("2月、山田花子撮影"), is_given("시청 제공. 재판매 및 DB 금지"), is_given("社会学")
    (True, True, False)
    """
    return _TAKEN_IN_JAPAN.fullmatch(inner) is not None or _GIVEN_IN_KOREA.fullmatch(inner) is not None


def ends_in_scene(text: str) -> bool:
    """Whether a line ends as captions in Japan do, with the day and place of the picture, and no stop.

    >>> ends_in_scene("渡し船に乗り込む生徒たち＝１４日、潮見町"), ends_in_scene("会議は１４日、潮見町で開かれる。")
    (True, False)
    """
    return _SCENE.search(text) is not None


def is_unstopped(text: str) -> bool:
    """Whether a Chinese or Japanese line has a sentence's stop inside and none at its end, as captions have.

    >>> is_unstopped("渡し船の切符箱。船長が寄贈した"), is_unstopped("渡し船の切符箱")
    (True, False)
    """
    quoted = any(mark in text for mark in "「」：！？【】")
    return "。" in text[:-1] and _LETTER.match(text[-1]) is not None and not quoted


def unsigned(text: str) -> str:
    """What tells a caption of East Asia that nobody signed; empty for other lines."""
    if ends_in_scene(text):
        return "ends in the day and place of a picture"
    return "a stop inside and none at the end" if is_unstopped(text) else ""


def signed_off(tail: str) -> re.Match[str] | None:
    """The sign-off at the end of a caption, its first group: "…。新华社记者 林晓 摄", "…, seco desde abril. / EMP"."""
    if tail.rstrip("）) 。")[-1:] in ("摄", "攝"):
        return _TAKEN_BY.search(tail)
    return _INITIALS.search(tail) if "/" in tail else None
