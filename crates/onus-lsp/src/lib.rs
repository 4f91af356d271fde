//! The language server of Onus. It translates between the protocol of editors and the library and
//! decides nothing: what is wrong, what a name means and what a case comes to is the library's.

mod actions;
mod beside;
mod cases;
mod complete;
mod documents;
mod findings;
mod hints;
mod hover;
mod names;
mod place;
mod recent;
mod records;
mod server;
mod symbols;
mod tokens;
mod words;
mod world;

pub use server::serve;

use lsp_server::Connection;

/// What ends a server before its time.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Serves one editor on standard input and output, until it leaves.
///
/// # Errors
///
/// The editor does not keep to the protocol, or has gone away.
pub fn stdio() -> Result<(), Failure> {
    let (connection, threads) = Connection::stdio();
    serve(&connection)?;
    drop(connection);
    threads.join()?;
    Ok(())
}
