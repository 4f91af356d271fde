//! Policies as text, and what is found in them.

use super::check;
use crate::diagnostic::Diagnostic;
use crate::program::Program;
use crate::source::Sources;

/// Reads and checks some files; what the reading finds comes first.
fn run(files: &[(&str, &str)]) -> (Option<Program>, Vec<Diagnostic>, Sources) {
    let mut sources = Sources::default();
    let ids: Vec<_> = files
        .iter()
        .map(|(name, text)| sources.add(*name, *text))
        .collect();
    let mut all = Vec::new();
    let mut trees = Vec::new();
    for id in ids {
        let (tree, findings) = crate::syntax::parse(id, &sources);
        all.extend(findings);
        trees.push(tree);
    }
    let (program, findings) = check(&trees, &sources);
    all.extend(findings);
    (program, all, sources)
}

#[test]
fn flagship() {
    let mut files = Vec::new();
    for dir in ["policies/common", "policies/kr/netflix_law"] {
        for entry in std::fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|e| e == "onus") {
                files.push((
                    path.display().to_string(),
                    std::fs::read_to_string(&path).unwrap(),
                ));
            }
        }
    }
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    let (program, findings, sources) = run(&files);
    for f in &findings {
        let p = sources.place(f.primary.span);
        println!(
            "{}:{}:{} {} {} | {} | {:?}",
            p.file,
            p.line,
            p.column,
            f.code.name(),
            f.message.en,
            sources.text(f.primary.span),
            f.help.as_ref().map(|h| &h.en)
        );
    }
    println!("program: {}", program.is_some());
}
