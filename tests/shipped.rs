//! Shipped policies, for tests that call the library.

use onus::name::Name;
use onus::program::Program;

use crate::files::{files, loaded};

/// The Netflix law with the vocabulary that it uses.
pub(crate) fn netflix_law() -> Program {
    let folders = ["policies/kr/netflix_law", "policies/common"];
    let paths = folders.iter().flat_map(|folder| files(folder, "onus"));
    let sources = loaded(paths.collect());
    let (program, _) = onus::load_policy(&sources, &Name::new("kr.netflix_law"));
    program.expect("the shipped policy is sound")
}
