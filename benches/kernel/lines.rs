//! 200,000 lines through `onus batch` and through the rules by hand, each in a process of its own:
//! the time on the processor and the most memory, as the system counts them.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use super::{hand, incident};

const LINES: usize = 200_000;
/// Clock ticks in a second, in the figures of the system.
const TICKS: f64 = 100.0;

pub(super) fn run() {
    let command = option_env!("CARGO_BIN_EXE_onus").filter(|path| Path::new(path).exists());
    let Some(command) = command else {
        return println!("\nlines of JSON: the command is not built");
    };
    if !Path::new("/proc/self/stat").exists() {
        return println!("\nlines of JSON: this system does not tell what a process took");
    }
    let folder = std::env::temp_dir().join(format!("onus-bench-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder can be made");
    let policy = folder.join("netflix_mini.onus");
    fs::write(&policy, include_str!("../netflix_mini.onus")).expect("it can be written");
    println!("\nlines of JSON, in a process of its own");
    for lines in [LINES / 10, LINES] {
        let records = folder.join(format!("{lines}.jsonl"));
        let mut file = BufWriter::new(File::create(&records).expect("it can be made"));
        for line in incident::lines(lines, 11) {
            writeln!(file, "{line}").expect("it can be written");
        }
        drop(file);
        let this = std::env::current_exe().expect("it has a path");
        let mut by_hand = Command::new(this);
        by_hand.arg("--by-hand").arg(&records);
        let (base, memory) = took(&mut by_hand);
        println!("{lines} lines by hand: {base:.2} s, {memory:.1} MB at most");
        let mut onus = Command::new(command);
        onus.arg("batch").arg(&policy).arg("--facts").arg(&records);
        onus.args(["--as-of", "2027-06-01T00:00+09:00", "--columns"]);
        onus.arg("covered,outage_length,in_control,data_request,redundancy,corrective_order,fine,compensation");
        let (time, memory) = took(&mut onus);
        println!(
            "{lines} lines by Onus: {time:.2} s, {memory:.1} MB at most, {:.2} × by hand",
            time / base
        );
    }
    fs::remove_dir_all(&folder).expect("it can be removed");
}

/// The lines of a file by hand.
pub(super) fn by_hand(path: &str) {
    let mut lines = BufReader::with_capacity(1 << 20, File::open(path).expect("it is there"));
    let mut to = BufWriter::with_capacity(1 << 20, std::io::stdout().lock());
    let (mut line, mut out) = (String::new(), Vec::new());
    while lines.read_line(&mut line).expect("it can be read") > 0 {
        hand::line(&line, &mut out);
        to.write_all(&out).expect("it can be written");
        out.clear();
        line.clear();
    }
}

/// The seconds on the processor that a command takes, and the most megabytes that it holds.
fn took(command: &mut Command) -> (f64, f64) {
    let before = of_children();
    let mut child = command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts");
    let status = format!("/proc/{}/status", child.id());
    let mut most = 0.0f64;
    while child.try_wait().expect("it can be waited for").is_none() {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find(|line| line.starts_with("VmHWM"));
        let held = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<f64>().ok());
        most = most.max(held.unwrap_or(0.0) / 1024.0);
        std::thread::sleep(Duration::from_millis(2));
    }
    (of_children() - before, most)
}

/// The seconds that the children of this process took, those that were waited for.
fn of_children() -> f64 {
    let text = fs::read_to_string("/proc/self/stat").expect("the system tells");
    let rest = text.rsplit_once(')').map_or("", |(_, rest)| rest);
    let fields: Vec<&str> = rest.split_whitespace().collect();
    let ticks = |at: usize| fields[at].parse::<f64>().expect("it is a number");
    (ticks(13) + ticks(14)) / TICKS
}
