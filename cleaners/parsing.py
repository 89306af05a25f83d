"""Bytes -> the tree that a browser makes of them.

libxml2 builds its tree by the rules of HTML 4.  Where that loses text to places that nobody sees, what it made
is mended; each mending names the rule of the HTML standard (https://html.spec.whatwg.org/multipage/parsing.html)
that browsers follow there.  `document` knows the one thing that needs no mending: `embed`, `source` and `track`
hold nothing, though libxml2 leaves them open.
"""

from __future__ import annotations

from itertools import takewhile
from typing import Any

from lxml import etree

HEAD_CONTENT = frozenset(
    "base basefont bgsound link meta title noscript noframes style script template".split()
)
"""What a head may hold: "The 'in head' insertion mode"."""
FOREIGN = ("svg", "math")
BREAKOUT = frozenset(
    "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu "
    "meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul var".split()
)
"""What ends a drawing or a formula that was left open: "The rules for parsing tokens in foreign content"."""
_HOSTS = frozenset("foreignobject desc title annotation-xml mi mo mn ms mtext".split())
"""What may hold HTML in a drawing or a formula."""


def parse(content: bytes) -> Any:
    """The lxml root of an HTML page in UTF-8, or None when there is no element in it."""
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, collect_ids=False
    )
    if b"\0" in content:
        content = content.replace(b"\0", b"")
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if root is None:
        return None
    _rejoin(root)
    _empty_head(root)
    for element in list(root.iter(*FOREIGN)):
        _close_foreign(element)
    return root


def _rejoin(root: Any) -> None:
    """Put what stands behind `</html>` into the body: "The 'after after body' insertion mode".

    libxml2 2.14 makes a second root of it.
    """
    behind = list(root.itersiblings(etree.Element))
    if behind:
        body = root.find("body")
        (root if body is None else body).extend(behind)


def _empty_head(root: Any) -> None:
    """Put what no head may hold, and all behind it, into the body.

    Whoever leaves out `</head>` and `<body>`, as minifiers do, has a page in the head else: libxml2 knows that
    a `div` begins the body, but not that a `header`, an `article` or an element with a name of its own does.
    """
    head = root.find("head")
    if head is None:
        return
    first = next((one for one in head if one.tag not in HEAD_CONTENT), None)
    if first is None:
        return
    body = root.find("body")
    if body is None:
        body = etree.SubElement(root, "body")
    moved = [first, *first.itersiblings()]
    text, body.text = body.text, None
    body[:0] = moved
    _append(moved[-1], text)


def _close_foreign(outer: Any) -> None:
    """Close a drawing or a formula before the first element of HTML in it: "foreign content"."""
    first = next((one for one in outer.iter() if one.tag in BREAKOUT and not _is_hosted(one, outer)), None)
    if first is None:
        return
    moved = [first, *first.itersiblings()]
    around = first.getparent()
    while around is not outer:
        _append(moved[-1], around.tail)
        around.tail = None
        moved += around.itersiblings()
        around = around.getparent()
    tail, outer.tail = outer.tail, None
    for one in reversed(moved):
        outer.addnext(one)
    _append(moved[-1], tail)


def _is_hosted(element: Any, outer: Any) -> bool:
    """Whether an element stands where a drawing or a formula may hold HTML."""
    inside = takewhile(lambda above: above is not outer, element.iterancestors())
    return any(above.tag in _HOSTS for above in inside)


def _append(element: Any, text: str | None) -> None:
    """Put text behind an element."""
    element.tail = (element.tail or "") + (text or "") or None
