//! Files: which policies are asked for, and those that they use. The only
//! place that reads or writes one.

mod leftovers;

use std::collections::BTreeSet;
use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::Trees;
use crate::diagnostic::Phrase;
use crate::source::{MAX_FILE_BYTES, Sources};

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

/// Reads the policies at the paths, and those they use; what is found in them is told when they
/// are checked.
pub(super) fn policies(paths: &[PathBuf]) -> Result<(Sources, Trees), Trouble> {
    policies_into(Trees::default(), paths)
}

/// The same, read as these trees read.
pub(super) fn policies_into(
    mut trees: Trees,
    paths: &[PathBuf],
) -> Result<(Sources, Trees), Trouble> {
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
        for name in trees.add(id, &sources) {
            if !seen.contains(&name) {
                wanted.extend(used(&file, name.as_str())?);
                seen.insert(name);
            }
        }
    }
    Ok((sources, trees))
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
        let said = reason(&error);
        Trouble::new(
            format!("{} cannot be read: {}", path.display(), said.en),
            format!("{} 경로를 읽을 수 없습니다: {}", path.display(), said.ko),
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
    let here = || std::env::current_dir().map(|here| here.join(from));
    let whole = from.canonicalize().or_else(|_| here());
    let whole = whole.unwrap_or_else(|_| from.to_owned());
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

/// The name that stands for standard input.
const STANDARD_INPUT: &str = "-";

/// Whether standard input is meant.
pub(super) fn is_standard_input(path: &Path) -> bool {
    path.as_os_str() == STANDARD_INPUT
}

/// Reads a whole text file, or standard input for `-`, or says why not. How much there is shows
/// only in the reading: what calls itself empty may go on without end.
pub(super) fn read(path: &Path) -> Result<String, Trouble> {
    let shown = path.display();
    let unreadable = |error: std::io::Error| {
        let said = reason(&error);
        Trouble::new(
            format!("{shown} cannot be read: {}", said.en),
            format!("{shown} 파일을 읽을 수 없습니다: {}", said.ko),
        )
    };
    let mut bytes = Vec::new();
    let most = MAX_FILE_BYTES as u64 + 1;
    let done = if is_standard_input(path) {
        if TAKEN.swap(true, Ordering::Relaxed) {
            return Err(Trouble::new(
                "standard input can be read only once; `-` stands for one file".to_owned(),
                "표준 입력은 한 번만 읽을 수 있습니다. `-`는 한 파일에만 쓰십시오".to_owned(),
            ));
        }
        std::io::stdin().lock().take(most).read_to_end(&mut bytes)
    } else {
        let file = File::open(path).map_err(unreadable)?;
        file.take(most).read_to_end(&mut bytes)
    };
    done.map_err(unreadable)?;
    if bytes.len() > MAX_FILE_BYTES {
        return Err(Trouble::new(
            format!("{shown} is larger than the {MAX_FILE_BYTES} bytes that are read"),
            format!("{shown} 파일이 {MAX_FILE_BYTES}바이트를 넘어 읽지 않습니다"),
        ));
    }
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

/// Standard input has been read.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Removes a file; false, and told why, if that cannot be.
pub(super) fn remove(path: &Path) -> bool {
    let removed = std::fs::remove_file(path);
    if let Err(error) = &removed {
        super::output::complain(&format!("onus: {}: {error}\n", path.display()));
    }
    removed.is_ok()
}

/// What the system says of a file; what it says seldom is left in its own words.
pub(super) fn reason(error: &std::io::Error) -> Phrase {
    let (en, ko) = match error.kind() {
        ErrorKind::NotFound => ("there is no such file", "파일이 없습니다"),
        ErrorKind::AlreadyExists => ("it is there already", "이미 있는 파일입니다"),
        ErrorKind::PermissionDenied => ("permission is denied", "권한이 없습니다"),
        ErrorKind::IsADirectory => ("it is a folder", "파일이 아니라 폴더입니다"),
        ErrorKind::NotADirectory => (
            "a part of its path is no folder",
            "경로의 중간이 폴더가 아닙니다",
        ),
        ErrorKind::StorageFull => ("the disk is full", "저장 공간이 부족합니다"),
        _ => return Phrase::new(error.to_string(), error.to_string()),
    };
    Phrase::new(en, ko)
}

fn not_written(path: &Path, error: &std::io::Error) -> Trouble {
    let said = reason(error);
    Trouble::new(
        format!("{} cannot be written: {}", path.display(), said.en),
        format!("{} 파일을 쓸 수 없습니다: {}", path.display(), said.ko),
    )
}

/// Writes a file, and the folders above it, in one step: it holds what it held before or the whole
/// of the new text, whenever the writing is cut off.
pub(super) fn write(path: &Path, text: &str) -> Result<(), Trouble> {
    write_bytes(path, text.as_bytes())
}

/// The same of what is no text.
pub(super) fn write_bytes(path: &Path, bytes: &[u8]) -> Result<(), Trouble> {
    written(path, bytes, true).map_err(|error| not_written(path, &error))
}

/// The same of a file that is not there yet; it is an error if it is by then.
pub(super) fn write_new(path: &Path, text: &str) -> Result<(), Trouble> {
    written(path, text.as_bytes(), false).map_err(|error| not_written(path, &error))
}

fn written(path: &Path, bytes: &[u8], over: bool) -> std::io::Result<()> {
    // What a link leads to is written, and the link stays.
    let whole = path.canonicalize();
    let path = whole.as_deref().unwrap_or(path);
    let held = std::fs::metadata(path).ok();
    if held.as_ref().is_some_and(|held| !held.is_file()) {
        // A device or a pipe has nothing that could be torn.
        let mut file = OpenOptions::new().write(true).open(path)?;
        return file.write_all(bytes);
    }
    let above = match path.parent() {
        Some(above) if !above.as_os_str().is_empty() => above,
        _ => Path::new("."),
    };
    std::fs::create_dir_all(above)?;
    leftovers::remove(above);
    let mut beside = tempfile::Builder::new();
    let prefix = leftovers::prefix();
    beside.prefix(&prefix).suffix(leftovers::END);
    let permissions = held.map(|held| held.permissions());
    #[cfg(unix)]
    let permissions = {
        use std::os::unix::fs::PermissionsExt;
        // Those of any new file, before what the user masks.
        permissions.or(Some(std::fs::Permissions::from_mode(0o666)))
    };
    if let Some(permissions) = permissions {
        beside.permissions(permissions);
    }
    let mut file = beside.tempfile_in(above)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    match over {
        true => file.persist(path),
        false => file.persist_noclobber(path),
    }
    .map(drop)
    .map_err(|failed| failed.error)
}
