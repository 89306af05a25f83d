"""Datelines: place, agency and paper before a story's first sentence, and what only looks like one."""

from __future__ import annotations

import pytest
from sourcing import LEAD

from cleaners.sources import datelines


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
