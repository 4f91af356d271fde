//! Shipped policies, for tests that call the library.

use std::fs;

use onus::name::Name;
use onus::program::Program;
use onus::source::Sources;

use crate::golden::files;

/// The Netflix law with the vocabulary that it uses.
pub(crate) fn netflix_law() -> Program {
    let mut sources = Sources::default();
    for folder in ["policies/kr/netflix_law", "policies/common"] {
        for path in files(folder, "onus") {
            let text = fs::read_to_string(&path).expect("it can be read");
            sources.add(path.display().to_string(), text);
        }
    }
    let (program, _) = onus::load_policy(&sources, &Name::new("kr.netflix_law"));
    program.expect("the shipped policy is sound")
}
