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
    "de": (holidays.DE, {}, "Public holidays of all of Germany", "독일 연방 전역의 공휴일"),
    "fr": (holidays.FR, {}, "Public holidays of France", "프랑스 공휴일"),
    "us.federal": (holidays.US, {}, "Federal holidays of the United States", "미국 연방 공휴일"),
    "jp": (holidays.JP, {}, "Public holidays of Japan", "일본 국민의 축일"),
    "gb.england": (holidays.GB, {"subdiv": "ENG"}, "Bank holidays of England", "영국(잉글랜드) 은행 휴일"),
}

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
            str(day): {"en": title, "ko": korean.get(day, title)}
            for day, title in sorted(days.items())
        },
    }
    text = json.dumps(data, ensure_ascii=False, indent=1)
    (HERE / f"{name}.json").write_text(text + "\n", encoding="utf-8")
