"""Three short stories and the page around them, for tests that judge whole pages."""

from __future__ import annotations

from collections.abc import Iterable

from cleaners import Cleaned

BRIDGE = "Marlow closes swing bridge to lorries"
BRIDGE_TEXT = (
    "The council of Marlow voted on Tuesday to close the old swing bridge to lorries from the first of June.",
    "Engineers had found two cracked rollers under the northern span, and a third that nobody could explain.",
    "“We would rather be late than wet,” said engineer Ida Brandt, who has looked after the bridge since 1998.",
    "The repair will cost 240,000 crowns, and the county has offered to pay for half of it.",
)
LOAF = "Bakery in Tolle sells last loaf"
LOAF_TEXT = (
    "A bakery in Tolle has sold its last loaf after 140 years because nobody wanted to rise at two o'clock.",
    "The oven, which was built by the owner's great-grandfather, will go to the museum of the valley.",
    "Neighbours queued from five o'clock and sang. The last loaf was cut into sixty slices.",
    "The shop will become an office for a dentist, who has promised to keep the bell above the door.",
)
PIANO = "Keeper tunes piano from the surf"
PIANO_TEXT = (
    "The lighthouse keeper of Norn found a piano in the surf on Friday and has tuned it with a wrench.",
    "It belonged to a ship that went down in 1911, the museum said, and lacks only four of its keys.",
    "Children from the village have begun to take lessons at low tide, twice a week.",
    "The insurer has asked for the piano back. The keeper has asked the insurer to come and carry it.",
)
STORIES = (
    (BRIDGE, BRIDGE_TEXT, "Marlow Courier", "3 hours ago", "/r/1"),
    (LOAF, LOAF_TEXT, "Valley Herald", "4 hours ago", "/r/2"),
    (PIANO, PIANO_TEXT, "Norn Post", "yesterday", "/r/3"),
)
TEASERS = (
    ("Mayor opens bridge", "The ribbon was cut by a dog."),
    ("Eels return", "Three were found in a crayfish trap on Sunday."),
    ("Choir seeks tenor", "The last one has moved inland."),
    ("Museum buys lamp", "It hung in the pilot station until 1960."),
    ("Chess cup for school", "Four boards to two against Brannoch."),
    ("School roof mended", "The slates came from a chapel."),
    ("Plum harvest late", "Blame the frost, growers say."),
    ("Fog, then rain", "The forecast for the weekend is wet."),
)
COMMENTS = (
    (
        "tidewatcher",
        "I crossed that bridge every day for thirty years and never once saw a lorry that could not have gone "
        "round by the mill, whatever the haulage firms may say about it now.",
    ),
    (
        "Mrs Ode",
        "My father painted it green in 1961. Nobody asked him to, and nobody has ever painted it since, which "
        "tells you all you need to know about this council and its money.",
    ),
    (
        "bert_9",
        "What about the buses? The timetable says nothing, and the driver on the 14 says even less than that.",
    ),
)


def paragraphs(texts: Iterable[str]) -> str:
    """Texts as paragraph elements."""
    return "".join(f"<p>{text}</p>" for text in texts)


def page(title: str, body: str, site: str = "") -> str:
    """A page with this title, and the name of its site where one is declared."""
    declared = f'<meta property="og:site_name" content="{site}">' if site else ""
    return f'<!doctype html><html lang="en"><head><title>{title}</title>{declared}</head><body>{body}</body></html>'


def bodies(cleaned: Cleaned) -> list[tuple[str, ...]]:
    """The paragraphs of each article."""
    return [tuple(article.article_body.split("\n\n")) for article in cleaned.articles]
