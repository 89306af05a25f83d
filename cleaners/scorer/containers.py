"""What the containers of a page hold and what they are called: features that all blocks of a container share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Mapping, Sequence

from cleaners.model import Block, Container
from cleaners.scorer.outline import Outline
from cleaners.scorer.words import name_words

MOST = 0.6
"""An element with this share of the page's prose is the story's, whatever it is called."""
ZONES = "article main aside nav footer header form figure list table".split()
_ZONE_OF = {
    "article": 0,
    "main": 1,
    "aside": 2,
    "nav": 3,
    "footer": 4,
    "header": 5,
    "form": 6,
    "figure": 7,
    "ul": 8,
    "ol": 8,
    "dl": 8,
    "table": 9,
}
CONTAINER = (
    "depth names_own names_near names_low names_high good_own good_parent good_grand good_signature "
    "links_own links_parent blocks_parent siblings_alike"
).split() + [f"in_{zone}" for zone in ZONES]
SINGLE = ("good_own", "links_own")
"""What containers of one name in one parent differ in: they share the rest of their row."""
KIN = [name for name in CONTAINER if name not in SINGLE]


class Containers:
    """What containers hold and what they are called, summed bottom-up and inherited top-down."""

    def __init__(
        self,
        containers: Sequence[Container],
        blocks: Sequence[Block],
        outline: Outline,
        lexicon: Mapping[str, float],
    ) -> None:
        self._containers = containers
        self._lexicon = lexicon
        size = len(containers)
        self._good = good = [0] * size
        self._chars = chars = [0] * size
        self._links = links = [0] * size
        self._blocks = count = [0] * size
        for block, size_of, prose in zip(blocks, outline.chars, outline.good, strict=True):
            index = block.container
            if index >= 0:
                chars[index] += size_of
                links[index] += block.link_chars
                count[index] += 1
                good[index] += prose
        self.total = sum(good) + 1
        self._signed: dict[int, Hashable] = {-1: ""}
        signatures: dict[Hashable, int] = {}
        for index, own in enumerate(good):
            if own:
                signature = self.signature(index)
                signatures[signature] = signatures.get(signature, 0) + own
        self._signatures = signatures
        for index in range(size - 1, 0, -1):
            if count[index] and (parent := containers[index].parent) >= 0:
                good[parent] += good[index]
                chars[parent] += chars[index]
                links[parent] += links[index]
                count[parent] += count[index]
        self._alike: Counter[tuple[int, str, str]] = Counter()
        self.best = max(
            [good[c.index] / self.total for c in containers if c.tag in ("article", "main")], default=0.0
        )
        self._scores: dict[str, tuple[float, float, float]] = {"": (0.0, 0.0, 0.0)}
        self._inherited: dict[int, list[float]] = {-1: [0.0] * 4 + [0] * len(ZONES)}
        self._kin: dict[tuple[int, str, str, bool], tuple[float, ...]] = {}

    def count_alike(self, asked: Collection[int]) -> None:
        """Count the containers of one name in one parent, around the containers that will be asked about."""
        parents = {self._containers[index].parent for index in asked if index >= 0}
        self._alike.update(
            [(one.parent, one.tag, one.names) for one in self._containers if one.parent in parents]
        )

    def signature(self, index: int) -> Hashable:
        """What a container and its parent are called: alike in all paragraphs of a story."""
        found = self._signed.get(index)
        if found is None:
            own = self._containers[index]
            parent = self._containers[own.parent] if own.parent >= 0 else own
            found = self._signed[index] = (own.tag, own.names, parent.tag, parent.names)
        return found

    def _inherit(self, index: int) -> list[float]:
        """Own, near, lowest and highest name score, then a flag for each zone."""
        found = self._inherited.get(index)
        if found is not None:
            return found
        chain = []
        while index not in self._inherited:
            chain.append(self._containers[index])
            index = chain[-1].parent
        found = self._inherited[index]
        for container in reversed(chain):
            above, zone = found, _ZONE_OF.get(container.tag)
            scores = self._scores.get(container.names) or self._score(container.names)
            if self._good[container.index] > MOST * self.total:
                scores = (max(scores[0], 0.0), 0.0, scores[2])
            found = [
                scores[0],
                scores[0] + 0.6 * above[1],
                min(scores[1], above[2]),
                max(scores[2], above[3]),
                *above[4:],
            ]
            if zone is not None:
                found[4 + zone] = 1
            self._inherited[container.index] = found
        return found

    def _score(self, names: str) -> tuple[float, float, float]:
        found = [value for word in name_words(names) if (value := self._lexicon.get(word)) is not None]
        scores = (sum(found) / (len(found) + 1.0), min(found, default=0.0), max(found, default=0.0))
        self._scores[names] = scores
        return scores

    def single(self, own: int) -> tuple[float, float]:
        """The features of one container that are its own, in the order of `SINGLE`."""
        if own < 0:
            return 0.0, 0.0
        return self._good[own] / self.total, self._links[own] / (self._chars[own] or 1)

    def kin(self, own: int) -> tuple[float, ...]:
        """The features that a container shares with those of its name beside it, in the order of `KIN`."""
        if own < 0:
            return (0,) * len(KIN)
        container = self._containers[own]
        # Whether it holds most of the prose tells how its name is weighed.
        key = (container.parent, container.tag, container.names, self._good[own] > MOST * self.total)
        found = self._kin.get(key)
        if found is None:
            found = self._kin[key] = self._kin_row(container)
        return found

    def _kin_row(self, container: Container) -> tuple[float, ...]:
        containers, total, own = self._containers, self.total, container.index
        parent = container.parent if container.parent >= 0 else own
        grand = containers[parent].parent if containers[parent].parent >= 0 else parent
        inherited = self._inherit(own)
        return (
            container.depth,
            *inherited[:4],
            self._good[parent] / total,
            self._good[grand] / total,
            self._signatures.get(self.signature(own), 0) / total,
            self._links[parent] / (self._chars[parent] or 1),
            self._blocks[parent],
            self._alike[(container.parent, container.tag, container.names)],
            *inherited[4:],
        )
