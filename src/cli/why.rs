//! `onus why`: why, why not, and what would turn it.

use std::path::{Path, PathBuf};

use super::args::{Format, Why};
use super::eval::WIDTH;
use super::inquiry::{self, Inquired};
use super::{COULD_NOT_RUN, output};
use crate::determination::{About, Determination};
use crate::diagnostic::Language;
use crate::render::answer::{difference, why};

pub(super) fn run(options: &Why) -> u8 {
    let language: Language = options.lang.into();
    let Some((names, paths)) = asked(&options.asked, language) else {
        return COULD_NOT_RUN;
    };
    inquiry::run(&paths, &options.inquiry, language, |inquired| {
        told(options, names, inquired, language)
    })
}

/// Names and, after them, paths: what stands in the folder is no name.
fn asked(asked: &[String], language: Language) -> Option<(Vec<String>, Vec<PathBuf>)> {
    let is_path = |text: &String| Path::new(text).exists();
    let (paths, names): (Vec<&String>, Vec<&String>) = asked.iter().partition(|text| is_path(text));
    // No name has a slash in it, and none ends as a file does.
    let looks = |text: &&&String| text.contains(['/', '\\']) || text.ends_with(".onus");
    if let Some(missing) = names.iter().find(looks) {
        output::could_not(
            language,
            &format!("{missing} cannot be read: there is no such file or folder here"),
            &format!("{missing} 파일이나 폴더가 여기에 없습니다"),
        );
        return None;
    }
    if let (Some(last), true) = (names.last(), paths.is_empty())
        && names.len() > 1
    {
        output::could_not(
            language,
            &format!("there is no file or folder {last} here"),
            &format!("{last} 파일이나 폴더가 여기에 없습니다"),
        );
        return None;
    }
    if names.is_empty() || paths.is_empty() {
        output::could_not(
            language,
            "name one provision at least, then the files or folders of its policy",
            "조항의 이름을 하나 이상 쓰고, 이어서 정책 파일이나 폴더를 쓰십시오",
        );
        return None;
    }
    let names = names.into_iter().cloned().collect();
    Some((names, paths.into_iter().map(PathBuf::from).collect()))
}

fn told(
    options: &Why,
    names: Vec<String>,
    inquired: &mut Inquired,
    language: Language,
) -> Option<()> {
    if !inquired.are_names(&names, "why", language) {
        return None;
    }
    inquired.question.only = names;
    inquired.question.changes = true;
    let mut answer = inquired.answer();
    if let Some(instance) = &options.instance {
        keep(&mut answer, instance, language)?;
    }
    inquired.report(language);
    output::print(&match options.format {
        Format::Text => why(&answer, language, output::width(WIDTH)),
        Format::Json => crate::render::json::json(&answer),
    });
    if let (Some(record), Format::Text) = (inquired.without_assumptions(), options.format) {
        let changed = difference(&record, &answer, language, output::width(WIDTH));
        output::print(&format!("\n{changed}"));
    }
    Some(())
}

/// Keeps the rows of one instance; says which there are, if there is none of it.
fn keep(answer: &mut Determination, instance: &str, language: Language) -> Option<()> {
    let mut others: Vec<String> = Vec::new();
    let mut found = false;
    let mut is_it = |about: &About| {
        let is_it = about.instance.as_deref() == Some(instance);
        found |= is_it;
        others.extend(
            about
                .instance
                .clone()
                .filter(|other| !is_it && !others.contains(other)),
        );
        is_it
    };
    answer.conclusions.retain(|row| is_it(&row.about));
    answer.duties.retain(|row| is_it(&row.about));
    answer.powers.retain(|row| is_it(&row.about));
    answer.sanctions.retain(|row| is_it(&row.about));
    if !found {
        let others = others.join(", ");
        output::could_not(
            language,
            &format!("--instance {instance}: there is none; there are: {others}"),
            &format!("--instance {instance}: 없는 대상입니다. 있는 대상: {others}"),
        );
    }
    found.then_some(())
}
