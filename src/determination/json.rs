//! The JSON of an answer: how figures, instants, values and sets of facts are written.

use serde::de::{Error, Unexpected};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use serde_json::Value as Json;

use super::{AnswerValue, Determination, Figure, Need, Shown, ShownTime, Step, Words};
use crate::value::{Address, Date, Moment, Number, PeriodUnit, State, Truth};

mod read;
mod titles;

use titles::Titles;

/// An answer as it was written: with the titles of its paths at the end.
#[derive(Deserialize)]
struct Stored {
    #[serde(flatten, deserialize_with = "Determination::deserialize")]
    answer: Determination,
    #[serde(default)]
    titles: Titles,
}

/// An answer to be written.
#[derive(Serialize)]
struct Writing<'a> {
    #[serde(flatten, serialize_with = "Determination::serialize")]
    answer: &'a Determination,
    #[serde(default, skip_serializing_if = "Titles::is_empty")]
    titles: Titles,
}

impl Serialize for Determination {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let titles = Titles::of(self);
        let answer = self;
        Writing { answer, titles }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Determination {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Determination, D::Error> {
        let Stored { mut answer, titles } = Stored::deserialize(deserializer)?;
        titles.restore(&mut answer);
        Ok(answer)
    }
}

/// What is written as its text.
macro_rules! as_text {
    ($($type:ty, $what:literal);+) => {$(
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<$type, D::Error> {
                let text = String::deserialize(deserializer)?;
                let wrong = || D::Error::invalid_value(Unexpected::Str(&text), &$what);
                <$type>::parse(&text).ok_or_else(wrong)
            }
        }
    )+};
}

as_text!(Date, "a day"; Moment, "an instant"; Number, "a number"; Address, "an address");

impl Serialize for AnswerValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            AnswerValue::Truth(truth) => truth.serialize(serializer),
            AnswerValue::State(state) => state.serialize(serializer),
            AnswerValue::Value(shown) => shown.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for AnswerValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<AnswerValue, D::Error> {
        let json = serde_json::Value::deserialize(deserializer)?;
        let word = json.as_str().unwrap_or_default();
        Ok(match (word, State::named(word)) {
            ("yes", _) => Truth::Yes.into(),
            ("no", _) => Truth::No.into(),
            (_, Some(state)) => state.into(),
            (_, None) => AnswerValue::Value(Shown::deserialize(json).map_err(D::Error::custom)?),
        })
    }
}

/// As RFC 3339, and as people read it.
impl Serialize for ShownTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.moment(), self.readable()).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for ShownTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<ShownTime, D::Error> {
        let (moment, readable) = <(Moment, String)>::deserialize(deserializer)?;
        let zone = readable.rsplit(' ').next().unwrap_or_default();
        Ok(ShownTime::read(moment, zone))
    }
}

/// As its path.
impl Serialize for Need {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.path)
    }
}

/// A need is written as its path: what it is called is found elsewhere in the answer.
impl<'de> Deserialize<'de> for Need {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Need, D::Error> {
        let path = String::deserialize(deserializer)?;
        Ok(Need {
            title: Words::same(&path),
            path,
            holder: None,
            declared_unknown: false,
        })
    }
}

/// As its path and what a record would say of it: `{"path": "outage.duration", "more_than": "4 hours"}`;
/// of a list how many members it has: `{"path": "services", "members": {"at_least": 1}}`.
impl Serialize for Step {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("path", &self.path)?;
        let entries = written(self);
        if self.members {
            map.serialize_entry("members", &Entries(&entries))?;
        } else {
            for (key, value) in &entries {
                map.serialize_entry(key, value)?;
            }
        }
        map.end()
    }
}

/// A fact of a set is written as a record says it: what it is called is found elsewhere in the
/// answer.
impl<'de> Deserialize<'de> for Step {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Step, D::Error> {
        let mut entries = serde_json::Map::deserialize(deserializer)?;
        let path = entries.remove("path");
        let path = path.as_ref().and_then(Json::as_str).map(str::to_owned);
        let path = path.ok_or_else(|| D::Error::missing_field("path"))?;
        let members = entries.remove("members");
        let (members, entries) = match members {
            Some(Json::Object(entries)) => (true, entries),
            Some(_) => return Err(D::Error::custom("`members` is an object")),
            None => (false, entries),
        };
        let mut found: Option<(Shown, Vec<String>)> = None;
        for (key, value) in &entries {
            let (known, choices) = read::known(key, value).ok_or_else(|| {
                D::Error::custom(format!("`{key}: {value}` says nothing of a fact"))
            })?;
            let upper = matches!(known, Shown::AtMost(_) | Shown::LessThan(_));
            found = Some(match found {
                None => (known, choices),
                Some((first, _)) => {
                    let (low, high) = if upper {
                        (first, known)
                    } else {
                        (known, first)
                    };
                    (Shown::Within(Box::new(low), Box::new(high)), choices)
                }
            });
        }
        let (known, choices) = found.ok_or_else(|| D::Error::custom("a fact says what it is"))?;
        Ok(Step {
            title: Words::same(&path),
            path,
            known,
            choices,
            now: Shown::Unknown,
            members,
        })
    }
}

/// An object with these entries.
struct Entries<'a>(&'a [(&'static str, Written)]);

impl Serialize for Entries<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

/// A value as a record spells it.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Written {
    Truth(bool),
    Whole(i64),
    Text(String),
    List(Vec<Written>),
}

/// What a record says of a fact: the key, and the value; two where one bound leaves its end out.
fn written(step: &Step) -> Vec<(&'static str, Written)> {
    match step.choices.as_slice() {
        [] => said(&step.known),
        [only] => vec![("is", Written::Text(only.clone()))],
        several => {
            let several = several.iter().cloned().map(Written::Text);
            vec![("one_of", Written::List(several.collect()))]
        }
    }
}

fn said(known: &Shown) -> Vec<(&'static str, Written)> {
    let unknown = ("unknown", Written::Truth(true));
    vec![match known {
        Shown::Within(low, high) => {
            let mut both = said(low);
            both.extend(said(high));
            return both;
        }
        Shown::Unknown | Shown::NotApplicable | Shown::OneOf(_) => unknown,
        Shown::Is(Figure::Period(..)) => unknown,
        Shown::Is(figure) => ("is", spelt(figure)),
        Shown::AtLeast(figure) => ("at_least", spelt(figure)),
        Shown::MoreThan(figure) => ("more_than", spelt(figure)),
        Shown::AtMost(figure) => ("at_most", spelt(figure)),
        Shown::LessThan(figure) => ("less_than", spelt(figure)),
        Shown::Between(low, high) => ("between", Written::List(vec![spelt(low), spelt(high)])),
    }]
}

/// A figure with its unit, as a record spells it.
fn spelt(figure: &Figure) -> Written {
    let text = match figure {
        Figure::YesNo(yes) => word(Truth::from(*yes)).to_owned(),
        Figure::Number(number) | Figure::Count(number, _) => match number.to_whole() {
            Some(whole) => return Written::Whole(whole),
            None => number.to_string(),
        },
        Figure::Percent(number) => format!("{number}%"),
        Figure::Money(amount, currency) => format!("{amount} {currency}"),
        Figure::Seconds(seconds) => duration(*seconds),
        Figure::Period(count, unit) => unit.counted(*count),
        Figure::Date(day) => day.to_string(),
        Figure::Time(time) => time.moment().to_string(),
        Figure::Text(text) | Figure::Choice(text, _) => text.clone(),
    };
    Written::Text(text)
}

fn word(truth: Truth) -> &'static str {
    match truth {
        Truth::Yes => "yes",
        Truth::No => "no",
        Truth::Undetermined => "undetermined",
    }
}

/// Elapsed time in the largest unit that it is a whole number of.
fn duration(seconds: Number) -> String {
    for (unit, length) in [(PeriodUnit::Hours, 3600), (PeriodUnit::Minutes, 60)] {
        let count = seconds.over(Number::whole(length));
        if let Some(count) = count.and_then(Number::to_whole).filter(|c| *c != 0)
            && let Ok(count) = u32::try_from(count)
        {
            return unit.counted(count);
        }
    }
    format!("{} seconds", seconds.grouped())
}
