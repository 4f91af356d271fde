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
const MISTAKES: &[(&str, Wanted)] = &[
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
    ("means paid // remark", Words("a comment begins with `#`")),
    ("means paid ? yes : no", Words("if a then x else y")),
    ("means len(c) > 1", Words("count of (x in many)")),
    ("means s > now()", Words("`moment`")),
    ("means paid is true", Words("write `yes` instead of `true`")),
    (
        "means some x in services",
        Words("any of (x.paid for x in many)"),
    ),
    ("means input.paid", Words("without `input.`")),
    ("means principal.paid", Words("without `principal.`")),
    ("means startswith(c, \"o\")", Words("text is \"…\"")),
    // Catala.
    (
        "means paid under condition n > 5 people",
        Edit("means paid and n > 5 people"),
    ),
    ("means s > |2024-01-01|", Words("`2024-01-01`")),
    // Queries and spreadsheets, DMN.
    ("means n in [5..10]", Words("name both limits")),
    ("means s > date(\"2024-01-01\")", Words("`2024-01-01`")),
    ("means e - s > duration(\"PT4H\")", Words("`4 hours`")),
    ("means e - s > PT4H", Words("`4 hours`")),
    ("means e - s > \"PT4H\"", Words("`4 hours`")),
    ("means n BETWEEN 5 AND 9", Words("name both limits")),
    ("means s IS NULL", Edit("means s is unknown")),
    ("means s IS NOT NULL", Edit("means s is known")),
    (
        "means n > 5 people AND paid",
        Edit("means n > 5 people and paid"),
    ),
    ("means NOT paid", Edit("means not paid")),
    ("means COALESCE(paid, no)", Words("first known of (a, b)")),
    (
        "means e - s > INTERVAL '4 hours'",
        Edit("means e - s > 4 hours"),
    ),
    ("means c is \"own\"", Words("without quotation marks")),
    ("means AND(paid, n > 5 people)", Words("`a and b`")),
    ("means ROUND(n, 0) > 5 people", Words("nothing is rounded")),
    ("means EDATE(s, 1) > e", Words("1 month after time")),
    ("means s > EOMONTH(s, 0)", Words("end of month of time")),
    ("means base > €500", Edit("means base > 500 EUR")),
    ("means base > € 1,500", Edit("means base > 1_500 EUR")),
    ("means base > 500€", Edit("means base > 500 EUR")),
    ("means base > 500 €", Edit("means base > 500 EUR")),
    ("means base > €500 and base < €900", Words("`500 EUR`")),
    ("means won > ₩1천만", Edit("means won > 1천만 KRW")),
    ("means base > US$500", Words("`500 USD`")),
    (
        "means base > 500유로",
        Words("write `EUR` instead of `유로`"),
    ),
    ("means base > EUR 500", Edit("means base > 500 EUR")),
    (
        "means n > 1 000 000 people",
        Edit("means n > 1_000_000 people"),
    ),
    (
        "means n > 1 million people",
        Edit("means n > 1_000_000 people"),
    ),
    ("means s + 3 > e", Words("`30 days after`")),
    ("means paid -- remark", Words("a comment begins with `#`")),
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
    ("cites § 8", Words("name the source before its article")),
    ("by 4 hours afer s", Edit("by 4 hours after s")),
    ("no later than s + 4 hours", Edit("by s + 4 hours")),
    ("deadline: s + 4 hours", Edit("by s + 4 hours")),
    ("immediately", Edit("at once")),
    ("forthwith", Edit("at once")),
    ("즉각", Edit("즉시")),
    ("신속하게", Edit("신속히")),
    ("shall tell", Edit("must tell")),
    ("if paid", Edit("when paid")),
    ("where paid", Edit("when paid")),
    ("when paid then", Edit("when paid")),
    ("bearer: operator", Edit("bearer operator")),
    ("to ‘users’", Edit("to users")),
    (
        "means paid provided that n > 5 people",
        Edit("means paid and n > 5 people"),
    ),
    (
        "means paid except where n > 5 people",
        Edit("means paid and not n > 5 people"),
    ),
    (
        "means paid and/or n > 5 people",
        Edit("means paid or n > 5 people"),
    ),
    (
        "means either paid or n > 5 people",
        Edit("means paid or n > 5 people"),
    ),
    ("means n > 5 people or more", Words("`x >= 5`")),
    ("means s is before e", Edit("means s < e")),
    ("means s later than e", Edit("means s > e")),
    ("means s prior to e", Words("`<` between two times")),
    ("by 3 days prior to s", Words("`3 days before x`")),
    ("within one month after s", Edit("within 1 month after s")),
    ("within thirty days after s", Edit("within 30 days after s")),
    ("within 두 시간 이후 s", Edit("within 2 시간 이후 s")),
    ("by 31 January", Words("31 January of y")),
    (
        "in any event within 24 hours after s",
        Edit("within 24 hours after s"),
    ),
    ("upon tell", Edit("arises on tell")),
    ("may not tell", Edit("must not tell")),
    ("bearer the operator", Edit("bearer operator")),
    ("bearer operator, users", Words("one party owes a duty")),
    ("must tell users", Words("clauses of their own")),
    (
        "the operator shall tell",
        Words("`bearer operator` and what with `must tell`"),
    ),
    (
        "cites Article 8(2)",
        Words("name the source before its article"),
    ),
    ("cites Act Section 8", Edit("cites Act 8")),
    ("cites Act 8 para 2", Edit("cites Act 8(2)")),
    ("cites Act 8(2) point (a)", Edit("cites Act 8(2)(a)")),
    ("cites Act 8 and 9", Edit("cites Act 8, Act 9")),
    ("cites Act 8, 9", Edit("cites Act 8, Act 9")),
    ("cites Act, 8", Edit("cites Act 8")),
    ("cites Act,8", Edit("cites Act 8")),
    ("cites Act:8", Edit("cites Act 8")),
    ("cites \"Act 8\"", Edit("cites Act 8")),
    ("cites Act Recital 85", Edit("cites Act rec. 85")),
    ("cites Act Annex I", Words("`source AnnexI \"Annex I\"`")),
    ("cites C-402/07", Words("`source Ruling \"C-402/07\"`")),
    (
        "cites 2023다12345",
        Words("`source Ruling \"2023다12345\"`"),
    ),
    // What has no form of its own.
    ("means s <= 2 weeks before e", Words("`end of day of s`")),
    ("means day - day > 3 days", Words("30 days after day")),
    ("means rate of base > 5 EUR", Words("`rate * base`")),
    (
        "within 14 days after receipt of s",
        Words("name the time itself"),
    ),
    // What beginners wrote.
    ("means s exists", Edit("means s is known")),
    ("means s known", Edit("means s is known")),
    ("means s은 알려짐", Edit("means s 은 알려짐")),
    ("means not s", Words("`s is known`")),
    ("means c is own or line", Words("`… is one of (…, line)`")),
    (
        "means base > 5 percent of base",
        Edit("means base > 5% of base"),
    ),
    ("means base > 5 % of base", Edit("means base > 5% of base")),
    ("means base > 500k EUR", Edit("means base > 500_000 EUR")),
    (
        "means base > 1.000 EUR",
        Words("`1_000` for thousands, or `1.00`"),
    ),
    (
        "means base > 30.500 EUR",
        Words("`30_500` for thousands, or `30.50`"),
    ),
    (
        "means n greater than or equal to 5 people",
        Edit("means n >= 5 people"),
    ),
    ("means 3 people <= n <= 5 people", Words("name both limits")),
    (
        "means s > 2026-02-01 09:00",
        Edit("means s > 2026-02-01T09:00"),
    ),
    ("means day > 2026. 1. 1.", Edit("means day > 2026-01-01")),
    (
        "means paid 및 n > 5 people",
        Edit("means paid 그리고 n > 5 people"),
    ),
    (
        "within 30 calendar days after s",
        Words("leave `calendar` out"),
    ),
    (
        "by 12 months after 14 days after s",
        Words("put brackets around"),
    ),
    ("by day of s", Words("`end of day of x`")),
    ("cites Act 4(1) Act 5", Edit("cites Act 4(1), Act 5")),
    ("cites Act 4(1) and Act 5", Edit("cites Act 4(1), Act 5")),
    ("cites Act 3(1)-(3)", Words("name each article")),
    ("cites 4(1)", Words("name the source before its article")),
    ("bearer nobody", Words("`party nobody")),
    ("must tell base", Words("`must payment of price")),
    // Slips of the pen, and names by their titles.
    ("means s is knwon", Words("the nearest name is `known`")),
    ("means n > 5 peple", Words("the nearest name is `people`")),
    ("bearer Operator", Words("the nearest name is `operator`")),
    ("to 이용자", Words("the nearest name is `users`")),
    ("to serving_users", Words("no party is called")),
    ("by 24 hours after it e", Edit("by 24 hours after e")),
    ("by 24 hours from e", Edit("by 24 hours after e")),
    ("within 24 hours from e", Edit("within 24 hours after e")),
    ("by the next day", Words("`1 day after ended`")),
    (
        "by 24 working hours after e",
        Words("hours run on the clock"),
    ),
    ("by immediately", Words("`at once` is a clause")),
    ("by promptly", Words("`promptly` is a clause")),
    ("by at once", Edit("at once")),
    ("must give tell", Edit("must tell")),
    ("must give the tell", Edit("must tell")),
    (
        "must notify users",
        Words("an act that is declared: `tell`"),
    ),
    ("cites Act, Article 5", Words("`Act 5`")),
    ("means e - s > 2:00", Words("a length as in `2 hours`")),
    ("means e – s > 2 hours", Edit("means e - s > 2 hours")),
    ("means duration > 2 hours", Words("`ended - started`")),
    (
        "cites Act 5, first sentence",
        Edit("cites Act 5 # first sentence"),
    ),
    ("cites Article 5", Words("`Act 5`")),
    ("by 24 hours after tell", Words("`latest of notice.at`")),
    (
        "by at the latest 24 hours after e",
        Edit("by 24 hours after e"),
    ),
    ("means n > 5 hrs", Words("`hours`")),
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
            ("within", "by"),
            ("in", "by"),
            ("upon", "by"),
            ("the", "must"),
            ("may", "must"),
            ("must", "must"),
            ("deadline", "by"),
            ("immediately", "by"),
            ("forthwith", "by"),
            ("즉각", "by"),
            ("신속하게", "by"),
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
         fact rate : share \"Rate\" ko \"비율\"\nfact base : EUR \"Base\" ko \"기준\"\n\
         fact won : KRW \"Won\" ko \"원화\"\n\
         fact day : date \"Day\" ko \"날\"\n\
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
        let clause = *clause;
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
            Words(words) if told.contains(*words) => {}
            Words(words) => wrong.push(format!("{clause}: `{words}` is not in {told}")),
            Edit(meant) => {
                let mut sources = Sources::default();
                let file = sources.add("p.onus", text.as_str());
                let mended = syntax::mend(file, &sources).text;
                let lines: Vec<&str> = mended.lines().map(str::trim).collect();
                let left = errors(&mended);
                if !lines.contains(meant) || !left.is_empty() {
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
