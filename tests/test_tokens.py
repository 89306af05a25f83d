"""Tokens of publishing systems, in brackets of many kinds."""

from __future__ import annotations

import pytest

from cleaners.wording import tokens

STORY = "The dam will be rebuilt. {} It broke in May."


@pytest.mark.parametrize(
    "token",
    [
        "[asset:image:5512]",
        "[media:gallery:7]",
        "[[block:related]]",
        "[[nid:48213]]",
        "{{promo_box:top}}",
        "{{ related }}",
        "<<embed:tweet:99812>>",
        "##AD_UNIT_3##",
        "%%AD_SLOT_MID%%",
        "@@include(promo)@@",
        "::video-player::",
        "${adSlot.inline}",
        "{ad:mpu_2}",
        "[slot id=12]",
        '[embed url="https://video.example/v/1" width="600"]',
        "%AD_POSITION_2%",
        "[inline:promo:4]",
        "{{{body_ad}}}",
        "[/vc_column]",
        "[widget-4471]",
        "[ad_inserter]",
        '[[{"fid":"71204","view_mode":"wide"}]]',
        "[oembed]https://video.example/v/1[/oembed]",
        "inline-ad-placeholder",
    ],
)
def test_tokens_in_a_text(token: str) -> None:
    text = STORY.format(token)
    assert [text[start:stop] for start, stop in tokens.find(text)] == [token]


@pytest.mark.parametrize(
    "text",
    [
        "He wrote [sic] beside every line.",
        "“It [covid-19] took her,” he said.",
        "The list [1,2] and the table [[1, 2], [3]] stand in the annex.",
        "She folds it with [[two brackets]], as she says.",
        "Auto [boot|search] [on|off], #[no_mangle], [diagnostic::on_unimplemented] and {page_name} are code.",
        "The set {1, 2} has two members, and {a, b} two more.",
        "[Workers rest in Norby. Photo: AFP]",
        "“She [the mayor] left at 6:30 [local time].”",
        'The answer [[{"he said"}, {"she said"}]] is no code.',
        "The ratio is a::b, the hashtag #norby, and 5% off.",
        "If a << b and c >> d, the valve opens.",
        "[RELATED: Nine rivers rise]",
        "He paid $5 {about 60 crowns} for it.",
        "A video-unit, a time-slot and an ad-slot are words; see /static/top-ad-slot.css for more.",
    ],
)
def test_brackets_of_writers_stay(text: str) -> None:
    assert list(tokens.find(text)) == []


def test_hostile_brackets_take_linear_time() -> None:
    assert list(tokens.find("[a:" * 50_000)) == []
    assert list(tokens.find("{{a " * 50_000)) == []
