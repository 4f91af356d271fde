//! Nothing is lost in silence: what cannot be written is an error, what is read is bounded, a file
//! is written whole or not at all, and `-` is standard input.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const POLICY: &str = r#"policy test.output zone Asia/Seoul
source Act "Act" ko "법"
fact hit : yes/no "Hit" ko "장애"
fact big : yes/no "Big" ko "큰 장애"
define covered "Covered" ko "대상" cites Act 1 means hit and big
"#;

const RECORD: &str = r#"{"hit": true, "big": true}"#;

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let folder =
            std::env::temp_dir().join(format!("onus-output-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("it can be made");
        let folder = Folder(folder);
        folder.put("p.onus", POLICY);
        folder.put("f.json", RECORD);
        folder
    }

    fn put(&self, name: &str, text: &str) {
        fs::write(self.0.join(name), text).expect("it can be written");
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).expect("it is there")
    }

    fn onus(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onus"));
        command.args(args).current_dir(&self.0).env("NO_COLOR", "1");
        command
    }

    fn fed(&self, args: &[&str], input: &str) -> Output {
        let mut command = self.onus(args);
        let command = command.stdin(Stdio::piped());
        let command = command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("it starts");
        // One that refuses its input has gone already.
        let _ = child
            .stdin
            .take()
            .expect("it is piped")
            .write_all(input.as_bytes());
        child.wait_with_output().expect("it ends")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_written_is_told_and_the_code_is_2() {
    let folder = Folder::new("full");
    folder.put("q.csv", "regime,period,from\nkr.civil,30 days,2026-01-31\n");
    let eval = [
        "eval",
        "p.onus",
        "--facts",
        "f.json",
        "--as-of",
        "2026-01-01",
    ];
    let json = [&eval[..], &["--format", "json"]].concat();
    let commands: [&[&str]; 7] = [
        &eval,
        &json,
        &["check", "p.onus"],
        &["schema", "p.onus"],
        &["period", "--batch", "q.csv"],
        &["explain", "unknown-name"],
        &["--help"],
    ];
    for args in commands {
        let full = fs::OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .expect("it opens");
        let done = folder.onus(args).stdout(full).output().expect("it starts");
        assert_eq!(done.status.code(), Some(2), "{args:?}");
        let said = text(&done.stderr);
        assert!(
            said.contains("the output cannot be written"),
            "{args:?}: {said}"
        );
    }
    // What is told of errors is output too.
    folder.put("broken.json", r#"{"hot": true}"#);
    let full = fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .expect("it opens");
    let args = [
        "eval",
        "p.onus",
        "--facts",
        "broken.json",
        "--as-of",
        "2026-01-01",
    ];
    let done = folder.onus(&args).stderr(full).output().expect("it starts");
    assert_eq!(done.status.code(), Some(2));
}

#[test]
fn a_reader_that_has_gone_away_is_no_failure() {
    let folder = Folder::new("gone");
    let mut child = folder
        .onus(&["schema", "p.onus"])
        .stdout(Stdio::piped())
        .spawn()
        .expect("it starts");
    drop(child.stdout.take());
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
}

#[cfg(target_os = "linux")]
#[test]
fn what_has_no_end_is_refused_by_what_is_read() {
    let folder = Folder::new("endless");
    for path in ["/dev/zero", "/dev/full"] {
        for args in [
            vec!["check", path],
            vec!["eval", "p.onus", "--facts", path],
            vec!["period", "--batch", path],
        ] {
            let done = folder.onus(&args).output().expect("it starts");
            assert_eq!(done.status.code(), Some(2), "{args:?}");
            assert!(text(&done.stderr).contains("larger than"), "{args:?}");
        }
    }
    // What comes through a pipe is read like a file.
    let args = [
        "eval",
        "p.onus",
        "--facts",
        "/dev/stdin",
        "--as-of",
        "2026-01-01",
    ];
    assert_eq!(folder.fed(&args, RECORD).status.code(), Some(0));
}

#[test]
fn a_dash_is_standard_input() {
    let folder = Folder::new("dash");
    let plain = [
        "eval",
        "p.onus",
        "--facts",
        "f.json",
        "--as-of",
        "2026-01-01",
    ];
    let plain = folder.onus(&plain).output().expect("it starts");
    let args = ["eval", "p.onus", "--facts", "-", "--as-of", "2026-01-01"];
    let record = folder.fed(&args, RECORD);
    assert_eq!(text(&record.stdout), text(&plain.stdout));
    let args = ["eval", "-", "--facts", "f.json", "--as-of", "2026-01-01"];
    let policy = folder.fed(&args, POLICY);
    assert_eq!(text(&policy.stdout), text(&plain.stdout));
    let table = "regime,period,from\nkr.civil,30 days,2026-01-31\n";
    let table = folder.fed(&["period", "--batch", "-"], table);
    assert!(
        text(&table.stdout).ends_with("2026-03-03\n"),
        "{}",
        text(&table.stdout)
    );
    // A policy on standard input finds those that it uses from here.
    folder.put(
        "lib.onus",
        "policy lib fact hit : yes/no \"Hit\" ko \"장애\"\n",
    );
    let using = "policy test.using use lib\nsource Act \"Act\" ko \"법\"\ndefine x \"X\" ko \"엑스\" cites Act 1 means hit\n";
    let done = folder.fed(&["check", "-"], using);
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    // It can stand for one file, and for none that is read again or written.
    for args in [
        vec!["eval", "-", "--facts", "-", "--as-of", "2026-01-01"],
        vec!["ask", "p.onus", "--facts", "-", "--out", "o.json"],
        vec!["watch", "p.onus", "--facts", "-", "--once"],
        vec!["check", "--fix", "-"],
    ] {
        let done = folder.fed(&args, POLICY);
        assert_eq!(
            done.status.code(),
            Some(2),
            "{args:?}: {}",
            text(&done.stderr)
        );
    }
}

#[test]
fn findings_without_end_are_counted() {
    let folder = Folder::new("many");
    let keys: Vec<String> = (0..100_000)
        .map(|at| format!(r#""unknown{at}": 1"#))
        .collect();
    folder.put("many.json", &format!("{{\n{}\n}}", keys.join(",\n")));
    for (lang, rest) in [
        ("en", "... and 99900 more findings"),
        ("ko", "... 그 밖의 지적 사항 99900건"),
    ] {
        let args = ["eval", "p.onus", "--facts", "many.json", "--lang", lang];
        let done = folder.onus(&args).output().expect("it starts");
        assert_eq!(done.status.code(), Some(1));
        let said = text(&done.stderr);
        assert!(said.len() < 100_000, "{} bytes", said.len());
        assert!(said.contains(rest), "{}", &said[said.len() - 300..]);
    }
}

#[test]
fn two_interviews_do_not_overwrite_each_other() {
    let folder = Folder::new("two");
    folder.put("first.json", r#"{"hit": true}"#);
    let args = [
        "ask",
        "p.onus",
        "--facts",
        "first.json",
        "--as-of",
        "2026-01-01",
    ];
    let mut command = folder.onus(&args);
    let command = command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.stderr(Stdio::piped()).spawn().expect("it starts");
    let mut input = child.stdin.take().expect("it is piped");
    let mut output = child.stdout.take().expect("it is piped");
    // It has read the file once it asks.
    let mut first = [0; 1];
    std::io::Read::read_exact(&mut output, &mut first).expect("it asks");
    std::thread::sleep(std::time::Duration::from_millis(500));
    folder.put("first.json", r#"{"hit": true, "big": false}"#);
    input.write_all(b"yes\n").expect("it listens");
    drop(input);
    let mut rest = String::new();
    std::io::Read::read_to_string(&mut output, &mut rest).expect("it is text");
    let done = child.wait_with_output().expect("it ends");
    assert_eq!(done.status.code(), Some(2), "{}", text(&done.stderr));
    assert!(
        text(&done.stderr).contains("changed by another"),
        "{}",
        text(&done.stderr)
    );
    assert_eq!(folder.read("first.json"), r#"{"hit": true, "big": false}"#);
    // What was answered is not lost.
    assert!(rest.contains("\"big\": true"), "{rest}");
}

/// The files of a folder with what they hold, without those that are being written.
fn held(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut all: Vec<PathBuf> = fs::read_dir(folder)
        .expect("it is there")
        .map(|entry| entry.expect("it can be read").path())
        .filter(|path| {
            !path
                .file_name()
                .is_some_and(|name| name.to_string_lossy().starts_with('.'))
        })
        .collect();
    all.sort();
    all.into_iter()
        .map(|path| (path.clone(), fs::read_to_string(path).expect("it is text")))
        .collect()
}

#[test]
fn golden_answers_are_whole_whenever_their_writing_is_cut_off() {
    let folder = Folder::new("golden");
    let cases: String = (0..20)
        .map(|at| {
            format!("case c{at} \"Case {at}\" ko \"사례 {at}\" as of 2026-01-01 given hit is yes expect covered undetermined\n")
        })
        .collect();
    folder.put("p.cases.onus", &format!("policy test.output\n{cases}"));
    fs::create_dir(folder.0.join("answers")).expect("it can be made");
    let update = ["test", "--update", "."];
    assert_eq!(
        folder
            .onus(&update)
            .output()
            .expect("it starts")
            .status
            .code(),
        Some(0)
    );
    let answers = folder.0.join("answers");
    let whole = held(&answers);
    assert_eq!(whole.len(), 40);
    for round in 0..50u64 {
        // Every answer is written anew, since none is as it should be.
        for (path, _) in &whole {
            fs::write(path, "old").expect("it can be written");
        }
        let mut command = folder.onus(&update);
        let command = command.stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().expect("it starts");
        std::thread::sleep(std::time::Duration::from_millis(5 + 7 * round % 200));
        let _ = child.kill();
        let _ = child.wait();
        for ((path, now), (_, whole)) in held(&answers).iter().zip(&whole) {
            assert!(now == "old" || now == whole, "{}: {now}", path.display());
        }
    }
    // What such a writing leaves behind is no golden answer, and the next removes it.
    for (path, _) in &whole {
        fs::write(path, "old").expect("it can be written");
    }
    let dead = answers.join(".onus-4294967294-left.part");
    fs::write(&dead, "ha").expect("it can be written");
    let alive = answers.join(format!(".onus-{}-alive.part", std::process::id()));
    fs::write(&alive, "ha").expect("it can be written");
    assert_eq!(
        folder
            .onus(&update)
            .output()
            .expect("it starts")
            .status
            .code(),
        Some(0)
    );
    assert_eq!(held(&answers), whole);
    let entries = fs::read_dir(&answers).expect("it is there");
    let hidden: Vec<PathBuf> = entries
        .map(|entry| entry.expect("it can be read").path())
        .filter(|path| whole.iter().all(|(golden, _)| golden != path))
        .collect();
    // What another process is writing stays; where nobody can tell, it stays for ten minutes.
    let kept = match cfg!(target_os = "linux") {
        true => vec![alive.clone()],
        false => hidden.clone(),
    };
    assert_eq!(hidden, kept);
    assert!(hidden.contains(&alive));
    let long_since = std::time::SystemTime::now() - std::time::Duration::from_secs(3_600);
    let file = fs::File::options().write(true).open(&alive);
    file.and_then(|file| file.set_modified(long_since))
        .expect("it can be dated back");
    fs::write(&whole[0].0, "old").expect("it can be written");
    folder.onus(&update).output().expect("it starts");
    assert!(!alive.exists());
    assert_eq!(held(&answers), whole);
    assert_eq!(
        folder
            .onus(&["test", "."])
            .output()
            .expect("it starts")
            .status
            .code(),
        Some(0)
    );
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_a_file_keeps_who_may_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new("link");
    folder.put("real.json", "{}");
    let mode = fs::Permissions::from_mode(0o640);
    fs::set_permissions(folder.0.join("real.json"), mode).expect("it can be set");
    std::os::unix::fs::symlink("real.json", folder.0.join("link.json")).expect("it can be made");
    let args = [
        "ask",
        "p.onus",
        "--facts",
        "link.json",
        "--as-of",
        "2026-01-01",
    ];
    let done = folder.fed(&args, "yes\nyes\n");
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    let link = fs::symlink_metadata(folder.0.join("link.json")).expect("it is there");
    assert!(link.file_type().is_symlink());
    assert!(folder.read("real.json").contains("\"hit\": true"));
    let held = fs::metadata(folder.0.join("real.json")).expect("it is there");
    assert_eq!(held.permissions().mode() & 0o777, 0o640);
}
