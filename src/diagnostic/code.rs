//! The lasting name and the severity of every finding.

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The policy or the record cannot be relied on.
    Error,
    /// It can be, but someone should look.
    Warning,
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal $severity:ident,)+) => {
        /// What a finding is called, for good.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[doc = $doc])+ $variant,)+ }

        impl Code {
            /// Every code, in the order of the stages.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)+];

            /// The name as shown and as used in options and file names.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name,)+ }
            }

            /// How grave findings of this name are.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity,)+ }
            }

            /// The page that explains it: `docs/errors/NAME.md`.
            #[must_use]
            pub fn page(self) -> &'static str {
                match self {
                    $(Code::$variant => include_str!(concat!("../../docs/errors/", $name, ".md")),)+
                }
            }
        }
    };
}

codes! {
    // ---- reading the text
    /// The file is larger than is read.
    FileTooLarge = "file-too-large" Error,
    /// One line is longer than any policy's line should be.
    LineTooLong = "line-too-long" Error,
    /// Brackets, `if` and `not` inside one another beyond the limit.
    TooDeep = "too-deep" Error,
    /// Letters that look like Hangul syllables but are written as separate jamo.
    DecomposedHangul = "decomposed-hangul" Error,
    /// A character that cannot be seen, or looks like another one.
    LookalikeCharacter = "lookalike-character" Error,
    /// What stands between items is no item.
    UnknownItem = "unknown-item" Error,
    /// What stands in an item is no clause.
    UnknownClause = "unknown-clause" Error,
    /// A clause or an expression breaks off or goes on wrongly.
    UnexpectedText = "unexpected-text" Error,
    /// A quotation that is not closed on its line.
    UnclosedText = "unclosed-text" Error,
    /// A bracket that is not closed, or closes nothing.
    UnclosedBracket = "unclosed-bracket" Error,
    /// A day or a time of day that does not exist.
    NoSuchDate = "no-such-date" Error,
    /// A date, a number or a share in a spelling that would mean something else.
    MisspeltNumber = "misspelt-number" Error,
    /// A number too large to be exact.
    NumberTooLarge = "number-too-large" Error,
    /// `and` and `or` side by side without brackets.
    MixedAndOr = "mixed-and-or" Error,
    /// `=` where the statute says `is` or `>=`.
    EqualsSign = "equals-sign" Error,
    /// A construct that the language has and this version does not evaluate yet.
    NotYetSupported = "not-yet-supported" Error,

    // ---- understanding the policy
    /// The file does not say which policy it belongs to.
    MissingPolicy = "missing-policy" Error,
    /// A file in which nothing is written.
    EmptyFile = "empty-file" Warning,
    /// A used policy that is not among the files.
    UnknownPolicy = "unknown-policy" Error,
    /// A name that nothing declares.
    UnknownName = "unknown-name" Error,
    /// A name that is declared, but is something else than is needed here.
    WrongSort = "wrong-sort" Error,
    /// Two things of one name.
    DuplicateName = "duplicate-name" Error,
    /// A name that two policies declare, where one of them must be meant.
    AmbiguousName = "ambiguous-name" Error,
    /// A clause that this sort of item does not have.
    MisplacedClause = "misplaced-clause" Error,
    /// A clause given twice.
    DuplicateClause = "duplicate-clause" Error,
    /// A clause without which the item says nothing.
    MissingClause = "missing-clause" Error,
    /// A case that does not say yet what it expects.
    MissingExpectation = "missing-expectation" Warning,
    /// Two kinds that cannot meet.
    UnlikeKinds = "unlike-kinds" Error,
    /// Two units that cannot meet.
    UnlikeUnits = "unlike-units" Error,
    /// A share beside a count.
    ShareAgainstCount = "share-against-count" Error,
    /// A choice that is not in the list.
    UnknownChoice = "unknown-choice" Error,
    /// A field that the record does not have.
    UnknownField = "unknown-field" Error,
    /// A value recorded over a reference period, used without one, or the reverse.
    ReferencePeriod = "reference-period" Error,
    /// Too few or too many things between the brackets.
    WrongArguments = "wrong-arguments" Error,
    /// Definitions that wait for one another.
    CircularDefinition = "circular-definition" Error,
    /// Exceptions that except one another.
    CircularException = "circular-exception" Error,
    /// An exception that names nothing it could except.
    UnknownTarget = "unknown-target" Error,
    /// An exception that says not what it excepts.
    MissingTarget = "missing-target" Error,
    /// Two versions in force on one day.
    OverlappingVersions = "overlapping-versions" Error,
    /// A version that ends before it begins.
    EmptyInterval = "empty-interval" Error,
    /// Days between two versions on which none is in force.
    VersionGap = "version-gap" Warning,
    /// A citation of a source that the policy does not declare.
    UnknownSource = "unknown-source" Error,
    /// A provision that cites nothing.
    MissingCitation = "missing-citation" Warning,
    /// A local time that the clocks skip or repeat.
    ClockChange = "clock-change" Error,
    /// A zone that is not in the time zone database.
    UnknownZone = "unknown-zone" Error,
    /// The address of a text is none, or has an unknown place for the article.
    WrongAddress = "wrong-address" Error,
    /// A way of counting periods that there is not.
    UnknownRegime = "unknown-regime" Error,
    /// A proposal that there is not.
    UnknownProposal = "unknown-proposal" Error,
    /// A calendar of holidays that there is not.
    UnknownCalendar = "unknown-calendar" Error,
    /// A calendar with a day that it cannot have, or without a day on which people work.
    ImpossibleCalendar = "impossible-calendar" Error,
    /// A rule of counting that cannot be followed.
    ImpossibleCounting = "impossible-counting" Error,
    /// A zone, holidays or a party of what is no place.
    NoPlace = "no-place" Error,
    /// A field that need not apply, used without asking whether it does.
    OptionalField = "optional-field" Error,
    /// A title in one language only.
    UntranslatedTitle = "untranslated-title" Warning,
    /// A condition that no facts can meet.
    NeverHolds = "never-holds" Warning,
    /// A condition that all facts meet.
    AlwaysHolds = "always-holds" Warning,
    /// An exception that can never take anything from what it excepts.
    IdleException = "idle-exception" Warning,
    /// Two exceptions that may hold at once and change the same part of a duty.
    ClashingExceptions = "clashing-exceptions" Warning,
    /// Two duties that demand and forbid the same act of the same bearer at once.
    ConflictingDuties = "conflicting-duties" Warning,
    /// A duty to do something that does not say by when.
    MissingDeadline = "missing-deadline" Warning,
    /// A policy with limits that does not say where its times are local.
    MissingZone = "missing-zone" Warning,
    /// A period that is counted by no law.
    MissingPeriods = "missing-periods" Warning,
    /// Something declared that no provision uses.
    UnusedName = "unused-name" Warning,
    /// Cells of a table that do not fit its columns, or are not fixed.
    WrongCell = "wrong-cell" Error,
    /// Facts that no row of a table fits.
    TableGap = "table-gap" Warning,
    /// Facts that two rows of a table fit.
    TableOverlap = "table-overlap" Warning,
    /// An `allow` of something that is not found.
    NeedlessAllow = "needless-allow" Warning,
    /// An `allow` of what is no warning.
    NoSuchWarning = "no-such-warning" Error,

    // ---- reading the record of facts
    /// The record is not in the form of its file.
    MalformedRecord = "malformed-record" Error,
    /// A fact that no policy declares.
    UnknownFact = "unknown-fact" Error,
    /// A text that names no party where one is asked for.
    UnknownParty = "unknown-party" Warning,
    /// A fact of the wrong kind.
    WrongKind = "wrong-kind" Error,
    /// A fact in the wrong unit.
    WrongUnit = "wrong-unit" Error,
    /// One fact given twice.
    DuplicateFact = "duplicate-fact" Error,
    /// A local time, where policies in different zones read a record that names none.
    OpenZone = "open-zone" Error,
    /// An end before its start, or bounds that leave nothing.
    ImpossibleFact = "impossible-fact" Error,

    // ---- evaluating
    /// An amount that grew too large to be exact.
    AmountTooLarge = "amount-too-large" Error,
    /// A division by nothing.
    DivisionByZero = "division-by-zero" Error,

    // ---- cases
    /// An expectation that the answer does not meet.
    UnmetExpectation = "unmet-expectation" Error,
}
