//! Names of provisions in the arguments.

use super::output;
use crate::diagnostic::Language;
use crate::diagnostic::near::nearest;
use crate::eval::is_name;
use crate::program::{Head, Program};

/// Whether definitions, duties, powers or sanctions of these names are there; says so where one is
/// not, and which may be meant.
pub(super) fn are_known(
    program: &Program,
    names: &[String],
    option: &str,
    language: Language,
) -> bool {
    let Some(name) = names.iter().find(|name| !is_name(program, name)) else {
        return true;
    };
    let exceptions = program.exceptions.iter();
    if let Some(exception) = exceptions.map(|one| &one.head).find(|one| is(one, name)) {
        let title = &exception.title;
        output::could_not(
            language,
            &format!(
                "{option} {name}: this is an exception ({}); ask for what it excepts",
                title.en
            ),
            &format!(
                "{option} {name}: 예외({})입니다. 그 예외가 적용되는 항목을 물으십시오",
                title.ko
            ),
        );
        return false;
    }
    // `고지 의무`: the shell takes a name with a blank in it apart.
    let joined = names.concat();
    let (hint_en, hint_ko) = match names.len() > 1 && meant(program, &joined).is_some() {
        true => hint(program, &joined),
        false => hint(program, name),
    };
    output::could_not(
        language,
        &format!("{option} {name}: no definition, duty, power or sanction has this name{hint_en}"),
        &format!("{option} {name}: 이 이름의 정의, 의무, 권한, 제재가 없습니다{hint_ko}"),
    );
    false
}

/// Which name may be meant, to be added to a sentence that says that this one is not there.
pub(super) fn hint(program: &Program, written: &str) -> (String, String) {
    match meant(program, written) {
        Some(known) => (
            format!("; did you mean {known}?"),
            format!(". {known} 항목을 뜻하신 것입니까?"),
        ),
        None => (String::new(), String::new()),
    }
}

/// The name whose title was given, else the nearest name.
fn meant<'p>(program: &'p Program, written: &str) -> Option<&'p str> {
    let heads = || {
        let all = program.versions().map(|version| version.head);
        all.filter(|head| is_name(program, head.name.as_str()))
    };
    let titled = heads().find(|head| head.title.en == written || head.title.ko == written);
    let near = || nearest(written, heads().map(|head| head.name.as_str()));
    let together = written.replace(' ', "");
    let spaced = || heads().find(|head| head.name.as_str() == together);
    let titled = titled.or_else(spaced);
    titled.map(|head| head.name.as_str()).or_else(near)
}

fn is(head: &Head, name: &str) -> bool {
    let short = name.rsplit_once('.').map_or(name, |(_, short)| short);
    head.name.as_str() == short
}
