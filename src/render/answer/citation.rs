//! Articles as each language cites them: `Decree 30-8(2)2(b)` is
//! 시행령 제30조의8제2항제2호나목.

use super::phrasing::{glued, joined, listed, said, together};
use crate::determination::SourceUsed;
use crate::diagnostic::Phrase;

/// What a Korean lawyer shortens a title to, the most particular first.
const SHORT: [(&str, &str); 10] = [
    ("시행령", "시행령"),
    ("시행규칙", "시행규칙"),
    ("가이드라인", "가이드라인"),
    ("지침", "지침"),
    ("고시", "고시"),
    ("규정", "규정"),
    ("부칙", "부칙"),
    ("헌법", "헌법"),
    ("법률", "법"),
    ("법", "법"),
];

/// The sub-items of an item, as letters stand for them.
const SUB_ITEMS: &str = "가나다라마바사아자차카타파하";

/// Around a citation that leads to its article stands what it cites, as a provision of which policy:
/// opening, the policy, a bar, the citation, a bar, what is shown, closing. These are no characters
/// of any text. Whoever writes them into a record can only lead to an article under its own name.
const OPENING: char = '\u{fdd0}';
const BAR: char = '\u{fdd1}';
const CLOSING: char = '\u{fdd2}';

/// The texts that are cited, and what they are called for short.
pub(super) struct Library<'a> {
    sources: Vec<(&'a SourceUsed, String)>,
    /// Whether citations are marked by what they lead to.
    linked: bool,
}

impl<'a> Library<'a> {
    /// Shortens each title, unless two would then read the same.
    pub(super) fn new(sources: &'a [SourceUsed]) -> Library<'a> {
        let shortened: Vec<Option<&str>> = sources.iter().map(|s| shorten(&s.title.ko)).collect();
        let named = sources.iter().zip(&shortened).map(|(source, short)| {
            let alone = shortened.iter().filter(|other| *other == short).count() == 1;
            let short = short.filter(|_| alone);
            let own = abbreviation(&source.title.ko);
            // What is short for a Korean text says nothing of a foreign one.
            let name = match source.policy.starts_with("kr.") {
                true => short.or(own),
                false => own.or(short),
            };
            let name = match name {
                Some(short) => short.to_owned(),
                None if source.title.ko.is_empty() => source.name.clone(),
                None => source.title.ko.clone(),
            };
            (source, name)
        });
        Library {
            sources: named.collect(),
            linked: false,
        }
    }

    /// The same, with citations marked by what they lead to, for a page that can link them.
    pub(super) fn linked(self) -> Library<'a> {
        Library {
            linked: true,
            ..self
        }
    }

    /// Whether citations are marked by what they lead to.
    pub(super) fn is_linked(&self) -> bool {
        self.linked
    }

    /// The text that a citation by a provision of this policy means.
    fn source(&self, policy: &str, name: &str) -> Option<&(&'a SourceUsed, String)> {
        let named = self
            .sources
            .iter()
            .filter(|(source, _)| source.name == name);
        named.max_by_key(|(source, _)| source.policy == policy)
    }

    /// The short name of a text: the one that its title gives it, or else its name; its title where another
    /// text is called the same.
    fn english<'s>(&self, source: &'s SourceUsed) -> &'s str {
        let short = short_in_english(source);
        let mut named = self.sources.iter();
        let another =
            named.any(|(one, _)| short_in_english(one) == short && one.title.en != source.title.en);
        match another && !source.title.en.is_empty() {
            true => &source.title.en,
            false => short,
        }
    }

    /// Where a citation leads.
    fn address(&self, policy: &str, cite: &str) -> Option<String> {
        let (name, pin) = cite.split_once(' ').unwrap_or((cite, ""));
        let (source, _) = self.source(policy, name)?;
        source.at.as_ref()?.of(pin)
    }

    /// The pieces of a text, each with the address to which it leads, if it is a citation as this
    /// library tells it.
    pub(super) fn links<'t>(&self, text: &'t str) -> Vec<(&'t str, Option<String>)> {
        let mut pieces = Vec::new();
        let mut parts = text.split(OPENING);
        pieces.extend(parts.next().map(|first| (first, None)));
        for part in parts {
            let marked = part.split_once(CLOSING).and_then(|(marked, rest)| {
                let mut marked = marked.splitn(3, BAR);
                let (policy, cite, shown) = (marked.next()?, marked.next()?, marked.next()?);
                Some((self.leads(policy, cite, shown), shown, rest))
            });
            match marked {
                Some((address, shown, rest)) => pieces.extend([(shown, address), (rest, None)]),
                None => pieces.push((part, None)),
            }
        }
        pieces.retain(|(piece, _)| !piece.is_empty());
        pieces
    }

    /// Where what is shown leads, if it is what this citation is told as.
    fn leads(&self, policy: &str, cite: &str, shown: &str) -> Option<String> {
        let (text, place) = self.cite(policy, cite);
        let whole = joined([text, place.clone()], &Phrase::same(" "));
        let told = [&whole, &place]
            .into_iter()
            .flat_map(|told| [glued(told).en, told.ko.clone()]);
        // Of an article beside another of its kind only the last part is shown.
        let (_, pin) = cite.split_once(' ').unwrap_or((cite, ""));
        let short = last_part(pin).map(|(_, short)| [short.en, short.ko]);
        let decree = place.ko.as_str();
        let mut told = told.chain(short.into_iter().flatten());
        let same_law = shown.starts_with("같은 법 ") && shown.ends_with(decree);
        let genuine = same_law || told.any(|told| told == shown);
        self.address(policy, cite).filter(|_| genuine)
    }

    /// One article, as a provision of this policy cites it: the text, and the place in it.
    fn cite(&self, policy: &str, cite: &str) -> (Phrase, Phrase) {
        let (name, pin) = cite.split_once(' ').unwrap_or((cite, ""));
        let Some((source, korean)) = self.source(policy, name) else {
            return (Phrase::same(name), Phrase::same(pin));
        };
        let statute = !source.soft;
        let article = match source.policy.starts_with("kr.") {
            true => article(pin),
            false => foreign(pin).filter(|_| has_articles(&source.title.en)),
        };
        let article = article.filter(|_| statute);
        let korean = Phrase::new(self.english(source), korean);
        (korean, Phrase::new(pin, article.as_deref().unwrap_or(pin)))
    }

    /// Several, with commas; the text is named once where the next is of the same.
    pub(super) fn cites(&self, policy: &str, cites: &[String]) -> Phrase {
        let mut all = Phrase::default();
        let mut before: Option<(Phrase, &str)> = None;
        for run in runs(cites) {
            let (Some(first), last) = (run.first(), run.last()) else {
                continue;
            };
            let (text, place) = self.cite(policy, first);
            let again = before.as_ref().filter(|(known, _)| *known == text);
            let beside = again.and_then(|(_, other)| shortened(other, first));
            let decree = before.as_ref().and_then(|(known, _)| {
                let own = text.ko.strip_prefix(known.ko.as_str())?;
                let own = own.strip_prefix(' ')?;
                let decree = ["시행령", "시행규칙"].contains(&own);
                (decree && known.ko != "법").then_some(own)
            });
            let whole = || joined([text.clone(), place.clone()], &Phrase::same(" "));
            let mut told = match (&beside, again.is_some() && !place.is_empty()) {
                (Some(short), _) => short.clone(),
                (None, true) => place.clone(),
                (None, false) => whole(),
            };
            // The decree of the law that was just named.
            if let (None, Some(decree)) = (&beside, decree) {
                told.ko = format!("같은 법 {decree} {}", place.ko);
            }
            let between = match (all.is_empty(), beside.is_some()) {
                (true, _) => Phrase::default(),
                (false, true) => Phrase::new(", ", "·"),
                (false, false) => Phrase::same(", "),
            };
            let told = self.marked(policy, first, &Phrase::new(glued(&told).en, told.ko));
            all = together([all, between, told]);
            let last = last.filter(|last| *last != first);
            if let Some((last, short)) = last.and_then(|last| Some((last, shortened(first, last)?)))
            {
                let until = self.marked(policy, last, &short);
                all.en.push_str(&format!("–{}", until.en));
                all.ko.push_str(&format!("부터 {}까지", until.ko));
            }
            before = Some((
                text,
                run.last().map_or(first.as_str(), |last| last.as_str()),
            ));
        }
        all
    }

    /// The texts that are cited, by their short names, each once.
    pub(super) fn texts(&self, policy: &str, cites: &[String]) -> Phrase {
        let mut texts: Vec<Phrase> = Vec::new();
        for (text, _) in cites.iter().map(|cite| self.cite(policy, cite)) {
            if !texts.contains(&text) {
                texts.push(text);
            }
        }
        listed(texts)
    }

    /// What is told of a citation, marked by what it leads to where that is wanted.
    fn marked(&self, policy: &str, cite: &str, told: &Phrase) -> Phrase {
        match self.linked && self.address(policy, cite).is_some() {
            true => {
                let marked =
                    |told: &str| format!("{OPENING}{policy}{BAR}{cite}{BAR}{told}{CLOSING}");
                Phrase::new(marked(&told.en), marked(&told.ko))
            }
            false => told.clone(),
        }
    }

    /// What the short names of some texts stand for, each title once. A text that is called by its
    /// title needs no word.
    pub(super) fn legend_of(&self, mentioned: impl Fn(&str) -> bool) -> Phrase {
        let mut told: (Vec<String>, Vec<String>) = Default::default();
        let mut tell = |line: String, korean: bool| {
            let lines = if korean { &mut told.1 } else { &mut told.0 };
            if !lines.contains(&line) {
                lines.push(line);
            }
        };
        for (source, korean) in &self.sources {
            let title = said(&source.title);
            let name = self.english(source);
            if !mentioned(name) && !mentioned(korean) {
                continue;
            }
            let bare = title.en.split(" (short: ").next().unwrap_or(&title.en);
            if name != title.en {
                tell(format!("{name} = {bare}"), false);
            }
            let bare = title.ko.split("(약칭: ").next().unwrap_or(&title.ko);
            if korean != bare {
                tell(format!("{korean}: 「{bare}」"), true);
            }
        }
        Phrase::new(told.0.join("; "), told.1.join("; "))
    }
}

/// Citations that follow one another by one, each such run of three or more together.
fn runs(cites: &[String]) -> Vec<Vec<&String>> {
    let mut runs: Vec<Vec<&String>> = Vec::new();
    for cite in cites {
        let next = |run: &Vec<&String>| {
            let before = run.last().and_then(|last| number_of(last));
            let own = number_of(cite);
            before.zip(own).is_some_and(|((one, at), (other, next))| {
                one == other && at.checked_add(1) == Some(next)
            })
        };
        match runs.last_mut() {
            Some(run) if next(run) => run.push(cite),
            _ => runs.push(vec![cite]),
        }
    }
    let split = |run: Vec<_>| match run.len() {
        0..=2 => run.into_iter().map(|one| vec![one]).collect(),
        _ => vec![run],
    };
    runs.into_iter().flat_map(split).collect()
}

/// What a citation is before its last number, and that number.
fn number_of(cite: &str) -> Option<(&str, u32)> {
    let (before, _) = last_part(cite)?;
    let number = cite.get(before.len()..)?;
    let number = number.trim_matches(['(', ')']);
    Some((before, number.parse().ok()?))
}

/// What is written before the last part of a place, and that part as each language writes it: a
/// paragraph, or an item of one.
fn last_part(place: &str) -> Option<(&str, Phrase)> {
    if let Some(open) = place.strip_suffix(')') {
        let (before, number) = open.rsplit_once('(')?;
        let plain = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        let article = before.ends_with(|last: char| last.is_ascii_alphanumeric());
        return (plain && article).then(|| {
            let told = Phrase::new(format!("({number})"), format!("제{number}항"));
            (before, told)
        });
    }
    let before = place.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let number = place
        .get(before.len()..)
        .filter(|number| !number.is_empty())?;
    let item = before.ends_with(')');
    item.then(|| (before, Phrase::new(number, format!("제{number}호"))))
}

/// A place beside another that differs in its last part alone.
fn shortened(other: &str, cite: &str) -> Option<Phrase> {
    let (before, _) = last_part(other)?;
    let (own, short) = last_part(cite)?;
    let paragraph = |cite: &str| cite.ends_with(')');
    (before == own && paragraph(other) == paragraph(cite)).then_some(short)
}

/// Whether a text is one that is set out in articles, by its English title.
fn has_articles(title: &str) -> bool {
    let kinds = ["Act", "Regulation", "Directive", "Law", "Code"];
    let mut words = title.split(|letter: char| !letter.is_ascii_alphabetic());
    words.any(|word| kinds.contains(&word))
}

/// `23(4)(b)` as 제23조제4항(b); none where it is written otherwise.
fn foreign(pin: &str) -> Option<String> {
    let (number, rest) = digits(pin)?;
    let letter = rest.chars().next().filter(char::is_ascii_uppercase);
    let rest = rest.get(letter.map_or(0, char::len_utf8)..)?;
    let mut out = format!(
        "제{number}{}조",
        letter.map(String::from).unwrap_or_default()
    );
    let mut parts = rest.split('(');
    if parts.next() != Some("") {
        return None;
    }
    for (at, part) in parts.enumerate() {
        // An item of a paragraph is a number after it: `184(1)1`.
        let (part, item) = part.split_once(')')?;
        let is = |of: fn(&u8) -> bool| !part.is_empty() && part.bytes().all(|byte| of(&byte));
        match (at, is(u8::is_ascii_digit), is(u8::is_ascii_lowercase)) {
            (0, true, _) => out.push_str(&format!("제{part}항")),
            (_, _, true) => out.push_str(&format!("({part})")),
            _ => return None,
        }
        match item.is_empty() {
            true => {}
            false if item.bytes().all(|byte| byte.is_ascii_digit()) => {
                out.push_str(&format!("제{item}호"));
            }
            false => return None,
        }
    }
    Some(out)
}

/// The abbreviation that a title gives itself: `… 법률(약칭: 정보통신망법)`.
fn abbreviation(title: &str) -> Option<&str> {
    let (_, rest) = title.split_once("(약칭: ")?;
    rest.strip_suffix(')')
}

/// The same in English, `Telecommunications Business Act (short: Telecom Act)`; the name of a text that gives
/// itself none.
fn short_in_english(source: &SourceUsed) -> &str {
    let short = source.title.en.split_once(" (short: ");
    let short = short.and_then(|(_, rest)| rest.strip_suffix(')'));
    short.unwrap_or(&source.name)
}

fn shorten(title: &str) -> Option<&'static str> {
    let bare = title.split('(').next().unwrap_or(title).trim_end();
    let (_, short) = SHORT.iter().find(|(ending, _)| bare.ends_with(ending))?;
    Some(short)
}

/// `30-8(2)2(b)` as 제30조의8제2항제2호나목; none where it is written otherwise.
fn article(pin: &str) -> Option<String> {
    let mut out = String::new();
    let rest = numbered(pin, "조", &mut out)?;
    let rest = match rest.strip_prefix('(').and_then(|r| r.split_once(')')) {
        Some((paragraph, rest)) => {
            let after = numbered(paragraph, "항", &mut out)?;
            if !after.is_empty() {
                return None;
            }
            rest
        }
        None => rest,
    };
    if rest.is_empty() {
        return Some(out);
    }
    let rest = numbered(rest, "호", &mut out)?;
    if rest.is_empty() {
        return Some(out);
    }
    let letter = rest.strip_prefix('(')?.strip_suffix(')')?;
    let mut letters = letter.chars();
    let (letter, None) = (letters.next()?, letters.next()) else {
        return None;
    };
    let at = u32::from(letter).checked_sub(u32::from('a'))?;
    out.push(SUB_ITEMS.chars().nth(usize::try_from(at).ok()?)?);
    out.push('목');
    Some(out)
}

/// `30-8…` as 제30조의8, and what follows.
fn numbered<'a>(text: &'a str, noun: &str, out: &mut String) -> Option<&'a str> {
    let (number, rest) = digits(text)?;
    out.push_str(&format!("제{number}{noun}"));
    match rest.strip_prefix('-') {
        None => Some(rest),
        Some(branch) => {
            let (number, rest) = digits(branch)?;
            out.push_str(&format!("의{number}"));
            Some(rest)
        }
    }
}

fn digits(text: &str) -> Option<(&str, &str)> {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    text.split_at_checked(end).filter(|_| end > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::determination::Words;
    use crate::value::Address;

    fn source(name: &str, ko: &str, at: Option<&str>) -> SourceUsed {
        SourceUsed {
            policy: "kr.p".into(),
            name: name.into(),
            title: Words {
                en: name.into(),
                ko: ko.into(),
            },
            soft: false,
            at: at.and_then(Address::parse),
        }
    }

    #[test]
    fn citations_lead_to_their_articles_and_nothing_else_does() {
        let sources = [
            source("Act", "사업법", Some("https://law.example.org/{조}")),
            source("Decree", "사업법 시행령", None),
        ];
        let library = Library::new(&sources).linked();
        let cites = ["Act 22-7(4)", "Act 33", "Decree 5", "Act annex 1"].map(String::from);
        let told = library.cites("kr.p", &cites);
        let shown = |text: &str| -> Vec<(String, Option<String>)> {
            let links = library.links(text).into_iter();
            links.map(|(piece, to)| (piece.to_owned(), to)).collect()
        };
        let leads = |article: &str| Some(format!("https://law.example.org/{article}"));
        let told = shown(&format!("A ({})", told.ko));
        let told: Vec<(&str, Option<String>)> = told
            .iter()
            .map(|(piece, to)| (piece.as_str(), to.clone()))
            .collect();
        assert_eq!(
            told,
            [
                ("A (", None),
                ("법 제22조의7제4항", leads("제22조의7")),
                (", ", None),
                ("제33조", leads("제33조")),
                (", 시행령 제5조, 법 annex 1)", None),
            ]
        );
        // What a record writes so leads nowhere, unless it is the article under its own name.
        for (policy, cite, said, to) in [
            ("kr.p", "Act 33", "제33조", leads("제33조")),
            ("kr.p", "Act 33", "click", None),
            ("kr.p", "Decree 5", "제5조", None),
            ("", "", "", None),
        ] {
            let text = format!("{OPENING}{policy}{BAR}{cite}{BAR}{said}{CLOSING}");
            let found = shown(&text).into_iter().find_map(|(_, to)| to);
            assert_eq!(found, to, "{cite} {said}");
        }
        assert_eq!(shown(&format!("{OPENING}x{BAR}")).len(), 1);
    }

    #[test]
    fn articles_of_other_countries_read_as_those_of_ours() {
        for (pin, expected) in [
            ("23(4)(b)", Some("제23조제4항(b)")),
            ("184(1)1", Some("제184조제1항제1호")),
            ("26D(2)", Some("제26D조제2항")),
            ("5(1)x", None),
            ("1.05(a)", None),
        ] {
            assert_eq!(foreign(pin).as_deref(), expected, "{pin}");
        }
    }

    #[test]
    fn articles_read_as_the_statute_writes_them() {
        for (pin, expected) in [
            ("22-7", Some("제22조의7")),
            ("30-8(1)", Some("제30조의8제1항")),
            ("30-8(2)2(b)", Some("제30조의8제2항제2호나목")),
            ("37-11(1)4", Some("제37조의11제1항제4호")),
            ("104(5)2-4", Some("제104조제5항제2호의4")),
            ("27(1)4", Some("제27조제1항제4호")),
            ("art. 5", None),
            ("", None),
        ] {
            assert_eq!(article(pin).as_deref(), expected, "{pin}");
        }
    }
}
