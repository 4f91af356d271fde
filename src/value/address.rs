//! The address at which a text is published, in which the article stands in place of `{article}`,
//! or of `{조}` where the site writes it as Korean statutes do.

use std::fmt;

/// An address begins so: what is fetched is what was meant.
const SCHEME: &str = "https://";
/// None is longer.
const LONGEST: usize = 1000;
const ARTICLE: &str = "{article}";
const KOREAN: &str = "{조}";

/// Where a text can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address(String);

impl Address {
    /// An address that begins with `https://`, has no blanks, quotes or brackets, and no braces but
    /// those of the two places for the article.
    #[must_use]
    pub fn parse(written: &str) -> Option<Address> {
        let rest = written.strip_prefix(SCHEME)?;
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let named = host.contains('.')
            && host
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || ".-:".contains(c));
        let bare = rest.replace(ARTICLE, "").replace(KOREAN, "");
        let is_plain = |c: char| {
            let hangul = matches!(c, '가'..='힣' | 'ㆍ');
            hangul || c.is_ascii_graphic() && !"\"'`<>{}[]|\\^".contains(c)
        };
        let sound = named && written.len() <= LONGEST && bare.chars().all(is_plain);
        sound.then(|| Address(written.to_owned()))
    }

    /// Where the article of a citation can be read: `22-7(4)`, `제22조의7제4항`, `Art. 33(1)`. None
    /// where the address asks for an article and the citation names none, as of an annex.
    #[must_use]
    pub fn of(&self, pin: &str) -> Option<String> {
        let mut address = self.0.clone();
        if address.contains(ARTICLE) {
            address = address.replace(ARTICLE, &article(pin)?);
        }
        if address.contains(KOREAN) {
            address = address.replace(KOREAN, &korean(&article(pin)?)?);
        }
        Some(address)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The article without its paragraphs: `22-7`, `33`, `5a`, `1.05`.
fn article(pin: &str) -> Option<String> {
    if let Some(rest) = pin.strip_prefix('제') {
        let (number, rest) = rest.split_once('조')?;
        let branch = rest
            .strip_prefix('의')
            .map(digits)
            .filter(|d| !d.is_empty());
        let branch = branch.map_or_else(String::new, |branch| format!("-{branch}"));
        return (number == digits(number)).then(|| format!("{number}{branch}"));
    }
    let bare = pin.strip_prefix("Art.").or(pin.strip_prefix("art."));
    let bare = bare.unwrap_or(pin).trim_start();
    let end = bare.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '.'));
    let (article, _) = bare.split_at_checked(end.unwrap_or(bare.len()))?;
    article
        .starts_with(|c: char| c.is_ascii_digit())
        .then(|| article.to_owned())
}

/// `22-7` as 제22조의7; none of what Korean statutes do not write.
fn korean(article: &str) -> Option<String> {
    let (number, branch) = match article.split_once('-') {
        Some((number, branch)) => (number, format!("의{branch}")),
        None => (article, String::new()),
    };
    let plain = number == digits(number) && branch.chars().skip(1).all(|c| c.is_ascii_digit());
    plain.then(|| format!("제{number}조{branch}"))
}

/// The digits at the head.
fn digits(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_digit());
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(address: &str, pin: &str) -> Option<String> {
        Address::parse(address)?.of(pin)
    }

    #[test]
    fn the_article_stands_in_its_place() {
        let law = "https://www.law.go.kr/법령/전기통신사업법/{조}";
        for (pin, article) in [
            ("22-7(4)", "제22조의7"),
            ("제22조의7제4항", "제22조의7"),
            ("제33조 제2항", "제33조"),
            ("104(5)2-4", "제104조"),
            ("37-11(1)4", "제37조의11"),
        ] {
            let found = format!("https://www.law.go.kr/법령/전기통신사업법/{article}");
            assert_eq!(of(law, pin), Some(found), "{pin}");
        }
        for pin in ["별표 11", "annex 2", "rec. 85", "", "5a"] {
            assert_eq!(of(law, pin), None, "{pin}");
        }
        let gdpr = "https://eur-lex.europa.eu/eli/reg/2016/679/oj#art_{article}";
        for (pin, article) in [("33(1)", "33"), ("Art. 4(12)", "4"), ("5a(2)", "5a")] {
            let found = format!("https://eur-lex.europa.eu/eli/reg/2016/679/oj#art_{article}");
            assert_eq!(of(gdpr, pin), Some(found), "{pin}");
        }
        assert_eq!(of(gdpr, "rec. 85"), None);
        let whole = "https://example.org/act";
        assert_eq!(of(whole, "rec. 85").as_deref(), Some(whole));
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for wrong in [
            "http://example.org/{article}",
            "javascript:alert(1)",
            "https://",
            "https://example",
            "https://example.org/a b",
            "https://example.org/'",
            "https://example.org/\"onload=",
            "https://example.org/<b>",
            "https://example.org/{artikel}",
            "https://example.org/{article",
            "https://exam\u{202e}ple.org/",
            "https://user@example.org/",
            "HTTPS://example.org/",
        ] {
            assert_eq!(Address::parse(wrong), None, "{wrong}");
        }
    }
}
