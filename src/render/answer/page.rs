//! The page: what is said, block by block, in one language. It is laid out as
//! lines of plain text or as HTML, so that no sentence is written twice.

mod html;
mod text;

pub(super) use html::{cell, escaped, linked};
pub(super) use text::wrapped;

use std::collections::BTreeSet;

use super::citation::Library;
use super::phrasing;
use crate::diagnostic::{Language, Phrase};

/// What is said, in its order.
pub(super) struct Page {
    language: Language,
    width: usize,
    blocks: Vec<Block>,
    /// Every zone is named where times are told in several.
    names_zones: bool,
    /// What is said now is a part under the last heading.
    part: bool,
}

/// One thing said, and what it is to the page.
#[derive(Clone, Debug)]
enum Block {
    Title(Phrase),
    Heading(Phrase),
    /// A heading under the last one.
    Under(Phrase),
    Gap,
    Item(Phrase),
    Nested(usize, Phrase),
    Detail(Phrase),
    Line(Phrase),
    /// From here on what the zone is called that the head names.
    Zone(Phrase),
}

impl Block {
    /// What it says.
    fn said(&self) -> Option<&Phrase> {
        match self {
            Block::Title(said)
            | Block::Heading(said)
            | Block::Under(said)
            | Block::Item(said)
            | Block::Nested(_, said)
            | Block::Detail(said)
            | Block::Line(said) => Some(said),
            Block::Gap | Block::Zone(_) => None,
        }
    }
}

impl Page {
    /// An empty page, whose lines are no wider than `width` cells where it is laid out as text.
    pub(super) fn new(language: Language, width: usize) -> Page {
        Page {
            language,
            width,
            blocks: Vec::new(),
            names_zones: false,
            part: false,
        }
    }

    /// What it is all about.
    pub(super) fn title(&mut self, title: &Phrase) {
        self.blocks.push(Block::Title(title.clone()));
    }

    /// From here on a zone that is called so is not named beside a time, for the head names it.
    pub(super) fn in_zone_of_head(&mut self, zone: Phrase) {
        self.blocks.push(Block::Zone(zone));
    }

    /// Where times are told in several zones, that of the head is named beside each of its own too.
    pub(super) fn name_zones_of_several(&mut self) {
        self.names_zones = true;
    }

    /// The blocks, without what the head names where every zone is named.
    fn laid(&self) -> Vec<Block> {
        let zones = self.blocks.iter().filter_map(Block::said);
        let zones: BTreeSet<&str> = zones
            .flat_map(|phrase| phrasing::zones(phrase.get(self.language)))
            .collect();
        let every = self.names_zones && zones.len() > 1;
        let blocks = self.blocks.iter();
        let kept = blocks.filter(|block| !(every && matches!(block, Block::Zone(_))));
        kept.cloned().collect()
    }

    /// A section's heading, after an empty line.
    pub(super) fn heading(&mut self, heading: &Phrase) {
        let heading = heading.clone();
        self.blocks.push(match self.part {
            true => Block::Under(heading),
            false => Block::Heading(heading),
        });
    }

    /// From here on headings are of parts under the last heading.
    pub(super) fn begin_part(&mut self) {
        self.part = true;
    }

    /// From here on they are not.
    pub(super) fn end_part(&mut self) {
        self.part = false;
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

    /// Everything said so far in English, in which texts are cited by their short names.
    pub(super) fn written(&self) -> String {
        let said = self.blocks.iter().filter_map(Block::said);
        said.map(|phrase| phrase.en.as_str())
            .collect::<Vec<_>>()
            .join("\n")
    }

    /// Everything said, as plain text.
    pub(super) fn finish(self) -> String {
        text::lay_out(&self.laid(), self.language, self.width)
    }

    /// Everything said, as a part of an HTML document.
    pub(super) fn html(&self, library: &Library) -> String {
        html::lay_out(&self.laid(), self.language, library)
    }
}
