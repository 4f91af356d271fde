//! Limits that pass while the screen is kept: each is heard once.

use std::process::Command;

use crate::cli::output;
use crate::determination::{Determination, End};
use crate::diagnostic::Language;
use crate::render::answer::duty_called;
use crate::value::{Instant, State};

/// A limit that has passed, and of what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Passed {
    /// The full name of the duty.
    pub(super) row: String,
    /// Which instance of it.
    pub(super) instance: Option<String>,
    /// What it is called.
    title: String,
    /// The last instant in time.
    pub(super) at: Instant,
    /// Which end of the limit: `known`, `earliest` or `latest`.
    pub(super) end: &'static str,
}

/// Which limits lie ahead, as the last answer had them.
#[derive(Default)]
pub(super) struct Alarm {
    ahead: Vec<Passed>,
}

impl Alarm {
    /// The limits that have passed since the answer before. One that lay in the past when the screen
    /// was first drawn is not among them, nor that of what has been done since or is not owed.
    pub(super) fn passed(
        &mut self,
        answer: &Determination,
        now: Instant,
        language: Language,
    ) -> Vec<Passed> {
        let ahead = std::mem::take(&mut self.ahead);
        let (past, _): (Vec<Passed>, Vec<Passed>) =
            ahead.into_iter().partition(|limit| limit.at < now);
        let is_missed = |limit: &Passed| {
            let mut duties = answer.duties.iter();
            duties.any(|duty| {
                let open = matches!(duty.state, State::Pending | State::Undetermined);
                duty.about.key() == (&limit.row, limit.instance.as_deref())
                    && (open || duty.state == State::Breached)
            })
        };
        let limits = answer.limits().into_iter();
        let limits = limits.filter(|limit| limit.at >= now);
        self.ahead = limits
            .map(|limit| Passed {
                row: limit.duty.about.name.clone(),
                instance: limit.duty.about.instance.clone(),
                title: duty_called(answer, limit.duty, language),
                at: limit.at,
                end: match limit.end {
                    End::Known => "known",
                    End::Earliest => "earliest",
                    End::Latest => "latest",
                },
            })
            .collect();
        past.into_iter().filter(is_missed).collect()
    }
}

impl Passed {
    /// Runs a command of the shell, which finds the limit in its environment, and does not wait for
    /// it.
    pub(super) fn run(&self, command: &str, language: Language) {
        let (shell, flag) = match cfg!(windows) {
            true => ("cmd", "/C"),
            false => ("sh", "-c"),
        };
        let started = Command::new(shell)
            .args([flag, command])
            .env("ONUS_ROW", &self.row)
            .env(
                "ONUS_INSTANCE",
                self.instance.as_deref().unwrap_or_default(),
            )
            .env("ONUS_TITLE", &self.title)
            .env("ONUS_LIMIT", crate::value::Zone::UTC.rfc3339(self.at))
            .env("ONUS_END", self.end)
            .spawn();
        if let Err(trouble) = started {
            output::could_not(
                language,
                &format!("--on-limit {command}: {trouble}"),
                &format!("--on-limit {command}: 실행할 수 없습니다({trouble})"),
            );
        }
    }
}
