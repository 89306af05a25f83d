"""HTML -> blocks: one lxml parse, one walk, never changed afterwards.

A block is a run of text that a reader sees as one line or paragraph.  What a reader does not see
(scripts, templates, and what `visibility` tells by its attributes) is no block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Any

from lxml import etree

from cleaners import characters, decode, parsing, streamed, visibility
from cleaners.layout import seams
from cleaners.model import Block, BlockKind, Container, Document, Image, Inline, Link, Page

SKIPPED = frozenset(
    "script style template noscript noframes iframe frame object applet svg canvas audio video select "
    "datalist option optgroup textarea head map meter progress rp annotation param link meta base".split()
)
"""Elements whose content is no text that a reader sees.

`embed`, `source` and `track` have none, but libxml2 leaves them open: what stands in them is their neighbour.
"""
BLOCK_LEVEL = frozenset(
    "address article aside blockquote body caption center col colgroup dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html label legend li main "
    "menu nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
_UNSEEN, _BREAK, _PLAIN, _CONTAINER, _LINK, _BOLD, _IMAGE, _OTHER = range(8)
"""What an element is to the walk; from `_CONTAINER` on its end matters too."""
_ELEMENTS = {
    **dict.fromkeys(SKIPPED, _UNSEEN),
    **dict.fromkeys(BLOCK_LEVEL, _CONTAINER),
    **dict.fromkeys(("b", "strong"), _BOLD),
    **dict.fromkeys(("img", "amp-img"), _IMAGE),
    "br": _BREAK,
    "a": _LINK,
}
_INLINE_HOSTS = frozenset("p h1 h2 h3 h4 h5 h6 li td dd dt figcaption".split())
"""Inside these, buttons and custom elements run on with the sentence."""
_KINDS: dict[str, BlockKind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("li", "dt", "dd"), "item"),
    **dict.fromkeys(("figcaption", "caption"), "caption"),
    **dict.fromkeys(("td", "th"), "cell"),
    **dict.fromkeys(("button", "label", "legend", "summary"), "control"),
    "blockquote": "quote",
    "pre": "preformatted",
}
_KEPT_LINES = re.compile(r"white-space\s?:\s?(?:pre|break-spaces)", re.I)
RESCUE_CHARS = 400
"""A page whose visible text is shorter than this may hide its article until a script shows it."""


def read(page: Page) -> Document:
    """Parse an HTML page into blocks.  Never raises on bad markup: what cannot be parsed has no blocks."""
    text, charset, certain = decode.decode(page.content, page.charset)
    as_fetched = charset == "utf-8" and "\ufffd" not in text
    root = parsing.parse(page.content if as_fetched else text.encode("utf-8", "replace"))
    if root is None:
        return Document(page, (), charset=charset, charset_certain=certain)
    walk = _Walk(hidden_too=False)
    walk.run(root)
    if walk.streamed:
        streamed.settle(root)
        walk = _Walk(hidden_too=False)
        walk.run(root)
    if walk.chars < RESCUE_CHARS and walk.hidden:
        everything = _Walk(hidden_too=True)
        everything.run(root)
        if everything.chars > 4 * walk.chars + RESCUE_CHARS:
            walk = everything
    containers = walk.containers()
    return Document(
        page,
        tuple(walk.blocks),
        containers,
        tuple(walk.images),
        charset,
        certain,
        root,
        _Ranges(walk.elements, containers),
    )


class _Ranges(Mapping[Any, tuple[int, int]]):
    """Elements and the blocks that they hold, by their containers."""

    def __init__(self, elements: Mapping[Any, int], containers: Sequence[Container]) -> None:
        self._elements = elements
        self._containers = containers

    def __getitem__(self, element: Any) -> tuple[int, int]:
        container = self._containers[self._elements[element]]
        return container.start, container.stop

    def __iter__(self) -> Iterator[Any]:
        return iter(self._elements)

    def __len__(self) -> int:
        return len(self._elements)


class _Walk:
    """One pass over the tree; its lists become the document.

    Text is folded as it comes, piece by piece, so that the offsets of links and named inline elements
    are those of the finished block.  The loop runs once per element of the page: what it does seldom
    stands in methods, what it does always stands in it.
    """

    def __init__(self, *, hidden_too: bool) -> None:
        self.hidden_too = hidden_too
        self.hidden = 0
        self.streamed = False
        """Whether a part that arrived late waits in a hidden element."""
        self.chars = 0
        self.blocks: list[Block] = []
        self.images: list[Image] = []
        self.elements: dict[Any, int] = {}
        """The elements that are containers, with the containers' indices."""
        self._parents: list[int] = []
        self._tags: list[str] = []
        self._names: list[str] = []
        self._starts: list[int] = []
        self._stops: list[int] = []
        self._depths: list[int] = []
        """What is known of each container; they are made when all is.  No tuples: the collector would count them."""
        self._open: list[int] = []
        """The containers around the current place."""
        self._parts: list[str] = []
        self._length = 0
        self._space = False
        self._continues = False
        self._link: tuple[int, int, str] | None = None
        """Where the open link begins, as an offset and as a number of parts; its address."""
        self._links: list[Link] = []
        self._inlines: list[Inline] = []
        self._started: list[tuple[Any, int, int, str]] = []
        """Named inline elements that are open, and where they begin, as with links."""
        self._bold = 0
        self._bold_depth = 0
        self._captions = 0
        self._lines = 0

    def run(self, root: Any) -> None:
        opened: list[int] = []
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            if event == "start":
                tag = element.tag
                kind = _ELEMENTS.get(tag, _OTHER)
                if kind > _BREAK:
                    kind = self._enter(element, tag, kind)
                elif kind == _BREAK:
                    self._break()
                opened.append(kind)
                if kind == _UNSEEN:
                    walker.skip_subtree()
                    continue
                text = element.text
            else:
                kind = opened.pop()
                if kind == _CONTAINER:
                    self._close_container(element)
                elif kind > _CONTAINER:
                    self._leave(element, kind)
                text = element.tail
            if text:
                if self._lines:
                    self._add_lines(text)
                elif text.isspace():
                    self._space = True
                else:
                    self._add(text)
        self._flush()

    def containers(self) -> tuple[Container, ...]:
        """The containers of the page, in page order."""
        columns = (self._parents, self._tags, self._names, self._starts, self._stops, self._depths)
        return tuple(map(Container, count(), *columns))

    def _enter(self, element: Any, tag: str, kind: int) -> int:
        """Take in an element's start; returns what it turned out to be."""
        names = style = ""
        if attributes := element.items():
            names, style, hides = visibility.read(attributes)
            if (
                hides
                and tag not in ("html", "body")
                and not visibility.is_accordion_panel(element)
                and not visibility.is_only_unspoken(element, tag, style)
            ):
                self.hidden += 1
                if not self.hidden_too:
                    self.streamed = self.streamed or element.get("id", "").startswith("S:")
                    return _UNSEEN
        if kind == _OTHER and (tag == "button" or "-" in tag) and self._tag() not in _INLINE_HOSTS:
            kind = _CONTAINER
        if kind == _CONTAINER:
            if tag == "dialog" and element.get("open") is None and not self.hidden_too:
                self.hidden += 1
                return _UNSEEN
            self._open_container(element, tag, names, style)
            return kind
        if kind == _LINK:
            self._close_link()
            self._link = (self._length, len(self._parts), element.get("href") or "")
        elif kind == _BOLD:
            self._bold_depth += 1
        elif kind == _IMAGE:
            self._image(element)
        if names or tag == "time":
            self._started.append((element, self._length, len(self._parts), names))
        elif kind == _OTHER:
            return _PLAIN
        return kind

    def _leave(self, element: Any, kind: int) -> None:
        """Take in the end of an inline element."""
        if kind == _LINK:
            self._close_link()
        elif kind == _BOLD:
            self._bold_depth -= 1
        if self._started and self._started[-1][0] is element:
            _, start, part, names = self._started.pop()
            if self._length > start:
                start += self._parts[part][0] == " "
                self._inlines.append(Inline(start, self._length, element.tag, names))

    def _open_container(self, element: Any, tag: str, names: str, style: str) -> None:
        if self._parts:
            self._flush()
        self._space = False
        if self._started:
            self._started.clear()
        index, start, around = len(self._tags), len(self.blocks), self._open
        self.elements[element] = index
        self._parents.append(around[-1] if around else -1)
        self._tags.append(tag)
        self._names.append(names)
        self._starts.append(start)
        self._stops.append(start)
        around.append(index)
        self._depths.append(len(around))
        if tag == "figcaption" or tag == "caption":
            self._captions += 1
        elif tag == "pre" or (style and _KEPT_LINES.search(style)):
            self._lines += 1

    def _close_container(self, element: Any) -> None:
        if self._parts:
            self._flush()
        self._space = self._continues = False
        index = self._open.pop()
        tag = self._tags[index]
        self._stops[index] = len(self.blocks)
        if self._captions and (tag == "figcaption" or tag == "caption"):
            self._captions -= 1
        elif self._lines and (tag == "pre" or _KEPT_LINES.search(element.get("style") or "")):
            self._lines -= 1

    def _tag(self) -> str:
        """The tag of the nearest container."""
        return self._tags[self._open[-1]] if self._open else ""

    def _break(self) -> None:
        if self._parts:
            self._flush()
            self._continues = True
        else:
            self._continues = False

    def _add(self, text: str) -> None:
        """Append a piece of text that is more than white space, folding it."""
        folded = characters.shown(text)
        if not folded:
            return
        if len(folded) >= seams.ONE_PIECE:
            *credited, folded = seams.credited(folded)
            for line in credited:
                self._add(line)
                self._break()
        if self._length and (self._space or text[0].isspace()):
            folded = " " + folded
        self._parts.append(folded)
        self._length += len(folded)
        self._space = text[-1].isspace()
        if self._bold_depth > 0:
            self._bold += len(folded)

    def _add_lines(self, text: str) -> None:
        """Append text whose line breaks are shown (`<pre>`, `white-space: pre-line`)."""
        for number, line in enumerate(text.split("\n")):
            if number:
                self._break()
            if line and line.isspace():
                self._space = True
            elif line:
                self._add(line)

    def _close_link(self) -> None:
        if self._link is None:
            return
        start, part, url = self._link
        self._link = None
        if self._length > start:
            start += self._parts[part][0] == " "  # the blank that joins it to what stands before
            self._links.append(Link(start, self._length, url))

    def _flush(self) -> None:
        """Finish the current block."""
        if not self._parts:
            self._space = False
            return
        link = self._link
        self._close_link()
        index, tag = self._open[-1] if self._open else -1, self._tag()
        kind: BlockKind = "caption" if self._captions else _KINDS.get(tag, "paragraph")
        links = self._links
        self.blocks.append(
            Block(
                len(self.blocks),
                kind,
                tag,
                "".join(self._parts),
                index,
                int(tag[1]) if kind == "heading" else 0,
                self._continues,
                tuple(links),
                tuple(self._inlines),
                sum([one.stop - one.start for one in links]) if links else 0,
                self._bold,
            )
        )
        self.chars += self._length
        self._parts = []
        self._length = self._bold = 0
        self._space = self._continues = False
        if links:
            self._links = []
        if self._inlines:
            self._inlines = []
        if self._started:
            self._started = [(element, 0, 0, names) for element, _, _, names in self._started]
        if link is not None:
            self._link = (0, 0, link[2])

    def _image(self, element: Any) -> None:
        url = _image_url(element)
        if url and not url.startswith("data:"):
            alt = " ".join((element.get("alt") or "").split())
            self.images.append(Image(url, alt, len(self.blocks), self._open[-1] if self._open else -1))


def _image_url(element: Any) -> str:
    for name in ("data-src", "data-original", "data-lazy-src", "src"):
        value = element.get(name)
        if value and not value.startswith("data:"):
            return str(value).strip()
    srcset = element.get("srcset") or element.get("data-srcset") or ""
    return srcset.split(",")[-1].strip().split(" ")[0] if srcset else ""
