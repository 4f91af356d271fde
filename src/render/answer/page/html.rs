//! The page as a part of an HTML document: headings, lists and paragraphs. Whatever a record or a
//! policy says is text there, never markup.

use super::Block;
use crate::diagnostic::{Language, Phrase};
use crate::render::answer::citation::Library;
use crate::render::answer::phrasing::zoned;
use crate::value::Date;

/// The blocks, one below the other.
pub(super) fn lay_out(blocks: &[Block], language: Language, library: &Library) -> String {
    let mut html = Html::default();
    let mut zone = "";
    for block in blocks {
        let (phrase, tag) = match block {
            Block::Zone(named) => {
                zone = named.get(language);
                continue;
            }
            Block::Gap => {
                html.lists(0);
                continue;
            }
            Block::Item(phrase) => (phrase, Tag::Item(1)),
            Block::Nested(depth, phrase) => (phrase, Tag::Item(depth.saturating_add(1))),
            Block::Detail(phrase) => (phrase, Tag::Within("p")),
            Block::Title(phrase) => (phrase, Tag::Alone("h1")),
            Block::Heading(phrase) => (phrase, Tag::Alone("h2")),
            Block::Under(phrase) => (phrase, Tag::Alone("h3")),
            Block::Line(phrase) => (phrase, Tag::Alone("p")),
        };
        let said = linked(phrase, (language, zone), library);
        if !said.is_empty() {
            html.block(tag, &said);
        }
    }
    html.lists(0);
    html.text
}

/// A phrase as text between tags.
pub(in crate::render::answer) fn cell(phrase: &Phrase, language: Language) -> String {
    escaped(zoned(phrase.get(language), "").trim())
}

/// A phrase as text between tags: a citation leads to its article where the source says where that
/// is, and what is between backticks is set as what it is, a path.
pub(in crate::render::answer) fn linked(
    phrase: &Phrase,
    (language, zone): (Language, &str),
    library: &Library,
) -> String {
    let said = zoned(phrase.get(language), zone);
    let pieces = library.links(said.trim()).into_iter();
    let pieces = pieces.map(|(piece, address)| match address {
        Some(address) => format!("<a href=\"{}\">{}</a>", escaped(&address), escaped(piece)),
        None => with_paths(piece),
    });
    pieces.collect()
}

fn with_paths(said: &str) -> String {
    let parts: Vec<&str> = said.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return with_days(said);
    }
    let parts = parts.into_iter().enumerate();
    let parts = parts.map(|(at, part)| match at % 2 {
        0 => with_days(part),
        _ => format!("<code>{}</code>", escaped(part)),
    });
    parts.collect()
}

/// Text between tags or in an attribute: nothing of it is markup, and nothing steers the direction
/// of writing.
pub(in crate::render::answer) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\n' | '\t' => safe.push(' '),
            other => safe.push(crate::render::visible(other)),
        }
    }
    safe
}

/// Where a block is.
enum Tag {
    /// An item, so many lists deep.
    Item(usize),
    /// Within the item before it, if there is one.
    Within(&'static str),
    /// Outside of all lists.
    Alone(&'static str),
}

#[derive(Default)]
struct Html {
    text: String,
    /// How many lists are open, each with an open item.
    depth: usize,
}

impl Html {
    fn block(&mut self, tag: Tag, said: &str) {
        match tag {
            Tag::Item(depth) => {
                if depth <= self.depth {
                    self.lists(depth);
                    self.text.push_str("</li>\n<li>");
                } else {
                    self.lists(depth);
                }
                self.text.push_str(said);
            }
            Tag::Within(name) => self.element(name, said),
            Tag::Alone(name) => {
                self.lists(0);
                self.element(name, said);
            }
        }
    }

    fn element(&mut self, name: &str, said: &str) {
        self.text.push_str(&format!("<{name}>{said}</{name}>\n"));
    }

    /// Opens or closes lists until so many are open.
    fn lists(&mut self, depth: usize) {
        while self.depth > depth {
            self.text.push_str("</li></ul>\n");
            self.depth -= 1;
        }
        while self.depth < depth {
            self.text.push_str("<ul><li>");
            self.depth += 1;
        }
    }
}

/// Days, `2022-02-03`, are kept on one line; a browser would break them at their hyphens.
fn with_days(said: &str) -> String {
    let is_part = |c: char| c.is_ascii_digit() || c == '-';
    let mut text = String::new();
    let mut rest = said;
    while let Some(start) = rest.find(is_part) {
        let (before, from) = rest.split_at_checked(start).unwrap_or((rest, ""));
        let end = from.find(|c| !is_part(c)).unwrap_or(from.len());
        let (run, after) = from.split_at_checked(end).unwrap_or((from, ""));
        text.push_str(&escaped(before));
        match Date::parse(run) {
            Some(_) => text.push_str(&format!("<span class=\"day\">{run}</span>")),
            None => text.push_str(run),
        }
        rest = after;
    }
    text + &escaped(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(blocks: &[Block]) -> String {
        lay_out(blocks, Language::English, &Library::new(&[]))
    }

    #[test]
    fn lists_are_closed_where_they_end() {
        let said = Phrase::same;
        let text = html(&[
            Block::Heading(said("H")),
            Block::Item(said("a")),
            Block::Detail(said("of a")),
            Block::Nested(1, said("within a")),
            Block::Item(said("b")),
            Block::Line(said("end")),
        ]);
        assert_eq!(
            text.replace('\n', ""),
            "<h2>H</h2><ul><li>a<p>of a</p><ul><li>within a</li></ul></li><li>b</li></ul><p>end</p>"
        );
    }

    #[test]
    fn nothing_said_is_markup() {
        for (said, shown) in [
            (
                "<script>alert('x')</script> & \"q\" \u{202e}",
                "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;q&quot; \u{fffd}",
            ),
            ("a `<b>` c", "a <code>&lt;b&gt;</code> c"),
            ("a ` <b>", "a ` &lt;b&gt;"),
            (
                "<2022-02-03 11:20, 30-8",
                "&lt;<span class=\"day\">2022-02-03</span> 11:20, 30-8",
            ),
        ] {
            assert_eq!(with_paths(said), shown);
        }
    }
}
