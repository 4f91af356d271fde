//! What people write who come from statutes, spreadsheets and other languages: each mistake has one
//! report that says how it is written here, and an edit that makes it sound where there is only one.

use onus::diagnostic::{Diagnostic, Severity};
use onus::source::Sources;
use onus::syntax;

/// What a report of a mistake has to say.
enum Wanted {
    /// Its edit makes this of the clause, and then nothing is wrong.
    Edit(&'static str),
    /// Its help, or its label, has these words.
    Words(&'static str),
}

use Wanted::{Edit, Words};

/// Clauses of a definition or a duty, with the mistake in one of them.
const MISTAKES: [(&str, Wanted); 52] = [
    // Programming languages, Rego and Cedar.
    (
        "means n > 5 people && paid",
        Edit("means n > 5 people and paid"),
    ),
    (
        "means n > 5 people || paid",
        Edit("means n > 5 people or paid"),
    ),
    ("means !paid", Edit("means not paid")),
    (
        "means c not in (own, line)",
        Edit("means c is not one of (own, line)"),
    ),
    (
        "means c in (own, line)",
        Edit("means c is one of (own, line)"),
    ),
    (
        "means contains(c, own)",
        Words("any of (x is one for x in many)"),
    ),
    ("means paid == yes", Edit("means paid is yes")),
    ("means n != 5 people", Edit("means n is not 5 people")),
    ("means paid;", Edit("means paid")),
    ("means { paid }", Words("leave the braces out")),
    ("means paid // remark", Words("a remark begins with `#`")),
    ("means paid ? yes : no", Words("if a then x else y")),
    ("means len(c) > 1", Words("count of (x in many)")),
    ("means s > now()", Words("`moment`")),
    ("means paid is true", Words("write `yes` instead of `true`")),
    // Queries and spreadsheets, DMN.
    ("means paid -- remark", Words("a remark begins with `#`")),
    ("means n <> 5 people", Edit("means n is not 5 people")),
    ("means n between 5 and 9", Words("name both limits")),
    (
        "means n >= 5 people, paid",
        Words("`and` or `or` instead of the comma"),
    ),
    ("means IF(paid, yes, no)", Words("if a then x else y")),
    ("means datediff(s, e) > 4 hours", Words("later - earlier")),
    ("means dateadd(s, 3) > e", Words("time + 3 days")),
    ("means count(c) > 1", Words("count of (x in many")),
    ("means paid = yes", Edit("means paid is yes")),
    (
        "means s > 2026-01-01T00:00+0900",
        Edit("means s > 2026-01-01T00:00+09:00"),
    ),
    ("means n >= 1,000 people", Edit("means n >= 1_000 people")),
    ("means s > 2024/1/1", Words("2024-01-01")),
    // Statutes and everyday language.
    ("means e - s over 4 hours", Edit("means e - s > 4 hours")),
    ("means e - s exceeds 4 hours", Edit("means e - s > 4 hours")),
    ("means n at least 5 people", Edit("means n >= 5 people")),
    ("means n 5명 이상", Edit("means n >= 5명")),
    ("means s > 3 February 2024", Words("2024-02-03")),
    (
        "means n > 5 people e - s > 4 hours",
        Words("put `and` or `or` between"),
    ),
    (
        "means n > 5 people\n    n < 9 people",
        Words("put `and` or `or` between"),
    ),
    (
        "cites Art. 8 (2)",
        Words("name the source before its article"),
    ),
    ("cites Act 8 (2)", Edit("cites Act 8(2)")),
    ("cites § 8", Words("leave `§` out")),
    ("by 4 hours afer s", Edit("by 4 hours after s")),
    ("no later than s + 4 hours", Edit("by s + 4 hours")),
    ("deadline: s + 4 hours", Edit("by s + 4 hours")),
    ("immediately", Edit("without delay")),
    ("shall tell", Edit("must tell")),
    ("if paid", Edit("when paid")),
    ("where paid", Edit("when paid")),
    ("when paid then", Edit("when paid")),
    ("bearer: operator", Edit("bearer operator")),
    ("to ‘users’", Edit("to users")),
    // Slips of the pen, and names by their titles.
    ("means s is knwon", Words("the nearest name is `known`")),
    ("means n > 5 peple", Words("the nearest name is `people`")),
    ("bearer Operator", Words("the nearest name is `operator`")),
    ("to 이용자", Words("the nearest name is `users`")),
    ("to serving_users", Words("no party is called")),
];

/// A policy that is sound but for the clause.
fn policy(clause: &str) -> String {
    let opener = |text: &str| text.split([' ', ':']).next().unwrap_or_default().to_owned();
    let with = |mut clauses: Vec<&'static str>, of: &[(&str, &'static str)]| -> String {
        let meant = of.iter().find(|(begins, _)| opener(clause) == *begins);
        let replaced = meant.map(|(_, meant)| *meant);
        clauses.retain(|one| Some(opener(one).as_str()) != replaced);
        let mut text: String = clauses.iter().map(|one| format!("  {one}\n")).collect();
        if replaced.is_some() {
            text.push_str(&format!("  {clause}\n"));
        }
        text
    };
    let define = with(
        vec!["cites Act 1", "means paid"],
        &[("means", "means"), ("cites", "cites")],
    );
    let duty = with(
        vec![
            "cites Act 1",
            "bearer operator",
            "to users",
            "when paid",
            "must tell",
            "by s + 4 hours",
        ],
        &[
            ("by", "by"),
            ("no", "by"),
            ("deadline", "by"),
            ("immediately", "by"),
            ("shall", "must"),
            ("if", "when"),
            ("where", "when"),
            ("when", "when"),
            ("bearer", "bearer"),
            ("to", "to"),
        ],
    );
    format!(
        "policy p\n  zone Asia/Seoul\n  periods kr.civil\nsource Act \"Act\" ko \"법\"\n\
         party operator \"Operator\" ko \"사업자\"\nparty users \"Users\" ko \"이용자\"\n\
         unit people \"people\" ko \"명\"\n\
         choice cause \"Cause\" ko \"원인\"\n  | own \"Own\" ko \"자체\"\n  | line \"Line\" ko \"회선\"\n\
         fact s : time \"Start\" ko \"시작\"\nfact e : time \"End\" ko \"종료\"\n\
         fact n : people \"Number\" ko \"인원\"\nfact c : cause \"Cause\" ko \"원인\"\n\
         fact paid : yes/no \"Paid\" ko \"유료\"\n\
         act tell \"Notice\" ko \"고지\" from operator to users\n\
         define d \"Definition\" ko \"정의\"\n{define}duty t \"Duty\" ko \"의무\"\n{duty}"
    )
}

fn errors(text: &str) -> Vec<Diagnostic> {
    let mut sources = Sources::default();
    sources.add("p.onus", text);
    let (_, mut findings) = onus::load(&sources);
    findings.retain(|finding| finding.severity() == Severity::Error);
    findings
}

#[test]
fn habits_of_others_are_told_how_it_is_written_here() {
    assert_eq!(errors(&policy("means paid")), []);
    let mut wrong = Vec::new();
    for (clause, wanted) in MISTAKES {
        let text = policy(clause);
        let found = errors(&text);
        let first = found.first();
        let told = first.map(|finding| {
            let help = finding.help.as_ref().map_or("", |help| help.en.as_str());
            format!(
                "{} | {} | {help}",
                finding.message.en, finding.primary.text.en
            )
        });
        let told = told.unwrap_or_default();
        match wanted {
            Words(words) if told.contains(words) => {}
            Words(words) => wrong.push(format!("{clause}: `{words}` is not in {told}")),
            Edit(meant) => {
                let mut sources = Sources::default();
                let file = sources.add("p.onus", text.as_str());
                let mended = syntax::mend(file, &sources).text;
                let lines: Vec<&str> = mended.lines().map(str::trim).collect();
                let left = errors(&mended);
                if !lines.contains(&meant) || !left.is_empty() {
                    let line = lines.iter().find(|line| !text.contains(**line));
                    wrong.push(format!(
                        "{clause}: {line:?}, {} errors left: {told}",
                        left.len()
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The single mend that is found is told in Korean too.
#[test]
fn each_report_has_korean_words() {
    for (clause, _) in MISTAKES {
        for finding in errors(&policy(clause)) {
            let help = finding.help.unwrap_or_default();
            assert_eq!(help.en.is_empty(), help.ko.is_empty(), "{clause}");
            assert!(!finding.message.ko.is_ascii(), "{clause}");
        }
    }
}
