//! `onus new`: the folder that it makes is sound, and nothing that is there is written over.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use onus::period::Regime;

fn onus(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_onus"))
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .expect("the command runs")
}

/// An empty folder of the test.
fn empty(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("new")
        .join(name);
    _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("it can be made");
    folder
}

#[track_caller]
fn fine(folder: &Path, arguments: &[&str]) -> String {
    let output = onus(folder, arguments);
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    let complaints = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(
        output.status.code(),
        Some(0),
        "{arguments:?}\n{told}{complaints}"
    );
    told
}

/// A new folder checks, is in its layout, passes its cases and answers for its record.
fn is_sound(folder: &Path, name: &str, lang: &str) {
    let told = fine(folder, &["check", name, "--lang", lang]);
    assert!(
        told.starts_with("1 provision, no findings")
            || told.starts_with("조항 1개, 지적 사항 없음"),
        "{told}"
    );
    fine(folder, &["fmt", "--check", name]);
    let told = fine(folder, &["test", name]);
    assert!(told.starts_with("2 passed, 0 failed"), "{told}");
    let record = format!("{name}/facts/first.json");
    fine(
        folder,
        &[
            "eval",
            name,
            "--facts",
            &record,
            "--as-of",
            "2026-03-13T18:00",
        ],
    );
}

#[test]
fn a_new_folder_is_sound_in_both_languages() {
    for (name, lang) in [("notice", "en"), ("고지", "ko")] {
        let folder = empty(lang);
        fine(&folder, &["new", name, "--lang", lang]);
        is_sound(&folder, name, lang);
        for file in [
            "README.md",
            ".github/workflows/onus.yml",
            "facts/first.json",
        ] {
            assert!(folder.join(name).join(file).is_file(), "{file}");
        }
    }
}

#[test]
fn each_way_of_counting_can_be_begun_with() {
    let folder = empty("regimes");
    for (number, regime) in Regime::shipped().enumerate() {
        let name = format!("policy_{number}");
        let lang = ["en", "ko"][number % 2];
        fine(
            &folder,
            &["new", &name, "--from", &regime.name, "--lang", lang],
        );
        is_sound(&folder, &name, lang);
    }
}

#[test]
fn nothing_is_written_over_and_a_wrong_name_is_refused() {
    let folder = empty("refused");
    fine(&folder, &["new", "notice"]);
    let policy = folder.join("notice/policy.onus");
    fs::write(&policy, "# mine").expect("it can be written");
    let again = onus(&folder, &["new", "notice"]);
    assert_eq!(again.status.code(), Some(2));
    assert_eq!(fs::read_to_string(&policy).expect("it is there"), "# mine");
    fs::write(folder.join("file"), "mine").expect("it can be written");
    for arguments in [
        vec!["new", "file"],
        vec!["new", "two words"],
        vec!["new", "not"],
        vec!["new", "9a"],
        vec!["new", "other", "--from", "kr.civi"],
    ] {
        let output = onus(&folder, &arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    }
    let told = onus(&folder, &["new", "other", "--from", "kr.civi"]).stderr;
    assert!(String::from_utf8_lossy(&told).contains("`kr.civil`"));
    // A law is named by its title too.
    let told = onus(&folder, &["new", "other", "--from", "민법"]).stderr;
    assert!(String::from_utf8_lossy(&told).contains("`kr.civil`"));
    assert!(!folder.join("other").exists());
}

#[test]
fn the_manual_has_a_page_for_each_command() {
    let folder = empty("manual");
    fine(&folder, &["manual", "man"]);
    for page in ["onus.1", "onus-eval.1", "onus-fmt.1"] {
        let text = fs::read_to_string(folder.join("man").join(page)).expect("it is there");
        assert!(text.contains(".TH onus"), "{page}");
    }
    for (shell, file) in [
        ("bash", "onus.bash"),
        ("zsh", "_onus"),
        ("fish", "onus.fish"),
        ("powershell", "_onus.ps1"),
        ("elvish", "onus.elv"),
    ] {
        let told = fine(&folder, &["manual", "--shell", shell]);
        assert!(told.contains("coverage"), "{shell}");
        let written = fs::read_to_string(folder.join("man/completions").join(file));
        assert_eq!(written.ok(), Some(told), "{shell}");
    }
}
