//! The screen by a clock of our own: a limit that passes is heard once, and its command is run once.

use std::collections::VecDeque;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Parser;

use super::super::args::{Args, Command};
use super::clock::Clock;
use super::watch;
use crate::value::{Instant, Moment};

const POLICY: &str = r#"policy test.watch zone Asia/Seoul
source Act "Act" ko "법"
party firm "Firm" ko "회사"
party users "Users" ko "이용자"
act notice "Notice" ko "고지" from firm to users
act report "Report" ko "보고" from firm to users
fact down : time "Down" ko "장애"
fact back : time "Back" ko "복구"
duty tell "Notice" ko "고지 의무" cites Act 1
  bearer firm to users must notice by down + 30 minutes
duty say "Report" ko "보고 의무" cites Act 2
  bearer firm to users must report by down + 1 hours
duty later "Later notice" ko "추후 고지 의무" cites Act 3
  bearer firm to users when back - down > 10 minutes must notice by down + 2 hours
"#;

/// Times, one a tick, and what happens before each.
struct Ticks {
    times: VecDeque<&'static str>,
    between: Box<dyn FnMut(&str)>,
}

impl Clock for Ticks {
    fn now(&mut self) -> Option<Instant> {
        let time = self.times.pop_front()?;
        (self.between)(time);
        let at = Moment::parse(&format!("2026-03-02T{time}+09:00"));
        at.map(|at| at.instant())
    }

    fn wait(&mut self) {}
}

/// What is shown at these times, on a terminal or not; a command writes what it was told of.
fn shown(
    name: &str,
    times: &[&'static str],
    terminal: bool,
    mut between: impl FnMut(&Path, &str) + 'static,
) -> (Vec<String>, Vec<String>) {
    let folder = std::env::temp_dir().join(format!("onus-{name}-{}", std::process::id()));
    assert!(fs::create_dir_all(&folder).is_ok());
    let file = |name: &str| folder.join(name).display().to_string();
    assert!(fs::write(file("p.onus"), POLICY).is_ok());
    let record = r#"{"zone": "Asia/Seoul", "down": "2026-03-02T09:00", "back": "not yet",
      "events": [],
      "record_complete_until": "2026-03-03T00:00"}"#;
    assert!(fs::write(file("f.json"), record).is_ok());
    let heard = file("heard.txt");
    let command = format!("echo \"$ONUS_ROW $ONUS_LIMIT $ONUS_END $ONUS_TITLE\" >> '{heard}'");
    let args = Args::parse_from([
        "onus",
        "watch",
        &file("p.onus"),
        "--facts",
        &file("f.json"),
        "--on-limit",
        &command,
    ]);
    let options = match args.command {
        Command::Watch(options) => Some(options),
        _ => None,
    };
    let place: PathBuf = folder.clone();
    let mut clock = Ticks {
        times: times.iter().copied().collect(),
        between: Box::new(move |time| between(&place, time)),
    };
    let mut texts = Vec::new();
    let mut shown = |text: &str| texts.push(text.to_owned());
    let code = options.map(|options| watch(&options, &mut clock, terminal, &mut shown));
    assert_eq!(code, Some(0));
    // The commands are not waited for.
    let mut lines: Vec<String> = Vec::new();
    for _ in 0..40 {
        std::thread::sleep(std::time::Duration::from_millis(50));
        let told = fs::read_to_string(&heard).unwrap_or_default();
        lines = told.lines().map(str::to_owned).collect();
        if lines.len() >= 2 {
            break;
        }
    }
    lines.sort();
    assert!(fs::remove_dir_all(&folder).is_ok());
    (texts, lines)
}

#[test]
fn a_limit_that_passes_is_heard_once_and_its_command_is_run_once() {
    let times = [
        "09:00:00", "09:29:59", "09:30:00", "09:30:01", "09:30:02", "10:05:00",
    ];
    let (texts, heard) = shown("watch-rings", &times, true, |_, _| {});
    let rings: Vec<usize> = (0..texts.len())
        .filter(|at| texts.get(*at).is_some_and(|text| text == "\u{7}"))
        .collect();
    // After the fourth screen, for at 09:30:00 it is still in time; and after the sixth.
    assert_eq!(rings, [4, 7], "{texts:#?}");
    assert_eq!(
        heard,
        [
            "test.watch.say 2026-03-02T01:00:00+00:00 known Report",
            "test.watch.tell 2026-03-02T00:30:00+00:00 known Notice",
        ]
    );
}

#[test]
fn what_was_done_in_time_is_not_heard_and_a_pipe_is_not_rung() {
    let done = |folder: &Path, time: &str| {
        if time == "09:20:00" {
            let record = r#"{"zone": "Asia/Seoul", "down": "2026-03-02T09:00",
              "back": "2026-03-02T09:05", "events": [{"act": "notice", "at": "2026-03-02T09:15", "by": "firm"}],
              "record_complete_until": "2026-03-03T00:00"}"#;
            assert!(fs::write(folder.join("f.json"), record).is_ok());
        }
    };
    let times = ["09:00:00", "09:20:00", "09:40:00", "10:00:01"];
    let (texts, heard) = shown("watch-done", &times, false, done);
    assert!(
        texts.iter().all(|text| !text.contains('\u{7}')),
        "{texts:#?}"
    );
    assert_eq!(
        heard,
        ["test.watch.say 2026-03-02T01:00:00+00:00 known Report"]
    );
}

#[test]
fn what_will_be_owed_is_told_from_what_is_due_and_each_is_listed_once() {
    let (texts, _) = shown("watch-left", &["09:00:00"], false, |_, _| {});
    assert_eq!(texts.len(), 1, "{texts:#?}");
    let text = texts.concat();
    let lines: Vec<&str> = text.lines().collect();
    // It stands first, and the one screen below it.
    assert_eq!(lines.first(), Some(&"TIME LEFT"), "{text}");
    let left = lines.iter().copied().skip(1);
    let lines: Vec<&str> = left.take_while(|line| !line.is_empty()).collect();
    let wanted = [
        "- arises in 00:10:00: Later notice",
        "- due in 00:30:00: Notice · the firm to the users · today 09:30 KST",
        "- due in 01:00:00: Report · the firm to the users · today 10:00 KST",
        "- due in 02:00:00: Later notice",
    ];
    assert_eq!(lines, wanted, "{text}");
}
