//! `onus schema`: the JSON Schema of the facts that policies ask for.

use super::args::Schema;
use super::{FINE, check, output};
use crate::schema::schema;

pub(super) fn run(options: &Schema) -> u8 {
    let language = options.common.lang.into();
    match check::sound(&options.common.paths, language) {
        Ok((_, program)) => {
            output::print(&schema(&program, language).text());
            FINE
        }
        Err(code) => code,
    }
}
