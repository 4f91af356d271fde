//! Places: those of the library are bytes of a numbered file, those of editors lines and UTF-16
//! units of a URI.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use lsp_types::{Position, Range, Uri};
use onus::source::{FileId, Source, Sources, Span};

/// A span as an editor counts.
pub(crate) fn range(sources: &Sources, span: Span) -> Range {
    let place = sources.place(span);
    let at =
        |line: u32, column: u32| Position::new(line.saturating_sub(1), column.saturating_sub(1));
    Range::new(
        at(place.line, place.column_utf16),
        at(place.end_line, place.end_column_utf16),
    )
}

/// The byte at a position; past the last line it is the end of the text.
pub(crate) fn offset(source: &Source, position: Position) -> u32 {
    let line = position.line.saturating_add(1);
    source
        .offset(line, position.character)
        .unwrap_or_else(|| u32::try_from(source.text().len()).unwrap_or(u32::MAX))
}

/// The bytes of a range.
pub(crate) fn span(sources: &Sources, file: FileId, range: Range) -> Option<Span> {
    let source = sources.get(file)?;
    let start = offset(source, range.start);
    Some(Span::new(file, start, offset(source, range.end).max(start)))
}

/// The path of a file's URI; a text that is no file yet has its whole URI for a name.
pub(crate) fn path(uri: &Uri) -> PathBuf {
    let text = uri.as_str();
    let Some(rest) = text.strip_prefix("file://") else {
        return PathBuf::from(text);
    };
    let path = decoded(rest);
    // `/C:/folder` on a system with drives.
    let drive = path
        .strip_prefix('/')
        .filter(|rest| rest.chars().nth(1) == Some(':'));
    PathBuf::from(drive.unwrap_or(&path))
}

/// Parameters in which every root is a URI: some editors write letters and blanks into one as they are.
pub(crate) fn with_sound_uris(mut params: serde_json::Value) -> serde_json::Value {
    let mend = |value: &mut serde_json::Value| {
        if let Some(text) = value.as_str().filter(|text| Uri::from_str(text).is_err()) {
            *value = serde_json::Value::String(encoded(text));
        }
    };
    if let Some(root) = params.get_mut("rootUri") {
        mend(root);
    }
    let folders = params.get_mut("workspaceFolders");
    for folder in folders
        .and_then(|folders| folders.as_array_mut())
        .into_iter()
        .flatten()
    {
        if let Some(uri) = folder.get_mut("uri") {
            mend(uri);
        }
    }
    params
}

/// A URI with all that it may not have as it is in the form of bytes.
fn encoded(text: &str) -> String {
    let mut made = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~:%".contains(&byte) {
            made.push(char::from(byte));
        } else {
            let _ = write!(made, "%{byte:02X}");
        }
    }
    made
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let code = match (first, after) {
            (b'%', [high, low, ..]) => hexadecimal(*high).zip(hexadecimal(*low)),
            _ => None,
        };
        match code {
            Some((high, low)) => {
                bytes.push(high * 16 + low);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hexadecimal(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|value| u8::try_from(value).ok())
}

/// The URI of a path.
pub(crate) fn uri(path: &Path) -> Option<Uri> {
    let text = path.to_string_lossy().replace('\\', "/");
    if text.contains("://") || text.starts_with("untitled:") {
        return Uri::from_str(&text).ok();
    }
    let mut made = String::from("file://");
    if !text.starts_with('/') {
        made.push('/');
    }
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            made.push(char::from(byte));
        } else {
            let _ = write!(made, "%{byte:02X}");
        }
    }
    Uri::from_str(&made).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_and_its_uri_lead_to_one_another() -> Result<(), Box<dyn std::error::Error>> {
        for text in ["/a/b c.onus", "/정책/가.onus", "/a%20b/c#d.onus"] {
            let there = uri(Path::new(text)).ok_or("a path has a URI")?;
            assert_eq!(path(&there), Path::new(text));
        }
        let written = Uri::from_str("file:///c%3A/%EA%B0%80.onus")?;
        assert_eq!(path(&written), Path::new("c:/가.onus"));
        assert_eq!(
            path(&Uri::from_str("untitled:one")?),
            Path::new("untitled:one")
        );
        Ok(())
    }
}
