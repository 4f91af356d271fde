//! Reading an answer that was stored as JSON.

use std::fmt;

use super::{Determination, SCHEMA};

/// At most so many bytes are read.
const MAX_BYTES: usize = 64 << 20;

/// Why a text is no answer that can be read.
#[derive(Debug)]
pub struct ReadError(Cause);

#[derive(Debug)]
enum Cause {
    TooLarge,
    Json(serde_json::Error),
    Schema(String),
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Cause::TooLarge => write!(f, "it has more than {MAX_BYTES} bytes"),
            Cause::Json(error) => error.fmt(f),
            Cause::Schema(schema) => write!(f, "its schema is `{schema}`, not `{SCHEMA}`"),
        }
    }
}

impl std::error::Error for ReadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0 {
            Cause::Json(error) => Some(error),
            Cause::TooLarge | Cause::Schema(_) => None,
        }
    }
}

impl Determination {
    /// Reads an answer that was written as JSON, by this version or an earlier one.
    ///
    /// # Errors
    /// The text has more than 64 MiB, is deeper than 128 levels, or is no answer of this schema.
    pub fn from_json(text: &str) -> Result<Determination, ReadError> {
        if text.len() > MAX_BYTES {
            return Err(ReadError(Cause::TooLarge));
        }
        let answer: Determination =
            serde_json::from_str(text).map_err(|error| ReadError(Cause::Json(error)))?;
        match answer.schema == SCHEMA {
            true => Ok(answer),
            false => Err(ReadError(Cause::Schema(answer.schema))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Determination;

    #[test]
    fn what_is_no_answer_is_refused() {
        for (text, why) in [
            ("", "EOF"),
            ("[]", "invalid type"),
            ("{\"schema\": 1}", "invalid type"),
            ("{\"schema\": \"onus.determination/1\"}", "missing field"),
        ] {
            let error = Determination::from_json(text).err().map(|e| e.to_string());
            let error = error.unwrap_or_default();
            assert!(error.contains(why), "{text}: {error}");
        }
        let deep = "[".repeat(1_000_000);
        assert!(Determination::from_json(&deep).is_err());
    }
}
