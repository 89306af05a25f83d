"""Every character is accounted for, every removal shows its reason, and no page can harm its reader."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from lxml import html

from cleaners import Cleaned, account, explain
from cleaners.article import Article, Author, Extraction, PagePlace, Quality, Source, Teaser, Wire
from cleaners.model import Block, Document, Metadata, Page, Segment, Verdict

HOSTILE = (
    "<script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "<svg/onload=alert(1)>",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "\tjava\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<!--><script>alert(1)</script>-->",
    "<a href=javascript:alert(1)>x</a>",
    "https://x.example/\"onclick=\"alert(1)",
    "https://x.example/<script>alert(1)</script>",
    "\x1b]8;;https://x.example\x07click\x1b]8;;\x07",
    "\x1b[2J\x1b[31mred",
    "\u202egnp.exe",
)  # fmt: skip

ADDRESS = "https://courier.example/a"
TEXTS = (
    "Home",
    "World",
    "Politics",
    "Contact the newsroom",
    "By Ada Fenn",
    "Ferries between Northport and Gull Island sailed again on Monday, the port authority said.",
    "Milk ran short on Saturday. Read more: Bakery flies in flour Bread was flown in by helicopter.",
    "Share this story",
)
NAVIGATION = "in the page's navigation (nav.main-menu)"


def blocks(*texts: str) -> tuple[Block, ...]:
    return tuple(Block(index, "paragraph", "p", text, 0) for index, text in enumerate(texts))


def article(**fields: Any) -> Article:
    known: dict[str, Any] = {
        "schema_version": "1.0", "id": "a", "url": ADDRESS, "page_url": ADDRESS, "page": PagePlace(),
        "headline": "Ferries sail again", "article_body": "Ferries sailed.", "extraction": Extraction("0"),
    }  # fmt: skip
    return Article(**{**known, **fields})


def cleaned(*verdicts: Verdict, texts: tuple[str, ...] = TEXTS, url: str = ADDRESS, **fields: Any) -> Any:
    shown = blocks(*texts)
    known: dict[str, Any] = {
        "segments": (Segment(0, len(shown)),), "articles": (article(),), "flags": ("truncated",),
    }  # fmt: skip
    known.update(fields)
    return Cleaned(Document(Page(b"", url=url), shown), Metadata(), verdicts=verdicts, **known)


def spans(*verdicts: Verdict, texts: tuple[str, ...] = TEXTS) -> tuple[account.Span, ...]:
    return account.spans(blocks(*texts), verdicts)


START = TEXTS[6].index("Read more")
STOP = TEXTS[6].index("Bread")
VERDICTS = (
    *(Verdict(index, "cut", "structure.menu", NAVIGATION) for index in range(4)),
    Verdict(4, "move", "structure.byline", "byline (p.byline)", field="authors"),
    Verdict(6, "cut", "promos.read-more", "'Read more:' and another headline", (START, STOP)),
    Verdict(7, "cut", "structure.share", "share buttons (div.share)"),
)


def lines(width: int = 100, **fields: Any) -> list[str]:
    return explain.render(cleaned(*VERDICTS, **fields), width=width).splitlines()


def line_of(mark: str, text: str, width: int = 100) -> str:
    return next(line for line in lines(width) if line.startswith(mark) and text in line)


def test_spans_cover_every_character_once() -> None:
    covered: dict[int, str] = {}
    for span in spans(*VERDICTS):
        covered[span.block.index] = covered.get(span.block.index, "") + span.text
    assert covered == dict(enumerate(TEXTS))


def test_overlapping_and_impossible_spans_are_counted_once() -> None:
    verdicts = (
        Verdict(0, "cut", "a.one", "x", (0, 3)),
        Verdict(0, "cut", "b.two", "x", (2, 900)),
        Verdict(0, "cut", "c.three", "x", (1, 1)),
        Verdict(0, "move", "d.four", "x"),
    )
    found = spans(*verdicts, texts=("Home page",))
    assert "".join(span.text for span in found) == "Home page"
    assert account.totals(found).visible == 9


def test_a_blank_between_two_cuts_goes_with_them() -> None:
    verdicts = (Verdict(0, "cut", "a.one", "x", (0, 4)), Verdict(0, "cut", "b.two", "x", (5, 9)))
    found = spans(*verdicts, texts=("Read more",))
    assert [(span.text, span.action) for span in found] == [("Read ", "cut"), ("more", "cut")]


def test_totals_add_up_to_the_visible_text() -> None:
    sums = account.totals(spans(*VERDICTS))
    assert sums.visible == sum(map(len, TEXTS)) == sums.kept + sums.cut + sums.moved
    assert sums.moved == len("By Ada Fenn")
    assert sum(share.characters for share in sums.shares) == sums.cut + sums.moved
    assert [share.characters for share in sums.shares] == sorted(
        (s.characters for s in sums.shares), reverse=True
    )


@pytest.mark.parametrize("width", [80, 100, 140, 200])
def test_every_block_and_every_reason_is_shown(width: int) -> None:
    words = " ".join(" ".join(lines(width)).split())
    for part in ("structure.menu", "structure.byline", "promos.read-more", "structure.share"):
        assert part in words
    assert line_of("+", "Ferries between", width)
    assert line_of("-", "Share this story", width)
    assert line_of(">", "By Ada Fenn", width)
    assert line_of("~", "⟦Read more:", width)


@pytest.mark.parametrize("width", [60, 80, 100, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    wide = tuple(f"{text} {'長い言葉と' * 30}" for text in TEXTS)
    for texts in (TEXTS, wide, ("x" * 500,) * 8):
        shown = explain.render(cleaned(*VERDICTS[:5], texts=texts), width=width).splitlines()
        before = next(place for place, line in enumerate(shown) if "characters by rule" in line)
        assert max(explain.columns(line) for line in shown[:before]) <= width


def test_columns_are_aligned() -> None:
    starts = {
        line.index(rule)
        for line in lines()
        for rule in ("structure.", "promos.")
        if rule in line and line[0] in "->~"
    }
    assert len(starts) == 1


def test_many_blocks_that_went_for_one_reason_are_one_line() -> None:
    line = line_of("-", "4 blocks")
    assert "Home · World · Politics" in " ".join(lines())
    assert "structure.menu" in line
    assert sum(NAVIGATION[:20] in line for line in lines(160)) == 1


def test_blocks_with_different_reasons_are_not_folded() -> None:
    verdicts = [Verdict(index, "cut", "structure.menu", f"reason {index}") for index in range(4)]
    assert "4 blocks" not in explain.render(cleaned(*verdicts))


def test_a_trimmed_line_shows_what_was_cut_and_what_stands_around_it() -> None:
    text = explain.render(cleaned(*VERDICTS), width=200)
    assert "⟦Read more: Bakery flies in flour⟧ Bread was flown" in text


def test_a_moved_line_names_the_field() -> None:
    assert "to authors: byline" in line_of(">", "By Ada Fenn")


def test_a_restored_span_says_so() -> None:
    kept = Verdict(5, "keep", "guard.restored", "would have left almost nothing")
    line = next(
        line for line in explain.render(cleaned(kept), width=160).splitlines() if "guard.restored" in line
    )
    assert line.startswith("+")
    assert "would have left almost nothing" in line


def test_the_summary_adds_up() -> None:
    text = "\n".join(lines())
    sums = account.totals(spans(*VERDICTS))
    assert (
        f"{sums.kept:,} kept + {sums.cut:,} cut + {sums.moved:,} moved = {sums.visible:,} characters" in text
    )
    assert text.endswith("flags: truncated")


def test_articles_have_headings_with_headline_publisher_and_role() -> None:
    segments = (Segment(0, 4, headline="One"), Segment(5, 8, "split", "cards", headline="Two"))
    articles = (
        article(headline="One", publisher=Source("The Courier")),
        article(headline="Two", publisher=Source("The Harbour"), aggregator=Source("Daily Pages")),
    )
    text = explain.render(cleaned(segments=segments, articles=articles))
    assert "article 1 of 2 (main, whole-page)" in text
    assert "article 2 of 2 (split, cards)" in text
    assert "The Harbour, Daily Pages (aggregator)" in text
    assert "outside of every article" in text
    assert text.index("One") < text.index("outside of every") < text.index("Two")


def test_a_segment_without_article_takes_no_other_s_fields() -> None:
    segments = (Segment(0, 4, headline="One"), Segment(4, 8, headline="Two"))
    found = account.sections(segments, (article(headline="Two"),), spans())
    assert [part.article.headline if part.article else None for part in found] == [None, "Two"]


def test_colour_is_off_unless_asked_for() -> None:
    assert "\x1b" not in explain.render(cleaned(*VERDICTS))
    assert "\x1b[31m" in explain.render(cleaned(*VERDICTS), colour=True)


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_from_the_page_controls_the_terminal(text: str) -> None:
    verdict = Verdict(0, "cut", f"a.{text}", text)
    shown = explain.render(
        cleaned(verdict, texts=(text, text), url=text, flags=(text,), articles=(article(headline=text),))
    )
    assert all(character.isprintable() for character in shown.replace("\n", ""))


def test_an_empty_page_can_be_explained() -> None:
    empty = cleaned(texts=(), segments=(), articles=(), flags=("no_article",))
    assert "0 kept + 0 cut + 0 moved = 0 characters" in explain.render(empty)
    assert "no_article" in explain.render(empty, "html")
    assert explain.render(empty, "tsv").count("\n") == 1


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(ValueError, match="no such format"):
        explain.render(cleaned(), "pdf")  # type: ignore[arg-type]


def test_the_table_has_one_line_for_each_span() -> None:
    table = explain.render(cleaned(*VERDICTS), "tsv")
    rows = list(csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE))
    assert len(rows) == len(spans(*VERDICTS))
    trimmed = [row for row in rows if row["block"] == "6"]
    assert [row["action"] for row in trimmed] == ["keep", "cut", "keep"]
    assert "".join(row["text"] for row in trimmed) == TEXTS[6]
    assert (trimmed[1]["start"], trimmed[1]["stop"]) == (str(START), str(STOP))
    assert rows[4]["field"] == "authors"


def test_the_table_escapes_tabs_and_line_breaks() -> None:
    row = explain.render(cleaned(texts=("a\tb\nc\\d\x1b[0m",)), "tsv").splitlines()[1]
    assert row.split("\t")[-1] == "a\\tb\\nc\\\\d\\u{1b}[0m"


def report(**fields: Any) -> Any:
    return html.fromstring(explain.render(cleaned(*VERDICTS, **fields), "html"))


def test_the_report_shows_kept_cut_and_moved_text_with_its_reason() -> None:
    root = report()
    trimmed = root.xpath("//div[@class='row trimmed']")[0]
    assert trimmed.xpath("string(.//del)").strip() == "Read more: Bakery flies in flour"
    assert "promos.read-more" in trimmed.text_content()
    assert root.xpath("string(//div[@class='row moved']//mark)") == "By Ada Fenn"
    assert "→ authors" in root.xpath("string(//div[@class='row moved']//b)")
    assert TEXTS[5] in root.xpath("string(//div[@class='row kept'])")
    assert len(root.xpath("//div[@class='row cut'][1]//details//li")) == 4


def test_the_report_holds_all_visible_text() -> None:
    shown = " ".join(report().xpath("string(//section[@class='page'])").split())
    for text in TEXTS:
        assert text in shown


def test_the_report_shows_the_article_s_fields() -> None:
    one = article(
        publisher=Source("The Courier", "courier.example", "https://courier.example/"),
        aggregator=Source("Daily Pages"),
        wire=[Wire("Reuters", "dateline", "NORTHPORT (Reuters) -")],
        authors=[Author("Ada Fenn", "reporter")],
        date_published="2025-03-03",
        date_source="meta",
        in_language="en",
        language_confidence=0.98,
        word_count=1200,
        related=[Teaser("Bakery flies in flour")],
        quality=Quality(score=0.9, flags=["tail_cut"]),
    )
    card = report(articles=(one,)).xpath("string(//article)")
    for part in (
        "The Courier",
        "Daily Pages",
        "Reuters",
        "Ada Fenn",
        "2025-03-03",
        "98% sure",
        "1,200",
        "tail_cut",
    ):
        assert part in card


def test_the_report_loads_and_runs_nothing() -> None:
    root = report()
    policy = root.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert (
        root.xpath("//*[@src or @srcset or self::script or self::link or self::iframe or self::object]") == []
    )
    assert "url(" not in root.xpath("string(//style)")
    assert "@import" not in root.xpath("string(//style)")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    bad = article(
        headline=text, url=text, description=text, section=text, tags=[text], date_published=text,
        date_source=text, publisher=Source(text, text, text), aggregator=Source(text, text, text),
        wire=[Wire(text, text, text)],
        authors=[Author(text, text, text)], in_language=text, quality=Quality(flags=[text]),
        page=PagePlace(role=text, count=2),
    )  # fmt: skip
    plain = article(
        headline="x", url="x", description="x", section="x", tags=["x"], date_published="x",
        date_source="x", publisher=Source("x", "x", "x"), aggregator=Source("x", "x", "x"),
        wire=[Wire("x", "x", "x")],
        authors=[Author("x", "x", "x")], in_language="x", quality=Quality(flags=["x"]),
        page=PagePlace(role="x", count=2),
    )  # fmt: skip

    def shown(word: str, one: Article) -> Any:
        verdicts = (
            Verdict(0, "cut", word, word),
            Verdict(1, "move", word, word, field=word),
            Verdict(2, "keep", word, word),
        )
        segment = Segment(0, 4, strategy=word, role=word)  # type: ignore[arg-type]
        page = cleaned(
            *verdicts, texts=(word,) * 4, url=word, flags=(word,), articles=(one,), segments=(segment,)
        )
        return html.document_fromstring(explain.render(page, "html"))

    root = shown(text, bad)
    assert root.xpath("//script | //img | //svg | //iframe | //object | //base") == []
    for element in root.iter():
        assert not [name for name in element.attrib if name.lower().startswith("on")]
        assert element.get("href", "https:").startswith(("https:", "http:"))
    tags = [element.tag for element in root.iter() if element.tag not in ("a", "mark")]
    assert tags == [element.tag for element in shown("x", plain).iter() if element.tag not in ("a", "mark")]


def test_links_lead_to_web_addresses_only_and_tell_nothing() -> None:
    links = report().xpath("//a")
    assert links
    assert all(link.get("rel") == "noopener noreferrer nofollow" for link in links)
    assert explain.render(cleaned(url="ftp://x.example/a", articles=()), "html").count("<a ") == 0


@pytest.mark.parametrize("fmt", ["text", "html"])
def test_secrets_in_addresses_are_masked(fmt: Any) -> None:
    url = "https://ada:hunter2@courier.example/a?page=2&token=canary&API_KEY=canary#top"
    shown = explain.render(cleaned(url=url, articles=(article(url=url),)), fmt, width=200)
    assert "canary" not in shown
    assert "hunter2" not in shown
    assert "page=2" in shown


def test_an_unreadable_address_is_no_error() -> None:
    assert account.shown_address("https://[::1") == "(unreadable address)"
    assert account.shown_address("https://x.example/a b?q=ä#z") == "https://x.example/a b?q=ä#z"


@pytest.mark.parametrize("room", [1, 5, 6, 10, 40])
def test_shortened_text_fits_and_keeps_both_ends(room: int) -> None:
    for text in ("abcdefghijklmnopqrstuvwxyz" * 4, "漢字" * 60, "short"):
        assert explain.columns(explain.shortened(text, room)) <= room
    assert explain.shortened("the first words and the last", 20).startswith("the first")
    assert explain.shortened("the first words and the last", 20).endswith("last")


def test_wrapped_text_says_when_it_did_not_fit() -> None:
    assert explain.wrapped("one two three", 7, 3) == ["one two", "three"]
    assert explain.wrapped("one two three four", 7, 2) == ["one two", "three…"]
    assert explain.wrapped("", 7, 2) == [""]
    assert explain.wrapped("abcdefghijkl", 5, 3) == ["abcde", "fghij", "kl"]


def test_a_word_wider_than_its_column_is_parted_at_a_joint() -> None:
    assert explain.wrapped("furniture.headline", 16, 2) == ["furniture.", "headline"]
    assert explain.wrapped("furniture.after-article", 16, 2) == ["furniture.after-", "article"]
    assert explain.wrapped("in (repeated-cards)", 13, 3) == ["in", "(repeated-", "cards)"]
    assert explain.wrapped("promos.run", 16, 2) == ["promos.run"]


def test_rule_names_are_whole_or_parted_at_a_joint_on_the_narrowest_terminal() -> None:
    verdict = Verdict(0, "cut", "phrases.editorial-note", "x")
    shown = explain.render(cleaned(verdict), width=explain.NARROWEST).splitlines()
    row = next(place for place, line in enumerate(shown) if line.startswith("-   0"))
    assert " phrases. " in shown[row]
    assert shown[row + 1].strip() == "editorial-note"
