"""Attribution: publisher, aggregator and wire with evidence; cited agencies set nothing."""

from __future__ import annotations

import builders
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners import attribution, clean, metadata, plaintext
from cleaners.attribution import Attribution
from cleaners.model import Document, Found, Metadata, Organization, Page, Person, Segment, Verdict
from cleaners.sources import agencies, datelines, sitenames
from cleaners.sources.wires import Case

LEAD = "Port Alma will keep its ferries running through the winter, the harbour board decided on Monday."
STORY = f"PORT ALMA (Reuters) - {LEAD}"


def attribute(
    read: Document,
    *verdicts: Verdict,
    body: str = LEAD,
    about: Metadata = builders.NOTHING,
    **labels: object,
) -> Attribution:
    one: Segment = builders.segment(read, **labels)
    return attribution.attribute(read, about, one, verdicts, body)


def wires(found: Attribution) -> list[tuple[str, str]]:
    return [(one.agency, one.basis) for one in found.wire]


@pytest.mark.parametrize(
    ("line", "editors"),
    [
        ("Editor: Jane Doe", ["Jane Doe"]),
        ("Kaynak: AA Editör: Jane Doe 08.12.2026 - 11:47", ["Jane Doe"]),
        ("edited by Jane Doe, reviewed by Joe Roe", ["Jane Doe", "Joe Roe"]),
        ("Penyunting: Jane Doe | Redaktur: Joe Roe", ["Jane Doe", "Joe Roe"]),
        ("Medically reviewed by Jane Doe, RN", []),
        ("Letters to the editor: how to write one", []),
    ],
)
def test_a_line_beside_the_story_names_its_editors(line: str, editors: list[str]) -> None:
    read = builders.dump(line, LEAD)
    found = attribute(read, Verdict(0, "cut", "dump.before-story", "stands before the story"))
    assert list(found.credits.editors if found.credits else ()) == editors


def test_a_flattened_stories_end_names_its_editor() -> None:
    end = "Translator: Ana Ruiz Editor: Jane Doe Copyright © ANTARA 2026"
    read = builders.dump(f"{LEAD} {end}")
    cut = Verdict(0, "cut", "promos.run", "seen", (len(LEAD) + 1, len(LEAD) + 1 + len(end)))
    assert attribute(read, cut).credits is not None
    assert attribute(read, cut).credits.editors == ("Jane Doe",)  # type: ignore[union-attr]
    assert attribute(read).credits is None


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("Kaynak: AA", ["Anadolu"]),
        ("Kaynak: AA Editör: Jane Doe 08.12.2026 - 11:47", ["Anadolu"]),
        ("08.12.2026 11:47 Quelle: dpa", ["dpa"]),
        ("Fuente: EFE | Madrid", ["EFE"]),
        ("来源：新华社", ["Xinhua"]),
        ("Photo source: Reuters", []),
        ("Bildquelle: dpa", []),
        ("Source: the port authority, as told to Reuters", []),
    ],
)
def test_a_line_beside_the_story_names_the_agency_as_its_source(line: str, agency: list[str]) -> None:
    read = builders.dump(LEAD, line)
    found = attribute(read, Verdict(1, "cut", "scorer.not-article", "stands behind the story"))
    assert [one.agency for one in found.wire] == agency


def test_a_note_on_all_of_a_sites_agencies_proves_none() -> None:
    note = "Nothing that AA, DHA or İHA send us is edited by this site, and it answers for none of it."
    read = builders.dump(LEAD, "Kaynak: DHA", note)
    cut = Verdict(1, "cut", "scorer.not-article", "stands behind the story")
    moved = Verdict(2, "move", "phrases.disclaimer", "note on the feed", field="wire")
    assert wires(attribute(read, moved)) == []
    assert wires(attribute(read, cut, moved)) == [("DHA", "sign-off")]


# --- datelines --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "place", "agency"),
    [
        ("PORT ALMA (Reuters) -The board decided on Monday.", "PORT ALMA", "Reuters"),
        ("TARN (AP) — The board decided on Monday.", "TARN", "AP"),
        ("SPRINGFIELD, Ill. (AP) — The board decided.", "SPRINGFIELD, Ill.", "AP"),
        ("PORT ALMA, Tesk, Aug 3 (Reuters) - The board decided.", "PORT ALMA, Tesk", "Reuters"),
        ("BERLIN, Aug 3 (dpa) – Der Hafen bleibt offen.", "BERLIN", "dpa"),
        ("Hamburg/Berlin (dpa/lno) - Der Hafen bleibt offen.", "Hamburg/Berlin", "dpa"),
        ("Paris, France | AFP | The board decided.", "Paris, France", "AFP"),
        ("New Delhi, Aug 3 (PTI) The board decided on Monday.", "New Delhi", "PTI"),
        ("Villamar, 12 mar (EFE).- El faro volverá a encenderse.", "Villamar", "EFE"),
        ("(ANSA) - ROMA, 03 AGO - Il porto resta aperto.", "ROMA", "ANSA"),
        ("МОСКВА, 3 авг - РИА Новости. Порт останется открытым.", "МОСКВА", "RIA Novosti"),
        ("नई दिल्ली, 3 अगस्त (भाषा) बंदरगाह खुला रहेगा।", "नई दिल्ली", "भाषा"),
        ("مدينة الشراع (رويترز) - قالت هيئة الموانئ يوم الثلاثاء", "مدينة الشراع", "Reuters"),
        ("新华社北京8月3日电 港口将继续开放。", "北京", "Xinhua"),
        ("(서울=연합뉴스) 홍길동 기자 = 항구는", "서울", "Yonhap"),
        ("(Reuters) - The board decided on Monday.", None, "Reuters"),
        ("BRIDGETON, Jun 9, CMC – The board decided on Monday.", "BRIDGETON", "CMC"),
        ("Sohar, Feb 2 (ONA) — The board decided on Monday.", "Sohar", "ONA"),
        ("Korvapur (KV), Feb 11 (PTI) The board decided on Monday.", "Korvapur", "PTI"),
        ("（中央社記者林曉嵐花蓮9日電）港口冬天不關。", "花蓮", "中央社"),
        ("（中央社記者王小明、歐陽若水台北2025年3月9日電）港口冬天不關。", "台北", "中央社"),
        ("（中央社東京9日綜合外電報導）港口冬天不關。", "東京", "中央社"),
        ("中新社上海5月4日电 (记者 李岚) 港口将继续开放。", "上海", "中新社"),
        ("法新社巴黎4日電 港口冬天不關。", "巴黎", "AFP"),
        ("【共同社5月4日电】港口将继续开放。", None, "Kyodo"),
        ("【ロンドン時事】港は冬も開く。", "ロンドン", "Jiji"),
        ("【北京＝共同】港は冬も開く。", "北京", "Kyodo"),
        ("［東京 4日 ロイター］ - 港は冬も開く。", "東京", "Reuters"),
        ("[세종=뉴시스] 홍길동 기자 = 항구는", "세종", "Newsis"),
        ("Vila da Serra, Beja, 28 nov 2025 (Lusa) – O porto fica aberto.", "Vila da Serra, Beja", "Lusa"),
        ("Markt am Siel (dpa) - Der Hafen bleibt offen.", "Markt am Siel", "dpa"),
        ("PORT ALMA, May 4, 2026 /PRNewswire/ -- The board decided on Monday.", "PORT ALMA", "PR Newswire"),
        ("PORT ALMA, May 4 (NAN) - The board decided on Monday.", "PORT ALMA", "NAN"),
        ("УСТЬ-МОЛЬВА, 21 апреля. /Корр. ТАСС/. Порт открыт.", "УСТЬ-МОЛЬВА", "TASS"),
        ("УСТЬ-МОЛЬВА, 21 апреля. /ТАСС/. Порт открыт.", "УСТЬ-МОЛЬВА", "TASS"),
        ("УСТЬ-МОЛЬВА. (/ТАСС/). Порт открыт.", "УСТЬ-МОЛЬВА", "TASS"),
        ("Vila da Serra, 17 fev (EFE).- O porto fica aberto.", "Vila da Serra", "EFE"),
        ("Villamar, 12 de marzo (EFE).- El puerto sigue abierto.", "Villamar", "EFE"),
        ("नंदपुर (कोरवा), 3 अगस्त (भाषा) बंदरगाह खुला रहेगा।", "नंदपुर", "भाषा"),
        ("الشراع (تسك) - (أ ف ب) - قالت هيئة الموانئ يوم الثلاثاء", "الشراع", "AFP"),
        ("Tarnby (E/R), Sept. 26, GNA - The board decided on Monday.", "Tarnby", "GNA"),
        ("Korwa, 4.03 (PAP) - Port pozostanie otwarty.", "Korwa", "PAP"),
        ("Тарн. 4 марта. INTERFAX.RU - Порт останется открытым.", "Тарн", "Interfax"),
        ("تارن - بترا - قالت هيئة الموانئ يوم الثلاثاء", "تارن", "Petra"),
        ("PORT ALMA, 4th March, 2026 (WAM) -- The board decided on Monday.", "PORT ALMA", "WAM"),
        ("PORT ALMA: (APP) The board decided on Monday.", "PORT ALMA", "APP"),
        ("TARNBY, (DHA)- Liman kış boyunca açık kalacak.", "TARNBY", "DHA"),
    ],
)
def test_a_dateline_with_an_agency(text: str, place: str | None, agency: str) -> None:
    found = datelines.parse(text)
    assert found is not None
    assert (found.place, found.agencies) == (place, (agency,))
    assert text.startswith(found.raw)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (f"PORT ALMA - {LEAD}", "PORT ALMA"),
        (f"PORT ALMA: {LEAD}", "PORT ALMA"),
        (f"KORVA, 7 May - {LEAD}", "KORVA"),
        (f"KORVA, May — {LEAD}", "KORVA"),
        (f"PORT ALMA, N.S. — {LEAD}", "PORT ALMA, N.S."),
        (f"SERRA ALTA (GO) - {LEAD}", "SERRA ALTA (GO)"),
        (f"Kyiv: {LEAD}", "Kyiv"),
        (f"PORT ALMA (Eastvale Herald) - {LEAD}", "PORT ALMA"),
        (f"TARN, Aug 3 (The Mill Lane Post) — {LEAD}", "TARN"),
        (f"SORN, Tesk [Diario del Puerto]: {LEAD}", "SORN, Tesk"),
        (f"KORVA (tarnweekly.example) – {LEAD}", "KORVA"),
        (f"KORVA, Neb. (KTRN) - {LEAD}", "KORVA, Neb."),
        ("नंदपुर: नंदपुर जिले के तीन गांवों में सोमवार को पहली बार नल का पानी पहुंचा।", "नंदपुर"),
        ("जागरूक संवाददाता, नंदपुर। जिले के तीन गांवों में सोमवार को पहली बार नल का पानी पहुंचा।", "नंदपुर"),
        (f"Kyiv, 4 March — {LEAD}", "Kyiv"),
        (f"TARNPOST.COM, SORNVALE — {LEAD}", "SORNVALE"),
        (f"RABAT (XYZ) – {LEAD}", "RABAT"),
        (f"Sornvale, March 4, 2026 (XYZ) — {LEAD}", "Sornvale"),
        (f"Sornvale, Tarn | THE LANTERN | {LEAD}", "Sornvale, Tarn"),
        (f"Paris, le 4 mars 2026 – {LEAD}", "Paris"),
        ("青岭3月4日电 缆车将恢复运行，票价不变，居民表示欢迎，四千人签名支持这项提案。", "青岭"),
        ("〔記者王小明青嶺報導〕港口冬天不關，港務委員會週一決定，四千人簽名支持這項提案。", "青嶺"),
        ("【青嶺訊】港口冬天不關，港務委員會週一決定，四千人簽名支持這項提案，票價不變。", "青嶺"),
        (f"Tarn6.com, Sornvale - {LEAD}", "Sornvale"),
        ("[청령=한빛일보] 홍길동 기자 = 항구는 겨울 내내 문을 연다고 시는 월요일 밝혔다.", "청령"),
        ("【青嶺＝山田花子】港は冬も開くと、港湾委員会が月曜日に決めた。千人が署名した。", "青嶺"),
        ("〔記者王小明／青嶺報導〕港口冬天不關，港務委員會週一決定，四千人簽名支持這項提案。", "青嶺"),
        ("本报青岭3月12日电（记者陈默）青岭市12日宣布，缆车将恢复运行，票价不变，居民表示欢迎。", "青岭"),
    ],
)
def test_a_dateline_without_an_agency(text: str, place: str) -> None:
    found = datelines.parse(text)
    assert found is not None
    assert (found.place, found.agencies) == (place, ())


@pytest.mark.parametrize(
    "text",
    [
        "PORT ALMA - the man and the myth of a winter harbour",
        f"NOTE: {LEAD}",
        f"UPDATE: {LEAD}",
        f"NASA: {LEAD}",
        f"REUTERS - {LEAD}",
        f"TWO (UNHCR) - {LEAD}",
        f"TWO (Tarn Weekly Observers) - {LEAD}",
        f"NHG (Northern Harbour Gazette) - {LEAD}",
        f"UPDATE (Eastvale Herald) - {LEAD}",
        f"PORT ALMA (on the last day of the Herald) - {LEAD}",
        f"The ferry Alma (Eastvale Herald) - {LEAD}",
        "Q: What did the harbour board decide on Monday, and why?",
        "WHO: Two In Three Adults Slept Badly Last Year, Survey Says",
        "PORT ALMA: Yes",
        "The government (AP) — no, the ministry — said it would not.",
        "Ferries: The board decided on Monday to keep all of them.",
        f"Korva, 4 Boats — {LEAD}",
        f"NASA, May 4 (XYZ) - {LEAD}",
        f"HARBOUR TIMES – {LEAD}",
        f"Sornvale (XYZ) - {LEAD}",
        "他在3月4日电视采访中说，港口将继续开放，居民表示欢迎，票价不变，缆车也将恢复运行。",
        f"TARN, Boats 4 (AP) - {LEAD}",
        f"Ana Ruiz, AP — {LEAD}",
        f"Read Tarnpost.com, Sornvale-based: {LEAD}",
        "本社2日电话采访中说，港口将继续开放，居民表示欢迎，票价不变，缆车也将恢复运行。",
        "（中央社的記者說18日電費會漲價。）港口冬天不關。",
        "新华社的记者在4日电话采访中说，港口将继续开放。",
        "सवाल: क्या बंदरगाह सर्दियों में खुला रहेगा, और किसके खर्च पर?",
        LEAD,
        "",
    ],
)
def test_what_only_looks_like_a_dateline(text: str) -> None:
    assert datelines.parse(text) is None


@pytest.mark.parametrize(
    ("head", "place"),
    [
        ("Updated 12.41 PM IST TARN", "TARN"),
        ("Stand: 12. Mai, 14.05 UHR TARN", "TARN"),
        ("Mis à jour à 14:05 CEST TARN", "TARN"),
        ("Обновлено в 14:05 МСК ТАРН", "ТАРН"),
        ("The last boat left at ten. WEST TARN", "WEST TARN"),
        ("The last boat. Photo: harbour office TRH TARN", "TARN"),
    ],
)
def test_the_end_of_a_time_of_day_is_no_part_of_a_place(head: str, place: str) -> None:
    found = datelines.find(f"{head} (AFP) - {LEAD}")
    assert found is not None
    assert (found[0], found[1].place) == (len(head) - len(place), place)


def test_a_dateline_between_strokes_is_found_behind_a_caption() -> None:
    found = datelines.find(
        f"Лодка у причала. Фото: пресс-служба порта УСТЬ-МОЛЬВА, 21 апреля. /ТАСС/. {LEAD}"
    )
    assert found is not None
    assert (found[1].place, found[1].agencies) == ("УСТЬ-МОЛЬВА", ("TASS",))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("PORT ALMA, May 11, 2026 (NAN) The board decided on Monday.", (2026, 5, 11)),
        ("Villamar, 12 mar (EFE).- El faro volverá a encenderse.", (None, 3, 12)),
        (f"KORVA, 7 May - {LEAD}", (None, 5, 7)),
        ("新华社北京8月3日电 港口将继续开放。", (None, 8, 3)),
        ("नई दिल्ली, 3 अगस्त (भाषा) बंदरगाह खुला रहेगा।", (None, 8, 3)),
        (f"PORT ALMA - {LEAD}", None),
    ],
)
def test_the_day_of_a_dateline(text: str, day: tuple[int | None, int, int] | None) -> None:
    found = datelines.parse(text)
    assert found is not None
    assert found.day == day


@pytest.mark.parametrize(
    ("opening", "rest", "place"),
    [
        ("Tarnby —", "In Tarnby a sack of flour costs twice as much.", "Tarnby"),
        ("Tarnby:", "El precio en Tarnby subió.", "Tarnby"),
        ("Tarnby —", "A sack of flour costs twice as much.", None),
        ("Tarnby:", "Ruiz: What do they pay in Tarnby? Tarnby: Twice as much.", None),
    ],
)
def test_a_town_that_no_list_has_is_a_dateline_when_the_story_is_told_in_it(
    opening: str, rest: str, place: str | None
) -> None:
    found = datelines.of_story(f"{opening} {LEAD} {rest}")
    assert (found.place if found else None) == place


def test_the_papers_own_name_in_a_dateline_is_no_region() -> None:
    body = f"SORNVALE, Tarn Weekly – {LEAD}"
    read = builders.dump(body)
    about = Metadata(publisher=Organization("Tarn Weekly"))
    assert attribute(read, body=body, about=about).dateline == ("SORNVALE", "SORNVALE, Tarn Weekly –")
    assert attribute(read, body=body).dateline == ("SORNVALE, Tarn Weekly", "SORNVALE, Tarn Weekly –")


def test_the_reporter_in_a_chinese_dateline_is_the_author_when_nobody_else_is() -> None:
    body = "新华社青岭3月12日电（记者陈默）青岭市12日宣布，缆车将恢复运行。"
    assert attribute(builders.dump(body), body=body).authors == (Person("陈默", "reporter"),)


# --- wire -------------------------------------------------------------------------------------------------


def test_a_dateline_names_place_and_wire() -> None:
    found = attribute(builders.dump(STORY), body=STORY)
    assert found.dateline == ("PORT ALMA", "PORT ALMA (Reuters) -")
    assert [tuple(one) for one in found.wire] == [("Reuters", "dateline", "PORT ALMA (Reuters) -")]


@pytest.mark.parametrize(
    ("line", "rule", "field", "expected"),
    [
        ("- AFP", "credits.agency-tag", "wire", [("AFP", "sign-off")]),
        ("Made from the Reuters news feed", "phrases.disclaimer", "wire", [("Reuters", "disclaimer")]),
        ("Associated Press writer Jo Hill helped.", "credits.contributed", "credits", [("AP", "credits")]),
        ("By AFP and Tarn Weekly |", "credits.byline", "authors", [("AFP", "byline")]),
        ("The dam. (Photo: AFP)", "captions.caption", "captions", []),
        ("Getty Images", "credits.agency-tag", "wire", []),
    ],
)  # fmt: skip
def test_moved_text_sets_the_wire_by_its_kind(
    line: str, rule: str, field: str, expected: list[tuple[str, str]]
) -> None:
    found = attribute(builders.dump(LEAD, line), Verdict(1, "move", rule, "seen", field=field))
    assert wires(found) == expected


def test_an_agency_cited_in_the_story_sets_nothing() -> None:
    body = f"{LEAD} The AFP news agency and Reuters said so, according to TASS. (AP)x"
    assert attribute(builders.dump(body), body=body).wire == ()


def test_an_agency_in_json_ld_and_a_source_link() -> None:
    markup = (
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferries","author":'
        '{"@type":"Organization","name":"Agence France-Presse"}}</script><title>Ferries</title>'
        f"<p>{LEAD}</p><p><a href='https://apnews.com/article/ferries'>Source link</a></p>"
    )
    read = builders.page(markup)
    assert wires(attribute(read, about=metadata.read(read))) == [("AFP", "jsonld"), ("AP", "source-link")]


def test_a_link_to_an_agency_in_the_prose_is_no_source() -> None:
    read = builders.page(f"<p>{LEAD}</p><p><a href='https://apnews.com/x'>The board's earlier plan</a></p>")
    assert attribute(read).wire == ()


def test_the_same_agency_is_named_once_with_its_best_evidence() -> None:
    verdict = Verdict(1, "move", "credits.agency-tag", "seen", field="wire")
    found = attribute(builders.dump(STORY, "REUTERS"), verdict, body=STORY)
    assert wires(found) == [("Reuters", "dateline")]


def test_every_agency_has_a_name_of_its_own() -> None:
    names = [name for agency in agencies.table() for name in agency.names]
    assert len(names) == len(set(names))
    assert all(
        agencies.named(agency.name) == agency for agency in agencies.table() if agency.name in agency.names
    )


def test_an_agency_is_known_by_its_sites_and_no_others() -> None:
    reuters = agencies.of_url("https://www.reuters.com/world/x")
    assert reuters is not None
    assert reuters.name == "Reuters"
    assert agencies.of_url("https://notreuters.com/") is None
    assert agencies.of_url("https://[broken") is None


# --- publisher and aggregator -----------------------------------------------------------------------------


def names(found: Attribution) -> tuple[str | None, str | None]:
    publisher, aggregator = found.publisher, found.aggregator
    return publisher.name if publisher else None, aggregator.name if aggregator else None


def site(name: str) -> Metadata:
    return Metadata(site_name=Found(name, "meta"))


def test_a_labelled_story_on_anothers_site_has_an_aggregator() -> None:
    read = builders.dump(LEAD, url="https://www.newsheap.example/t/1")
    found = attribute(read, about=site("Newsheap"), publisher="The Beacon", role="split")
    assert names(found) == ("The Beacon", "Newsheap")
    assert found.aggregator is not None
    assert found.aggregator.domain == "newsheap.example"


def test_a_site_is_no_aggregator_of_its_own_stories() -> None:
    read = builders.dump(LEAD, url="https://beacon.example/t/1")
    found = attribute(read, about=site("The Beacon"), publisher="Beacon", role="split")
    assert names(found) == ("Beacon", None)


def test_the_declared_publisher_before_the_sites_name() -> None:
    about = Metadata(site_name=Found("Beacon", "meta"), publisher=Organization("The Beacon"))
    assert names(attribute(builders.dump(LEAD), about=about)) == ("The Beacon", None)


@pytest.mark.parametrize(
    ("lines", "url", "expected"),
    [
        (["Explore what Skimly AI can do for you:"], None, (None, "Skimly")),
        (["Ask Pickle anything about this story:"], None, (None, "Pickle")),
        (["© 2026 tarnweekly. All rights reserved."], None, ("tarnweekly", None)),
        (["Tarn Weekly", "© 2026 tarnweekly."], None, ("Tarn Weekly", None)),
        (["Support TarnWeekly today"], "https://tarnweekly.example/x", ("TarnWeekly", None)),
        (["© 2026 Reuters"], None, (None, None)),
        (["Ask anything about this story", "The AI can wait"], None, (None, None)),
    ],
)
def test_a_dump_names_its_site_in_its_furniture(
    lines: list[str], url: str | None, expected: tuple[str | None, str | None]
) -> None:
    assert names(attribute(builders.dump(LEAD, *lines, url=url))) == expected


@pytest.mark.parametrize(
    ("head", "note", "expected"),
    [
        ("The Tarn Weekly", "You are a free reader of The Tarn Weekly.", "The Tarn Weekly"),
        ("El Faro del Sorn", "Recibe El Faro del Sorn en tu correo.", "El Faro del Sorn"),
        ("Alma Times", "The Harbour News is at your door.", "Editorial Ribera del Sorn"),
        ("World", "World news at your door.", "Editorial Ribera del Sorn"),
        ("津軽日報", "A note.", "津軽日報"),
    ],
)
def test_a_dumps_head_has_the_name_that_the_page_says_again(head: str, note: str, expected: str) -> None:
    read = builders.dump(head, LEAD, note, "© 2026 Editorial Ribera del Sorn S.L.")
    spoken = Verdict(2, "cut", "phrases.newsletter", "seen")
    assert names(attribute(read, spoken))[0] == expected


def test_a_writer_who_holds_the_rights_is_no_publisher() -> None:
    read = builders.dump(LEAD, "© 2026 Jane Doe")
    assert names(attribute(read))[0] == "Jane Doe"
    assert names(attribute(read, about=Metadata(authors=(Person("Jane Doe"),))))[0] is None
    assert names(attribute(builders.dump(LEAD, "Tarn Weekly © 2024-2026")))[0] == "Tarn Weekly"


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (
            "This article was first published in Tarn Weekly. All rights reserved.",
            ("Tarn Weekly", "Newsheap"),
        ),
        ("Este artículo fue publicado originalmente en El Faro de Sorn.", ("El Faro de Sorn", "Newsheap")),
        ("The post Ferries sail on appeared first on Newsheap Daily.", ("Newsheap", None)),
        ("This article was first published on May 4, 2026.", ("Newsheap", None)),
        ("This story was first published in English by Reuters.", ("Newsheap", None)),
    ],
)
def test_a_note_says_where_the_story_stood_first(note: str, expected: tuple[str, str | None]) -> None:
    moved = Verdict(1, "move", "credits.first-published", "seen", field="wire")
    assert names(attribute(builders.dump(LEAD, note), moved, about=site("Newsheap"))) == expected
    assert names(attribute(builders.dump(LEAD, note), about=site("Newsheap"))) == ("Newsheap", None)


def test_a_link_to_the_original_names_the_publisher() -> None:
    for name, expected in (("The Tarn Observer", "The Tarn Observer"), ("Monday", None)):
        line = f"<p><a href='/out/7'>Read the original article on {name}</a></p>"
        found = attribute(
            builders.page(f"<p>{LEAD}</p>{line}"), Verdict(1, "cut", "seen", "seen"), about=site("Newsheap")
        )
        assert names(found) == ((expected, "Newsheap") if expected else ("Newsheap", None))


def test_a_disclaimer_and_a_byline_name_the_publisher() -> None:
    line = "Auto generated from the Reuters news service. TarnWeekly holds no responsibility for its content."
    moved = Verdict(1, "move", "phrases.disclaimer", "seen", field="wire")
    assert names(attribute(builders.dump(LEAD, line), moved)) == ("TarnWeekly", None)
    byline = Verdict(1, "move", "credits.byline", "seen", field="authors")
    assert names(attribute(builders.dump(LEAD, "By AFP and BlueTarn |"), byline)) == ("BlueTarn", None)


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (
            "The report above comes from the Reuters newswire. The Tarn Weekly has changed only its title.",
            "The Tarn Weekly",
        ),
        ("Disclaimer: The Tarn Weekly carries this story from Reuters as received.", "The Tarn Weekly"),
        ("The report above comes from Reuters and has changed hands; the Tarn Weekly takes no part.", None),
        ("This story comes from Reuters. Nobody has checked it.", None),
    ],
)
def test_a_note_names_the_publisher_that_its_page_shows(note: str, expected: str | None) -> None:
    moved = Verdict(2, "move", "credits.disclaimer", "seen", field="wire")
    found = attribute(builders.dump("The Tarn Weekly", LEAD, note), moved)
    assert names(found)[0] == expected


# --- authors and flags ------------------------------------------------------------------------------------


def test_a_byline_over_wire_copy_on_anothers_site_is_the_reposters() -> None:
    about = Metadata(authors=(Person("Rob Quill"),), site_name=Found("Tarn Weekly", "meta"))
    found = attribute(builders.dump(STORY), body=STORY, about=about)
    assert found.authors == (Person("Rob Quill", "reposter"),)
    assert "reposter_byline" in found.flags


def test_the_agencys_own_reporter_is_no_reposter() -> None:
    about = Metadata(authors=(Person("Ana Ruiz"),))
    line = "(Reporting by Ana Ruiz; Editing by Max Orr)"
    credit = Verdict(1, "move", "credits.reporting", "seen", field="credits")
    found = attribute(builders.dump(STORY, line), credit, body=STORY, about=about)
    assert found.authors == (Person("Ana Ruiz", "reporter"),)
    assert found.credits is not None
    assert found.credits.editors == ("Max Orr",)
    assert "reposter_byline" not in found.flags


def test_a_byline_right_above_the_dateline_came_with_the_story() -> None:
    byline = Verdict(0, "move", "credits.byline", "seen", field="authors")
    found = attribute(builders.dump("By Ana Ruiz", STORY), byline, body=STORY)
    assert found.authors == (Person("Ana Ruiz", "reporter"),)


def test_reporters_in_credits_are_the_authors_where_no_byline_names_any() -> None:
    credit = Verdict(1, "move", "credits.reporting", "seen", field="credits")
    read = builders.dump(LEAD, "(Reporting by Ana Ruiz; Editing by Max Orr)")
    assert attribute(read, credit).authors == (Person("Ana Ruiz", "reporter"),)
    named = Metadata(authors=(Person("Rob Quill"),))
    assert [one.name for one in attribute(read, credit, about=named).authors] == ["Rob Quill"]


def test_an_agency_in_a_byline_is_no_person() -> None:
    byline = Verdict(0, "move", "credits.byline", "seen", field="authors")
    assert attribute(builders.dump("By AFP and Tarn Weekly |", LEAD), byline).authors == ()


def test_an_authors_page_without_wire_has_no_reposter() -> None:
    about = Metadata(authors=(Person("Rob Quill"),))
    assert attribute(builders.dump(LEAD), about=about).authors == (Person("Rob Quill"),)


@pytest.mark.parametrize(
    ("flag", "rule"), [("editorial_note_leak", "phrases.editorial-note"), ("paywall", "phrases.paywall")]
)
def test_flags_from_rules(flag: str, rule: str) -> None:
    read = builders.dump(LEAD, "Note")
    assert flag in attribute(read, Verdict(1, "cut", rule, "seen")).flags
    assert flag not in attribute(read, Verdict(1, "cut", "phrases.menu", "seen")).flags


def test_a_missing_date_is_flagged_and_a_relative_one_is_none() -> None:
    assert "date_missing" in attribute(builders.dump(LEAD)).flags
    assert "date_missing" not in attribute(builders.dump(LEAD), relative_time="4 hours ago").flags


@pytest.mark.parametrize(
    "body",
    [
        "The talks were the first since 2018, the agencies reported on between Ruiz and Hill, who lead them.",
        "The dam will be opened in spring, according to the said Ana Ruiz at the gate.",
    ],
)
def test_words_lost_with_their_links_are_flagged(body: str) -> None:
    assert "words_lost" in attribute(builders.dump(body), body=body).flags


@pytest.mark.parametrize(
    "body",
    [
        "What was going on between Ruiz and Hill, the board said on Monday, was nobody's business.",
        'He sailed in "the last boat," she said. "It was cold," he said.',
        LEAD,
    ],
)
def test_whole_sentences_have_lost_no_words(body: str) -> None:
    assert "words_lost" not in attribute(builders.dump(body), body=body).flags


@given(
    st.text(max_size=300),
    st.lists(st.text(min_size=1, max_size=60), max_size=4),
    st.sampled_from(["main", "split"]),
)
def test_no_text_breaks_attribution(body: str, lines: list[str], role: str) -> None:
    read = builders.dump(*[" ".join(line.split()) or "x" for line in [body, *lines]])
    verdicts = [Verdict(one.index, "move", "credits.x", "seen", field="wire") for one in read.blocks[1:]]
    found = attribute(read, *verdicts, body=body, role=role)
    assert all(one.evidence and one.basis for one in found.wire)
    assert found.dateline is None or found.dateline[1] in body


REST = "\n\n".join(
    [LEAD, "Nobody was hurt, and the boats kept running.", "The work will take until autumn, she said."]
)


@pytest.mark.parametrize(
    ("first", "declared", "description"),
    [
        ("which the board had asked for since the flood of 1987.", None, None),
        ("and he added that the dam would hold for another winter.", None, None),
        (
            "added the mayor, who had opened the sluice himself.",
            None,
            "The council of Tarn closed its oldest mill on Friday after a fire in the wheelhouse.",
        ),
        (
            "He added that nobody had been told of the crack.",
            None,
            "A crack was found on Tuesday in the wall of the Ledro dam, which feeds four valleys.",
        ),
        (
            "Sie fügte hinzu, dass niemand davon gewusst habe.",
            None,
            "In der Mauer des Ledro-Damms ist am Dienstag ein Riss gefunden worden, teilte der Landkreis "
            "mit.",
        ),
        (LEAD, f"A crack was found on Tuesday in the wall of the dam that feeds four valleys. {LEAD}", None),
    ],
)
def test_a_body_that_begins_in_the_middle_lacks_its_lead(
    first: str, declared: str | None, description: str | None
) -> None:
    body = f"{first}\n\n{REST}" if first != LEAD else REST
    about = Metadata(body=declared, description=Found(description, "meta") if description else None)
    assert "lead_missing" in attribute(builders.dump(body), about=about, body=body).flags


@pytest.mark.parametrize(
    ("body", "description"),
    [
        (
            REST,
            "A page about the harbour of Port Alma, its boats, its people and all their weather, since 1911.",
        ),
        (
            f"But the dam held.\n\n{REST}",
            "But the dam held, and the boats kept running: nobody was hurt in Port Alma this winter.",
        ),
        (
            f"Who is she dating?\n\n{REST}",
            "A gossip page about the captains of Port Alma, with pictures and all their former loves.",
        ),
        (
            f"iPhones are banned on the ferries.\n\n{REST}",
            "The new rules of the harbour, one after the other, explained for those who sail for the first "
            "time.",
        ),
        (
            "hi, i'm ada.\n\ni live on a boat.\n\nit is cold here.\n\nnobody rows in may.",
            "How we live on boats in winter, and what it costs us in wood, wool and patience.",
        ),
        ("He said no.\n\n" + REST, "He said no: why the mayor of Tarn …"),
    ],
)
def test_a_body_with_its_own_beginning_lacks_no_lead(body: str, description: str) -> None:
    about = Metadata(description=Found(description, "meta"))
    assert "lead_missing" not in attribute(builders.dump(body), about=about, body=body).flags


@pytest.mark.parametrize(
    "body",
    [
        "The dam will be closed, according to that the board sent on Monday.",
        "The trucks were sold, laut am Dienstag veröffentlichten Zahlen.",
        "Le barrage tient, selon a déclaré la maire lundi.",
        "El dique resiste, dijo un diario publicado por que lo vio el lunes.",
        "The paper of, a weekly, told the and the board that it would print.",
    ],
)
def test_collisions_in_other_words_and_languages_are_flagged(body: str) -> None:
    assert "words_lost" in attribute(builders.dump(body), body=body).flags


@pytest.mark.parametrize(
    "body",
    [
        "Medienberichten zufolge ist der Damm dicht, und laut und deutlich sagte sie es allen.",
        "It was the best they could hope for. The boats they came with, the crews they came from, were gone.",
        "The exam will be held in that hall. She read the and in the margin.",
        "Según el alcalde, y según dijo la maestra, el dique resiste.",
    ],
)
def test_sentences_with_much_the_same_words_are_whole(body: str) -> None:
    assert "words_lost" not in attribute(builders.dump(body), body=body).flags


@pytest.mark.parametrize(
    "end",
    ["[…]", "[+2210 chars]", "and the boats that were to bring them home from the island had been sold to…"],
)
def test_a_body_that_breaks_off_is_truncated(end: str) -> None:
    body = f"{REST}\n\nThe work goes on, {end}"
    assert "truncated" in attribute(builders.dump(body), body=body).flags


def test_a_farewell_is_no_truncation() -> None:
    body = f"{REST}\n\nUntil next time…"
    assert "truncated" not in attribute(builders.dump(body), body=body).flags


def test_a_site_that_signs_beside_an_agency_is_no_person() -> None:
    """ "Tidal Lens" looks like a name; it heads the page, and an agency signs with it."""
    story = "\n\n".join([LEAD, LEAD.replace("Monday", "Tuesday"), LEAD.replace("Monday", "Friday")])
    head = "Nine rivers rise in a single night"
    signed = f"Tidal Lens\n\nPolitics\n\n{head}\n\nBy Tidal Lens and AFP | 2026-09-14\n\n{story}"
    article = clean(signed, kind="text").articles[0]
    assert article.authors == []
    assert article.publisher is not None
    assert article.publisher.name == "Tidal Lens"
    written = signed.replace("Tidal Lens\n\nPolitics", "Politics")
    assert [one.name for one in clean(written, kind="text").articles[0].authors] == ["Tidal Lens"]


@pytest.mark.parametrize(
    ("first", "owner", "publisher"),
    [
        ("The Marlow Kestrel", "Kestrel Publishing Co.", "The Marlow Kestrel"),
        ("Tidal", "Tidal Nachrichtendienst", "Tidal"),
        ("World", "World Kestrel Publishing Co.", "World Kestrel Publishing"),
        ("News", "News Group Kestrel", "News Group Kestrel"),
    ],
)
def test_the_brand_over_a_dump_is_no_entry_of_its_menu(first: str, owner: str, publisher: str) -> None:
    story = "The last ferry of the day will go on sailing, the harbour board decided on Monday evening."
    lines = [
        first,
        "Log in",
        "Ferries go on sailing",
        "2 March 2026",
        story,
        story,
        "Leave a comment",
        f"© 2026 {owner}",
    ]
    (article,) = clean("\n".join(lines), kind="text").articles
    assert article.publisher is not None
    assert article.publisher.name == publisher


def test_a_section_over_one_story_of_several_is_not_the_sites_name() -> None:
    lines = (
        "Everything from the lakes and the sea",
        "Bay Gazette",
        "2 hours ago",
        "Shore",
        LEAD,
        "Get the Shore letter",
    )
    read = plaintext.read(Page("\n".join(lines).encode(), kind="text"))
    spoken = Verdict(5, "cut", "phrases.newsletter", "an offer")
    for role, name in (("split", None), ("main", "Shore")):
        one = Segment(1, len(lines), role)
        assert sitenames.in_text(Case(read, Metadata(), one, [spoken], LEAD), None) == name


@pytest.mark.parametrize(
    ("head", "tail", "publisher"),
    [
        (
            ("Harbour Lights", "Menu"),
            ("Harbour Lights is printed on what the mill had left over.",),
            "Harbour Lights",
        ),
        (
            ("Skip to content", "HARBOUR LIGHTS"),
            ("Ask for the Harbour Lights ten per cent.",),
            "Harbour Lights",
        ),
        (("Skip to content", "The Tarn Noticeboard"), (), "The Tarn Noticeboard"),
        (("Harbourline", "Harbourline", "Markets"), (), "Harbourline"),
        (("Tarn 24°C", "Menu"), ("(c) Tarn Weekly Ltd",), "Tarn Weekly"),
        (("Menu",), ("(c) Copyright Reuters 2026. Redistribution is subject to contract.",), None),
        (
            ("Harbour Lights", "Menu"),
            ("Thanks for reading Harbour Lights!", "© 2026 Dana Whitlock"),
            "Harbour Lights",
        ),
        (("Search This Blog", "Menu"), (), None),
        (("Ferries, fish and fog", "Menu"), (), None),
    ],
)
def test_the_name_over_a_dump(head: tuple[str, ...], tail: tuple[str, ...], publisher: str | None) -> None:
    story = [f"{LEAD} {number} boats will sail." for number in range(2, 6)]
    lines = [*head, "Log in", "Ferries go on sailing", "2 March 2026", *story, "Leave a comment", *tail]
    (article,) = clean("\n".join(lines), kind="text").articles
    assert (article.publisher and article.publisher.name) == publisher


def test_a_desk_is_no_publisher() -> None:
    about = Metadata(source_label="Courier News Desk", site_name=Found("Tarn Courier", "og"))
    found = attribute(builders.dump(LEAD), about=about)
    assert found.publisher is not None
    assert (found.publisher.name, found.aggregator) == ("Tarn Courier", None)
