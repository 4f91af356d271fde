//! The one screen that an answer begins with, against the answer itself.

use onus::determination::{Determination, DutyRow};
use onus::diagnostic::Language;
use onus::eval::{Question, evaluate};
use onus::render::answer::screen;
use onus::value::{Instant, State};
use unicode_width::UnicodeWidthStr;

use crate::known;

const WIDTH: usize = 80;
const MOST_LINES: usize = 40;

fn is_periodic(duty: &DutyRow) -> bool {
    let instance = duty.about.instance.as_deref().unwrap_or("");
    let mut parts = instance.split(", ");
    parts.any(|part| part.starts_with(|first: char| first.is_ascii_digit()))
}

/// The duties that somebody has to act on: pending, breached or done late.
fn active(answer: &Determination) -> impl Iterator<Item = &DutyRow> {
    let duties = answer.duties.iter().filter(|duty| !is_periodic(duty));
    duties.filter(|duty| duty.state == State::Pending || duty.state.is_breach())
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// A screen is at most so long; no obligation is left out, and of what is pending the nearest limit
/// is told first.
/// `EVERY_CASE=1` takes all answers; else it is one in twelve.
#[test]
fn every_answer_fits_on_a_screen_with_all_obligations_in_order_of_time() {
    let all = known::all();
    let (mut screens, mut on_one, mut ordered) = (0, 0, 0);
    let one_in = match std::env::var_os("EVERY_CASE") {
        Some(_) => 1,
        None => 12,
    };
    let records = all.records.iter().enumerate();
    for (number, record) in records.filter(|(_, record)| record.is_one_in(one_in)) {
        let name = &record.name;
        // To look ahead takes long; a part of the answers shows that there is room for it.
        let question = Question {
            coming: number % 9 == 0,
            ..record.question.clone()
        };
        let program = &all.programs[record.program];
        let (answer, _) = evaluate(program, &record.facts, &question);
        for language in [Language::English, Language::Korean] {
            let text = screen(&answer, language, WIDTH);
            let lines = text.lines().count();
            assert!(lines <= MOST_LINES, "{name}: {lines} lines\n{text}");
            assert!(
                text.lines().all(|line| line.width() <= WIDTH),
                "{name}\n{text}"
            );
            screens += 1;
            on_one += usize::from(lines <= 24);
            all_told(name, &answer, language, &text);
        }
        ordered += in_order(name, &answer);
    }
    assert!(
        screens > 250 && on_one * 10 > screens * 9,
        "{on_one} of {screens}"
    );
    assert!(ordered > 10, "only {ordered} pairs of limits");
}

/// Each obligation is told by its title, unless the screen says how many more there are.
fn all_told(name: &str, answer: &Determination, language: Language, text: &str) {
    let told = squeezed(text);
    if told.contains("more:--full") || told.contains("건:--full") {
        return;
    }
    for duty in active(answer) {
        let title = match language {
            Language::English => &duty.about.title.en,
            Language::Korean => &duty.about.title.ko,
        };
        assert!(told.contains(&squeezed(title)), "{name}: {title}\n{text}");
    }
}

/// How many pairs of pending duties are told, the one with the nearer limit first.
fn in_order(name: &str, answer: &Determination) -> usize {
    let pending = active(answer).filter(|duty| duty.state == State::Pending);
    let mut dated: Vec<(Instant, &DutyRow)> = pending
        .filter_map(|duty| Some((duty.due_at?.instant(), duty)))
        .collect();
    dated.sort_by_key(|(at, _)| *at);
    let told = squeezed(&screen(answer, Language::English, WIDTH));
    let Some((_, list)) = told.split_once("TODO") else {
        return 0;
    };
    let place = |duty: &DutyRow| list.find(&squeezed(&duty.about.title.en));
    let mut pairs = 0;
    for pair in dated.windows(2) {
        let [(first, one), (second, other)] = pair else {
            continue;
        };
        if first < second && one.about.title != other.about.title {
            pairs += 1;
            assert!(place(one) < place(other), "{name}\n{told}");
        }
    }
    // What waits for a clock or has no date comes after what has one.
    let running = |duty: &&DutyRow| duty.due().is_none() && !duty.without_delay;
    let waiting = active(answer)
        .filter(|duty| duty.state == State::Pending)
        .find(running);
    if let (Some((_, first)), Some(waiting)) = (dated.first(), waiting) {
        pairs += 1;
        assert!(place(first) < place(waiting), "{name}\n{told}");
    }
    pairs
}
