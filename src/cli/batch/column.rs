//! What of an answer is wanted in each line.

use crate::program::Program;

/// What is wanted: all, or some columns.
pub(super) enum Columns {
    /// Every row.
    All,
    /// These, each by the name under which it is written.
    Some(Vec<Column>),
}

/// One column.
pub(super) struct Column {
    /// As it was asked for.
    pub(super) written: String,
    /// The full name of the item.
    pub(super) item: String,
    pub(super) part: Part,
}

/// What of a row is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// What a definition comes to, or the state of anything else.
    Is,
    /// The instant by which it is due.
    DueAt,
    /// The day by which it is due.
    DueDay,
    /// When it was done.
    DoneAt,
    /// The facts that are missing.
    Needs,
}

impl Columns {
    /// The columns of these names; the first name that is none.
    pub(super) fn of(program: &Program, names: &[String]) -> Result<Columns, String> {
        if names.is_empty() {
            return Ok(Columns::All);
        }
        let all = names
            .iter()
            .map(|name| column(program, name).ok_or_else(|| name.clone()));
        all.collect::<Result<_, _>>().map(Columns::Some)
    }

    /// Whether one of them is what is missing.
    pub(super) fn ask_for_needs(&self) -> bool {
        match self {
            Columns::All => false,
            Columns::Some(columns) => columns.iter().any(|column| column.part == Part::Needs),
        }
    }
}

fn column(program: &Program, written: &str) -> Option<Column> {
    let whole = item(program, written).map(|item| (item, Part::Is));
    let of_part = || {
        let (name, part) = written.rsplit_once('.')?;
        let part = match part {
            "state" | "value" => Part::Is,
            "due_at" => Part::DueAt,
            "due_day" => Part::DueDay,
            "done_at" => Part::DoneAt,
            "needs" => Part::Needs,
            _ => return None,
        };
        Some((item(program, name)?, part))
    };
    let (item, part) = whole.or_else(of_part)?;
    Some(Column {
        written: written.to_owned(),
        item,
        part,
    })
}

/// The full name of an item, by its name or its full name.
fn item(program: &Program, name: &str) -> Option<String> {
    let heads = (program.defines.iter().map(|item| &item.head))
        .chain(program.duties.iter().map(|item| &item.head))
        .chain(program.powers.iter().map(|item| &item.head))
        .chain(program.sanctions.iter().map(|item| &item.head));
    let mut named = heads.map(|head| (program.full_name(head), head.name.as_str()));
    let found = named.find(|(full, short)| full == name || *short == name);
    found.map(|(full, _)| full)
}
