//! Where the fuzzer begins: what is shipped, in the form in which each target takes it.

use std::path::Path;
use std::{env, fs};

use serde_json::Value;

use super::shipped::{POLICIES, below, unit};

/// Writes them into the folder that the environment names, if it names one.
pub(crate) fn write(seeds: fn() -> Vec<Vec<u8>>) {
    let Some(folder) = env::var_os("SEEDS") else {
        return;
    };
    for (number, seed) in seeds().iter().enumerate() {
        let path = Path::new(&folder).join(format!("shipped-{number}"));
        fs::write(path, seed).expect("the folder takes files");
    }
}

/// Every file alone, and every file of a policy in its place.
pub(crate) fn policy() -> Vec<Vec<u8>> {
    let alone = ["policies", "tests"].map(|folder| below(folder, &["onus"]));
    let alone = alone.iter().flatten();
    let mut seeds: Vec<Vec<u8>> = alone.map(|path| fs::read(path).expect("a file")).collect();
    for number in 0..POLICIES.len() {
        for (at, file) in unit(number).files.iter().enumerate() {
            seeds.push(with(&[0, number as u8, at as u8], &file.text));
        }
    }
    seeds
}

/// The records of all cases in each form, the broken ones, and lines that say one fact.
pub(crate) fn facts() -> Vec<Vec<u8>> {
    let mut seeds = Vec::new();
    for number in 0..POLICIES.len() {
        for record in &unit(number).records {
            for form in 0..2 {
                seeds.push(with(&[form, number as u8], &record.text));
            }
            seeds.push(with(&[2, number as u8], &toml(&record.of)));
        }
    }
    for (form, end) in (0u8..).zip(["json", "yaml", "toml"]) {
        for path in below("tests/broken_facts", &[end]) {
            let text = fs::read_to_string(path).expect("it is text");
            seeds.push(with(&[form, 0], &text));
        }
    }
    for (place, value) in [
        ("outage.started", "2022-02-03T11:20"),
        ("outage.started", "on 2022-02-03"),
        ("outage.duration", "between 40 and 50 minutes"),
        ("outage.duration", "40분부터 50분까지"),
        ("outage.effect", "중단 또는 지연"),
        ("operator.sales", "3억 KRW 초과"),
        ("services", "at least Mail, Chat"),
        ("services[0].fee", "monthly"),
        ("impaired", "unknown"),
    ] {
        seeds.push(with(&[3, 0], &format!("{place} is {value}")));
        seeds.push(with(&[4, 0], &format!("{place}\n{value}")));
    }
    seeds
}

/// The record of every case as it is, and then with each of the things that can be asked.
pub(crate) fn evaluation() -> Vec<Vec<u8>> {
    let mut seeds = Vec::new();
    for number in 0..POLICIES.len() {
        for record in 0..=unit(number).records.len() {
            let mut seed = vec![number as u8, record as u8];
            seed.extend((0..120).map(|at: usize| (at * at + number * 7 + record) as u8));
            seeds.push(seed);
        }
    }
    seeds
}

fn with(head: &[u8], text: &str) -> Vec<u8> {
    [head, text.as_bytes()].concat()
}

/// A record as TOML: each name at the top on a line of its own.
fn toml(record: &Value) -> String {
    let entries = record.as_object().into_iter().flatten();
    let line = |(name, value): (&String, &Value)| format!("{name:?} = {}\n", inline(value));
    entries.map(line).collect()
}

fn inline(value: &Value) -> String {
    match value {
        Value::Object(entries) => {
            let entries = entries.iter();
            let entries: Vec<String> = entries
                .map(|(name, value)| format!("{name:?} = {}", inline(value)))
                .collect();
            format!("{{ {} }}", entries.join(", "))
        }
        Value::Array(members) => {
            let members: Vec<String> = members.iter().map(inline).collect();
            format!("[{}]", members.join(", "))
        }
        other => other.to_string(),
    }
}
