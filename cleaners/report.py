"""The HTML report of one page: what was kept, cut and moved, with the reason in the margin.

One file that loads nothing and runs nothing: no script, a policy that forbids any, and every text of the
page escaped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from importlib import resources
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from cleaners.account import Section, Share, Span, Totals, printable, sections, shown_address, spans, totals
from cleaners.article import Article

if TYPE_CHECKING:
    from cleaners.engine import Cleaned

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
SUMMARY_TEXTS = 6
"""Blocks whose beginning stands for a folded run of many."""
SUMMARY_LENGTH = 28
COLUMNS = (
    ("rule", ""),
    ("what it did", ""),
    ("characters", "number"),
    ("of the page", "number"),
    ("spans", "number"),
    ("", "meter"),
)
VERBS = {"cut": "cut", "move": "moved", "keep": "kept"}


def render(cleaned: Cleaned) -> str:
    """The report as one self-contained HTML page."""
    all_spans = spans(cleaned.document.blocks, cleaned.verdicts)
    sums = totals(all_spans)
    parts = sections(cleaned.segments, cleaned.articles, all_spans)
    address = cleaned.document.page.url or ""
    title = (
        next((one.headline for one in cleaned.articles if one.headline), None)
        or shown_address(address)
        or "page"
    )
    return "".join(
        (
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
            f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            '<meta name="referrer" content="no-referrer">\n<meta name="color-scheme" content="light dark">\n',
            f"<title>{_text(title)} – what was kept and why</title>\n",
            f"<style>\n{_style()}</style>\n</head>\n<body>\n",
            _header(cleaned, title, sums),
            '<main>\n<section class="cards">\n',
            *(_card(article) for article in cleaned.articles),
            "</section>\n",
            _rules(sums),
            _switches(),
            '<section class="page" aria-label="The page">\n',
            *(_section(section, len(cleaned.segments)) for section in parts),
            "</section>\n</main>\n</body>\n</html>\n",
        )
    )


@cache
def _style() -> str:
    return resources.files("cleaners").joinpath("report.css").read_text("utf-8")


def _text(value: object) -> str:
    """Any text, safe between tags and inside quoted attributes."""
    return escape(printable(str(value)), quote=True)


def _link(address: str | None, text: str) -> str:
    """A link for http and https addresses; for anything else the text alone."""
    if not address:
        return _text(text)
    shown = shown_address(address)
    try:
        scheme = urlsplit(shown).scheme.lower()
    except ValueError:
        scheme = ""
    if scheme not in ("http", "https"):
        return _text(text)
    return f'<a href="{_text(shown)}" rel="noopener noreferrer nofollow">{_text(text)}</a>'


def _header(cleaned: Cleaned, title: str, sums: Totals) -> str:
    page, document = cleaned.document.page, cleaned.document
    address = shown_address(page.url) if page.url else ""
    facts = [
        f"{len(document.blocks)} blocks",
        page.kind,
        document.charset + ("" if document.charset_certain else " (a guess)"),
    ]
    articles = len(cleaned.articles)
    facts.append(f"{articles} article" if articles == 1 else f"{articles} articles")
    flags = "".join(f'<li class="flag">{_text(flag)}</li>' for flag in cleaned.flags)
    return (
        f"<header>\n<h1>{_text(title)}</h1>\n"
        f'<p class="address">{_link(page.url, address)}</p>\n'
        f'<p class="facts">{_text(" · ".join(facts))}</p>\n'
        + (f'<ul class="flags" aria-label="Flags">{flags}</ul>\n' if flags else "")
        + _bar(sums)
        + "</header>\n"
    )


def _bar(sums: Totals) -> str:
    """The three totals as one bar and as numbers that add up."""
    parts = (("kept", sums.kept), ("cut", sums.cut), ("moved", sums.moved))
    whole = sums.visible or 1
    bars = "".join(
        f'<span class="{name}" style="flex-grow:{number / whole:.4f}"></span>'
        for name, number in parts
        if number
    )
    numbers = "".join(
        f'<div class="{name}"><dt>{name}</dt>'
        f"<dd>{number:,} <small>{100 * number / whole:.1f} %</small></dd></div>"
        for name, number in parts
    )
    total = f'<div class="all"><dt>on the page</dt><dd>{sums.visible:,} <small>characters</small></dd></div>'
    return f'<div class="bar" aria-hidden="true">{bars}</div>\n<dl class="totals">{numbers}{total}</dl>\n'


def _card(article: Article) -> str:
    fields = "".join(
        f"<div><dt>{_text(label)}</dt><dd>{value}</dd></div>" for label, value in _fields(article) if value
    )
    place = article.page
    label = f"{place.role} · {place.index} of {place.count}" if place.count > 1 else place.role
    deck = f'<p class="deck">{_text(article.description)}</p>' if article.description else ""
    return (
        f'<article class="card">\n<p class="eyebrow">{_text(label)}</p>\n'
        f"<h2>{_link(article.url, article.headline or '(no headline)')}</h2>\n"
        f"{deck}<dl>{fields}</dl>\n</article>\n"
    )


def _fields(article: Article) -> Iterator[tuple[str, str]]:
    """Label and HTML of what is known about an article; empty where it is not."""
    publisher, aggregator = article.publisher, article.aggregator
    yield "publisher", _link(publisher.url, publisher.name) if publisher else ""
    yield "aggregator", _link(aggregator.url, aggregator.name) if aggregator else ""
    yield (
        "wire",
        ", ".join(
            f"{_text(wire.agency)} <small>{_text(wire.basis)}: “{_text(wire.evidence)}”</small>"
            for wire in article.wire
        ),
    )
    yield (
        "authors",
        ", ".join(
            _link(one.url, one.name) + (f" <small>{_text(one.role)}</small>" if one.role else "")
            for one in article.authors
        ),
    )
    yield "published", _dated(article.date_published or article.date_relative_raw, article.date_source)
    yield "modified", _dated(article.date_modified, None)
    yield "section", _text(article.section or "")
    yield "tags", _text(", ".join(article.tags))
    language = article.in_language or ""
    sure = (
        f" <small>{article.language_confidence:.0%} sure</small>"
        if article.language_confidence is not None
        else ""
    )
    yield "language", _text(language) + sure if language else ""
    yield "words", f"{article.word_count:,}" if article.word_count else ""
    yield "captions", str(len(article.captions)) if article.captions else ""
    yield "related", str(len(article.related)) if article.related else ""
    quality = article.quality
    if quality:
        yield "quality", f"{quality.score:.2f}" if quality.score is not None else ""
        yield "flags", _text(", ".join(quality.flags))


def _dated(value: str | None, source: str | None) -> str:
    if not value:
        return ""
    return f"{_text(value)} <small>{_text(source)}</small>" if source else _text(value)


def _rules(sums: Totals) -> str:
    """Characters by rule, the greatest first."""
    if not sums.shares:
        return ""
    most = sums.shares[0].characters or 1
    rows = "".join(_rule(share, sums.visible or 1, most) for share in sums.shares)
    heads = "".join(f'<th scope="col" class="{kind}">{name}</th>' for name, kind in COLUMNS)
    return (
        '<details class="rules" open><summary>Characters by rule</summary><div class="scroll">\n'
        f"<table><thead><tr>{heads}</tr></thead>\n<tbody>{rows}</tbody></table></div></details>\n"
    )


def _rule(share: Share, visible: int, most: int) -> str:
    verb = VERBS[share.action]
    numbers = (f"{share.characters:,}", f"{100 * share.characters / visible:.1f} %", f"{share.spans:,}")
    cells = "".join(f'<td class="number">{number}</td>' for number in numbers)
    return (
        f'<tr class="{verb}"><th scope="row">{_text(share.rule)}</th><td>{verb}</td>{cells}<td class="meter">'
        f'<i style="width:{100 * share.characters / most:.1f}%"></i></td></tr>\n'
    )


def _switches() -> str:
    boxes = "".join(
        f'<label class="{name}"><input type="checkbox" id="show-{name}" checked> {name}</label>'
        for name in ("kept", "cut", "moved")
    )
    return f'<div class="switches" role="group" aria-label="Show"><span>Show</span>{boxes}</div>\n'


def _section(section: Section, count: int) -> str:
    segment, article = section.segment, section.article
    if segment is None:
        title, note = "Outside of every article", ""
    else:
        title = f"Article {section.number + 1} of {count}"
        note = " · ".join(
            (article.headline if article and article.headline else "", segment.role, segment.strategy)
        )
    shown = f"{title} <small>{_text(note.removeprefix(' · '))}</small>"
    return f'<h2 class="part">{shown}</h2>\n{"".join(_rows(section.runs))}'


def _rows(runs: Sequence[tuple[Span, ...]]) -> Iterator[str]:
    """One row for each block or folded run; the spans of one block share a row."""
    waiting: list[Span] = []
    for run in runs:
        if waiting and (len(run) > 1 or run[0].block.index != waiting[0].block.index):
            yield _block(waiting)
            waiting = []
        if len(run) > 1:
            yield _fold(run)
        else:
            waiting.append(run[0])
    if waiting:
        yield _block(waiting)


def _block(members: Sequence[Span]) -> str:
    """A block with its spans marked, and their reasons beside it; numbered where there are several."""
    block = members[0].block
    reasoned = [span for span in members if span.rule]
    numbers = {span.start: str(number) for number, span in enumerate(reasoned, 1) if len(reasoned) > 1}
    text = "".join(_marked(_text(span.text), span, numbers.get(span.start)) for span in members)
    reasons = "".join(_reason(span, numbers.get(span.start)) for span in reasoned)
    state = VERBS[members[0].action] if len({span.action for span in members}) == 1 else "trimmed"
    return _row(state, str(block.index), f'<p class="{_shape(members[0])}">{text}</p>', reasons)


def _row(state: str, number: str, text: str, reasons: str) -> str:
    return (
        f'<div class="row {state}"><span class="number">{number}</span><div class="text">{text}</div>'
        f'<div class="why">{reasons}</div></div>\n'
    )


def _marked(markup: str, span: Span, number: str | None = None) -> str:
    """Struck where the span was cut, marked where it was moved."""
    element = {"cut": "del", "move": "mark"}.get(span.action)
    return f"<{element}{_numbered(number)}>{markup}</{element}>" if element else markup


def _numbered(number: str | None) -> str:
    return f' data-number="{number}"' if number else ""


def _shape(span: Span) -> str:
    """The class that gives a block the look it has on the page."""
    kind = span.block.kind
    return f"heading level{span.block.level}" if kind == "heading" else kind


def _reason(span: Span, number: str | None = None) -> str:
    field = f' <b class="field">→ {_text(span.field)}</b>' if span.field else ""
    return (
        f'<p><code>{_text(span.rule)}</code>{field} <span class="evidence">{_text(span.evidence)}</span></p>'
    )


def _fold(run: tuple[Span, ...]) -> str:
    """Many blocks with one reason: their beginnings, and all of them on request."""
    texts = [span.text for span in run]
    shown = texts if len(texts) <= SUMMARY_TEXTS else [*texts[: SUMMARY_TEXTS - 1], "…", texts[-1]]
    summary = _marked(_text(" · ".join(_opening(text) for text in shown)), run[0])
    items = "".join(f"<li>{_marked(_text(span.text), span)}</li>" for span in run)
    text = (
        f'<details><summary><span class="count">{len(run)} blocks</span> {summary}</summary>'
        f"<ul>{items}</ul></details>"
    )
    first, last = run[0].block.index, run[-1].block.index
    return _row(VERBS[run[0].action], f"{first}–{last}", text, _reason(run[0]))


def _opening(text: str) -> str:
    return text if len(text) <= SUMMARY_LENGTH else f"{text[: SUMMARY_LENGTH - 1].rstrip()}…"
