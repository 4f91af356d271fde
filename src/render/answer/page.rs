//! The page: what is said, block by block, in one language. It is laid out as
//! lines of plain text or as HTML, so that no sentence is written twice.

mod html;
mod text;

pub(super) use html::{cell, escaped, linked};
pub(super) use text::wrapped;

use super::citation::Library;
use crate::diagnostic::{Language, Phrase};

/// What is said, in its order.
pub(super) struct Page {
    language: Language,
    width: usize,
    blocks: Vec<Block>,
}

/// One thing said, and what it is to the page.
#[derive(Clone, Debug)]
enum Block {
    Title(Phrase),
    Heading(Phrase),
    Gap,
    Item(Phrase),
    Nested(usize, Phrase),
    Detail(Phrase),
    Line(Phrase),
    /// From here on what the zone is called that the head names.
    Zone(String),
}

impl Page {
    /// An empty page, whose lines are no wider than `width` cells where it is laid out as text.
    pub(super) fn new(language: Language, width: usize) -> Page {
        Page {
            language,
            width,
            blocks: Vec::new(),
        }
    }

    /// What it is all about.
    pub(super) fn title(&mut self, title: &Phrase) {
        self.blocks.push(Block::Title(title.clone()));
    }

    /// From here on a zone that is called so is not named beside a time, for the head names it.
    pub(super) fn in_zone_of_head(&mut self, zone: String) {
        self.blocks.push(Block::Zone(zone));
    }

    /// A section's heading, after an empty line.
    pub(super) fn heading(&mut self, heading: &Phrase) {
        self.blocks.push(Block::Heading(heading.clone()));
    }

    /// An empty line, unless the page is empty.
    pub(super) fn gap(&mut self) {
        self.blocks.push(Block::Gap);
    }

    /// What a section lists.
    pub(super) fn item(&mut self, item: &Phrase) {
        self.blocks.push(Block::Item(item.clone()));
    }

    /// How many lines an item takes.
    pub(super) fn lines_of(&self, item: &Phrase) -> usize {
        let zones = self.blocks.iter();
        let zones = zones.filter(|block| matches!(block, Block::Zone(_)));
        let mut blocks: Vec<Block> = zones.cloned().collect();
        blocks.push(Block::Item(item.clone()));
        text::lay_out(&blocks, self.language, self.width)
            .lines()
            .count()
    }

    /// What is said of an item.
    pub(super) fn detail(&mut self, detail: &Phrase) {
        self.blocks.push(Block::Detail(detail.clone()));
    }

    /// What is said so many steps deep.
    pub(super) fn nested(&mut self, depth: usize, phrase: &Phrase) {
        self.blocks.push(Block::Nested(depth, phrase.clone()));
    }

    /// A line of its own, under no heading.
    pub(super) fn line(&mut self, line: &Phrase) {
        self.blocks.push(Block::Line(line.clone()));
    }

    /// Everything said, as plain text.
    pub(super) fn finish(self) -> String {
        text::lay_out(&self.blocks, self.language, self.width)
    }

    /// Everything said, as a part of an HTML document.
    pub(super) fn html(&self, library: &Library) -> String {
        html::lay_out(&self.blocks, self.language, library)
    }
}
