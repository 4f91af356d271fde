//! What the README and the pages show is what the command prints.

#[test]
fn transcripts_are_what_the_command_prints() {
    trycmd::TestCases::new()
        .case("README.md")
        .case("docs/answers.md")
        .case("docs/periods.md")
        .run();
}
