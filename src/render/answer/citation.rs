//! Articles as each language cites them: `Decree 30-8(2)2(b)` is
//! 시행령 제30조의8제2항제2호나목.

use super::phrasing::{glued, joined, listed, said};
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
            let name = match short.filter(|_| alone).or(abbreviation(&source.title.ko)) {
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

    /// The text that a citation by a provision of this policy means.
    fn source(&self, policy: &str, name: &str) -> Option<&(&'a SourceUsed, String)> {
        let named = self
            .sources
            .iter()
            .filter(|(source, _)| source.name == name);
        named.max_by_key(|(source, _)| source.policy == policy)
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
        let genuine = told.into_iter().any(|told| told == shown);
        self.address(policy, cite).filter(|_| genuine)
    }

    /// One article, as a provision of this policy cites it: the text, and the place in it.
    fn cite(&self, policy: &str, cite: &str) -> (Phrase, Phrase) {
        let (name, pin) = cite.split_once(' ').unwrap_or((cite, ""));
        let Some((source, korean)) = self.source(policy, name) else {
            return (Phrase::same(name), Phrase::same(pin));
        };
        let statute = source.policy.starts_with("kr.") && !source.soft;
        let article = article(pin).filter(|_| statute);
        let korean = Phrase::new(name, korean);
        (korean, Phrase::new(pin, article.as_deref().unwrap_or(pin)))
    }

    /// Several, with commas; the text is named once where the next is of the same.
    pub(super) fn cites(&self, policy: &str, cites: &[String]) -> Phrase {
        let mut before: Option<Phrase> = None;
        listed(cites.iter().map(|cite| {
            let (text, place) = self.cite(policy, cite);
            let again = !place.is_empty() && before.as_ref() == Some(&text);
            let told = match again {
                true => place,
                false => joined([text.clone(), place], &Phrase::same(" ")),
            };
            before = Some(text);
            let told = Phrase::new(glued(&told).en, told.ko);
            match self.linked && self.address(policy, cite).is_some() {
                true => {
                    let marked =
                        |told: String| format!("{OPENING}{policy}{BAR}{cite}{BAR}{told}{CLOSING}");
                    Phrase::new(marked(told.en), marked(told.ko))
                }
                false => told,
            }
        }))
    }

    /// What the short names stand for.
    pub(super) fn legend(&self) -> Phrase {
        self.legend_of(|_| true)
    }

    /// What the short names of some texts stand for, each title once. A text that is called by its
    /// title needs no word.
    pub(super) fn legend_of(&self, wanted: impl Fn(&SourceUsed) -> bool) -> Phrase {
        let mut told: (Vec<String>, Vec<String>) = Default::default();
        let mut tell = |line: String, korean: bool| {
            let lines = if korean { &mut told.1 } else { &mut told.0 };
            if !lines.contains(&line) {
                lines.push(line);
            }
        };
        for (source, korean) in self.sources.iter().filter(|(source, _)| wanted(source)) {
            let title = said(&source.title);
            if source.name != title.en {
                tell(format!("{} = {}", source.name, title.en), false);
            }
            let bare = title.ko.split("(약칭: ").next().unwrap_or(&title.ko);
            if korean != bare {
                tell(format!("{korean}: 「{bare}」"), true);
            }
        }
        Phrase::new(told.0.join("; "), told.1.join("; "))
    }
}

/// The abbreviation that a title gives itself: `… 법률(약칭: 정보통신망법)`.
fn abbreviation(title: &str) -> Option<&str> {
    let (_, rest) = title.split_once("(약칭: ")?;
    rest.strip_suffix(')')
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
