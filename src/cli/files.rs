//! Files: which policies are asked for, and those that they use. The only
//! place that reads or writes one.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::name::Name;
use crate::source::{MAX_FILE_BYTES, Sources};
use crate::syntax;

/// Why a file could not be had, in both languages.
#[derive(Debug)]
pub(super) struct Trouble {
    pub(super) en: String,
    pub(super) ko: String,
}

impl Trouble {
    fn new(en: String, ko: String) -> Trouble {
        Trouble { en, ko }
    }
}

/// A folder is searched this deep for policies.
const MAX_FOLDERS: usize = 16;

/// The policy files at the paths, each once; folders are searched.
pub(super) fn named(paths: &[PathBuf]) -> Result<BTreeSet<PathBuf>, Trouble> {
    let mut wanted = BTreeSet::new();
    for path in paths {
        collect(path, 0, &mut wanted)?;
        if path.is_dir() && !wanted.iter().any(|file: &PathBuf| file.starts_with(path)) {
            return Err(Trouble::new(
                format!("there is no policy (*.onus) in {}", path.display()),
                format!("{} 폴더에 정책 파일(*.onus)이 없습니다", path.display()),
            ));
        }
    }
    Ok(wanted)
}

/// Loads the policies at the paths, and those they use.
pub(super) fn policies(paths: &[PathBuf]) -> Result<Sources, Trouble> {
    let mut wanted = named(paths)?;
    let mut sources = Sources::default();
    let mut loaded = BTreeSet::new();
    let mut seen = BTreeSet::new();
    while let Some(file) = wanted.pop_first() {
        let same = file.canonicalize().unwrap_or_else(|_| file.clone());
        if !loaded.insert(same) {
            continue;
        }
        let id = sources.add(file.display().to_string(), read(&file)?);
        // Parsed here for its `use` items alone; findings are told when the policy is checked.
        let (tree, _) = syntax::parse(id, &sources);
        for name in tree.uses().map(Name::as_str) {
            if seen.insert(name.to_owned()) {
                wanted.extend(used(&file, name)?);
            }
        }
    }
    Ok(sources)
}

fn collect(path: &Path, depth: usize, wanted: &mut BTreeSet<PathBuf>) -> Result<(), Trouble> {
    if !path.is_dir() {
        wanted.insert(path.to_owned());
        return Ok(());
    }
    if depth >= MAX_FOLDERS {
        return Ok(());
    }
    let trouble = |error: std::io::Error| {
        Trouble::new(
            format!("{} cannot be read: {error}", path.display()),
            format!("{} 경로를 읽을 수 없습니다: {error}", path.display()),
        )
    };
    for entry in path.read_dir().map_err(trouble)? {
        let entry = entry.map_err(trouble)?.path();
        let policy = entry.extension().is_some_and(|end| end == "onus");
        if entry.is_dir() || policy {
            collect(&entry, depth + 1, wanted)?;
        }
    }
    Ok(())
}

/// The files of a used policy: `a.b.c` is `a/b/c.onus`, or the folder `a/b/c`, below a folder above.
fn used(from: &Path, name: &str) -> Result<BTreeSet<PathBuf>, Trouble> {
    let relative: PathBuf = name.split('.').collect();
    let mut found = BTreeSet::new();
    // A file named from inside its own folder has its other ancestors only in the whole path.
    let whole = from.canonicalize().unwrap_or_else(|_| from.to_owned());
    for above in from.ancestors().skip(1).chain(whole.ancestors().skip(1)) {
        let file = above.join(&relative).with_extension("onus");
        let folder = above.join(&relative);
        if file.is_file() {
            found.insert(file);
        } else if folder.is_dir() {
            collect(&folder, 0, &mut found)?;
        }
        if !found.is_empty() {
            break;
        }
    }
    // What is not found is reported at its place when the policy is checked.
    Ok(found)
}

/// Reads a whole text file, or says why not.
pub(super) fn read(path: &Path) -> Result<String, Trouble> {
    let shown = path.display();
    let size = std::fs::metadata(path).map(|data| data.len());
    if size
        .as_ref()
        .is_ok_and(|size| *size > MAX_FILE_BYTES as u64)
    {
        return Err(Trouble::new(
            format!("{shown} is larger than the {MAX_FILE_BYTES} bytes that are read"),
            format!("{shown} 파일이 {MAX_FILE_BYTES}바이트를 넘어 읽지 않습니다"),
        ));
    }
    let bytes = std::fs::read(path).map_err(|error| {
        Trouble::new(
            format!("{shown} cannot be read: {error}"),
            format!("{shown} 파일을 읽을 수 없습니다: {error}"),
        )
    })?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Trouble::new(
            format!("{shown} is not UTF-8 text: byte {at} does not belong to any character"),
            format!(
                "{shown} 파일이 UTF-8 텍스트가 아닙니다({at}번째 바이트). UTF-8로 저장하십시오"
            ),
        )
    })
}

/// Removes a file; false, and told why, if that cannot be.
pub(super) fn remove(path: &Path) -> bool {
    let removed = std::fs::remove_file(path);
    if let Err(error) = &removed {
        super::output::complain(&format!("onus: {}: {error}\n", path.display()));
    }
    removed.is_ok()
}

/// Writes a file in one step, so that it is never there by half.
pub(super) fn replace(path: &Path, text: &str) -> Result<(), Trouble> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".part");
    let beside = PathBuf::from(beside);
    write(&beside, text)?;
    std::fs::rename(&beside, path).map_err(|error| not_written(path, &error))
}

fn not_written(path: &Path, error: &std::io::Error) -> Trouble {
    Trouble::new(
        format!("{} cannot be written: {error}", path.display()),
        format!("{} 파일을 쓸 수 없습니다: {error}", path.display()),
    )
}

/// Writes a file and the folders above it.
pub(super) fn write(path: &Path, text: &str) -> Result<(), Trouble> {
    let made = path.parent().map_or(Ok(()), std::fs::create_dir_all);
    made.and_then(|()| std::fs::write(path, text))
        .map_err(|error| not_written(path, &error))
}
