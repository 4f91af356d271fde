//! The reference: every item and every clause, made of the one list of keywords, each with an example
//! that is checked.

use std::fs;

use onus::check::{self, Standing};
use onus::source::Sources;
use onus::syntax::tree::{Item, ItemKind};
use onus::syntax::{self, ALTERNATIVE, Keyword};

use super::{LANGUAGES, compare, root};

/// The kinds of items in the order of their keywords.
const KINDS: [ItemKind; 20] = [
    ItemKind::Policy,
    ItemKind::Use,
    ItemKind::Source,
    ItemKind::Party,
    ItemKind::Unit,
    ItemKind::Choice,
    ItemKind::Record,
    ItemKind::Fact,
    ItemKind::Act,
    ItemKind::Judgement,
    ItemKind::Define,
    ItemKind::Duty,
    ItemKind::Exception,
    ItemKind::Power,
    ItemKind::Sanction,
    ItemKind::Reading,
    ItemKind::Case,
    ItemKind::Calendar,
    ItemKind::Periods,
    ItemKind::Omits,
];

/// Each item's keyword and its kind.
fn items() -> impl Iterator<Item = (&'static Keyword, ItemKind)> {
    assert_eq!(syntax::item_keywords(), KINDS.len());
    syntax::keywords().zip(KINDS)
}

/// The keyword of a clause, by its English words.
fn clause(words: &str) -> &'static Keyword {
    if words == ALTERNATIVE.en {
        return ALTERNATIVE;
    }
    let mut clauses = syntax::keywords().skip(syntax::item_keywords());
    clauses
        .find(|keyword| keyword.en == words || words == format!("{} when", keyword.en))
        .unwrap_or_else(|| panic!("`{words}` is not in the list"))
}

fn example(language: &str, keyword: &Keyword) -> Option<String> {
    let path = format!("docs/book/{language}/examples/{}.onus", keyword.en);
    fs::read_to_string(root().join(path)).ok()
}

/// The clauses of items of a kind; what an `omits` leaves out stands in its heading.
fn clauses(kind: ItemKind) -> Vec<Standing> {
    let mut clauses = check::standing(kind);
    clauses.retain(|one| (kind, one.keyword) != (ItemKind::Omits, "cites"));
    clauses
}

/// One row of a table of clauses.
fn row(kind: ItemKind, standing: &Standing, language: &str) -> String {
    // What an exception is for has a word of its own in Korean.
    let excepted = (kind, standing.keyword) == (ItemKind::Exception, "to");
    let keyword = match excepted {
        true => syntax::keywords().find(|one| one.ko == "예외대상"),
        false => None,
    };
    let keyword = keyword.unwrap_or_else(|| clause(standing.keyword));
    let code = |text: &str| format!("`{}`", text.replace('|', "\\|"));
    let (first, second, says, spelling) = match language {
        "ko" => (keyword.ko, keyword.en, keyword.says().ko, keyword.ko),
        _ => (keyword.en, keyword.ko, keyword.says().en, keyword.en),
    };
    let words = if first == second {
        code(first)
    } else {
        format!("{} · {}", code(first), code(second))
    };
    let shown = if language == "ko" && standing.keyword == ALTERNATIVE.en {
        keyword.shown("글")
    } else {
        keyword.shown(spelling)
    };
    let notes = [
        (standing.needed, "needed", "필수"),
        (standing.repeats, "several", "여러 번"),
        (standing.varies, "by version", "연혁별"),
    ];
    let notes = notes.iter().filter(|(holds, ..)| *holds);
    let notes: Vec<&str> = notes
        .map(|(_, en, ko)| if language == "ko" { *ko } else { *en })
        .collect();
    format!(
        "| {words} | {says} | {} | {} |\n",
        code(shown),
        notes.join(", ")
    )
}

fn page(language: &str) -> String {
    let korean = language == "ko";
    let mut page = String::from(if korean {
        "# 항목과 절\n\n프로그램이 읽는 키워드 목록에서 그대로 만든 전체 목록이다. 키워드는 한국어와 영어 중 어느 것으로 써도 되고 한 파일에 섞어 써도 된다. *필수*인 절이 없으면 지적되고, *여러 번*이라고 적힌 절은 되풀이할 수 있으며, *연혁별*이라고 적힌 절은 `시행` 뒤에서 달리 정할 수 있다. 예는 모두 시험에서 검사한다.\n"
    } else {
        "# Items and clauses\n\nAll of them, made of the list of keywords that the program itself reads. Either spelling may be used, and one file may use both. A clause that is *needed* may not be missing, one marked *several* may stand more than once, and one marked *by version* may be said otherwise after an `in force`. Every example is checked with the tests.\n"
    });
    for (keyword, kind) in items() {
        let (first, second, says, spelling) = match language {
            "ko" => (keyword.ko, keyword.en, keyword.says().ko, keyword.ko),
            _ => (keyword.en, keyword.ko, keyword.says().en, keyword.en),
        };
        let shown = keyword.shown(spelling);
        page.push_str(&format!(
            "\n## `{first}` · `{second}`\n\n{}: `{shown}`\n",
            capital(&says)
        ));
        let rows: String = clauses(kind)
            .iter()
            .map(|standing| row(kind, standing, language))
            .collect();
        if !rows.is_empty() {
            let head = if korean {
                "| 절 | 뜻 | 예 | |"
            } else {
                "| clause | says | as in | |"
            };
            page.push_str(&format!("\n{head}\n|---|---|---|---|\n{rows}"));
        }
        if let Some(example) = example(language, keyword) {
            page.push_str(&format!("\n```onus\n{example}```\n"));
        }
    }
    page
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters
        .next()
        .map(|letter| letter.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

/// The English words of the clauses of an item, the longest keyword that each begins with.
fn written(item: &Item, text: &str) -> Vec<&'static str> {
    let mut found = vec![];
    if !item.titles.is_empty() {
        found.push("title");
    }
    for clause in &item.clauses {
        let rest = &text[clause.keyword.start as usize..];
        let words: Vec<&str> = rest.split_whitespace().take(4).collect();
        let begins = |keyword: &&Keyword| {
            [keyword.en, keyword.ko].iter().any(|spelling| {
                let mut spelling = spelling.split(' ').enumerate();
                spelling.all(|(at, word)| words.get(at) == Some(&word))
            })
        };
        let mut keywords = syntax::keywords()
            .skip(syntax::item_keywords())
            .chain([ALTERNATIVE])
            .filter(begins);
        let longest = keywords.by_ref().max_by_key(|keyword| keyword.en.len());
        found.extend(longest.map(|keyword| keyword.en));
    }
    found
}

#[test]
fn the_reference_is_made_of_the_one_list() {
    for language in LANGUAGES {
        let path = root().join(format!("docs/book/{language}/src/reference.md"));
        compare(&path, &page(language));
    }
}

/// What is not shown in a whole policy of its item, and why.
fn spared(kind: ItemKind, keyword: &str) -> bool {
    match (kind, keyword) {
        // It stands alike everywhere.
        (kind, "allow") => !matches!(kind, ItemKind::Policy | ItemKind::Duty),
        // Read, and not supported yet.
        (ItemKind::Judgement | ItemKind::Exception, "for") => true,
        // A record in a file of its own: the guide shows it.
        (ItemKind::Case, "facts") => true,
        _ => false,
    }
}

#[test]
fn every_clause_stands_in_an_example_of_its_item() {
    let mut missing = Vec::new();
    for language in LANGUAGES {
        for (keyword, kind) in items() {
            let Some(text) = example(language, keyword) else {
                // What is used has to be there: the guide shows it with two files.
                assert_eq!(kind, ItemKind::Use, "{language}: {}", keyword.en);
                continue;
            };
            let mut sources = Sources::default();
            let file = sources.add("example.onus", text.as_str());
            let (tree, findings) = syntax::parse(file, &sources);
            assert_eq!(findings, [], "{language}: {}", keyword.en);
            let of_kind = tree.items.iter().filter(|item| item.kind == kind);
            let found: Vec<&str> = of_kind.flat_map(|item| written(item, &text)).collect();
            for standing in clauses(kind) {
                let en = clause(standing.keyword).en;
                if !found.contains(&en) && !spared(kind, en) {
                    missing.push(format!("{language}: {}: {en}", keyword.en));
                }
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}
