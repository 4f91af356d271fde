//! Broken records of facts in each form: what is wrong is told at its line, all of it at once, in
//! both languages. They are read against the vocabulary of the shipped Netflix law.

use std::fs;
use std::path::{Path, PathBuf};

use onus::diagnostic::Language;
use onus::name::Name;
use onus::program::Program;
use onus::render::report::{Style, report};
use onus::source::Sources;

use crate::files::files;
use crate::golden::Golden;

fn program() -> Program {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = Sources::default();
    let mut paths: Vec<PathBuf> = files("policies/kr/netflix_law", "onus");
    paths.push(root.join("policies/common/incident.onus"));
    for path in paths {
        let text = fs::read_to_string(&path).expect("it can be read");
        let name = path.strip_prefix(root).unwrap_or(&path);
        sources.add(name.display().to_string(), text);
    }
    let (program, _) = onus::load_policy(&sources, &Name::new("kr.netflix_law"));
    program.expect("the shipped policy is sound")
}

#[test]
fn every_broken_record_is_told_at_its_line() {
    let program = program();
    let mut golden = Golden::default();
    let mut inputs = Vec::new();
    for end in ["json", "yaml", "toml"] {
        inputs.extend(files("tests/broken_facts", end));
    }
    assert!(inputs.len() >= 24, "{} broken records", inputs.len());
    for path in inputs {
        let name = path.file_name().expect("it has a name").to_string_lossy();
        let mut sources = Sources::default();
        let text = fs::read_to_string(&path).expect("it is text");
        let file = sources.add(name.clone().into_owned(), text);
        let (_, findings) = onus::facts::read(file, &sources, &program);
        assert!(!findings.is_empty(), "{name} reads without a finding");
        for (language, end) in [(Language::English, "en"), (Language::Korean, "ko")] {
            let style = Style {
                language,
                color: false,
                unicode: false,
                width: 80,
            };
            golden.compare(
                &path.with_file_name(format!("{name}.{end}.report")),
                &report(&findings, &sources, &style),
            );
        }
    }
    golden.finish();
}
