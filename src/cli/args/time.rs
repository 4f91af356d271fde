//! Arguments of the commands about periods and versions.

use super::{Common, Lang};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  onus period\n  onus period kr.civil \"30 days\" 2026-01-31\n  onus period kr.civil \"14 days\" 2026-05-01 --before\n\nExit code: 0 it is told, 1 a holiday of that year is not known, 2 it could not run"
)]
pub(in crate::cli) struct Period {
    /// How the period is counted, such as kr.civil or eu.1182_71, or as a policy of --policy declares
    /// it; all are listed, if nothing is given
    pub(in crate::cli) regime: Option<String>,
    /// How long, such as "30 days", "3 business days", "1개월" or "72 hours"
    pub(in crate::cli) period: Option<String>,
    /// From when: 2026-01-31, or 2026-01-31T09:00
    pub(in crate::cli) from: Option<String>,
    /// Count backward, as in "14 days before"
    #[arg(long)]
    pub(in crate::cli) before: bool,
    /// The calendar of holidays, where the regime leaves it open
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) calendar: Option<String>,
    /// A policy file or a folder of them, whose own ways of counting and calendars may be named too;
    /// may be repeated
    #[arg(long, value_name = "PATH")]
    pub(in crate::cli) policy: Vec<std::path::PathBuf>,
    /// The zone of local times
    #[arg(long, value_name = "ZONE", default_value = "Asia/Seoul")]
    pub(in crate::cli) zone: String,
    /// A CSV table with columns regime, period and from; it is printed with a column `due` added
    #[arg(long, value_name = "FILE", conflicts_with_all = ["regime", "period", "from"])]
    pub(in crate::cli) batch: Option<std::path::PathBuf>,
    /// Language of messages
    #[arg(long, value_enum, default_value_t)]
    pub(in crate::cli) lang: Lang,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  onus history exempt_stop policies/kr/netflix_law")]
pub(in crate::cli) struct History {
    /// The provision's name, alone or with its policy's
    pub(in crate::cli) name: String,
    #[command(flatten)]
    pub(in crate::cli) common: Common,
}
