//! `onus new`: a folder with a policy that checks, a record, two cases, a README and a workflow.
//! Nothing that is there is written over.

use std::io::{BufRead, IsTerminal};
use std::path::PathBuf;

use super::args::New;
use super::{COULD_NOT_RUN, FINE, files, output};
use crate::diagnostic::near::nearest;
use crate::diagnostic::{Language, Phrase};
use crate::format::{WIDTH, format};
use crate::period::Regime;
use crate::syntax;
use crate::value::Zone;

/// What the files are filled in with.
struct Answers {
    name: String,
    title: Phrase,
    law: Phrase,
    zone: &'static str,
    regime: Option<&'static str>,
}

pub(super) fn run(options: &New) -> u8 {
    let language: Language = options.lang.into();
    let answers = match answers(options, language) {
        Ok(answers) => answers,
        Err((en, ko)) => {
            output::could_not(language, &en, &ko);
            return COULD_NOT_RUN;
        }
    };
    for (path, text) in made(&answers, language) {
        let path = options.folder.join(path);
        if let Err(trouble) = files::write_new(&path, &text) {
            output::could_not(language, &trouble.en, &trouble.ko);
            return COULD_NOT_RUN;
        }
    }
    let shown = options.folder.display();
    output::print(&match language {
        Language::English => format!(
            "{shown} has a policy, a record and two cases. Next:\n  onus test {shown}\n  onus eval {shown} --facts {shown}/facts/first.json\n"
        ),
        Language::Korean => format!(
            "{shown} 폴더에 정책, 사실관계, 사례 두 건을 만들었습니다. 다음 순서:\n  onus test {shown} --lang ko\n  onus eval {shown} --facts {shown}/facts/first.json --lang ko\n"
        ),
    });
    FINE
}

/// What is known of the folder, its policy and its law, or why there can be none.
fn answers(options: &New, language: Language) -> Result<Answers, (String, String)> {
    let folder = &options.folder;
    let name = folder
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    let name = name.unwrap_or_default();
    if !is_name(&name) {
        return Err((
            format!(
                "the folder gives the policy its name, and `{name}` cannot be one: write letters, digits and `_`, beginning with a letter"
            ),
            format!(
                "폴더 이름이 정책 이름이 되는데 `{name}` 이름은 쓸 수 없습니다. 글자로 시작하여 글자·숫자·`_`만 쓰십시오"
            ),
        ));
    }
    let occupied = folder
        .read_dir()
        .map_or(folder.exists(), |mut entries| entries.next().is_some());
    if occupied {
        let shown = folder.display();
        return Err((
            format!("{shown} is there already, and nothing is written over"),
            format!("{shown} 경로가 이미 있으며, 있는 것은 덮어쓰지 않습니다"),
        ));
    }
    let regime = match options.from.as_deref() {
        None => None,
        Some(wanted) => Some(regime(wanted)?),
    };
    let korean = language == Language::Korean;
    let zone = regime.map_or(if korean { "Asia/Seoul" } else { "UTC" }, zone_of);
    let mut answers = Answers {
        name,
        title: Phrase::new("Notice of outages", "장애 고지"),
        law: Phrase::new("Online Services Act", "온라인서비스법"),
        zone,
        regime,
    };
    if std::io::stdin().is_terminal() && std::io::stdout().is_terminal() {
        ask(&mut answers, language);
    }
    Ok(answers)
}

fn regime(wanted: &str) -> Result<&'static str, (String, String)> {
    let names = || Regime::shipped().map(|regime| regime.name.as_str());
    names().find(|name| *name == wanted).ok_or_else(|| {
        let begun: Vec<&str> = names().filter(|name| name.starts_with(wanted)).collect();
        let near = match begun.as_slice() {
            [] => nearest(wanted, names()).or_else(|| Regime::titled(wanted)),
            [only] => Some(*only),
            _ => None,
        };
        let (en, ko) = match near {
            Some(near) => (
                format!("; the nearest is `{near}`"),
                format!(" 가장 가까운 이름: `{near}`"),
            ),
            None => {
                let all: Vec<&str> = names().collect();
                let some = if begun.is_empty() { all } else { begun };
                let some: Vec<String> = some.iter().map(|name| format!("`{name}`")).collect();
                let some = some.join(", ");
                (
                    format!("; there are {some}"),
                    format!(" 가능한 이름: {some}"),
                )
            }
        };
        (
            format!("no way of counting is called `{wanted}`{en}"),
            format!("`{wanted}` 기간계산 방식은 없습니다.{ko}"),
        )
    })
}

/// The three questions of a terminal; an empty line keeps what stands there.
fn ask(answers: &mut Answers, language: Language) {
    let korean = language == Language::Korean;
    let put = |en: &str, ko: &str, kept: &str| -> Option<String> {
        output::print(&format!("{} [{kept}] ", if korean { ko } else { en }));
        let mut line = String::new();
        std::io::stdin().lock().read_line(&mut line).ok()?;
        let line = line.trim().replace('"', "'");
        (!line.is_empty()).then_some(line)
    };
    if let Some(title) = put(
        "What is it about?",
        "무엇에 관한 정책입니까?",
        answers.title.get(language),
    ) {
        answers.title = Phrase::same(title);
    }
    if let Some(law) = put("Which law?", "어느 법입니까?", answers.law.get(language)) {
        answers.law = Phrase::same(law);
    }
    while let Some(zone) = put("In which time zone?", "시간대는 어디입니까?", answers.zone)
    {
        match Zone::named(&zone) {
            Some(zone) => {
                answers.zone = zone.name();
                break;
            }
            None => {
                let near = nearest(&zone, Zone::names()).unwrap_or("Asia/Seoul");
                output::print(&if korean {
                    format!("그러한 시간대는 없습니다. 예: {near}\n")
                } else {
                    format!("there is no such zone; write one as {near}\n")
                });
            }
        }
    }
}

/// Whether a policy can have the name.
fn is_name(name: &str) -> bool {
    let mut letters = name.chars();
    letters.next().is_some_and(char::is_alphabetic)
        && letters.all(|letter| letter.is_alphanumeric() || letter == '_')
        && syntax::tokens(&format!("policy {name}")).is_some()
}

/// Where the laws of a regime are in force.
fn zone_of(regime: &str) -> &'static str {
    match regime.split('.').next().unwrap_or_default() {
        "kr" => "Asia/Seoul",
        "jp" => "Asia/Tokyo",
        "eu" => "Europe/Brussels",
        "de" => "Europe/Berlin",
        "fr" => "Europe/Paris",
        "uk" => "Europe/London",
        "us" => "America/New_York",
        "sg" => "Asia/Singapore",
        "in" => "Asia/Kolkata",
        "au" => "Australia/Sydney",
        _ => "UTC",
    }
}

/// The holidays where the laws of a regime are in force, where the regime leaves them to the policy.
fn calendar_of(regime: &str) -> Option<&'static str> {
    let mut all = Regime::shipped();
    let named = all.find(|one| one.name.as_str() == regime);
    if named.is_none_or(|one| one.calendar.is_some()) {
        return None;
    }
    Some(match regime.split('.').next().unwrap_or_default() {
        "eu" => "be",
        "uk" => "gb.england",
        "us" => "us.federal",
        "sg" => "sg",
        "in" => "in",
        "au" => "au.act",
        _ => return None,
    })
}

/// The files of the folder, by their paths in it.
fn made(answers: &Answers, language: Language) -> Vec<(String, String)> {
    let templates = match language {
        Language::English => [
            include_str!("new/en/policy.onus"),
            include_str!("new/en/cases.onus"),
            include_str!("new/en/first.json"),
            include_str!("new/en/README.md"),
        ],
        Language::Korean => [
            include_str!("new/ko/policy.onus"),
            include_str!("new/ko/cases.onus"),
            include_str!("new/ko/first.json"),
            include_str!("new/ko/README.md"),
        ],
    };
    let [policy, cases, first, readme] = templates.map(|text| filled(text, answers, language));
    let laid_out = |text: String| format(&text, WIDTH).unwrap_or(text);
    let name = &answers.name;
    vec![
        ("policy.onus".to_owned(), laid_out(policy)),
        (format!("{name}.cases.onus"), laid_out(cases)),
        (path(&["facts", "first.json"]), first),
        ("README.md".to_owned(), readme),
        (
            path(&[".github", "workflows", "onus.yml"]),
            include_str!("new/github.yml").to_owned(),
        ),
    ]
}

fn path(parts: &[&str]) -> String {
    parts.iter().collect::<PathBuf>().display().to_string()
}

fn filled(text: &str, answers: &Answers, language: Language) -> String {
    let (periods, limit) = match (answers.regime, language) {
        (None, Language::English) => (String::new(), "started + 24 hours"),
        (None, Language::Korean) => (String::new(), "발생 + 24 시간"),
        (Some(regime), Language::English) => {
            let calendar = calendar_of(regime).map(|name| format!("\n  calendar {name}"));
            let calendar = calendar.unwrap_or_default();
            (
                format!("  periods {regime}{calendar}"),
                "3 days after started",
            )
        }
        (Some(regime), Language::Korean) => {
            let calendar = calendar_of(regime).map(|name| format!("\n  휴일달력 {name}"));
            let calendar = calendar.unwrap_or_default();
            (format!("  기간계산 {regime}{calendar}"), "발생 이후 3 일")
        }
    };
    text.replace("{{name}}", &answers.name)
        .replace("{{title}}", answers.title.get(language))
        .replace("{{title_en}}", &answers.title.en)
        .replace("{{title_ko}}", &answers.title.ko)
        .replace("{{law_en}}", &answers.law.en)
        .replace("{{law_ko}}", &answers.law.ko)
        .replace("{{zone}}", answers.zone)
        .replace(
            "{{periods}}\n",
            &if periods.is_empty() {
                periods
            } else {
                periods + "\n"
            },
        )
        .replace("{{limit}}", limit)
}
