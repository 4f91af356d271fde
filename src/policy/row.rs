//! The rows of an answer, as those who embed the library read them.

use std::fmt;

use crate::determination::{self, Due, DutyRow, PowerRow, SanctionRow, Words};
use crate::value::{Promptness, State, Truth};

use super::{Language, said};

/// What every row says of its provision.
macro_rules! provision {
    ($row:ident) => {
        impl<'a> $row<'a> {
            /// The full name of the provision: `kr.netflix_law.notify_stop`.
            #[must_use]
            pub fn name(&self) -> &'a str {
                &self.row.about.name
            }

            /// Which instance: `services[0]`; none where there is only one.
            #[must_use]
            pub fn instance(&self) -> Option<&'a str> {
                self.row.about.instance.as_deref()
            }

            /// The title of the provision.
            #[must_use]
            pub fn title(&self, language: Language) -> &'a str {
                said(&self.row.about.title, language)
            }

            /// The articles of the version in force.
            pub fn cites(&self) -> impl Iterator<Item = &'a str> {
                self.row.about.cites.iter().map(String::as_str)
            }

            /// The missing facts and judgements on which something of the row depends.
            pub fn needs(&self) -> impl Iterator<Item = Need<'a>> {
                self.row.about.needs.iter().map(|need| Need { need })
            }
        }
    };
}

/// Whether a definition holds, or what it comes to.
#[derive(Clone, Copy, Debug)]
pub struct Conclusion<'a> {
    row: &'a determination::Conclusion,
}

provision!(Conclusion);

impl<'a> Conclusion<'a> {
    pub(super) fn of(row: &'a determination::Conclusion) -> Conclusion<'a> {
        Conclusion { row }
    }

    /// Whether it holds; none where it comes to a value, or no version is in force.
    #[must_use]
    pub fn truth(&self) -> Option<Truth> {
        self.row.value.truth()
    }

    /// What it comes to, as in the JSON of the answer: `"yes"`, `{"at_least": 5}`.
    #[must_use]
    pub fn value_json(&self) -> String {
        serde_json::to_string(&self.row.value).unwrap_or_default()
    }
}

/// A duty of an answer.
#[derive(Clone, Copy, Debug)]
pub struct Duty<'a> {
    row: &'a DutyRow,
}

provision!(Duty);

impl<'a> Duty<'a> {
    pub(super) fn of(row: &'a DutyRow) -> Duty<'a> {
        Duty { row }
    }

    /// What is owed.
    #[must_use]
    pub fn must(&self, language: Language) -> &'a str {
        said(&self.row.must, language)
    }

    /// Who owes it.
    #[must_use]
    pub fn bearer(&self, language: Language) -> &'a str {
        said(&self.row.bearer_title, language)
    }

    /// To whom it is owed, where the law names someone.
    #[must_use]
    pub fn counterparty(&self, language: Language) -> Option<&'a str> {
        told(self.row.to_title.as_ref(), language)
    }

    /// By when it is due, where that is known.
    #[must_use]
    pub fn due(&self) -> Option<Due> {
        self.row.due()
    }

    /// The earliest by which it can be due: the safe limit while the facts leave it open.
    #[must_use]
    pub fn earliest_due(&self) -> Option<Due> {
        self.row.due().or(self.row.due_earliest)
    }

    /// The latest by which it can be due, where that can be said.
    #[must_use]
    pub fn latest_due(&self) -> Option<Due> {
        self.row.due().or(self.row.due_latest)
    }

    /// Whether it must not wait, by whichever standard, with or without a limit beside.
    #[must_use]
    pub fn is_without_delay(&self) -> bool {
        self.row.must_not_wait()
    }

    /// By which standard it must not wait: none of what may, several while it is open which of them.
    pub fn promptness(&self) -> impl Iterator<Item = Promptness> {
        self.row.promptness.iter()
    }

    /// What has become of it.
    #[must_use]
    pub fn state(&self) -> State {
        self.row.state
    }
}

/// A power or a permission of an answer.
#[derive(Clone, Copy, Debug)]
pub struct Power<'a> {
    row: &'a PowerRow,
}

provision!(Power);

impl<'a> Power<'a> {
    pub(super) fn of(row: &'a PowerRow) -> Power<'a> {
        Power { row }
    }

    /// Who has it.
    #[must_use]
    pub fn holder(&self, language: Language) -> &'a str {
        said(&self.row.holder_title, language)
    }

    /// Over whom, where it is a power over someone.
    #[must_use]
    pub fn over(&self, language: Language) -> Option<&'a str> {
        told(self.row.over_title.as_ref(), language)
    }

    /// What has become of it.
    #[must_use]
    pub fn state(&self) -> State {
        self.row.state
    }
}

/// A sanction of an answer.
#[derive(Clone, Copy, Debug)]
pub struct Sanction<'a> {
    row: &'a SanctionRow,
}

provision!(Sanction);

impl<'a> Sanction<'a> {
    pub(super) fn of(row: &'a SanctionRow) -> Sanction<'a> {
        Sanction { row }
    }

    /// Who bears it, where that is said.
    #[must_use]
    pub fn bearer(&self, language: Language) -> Option<&'a str> {
        told(self.row.bearer_title.as_ref(), language)
    }

    /// Who imposes it, where that is said.
    #[must_use]
    pub fn holder(&self, language: Language) -> Option<&'a str> {
        told(self.row.holder_title.as_ref(), language)
    }

    /// What has become of it.
    #[must_use]
    pub fn state(&self) -> State {
        self.row.state
    }
}

/// A fact or a judgement that is missing. `Display` writes its path.
#[derive(Clone, Copy, Debug)]
pub struct Need<'a> {
    need: &'a determination::Need,
}

impl<'a> Need<'a> {
    /// Where it belongs in the record: `services[0].fee`.
    #[must_use]
    pub fn path(&self) -> &'a str {
        &self.need.path
    }

    /// Its title.
    #[must_use]
    pub fn title(&self, language: Language) -> &'a str {
        said(&self.need.title, language)
    }

    /// Who decides it, where it is a judgement and not a fact.
    #[must_use]
    pub fn judge(&self, language: Language) -> Option<&'a str> {
        told(self.need.holder.as_ref(), language)
    }
}

impl fmt::Display for Need<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.path())
    }
}

fn told(words: Option<&Words>, language: Language) -> Option<&str> {
    words.map(|words| said(words, language))
}
