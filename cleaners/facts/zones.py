"""The zones that times of day are written with, as fixed offsets."""

from __future__ import annotations

import re
from datetime import UTC, timedelta, timezone, tzinfo

ZONES = {
    "z": 0, "utc": 0, "gmt": 0, "wet": 0, "bst": 60, "cet": 60, "mez": 60, "cest": 120, "mesz": 120,
    "eet": 120, "eest": 180, "msk": 180, "est": -300, "edt": -240, "cst": -360, "cdt": -300,
    "mst": -420, "mdt": -360, "pst": -480, "pdt": -420, "akst": -540, "akdt": -480, "hst": -600,
    "jst": 540, "kst": 540, "aest": 600, "aedt": 660, "sgt": 480, "hkt": 480, "wib": 420, "pkt": 300,
    "nzst": 720, "nzdt": 780,
}  # fmt: skip
"""Minutes east of Greenwich, for zone names that mean one offset; "IST" and "ET" do not and are dropped."""
_VAGUE = frozenset(
    "ist ast adt wat cat eat sast wita wit ict pht phst nst npt mmt uzt trt gst art brt clt cot pet "
    "vet west sst myt tst irst aft slst bdt bot pyt uyt ect gyt chst chut fjt nzt acst awst lhst".split()
)
"""Zones that are written, too: of several offsets, or of few pages; of three letters or four, as dates have them."""


def is_zone(written: str) -> bool:
    """Whether capitals behind a time of day are a zone, and not the first word behind it.

    >>> is_zone("IST"), is_zone("+0530"), is_zone("PORT")
    (True, True, False)
    """
    return not written.isalpha() or written.casefold() in ZONES or written.casefold() in _VAGUE


def offset(written: str | None) -> tzinfo | None:
    """The fixed offset that a zone's written form means: "CET", "+0530", "GMT+7".

    >>> offset("GMT+7"), offset("+0530") == offset("+05:30"), offset("IST")
    (datetime.timezone(datetime.timedelta(seconds=25200)), True, None)
    """
    if not written:
        return None
    written = re.sub(r"^(?:gmt|utc)(?=[+-])", "", written.replace(" ", "").casefold())
    minutes = ZONES.get(written)
    if minutes is None:
        digits = re.sub(r"\D", "", written)
        if written[0] not in "+-" or not digits:
            return None
        digits = f"{digits.zfill(2)}00" if len(digits) <= 2 else digits.zfill(4)
        minutes = int(digits[:2]) * 60 + int(digits[2:])
        minutes = -minutes if written[0] == "-" else minutes
    if abs(minutes) > 14 * 60:
        return None
    return UTC if minutes == 0 else timezone(timedelta(minutes=minutes))
