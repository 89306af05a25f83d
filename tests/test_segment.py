"""Splitting: pages with several articles are split, pages with one are not."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest

from cleaners import document, metadata, plaintext, segment
from cleaners.layout import cards, dumpstories, feet, labelparts, labels, pagekinds, trails
from cleaners.lexicon import tables
from cleaners.model import Document, Found, Metadata, Page, Segment

STORIES = {
    "en": [
        (
            "Harbour ferry returns after ten years on land",
            "Northport Courier",
            "The ferry Alma went back to sea on Monday after ten years in a museum yard, to the cheers "
            "of a crowd. "
            "Her owners say that she will carry walkers across the bay until October. “She leaks less "
            "than I do,” "
            "said captain Odo Brill, 71, who sailed her first in 1979. Tickets went in an hour, and the "
            "mayor, who "
            "came late, had to watch from the pier.",
        ),
        (
            "Council votes to plant a thousand lime trees",
            "Eastvale Herald",
            "Eastvale will plant a thousand lime trees along its ring road, the council decided on "
            "Tuesday night. "
            "The vote was close and the debate loud. Drivers fear for their view, beekeepers rejoice. "
            "The first "
            "hundred trees will stand by spring, the rest within four years, said the head of the parks "
            "office, "
            "who added that nobody had asked the bees.",
        ),
        (
            "Chess club wins back its stolen clock",
            "The Mill Lane Post",
            "A brass chess clock that vanished in 1988 is back on its shelf. A man from the next valley "
            "found it in "
            "his attic and carried it over the hill on foot, the club said on Wednesday. It still runs "
            "four minutes "
            "slow. The members have voted to leave it so, since every record of the club was set on it, "
            "and since "
            "the only clockmaker has retired.",
        ),
    ],
    "de": [
        (
            "Alte Mühle mahlt nach vierzig Jahren wieder",
            "Talbote",
            "In der Mühle von Oberau dreht sich seit Montag wieder ein Rad. Vierzig Jahre lang hatte das "
            "Gebäude "
            "leer gestanden, nun mahlt dort ein junger Bäcker sein eigenes Mehl. Die Gemeinde gab Geld "
            "für das Dach, "
            "ein Verein half beim Graben. „Es klappert wie früher“, sagte eine Nachbarin. Verkauft wird "
            "freitags, "
            "solange der Bach Wasser führt.",
        ),
        (
            "Stadt verkauft ihre letzte Telefonzelle",
            "Neustädter Blatt",
            "Die letzte Telefonzelle der Stadt hat einen Käufer. Für 480 Euro geht sie an eine "
            "Bücherfreundin, die "
            "darin Romane tauschen will. Der Rat stimmte am Dienstag einstimmig zu. Das Telefon selbst "
            "bleibt im "
            "Heimatmuseum, weil es noch eine Wählscheibe hat. Abgeholt wird die Zelle am Samstag mit "
            "einem Traktor, "
            "den ein Landwirt kostenlos stellt.",
        ),
    ],
    "fr": [
        (
            "Le phare de Kerlan rallume sa lanterne",
            "Le Courrier du Large",
            "Éteint depuis douze ans, le phare de Kerlan a retrouvé sa lumière lundi soir. Une centaine "
            "d’habitants "
            "sont montés sur la jetée pour compter les éclats. La lanterne, réparée par des bénévoles, "
            "ne guide plus "
            "personne, mais elle rassure. « On dort mieux », a confié le boulanger. La commune paiera "
            "l’électricité "
            "jusqu’à la fin de l’année.",
        ),
        (
            "Une chèvre retarde le train de montagne",
            "Gazette des Cimes",
            "Le petit train du col est parti mardi avec une heure de retard à cause d’une chèvre. "
            "L’animal dormait "
            "sur la voie et refusait de bouger. Trois voyageurs sont descendus pour l’attirer avec du "
            "pain. La "
            "propriétaire s’est excusée et a offert du fromage à tout le wagon. La ligne est rouverte "
            "depuis, et la "
            "chèvre porte une cloche.",
        ),
    ],
    "es": [
        (
            "El mercado viejo abre de noche por primera vez",
            "Diario del Puerto",
            "El mercado viejo abrió el lunes hasta la medianoche y nadie quiso irse a casa. Los puestos "
            "de fruta "
            "vendieron más que en toda la semana, según la asociación de comerciantes. Hubo música, sopa "
            "y una larga "
            "cola para el helado. El ayuntamiento decidirá en otoño si la prueba continúa. Los vecinos "
            "piden que la "
            "banda toque más bajo.",
        ),
        (
            "Un pueblo cuenta sus cigüeñas y pierde la cuenta",
            "La Voz del Valle",
            "En Robledal intentaron contar sus cigüeñas el martes y no lo lograron. Las aves cambian de "
            "nido, "
            "explicó la maestra que dirige el recuento con sus alumnos. La cifra oficial es de ochenta y "
            "dos, más o "
            "menos tres. El alcalde quiere repetir la prueba con prismáticos mejores. Las cigüeñas, "
            "mientras tanto, "
            "miran desde la torre.",
        ),
    ],
    "zh": [
        (
            "老茶馆停业十年后重新开门迎客",
            "河东晚报",
            "停业十年的老茶馆星期一重新开门，街坊们一早就排起了长队。老板说，桌椅还是原来的桌椅，茶叶换了新的。"
            "第一天卖出了三百多碗茶。有位老人从城西坐了两个小时的车赶来，说只想听一听熟悉的评书。茶馆每天早上六点开门，"
            "晚上九点打烊。",
        ),
        (
            "山村小学建成第一座天文台",
            "青山日报",
            "一座小小的天文台星期二在山村小学落成，圆顶是学生家长亲手焊接的。望远镜由一位退休教师捐赠。校长表示，山里没有"
            "灯光，星星比城里多得多。第一晚有八十名孩子轮流看了土星。学校计划每个月开放两个晚上，欢迎附近村子的孩子来看星星。",
        ),
    ],
    "hi": [
        (
            "पुराने पुल पर फिर चलेंगी बसें, लोगों में खुशी",
            "घाटी समाचार",
            "दस साल से बंद पड़े पुराने पुल पर सोमवार से फिर बसें चलेंगी। नगर परिषद ने मंगलवार को यह फैसला लिया। "
            "पुल की मरम्मत पर दो करोड़ रुपये खर्च हुए हैं। अध्यक्ष ने कहा कि लोगों को अब छह किलोमीटर का चक्कर "
            "नहीं लगाना पड़ेगा। बसें सुबह छह बजे से रात नौ बजे तक चलेंगी और किराया वही रहेगा जो पहले था। "
            "पहली बस में बैठने के लिए स्कूल के बच्चों के नाम चुने जा रहे हैं।",
        ),
        (
            "शतरंज क्लब को वापस मिली चोरी हुई घड़ी",
            "नदी दर्पण टाइम्स",
            "तीस साल पहले गायब हुई पीतल की घड़ी शतरंज क्लब को वापस मिल गई है। पड़ोस के गांव के एक आदमी को वह "
            "अपनी अटारी में मिली। वह उसे पैदल लेकर क्लब आया। घड़ी अब भी चार मिनट पीछे चलती है। सदस्यों ने तय "
            "किया है कि उसे ऐसे ही रहने दिया जाए, क्योंकि क्लब के सारे रिकॉर्ड उसी पर बने हैं और आसपास कोई "
            "घड़ीसाज भी नहीं मिलता।",
        ),
    ],
}
AGES = {
    "en": ("4 hours ago", "an hour ago", "3 days ago"),
    "de": ("vor 3 Stunden", "vor einer Stunde"),
    "fr": ("il y a 2 heures", "il y a 3 jours"),
    "es": ("hace 5 horas", "hace 20 minutos"),
    "zh": ("3 小时前", "20分钟前"),
    "hi": ("2 घंटे पहले", "1 दिन पहले"),
}
LANGUAGES = sorted(STORIES)
MAIN = "".join(f"<p>{body}</p>" for *_, body in STORIES["es"] + STORIES["fr"])


def html(body: str, head: str = "") -> Document:
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    return document.read(Page(content=page.encode(), url="https://digest.example/topic/7"))


def text(lines: str) -> Document:
    return plaintext.read(Page(content=lines.encode(), kind="text"))


def split(read: Document, metadata: Metadata | None = None) -> tuple[Segment, ...]:
    return segment.split(read, metadata or Metadata())


def told(language: str) -> list[tuple[str, str, str, str]]:
    return [
        (title, who, body, age)
        for (title, who, body), age in zip(STORIES[language], AGES[language], strict=True)
    ]


def assert_split(read: Document, language: str, found: tuple[Segment, ...], role: str = "split") -> None:
    stories = told(language)
    assert [one.headline for one in found] == [title for title, *_ in stories]
    assert [one.publisher for one in found] == [who for _, who, *_ in stories]
    assert [one.relative_time for one in found] == [age for *_, age in stories]
    assert {one.role for one in found} == {role}
    for one, (title, _, body, age) in zip(found, stories, strict=True):
        inside = " ".join(
            block.text for block in read.blocks[one.start : one.stop] if block.index not in one.labels
        )
        assert " ".join(body.split()) in inside
        assert title not in inside
        assert age not in inside
    assert all(one.stop <= other.start for one, other in pairwise(found))


def aggregator(language: str, spell: str) -> str:
    return "".join(
        spell.format(
            title=title, who=who, body=body, age=age, n=number, badge="Verified\n" if number % 2 else ""
        )
        for number, (title, who, body, age) in enumerate(told(language))
    )


CARDS = {
    "articles": '<article class="story"><header><a href="/s/{n}">{who}</a><span>{age}</span></header>'
    '<ul><li class="chip">World</li><li class="chip">{who}</li></ul><h2><a '
    'href="/n/{n}">{title}</a></h2><p>{body}</p>'
    "<button>12</button></article>",
    "div soup": '<div><div><a href="/n/{n}">{title}</a></div><div><b class="source">{who}</b> · {age}</div>'
    "<div>{body}</div></div>",
    "sections with a footer": "<section class='entry entry-{n}'><h3><a href='https://x{n}.example/a'>{title}</a></h3>"
    "<time>{age}</time><p>{body}</p><footer>Source: {who}</footer></section>",
    "list items": '<li class="feed-row"><h4><a href="/read?id={n}">{title}</a></h4><div>{who} | {age}</div>'
    "<p>{body}</p></li>",
    "parts without a blank": '<div class="c"><div class="src"><span>{who}</span><i>{age}</i><em>World</em></div>'
    "<h2>{title}</h2><div><p>{body}</p></div></div>",
    "wrapped cards": '<div class="col"><div class="card c{n}"><div><span class="publisher">{who}</span>'
    '<span class="when">{age}</span></div><h2>{title}</h2><div class="text"><p>{body}</p></div></div></div>',
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("spell", CARDS.values(), ids=CARDS)
def test_repeated_cards_are_articles(spell: str, language: str) -> None:
    read = html(f"<nav><a href='/'>Home</a></nav><h1>Today</h1><main>{aggregator(language, spell)}</main>")
    found = split(read)
    assert_split(read, language, found)
    assert pagekinds.page_kind(read, Metadata(), found) == "listing-of-articles"
    assert not pagekinds.is_listing(read, Metadata())


TABLES = {
    "a table for each": '<table class="item"><tr><td rowspan=3><img src="{n}.gif"></td><td><b>{who}</b> '
    '<font size=1>{age}</font> | <a href="cat.php?c={n}">World</a></td></tr><tr><td><font size=4><b>{title}</b>'
    "</font></td></tr><tr><td><p>{body}</p></td></tr></table><hr>",
    "a row for each": "<tr valign=top><td><img src='{n}.gif'></td><td><b>{title}</b><br><i>{who}, {age}</i>"
    "<p>{body}</p></td></tr>",
    "linked headline in a row": "<tr><td><a href='out.php?id={n}'>{title}</a><br>{who} - {age}<br>{body}</td></tr>",
    "a cell for each": "<td width=30%><h3>{title}</h3><small>{who} · {age}</small><p>{body}</p></td>",
    "headline named by its class": "<tr><td><div class=c><div class=head-line>{title}</div><div>{who} | {age}</div>"
    "<div>{body}</div></div></td></tr>",
    "three rows for each": "<tr><td>{who}</td><td>{age}</td></tr><tr><td colspan=2><b>{title}</b></td></tr>"
    "<tr><td colspan=2>{body}</td></tr><tr><td><hr></td></tr>",
    "headline above its label": "<tr class=h><td><a href='/n/{n}'>{title}</a></td></tr><tr class=s><td>{who} | {age}"
    "</td></tr><tr class=t><td><p>{body}</p></td></tr><tr><td><a href='#'>top</a></td></tr>",
    "label above its headline": "<tr><td>{who} | {age}</td></tr><tr><th>{title}</th></tr><tr><td>{body}</td></tr>",
    "plain cells": "<table><tr><td><font size=5>{title}</font></td></tr><tr><td>{who} - {age}</td></tr>"
    "<tr><td>{body}</td></tr></table><br>",
    "bold lines in one cell": "<b>{title}</b><br>{who} | {age}<br>{body}<br><a href='/c/{n}'>Comments</a><hr>",
    "paragraphs in one cell": "<p><b>{title}</b></p><p>{who} | {age}</p><p>{body}</p><p><a href='/c'>Save</a></p><hr>",
    "definition list": "<dt class=title>{title}</dt><dd>{who} · {age}</dd><dd>{body}</dd>",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("spell", TABLES.values(), ids=TABLES)
def test_stories_in_table_markup_are_articles(spell: str, language: str) -> None:
    inner = aggregator(language, spell)
    if spell.startswith("<tr"):
        inner = f"<table>{inner}</table>"
    elif spell.startswith("<td"):
        inner = f"<table><tr>{inner}</tr></table>"
    elif spell.startswith("<dt"):
        inner = f"<dl>{inner}</dl>"
    menu = "<table><tr><td class=nav><a href='/w'>World</a></td></tr><tr><td><a href='/s'>Sport</a></td></tr></table>"
    page = f"<table><tr><td>Today’s clips</td></tr><tr><td>{menu}</td><td><h1>Clips</h1>{inner}</td></tr></table>"
    read = html(page)
    assert_split(read, language, split(read))


def test_cards_carry_address_section_and_topic() -> None:
    found = split(
        html(f"<h1>Latest news with #Harbour</h1><main>{aggregator('en', CARDS['articles'])}</main>")
    )
    assert [one.permalink for one in found] == [f"https://digest.example/n/{n}" for n in range(3)]
    assert {one.section for one in found} == {"World"}
    assert {one.tags for one in found} == {("Harbour",)}
    assert {one.strategy for one in found} == {"repeated-cards"}


def test_teasers_between_the_cards_are_no_articles() -> None:
    teaser = (
        "<article class='story'><h2><a href='/t{0}'>A note about bridge {0}</a></h2><p>Soon.</p></article>"
    )
    cards = aggregator("en", CARDS["articles"]) + "".join(teaser.format(n) for n in range(5))
    assert len(split(html(f"<main>{cards}</main>"))) == 3


def test_notice_before_the_cards_is_no_story() -> None:
    notice = "<div class='cookie-banner'>" + MAIN + "</div>"
    assert len(split(html(f"{notice}<main>{aggregator('en', CARDS['articles'])}</main>"))) == 3
    assert len(split(html(f"{MAIN}<main>{aggregator('en', CARDS['articles'])}</main>"))) == 1


DUMPS = {
    "publisher twice": "{who}\n{age}\n- World\n- {who}\n{title}\n{body}\n\n\n",
    "one source line": "{title}\n{who} · {age}\n{body}\n\n",
    "source and dash": "{who} - {age}\n\n{title}\n\n{body}\n\n",
    "source below": "{title}\n\n{body}\n\nSource: {who} | {age}\n\n",
    "time first": "{age} | {who}\n{title}\n{body}\n\n",
    "numbered": "#{n}\n{title}\n{who}\n{age}\nWorld\n4 min read\n{body}\nUpvote {n}1\nDiscuss {n}\n",
    "button below the publisher": "{who}\nFollow\n{age} • {n}4k views\n{title}\n{body}\n#Wind\n1.{n}k\nShare on WhatsApp\n",
    "chips below": "{title}\n{who}\n{age}\nLocal\n{body}\nboats\nlakes\nClap {n}3\nPass on\n",
    "buttons in one line": "{who} · {age} · Local · 3 min\n{title}\n{body}\nLike {n} · Comment 6{n} · Save · Hide this one\n",
    "counted headlines": "{n}. {title}\n{who} | {age}\n{body}\n",
    "words before the publisher": "{title}\nPosted by {who} {age}\n{body}\n",
    "source below the text": "{title}\n{age}\n{body}\nSource: {who}\nNext story\n",
    "control below the text": "{title}\n{age}\n{body}\nContinue reading at {who}\n",
    "source after words": "{title}\n{age}\n{body}\nTake the train to {who}\n",
    "handle": "{who} @who{n} · {age}\n{title}\n{body}\n♡ {n}2 ↻ {n}\n",
    "badge of some": "{who}\n{badge}{age}\n{title}\n{body}\nLike {n}\n",
    "brackets and section": "[{who}] {age} in World\n{title}\n{body}\n",
    "home of the publisher": "{who} (Northport)\n{age}\n{title}\n{body}\n",
    "brackets alone": "[{who}] {age}\n{title}\n{body}\n",
    "writer and publisher": "Ada Moor, {who}, {age}\n{title}\n{body}\n",
    "age before the publisher": "{title}\nPosted {age} by {who}\n{body}\n",
    "publisher in bold": "## {title}\n**{who}** · {age}\n\n{body}\n\n",
    "section behind the age": "{who}\n{age} in World\n{title}\n{body}\n",
    "a line for each story": "{who} | {age} | {title} | {body}\n",
    "headline first": "{title} · {who} · {age} · {body}\n",
    "all in one line": "{title} | {who} | {age}\n{body}\n",
    "age before the headline": "{who} | {age} | {title}\n{body}\n",
    "brackets behind the headline": "{title} ({who}, {age})\n{body}\n",
    "section and reading time": "{who}\n{age}\nWorld · 2 min\n{title}\n{body}\nRead on {who}\nHide source\n",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("spell", DUMPS.values(), ids=DUMPS)
def test_label_lines_part_the_articles_of_a_dump(spell: str, language: str) -> None:
    read = text(aggregator(language, spell))
    assert_split(read, language, split(read))


SPANS = ("4 hours", "2 giờ", "1 Tag")
"""Ages without a word that counts back."""


def spanned(spell: str) -> str:
    return "".join(
        spell.format(title=title, who=who, body=body, age=age)
        for (title, who, body, _), age in zip(told("en"), SPANS, strict=True)
    )


@pytest.mark.parametrize(
    "spell",
    [
        "{who}\n{age}\nWorld\n{title}\n{body}\n",
        "{who} {age} World\n{title}\n{body}\n",
        "{who} · {age}\n{title}\n{body}\n",
        "{title}\n{who}, {age}\n{body}\n",
    ],
)
def test_lengths_of_time_are_ages_where_no_label_tells_others(spell: str) -> None:
    found = split(text(spanned(spell)))
    assert [one.publisher for one in found] == [who for _, who, *_ in told("en")]
    assert [one.headline for one in found] == [title for title, *_ in told("en")]
    assert [one.relative_time for one in found] == list(SPANS)


@pytest.mark.parametrize("element", ["time", "span"])
def test_lengths_of_time_in_cards(element: str) -> None:
    card = (
        "<div class='c'><p><a href='/p'>{who}</a> <ELEMENT>{age}</ELEMENT> <a href='/s'>Fishing</a></p>"
        "<h2>{title}</h2><p>{body}</p></div>"
    ).replace("ELEMENT", element)
    found = split(html(f"<h1>Clips</h1>{spanned(card)}"))
    assert [one.publisher for one in found] == [who for _, who, *_ in told("en")]
    assert [one.relative_time for one in found] == list(SPANS)
    assert {one.section for one in found} == {"Fishing"}


def test_lengths_of_time_without_publishers_part_nothing() -> None:
    steps = "".join(
        f"{title}\n{age}\n{body}\n" for (title, _, body, _), age in zip(told("en"), SPANS, strict=True)
    )
    assert len(split(text(f"A day out for three\n{steps}"))) == 1


def test_the_last_story_of_a_dump_ends_with_its_short_sentences() -> None:
    dump = aggregator("en", DUMPS["one source line"]).rstrip()
    read = text(f"{dump}\nNobody was hurt.\nLoad more stories\n© 2026 Digest. All rights reserved.\n")
    assert read.blocks[split(read)[-1].stop - 1].text == "Nobody was hurt."
    read = text(f"{dump}\nMenu of the digest\n© 2026 Digest. All rights reserved.\n")
    assert told("en")[-1][2].endswith(read.blocks[split(read)[-1].stop - 1].text)


@pytest.mark.parametrize(
    "spell", ["[{who}] {title}", "{title} ({who})", "{title} | {who}", "{title} - {who}", "{who}: {title}"]
)
def test_headlines_that_name_their_publications(spell: str) -> None:
    read = text(aggregator("en", spell + "\n{age}\n{body}\n"))
    assert_split(read, "en", split(read))
    kickers = ("Explainer", "Analysis", "Portrait")
    kicked = "".join(
        f"{kicker}: {title}\n{age}\n{body}\n"
        for kicker, (title, _, body, age) in zip(kickers, told("en"), strict=True)
    )
    assert len(split(text(kicked))) == 1


@pytest.mark.parametrize(
    ("spell", "count"),
    [
        ("{title}\n{who}\n{body}\nRead more\nShare\n", 3),
        ("{who}\n{title}\n{body}\nLike {n}4\nReply {n}\n", 3),
        ("{title}\nBy Ada Moor, {who}\n{body}\n", 3),
        ("{title}\n{who}\n{body}\n", 3),
        ("{who}\n{title}\n{body}\n", 3),
        ("1{n}:45 | {who}\n{title}\n{body}\n", 3),
        ("{title}\n{body}\nSource: {who}\n", 3),
        ("{title}\n{body}\nContinue reading at {who}\nShare\n", 3),
        ("{title}\n{body}\nSource: Institute of Tides {n}\n", 1),
        ("{title}\nBy Ada Moor\n{body}\nShare\n", 1),
        ("{title}\nAda Moor\n{body}\nShare\n", 1),
    ],
)
def test_stories_of_a_dump_without_ages(spell: str, count: int) -> None:
    found = split(text("Harbours\nSport\n" + aggregator("en", spell) + "Load more\nAbout us\n"))
    assert len(found) == count
    if count > 1:
        assert [(one.headline, one.publisher) for one in found] == [
            (title, who) for title, who, *_ in told("en")
        ]


def test_names_beside_headlines_without_ages_are_those_of_several_publications() -> None:
    spell = "{title}\n{who}\n{body}\n"
    people = ("Ada Moor", "Jonas Weir", "Ruth Amberley")
    letters = "".join(
        spell.format(title=title, who=who, body=body)
        for who, (title, _, body, _) in zip(people, told("en"), strict=True)
    )
    assert len(split(text(letters))) == 1
    two = "".join(spell.format(title=title, who=who, body=body) for title, who, body, _ in told("en")[:2])
    assert len(split(text(two))) == 1


def test_a_deck_between_headline_and_labels() -> None:
    deck = "It has taken the harbour a year, and a good deal of rope, to come as far as this."
    read = text(aggregator("en", "{title}\n" + deck + "\nRuth Amberley\n{who}\n{age}\n{body}\n"))
    assert_split(read, "en", split(read))


def test_a_label_inside_all_stories_does_not_end_them() -> None:
    body = "Nobody on the quay had seen it come. It lay there for a week, and then it was gone."
    spell = "{title}\n{who}\n{age}\n{body}\nAdvertisement\n" + body + " They said {n}.\n"
    read = text(aggregator("en", spell))
    assert [read.blocks[one.stop - 1].text for one in split(read)] == [
        f"{body} They said {n}." for n in range(3)
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("Online courses", "Book a demo", "Share this post"),
        ("Harbour Gazette", "Quick Insight", "Terms of the ferry"),
    ],
)
def test_labels_with_a_word_of_publications_are_none(lines: tuple[str, ...]) -> None:
    dump = "".join(
        f"{title}\n{who}\n{body}\n" for who, (title, _, body, _) in zip(lines, told("en"), strict=True)
    )
    assert len(split(text(dump))) == 1


def test_cards_with_a_deck_and_a_sentence_that_links_the_headline() -> None:
    card = (
        "<article class='c'><h2>{title}</h2><p>It has taken the harbour a year, and a good deal of rope, to come "
        "as far as this.</p><div><span>Ruth Amberley</span><span class='prov'>{who}</span><time>{age}</time></div>"
        "<p>{body}</p>{end}</article>"
    )
    end = "<p>The article <a href='https://x.example/1'>{title}</a> appeared first on the pages of another site.</p>"
    cards = "".join(
        card.format(title=title, who=who, body=body, age=age, end=end.format(title=title) if n == 1 else "")
        for n, (title, who, body, age) in enumerate(told("en"))
    )
    read = html(f"<h1>Clips</h1>{cards}")
    found = split(read)
    assert [one.publisher for one in found] == [who for _, who, *_ in told("en")]
    assert [one.relative_time for one in found] == [age for *_, age in told("en")]


def test_rows_of_dated_stories_need_publications_or_addresses() -> None:
    row = (
        "<tr><td><b>{title}</b></td></tr><tr><td>{who} | April {day}, 2026</td></tr><tr><td>{body}</td></tr>"
    )

    def table(*names: str) -> str:
        rows = "".join(
            row.format(title=title, who=who, body=body, day=n + 1)
            for n, (who, (title, _, body, _)) in enumerate(zip(names, told("en"), strict=True))
        )
        return f"<h1>Clips</h1><table>{rows}</table>"

    assert len(split(html(table(*(who for _, who, *_ in told("en")))))) == 3
    assert len(split(html(table("Ada Moor", "Jonas Weir", "Ruth Amberley")))) == 1


FORM = "{who}\nFollow\n{age} • {n}4k views\n{title}\n{body}\n{below}{n}2 likes\nShare on WhatsApp\n"


def formed(*below: str) -> str:
    return "".join(
        FORM.format(title=title, who=who, body=body, age=age, n=number, below=below[number])
        for number, (title, who, body, age) in enumerate(told("en"))
    )


def test_what_stands_below_a_story_of_a_dump_is_not_its_text() -> None:
    advert = "Sponsored\nWarm boots that forgive you. Order before Monday and save a fifth of the price.\n"
    snippet = "Bay Post\nFollow\n2 hours ago • 9k views\nGulls learn to open lunch boxes\nThey watched us for years. Now they …\n"
    dump = (
        formed("#Ferry\n#Harbour\n", "#Trees\n", "#Chess\n") + "Load more\nAbout the page and its makers.\n"
    )
    for place in ("Eastvale Herald", "The Mill Lane Post"):
        dump = dump.replace(f"{place}\nFollow", f"{advert}{snippet}{place}\nFollow")
    read = text(dump)
    found = split(read)
    assert_split(read, "en", found)
    assert [one.tags for one in found] == [("Ferry", "Harbour"), ("Trees",), ("Chess",)]
    kept = " ".join(block.text for one in found for block in read.blocks[one.start : one.stop])
    for clutter in ("boots", "Gulls", "likes", "WhatsApp", "#Ferry", "Load more", "makers"):
        assert clutter not in kept


def test_last_lines_of_one_story_alone_are_its_text() -> None:
    found = split(read := text(formed("brooms\nbuckets\n", "", "")))
    assert_split(read, "en", found)
    assert [block.text for block in read.blocks[found[0].start : found[0].stop]][-2:] == ["brooms", "buckets"]


def test_short_stories_behind_a_long_one_do_not_part_a_dump() -> None:
    stories = told("en")
    long = "\n".join(body for *_, body in STORIES["es"] + STORIES["fr"] + STORIES["de"])
    dump = "".join(
        f"{who}\n{age}\n{title}\n{body}\n"
        for who, age, title, body in (
            (stories[0][1], stories[0][3], stories[0][0], f"{stories[0][2]}\n{long}"),
            (stories[1][1], stories[1][3], stories[1][0], stories[1][2]),
        )
    )
    assert len(split(text(dump))) == 1


def test_posts_of_a_forum_are_no_stories() -> None:
    posts = "".join(
        f"Reader {'abc'[number]}\nMember of the year\n{age}\nSomething else was on my mind {number}\n{body}\nReply\n"
        for number, (*_, body, age) in enumerate(told("en"))
    )
    assert len(split(text(f"What do you think of it all\n{posts}"))) == 1


def test_teasers_behind_two_stories_do_not_part_a_dump() -> None:
    teaser = "The Bay Post\n3 hours ago\nGulls learn to open lunch boxes again\n"
    dump = aggregator("en", "{who}\n{age}\n{title}\n{body}\n") + teaser * 5
    assert len(split(text(dump))) == 1


def test_date_above_a_story_and_its_source_below() -> None:
    dump = "Rovers news\nNext match: Saturday, 15:00\n" + "".join(
        f"{title}\n{day} February 2026, {day}.14am\n{body}\nSource: {who}\nShare  Thumbs up {day}8\n"
        f"Full coverage\nWhat the neighbours thought of it all\nBay Post, 2 hours ago. They had been asked, and …\n"
        for day, (title, who, body, _) in enumerate(told("en"), 2)
    )
    found = split(text(dump))
    assert [one.publisher for one in found] == [who for _, who, *_ in told("en")]
    assert [one.headline for one in found] == [title for title, *_ in told("en")]
    assert [one.date for one in found] == [f"{day} February 2026, {day}.14am" for day in (2, 3, 4)]


@pytest.mark.parametrize(
    "spell", ["{who} | {day} May\n{title}\n", "{who}\n{title}\nMay {day}, 7:40 am / World\n"]
)
def test_days_without_their_year(spell: str) -> None:
    dump = "".join(
        spell.format(who=who, title=title, day=day) + f"{body}\n"
        for day, (title, who, body, _) in enumerate(told("en"), 8)
    )
    read = text(f"Harbours\n{dump}")
    found = split(read)
    assert [(one.headline, one.publisher) for one in found] == [(title, who) for title, who, *_ in told("en")]
    inside = " ".join(
        block.text
        for one in found
        for block in read.blocks[one.start : one.stop]
        if block.index not in one.labels
    )
    assert "May" not in inside


def test_labels_below_short_stories_are_not_those_of_the_next() -> None:
    dump = aggregator("hi", "{title}\n{body}\n{who}\n{age}\nShare\n")
    found = split(text(dump))
    assert [one.publisher for one in found] in ([who for _, who, *_ in told("hi")], [None])


def test_dates_around_one_story_do_not_part_it() -> None:
    body = "\n".join(body for *_, body in STORIES["en"])
    above = (
        "PTI\nEdited by: Ada Moor of the desk\nUpdated - March 10, 2026, 8:47 pm\nPublished - March 10, 2026"
    )
    below = "PTI SKL\n(This story has come to us from an agency. Our desk has not worked on it.)\nPublished - March 10, 2026"
    more = "\n".join(body for *_, body in STORIES["es"])
    dump = f"Thieves return the brass clock\n{above}\n{body}\n{below}\nRelated Topics\n{more}"
    assert len(split(text(dump))) == 1


def test_the_headline_stands_under_the_time_and_over_caption_and_byline() -> None:
    body = (
        "해솔시는 다음 달부터 연락선 열두 척의 첫 배를 한 시간 앞당긴다고 밝혔다. 새벽 시장 상인들의 바람이다. 요금은 그대로다. "
        * 3
    )
    caption = "부두에 나란히 선 연락선 다섯 척의 모습. [항구시 제공]\n이미지 크게 보기\n"
    byline = "{writer} 기자 입력 2024.05.0{n}. 오전 9:12\n"
    story = "{who}\n{age}\n사회\n{title}\n" + caption + byline + "{body}\n공감 {n}\n공유\n"
    titles = ["해솔시 연락선 열두 척 새벽 네 시에 출항한다", "섬마을 마지막 뱃사공 세 사람의 긴 하루"]
    papers = [("해솔일보", "2시간 전", "김항구"), ("바다신문", "어제", "이부두")]
    pages = [
        story.format(who=who, age=age, title=title, writer=writer, n=n, body=f"{title}. {body}")
        for n, (title, (who, age, writer)) in enumerate(zip(titles, papers, strict=True), 3)
    ]
    found = split(text("\n".join(pages) + "\n더보기\n회사소개\n이용약관"))
    assert [one.headline for one in found] == titles
    assert [one.publisher for one in found] == ["해솔일보", "바다신문"]
    assert [one.relative_time for one in found] == ["2시간 전", "어제"]


def test_dump_of_a_tag_page() -> None:
    found = split(text("Latest news with #Harbour\n\n" + aggregator("en", DUMPS["publisher twice"])))
    assert {one.tags for one in found} == {("Harbour",)}
    assert {one.section for one in found} == {"World"}
    assert found[0].start == 1


@pytest.mark.parametrize(
    "when",
    [
        '<time datetime="2026-02-1{n}T09:12:00Z">{age}</time>',
        '<span title="2026-02-1{n}T09:12:00Z">{age}</span>',
        '<i data-time="2026-02-1{n}T09:12:00Z">{age}</i>',
    ],
)
def test_instant_behind_an_age(when: str) -> None:
    card = f'<div class="c"><div><b class="source">{{who}}</b> {when}</div><h2>{{title}}</h2><p>{{body}}</p></div>'
    found = split(html(f"<h1>Today</h1>{aggregator('en', card)}"))
    assert [one.date for one in found] == [f"2026-02-1{n}T09:12:00Z" for n in range(3)]


def test_publishers_in_the_place_where_one_of_them_is_told_by_its_words() -> None:
    card = (
        '<div class="c"><div class="m"><span>{day} May 2026, 9:1{day}</span><b>{who}</b><span>{section}</span></div>'
        '<h2><a href="/s/{day}">{title}</a></h2><p>{body}</p><div class="chips"><a href="/t/{day}">boats</a></div></div>'
    )
    names, sections = ("Eastvale Herald", "Low Water", "Chess & Co"), ("Local", "Money", "Games")

    def page(names: tuple[str, ...]) -> tuple[Segment, ...]:
        told = zip(STORIES["en"], names, sections, strict=True)
        rows = (
            card.format(day=day, who=who, section=section, title=title, body=body)
            for day, ((title, _, body), who, section) in enumerate(told, 1)
        )
        return split(html(f"<h1>Today</h1>{''.join(rows)}"))

    found = page(names)
    assert [one.publisher for one in found] == list(names)
    assert [one.section for one in found] == list(sections)
    assert {one.publisher for one in page(("Ada Moor", "Odo Brill", "Ira Low"))} == {None}


@pytest.mark.parametrize("heading", ["Related Articles", "Related stories", "You may also like"])
def test_stories_under_a_related_heading_are_related(heading: str) -> None:
    cards = aggregator("en", CARDS["articles"])
    read = html(
        f"<article><h1>Main story of the day is "
        f"here</h1>{MAIN}</article><section><h3>{heading}</h3>{cards}</section>"
    )
    main, *related = split(read)
    assert (main.role, main.headline) == ("main", None)
    assert read.blocks[main.stop].text == heading
    assert_split(read, "en", tuple(related), "related")
    assert pagekinds.page_kind(read, Metadata(), (main, *related)) == "article"


def test_main_publisher_stands_in_a_label_like_the_related_ones() -> None:
    card = (
        '<article class="c"><div class="head"><a href="/p">{who}</a>{age}</div>'
        '<h2><a href="/n/{n}">{title}</a></h2><p>{body}</p></article>'
    )
    head = '<div class="head"><a href="/p">Bay Gazette</a></div>'
    main = f'<article class="m">{head}<h1>A main story</h1>{MAIN}</article>'
    read = html(f"{main}<section class='related'><h3>Related</h3>{aggregator('en', card)}</section>")
    first = split(read)[0]
    assert first.publisher == "Bay Gazette"
    assert [read.blocks[index].text for index in first.labels] == ["Bay Gazette"]


def test_related_stories_of_a_dump() -> None:
    body = "\n".join(body for *_, body in STORIES["es"] + STORIES["fr"])
    read = text(
        f"A headline\n{body}\nComments\nRelated Articles\n\n" + aggregator("en", DUMPS["publisher twice"])
    )
    main, *related = split(read)
    assert (main.role, main.start) == ("main", 0)
    assert read.blocks[main.stop].text == "Related Articles"
    assert_split(read, "en", tuple(related), "related")


@pytest.mark.parametrize(
    "names", [("Tidewrack", "The Norn Ledger", "Lookout"), ("Ada", "Bert_9", "Ida Storm")]
)
def test_related_stories_of_a_dump_under_a_heading_of_any_words(names: tuple[str, ...]) -> None:
    first = "\n".join(body for *_, body in STORIES["es"] + STORIES["fr"])
    rows = "".join(
        f"{name}\n{age}\nHarbours\n{title}\n{body}\n"
        for name, (title, _, body, age) in zip(names, told("en"), strict=True)
    )
    found = split(
        text(f"A lighthouse speaks again\nBay Post\n2 hours ago\n{first}\nFuller picture\n\n{rows}")
    )
    if "The Norn Ledger" in names:
        assert [one.role for one in found] == ["main", *["related"] * 3]
        assert [one.publisher for one in found[1:]] == list(names)
    else:
        assert len(found) == 1


def test_declared_headlines_part_a_page_without_cards() -> None:
    listed = [{"@type": "NewsArticle", "headline": title} for title, *_ in STORIES["en"]]
    flat = "".join(f"<h2>{title}</h2><p>{body}</p>" for title, _, body in STORIES["en"])
    head = f'<script type="application/ld+json">{json.dumps(listed)}</script>'
    found = split(html(flat, head))
    assert [one.headline for one in found] == [title for title, *_ in STORIES["en"]]
    assert {one.strategy for one in found} == {"declared-headlines"}
    assert len(split(html(flat))) == 1


def test_headings_with_labels_part_a_page_without_cards() -> None:
    flat = "<h2><a href='/n/{n}'>{title}</a></h2><p class='meta'>{who} · {age}</p><p>{body}</p>"
    read = html(f"<h1>Digest</h1>{aggregator('en', flat)}")
    assert_split(read, "en", split(read))
    assert is_single(
        f"<h1>Digest</h1>{aggregator('en', flat.replace('{who} · {age}', 'By Jane Doe, {age}'))}"
    )


# Pages with one article


def is_single(body: str, metadata: Metadata | None = None, head: str = "") -> bool:
    """Whether a page is one article from its first block to its last."""
    read = html(body, head)
    return [(one.role, one.start, one.stop) for one in split(read, metadata)] == [
        ("main", 0, len(read.blocks))
    ]


def test_article_with_subheads_stays_one() -> None:
    body = "".join(
        f"<section class='part'><h2>{title}</h2><p>{body}</p></section>" for title, _, body in STORIES["en"]
    )
    assert is_single(f"<article><h1>Three good news</h1><time>4 hours ago</time>{body}</article>")


@pytest.mark.parametrize(
    "spell", ["{who}, 12 March 2026", "12 March 2026 | {who}", "<b>{who}</b></td><td>12.03.2026"]
)
def test_cards_may_name_a_date_beside_a_publication(spell: str) -> None:
    card = "<table><tr><td colspan=2><b>{title}</b></td></tr><tr><td>%s</td></tr><tr><td>{body}</td></tr></table>"
    found = split(html(f"<h1>Clips</h1>{aggregator('en', card % spell)}"))
    assert [one.publisher for one in found] == [who for _, who, *_ in told("en")]
    assert is_single(f"<h1>Clips</h1>{aggregator('en', card % spell.replace('{who}', 'Jane Doe'))}")


ROWS = {
    "questions": "<tr><td><b>{title}</b></td><td>{body}</td></tr>",
    "infobox": "<tr><th>{title}</th></tr><tr><td>{who}</td></tr><tr><td>{body}</td></tr>",
    "dates without a publisher": "<tr><td>{age}</td></tr><tr><td><b>{title}</b></td></tr><tr><td>{body}</td></tr>",
    "writers": "<tr><td>By Jane Doe, {age}</td></tr><tr><td><b>{title}</b></td></tr><tr><td>{body}</td></tr>",
    "newsletter of one paper": "<table class=part><tr><td><h2>{title}</h2></td></tr><tr><td>{body} <a href='/n/{n}'>"
    "Read more</a></td></tr></table>",
    "results": "<tr><td><b>{title}</b></td><td>2:1</td><td>{age}</td></tr>",
    "bold subheads": "<p><b>{title}</b></p><p>{body}</p>",
    "posts of a forum": "<tr class=post><td>Jane Doe<br>{age}</td><td>{body}</td></tr>",
}


@pytest.mark.parametrize("spell", ROWS.values(), ids=ROWS)
def test_tables_of_one_article_stay_in_it(spell: str) -> None:
    rows = aggregator("en", spell)
    table = f"<table>{rows}</table>" if spell.startswith("<tr") else rows
    assert is_single(f"<h1>What the valley did this week</h1>{table}")
    assert is_single(f"<table><tr><td><h1>What the valley did this week</h1>{MAIN}{table}</td></tr></table>")


def test_table_of_stories_below_an_article_stays_in_it() -> None:
    for spell in ("a table for each", "a row for each", "three rows for each"):
        rows = aggregator("en", TABLES[spell])
        table = rows if spell == "a table for each" else f"<table>{rows}</table>"
        assert is_single(f"<h1>What the valley did this week</h1>{MAIN}{table}")


def test_comments_stay_in_the_page() -> None:
    comment = (
        '<li class="c-{n}"><h4><a href="/user/{n}">A long user name of four words</a></h4>'
        "<span class='source'>{age}</span><p>{body}</p></li>"
    )
    assert is_single(
        f"<article><h1>Main story</h1>{MAIN}</article><h3>Comments</h3><ol>{aggregator('en', comment)}</ol>"
    )
    assert is_single(f"<h3>Comments</h3><ol class='comment-list'>{aggregator('en', comment)}</ol>")


def test_comments_of_a_dump_stay_in_the_page() -> None:
    story = "\n\n".join(body for *_, body in STORIES["es"] + STORIES["fr"])
    comments = aggregator("en", "Reader {n}\n{age}\n{body}\nReply\n\n")
    assert len(split(text(f"A headline of the day\n\n{story}\n\nComments\n\n{comments}"))) == 1


def test_appended_articles_stay_with_the_page_that_names_the_first() -> None:
    cards = aggregator("en", CARDS["articles"])
    title = STORIES["en"][0][0]
    assert is_single(f"<main>{cards}</main>", Metadata(raw_title=f"{title} | Digest"))
    assert is_single(f"<main>{cards}</main>", Metadata(headline=Found(title, "jsonld")))


def test_cards_without_announcement_after_a_story_stay_in_the_page() -> None:
    assert is_single(
        f"<article><h1>Main story</h1>{MAIN}</article><div>{aggregator('en', CARDS['articles'])}</div>"
    )


def test_live_blog_is_one_article() -> None:
    entry = "<div class='e'><h3>{title}</h3><time>{age}</time><p>{body}</p></div>"
    assert is_single(f"<h1>Storm: live</h1>{aggregator('en', entry)}")
    assert is_single(
        f"<h1>Storm</h1>{aggregator('en', CARDS['articles'])}", Metadata(page_types=("LiveBlogPosting",))
    )
    assert is_single(
        f"<h1>Storm: live</h1><div class='live-blog'>{aggregator('en', CARDS['articles'])}</div>"
    )


def test_gallery_products_and_author_page_stay_one() -> None:
    assert is_single(
        "<h1>Ten views</h1>" + aggregator("en", "<div class='view'><h3>{title}</h3><p>{body}</p></div>")
    )
    assert is_single(
        "<h1>Shop</h1>"
        + aggregator(
            "en", "<div class='p'><h3><a href='/p{n}'>{title}</a></h3><b>9.99</b><p>{body}</p></div>"
        )
    )
    teaser = (
        "<article><h3><a href='/n{n}'>{title}</a></h3><time>{age}</time>"
        "<p>One sentence about it, not the story itself.</p></article>"
    )
    assert is_single(f"<h1>Jane Doe</h1><p>Writes about ships.</p>{aggregator('en', teaser)}")


def test_a_whole_story_that_is_linked_once_more_is_no_excerpt() -> None:
    card = (
        "<article><h3><a href='/n{n}'>{title}</a></h3><span class='source'>{who}</span><time>{age}</time>"
        "<p>{body} {body} {body}</p><a href='/n{n}'>Visit {who}</a></article>"
    )
    page = html(f"<h1>Digest</h1>{aggregator('en', card)}")
    assert [one.publisher for one in split(page)] == [who for _, who, *_ in told("en")]


def test_excerpts_are_no_articles() -> None:
    excerpt = (
        "<article><h3><a href='/n{n}'>{title}</a></h3><span class='source'>{who}</span><time>{age}</time>"
        "<p>{body}</p><a href='/n{n}'>Read more</a></article>"
    )
    assert is_single(f"<h1>Digest</h1>{aggregator('en', excerpt)}")


def test_dialog_and_declared_article_stay_one() -> None:
    assert is_single(f"<div class='modal'>{aggregator('en', CARDS['articles'])}</div>")
    blog = "<article><h2><a href='/n{n}'>{title}</a></h2><time>{age}</time><p>{body}</p></article>"
    assert is_single(f"<h1>A digest</h1>{aggregator('en', blog)}", Metadata(article_type="NewsArticle"))


def test_live_dump_without_publishers_stays_one() -> None:
    assert len(split(text("Storm: live\n\n" + aggregator("en", "{age}\n{title}\n{body}\n\n")))) == 1


def test_page_without_text_has_no_segment() -> None:
    assert split(html("")) == ()
    assert split(text("\n \n")) == ()


@pytest.mark.parametrize(
    ("above", "section"),
    [
        ("Home»Local»{}", "Local"),
        ("Home > World > Middle East > {}", "Middle East"),
        ("HomeWorld{}", "World"),
        ("StartseitePolitik{}", "Politik"),
        ("Policy", "Policy"),
        ("Northport Courier", None),
        ("Home»{}", None),
        ("Homeowners win: {}", None),
    ],
)
def test_section_above_the_headline_of_a_dump(above: str, section: str | None) -> None:
    title = "Harbour ferry returns"
    story = "\n\n".join(body for *_, body in STORIES["en"])
    found = split(
        text(f"{above.format(title)}\n\n{title}\n\n{story}"), Metadata(headline=Found(title, "text"))
    )
    assert [(one.role, one.section) for one in found] == [("main", section)]


# What a page is


def test_listing_is_teasers_only() -> None:
    teasers = "".join(
        f"<h3><a href='/n{n}'>Council number {n} votes on the old bridge</a></h3>" for n in range(15)
    )
    assert pagekinds.is_listing(html(f"<h1>News</h1>{teasers}"), Metadata())
    assert not pagekinds.is_listing(html(f"<h1>News</h1>{MAIN}{teasers}"), Metadata())
    assert not pagekinds.is_listing(html(f"<h1>News</h1>{teasers}"), Metadata(article_type="NewsArticle"))
    dump = "".join(f"Council number {n} votes on the old bridge\nAugust 3, 2025\n" for n in range(15))
    assert pagekinds.is_listing(text(dump), Metadata())
    assert not pagekinds.is_listing(
        text("\n".join(f"Verse number {n} of a long poem" for n in range(40))), Metadata()
    )


@pytest.mark.parametrize(
    ("metadata", "kind"),
    [
        (Metadata(), "article"),
        (Metadata(page_types=("LiveBlogPosting",)), "liveblog"),
        (Metadata(page_types=("ImageGallery",)), "gallery"),
        (Metadata(page_types=("ImageGallery", "NewsArticle")), "article"),
    ],
)
def test_page_kind(metadata: Metadata, kind: str) -> None:
    read = html(f"<h1>A story</h1>{MAIN}")
    assert pagekinds.page_kind(read, metadata, split(read, metadata)) == kind


# Labels


@pytest.mark.parametrize(
    ("line", "ends"),
    [
        ("Load more stories", True),
        ("Weitere Beiträge laden", True),
        ("もっと見る", True),
        ("You’re all caught up on Rail fares", True),
        ("Mehr als 300 Anwohner sahen das Feuer", False),
        ("View photos", False),
        ("One more bridge for Norby", False),
    ],
)
def test_end_of_a_row_of_stories(line: str, ends: bool) -> None:
    assert feet.ends_row(line) is ends


@pytest.mark.parametrize(
    "label",
    [
        "4 hours ago", "an hour ago", "vor 3 Stunden", "vor einer Stunde", "il y a 2 heures", "hace 5 horas",
        "há 3 horas", "3 ore fa", "3 小时前", "2 घंटे पहले", "قبل 3 ساعات", "منذ ساعتين", "2h", "5 min",
        "3 часа назад", "1時間前", "3시간 전", "2 saat önce", "just now", "il y a 3 h", "hace 5 min", "yesterday, 17:20",
        "gestern um 9.05 Uhr", "hier à 18h30", "today 9:40",
    ],
)  # fmt: skip
def test_relative_times(label: str) -> None:
    assert labels.is_relative_time(label)
    assert labelparts.is_dated(text(f"Northport Courier · {label}").blocks[0])


@pytest.mark.parametrize(
    "line",
    [
        "She left three years before",
        "2 Hours of Silence",
        "vor Gericht",
        "hace frío",
        "hace h",
        "Today",
        "17:20",
        "Monday at 17:20",
        "Chapter 3",
        "ago",
        "",
        "前",
    ],
)
def test_no_relative_times(line: str) -> None:
    assert not labels.is_relative_time(line)


@pytest.mark.parametrize(
    "line",
    [
        "Friday, August 1, 2025",
        "3. August 2025",
        "01.08.2025, 10:30 Uhr",
        "1er août 2025",
        "5 de agosto de 2025",
        "2025年8月1日",
        "2025-08-01",
    ],
)
def test_dates(line: str) -> None:
    assert labels.is_date(line)


@pytest.mark.parametrize(
    "line", ["World Cup 2026", "May", "Apollo 11 in 1969", "Paris 14 July 2025", "June 5", "12 angry men"]
)
def test_no_dates(line: str) -> None:
    assert not labels.is_date(line)


@pytest.mark.parametrize(
    "line", ["12 May", "May 12, 7:40 pm", "Di, 12. Mai", "21 Jan, 07:40", "3. März 14.05 Uhr"]
)
def test_days(line: str) -> None:
    assert labels.is_day(line)
    assert not labels.is_date(line)


@pytest.mark.parametrize(
    "line", ["May Smith", "Mar 12 Lane", "12 men", "7:40 pm", "Route 12", "May", "12 May and 13 May"]
)
def test_no_days(line: str) -> None:
    assert not labels.is_day(line)


def test_examples_of_the_lexicon() -> None:
    lists = tables.read("segments")
    assert labels.relative_time(lists["unit"]["example"])
    assert labels.relative_time(lists["before"]["example"])
    assert labels.relative_time(lists["after"]["example"])
    assert labels.relative_time(lists["one"]["example"])
    assert labels.relative_time(lists["today"]["example"])
    assert feet.ends_row(lists["row-more"]["example"])
    assert feet.ends_row(lists["row-load"]["example"])
    assert feet.ends_row(lists["row-end"]["example"])
    assert labels.relative_time(lists["moment"]["example"])
    assert labels.is_date(lists["weekday"]["example"])
    assert labels.is_date("3 mai 2024, 10 h")
    assert labels.named_source(lists["source"]["example"]) == "Daily Herald"
    assert labels.is_related_heading(lists["related"]["example"])
    assert labels.topics(lists["topic"]["example"]) == ("Moon landing",)
    assert labels.is_byline(lists["byline"]["example"])
    assert all(table.keys() >= {"concept", "example"} for table in lists.values())


def test_hostile_lines_are_read_in_passing() -> None:
    for line in ("1 " * 500_000, "a " * 500_000, "| " * 500_000, "# " * 500_000, "vor " * 250_000):
        assert len(split(text(f"{line}\n{line}"))) <= 1


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("More stories like this", True),
        ("Other news you may like", True),
        ("More stories than rooms", False),
        ("More than a hotel", False),
        ("Stories", False),
    ],
)
def test_heading_of_other_stories_by_the_classes_of_its_words(heading: str, expected: bool) -> None:
    assert labels.is_related_heading(heading) is expected


def test_an_agency_beside_a_section_is_the_publisher() -> None:
    labels_of = ("Northport Courier | Sport", "AFP | Économie", "The Mill Lane Post | Maison")
    stories = "".join(
        f"<article><p class=k>{label} | il y a 4 heures</p><h2>{title}</h2><p>{text}</p></article>"
        for label, (title, _, text) in zip(labels_of, STORIES["en"], strict=True)
    )
    read = document.read(Page(f"<html lang=fr><body><main>{stories}</main></body></html>".encode()))
    found = segment.split(read, metadata.read(read))
    assert [(one.publisher, one.section) for one in found if one.role == "split"] == [
        ("Northport Courier", "Sport"),
        ("AFP", "Économie"),
        ("The Mill Lane Post", "Maison"),
    ]


def test_section_and_publisher_run_together_in_one_label() -> None:
    piece = cards.Piece(0, "HarboursPort Alma Beacon", "", "", False)
    assert [one.text for one in cards._unglued(piece, "Port Alma Beacon")] == ["Harbours", "Port Alma Beacon"]
    for text in ("Port Alma Beacon", "The Port Alma Beacon", "McBeacon"):
        assert [one.text for one in cards._unglued(piece._replace(text=text), "Port Alma Beacon")] == [text]


@pytest.mark.parametrize(
    ("above", "section"),
    [
        (("Business News", ">", "Industry", ">"), "Industry"),
        (("Home", "News", "Harbour Ward"), "Harbour Ward"),
        (("Startseite", "Lokales", "Tarnau"), "Tarnau"),
        (("Weather", "Ferry news", "Harbour Ward"), None),
        (("Home", "12 May 2026", "Harbour Ward"), None),
        (("Home", "Share"), None),
    ],
)
def test_the_steps_of_a_breadcrumb_may_be_lines(above: tuple[str, ...], section: str | None) -> None:
    story = "The last ferry of the day will go on sailing, the harbour board decided on Monday."
    lines = (*above, "Ferries go on sailing after all this year", "2 March 2026", *[story] * 3)
    read = plaintext.read(Page("\n".join(lines).encode(), kind="text"))
    about = metadata.read(read)
    found = dumpstories.section_above(read, about)
    assert (found or (section and about.section and about.section.value)) == section


def test_the_section_of_a_dump_stands_in_its_menu_too() -> None:
    story = "The last ferry of the day will go on sailing, the harbour board decided on Monday."
    menu = ["Bay Gazette", "Town Hall", "Schools", "Outdoors"]
    for above, section in (("Town Hall", "Town Hall"), ("Ferry news", None), ("Share", None)):
        text = "\n".join(
            [*menu, "Share", above, "Ferries go on sailing after all", "2 March 2026", *[story] * 3]
        )
        read = plaintext.read(Page(text.encode(), kind="text"))
        assert dumpstories.section_above(read, metadata.read(read)) == section


@pytest.mark.parametrize(
    ("line", "sections"),
    [
        ("You are here: Home > News > County", ("News", "County")),
        ("您的位置：首页 > 新闻 > 社会", ("新闻", "社会")),
        ("Home » Harbour", ()),
        ("Ferries > buses > bicycles", ()),
    ],
)
def test_a_breadcrumb_without_its_headline(line: str, sections: tuple[str, ...]) -> None:
    assert trails.sections(line) == sections
    assert labels.is_headline("The harbour board decides on the last ferry of the day")
    assert not (sections and labels.is_headline(line))


def test_sections_of_teasers_below_a_story_are_no_publishers() -> None:
    story, _, body, _ = told("en")[0]
    teasers = "".join(
        f"{section}\n{title}\n{age}\n{text_}\n"
        for section, (title, _, text_, age) in zip(("Domácí", "Ekonomika"), told("en")[1:], strict=True)
    )
    assert len(split(text(f"Share\n{story}\nRuth Amberley\n2 hours ago\n{body}\n{body}\n{teasers}"))) == 1


def test_cards_without_names_of_elements() -> None:
    card = "<div><div>{who}</div><div>{age}</div><div><b>{title}</b></div><div><div>{body}</div></div></div>"
    read = html(f"<h1>Clips</h1>{aggregator('en', card)}")
    assert_split(read, "en", split(read))
    nobody = card.replace("{who}", "Reader {n}")
    assert len(split(html(f"<h1>Letters</h1>{aggregator('en', nobody)}"))) == 1


def test_undated_cards_of_publications() -> None:
    card = "<div class='k'><div role='heading' class='t{n}'>{title}</div><span class='publisher'>{who}</span><p>{body}</p></div>"
    found = split(html(f"<h1>Clips</h1>{aggregator('en', card)}"))
    assert [one.publisher for one in found] == [who for _, who, *_ in told("en")]
    shops = card.replace("{who}", "Shop {n}")
    assert len(split(html(f"<h1>Reviews</h1>{aggregator('en', shops)}"))) == 1


def test_lengths_of_time_among_dates_are_amounts() -> None:
    title, _, body, _ = told("en")[0]
    table = "".join(
        f"{name} watch for the open sea ({n})\n1.{n}-inch glass\nSteel\n{n}1 hours\n"
        for n, name in enumerate(("Mora", "Tern"), 3)
    )
    guide = f"Guides\n{title}\nBy Ada Moor on March 12, 2026 | Comments\n{body}\n{table}{body} And so on.\n"
    assert len(split(text(guide))) == 1
