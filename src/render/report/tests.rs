use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;
use unicode_width::UnicodeWidthStr;

use super::*;
use crate::diagnostic::{Code, Phrase};
use crate::source::{FileId, Span};

const PLAIN: Style = Style {
    language: Language::English,
    color: false,
    unicode: false,
    width: 80,
};

fn span(file: FileId, text: &str, word: &str) -> Span {
    let start = text.find(word).unwrap_or(text.len()) as u32;
    Span::new(file, start, start + word.len() as u32)
}

/// A report about one word of a text.
fn about(text: &str, word: &str) -> String {
    let mut sources = Sources::default();
    let file = sources.add("a.onus", text);
    let finding = Diagnostic::new(
        Code::UnknownName,
        Phrase::same("nothing is called so"),
        span(file, text, word),
        Phrase::default(),
    );
    report(&[finding], &sources, &PLAIN)
}

/// Holds that the report names the position and that the carets stand under the word.
#[track_caller]
fn assert_under(report: &str, position: &str, word: &str) {
    assert!(report.contains(&format!("[a.onus:{position}]")), "{report}");
    let lines: Vec<&str> = report.lines().collect();
    let below = lines.iter().position(|line| line.contains('^'));
    let below = below.unwrap_or_default();
    let (line, carets) = (lines.get(below - 1).copied(), lines.get(below).copied());
    let (line, carets) = (line.unwrap_or_default(), carets.unwrap_or_default());
    let (before, _) = line.split_once(word).unwrap_or_default();
    let (blank, _) = carets.split_once('^').unwrap_or_default();
    assert_eq!(before.width(), blank.width(), "{report}");
    assert_eq!(carets.matches('^').count(), word.width(), "{report}");
}

#[test]
fn hangul_before_the_fault_shifts_neither_column_nor_carets() {
    let text = "when 근로시간 exceeds 임금";
    assert_under(&about(text, "임금"), "1:19", "임금");
    let parts: String = text.nfd().collect();
    let word: String = "임금".nfd().collect();
    let composed: String = about(&parts, &word).nfc().collect();
    assert_eq!(composed, about(text, "임금"));
}

#[test]
fn tabs_line_ends_and_marks_shift_nothing() {
    assert_under(&about("\twhen so", "so"), "1:7", "so");
    assert_under(&about("one\r\n한 so\r\n", "so"), "2:3", "so");
    assert_under(&about("\u{feff}한 so\n", "so"), "1:3", "so");
    assert_under(&about("\u{feff}so\n", "so"), "1:1", "so");
}

#[test]
fn the_end_of_the_file_is_marked_at_the_last_word() {
    assert_under(
        &about("rule {\n  within 기한\n\n", "nowhere"),
        "2:10",
        "기한",
    );
    assert_under(&about("within 기한", "nowhere"), "1:8", "기한");
    let empty = about("", "");
    assert!(empty.contains("[a.onus:1:1]\n 1 |\n   : ^\n"), "{empty}");
}

#[test]
fn a_very_long_line_is_cut_around_the_fault() {
    let half = "가나 ".repeat(33_333);
    let report = about(&format!("{half}so {half}"), "so");
    assert_under(&report, "1:100000", "so");
    let line = report.lines().find(|line| line.contains("so "));
    let line = line.unwrap_or_default().trim_start_matches(" 1 | ");
    assert!(line.starts_with("...") && line.ends_with("..."), "{report}");
    assert!(report.len() < 1000, "{report}");
    // Marks without width are no letters, and still they do not make a line endless.
    let heap = "\u{301}".repeat(100_000);
    assert!(about(&format!("{heap}so{heap}"), "so").len() < 5000);
}

#[test]
fn two_far_places_on_a_long_line_are_both_shown() {
    let text = format!("one {} two", "x ".repeat(50_000));
    let mut sources = Sources::default();
    let file = sources.add("a.onus", text.as_str());
    let finding = Diagnostic::new(
        Code::UnknownName,
        Phrase::same("m"),
        span(file, &text, "two"),
        Phrase::same("second"),
    )
    .also(span(file, &text, "one"), Phrase::same("first"));
    let report = report(&[finding], &sources, &PLAIN);
    let (second, first) = (report.find("second"), report.find("first"));
    assert!(second.is_some() && second < first, "{report}");
    assert!(report.contains("[a.onus:1:1]"), "{report}");
}

/// Two files, neighbouring lines, a heading and help.
fn clash() -> (Sources, Diagnostic) {
    let mut sources = Sources::default();
    let text = "act \"근로기준법\"\nwhen 근로시간 exceeds 500 won\nuntil 14 days\n\nend\n";
    let terms = "term 근로시간 in hours\n";
    let file = sources.add("policy.onus", text);
    let other = sources.add("terms.onus", terms);
    let finding = Diagnostic::new(
        Code::UnlikeUnits,
        Phrase::new(
            "a length of time cannot be compared with money",
            "시간은 금액과 비교할 수 없다",
        ),
        span(file, text, "500 won"),
        Phrase::new("won", "원"),
    )
    .under(Phrase::new("Act 53-1", "근로기준법 제53조제1항"))
    .also(
        span(other, terms, "in hours"),
        Phrase::same("declared here"),
    )
    .also(span(file, text, "14 days"), Phrase::default())
    .also(span(file, text, "end"), Phrase::same("ends here"))
    .help(Phrase::new(
        "write a length of time, such as `52 hours`, or compare an amount, such as `통상임금`",
        "`52 hours`처럼 시간을 쓰거나 `통상임금`처럼 금액을 비교한다",
    ));
    (sources, finding)
}

#[test]
fn every_party_is_shown_and_the_fault_comes_first() {
    let (sources, finding) = clash();
    let expected = "\
error[unlike-units]: a length of time cannot be compared with money
   ,-[policy.onus:2:19 · Act 53-1]
 2 | when 근로시간 exceeds 500 won
   :                       ^^^|^^^
   :                          `-- won
 3 | until 14 days
   :       ^^^^^^^
   `----
   ,-[policy.onus:5:1]
 5 | end
   : ^|^
   :  `-- ends here
   `----
   ,-[terms.onus:1:11]
 1 | term 근로시간 in hours
   :               ^^^^|^^^
   :                   `-- declared here
   `----
help: write a length of time, such as `52 hours`, or compare an amount, such as
      `통상임금`
";
    assert_eq!(report(&[finding], &sources, &PLAIN), expected);
}

#[test]
fn a_report_can_be_korean_and_drawn_with_lines() {
    let (sources, mut finding) = clash();
    finding.others.clear();
    let style = Style {
        language: Language::Korean,
        unicode: true,
        width: 40,
        ..PLAIN
    };
    let expected = "\
오류[unlike-units]: 시간은 금액과 비교할
  수 없다
   ╭─[policy.onus:2:19 · 근로기준법 제53조제1항]
 2 │ when 근로시간 exceeds 500 won
   ·                       ───┬───
   ·                          ╰── 원
   ╰────
도움말: `52 hours`처럼 시간을 쓰거나
        `통상임금`처럼 금액을 비교한다
";
    assert_eq!(report(&[finding.clone()], &sources, &style), expected);
    let color = Style {
        color: true,
        ..style
    };
    let colored = report(&[finding], &sources, &color);
    assert!(colored.starts_with("\u{1b}[31m오류[unlike-units]:\u{1b}[0m 시간은"));
}

#[test]
fn the_plain_line_is_one_line() {
    let (sources, finding) = clash();
    assert_eq!(
        plain_line(&finding, &sources, Language::English),
        "policy.onus:2:19: error[unlike-units]: a length of time cannot be compared with money"
    );
}

#[test]
fn a_place_of_several_lines_is_shown_by_its_first() {
    let report = about("one\nrule so {\n}\n", "rule so {\n}");
    assert_under(&report, "2:1", "rule so {");
    assert!(!report.contains(" 3 "), "{report}");
}

#[test]
fn what_would_steer_the_terminal_is_not_passed_on() {
    let report = about("\u{1b}[2J\u{202e}\u{7} so", "so");
    assert_under(&report, "1:7", "so");
    assert!(
        !report.contains(['\u{1b}', '\u{202e}', '\u{7}']),
        "{report}"
    );
}

#[test]
fn reports_are_set_apart_and_places_that_do_not_exist_are_survived() {
    let (sources, finding) = clash();
    let mut lost = finding.clone();
    lost.others.clear();
    lost.primary.span = Span::new(lost.primary.span.file, 7, u32::MAX);
    let both = report(&[finding, lost.clone()], &sources, &PLAIN);
    assert!(both.contains("`통상임금`\n\nerror["), "{both}");
    let none = report(&[lost], &Sources::default(), &PLAIN);
    assert!(none.contains("\nhelp: "), "{none}");
    assert_eq!(report(&[], &sources, &PLAIN), "");
}

proptest! {
    #[test]
    fn no_text_and_no_place_is_too_odd(
        text in "[a가\u{1100}\u{1173}\u{11ab}\u{301}\u{feff}\u{3000}\u{1F600} \t\r\n\u{1b}]{0,40}",
        places in proptest::collection::vec((0u32..150, 0u32..150), 1..5),
    ) {
        let mut sources = Sources::default();
        let files = [sources.add("a", text.as_str()), sources.add("b", text.repeat(60))];
        let spans = places.iter().zip(files.iter().cycle());
        let mut spans = spans.map(|((start, end), file)| Span::new(*file, *start, *end));
        let first = spans.next().unwrap_or(Span::new(files[0], 0, 0));
        let label = || Phrase::same("here");
        let finding = Diagnostic::new(Code::UnknownName, Phrase::same("m"), first, label());
        let finding = spans.fold(finding, |finding, span| finding.also(span, label()));
        let count = finding.others.len() + 1;
        let report = report(&[finding], &sources, &PLAIN);
        prop_assert_eq!(report.matches("`-- here").count(), count, "{}", report);
    }
}
