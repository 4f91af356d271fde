//! Facts of which accounts differ, and where each account leads.

use serde::Serialize;

use super::{Shown, Words};

/// A fact of which accounts differ.
#[derive(Clone, Debug, Serialize)]
pub struct DisputeRow {
    /// Its path in the record.
    pub path: String,
    /// Its title.
    pub title: Words,
    /// The accounts, in the order of the record.
    pub accounts: Vec<AccountRow>,
}

/// One account of a disputed fact.
#[derive(Clone, Debug, Serialize)]
pub struct AccountRow {
    /// Who says so.
    pub by: Option<String>,
    /// Where that is written.
    pub source: Option<String>,
    /// What is so by this account.
    pub value: Option<Shown>,
}

/// Where accounts lead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Lead {
    /// The accounts that are taken to be true, of the facts on which it depends.
    pub on: Vec<Account>,
    /// The answer or the state they lead to.
    pub to: serde_json::Value,
}

/// Whose account of a fact is taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Account {
    /// The fact.
    pub path: String,
    /// Whose account.
    pub by: String,
}
