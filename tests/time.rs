//! What moves with time: the screen that is kept, and deadlines as a calendar.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

const FACTS: &str = "policies/kr/netflix_law/facts/goes-on-2025-05-10.json";

fn onus(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onus"));
    command.args(args).current_dir(env!("CARGO_MANIFEST_DIR"));
    command
}

fn calendar(lang: &str) -> String {
    let facts = "policies/kr/netflix_law/facts/refusal-2023-08-01.json";
    let args = ["eval", "policies/kr/netflix_law", "--facts", facts];
    let more = [
        "--as-of",
        "2023-07-26T13:30",
        "--format",
        "ics",
        "--lang",
        lang,
    ];
    let printed = onus(&[&args[..], &more[..]].concat())
        .env("SOURCE_DATE_EPOCH", "1690345800")
        .output()
        .expect("it starts");
    assert!(printed.status.success());
    String::from_utf8(printed.stdout).expect("it is UTF-8")
}

#[test]
fn deadlines_are_a_calendar_that_others_read() {
    let text = calendar("ko");
    assert_eq!(text, calendar("ko"), "the same answer, the same bytes");
    let mut calendars: Vec<_> = ical::IcalParser::new(text.as_bytes()).collect();
    let calendar = calendars
        .pop()
        .expect("there is one")
        .expect("it is read without complaint");
    let event = calendar.events.first().expect("there is a deadline");
    let property = |name: &str| {
        let found = event
            .properties
            .iter()
            .find(|property| property.name == name);
        found.and_then(|property| property.value.clone())
    };
    let summary = "갑 주식회사 (Operator A) → 과학기술정보통신부장관: 자료 제출 의무";
    assert_eq!(property("SUMMARY").as_deref(), Some(summary));
    // 18:00 in Seoul.
    assert_eq!(property("DTSTART").as_deref(), Some("20230801T090000Z"));
    assert_eq!(property("DTSTAMP").as_deref(), Some("20230726T043000Z"));
    assert!(property("UID").is_some());
}

/// What a running command has printed, until it holds some words.
struct Printed {
    child: Child,
    pieces: mpsc::Receiver<String>,
    all: String,
}

impl Printed {
    fn of(mut child: Child) -> Printed {
        let mut stdout = child.stdout.take().expect("it is piped");
        let (send, pieces) = mpsc::channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(count) = stdout.read(&mut buffer) {
                let piece = String::from_utf8_lossy(&buffer[..count]).into_owned();
                if count == 0 || send.send(piece).is_err() {
                    break;
                }
            }
        });
        Printed {
            child,
            pieces,
            all: String::new(),
        }
    }

    fn until(&mut self, words: &str) {
        while !self.all.contains(words) {
            match self.pieces.recv_timeout(Duration::from_secs(60)) {
                Ok(piece) => self.all.push_str(&piece),
                Err(_) => panic!("`{words}` was not printed:\n{}", self.all),
            }
        }
        self.all.clear();
    }
}

impl Drop for Printed {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn the_screen_follows_the_facts() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join(FACTS)).expect("the facts are there");
    let folder = std::env::temp_dir().join(format!("onus-watch-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("it can be made");
    let file = folder.join("facts.json");
    fs::write(&file, &text).expect("it can be written");
    let path = file.display().to_string();
    let args = ["watch", "policies/kr/netflix_law", "--facts", &path];
    let child = onus(&[&args[..], &["--as-of", "2025-05-10T13:00"]].concat())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts");
    let mut printed = Printed::of(child);
    printed.until("00:20:00: Notice of the interruption to users");
    // What cannot be read is told, and the next sound record is shown again.
    fs::write(&file, "{").expect("it can be written");
    std::thread::sleep(Duration::from_millis(2_500));
    let started = text.replace("2025-05-10T11:20", "2025-05-10T11:30");
    fs::write(&file, started).expect("it can be written");
    printed.until("00:30:00: Notice of the interruption to users");
    drop(printed);
    fs::remove_dir_all(&folder).expect("it can be removed");
}
