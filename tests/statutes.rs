//! The fingerprints of statutes in `STATUTE.md`: whether a text is still the one that was read. The
//! texts are not kept here, so that they are reckoned again only where a folder of them is named.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use crate::files::below;

/// A row of a table of fingerprints: whose article, in which law or decree, read as what.
struct Read {
    text: String,
    article: String,
    number: String,
    fingerprint: String,
}

/// In Unicode composition, without the marks of Markdown, white space folded.
fn plain(text: &str) -> String {
    let composed: String = text.nfc().filter(|c| !"#*\\".contains(*c)).collect();
    composed.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn fingerprint(text: &str) -> String {
    let sum = Sha256::digest(plain(text).as_bytes());
    sum.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// `22-7` of the heading `##### 제22조의7 (…)`.
fn number(heading: &str) -> Option<String> {
    let rest = heading.trim_start_matches('#').trim_start();
    let rest = rest.strip_prefix('제')?;
    let (article, rest) = rest.split_once('조')?;
    article.parse::<u32>().ok()?;
    let branch: String = match rest.strip_prefix('의') {
        Some(rest) => rest.chars().take_while(char::is_ascii_digit).collect(),
        None => String::new(),
    };
    match branch.as_str() {
        "" => Some(article.to_owned()),
        branch => Some(format!("{article}-{branch}")),
    }
}

/// Each article of a law, from its heading to the next.
fn articles(law: &str) -> BTreeMap<String, String> {
    let law: String = law.nfc().collect();
    let mut found = BTreeMap::new();
    let mut now = None;
    for line in law.lines() {
        if line.starts_with('#') {
            now = number(line);
            if let Some(number) = &now {
                found.insert(number.clone(), String::new());
            }
        }
        if let Some(text) = now.as_ref().and_then(|number| found.get_mut(number)) {
            text.push_str(line);
            text.push('\n');
        }
    }
    found
}

/// The addenda of one law among those of all that amended it.
fn addenda(law: &str, number: &str) -> String {
    let law: String = law.nfc().collect();
    let mut text = String::new();
    let mut on = false;
    for line in law.lines() {
        if line.trim_start_matches('#').trim().starts_with("부칙") {
            on = line.contains(&format!("제{number}호"));
            if on {
                text.clear();
            }
        }
        if on {
            text.push_str(line);
            text.push('\n');
        }
    }
    text
}

fn rows(page: &str) -> Vec<Read> {
    let cells = |line: &str| -> Vec<String> {
        let line = line.trim_matches(|c| c == '|' || c == ' ');
        line.split('|').map(|cell| cell.trim().to_owned()).collect()
    };
    let read = |line: &str| match <[String; 5]>::try_from(cells(line)) {
        Ok([text, article, number, _, fingerprint]) if fingerprint.len() == 64 => Some(Read {
            text,
            article,
            number,
            fingerprint,
        }),
        _ => None,
    };
    page.lines().filter_map(read).collect()
}

/// All rows of all policies, each page with at least one.
fn shipped() -> Vec<Read> {
    let pages = below("policies/kr", "md").into_iter();
    let pages = pages.filter(|page| page.ends_with("STATUTE.md"));
    let pages = pages.map(|page| fs::read_to_string(page).expect("the page is there"));
    pages.flat_map(|page| rows(&page)).collect()
}

#[test]
fn a_text_is_known_again_however_it_is_set() {
    let one = "# 제1장 총칙\n\n##### 제3조 (정의)\n\n**①** 갑은  을에게\n알린다. <개정 2020.1.1>\n\n\
               ##### 제3조의2 (고지)\n\n  1\\. 병\n\n## 부칙\n\n부칙 <제12호,2020.1.1>\n\n시행한다.\n\n\
               부칙 <제34호,2021.1.1>\n\n다시 시행한다.\n";
    let decomposed: String = one.nfd().collect();
    let (first, again) = (articles(one), articles(&decomposed));
    let numbers: Vec<_> = first.keys().map(String::as_str).collect();
    assert_eq!(numbers, ["3", "3-2"]);
    assert_eq!(
        plain(&first["3"]),
        "제3조 (정의) ① 갑은 을에게 알린다. <개정 2020.1.1>"
    );
    assert_eq!(fingerprint(&first["3"]), fingerprint(&again["3"]));
    assert_ne!(fingerprint(&first["3"]), fingerprint(&first["3-2"]));
    assert_eq!(
        plain(&addenda(one, "12")),
        "부칙 <제12호,2020.1.1> 시행한다."
    );
    assert_eq!(
        fingerprint("##### 제1조\n"),
        "be5001bf69eb49a1f17359860e434eca73fb9ff2adf7403835e3179b9320c942"
    );
}

#[test]
fn every_row_names_one_reading() {
    let rows = shipped();
    assert!(rows.len() > 150, "only {} articles were read", rows.len());
    let mut seen = BTreeMap::<(&str, &str, &str), BTreeSet<&str>>::new();
    for row in &rows {
        let digits = |c: char| c.is_ascii_hexdigit() && !c.is_ascii_uppercase();
        assert!(row.fingerprint.chars().all(digits), "{}", row.fingerprint);
        let key = (row.text.as_str(), row.article.as_str(), row.number.as_str());
        seen.entry(key).or_default().insert(&row.fingerprint);
    }
    let twofold: Vec<_> = seen.iter().filter(|(_, prints)| prints.len() > 1).collect();
    assert!(twofold.is_empty(), "read as two texts: {twofold:?}");
}

#[test]
fn the_texts_are_those_that_were_read() {
    let Some(folder) = std::env::var_os("ONUS_STATUTES") else {
        println!("skipped: ONUS_STATUTES names no folder of statutes");
        return;
    };
    let mut differ = Vec::new();
    for row in shipped() {
        let place = Path::new(&folder).join(&row.text);
        let file = place.join(format!("{}.md", row.number));
        let law =
            fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let now = match row.article.as_str() {
            "addenda" => Some(addenda(&law, &row.number)),
            article => articles(&law).remove(article),
        };
        if now.map(|text| fingerprint(&text)) != Some(row.fingerprint) {
            differ.push(format!("{} {} of {}", row.text, row.article, row.number));
        }
    }
    assert!(differ.is_empty(), "read otherwise now: {differ:#?}");
}
