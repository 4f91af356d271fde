"""Writes the calendars beside this file from the Python package `holidays` (MIT).

Run by hand when a year is added; the JSON files are what the program reads.
    pip install holidays==0.109 && python data/calendars/generate.py

`relied_on_until` is the last day whose holidays were fixed when this was written: by statute, by the
yearly announcement of the authority, or by a rule that needs none. A day beyond it is not known.
"""

import json
import pathlib

import holidays

FIRST, LAST = 2015, 2027
HERE = pathlib.Path(__file__).parent

SATURDAY_AND_SUNDAY = ["saturday", "sunday"]
SUNDAY = ["sunday"]

# Name: class, options, titles; then what differs: first year, weekend, days that count forward only.
CALENDARS = {
    "kr": (holidays.KR, {}, "Public holidays of the Republic of Korea", "대한민국 관공서의 공휴일", {}),
    "us.federal": (holidays.US, {}, "Federal holidays of the United States", "미국 연방 공휴일", {"first": 1985}),
    "us.ma": (
        holidays.US, {}, "Federal holidays, and those of Massachusetts in periods that run forward",
        "미국 연방 공휴일 및 매사추세츠주 공휴일(순산 기간에 한함)", {"first": 1985, "forward_only": "MA"},
    ),
    "jp": (holidays.JP, {}, "Public holidays of Japan", "일본 국민의 축일", {}),
    "gb.england": (
        holidays.GB, {"subdiv": "ENG"}, "Bank holidays of England", "영국(잉글랜드) 은행 휴일", {"first": 1985},
    ),
    "de.werktag": (
        holidays.DE, {}, "Working days of Germany, Saturdays among them", "독일의 평일(토요일 포함)",
        {"first": 1991, "weekend": SUNDAY},
    ),
    "sg": (holidays.SG, {}, "Public holidays of Singapore", "싱가포르 공휴일", {"weekend": SUNDAY}),
    "in": (
        holidays.IN, {"categories": ("public", "government")},
        "Holidays of the offices of the Central Government of India", "인도 중앙정부 관서의 휴일",
        {"relied_on_until": "2026-12-31"},
    ),
    "au.act": (holidays.AU, {"subdiv": "ACT"}, "Public holidays of the Australian Capital Territory", "호주 수도 준주 공휴일", {}),
    "au.nsw": (holidays.AU, {"subdiv": "NSW"}, "Public holidays of New South Wales", "호주 뉴사우스웨일스주 공휴일", {}),
    "au.nt": (holidays.AU, {"subdiv": "NT"}, "Public holidays of the Northern Territory", "호주 노던 준주 공휴일", {}),
    "au.qld": (holidays.AU, {"subdiv": "QLD"}, "Public holidays of Queensland", "호주 퀸즐랜드주 공휴일", {}),
    "au.sa": (holidays.AU, {"subdiv": "SA"}, "Public holidays of South Australia", "호주 사우스오스트레일리아주 공휴일", {}),
    "au.tas": (holidays.AU, {"subdiv": "TAS"}, "Public holidays of Tasmania", "호주 태즈메이니아주 공휴일", {}),
    "au.vic": (holidays.AU, {"subdiv": "VIC"}, "Public holidays of Victoria", "호주 빅토리아주 공휴일",
               {"relied_on_until": "2026-12-31"}),
    "au.wa": (holidays.AU, {"subdiv": "WA"}, "Public holidays of Western Australia", "호주 웨스턴오스트레일리아주 공휴일", {}),
}

# The Member States of the European Union: holidays of the whole State.
MEMBER_STATES = {
    "at": ("Austria", "오스트리아"), "be": ("Belgium", "벨기에"), "bg": ("Bulgaria", "불가리아"),
    "cy": ("Cyprus", "키프로스"), "cz": ("Czechia", "체코"), "de": ("Germany", "독일"),
    "dk": ("Denmark", "덴마크"), "ee": ("Estonia", "에스토니아"), "es": ("Spain", "스페인"),
    "fi": ("Finland", "핀란드"), "fr": ("France", "프랑스"), "gr": ("Greece", "그리스"),
    "hr": ("Croatia", "크로아티아"), "hu": ("Hungary", "헝가리"), "ie": ("Ireland", "아일랜드"),
    "it": ("Italy", "이탈리아"), "lt": ("Lithuania", "리투아니아"), "lu": ("Luxembourg", "룩셈부르크"),
    "lv": ("Latvia", "라트비아"), "mt": ("Malta", "몰타"), "nl": ("Netherlands", "네덜란드"),
    "pl": ("Poland", "폴란드"), "pt": ("Portugal", "포르투갈"), "ro": ("Romania", "루마니아"),
    "se": ("Sweden", "스웨덴"), "si": ("Slovenia", "슬로베니아"), "sk": ("Slovakia", "슬로바키아"),
}
EARLIER = {"de": 1991, "fr": 1985, "nl": 1985}
# Liberation Day is a holiday in every year by the Act on time limits, though most work on it but every fifth year.
OPTIONS = {"nl": {"categories": ("public", "optional")}}
# A text of law that was read, and with which the days agree.
AGREES = {"nl": "Algemene termijnenwet, Article 3", "se": "Act 1989:253 on public holidays, sections 1 and 2"}
for code, (en, ko) in MEMBER_STATES.items():
    differs = {"first": EARLIER[code]} if code in EARLIER else {}
    differs["agrees"] = AGREES.get(code)
    options = OPTIONS.get(code, {})
    CALENDARS[code] = (getattr(holidays, code.upper()), options, f"Public holidays of {en}", f"{ko} 공휴일", differs)


def lines(days):
    """One line for each holiday, so that a change of one shows as one."""
    return ",\n".join(f'  "{day}": {json.dumps(title, ensure_ascii=False)}' for day, title in days.items())


for name, (make, options, en, ko, differs) in CALENDARS.items():
    first = differs.get("first", FIRST)
    years = range(first, LAST + 1)
    days = make(years=years, language="en_US", **options)
    # Where the package has no Korean name, a Korean reader is shown the English one.
    korean = make(years=years, language="ko", **options) if name == "kr" else days
    source = f"Python package holidays {holidays.__version__} (MIT)"
    agrees = differs.get("agrees")
    data = {
        "name": name,
        "title": {"en": en, "ko": ko},
        "source": f"{source}; agrees with {agrees}" if agrees else source,
        "first_year": first,
        "relied_on_until": differs.get("relied_on_until", f"{LAST}-12-31"),
        "weekend": differs.get("weekend", SATURDAY_AND_SUNDAY),
    }
    groups = {
        "holidays": {
            str(day): {"en": title, "ko": korean.get(day, title)} if korean is not days else title
            for day, title in sorted(days.items())
        },
    }
    if "forward_only" in differs:
        state = make(years=years, language="en_US", subdiv=differs["forward_only"])
        groups["forward_only"] = {str(day): title for day, title in sorted(state.items()) if day not in days}
    text = json.dumps(data, ensure_ascii=False, indent=1).removesuffix("\n}")
    for group, named in groups.items():
        text += f',\n "{group}": {{\n' + lines(named) + "\n }"
    (HERE / f"{name}.json").write_text(text + "\n}\n", encoding="utf-8")
