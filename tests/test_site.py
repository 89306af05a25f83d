"""Site files: what is refused, which host belongs to whom, and what the names of a site change."""

from __future__ import annotations

from pathlib import Path

import pytest
from casefiles import CASES

from cleaners import site
from cleaners.model import Metadata, Organization

GOOD = """
domains = ["example.com", "*.example.com"]
publisher = "Example News"
split = "article.card"
cases = ["site-example"]
[keep]
quote = ["aside.quote"]
[drop]
share-bar = ["div.share", "ul.share > li"]
[move]
related = ["section.related"]
[drop_text]
promo = ['^More from \\w+$', 'Ends$']
"""


def parsed(source: str) -> site.Site:
    one, problems = site.parse(source.encode(), "example.toml")
    assert one is not None, problems
    return one


def files(folder: Path, **sources: str) -> Path:
    for name, source in sources.items():
        (folder / f"{name}.toml").write_text(source, encoding="utf-8")
    return folder


def small(*domains: str) -> str:
    return f'domains = {list(domains)}\npublisher = "{domains[0]}"\ncases = ["site-x"]\n'


# --- parsing ----------------------------------------------------------------------------------------------


def test_a_good_file() -> None:
    one = parsed(GOOD)
    assert one.name == "example"
    assert [(s.action, s.reason, s.css) for s in one.selectors] == [
        ("keep", "quote", "aside.quote"),
        ("cut", "share-bar", "div.share"),
        ("cut", "share-bar", "ul.share > li"),
        ("move", "related", "section.related"),
    ]
    assert [(p.inner, p.place) for p in one.patterns] == [("More from \\w+", "whole"), ("Ends", "end")]
    assert one.split is not None


def test_a_site_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        parsed(GOOD).name = "other"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("change", "place", "said"),
    [
        (('"div.share"', '"div..share"'), "drop.share-bar.0", "no selector: 'div..share'"),
        (('"div.share"', '"a::text"'), "drop.share-bar.0", "Pseudo-elements"),
        (('"div.share"', '""'), "drop.share-bar.0", "not empty"),
        (('"div.share"', "7"), "drop.share-bar.0", "must be a string"),
        (('"div.share"', '"ul.share > li"'), "drop.share-bar.1", "twice"),
        (('["div.share", "ul.share > li"]', "[]"), "drop.share-bar", "at least one"),
        (('["div.share", "ul.share > li"]', '"div.share"'), "drop.share-bar", "list of strings"),
        (("share-bar", "Share_Bar"), "drop.Share_Bar", "a reason is"),
        (("related =", "other ="), "move.other", "text can move to authors, captions"),
        (("[keep]\nquote", "[keeps]\nquote"), "keeps", "unknown key"),
        (('[keep]\nquote = ["aside.quote"]', "keep = 3"), "keep", "table of reasons"),
        (('[keep]\nquote = ["aside.quote"]', "[keep]"), "keep", "table of reasons"),
        (('split = "article.card"', 'split = ["a"]'), "split", "one selector"),
        (('split = "article.card"', 'split = "a["'), "split", "no selector"),
        (('publisher = "Example News"', "publisher = 1"), "publisher", "must be a name"),
        (('publisher = "Example News"', 'publisher = "A"\naggregator = "B"'), "aggregator", "not both"),
        (('domains = ["example.com", "*.example.com"]', ""), "domains", "list of strings"),
        (('"example.com"', '"https://example.com/"'), "domains.0", "must be a host"),
        (('"example.com"', '"www.example.com"'), "domains.0", "without scheme, path and www."),
        (('"example.com"', '"Example.com"'), "domains.0", "lower case"),
        (('cases = ["site-example"]', ""), "cases", "list of strings"),
        (('["site-example"]', '["../x"]'), "cases.0", "a folder under tests/cases"),
        (("'Ends$'", "'Ends'"), "drop_text.promo.1", r"must begin with ^ or end with $"),
        (("'Ends$'", r"'Ends\$'"), "drop_text.promo.1", r"must begin with ^ or end with $"),
        (("'Ends$'", "'(Ends$'"), "drop_text.promo.1", "is no regular expression"),
        (("'Ends$'", "'(a+)+$'"), "drop_text.promo.1", "repeats a group"),
        (("'Ends$'", "'a*b*c*$'"), "drop_text.promo.1", "more than 2 repeats"),
        (("'Ends$'", "'^a*$'"), "drop_text.promo.1", "matches nothing"),
        (("'Ends$'", f"'{'a' * 300}$'"), "drop_text.promo.1", "longer than 200"),
    ],
)
def test_mistakes_name_their_place(change: tuple[str, str], place: str, said: str) -> None:
    source = GOOD.replace(*change)
    assert source != GOOD
    one, problems = site.parse(source.encode(), "example.toml")
    assert one is None
    (problem,) = problems
    assert str(problem).startswith(f"example.toml: {place}: ")
    assert said in problem.message


@pytest.mark.parametrize("source", [b"domains = [", b"\xff\xfe", b'a = "\n"'])
def test_no_toml(source: bytes) -> None:
    one, (problem,) = site.parse(source, "x.toml")
    assert one is None
    assert str(problem).startswith("x.toml: no TOML: ")


def test_a_file_that_says_nothing() -> None:
    one, (problem,) = site.parse(b'domains = ["a.b"]\ncases = ["x"]', "x.toml")
    assert one is None
    assert problem.message == "says nothing of its site"


# --- loading ----------------------------------------------------------------------------------------------


def test_two_files_may_not_claim_one_host(tmp_path: Path) -> None:
    folder = files(tmp_path, one=small("a.com", "b.com"), two=small("b.com"))
    with pytest.raises(site.SiteError, match=r"^two\.toml: domains\.0: b\.com is claimed by one\.toml too$"):
        site.load(folder)


def test_every_mistake_is_told_and_right_files_stay(tmp_path: Path) -> None:
    folder = files(tmp_path, good=small("a.com"), bad=small("A.com"), worse="x = 1", notes="")
    (folder / "notes.toml").rename(folder / "notes.txt")
    sites, problems = site.read(folder)
    assert set(sites) == {"a.com"}
    assert {problem.file for problem in problems} == {"bad.toml", "worse.toml"}
    with pytest.raises(site.SiteError) as caught:
        site.load(folder)
    assert caught.value.problems == problems


def test_loaded_sites_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        site.packaged()["a.com"] = parsed(GOOD)  # type: ignore[index]
    assert site.packaged() is site.packaged()


def test_own_files_join_and_outrank_the_packaged(tmp_path: Path) -> None:
    own = site.load(files(tmp_path, mine=small("theprint.in"), other=small("a.com")))
    both = {**site.packaged(), **own}
    found = [site.of(url, both) for url in ("https://theprint.in/1", "http://a.com", "https://rt.com/2")]
    assert [one.name for one in found if one] == ["mine", "other", "rt"]


def test_packaged_files_name_cases_that_exist() -> None:
    named = {case for one in site.packaged().values() for case in one.cases}
    assert named
    assert not [case for case in named if not (CASES / case / "meta.json").exists()]


# --- lookup -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://a.com/x", "exact"),
        ("https://www.a.com/x", "exact"),
        ("HTTP://WWW.A.COM:8080/x", "exact"),
        ("https://a.com./x", "exact"),
        ("https://en.a.com/", "wide"),
        ("https://x.en.a.com/", "wide"),
        ("https://news.a.com/", "news"),
        ("https://x.news.a.com/", "longer"),
        ("https://x.y.news.a.com/", "longer"),
        ("https://notA.com/", None),
        ("https://com/", None),
        ("https://a.com.evil.example/", None),
        ("mailto:x@a.com", None),
        ("http://[bad", None),
        ("", None),
        (None, None),
    ],
)
def test_exact_before_wildcard_and_longer_before_shorter(
    url: str | None, name: str | None, tmp_path: Path
) -> None:
    sites = site.load(
        files(
            tmp_path,
            exact=small("a.com"),
            wide=small("*.a.com"),
            news=small("news.a.com"),
            longer=small("*.news.a.com"),
        )
    )
    found = site.of(url, sites)
    assert (found.name if found else None) == name


def test_no_sites() -> None:
    assert site.of("https://theprint.in/", ()) is None


# --- names ------------------------------------------------------------------------------------------------


def test_publisher_stands_above_the_pages_own() -> None:
    about = site.described(Metadata(publisher=Organization("EXAMPLE Corp.")), parsed(GOOD))
    assert about.publisher == Organization("Example News", "example.com", "https://example.com/")
    assert about.site_name is not None
    assert (about.site_name.value, about.site_name.origin) == ("Example News", "site")


def test_aggregator_keeps_the_publisher_of_the_story() -> None:
    one = parsed('domains = ["a.b"]\naggregator = "Heap"\ncases = ["x"]\n')
    about = site.described(Metadata(publisher=Organization("Courier")), one)
    assert about.publisher == Organization("Courier")
    assert about.site_name is not None
    assert about.site_name.value == "Heap"
    assert site.described(Metadata(publisher=Organization("HEAP")), one).publisher is None


def test_nothing_known_nothing_changed() -> None:
    about = Metadata(raw_title="x")
    assert site.described(about, None) is about
    nameless = parsed('domains = ["a.b"]\ncases = ["x"]\n[drop]\nx = ["p"]\n')
    assert site.described(about, nameless) is about
