//! The memo: its time line shows what the JSON of the same answer says, in proportion; whatever a
//! record or a policy says is text in it; and it is one file that asks for no other.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use onus::determination::Determination;
use onus::diagnostic::Language;
use onus::eval::{self, Question};
use onus::render::answer::{memo, screen};
use onus::render::json::json;
use onus::value::{Date, Instant, Moment, Zone};
use serde_json::Value;

use crate::known::{All, Record};

/// A tag: its name, its attributes, and whether it closes or is empty.
struct Tag<'t> {
    name: &'t str,
    attributes: BTreeMap<&'t str, &'t str>,
    closes: bool,
    empty: bool,
}

/// The tags of a document after its head, in their order. The text between them has no `<`.
fn tags(html: &str) -> Vec<Tag<'_>> {
    let (_, body) = html.split_once("</style>").expect("it has a style");
    let mut found = Vec::new();
    for piece in body.split('<').skip(1) {
        let (inner, _) = piece.split_once('>').expect("a tag ends");
        let closes = inner.starts_with('/');
        let empty = inner.ends_with('/');
        let inner = inner.trim_start_matches('/').trim_end_matches('/');
        let (name, rest) = inner.split_once(' ').unwrap_or((inner, ""));
        let mut attributes = BTreeMap::new();
        let mut rest = rest;
        while let Some((key, after)) = rest.split_once("=\"") {
            let (value, after) = after.split_once('"').expect("an attribute ends");
            attributes.insert(key.trim(), value);
            rest = after;
        }
        assert_eq!(rest.trim(), "", "<{inner}>");
        found.push(Tag {
            name,
            attributes,
            closes,
            empty,
        });
    }
    found
}

const TAGS: &str = "head body main header footer h1 h2 h3 p ul li table thead tbody tr th td code figure svg title desc \
                    g rect path circle text tspan span a html";
const ATTRIBUTES: &str = "class scope colspan role aria-label aria-labelledby aria-hidden viewBox id width height x y r rx d dx \
                          transform text-anchor data-row data-clock data-mark data-at data-from data-to href";

/// What is wrong with the document as such.
fn malformed(html: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    // The head was begun before the style.
    let mut open = vec!["html", "head"];
    let known = |all: &str, name: &str| all.split_whitespace().any(|one| one == name);
    for tag in tags(html) {
        if !known(TAGS, tag.name) {
            wrong.push(format!("<{}> is no tag of the memo", tag.name));
        }
        for (key, value) in &tag.attributes {
            if !known(ATTRIBUTES, key) {
                wrong.push(format!("{key}=\"{value}\" is no attribute of the memo"));
            }
            if *key == "href" && !value.starts_with("https://") {
                wrong.push(format!("a link to {value}"));
            }
        }
        match (tag.closes, tag.empty) {
            (true, _) if open.last() == Some(&tag.name) => {
                open.pop();
            }
            (true, _) => wrong.push(format!("</{}> closes {:?}", tag.name, open.last())),
            (false, true) => {}
            (false, false) => open.push(tag.name),
        }
    }
    if !open.is_empty() {
        wrong.push(format!("{open:?} is not closed"));
    }
    // What is said is in the body, where every tag and attribute was looked at.
    let (head, _) = html.split_once("</style>").expect("it has a style");
    for asks in ["<script", "<link", "src=", "url(", "@import"] {
        if head.contains(asks) {
            wrong.push(format!("its head has {asks}"));
        }
    }
    let ids: Vec<&str> = html.split(" id=\"").skip(1).collect();
    for id in html.split("aria-labelledby=\"").skip(1) {
        let named = id.split('"').next().unwrap_or_default();
        for name in named.split(' ') {
            if !ids.iter().any(|id| id.starts_with(&format!("{name}\""))) {
                wrong.push(format!("no text has the id {name}"));
            }
        }
    }
    wrong
}

/// A mark of the picture.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Mark {
    row: String,
    kind: String,
    at: String,
}

fn plain(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">");
    let text = text.replace("&quot;", "\"").replace("&#39;", "'");
    text.replace("&amp;", "&")
}

/// The marks that are drawn, each with its place in tenths of a unit.
fn drawn(html: &str) -> Vec<(Mark, i64)> {
    let marks = tags(html);
    let marks = marks
        .iter()
        .filter(|tag| tag.attributes.contains_key("data-mark"));
    marks
        .map(|tag| {
            let of = |key: &str| plain(tag.attributes[key]);
            let place = of("transform");
            let x = place.trim_start_matches("translate(").split(' ').next();
            let mark = Mark {
                row: of("data-row"),
                kind: of("data-mark"),
                at: of("data-at"),
            };
            (mark, tenths(x.expect("a place")))
        })
        .collect()
}

fn tenths(units: &str) -> i64 {
    let (whole, part) = units.split_once('.').unwrap_or((units, "0"));
    let whole: i64 = whole.parse().expect("a number");
    whole * 10 + part.parse::<i64>().expect("a digit")
}

/// The marks that the JSON of the answer calls for.
fn called_for(answer: &Value) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut mark = |row: &str, kind: &str, at: &Value| {
        if let Some(at) = at.as_str() {
            let (row, kind, at) = (row.to_owned(), kind.to_owned(), at.to_owned());
            marks.push(Mark { row, kind, at });
        }
    };
    let row = |of: &Value| {
        let name = of["name"].as_str().expect("a name");
        match of["instance"].as_str() {
            Some(instance) => format!("{name} {instance}"),
            None => name.to_owned(),
        }
    };
    for duty in answer["duties"].as_array().expect("duties") {
        let state = duty["state"].as_str().expect("a state");
        if ["not_in_force", "not_arisen", "exempt"].contains(&state) {
            continue;
        }
        let row = row(duty);
        // From when alone something is owed is not drawn, nor from when it is forbidden.
        let times = ["due_at", "due_day", "due_earliest", "due_latest", "done_at"];
        if times.iter().any(|time| duty[*time].is_string()) && state != "observed" {
            mark(&row, "since", &duty["owed_since"]);
        }
        let (at, day) = (&duty["due_at"], &duty["due_day"]);
        mark(&row, "due", if at.is_null() { day } else { at });
        if at.is_null() && day.is_null() {
            mark(&row, "earliest", &duty["due_earliest"]);
            mark(&row, "latest", &duty["due_latest"]);
        }
        mark(&row, "done", &duty["done_at"]);
    }
    for change in answer["coming"].as_array().expect("changes") {
        if change["kind"] == "duty" && change["to"] == "pending" {
            let row = row(change);
            mark(&row, "comes", &change["at"]);
            let (at, day) = (&change["due_at"], &change["due_day"]);
            mark(&row, "due", if at.is_null() { day } else { at });
        }
    }
    for fact in answer["facts"].as_array().expect("facts") {
        if fact["ahead"] == true {
            continue;
        }
        let path = fact["path"].as_str().expect("a path");
        let time = |figure: &Value| match &figure["time"] {
            Value::Null => figure["date"].clone(),
            time => time[0].clone(),
        };
        mark(path, "happened", &time(&fact["value"]["is"]));
        let between = &fact["value"]["between"];
        let bounds = (time(&between[0]), time(&between[1]));
        if bounds.0.is_string() && bounds.1.is_string() {
            mark(path, "earliest", &bounds.0);
            mark(path, "latest", &bounds.1);
        }
    }
    marks.sort();
    marks
}

/// When a mark is: of a limit that is a day the end of the day where it is owed, of a day of the
/// record its beginning.
fn instant(mark: &Mark, answer: &Determination) -> Instant {
    if let Some(at) = Moment::parse(&mark.at) {
        return at.instant();
    }
    let day = Date::parse(&mark.at).expect("a day");
    let (name, rest) = mark.row.split_once(' ').unwrap_or((&mark.row, ""));
    let instance = (!rest.is_empty()).then_some(rest);
    let of_record = answer.facts.iter().any(|fact| fact.path == mark.row);
    let mut duties = answer.duties.iter();
    let duty = duties.find(|duty| duty.about.key() == (name, instance));
    let (zone, day): (Zone, Date) = match (of_record, duty) {
        (true, _) => (answer.zone(""), day),
        (false, Some(duty)) => (answer.zone_of(duty), day.plus_days(1).expect("a day")),
        (false, None) => (answer.zone(name), day.plus_days(1).expect("a day")),
    };
    zone.midnight(day).expect("a midnight")
}

/// What is wrong with the picture, held against the JSON of the same answer.
fn misdrawn(html: &str, answer: &Determination) -> Vec<String> {
    let mut wrong = Vec::new();
    let drawn = drawn(html);
    let mut found: Vec<Mark> = drawn.iter().map(|(mark, _)| mark.clone()).collect();
    found.sort();
    let told: Value = serde_json::from_str(&json(answer)).expect("it is JSON");
    let expected = called_for(&told);
    if html.contains("Not drawn: ") {
        let strange = found.iter().filter(|mark| !expected.contains(mark));
        wrong.extend(strange.map(|mark| format!("{mark:?} is not in the JSON")));
    } else if found != expected {
        wrong.push(format!("drawn {found:#?}, but the JSON says {expected:#?}"));
    }
    // Each picture has an axis of its own.
    for which in ["clock", "periods"] {
        let figures = html.split("<figure>").skip(1);
        let figures = figures.filter_map(|figure| figure.split("</figure>").next());
        let own = format!("data-clock=\"{which}\"");
        let figures: Vec<&str> = figures.filter(|figure| figure.contains(&own)).collect();
        let figures = format!("<style></style>{}", figures.concat());
        wrong.extend(misplaced(&figures, answer));
    }
    wrong
}

/// What of one picture is not where its axis has it.
fn misplaced(html: &str, answer: &Determination) -> Vec<String> {
    let mut wrong = Vec::new();
    let drawn = drawn(html);
    if drawn.is_empty() {
        return wrong;
    }
    let of = |tag: &Tag, key: &str| {
        let at = Moment::parse(tag.attributes[key]).expect("an instant");
        at.instant()
    };
    let all = tags(html);
    let mut places: BTreeMap<Instant, i64> = BTreeMap::new();
    let mut place = |at: Instant, x: i64| {
        let known = *places.entry(at).or_insert(x);
        (known != x).then(|| format!("{at:?} is at {known} and at {x}"))
    };
    for (mark, x) in &drawn {
        wrong.extend(place(instant(mark, answer), *x));
    }
    for tag in all
        .iter()
        .filter(|tag| tag.attributes.get("class") == Some(&"now"))
    {
        let Some(now) = tag.attributes.get("data-at") else {
            continue;
        };
        let now = Moment::parse(now).expect("an instant");
        assert_eq!(now, answer.as_of);
        let x = tag.attributes["d"]
            .trim_start_matches('M')
            .split(' ')
            .next();
        wrong.extend(place(now.instant(), tenths(x.expect("a place"))));
    }
    // Each part of the picture shows them.
    let breaks: BTreeSet<(Instant, Instant)> = all
        .iter()
        .filter(|tag| tag.attributes.get("class") == Some(&"break"))
        .map(|tag| (of(tag, "data-from"), of(tag, "data-to")))
        .collect();
    let steps: Vec<((Instant, i64), (Instant, i64))> = places
        .iter()
        .zip(places.iter().skip(1))
        .map(|((from, left), (to, right))| ((*from, *left), (*to, *right)))
        .collect();
    let length = |from: Instant, to: Instant| i128::from(to.micros() - from.micros());
    let is_broken = |from: Instant, to: Instant| breaks.contains(&(from, to));
    let kept = steps
        .iter()
        .filter(|((from, _), (to, _))| !is_broken(*from, *to));
    let total: i128 = kept
        .clone()
        .map(|((from, _), (to, _))| length(*from, *to))
        .sum();
    let room: i64 = kept
        .clone()
        .map(|((_, left), (_, right))| right - left)
        .sum();
    for ((from, left), (to, right)) in &steps {
        let own = length(*from, *to);
        if right < left {
            wrong.push(format!("{to:?} is left of {from:?}"));
        }
        if is_broken(*from, *to) {
            if own <= 2 * total {
                wrong.push(format!("a gap of {own} is left out beside {total}"));
            }
            continue;
        }
        if own != total && own > 2 * (total - own) && breaks.len() < 6 {
            wrong.push(format!("a gap of {own} is drawn beside {}", total - own));
        }
        // To a tenth of a unit at either end.
        let share = i128::from(room) * own / total.max(1);
        if (i128::from(right - left) - share).abs() > 2 {
            wrong.push(format!(
                "{from:?} to {to:?} takes {} of {share}",
                right - left
            ));
        }
    }
    if breaks.len() + kept.count() != steps.len() {
        wrong.push("a break is not between two neighbours".to_owned());
    }
    wrong
}

fn judged(all: &All, record: &Record) -> Determination {
    let question = Question {
        coming: true,
        ..record.question.clone()
    };
    eval::evaluate(all.program(record), &record.facts, &question).0
}

fn check(folders: &[&str], one_in: u64) {
    let all = All::of(&[folders]);
    let faults = all.each(|record| {
        if !record.is_one_in(one_in) {
            return Vec::new();
        }
        let answer = judged(&all, record);
        let mut faults = misdrawn(&memo(&answer, Language::English), &answer);
        for language in [Language::English, Language::Korean] {
            faults.extend(malformed(&memo(&answer, language)));
        }
        let named = |fault: String| format!("{}: {fault}", record.name);
        faults.into_iter().map(named).collect()
    });
    let few: Vec<&String> = faults.iter().take(10).collect();
    assert!(faults.is_empty(), "{} faults: {few:#?}", faults.len());
}

/// `EVERY_CASE=1` takes all; else it is one in twelve.
#[test]
fn the_time_line_shows_what_the_json_says() {
    let every = std::env::var_os("EVERY_CASE").is_some();
    check(&["policies"], if every { 1 } else { 12 });
}

/// What the first screen names of the duties and of what can be imposed the memo names in its first
/// part too.
#[test]
fn its_short_part_says_no_less_than_the_first_screen() {
    let all = All::of(&[&["policies"]]);
    let faults = all.each(|record| {
        if !record.is_one_in(12) {
            return Vec::new();
        }
        let answer = judged(&all, record);
        let spaced = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let screen = spaced(&screen(&answer, Language::English, 80));
        let html = memo(&answer, Language::English);
        let (_, rest) = html
            .split_once("<h2>IN SHORT</h2>")
            .expect("it has that part");
        let (short, _) = rest.split_once("<h2>").expect("it is not all");
        let short: String = (short.split('<'))
            .map(|part| part.split_once('>').map_or(part, |(_, text)| text))
            .collect::<Vec<_>>()
            .join(" ");
        let short = spaced(&plain(&short));
        let duties = answer.duties.iter().map(|row| &row.about.title.en);
        let sanctions = answer.sanctions.iter().map(|row| &row.about.title.en);
        let powers = answer.powers.iter().map(|row| &row.about.title.en);
        let titles: BTreeSet<&String> = duties.chain(sanctions).chain(powers).collect();
        let missing = titles.into_iter().filter(|title| {
            let title = spaced(title);
            screen.contains(&title) && !short.contains(&title)
        });
        let named = |title: &String| format!("{}: {title}", record.name);
        let mut faults: Vec<String> = missing.map(named).collect();
        if short.contains("today") || short.contains("tomorrow") {
            faults.push(format!("{}: a day of no date on paper", record.name));
        }
        if short.contains("--full") {
            faults.push(format!("{}: a command on paper", record.name));
        }
        faults
    });
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn so_it_does_of_what_is_done_and_counted_in_every_way() {
    check(&["tests/acts"], 2);
    check(&["tests/regimes", "policies/common"], 4);
}

/// The incident whose memo is held to kept pictures, which are compared where a browser is.
#[test]
fn the_kept_pictures_show_every_form() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("every-form.html");
    let done = Command::new(env!("CARGO_BIN_EXE_onus"))
        .current_dir(root)
        .args(["report", "tests/memo/incident.onus", "--facts"])
        .args([
            "tests/memo/incident.json",
            "--as-of",
            "2024-06-07T09:00+09:00",
            "--out",
        ])
        .arg(&out)
        .output()
        .expect("the command starts");
    assert_eq!(done.status.code(), Some(0), "{done:?}");
    let html = fs::read_to_string(&out).expect("it is written");
    let all = tags(&html);
    let marks: BTreeSet<&str> = all
        .iter()
        .filter_map(|tag| tag.attributes.get("data-mark").copied())
        .collect();
    let every = [
        "comes", "done", "due", "earliest", "happened", "latest", "since",
    ];
    assert_eq!(marks, BTreeSet::from(every));
    let classes: BTreeSet<&str> = all
        .iter()
        .filter_map(|tag| tag.attributes.get("class").copied())
        .collect();
    for class in [
        "bar running",
        "bar open",
        "bar late",
        "break",
        "now",
        "track",
        "track perhaps",
    ] {
        assert!(classes.contains(class), "{class}");
    }
}

/// Every title, name and note is hostile.
const HOSTILE: &str = r#"policy hostile
  title "<script>alert(1)</script>" ko "<script>alert('정책')</script>"
  zone Asia/Seoul
source Act "\"><img src=x onerror=alert(1)>" ko "<b>법</b>"
party operator "Operator <i>" ko "사업자 <i>"
party users "Users & </main>" ko "이용자 & </main>"
record Service
  field name : text "Name" ko "이름"
  field stopped : time "Start </svg><script>" ko "시작 </svg><script>"
fact services : list of Service "Services <!-- " ko "서비스 <!-- "
act tell "Notice <a href=javascript:alert(1)>" ko "고지 <a href=javascript:alert(1)>" from operator to users
duty notify for each s in services
  title "Notice ' onload=alert(1) \" <svg>" ko "고지 ' onload=alert(1) <svg>"
  cites Act <script>
  bearer operator to users
  when s.stopped is known
  must tell by s.stopped + 24 hours
"#;

/// What is wrong with the memo for somebody who hears it.
fn unheard(html: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let count = |what: &str| html.matches(what).count();
    // One heading of the whole, and none below it that skips a step.
    let mut level = 0;
    for (at, _) in html.match_indices("<h") {
        let Some(next) = html[at + 2..].chars().next().and_then(|c| c.to_digit(10)) else {
            continue;
        };
        if next > level + 1 {
            faults.push(format!(
                "a heading of level {next} after one of level {level}"
            ));
        }
        level = next;
    }
    if count("<h1") != 1 {
        faults.push(format!("{} headings of the whole", count("<h1")));
    }
    for (table, _) in html.match_indices("<table") {
        let end = table + html[table..].find("</table>").expect("it ends");
        let table = &html[table..end];
        let opening = &table[..table.find('>').expect("a tag ends")];
        if !opening.contains("aria-label=\"") || opening.contains("aria-label=\"\"") {
            faults.push(format!("a table without a name: {opening}"));
        }
        for (cell, _) in table.match_indices("<th") {
            let cell = &table[cell..cell + table[cell..].find('>').expect("a tag ends")];
            if !cell.starts_with("<thead") && !cell.contains("scope=\"") {
                faults.push(format!("a head of no row or column: {cell}"));
            }
        }
    }
    for (svg, _) in html.match_indices("<svg") {
        let end = svg + html[svg..].find("</svg>").expect("it ends");
        let svg = &html[svg..end];
        let opening = &svg[..svg.find('>').expect("a tag ends")];
        if opening.contains("aria-hidden=\"true\"") {
            continue;
        }
        let named = opening.split("aria-labelledby=\"").nth(1);
        let named = named
            .and_then(|rest| rest.split('"').next())
            .unwrap_or_default();
        let ids: Vec<&str> = named.split(' ').collect();
        let [title, desc] = ids.as_slice() else {
            faults.push(format!("a picture that nothing names: {opening}"));
            continue;
        };
        for (tag, id) in [("title", title), ("desc", desc)] {
            let opened = format!("<{tag} id=\"{id}\">");
            let said = svg.split(&opened).nth(1);
            let said = said
                .and_then(|rest| rest.split('<').next())
                .unwrap_or_default();
            if said.trim().is_empty() {
                faults.push(format!("no {tag} `{id}`"));
            }
        }
    }
    if html.contains("<img") {
        faults.push("an image, of which nothing is known".to_owned());
    }
    faults
}

#[test]
fn a_memo_can_be_heard() {
    let all = crate::known::all();
    for name in [
        "world.group.autumn",
        "kr.incidents.kakao_fire_2022",
        "eu.dora.dora_1",
    ] {
        let record = all.records.iter().find(|record| record.name == name);
        let answer = judged(&all, record.expect("it is there"));
        for (language, tag) in [(Language::English, "en"), (Language::Korean, "ko")] {
            let html = memo(&answer, language);
            assert!(html.contains(&format!("<html lang=\"{tag}\">")), "{name}");
            assert_eq!(unheard(&html), Vec::<String>::new(), "{name} {tag}");
        }
    }
    // What it looks for is found.
    let broken = "<h1>a</h1><h3>b</h3><table><th>c</th></table><svg role=\"img\"></svg>";
    assert_eq!(unheard(broken).len(), 4);
}

#[test]
fn whatever_is_said_is_text() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile-memo");
    fs::create_dir_all(&folder).expect("a folder can be made");
    let policy = HOSTILE.replace("cites Act <script>", "cites Act 1");
    let policy = policy.replace("\\\">", "'>").replace("\\\"", "'");
    fs::write(folder.join("hostile.onus"), policy).expect("it can be written");
    let record = serde_json::json!({
        "title": "<script>alert('title')</script>",
        "zone": "Asia/Seoul",
        "services": [
            {"name": "</text><script>alert(2)</script>", "stopped": {"is": "2022-02-09T11:20",
                "source": "\"><script src=https://example.org></script>", "by": "<style>", "note": "]]>'\"&lt;"}},
            {"name": "\u{202e}gnp.<img>", "stopped": "2022-02-10T09:00"}
        ],
        "events": [{"act": "tell", "at": "2022-02-09T12:00", "by": "operator", "re": "services[0]"}]
    });
    fs::write(folder.join("facts.json"), record.to_string()).expect("it can be written");
    for lang in ["en", "ko"] {
        let out = folder.join(format!("{lang}.html"));
        let done = Command::new(env!("CARGO_BIN_EXE_onus"))
            .current_dir(&folder)
            .args([
                "report",
                "hostile.onus",
                "--facts",
                "facts.json",
                "--lang",
                lang,
            ])
            .args(["--as-of", "2022-02-10T12:00+09:00", "--out"])
            .arg(&out)
            .output()
            .expect("the command starts");
        let told = String::from_utf8_lossy(&done.stderr);
        assert_eq!(done.status.code(), Some(0), "{told}");
        let html = fs::read_to_string(&out).expect("it is written");
        assert_eq!(malformed(&html), Vec::<String>::new());
        // What was said is there, as text.
        for said in [
            "&lt;script&gt;alert(&#39;title&#39;)&lt;/script&gt;",
            "&lt;/text&gt;&lt;script&gt;alert(2)&lt;/script&gt;",
            "&quot;&gt;&lt;script src=https://example.org&gt;&lt;/script&gt;",
            "&lt;style&gt;",
        ] {
            assert!(html.contains(said), "{said}");
        }
        assert!(!html.contains('\u{202e}'));
    }
}

/// Where the articles of a memo lead, each with the words that lead there.
fn links(html: &str) -> BTreeSet<(&str, &str)> {
    let links = html.split("<a href=\"").skip(1);
    let link =
        |link: &'_ str| -> Option<(usize, usize)> { Some((link.find("\">")?, link.find("</a>")?)) };
    links
        .map(|text| {
            let (to, end) = link(text).expect("a link ends");
            (&text[..to], &text[to + 2..end])
        })
        .collect()
}

#[test]
fn articles_lead_to_the_official_text() {
    let all = All::of(&[&["policies"]]);
    let memo_of = |name: &str, language| {
        let mut records = all.records.iter();
        let record = records.find(|record| record.name == name);
        memo(&judged(&all, record.expect("the case is there")), language)
    };
    let korean = memo_of("kr.incidents.kakao_fire_2022", Language::Korean);
    for link in [
        (
            "https://www.law.go.kr/법령/전기통신사업법/제33조",
            "전기통신사업법 제33조제2항",
        ),
        (
            "https://www.law.go.kr/법령/전기통신사업법시행령/제30조의8",
            "같은 법 시행령 제30조의8제2항제2호나목",
        ),
    ] {
        assert!(
            links(&korean).contains(&link),
            "{link:?} is not in {:#?}",
            links(&korean)
        );
    }
    let group = memo_of("world.group.autumn", Language::English);
    for link in [
        (
            "https://eur-lex.europa.eu/eli/reg/2016/679/oj#art_33",
            "GDPR\u{a0}33(1)",
        ),
        (
            "https://eur-lex.europa.eu/eli/dir/2022/2555/oj#art_23",
            "NIS2\u{a0}23(4)(b)",
        ),
        (
            "https://www.law.go.kr/법령/개인정보보호법/제34조",
            "PIPA\u{a0}34(1)",
        ),
    ] {
        assert!(
            links(&group).contains(&link),
            "{link:?} is not in {:#?}",
            links(&group)
        );
    }
    // No mark of a link is left in what is shown.
    for html in [korean, group] {
        assert!(!html.chars().any(|c| ('\u{fdd0}'..='\u{fdef}').contains(&c)));
    }
}

#[test]
fn a_memo_is_written_whole_or_not_at_all() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("memo");
    fs::create_dir_all(&folder).expect("a folder can be made");
    let report = |out: &Path| {
        let done = Command::new(env!("CARGO_BIN_EXE_onus"))
            .current_dir(root)
            .args(["report", "policies/world/group", "--facts"])
            .args(["policies/world/group/facts/autumn.json", "--out"])
            .arg(out)
            .args(["--as-of", "2026-10-24T02:00+02:00", "--lang", "ko"])
            .output()
            .expect("the command starts");
        let told = String::from_utf8_lossy(&done.stderr).into_owned();
        (done.status.code(), told)
    };
    let out = folder.join("memo.html");
    assert_eq!(report(&out), (Some(0), String::new()));
    let first = fs::read_to_string(&out).expect("it is there");
    assert!(first.starts_with("<!DOCTYPE html>\n<html lang=\"ko\">"));
    assert!(first.ends_with("</html>\n"));
    // The same record and the same moment, the same bytes.
    assert_eq!(report(&out).0, Some(0));
    assert_eq!(fs::read_to_string(&out).expect("it is there"), first);
    for name in ["memo.doc", "memo"] {
        let out = folder.join(name);
        let (code, told) = report(&out);
        assert_eq!(code, Some(2));
        assert!(told.contains(".html"), "{told}");
        assert!(!out.exists());
    }
    // A folder that is a file.
    let (code, told) = report(&out.join("memo.html"));
    assert_eq!(code, Some(2), "{told}");
}

/// What stands in for a browser: it notes its arguments, and does this with the file to print to.
#[cfg(unix)]
fn browser(folder: &Path, name: &str, does: &str) -> std::path::PathBuf {
    use std::os::unix::fs::PermissionsExt;
    let path = folder.join(name);
    let script = format!(
        "#!/bin/sh\nfor one in \"$@\"; do case $one in --print-to-pdf=*) to=${{one#*=}};; esac; from=$one; done\n{does}\n"
    );
    fs::write(&path, script).expect("it can be written");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("it can be run");
    path
}

#[cfg(unix)]
#[test]
fn a_pdf_is_printed_by_a_browser_or_it_is_said_why_not() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("memo pdf #1");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder can be made");
    let facts = "policies/kr/netflix_law/facts/paid-music-2022-10-15.json";
    let out = folder.join("memo.pdf");
    let report = |browser: &Path| {
        let done = Command::new(env!("CARGO_BIN_EXE_onus"))
            .current_dir(root)
            .args([
                "report",
                "policies/kr/netflix_law",
                "--facts",
                facts,
                "--out",
            ])
            .arg(&out)
            .args(["--as-of", "2022-10-20T09:00+09:00"])
            .env("ONUS_BROWSER", browser)
            .output()
            .expect("the command starts");
        let told = String::from_utf8_lossy(&done.stderr).into_owned();
        (done.status.code(), told)
    };
    for (browser, says) in [
        (folder.join("is-not-there"), "install Chromium"),
        (
            browser(&folder, "fails", "echo no room >&2; exit 3"),
            "no room",
        ),
        (browser(&folder, "nothing", "exit 0"), "printed no PDF"),
        (
            browser(&folder, "other", "echo hello > \"$to\""),
            "printed no PDF",
        ),
    ] {
        let (code, told) = report(&browser);
        assert_eq!(code, Some(2), "{told}");
        assert!(told.contains(says), "{told}");
        assert!(!out.exists());
    }
    let prints = "(printf '%%PDF-1.4\\n'; cat \"$from\") > \"$to\"";
    let (code, told) = report(&browser(&folder, "prints", prints));
    assert_eq!((code, told.as_str()), (Some(0), ""));
    let printed = fs::read_to_string(&out).expect("it is there");
    assert!(
        printed.starts_with("%PDF-1.4\n<!DOCTYPE html>"),
        "{printed}"
    );
    // Nothing of the work is left beside it.
    let mut left: Vec<String> = fs::read_dir(&folder)
        .expect("it is a folder")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    left.sort();
    assert_eq!(left, ["fails", "memo.pdf", "nothing", "other", "prints"]);
}
