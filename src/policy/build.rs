//! A record of facts that a program puts together, one fact after the other.

use serde::Serialize;
use serde_json::{Map, Value};

use super::{Findings, Policy, Record};

/// A record in the making: facts by their paths, as answers print them.
#[derive(Clone, Debug)]
#[must_use = "a record is made by `finish`"]
pub struct RecordBuilder<'a> {
    policy: &'a Policy,
    root: Map<String, Value>,
    /// The first thing that could not be set.
    wrong: Option<String>,
}

impl<'a> RecordBuilder<'a> {
    pub(super) fn of(policy: &'a Policy) -> RecordBuilder<'a> {
        RecordBuilder {
            policy,
            root: Map::new(),
            wrong: None,
        }
    }

    /// Sets what a path holds: `operator.kind`, `services[0].fee`, and what a record says of itself,
    /// such as `zone` and `record_complete_until`. Lists grow member by member. What the value
    /// means is what it would mean in JSON, and set again it replaces what was there.
    pub fn set(mut self, path: &str, value: impl Serialize) -> Self {
        let set = serde_json::to_value(value)
            .map_err(|error| format!("`{path}`: {error}"))
            .and_then(|value| put(&mut self.root, path, value));
        if let Err(wrong) = set {
            self.wrong.get_or_insert(wrong);
        }
        self
    }

    /// Adds something that was done: its `act`, `at`, `by`, and the fields that the act declares.
    pub fn event(self, event: impl Serialize) -> Self {
        let count = self.root.get("events").and_then(Value::as_array);
        let path = format!("events[{}]", count.map_or(0, Vec::len));
        self.set(&path, event)
    }

    /// The record.
    ///
    /// # Errors
    /// A path or a value that cannot be written, or all that is found in the record if any of it is
    /// an error.
    pub fn finish(self) -> Result<Record, Findings> {
        match self.wrong {
            Some(wrong) => Err(Findings::of_record(wrong)),
            None => self.policy.record_of(&self.root),
        }
    }
}

/// One step of a path.
enum Step<'p> {
    Field(&'p str),
    Member(usize),
}

/// The steps of a path such as `services[0].fee`; none where it is no path.
fn steps(path: &str) -> Option<Vec<Step<'_>>> {
    let mut steps = Vec::new();
    for part in path.split('.') {
        let (name, members) = part
            .split_once('[')
            .map_or((part, None), |(name, rest)| (name, Some(rest)));
        if name.is_empty() {
            return None;
        }
        steps.push(Step::Field(name));
        for member in members.into_iter().flat_map(|rest| rest.split('[')) {
            steps.push(Step::Member(member.strip_suffix(']')?.parse().ok()?));
        }
    }
    Some(steps)
}

fn put(root: &mut Map<String, Value>, path: &str, value: Value) -> Result<(), String> {
    let no_path = || format!("`{path}` is no path: write it as in `services[0].fee`");
    let steps = steps(path).ok_or_else(no_path)?;
    let mut steps = steps.into_iter();
    let Some(Step::Field(first)) = steps.next() else {
        return Err(no_path());
    };
    let mut at = root.entry(first).or_insert(Value::Null);
    for step in steps {
        at = match step {
            Step::Field(name) => {
                if at.is_null() {
                    *at = Value::Object(Map::new());
                }
                let fields = at.as_object_mut();
                let fields =
                    fields.ok_or_else(|| format!("`{path}`: `{name}` has no place there"))?;
                fields.entry(name).or_insert(Value::Null)
            }
            Step::Member(index) => {
                if at.is_null() {
                    *at = Value::Array(Vec::new());
                }
                let members = at.as_array_mut();
                let members =
                    members.ok_or_else(|| format!("`{path}`: what is there is no list"))?;
                if index == members.len() {
                    members.push(Value::Null);
                }
                let missing = || format!("`{path}`: the members before it are not set");
                members.get_mut(index).ok_or_else(missing)?
            }
        };
    }
    *at = value;
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, Value, json};

    use super::put;

    #[test]
    fn facts_are_put_where_their_paths_say() {
        let mut root = Map::new();
        for (path, value) in [
            ("zone", json!("Asia/Seoul")),
            ("services[0].name", json!("A")),
            ("services[1].fee", json!("none")),
            ("services[0].fee", json!("paid")),
            ("grid[0][0]", json!(1)),
            ("zone", json!("Asia/Tokyo")),
        ] {
            assert_eq!(put(&mut root, path, value), Ok(()), "{path}");
        }
        let whole = json!({
            "zone": "Asia/Tokyo",
            "services": [{"name": "A", "fee": "paid"}, {"fee": "none"}],
            "grid": [[1]],
        });
        assert_eq!(Value::Object(root), whole);
    }

    #[test]
    fn what_has_no_place_is_told() {
        let mut root = Map::new();
        assert_eq!(put(&mut root, "hit", json!(true)), Ok(()));
        for path in [
            "", ".", "a..b", "[0]", "a[x]", "a[0", "a[-1]", "a[1]", "hit.of", "hit[0]",
        ] {
            let told = put(&mut root, path, json!(1));
            assert!(told.is_err_and(|told| told.contains(path)), "{path}");
        }
    }
}
