"""Decides which boxes between a story's paragraphs call on the reader for the publisher, whatever their words.

A calling box is an element of another kind than the paragraphs around it, short, and ends in a link or a
button, or is one bold line with a link.  It goes as a whole when the reader answers in its button ("Count me in"), or when it names the
publication and speaks to the reader.  Lists of goods and guides have such boxes too, but they do neither.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from itertools import pairwise
from urllib.parse import urlsplit

from cleaners.layout import labels, linking
from cleaners.lexicon import fold
from cleaners.lexicon.wording import Tongue, split, tokenize, wording
from cleaners.model import Block, Container, Context, Document, Rule, Verdict
from cleaners.sources import sitenames
from cleaners.sources.brands import is_named
from cleaners.wording import sentences

BLOCKS = 6
JOINT_BLOCKS = 4
"""Blocks of the longest box that is told by "we" and "you" alone."""
OFFER_LENGTH = 200
"""Characters of the longest text between a title and a button that tells nothing of the story."""
LENGTH = 450
"""Characters of the longest box."""
LABEL_WORDS = 7
LABEL_CHARS = 40
"""Words of the longest label of a link or button that closes a box."""
LINKED = 0.9
"""Share of a line's letters that lead elsewhere, when it is nothing but a link."""
BOLD = 0.8
"""Share of bold letters of a line that calls without a closing link."""
_BOXES = frozenset({"div", "section", "aside", "center", "header", "footer", "dialog"})
_NO_BOXES = frozenset(
    "ul ol li dl dd dt blockquote figure table tr td th pre figcaption form details address".split()
)
PLEA_LENGTH = 600
COUNTER_LENGTH = 40
MACHINE_BLOCKS, MACHINE_LENGTH = 10, 1500
"""Blocks and characters of the longest summary that a machine wrote."""
NOTE_WORDS = 10
"""Words of the longest sentence that says only that."""
_COUNTER = re.compile(
    r"(?<![a-z])(?:become-a-member|members?|membership|mitglied\w*|donat\w+|donner|faire-un-don|dons?|subscri\w+|suscri\w+"
    r"|support(?:-us)?|contribut\w+|spenden?|unterstuetzen|abo|abonn\w+|adhe\w+|soutenir|hazte-soci[ao]|socios?|apoya\w*"
    r"|abbon\w+|sostieni|dona|assin\w+|apoie|steun|doneer|lid-worden|wesprzyj|bli-medlem)(?![a-z])",
    re.IGNORECASE,
)
"""Words in the address of the page where a publication's readers become its members or give."""
_MACHINE: tuple[str, ...] = (
    *(
        "AI",
        "KI",
        "IA",
        "ИИ",
        "rtificial",
        "ntelligen",
        "nteligen",
        "ünstlich",
        "tekoäly",
        "mělou",
        "apay zeka",
        "ейросет",
    ),
    *("الاصطناعي", "एआई", "人工智能"),
)
"""Pieces of which every note on a machine's text has one."""
_DIGITS = re.compile(r"\d+")
_TOLD = ("phrases.", "scorer.")
"""Rules that know the page's words, whatever box they stand in."""
_SPEECH = re.compile(r"[\"“”„«»「」]")
_ENDED = re.compile(r"[.!?…。！？]['’)]*\s*$")


def boxes(context: Context) -> Iterator[Verdict]:
    """Cut the boxes that call on the reader and those of labels around a button, each as a whole."""
    if context.document.page.kind != "html":
        return
    story = [passage.block for passage in context.passages if linking.is_running_text(passage.block)]
    if len(story) < 2:
        return
    open_blocks = {passage.block.index for passage in context.passages}
    known = sitenames.publications(context.metadata, context.segment)
    for box in _boxes(context, story):
        left = [index for index in range(box.start, box.stop) if index in open_blocks]
        if not left:
            continue
        blocks = context.document.blocks[box.start : box.stop]
        why = _why(blocks, known, context.metadata.language) or _joint(context, box, blocks)
        rule, evidence = "boxes.call", f"in a box that {why}"
        if why is None:
            if box.stop > story[-1].index or blocks[-1].tag != "button":
                continue
            label = blocks[-1].text[:LABEL_CHARS]
            rule, evidence = "boxes.player", f"label in a box with the button {label!r}, among paragraphs"
            if not _is_player(blocks):
                if not _is_offer(context, box, blocks):
                    continue
                rule, evidence = (
                    "boxes.offer",
                    f"in a box that ends in the button {label!r}, among paragraphs",
                )
        for index in left:
            yield Verdict(index, "cut", rule, evidence)


def _is_player(blocks: Sequence[Block]) -> bool:
    """Whether a box holds nothing but labels and a button behind them: the player of another video."""
    *others, _ = blocks
    return bool(others) and all(
        block.kind == "paragraph" and not labels.ends_sentence(block.text) for block in others
    )


def _is_offer(context: Context, box: Container, blocks: Sequence[Block]) -> bool:
    """Whether a box is a title, a sentence or two and a button: what somebody offers, in any words."""
    title, told = blocks[0], blocks[1:-1]
    if not told or len(told) >= JOINT_BLOCKS or labels.ends_sentence(title.text):
        return False
    return (
        all(block.kind == "paragraph" and labels.ends_sentence(block.text) for block in told)
        and sum(len(block.text) for block in told) <= OFFER_LENGTH
        and not any(block.links or _SPEECH.search(block.text) for block in blocks)
        and not _is_one_of_many(context, box)
    )


def leftovers(context: Context) -> Iterator[Verdict]:
    """Cut the labels that are left of a small box, most of which, or whose first and last line, has gone."""
    story = [passage.block for passage in context.passages if linking.is_running_text(passage.block)]
    if context.document.page.kind != "html" or not story:
        return
    gone = {one.block: one.rule for one in context.verdicts if one.span is None and one.action == "cut"}
    left = {passage.block.index for passage in context.passages}
    small = list(_boxes(context, story, below=2 * BLOCKS))
    large = [one for one in _boxes(context, story, most=2 * BLOCKS) if one not in small]
    for box in small + large:
        open_blocks = [
            block for block in context.document.blocks[box.start : box.stop] if block.index in left
        ]
        cut = [gone.get(index, "") for index in range(box.start, box.stop) if index not in left]
        told = any(rule.startswith(_TOLD) for rule in cut) and (
            (box in small and len(cut) > len(open_blocks)) or _is_framed(context, box, gone)
        )
        if told and all(
            len(one.text) <= LABEL_CHARS and not one.text.endswith((".", "!", "…", "。"))
            for one in open_blocks
        ):
            for one in open_blocks:
                evidence = f"in a box of which {len(cut)} lines have gone"
                yield Verdict(one.index, "cut", "boxes.leftover", evidence)


def _is_framed(context: Context, box: Container, gone: Collection[int]) -> bool:
    """Whether the title of a box and its last line have gone, and it is the page's only one of its kind."""
    title = context.document.blocks[box.start]
    ends = title.kind == "heading" and box.start in gone and box.stop - 1 in gone
    return ends and not _is_one_of_many(context, box)


def pleas(context: Context) -> Iterator[Verdict]:
    """Cut paragraphs that speak to the reader for the publication and link to where it takes members or money."""
    if context.document.page.kind != "html":
        return
    known = sitenames.publications(context.metadata, context.segment)
    for passage in context.passages:
        block = passage.block
        if not passage.whole or len(block.text) > PLEA_LENGTH or _SPEECH.search(block.text):
            continue
        link = next((one for one in block.links if _is_counter(context.document, one.url)), None)
        if link is None:
            continue
        classes = _classes(block.text, context.metadata.language)
        named = any(is_named(name, block.text) for name in known)
        spoken = any("yours" in names and (named or "ours" in names) for names in classes)
        if spoken and not any("told" in names for names in classes):
            evidence = (
                f"speaks to the reader and links to {urlsplit(link.url).path!r}, where members and givers go"
            )
            yield Verdict(block.index, "cut", "boxes.plea", evidence)


def machines(context: Context) -> Iterator[Verdict]:
    """Cut the boxes, or lines of a dump, that say a machine wrote them: they tell the story again in other words."""
    if context.document.page.kind != "html":
        yield from _machine_lines(context)
        return
    blocks = context.document.blocks[context.segment.start : context.segment.stop]
    page = "\n".join([block.text for block in blocks if len(block.text) <= OFFER_LENGTH])
    if not any(map(page.__contains__, _MACHINE)):
        return
    left = {passage.block.index for passage in context.passages}
    story = sum(len(passage.text) for passage in context.passages if linking.is_running_text(passage.block))
    done = 0
    for block in blocks:
        box = _written_by_machine(context, block) if block.index >= done else None
        if box is None or 2 * _length(context, box) > story:
            continue
        done = box.stop
        for index in range(box.start, box.stop):
            if index in left:
                yield Verdict(index, "cut", "boxes.machine", f"in a box that says {block.text[:LENGTH]!r}")


def _machine_lines(context: Context) -> Iterator[Verdict]:
    """Lines of a dump with a short sentence that begins so: "In brief: ferries go on sailing. Generated by AI." """
    for passage in context.passages:
        text = passage.text
        if not passage.whole or len(text) > PLEA_LENGTH or not any(map(text.__contains__, _MACHINE)):
            continue
        bounds = [0, *sentences.ends(text), len(text)]
        said = (text[start:stop].strip() for start, stop in pairwise(bounds))
        note = next((one for one in said if fold(one).text.startswith(tuple(_machine()))), "")
        if note and len(note.split()) <= NOTE_WORDS:
            yield Verdict(passage.block.index, "cut", "boxes.machine", f"a line that says {note!r}")


def _written_by_machine(context: Context, block: Block) -> Container | None:
    """The small box around a line that says so: the outermost that holds no more than a summary."""
    if len(block.text) > OFFER_LENGTH or not any(map(block.text.__contains__, _MACHINE)):
        return None
    said = fold(block.text).text
    if not any(word in said for word in _machine()):
        return None
    around = None
    for box in context.document.ancestors(block):
        if box.stop - box.start > MACHINE_BLOCKS or _length(context, box) > MACHINE_LENGTH:
            break
        if box.tag in _BOXES and box.stop - box.start > 1:
            around = box
    return around


def _is_counter(document: Document, url: str) -> bool:
    """Whether an address leads to the page of the same site where readers give, join or subscribe."""
    if not linking.is_same_site(url, document.page.url):
        return False
    path = urlsplit(url).path
    return len(path) <= COUNTER_LENGTH and _COUNTER.search(path) is not None


def _boxes(
    context: Context, story: Sequence[Block], below: int = BLOCKS, most: int = BLOCKS
) -> Iterator[Container]:
    """The outermost small elements behind the story's first paragraph that none of its paragraphs resembles."""
    containers = context.document.containers
    first, end = story[0].index, min(story[-1].index + 1 + below, context.segment.stop)
    placed: dict[tuple[str, str], list[int]] = {}
    for block in story:
        around = containers[block.container]
        placed.setdefault((around.tag, around.names), []).append(block.index)
    done = 0
    for box in containers:
        if not first < box.start < box.stop <= end or box.start < done or box.tag not in _BOXES:
            continue
        if box.stop - box.start > most or _length(context, box) > LENGTH or _is_inside(containers, box):
            continue
        alike = placed.get((box.tag, box.names), ())
        if any(not box.start <= index < box.stop for index in alike):
            continue
        done = box.stop
        yield box


def _is_inside(containers: Sequence[Container], box: Container) -> bool:
    """Whether an element stands in a list, a table, a figure or the like."""
    while box.parent >= 0:
        box = containers[box.parent]
        if box.tag in _NO_BOXES:
            return True
    return False


def _length(context: Context, box: Container) -> int:
    return sum(len(block.text) for block in context.document.blocks[box.start : box.stop])


def _why(blocks: Sequence[Block], known: Sequence[str], language: str | None) -> str | None:
    """Why the blocks of a box call on the reader; None when they do not."""
    text = " ".join(block.text for block in blocks)
    label = _closing(blocks[-1])
    bold = len(blocks) == 1 and bool(blocks[0].links) and blocks[0].bold_chars >= BOLD * len(text)
    if _SPEECH.search(text) or not (label or bold):
        return None
    classes = _classes(text, language)
    if any("told" in names for names in classes):
        return None
    if label and len(text) > len(label) and not _answers().isdisjoint(split(fold(label).text)):
        return f"the reader answers: {label!r}"
    named = next((name for name in known if is_named(name, text)), None)
    speaks = any("yours" in names or (label and "ours" in names) for names in classes)
    return f"speaks to the reader for {named}" if named and speaks else None


def _joint(context: Context, box: Container, blocks: Sequence[Block]) -> str | None:
    """Why a short text and its button are a call of "us" to "you"; None when they are not."""
    text, label = " ".join(block.text for block in blocks), _closing(blocks[-1])
    if not label or len(blocks) > JOINT_BLOCKS or any(block.kind == "item" for block in blocks):
        return None
    if _SPEECH.search(text) or not any(
        {"ours", "yours"} <= names and "told" not in names
        for names in _classes(text, context.metadata.language)
    ):
        return None
    if _is_one_of_many(context, box):
        return None
    return f"speaks as 'we' to the reader, and ends in {label!r}"


def _is_one_of_many(context: Context, box: Container) -> bool:
    """Whether the page has more boxes of a kind: entries of a guide, products."""
    kind = _DIGITS.sub("", box.names)
    same = [
        one
        for one in context.document.containers
        if one.tag == box.tag and one.start < one.stop and _DIGITS.sub("", one.names) == kind
    ]
    return not kind or len(same) > 1


@cache
def _answers() -> frozenset[str]:
    return frozenset(fold(word).text for word in labels.words("answer", "appeals"))


@cache
def _machine() -> frozenset[str]:
    return frozenset(fold(word).text for word in labels.words("machine", "notes"))


def _classes(text: str, language: str | None) -> list[set[str]]:
    """The classes of the words of a text, in the page's language or in every one that has some."""
    folded = fold(text).text
    tokens = tokenize(folded)
    spoken: list[Tongue] = [one for one in wording().tongues if one.name == language]
    found = [{use.name for use in one.uses(tokens, folded)} for one in spoken or wording().tongues]
    return [names for names in found if names]


def _closing(block: Block) -> str:
    """The label of the link or button that closes a box; empty for none."""
    if block.kind == "control" or block.link_chars >= LINKED * len(block.text):
        label = block.text
    elif block.links and block.links[-1].stop >= len(block.text) - 1:
        before, label = block.text[: block.links[-1].start], block.text[block.links[-1].start :]
        label = label if _ENDED.search(before) else ""
    else:
        return ""
    return label if len(split(fold(label).text)) <= LABEL_WORDS else ""


rules: tuple[Rule, ...] = (boxes, leftovers, pleas, machines)
