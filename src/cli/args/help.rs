//! The commands as `onus --help` lists them: by what they are for.

use clap::{Command, CommandFactory};

use super::Args;

/// What commands are for, and which are.
const GROUPS: [(&str, &[&str]); 5] = [
    (
        "Write policies",
        &["new", "check", "fmt", "explain", "graph", "lsp"],
    ),
    (
        "Judge an incident",
        &["eval", "report", "why", "ask", "watch"],
    ),
    ("Test policies", &["test", "coverage", "mutate", "edge"]),
    ("Time", &["period", "history"]),
    ("Data", &["batch", "schema", "show", "manual"]),
];

/// The command line, with its help by groups.
pub(in crate::cli) fn command() -> Command {
    let command = Args::command();
    let mut listed = String::new();
    for (group, names) in GROUPS {
        listed.push_str(&format!("{group}:\n"));
        for name in names {
            let about = command
                .find_subcommand(name)
                .and_then(Command::get_about)
                .map(ToString::to_string);
            listed.push_str(&format!("  {name:<9} {}\n", about.unwrap_or_default()));
        }
        listed.push('\n');
    }
    command.help_template(format!(
        "{{about-with-newline}}\n{{usage-heading}} {{usage}}\n\n{listed}Options:\n{{options}}\n\n{FURTHER}"
    ))
}

const FURTHER: &str = "What a command takes, and an example: onus COMMAND --help";

#[cfg(test)]
mod tests {
    use super::{GROUPS, command};

    #[test]
    fn every_command_is_in_one_group() {
        let mut grouped: Vec<&str> = GROUPS
            .iter()
            .flat_map(|(_, names)| *names)
            .copied()
            .collect();
        let command = command();
        let mut all: Vec<&str> = command
            .get_subcommands()
            .map(clap::Command::get_name)
            .collect();
        grouped.sort_unstable();
        all.sort_unstable();
        assert_eq!(grouped, all);
    }

    /// The words of a line of a shell, up to where its output goes.
    fn words(line: &str) -> Vec<String> {
        let mut words = Vec::new();
        let mut word = String::new();
        let mut quoted = None;
        for letter in line.chars() {
            match (letter, quoted) {
                (quote, Some(open)) if quote == open => quoted = None,
                ('"' | '\'', None) => quoted = Some(letter),
                (' ', None) => words.push(std::mem::take(&mut word)),
                ('>' | '<' | '|', None) => return words,
                (letter, _) => word.push(letter),
            }
        }
        words.push(word);
        words
    }

    #[test]
    fn every_command_has_an_example_that_it_takes() {
        for one in command()
            .get_subcommands()
            .filter(|one| one.get_name() != "lsp")
        {
            let name = one.get_name();
            let help = one
                .get_after_help()
                .map(ToString::to_string)
                .unwrap_or_default();
            let examples = help.lines().filter(|line| line.starts_with("  onus "));
            let examples: Vec<&str> = examples.map(str::trim).collect();
            assert!(!examples.is_empty(), "{name} has no example");
            for example in examples {
                let words = words(example);
                assert_eq!(words.get(1).map(String::as_str), Some(name), "{example}");
                let taken = command().try_get_matches_from(&words);
                assert!(
                    taken.is_ok(),
                    "{example}: {:?}",
                    taken.err().map(|e| e.to_string())
                );
            }
        }
    }
}
