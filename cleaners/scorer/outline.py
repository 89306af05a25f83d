"""A page's blocks in numbers, for what looks at many of them: their neighbours and their containers."""

from __future__ import annotations

from collections.abc import Sequence

from cleaners.model import Block

GOOD_CHARS = 80
"""A block of this length with few links is prose: what containers are weighed by."""
GOOD_CHARS_WIDE = 30
"""The same in scripts whose characters are words or syllables (Han, Kana, Hangul)."""
TAGS = {
    name: code
    for code, name in enumerate(
        "p div section article li td span h1 h2 h3 h4 h5 h6 blockquote figcaption pre dd dt th caption a "
        "button label main body".split()
    )
}
OTHER_TAG = 25


class Outline:
    """What blocks' neighbours and containers need to know of them, in page order."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        least = GOOD_CHARS_WIDE if _is_wide(blocks) else GOOD_CHARS
        self.chars = [len(block.text) for block in blocks]
        self.link_shares = [block.link_chars / size for block, size in zip(blocks, self.chars, strict=True)]
        self.good = [
            size if size >= least and share < 0.35 else 0
            for size, share in zip(self.chars, self.link_shares, strict=True)
        ]
        """Characters of the blocks that are prose; 0 for the others."""
        self.tags = [TAGS.get(block.tag, OTHER_TAG) for block in blocks]


def _is_wide(blocks: Sequence[Block]) -> bool:
    """Whether the page is written in a script without blanks between words."""
    sample = max([block.text for block in blocks], key=len)[:200]
    return (
        not sample.isascii()
        and sum(1 for character in sample if "\u3040" <= character <= "\ud7af") > len(sample) // 4
    )
