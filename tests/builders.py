"""Small documents for the tests of rules: markup through the real reader, lines as a text dump's blocks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cleaners import document
from cleaners.ledger import Ledger
from cleaners.model import (
    Block,
    Container,
    Context,
    Document,
    Link,
    Metadata,
    Page,
    Passage,
    Rule,
    Segment,
    Verdict,
)

NOTHING = Metadata()


def page(markup: str, url: str | None = None) -> Document:
    """A page of this markup."""
    return document.read(Page(content=markup.encode(), url=url))


def dump(*lines: str, url: str | None = None) -> Document:
    """A text dump: one block a line."""
    blocks = tuple(Block(index, "paragraph", "p", line, 0) for index, line in enumerate(lines))
    root = Container(0, -1, "body", "", 0, len(blocks), 0)
    return Document(Page(content="\n".join(lines).encode(), url=url, kind="text"), blocks, (root,))


def segment(read: Document, **fields: object) -> Segment:
    """The whole document as one article."""
    return Segment(0, len(read.blocks), **fields)  # type: ignore[arg-type]


def passages(read: Document) -> tuple[Passage, ...]:
    """Every block of a document, whole."""
    return tuple(Passage(block, 0, len(block.text), block.text) for block in read.blocks)


def passage(text: str, index: int = 0, links: tuple[Link, ...] = (), *, linked: bool = False) -> Passage:
    """A block of its own, whole; `linked`: all of it is a link."""
    block = Block(index, "paragraph", "p", text, 0, links=links, link_chars=len(text) if linked else 0)
    return Passage(block, 0, len(text), text)


def asked(rules: Iterable[Rule], *given: Passage) -> list[Verdict]:
    """What rules say of passages that make up a page, each asked once."""
    read = Document(Page(b""), tuple(one.block for one in given))
    context = Context(read, segment(read), NOTHING, given)
    return [verdict for rule in rules for verdict in rule(context)]


def judge(
    read: Document,
    rules: Iterable[Rule],
    *,
    one: Segment | None = None,
    about: Metadata = NOTHING,
    before: Sequence[Verdict] = (),
) -> list[Verdict]:
    """Every verdict, those before included, of rules that are asked until nothing more goes."""
    one = one or segment(read)
    ledger = Ledger(read.blocks)
    for verdict in before:
        ledger.claim(verdict)
    rules = tuple(rules)
    for _ in range(8):
        count = len(ledger.verdicts)
        for rule in rules:
            context = Context(read, one, about, ledger.passages(), tuple(ledger.verdicts))
            for verdict in rule(context):
                ledger.claim(verdict)
        if len(ledger.verdicts) == count:
            break
    return list(ledger.verdicts)


def kept(read: Document, verdicts: Iterable[Verdict]) -> list[str]:
    """The passages that no verdict took."""
    ledger = Ledger(read.blocks)
    for verdict in verdicts:
        ledger.claim(verdict)
    return [passage.text for passage in ledger.kept()]


def taken(read: Document, verdicts: Iterable[Verdict], rule: str = "") -> list[str]:
    """The texts that verdicts of one rule took, in page order."""
    ours = [verdict for verdict in verdicts if verdict.rule.startswith(rule)]
    ours.sort(key=lambda verdict: (verdict.block, verdict.span or (0, 0)))
    return [text_of(read, verdict) for verdict in ours]


def text_of(read: Document, verdict: Verdict) -> str:
    """The text that a verdict speaks of."""
    text = read.blocks[verdict.block].text
    return text[slice(*verdict.span)] if verdict.span else text
