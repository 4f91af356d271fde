"""Writes the calendars beside this file from the Python package `holidays` (MIT).

Run by hand when a year is added; the JSON files are what the program reads.
    pip install holidays==0.109 && python data/calendars/generate.py
"""

import json
import pathlib

import holidays

FIRST, LAST = 2015, 2027
HERE = pathlib.Path(__file__).parent

CALENDARS = {
    "kr": (holidays.KR, {}, "Public holidays of the Republic of Korea", "대한민국 관공서의 공휴일"),
    "us.federal": (holidays.US, {}, "Federal holidays of the United States", "미국 연방 공휴일"),
    "jp": (holidays.JP, {}, "Public holidays of Japan", "일본 국민의 축일"),
    "gb.england": (holidays.GB, {"subdiv": "ENG"}, "Bank holidays of England", "영국(잉글랜드) 은행 휴일"),
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
for code, (en, ko) in MEMBER_STATES.items():
    CALENDARS[code] = (getattr(holidays, code.upper()), {}, f"Public holidays of {en}", f"{ko} 공휴일")

for name, (make, options, en, ko) in CALENDARS.items():
    years = range(FIRST, LAST + 1)
    days = make(years=years, language="en_US", **options)
    # Where the package has no Korean name, a Korean reader is shown the English one.
    korean = make(years=years, language="ko", **options) if name == "kr" else days
    data = {
        "name": name,
        "title": {"en": en, "ko": ko},
        "source": f"Python package holidays {holidays.__version__} (MIT)",
        "first_year": FIRST,
        "last_year": LAST,
        "weekend": ["saturday", "sunday"],
        "holidays": {
            str(day): {"en": title, "ko": korean.get(day, title)} if korean is not days else title
            for day, title in sorted(days.items())
        },
    }
    # One line for each holiday, so that a change of one shows as one.
    days = data.pop("holidays")
    text = json.dumps(data, ensure_ascii=False, indent=1).removesuffix("\n}")
    lines = [f'  "{day}": {json.dumps(title, ensure_ascii=False)}' for day, title in days.items()]
    text += ',\n "holidays": {\n' + ",\n".join(lines) + "\n }\n}"
    (HERE / f"{name}.json").write_text(text + "\n", encoding="utf-8")
