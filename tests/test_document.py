"""HTML to blocks: what a reader sees, in order, with links, named inlines, containers and images."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners import document
from cleaners.model import Document, Page

PROSE = "The ferry to Sable Point runs again from May, the harbour board of Port Alma said on Tuesday. " * 5


def read(markup: str) -> Document:
    return document.read(Page(markup.encode()))


def texts(markup: str) -> list[str]:
    return [block.text for block in read(markup).blocks]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>One <b>bold</b>\n word.</p><p>Two.</p>", ["One bold word.", "Two."]),
        ("<div>Text before<p>a paragraph</p>and after</div>", ["Text before", "a paragraph", "and after"]),
        ("<p>one<span> two</span>three</p>", ["one twothree"]),
        ("<ul><li>a<li>b</ul>", ["a", "b"]),
        ("<p>a<br>b<br><br>c</p>", ["a", "b", "c"]),
        ("<pre>line one\nline two</pre>", ["line one", "line two"]),
        ('<p style="white-space: pre-line">line one\nline two</p>', ["line one", "line two"]),
        ("<p>seen<!-- not seen --> too</p>", ["seen too"]),
        ("<p>a&#146;b&nbsp;c&shy;d</p>", ["a’b cd"]),
        ("<p>word <button>glossary</button> goes on</p>", ["word glossary goes on"]),
        ("<div><button>Share</button>Text</div>", ["Share", "Text"]),
        ("<my-card><p>in a custom element</p></my-card>", ["in a custom element"]),
        ("<p>price <x-price>9</x-price> crowns</p>", ["price 9 crowns"]),
        ("<button><main><p>a button left open</p></main>", ["a button left open"]),
        ("<table><tr><td>a</td><td>b</td></tr></table>", ["a", "b"]),
        ("", []),
        ("<!-- only a comment -->", []),
    ],
)
def test_blocks(markup: str, expected: list[str]) -> None:
    assert texts(markup) == expected


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>secret</p>",
        '<p style="color:red; display: none">secret</p>',
        '<div style="visibility:hidden"><p>secret</p></div>',
        '<div aria-hidden="true"><p>secret</p></div>',
        '<span class="sr-only">secret</span>',
        '<div class="Screen-Reader-Text">secret</div>',
        '<div style="position:absolute;left:-9999px">secret</div>',
        "<template><p>secret</p></template>",
        '<p aria-hidden="true" class="sr-only">secret</p>',
        '<p aria-hidden="true" hidden>secret</p>',
        "<noscript>secret</noscript>",
        "<script>secret</script>",
        "<style>secret</style>",
        "<select><option>secret</option></select>",
        "<textarea>secret</textarea>",
        "<dialog>secret</dialog>",
        "<svg><text>secret</text></svg>",
    ],
)
def test_hidden_text_is_no_block(hidden: str) -> None:
    assert not any("secret" in text for text in texts(f"<p>{PROSE}</p>{hidden}<p>after</p>"))


@pytest.mark.parametrize(
    "shown",
    [
        '<div class="sidebar-hidden-on-mobile"><p>shown</p></div>',
        "<dialog open>shown</dialog>",
        '<p aria-hidden="false">shown</p>',
        '<p class="paywall" aria-hidden="true">shown</p>',
        "</body></html><div><p>shown</p></div>",
        "</body></html>shown",
        '<p style="font-size:0.9em">shown</p>',
        '<body style="visibility:hidden"><p>shown</p></body>',
    ],
)
def test_what_only_looks_hidden_is_shown(shown: str) -> None:
    assert "shown" in texts(f"<p>{PROSE}</p>{shown}")


def test_a_page_that_hides_its_whole_article_is_read_all_the_same() -> None:
    assert texts(f'<p>Loading</p><div style="display:none"><p>{PROSE}</p></div>') == [
        "Loading",
        PROSE.strip(),
    ]


def test_streamed_parts_stand_where_a_browser_shows_them() -> None:
    markup = (
        '<h1>Head</h1><main><template id="B:0"></template> between </main><footer>foot</footer>'
        '<div hidden="" id="S:0"><p>one</p><template id="P:1"></template><p>three</p></div>'
        '<script>$RC("B:0","S:0")</script><div hidden id="S:1"><p>two</p></div> tail'
        '<div hidden id="S:9"><p>no place</p></div>'
    )
    assert texts(markup) == ["Head", "one", "two", "three", "between", "foot", "tail", "no place"]


def test_a_closed_accordion_panel_is_shown() -> None:
    panel = '<div role="region" aria-labelledby="q1" style="display:none"><p>The answer.</p></div>'
    assert texts(f"<p>{PROSE}</p><h3 id='q1'>A question?</h3>{panel}")[1:] == ["A question?", "The answer."]


def test_links_and_named_inlines_keep_their_place() -> None:
    (block,) = read(
        '<p>See  <a href="/a"> the report</a> of <span class="When">May <time>5</time></span>.</p>'
    ).blocks
    assert block.text == "See the report of May 5."
    assert [(block.text[one.start : one.stop], one.url) for one in block.links] == [("the report", "/a")]
    named = {one.names or one.tag: block.text[one.start : one.stop] for one in block.inlines}
    assert named == {"when": "May 5", "time": "5"}
    assert block.link_chars == len("the report")


def test_a_link_around_blocks_is_a_link_in_each() -> None:
    blocks = read('<a href="/story"><h3>Headline</h3><p>Excerpt</p></a><p>Prose</p>').blocks
    assert [block.link_chars for block in blocks] == [8, 7, 0]
    assert [[one.url for one in block.links] for block in blocks] == [["/story"], ["/story"], []]


def test_kinds_levels_and_lines() -> None:
    blocks = read(
        "<h2>Head</h2><p>one<br>two</p><ul><li>item</ul><figure><figcaption><p>cap</p></figcaption></figure>"
    ).blocks
    assert [(block.kind, block.level, block.continues) for block in blocks] == [
        ("heading", 2, False),
        ("paragraph", 0, False),
        ("paragraph", 0, True),
        ("item", 0, False),
        ("caption", 0, False),
    ]


def test_containers_hold_half_open_ranges_of_blocks() -> None:
    page = read('<main id="M"><p>a</p><div class="Box Red"><p>b</p><p>c</p></div></main><p>d</p>')
    box = next(one for one in page.containers if one.names == "box red")
    assert [block.text for block in page.blocks[box.start : box.stop]] == ["b", "c"]
    assert page.containers[box.parent].names == "m"
    inner = page.blocks[1]
    assert [one.tag for one in page.ancestors(inner)] == ["p", "div", "main", "body", "html"]
    for element, (start, stop) in page.ranges.items():
        if element.get("class") == "Box Red":
            assert (start, stop) == (box.start, box.stop)


def test_images_stand_between_blocks() -> None:
    page = read(
        '<p>a</p><img src="data:x" data-src="/real.jpg" alt=" A  pier "><p>b</p><img srcset="s.jpg 1x, l.jpg 2x">'
    )
    assert [(one.url, one.alt, one.block) for one in page.images] == [
        ("/real.jpg", "A pier", 1),
        ("l.jpg", "", 2),
    ]


def test_deep_nesting_loses_no_text() -> None:
    depth = 1500
    assert texts("<div>" * depth + "deep" + "</div>" * depth) == ["deep"]


@given(st.text(alphabet="<>/= \"'abpdivh1r&;#0", max_size=120))
def test_any_markup_is_read(markup: str) -> None:
    for block in read(markup).blocks:
        assert block.text == " ".join(block.text.split())
        assert block.text
        for link in block.links:
            assert 0 <= link.start < link.stop <= len(block.text)


def test_pieces_of_a_story_that_markup_ran_together_are_parted() -> None:
    story = (
        "Rain fell on the harbour for a week, and nobody on the quay thought of leaving it before the summer."
    )
    long = " ".join([story] * 6)
    assert texts(f"<p>{long}More in this section: {story}</p>") == [f"{long} More in this section: {story}"]
    assert texts(f"<p>{story}More of it.</p>") == [f"{story}More of it."]


def test_a_caption_run_into_a_story_is_a_block_of_its_own() -> None:
    caption = "Ida Holm behind her stall on Quay Street, Port Alma. | Photo: Supplied"
    story = (
        "Ida Holm has sold herring from one table for 31 years. On Saturday she packed up at ten.Nobody came to the quay that day. "
        * 8
    )
    assert texts(f"<p>{caption}{story}</p>") == [caption, story.replace("ten.Nobody", "ten. Nobody").strip()]
