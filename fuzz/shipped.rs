//! What there is to begin with: each policy that is shipped or that only tests use, with the
//! policies that it uses, and the records of its cases.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, OnceLock};

use onus::name::Name;
use onus::program::Program;
use onus::source::Sources;
use onus::syntax::tree::File;
use onus::value::Instant;
use serde_json::Value;

/// Bytes that were found name a policy by its place here: new ones come last. Left out are
/// `kr.incidents`, `kr.operators` and `world.group`, which have nothing of their own and put
/// others together.
pub(crate) const POLICIES: [&str; 82] = [
    "kr.netflix_law",
    "kr.data_centre",
    "kr.disaster",
    "kr.domestic_agent",
    "kr.cloud",
    "kr.넷플릭스법",
    "common.incident",
    "common.장애사실",
    "test.air",
    "test.air_payment",
    "test.dora",
    "test.dora_classes",
    "test.gdpr",
    "test.nis2",
    "test.nis2_classes",
    "jp.telecom",
    "us.fcc",
    "us.hipaa",
    "us.hipaa_people",
    "us.sec",
    "test.agent",
    "test.answers",
    "test.bounds",
    "test.clocks",
    "test.conflicts",
    "test.determined",
    "test.disputed",
    "test.instead",
    "test.more_time",
    "test.oral",
    "test.periodic",
    "test.permissions",
    "test.powers",
    "test.sanctions",
    "test.windows",
    "test.courts",
    "eu.common",
    "eu.nis2",
    "eu.dora",
    "kr.personal_data",
    "eu.gdpr",
    "kr.provider",
    "kr.intrusion",
    "eu.cra",
    "us.sec_8k",
    "us.hipaa_breach",
    "us.fcc_part4",
    "kr.credit_data",
    "kr.electronic_finance",
    "kr.infrastructure",
    "kr.cloud_leak",
    "uk.nis",
    "uk.gdpr",
    "eu.ai_act",
    "eu.eidas",
    "jp.telecom_accidents",
    "jp.appi",
    "kr.breaches",
    "eu.passenger_rights",
    "kr.privacy_agent",
    "common.ransom",
    "us.circia",
    "in.cert_in",
    "sg.common",
    "sg.last_day_moves",
    "sg.days_skipped",
    "sg.pdpa",
    "sg.mas_trm",
    "sg.cybersecurity",
    "au.soci",
    "au.privacy",
    "ca.pipeda",
    "us.state_rules",
    "eu.digital_omnibus",
    "test.eu_periods",
    "test.places",
    "eu.eecc",
    "eu.eprivacy",
    "test.petitions",
    "test.market",
    "us.business_morning",
    "us.filing_day",
];

/// A policy with what it uses.
pub(crate) struct Unit {
    pub(crate) files: Vec<&'static Text>,
    pub(crate) program: Program,
    pub(crate) records: Vec<Record>,
}

/// A record that cases are about, and when the first of them asks.
pub(crate) struct Record {
    pub(crate) text: String,
    pub(crate) of: Value,
    pub(crate) as_of: Option<Instant>,
}

/// A file of a policy.
pub(crate) struct Text {
    pub(crate) path: String,
    pub(crate) text: String,
    written: File,
}

static TEXTS: LazyLock<Vec<Text>> = LazyLock::new(|| {
    let folders = ["policies", "tests/regimes", "tests/acts"];
    let paths = folders.iter().flat_map(|folder| below(folder, &["onus"]));
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("a policy is text");
        let path = path.display().to_string();
        let mut sources = Sources::default();
        let file = sources.add(path.clone(), text.clone());
        let (written, _) = onus::syntax::parse(file, &sources);
        Text {
            path,
            text,
            written,
        }
    };
    paths.map(read).collect()
});

static UNITS: [OnceLock<Unit>; POLICIES.len()] = [const { OnceLock::new() }; POLICIES.len()];

/// The policy of a number, whatever the number.
pub(crate) fn unit(number: usize) -> &'static Unit {
    let number = number % POLICIES.len();
    UNITS[number].get_or_init(|| load(POLICIES[number]))
}

/// The names of all policies there are.
pub(crate) fn names() -> BTreeSet<String> {
    let files = TEXTS.iter().flat_map(|text| &text.written.items);
    let policies = files.filter(|item| item.kind == onus::syntax::tree::ItemKind::Policy);
    policies.map(|item| item.name.name.to_string()).collect()
}

fn load(policy: &str) -> Unit {
    let mut wanted = vec![Name::new(policy)];
    let mut files: Vec<&Text> = Vec::new();
    while let Some(name) = wanted.pop() {
        for text in TEXTS.iter().filter(|text| text.written.is_of(&name)) {
            if !files.iter().any(|known| known.path == text.path) {
                files.push(text);
                wanted.extend(text.written.uses().cloned());
            }
        }
    }
    let mut sources = Sources::default();
    for file in &files {
        sources.add(file.path.clone(), file.text.clone());
    }
    let program = onus::load(&sources).0;
    let program = program.unwrap_or_else(|| panic!("{policy} is sound"));
    let mut records: Vec<Record> = Vec::new();
    for case in &program.cases {
        let Some((path, span)) = &case.facts else {
            continue;
        };
        let from = Path::new(sources.get(span.file).expect("it is there").name());
        let text = fs::read_to_string(from.with_file_name(path)).expect("a record is text");
        if records.iter().all(|known| known.text != text) {
            let of = serde_json::from_str(&text).expect("a record is JSON");
            let as_of = case.as_of;
            records.push(Record { text, of, as_of });
        }
    }
    Unit {
        files,
        program,
        records,
    }
}

/// All files with one of these endings below a folder of the project; answers are not looked at.
pub(crate) fn below(folder: &str, ends: &[&str]) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = match root.ends_with("fuzz") {
        true => root.parent().expect("fuzz stands in the project"),
        false => root,
    };
    let (mut folders, mut found) = (vec![root.join(folder)], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.expect("it can be read").path();
            let end = path.extension().and_then(|end| end.to_str());
            if path.is_dir() && !path.ends_with("answers") {
                folders.push(path);
            } else if end.is_some_and(|end| ends.contains(&end)) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}
