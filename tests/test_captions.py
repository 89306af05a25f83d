"""Captions found by markup: each once, with its image and credit; what stands near pictures stays."""

from __future__ import annotations

import builders
import pytest
from pictured import CAPTION, LEAD, MORE, STORY, structural, textual

from cleaners.model import Verdict
from cleaners.rules import captions
from cleaners.wording import captioning


@pytest.mark.parametrize(
    "frame",
    [
        "<figure><img src=/ferry.jpg><figcaption>{}</figcaption></figure>",
        "<figure><img src=/ferry.jpg><p>{}</p></figure>",
        "<div class=wp-caption><img src=/ferry.jpg><p class=wp-caption-text>{}</p></div>",
        "<div class=photo><img src=/ferry.jpg><div class='Image-caption'>{}</div></div>",
        "<bsp-figure><img src=/ferry.jpg><p>{}</p></bsp-figure>",
        "<img src=/ferry.jpg><div class=x7f3a>{}</div>",
    ],
)
def test_a_framed_caption_is_moved_with_its_image(frame: str) -> None:
    kept, found = structural(frame.format(CAPTION) + STORY)
    assert kept == [LEAD, MORE]
    assert [(one.text, one.image_url, one.count) for one in found] == [(CAPTION, "/ferry.jpg", 1)]
    assert (found[0].credit, found[0].agency) == ("AP Photo/Dana Whitlock", "AP")


def test_carousel_copies_fold_into_one_caption_with_a_count() -> None:
    curly = CAPTION.replace("crews load", "crews’ men load")
    straight = CAPTION.replace("crews load", "crews' men load")
    frame = (
        f"<figure><img src=/a.jpg><figcaption>{straight}</figcaption></figure>"
        f"<div class=carousel-slide><img src=/a.jpg><p>{curly}</p></div><p>{curly}</p>"
    )
    kept, found = structural(f"<p>{LEAD}</p>{frame}<p>{MORE}</p>")
    assert kept == [LEAD, MORE]
    assert [(one.text, one.count) for one in found] == [(straight, 3)]


def test_a_credit_of_its_own_fills_the_captions_credit() -> None:
    words = "<figcaption>The lower ferry slip.</figcaption><div class=image-credit>Getty Images</div>"
    frame = f"<figure><img src=/a.jpg>{words}</figure>"
    kept, found = structural(frame + STORY)
    assert kept == [LEAD, MORE]
    assert [(one.text, one.credit, one.agency) for one in found] == [
        ("The lower ferry slip.", "Getty Images", "Getty Images")
    ]


def test_controls_in_a_frame_are_cut_and_are_no_caption() -> None:
    frame = f"<figure><img src=/a.jpg><figcaption>{CAPTION}</figcaption><div>hide caption</div></figure>"
    kept, found = structural(frame + STORY)
    assert kept == [LEAD, MORE]
    assert [one.text for one in found] == [CAPTION]


@pytest.mark.parametrize(
    "markup",
    [
        f"<div class='has-caption'>{STORY * 12}</div>",
        f"<img src=/a.jpg>{STORY}",
        f"<figure><blockquote><p>{LEAD}</p></blockquote><figcaption>Dana, pilot</figcaption></figure>",
        "<table><caption>Sailings a day by island and season</caption><tr><td>Sorn</td></tr></table>",
        f"<figure><table><tr><td>Sorn</td></tr></table><figcaption>{LEAD}</figcaption></figure>",
        f"<div class=captioned-story><p>{LEAD}</p></div>",
    ],
)
def test_what_stands_near_pictures_or_in_wide_containers_stays(markup: str) -> None:
    _, found = structural(markup)
    assert found == ()


def test_a_caption_made_of_the_storys_words_leaves_the_story_alone() -> None:
    sentence = "Islanders collected four thousand signatures against the plan to lay up two boats."
    kept, found = structural(
        f"<p>{LEAD}</p><p>{sentence}</p><p>{MORE}</p><p>{LEAD} Again.</p>"
        f"<figure><img src=/a.jpg><figcaption>{sentence[:-1]}</figcaption></figure>"
    )
    assert sentence in kept
    assert [one.text for one in found] == [sentence[:-1]]


def test_a_linked_figcaption_is_a_teaser() -> None:
    _, found = structural(
        f"{STORY}<figure><img src=/a><figcaption><a href=/b>Seal pups counted here</a></figcaption></figure>"
    )
    assert found == ()


def test_a_gallerys_counter_is_no_part_of_its_caption() -> None:
    kept, found = textual(
        f"{LEAD} Nobody was hurt. [1/3] The boats lie in the basin. REUTERS/Dana Whitlock {MORE}"
    )
    assert [one.text for one in found] == ["The boats lie in the basin. REUTERS/Dana Whitlock"]
    assert " ".join(kept) == f"{LEAD} Nobody was hurt. {MORE}"


def test_a_quotation_that_calls_itself_a_caption_is_one() -> None:
    quoted = (
        "<img src=/a.jpg><blockquote class='{}'>The five boats of Port Alma lie in the basin.</blockquote>"
    )
    _, found = structural(quoted.format("image-field-caption") + STORY)
    assert len(found) == 1
    assert structural(quoted.format("pull") + STORY)[1] == ()


def test_captions_of_other_stories_are_not_collected() -> None:
    far = "<p>Another line of the page's furniture.</p>" * 12
    read = builders.page(
        f"<article>{STORY}</article>{far}<figure><img src=/x.jpg><figcaption>{CAPTION}</figcaption></figure>"
    )
    verdicts = builders.judge(read, captions.rules)
    verdicts += [Verdict(index, "cut", "structure.footer", "footer") for index in range(2, 14)]
    assert captioning.collect(read, verdicts) == ()


def test_caption_and_credit_side_by_side_in_a_figcaption_are_one_text() -> None:
    words = "<span><p>The lower ferry slip.</p></span> <span>(AP Photo/Dana Whitlock)</span>"
    kept, found = structural(f"<figure><img src=/a.jpg><figcaption>{words}</figcaption></figure>{STORY}")
    assert kept == [LEAD, MORE]
    assert [one.text for one in found] == ["The lower ferry slip. (AP Photo/Dana Whitlock)"]


@pytest.mark.parametrize("credit", ["Dana Whitlock / Tesk Courier", "BERNAMA PHOTO"])
def test_beside_an_image_names_behind_a_sentence_credit_it(credit: str) -> None:
    caption = f"A volunteer loads water outside the school on Thursday. {credit}"
    kept, found = structural(f"<div><img src=/a.jpg><div class=x1>{caption}</div></div>{STORY}")
    assert kept == [LEAD, MORE]
    assert [one.text for one in found] == [caption]


@pytest.mark.parametrize(
    "text",
    [
        "The board decided on Thursday, a speaker said. Dana Whitlock / Tesk Courier",
        "The volunteers load water outside the school. Reuters",
    ],
)
def test_beside_an_image_a_storys_sign_off_stays(text: str) -> None:
    kept, _ = structural(f"<div><img src=/a.jpg><p>{text}</p></div>{STORY}")
    assert kept == [text, LEAD, MORE]


@pytest.mark.parametrize(("image", "moved"), [("<tr><td><img src=/a.jpg></td></tr>", True), ("", False)])
def test_a_cell_named_caption_is_one_under_its_picture(image: str, moved: bool) -> None:
    table = f"<table>{image}<tr><td class=tr-caption>{CAPTION}</td></tr></table>"
    kept, found = structural(f"{table}{STORY}")
    assert (CAPTION not in kept, bool(found)) == (moved, moved)


SHOWN = "The ferryman greases the chain at dawn."


def described(below: str, alt: str = SHOWN) -> list[str]:
    kept, _ = structural(
        f"<p>{LEAD}</p><div class=x7><img src=/f.jpg alt='{alt}'><span>{SHOWN}</span></div>{below}"
    )
    return kept


def test_a_line_below_a_picture_that_is_the_pictures_own_text() -> None:
    copy = f"<p>{MORE}</p><p>{SHOWN}</p><p>{MORE}</p>"
    assert described(copy) == [LEAD, MORE, MORE]
    assert described(copy, alt="Ferry") == [LEAD, SHOWN, MORE, SHOWN, MORE]


@pytest.mark.parametrize("line", ["Sable Point Rope Ferry", "The board decided, as always:", "On the quay"])
def test_names_of_things_with_pictures_stay(line: str) -> None:
    kept, _ = structural(f"<p>{LEAD}</p><img src=/f.jpg alt='{line}'><p>{line}</p><p>{MORE}</p>")
    assert line in kept


def test_what_the_story_says_as_a_caption_does_stays_where_it_is_told() -> None:
    said = "The board said that the chain would be greased."
    figure = f"<figure><img src=/f.jpg><figcaption>{said}</figcaption></figure>"
    kept, _ = structural(f"{figure}<p>{LEAD}</p><p>{MORE}</p><p>{LEAD} </p><p>{said}</p><p>{MORE}</p>")
    assert said in kept
