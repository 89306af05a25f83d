"""Pages that hold several stories, in six languages, for the tests of splitting."""

from __future__ import annotations

from itertools import pairwise

from cleaners import document, plaintext, segment
from cleaners.model import Document, Metadata, Page, Segment

STORIES = {
    "en": [
        (
            "Harbour ferry returns after ten years on land",
            "Northport Courier",
            "The ferry Alma went back to sea on Monday after ten years in a museum yard, to the cheers of "
            "a crowd. Her owners say that she will carry walkers across the bay until October. “She leaks "
            "less than I do,” said captain Odo Brill, 71, who sailed her first in 1979. Tickets went in "
            "an hour, and the mayor, who came late, had to watch from the pier.",
        ),
        (
            "Council votes to plant a thousand lime trees",
            "Eastvale Herald",
            "Eastvale will plant a thousand lime trees along its ring road, the council decided on "
            "Tuesday night. The vote was close and the debate loud. Drivers fear for their view, "
            "beekeepers rejoice. The first hundred trees will stand by spring, the rest within four "
            "years, said the head of the parks office, who added that nobody had asked the bees.",
        ),
        (
            "Chess club wins back its stolen clock",
            "The Mill Lane Post",
            "A brass chess clock that vanished in 1988 is back on its shelf. A man from the next valley "
            "found it in his attic and carried it over the hill on foot, the club said on Wednesday. It "
            "still runs four minutes slow. The members have voted to leave it so, since every record of "
            "the club was set on it, and since the only clockmaker has retired.",
        ),
    ],
    "de": [
        (
            "Alte Mühle mahlt nach vierzig Jahren wieder",
            "Talbote",
            "In der Mühle von Oberau dreht sich seit Montag wieder ein Rad. Vierzig Jahre lang hatte das "
            "Gebäude leer gestanden, nun mahlt dort ein junger Bäcker sein eigenes Mehl. Die Gemeinde gab "
            "Geld für das Dach, ein Verein half beim Graben. „Es klappert wie früher“, sagte eine "
            "Nachbarin. Verkauft wird freitags, solange der Bach Wasser führt.",
        ),
        (
            "Stadt verkauft ihre letzte Telefonzelle",
            "Neustädter Blatt",
            "Die letzte Telefonzelle der Stadt hat einen Käufer. Für 480 Euro geht sie an eine "
            "Bücherfreundin, die darin Romane tauschen will. Der Rat stimmte am Dienstag einstimmig zu. "
            "Das Telefon selbst bleibt im Heimatmuseum, weil es noch eine Wählscheibe hat. Abgeholt wird "
            "die Zelle am Samstag mit einem Traktor, den ein Landwirt kostenlos stellt.",
        ),
    ],
    "fr": [
        (
            "Le phare de Kerlan rallume sa lanterne",
            "Le Courrier du Large",
            "Éteint depuis douze ans, le phare de Kerlan a retrouvé sa lumière lundi soir. Une centaine "
            "d’habitants sont montés sur la jetée pour compter les éclats. La lanterne, réparée par des "
            "bénévoles, ne guide plus personne, mais elle rassure. « On dort mieux », a confié le "
            "boulanger. La commune paiera l’électricité jusqu’à la fin de l’année.",
        ),
        (
            "Une chèvre retarde le train de montagne",
            "Gazette des Cimes",
            "Le petit train du col est parti mardi avec une heure de retard à cause d’une chèvre. "
            "L’animal dormait sur la voie et refusait de bouger. Trois voyageurs sont descendus pour "
            "l’attirer avec du pain. La propriétaire s’est excusée et a offert du fromage à tout le "
            "wagon. La ligne est rouverte depuis, et la chèvre porte une cloche.",
        ),
    ],
    "es": [
        (
            "El mercado viejo abre de noche por primera vez",
            "Diario del Puerto",
            "El mercado viejo abrió el lunes hasta la medianoche y nadie quiso irse a casa. Los puestos "
            "de fruta vendieron más que en toda la semana, según la asociación de comerciantes. Hubo "
            "música, sopa y una larga cola para el helado. El ayuntamiento decidirá en otoño si la prueba "
            "continúa. Los vecinos piden que la banda toque más bajo.",
        ),
        (
            "Un pueblo cuenta sus cigüeñas y pierde la cuenta",
            "La Voz del Valle",
            "En Robledal intentaron contar sus cigüeñas el martes y no lo lograron. Las aves cambian de "
            "nido, explicó la maestra que dirige el recuento con sus alumnos. La cifra oficial es de "
            "ochenta y dos, más o menos tres. El alcalde quiere repetir la prueba con prismáticos "
            "mejores. Las cigüeñas, mientras tanto, miran desde la torre.",
        ),
    ],
    "zh": [
        (
            "老茶馆停业十年后重新开门迎客",
            "河东晚报",
            "停业十年的老茶馆星期一重新开门，街坊们一早就排起了长队。老板说，桌椅还是原来的桌椅，茶叶换了"
            "新的。第一天卖出了三百多碗茶。有位老人从城西坐了两个小时的车赶来，说只想听一听熟悉的评书。茶"
            "馆每天早上六点开门，晚上九点打烊。",
        ),
        (
            "山村小学建成第一座天文台",
            "青山日报",
            "一座小小的天文台星期二在山村小学落成，圆顶是学生家长亲手焊接的。望远镜由一位退休教师捐赠。校"
            "长表示，山里没有灯光，星星比城里多得多。第一晚有八十名孩子轮流看了土星。学校计划每个月开放两"
            "个晚上，欢迎附近村子的孩子来看星星。",
        ),
    ],
    "hi": [
        (
            "पुराने पुल पर फिर चलेंगी बसें, लोगों में खुशी",
            "घाटी समाचार",
            "दस साल से बंद पड़े पुराने पुल पर सोमवार से फिर बसें चलेंगी। नगर परिषद ने मंगलवार को यह फैसला "
            "लिया। पुल की मरम्मत पर दो करोड़ रुपये खर्च हुए हैं। अध्यक्ष ने कहा कि लोगों को अब छह "
            "किलोमीटर का चक्कर नहीं लगाना पड़ेगा। बसें सुबह छह बजे से रात नौ बजे तक चलेंगी और किराया वही "
            "रहेगा जो पहले था। पहली बस में बैठने के लिए स्कूल के बच्चों के नाम चुने जा रहे हैं।",
        ),
        (
            "शतरंज क्लब को वापस मिली चोरी हुई घड़ी",
            "नदी दर्पण टाइम्स",
            "तीस साल पहले गायब हुई पीतल की घड़ी शतरंज क्लब को वापस मिल गई है। पड़ोस के गांव के एक आदमी को "
            "वह अपनी अटारी में मिली। वह उसे पैदल लेकर क्लब आया। घड़ी अब भी चार मिनट पीछे चलती है। सदस्यों "
            "ने तय किया है कि उसे ऐसे ही रहने दिया जाए, क्योंकि क्लब के सारे रिकॉर्ड उसी पर बने हैं और "
            "आसपास कोई घड़ीसाज भी नहीं मिलता।",
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
SPANS = ("4 hours", "2 giờ", "1 Tag")
"""Ages without a word that counts back."""


def spanned(spell: str) -> str:
    return "".join(
        spell.format(title=title, who=who, body=body, age=age)
        for (title, who, body, _), age in zip(told("en"), SPANS, strict=True)
    )


def is_single(body: str, metadata: Metadata | None = None, head: str = "") -> bool:
    """Whether a page is one article from its first block to its last."""
    read = html(body, head)
    return [(one.role, one.start, one.stop) for one in split(read, metadata)] == [
        ("main", 0, len(read.blocks))
    ]
