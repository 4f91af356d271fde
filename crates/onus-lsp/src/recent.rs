//! The moment after a keystroke. A text that was changed is read again when the author pauses, or when
//! something is asked that needs it; what a name means, where it is used and what cases say of it is
//! answered from what was known before the change, with its places moved.

use std::collections::BTreeMap;
use std::path::Path;
use std::rc::Rc;

use onus::name::Name;
use onus::source::{FileId, Span};
use onus::syntax::tree::ItemKind;

use crate::documents::Parsed;
use crate::world::{World, is_policy};

/// A file as it was when all was checked last.
pub(crate) struct Before {
    text: String,
    parsed: Rc<Parsed>,
}

/// The one stretch in which two texts differ.
#[derive(Clone, Copy)]
pub(crate) struct Shift {
    start: u32,
    old_end: u32,
    new_end: u32,
}

impl Shift {
    fn between(old: &str, new: &str) -> Shift {
        let same = |(one, other): &(u8, u8)| one == other;
        let mut start = old.bytes().zip(new.bytes()).take_while(same).count();
        while !old.is_char_boundary(start) || !new.is_char_boundary(start) {
            start -= 1;
        }
        let most = old.len().min(new.len()) - start;
        let ends = old.bytes().rev().zip(new.bytes().rev());
        let mut tail = ends.take(most).take_while(same).count();
        while !old.is_char_boundary(old.len() - tail) || !new.is_char_boundary(new.len() - tail) {
            tail -= 1;
        }
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Shift {
            start: offset(start),
            old_end: offset(old.len() - tail),
            new_end: offset(new.len() - tail),
        }
    }

    /// Where a byte was; none for one that was not there.
    pub(crate) fn to_old(self, offset: u32) -> Option<u32> {
        if offset < self.start {
            Some(offset)
        } else if offset >= self.new_end {
            Some(offset - self.new_end + self.old_end)
        } else {
            None
        }
    }

    /// Where a span is now; none for one that was changed.
    pub(crate) fn to_new(self, span: Span) -> Option<Span> {
        if span.end < self.start {
            return Some(span);
        }
        let moved = |at: u32| at - self.old_end + self.new_end;
        (span.start >= self.old_end && span.start >= self.start).then(|| Span {
            start: moved(span.start),
            end: moved(span.end),
            ..span
        })
    }
}

impl World {
    /// Takes in the text of an open file.
    pub(crate) fn write(&mut self, path: &Path, text: String, version: i32) {
        let known = self.documents.id(path);
        match known {
            // A record is part of no policy, and a file may be changed twice before it is read.
            _ if !is_policy(path) => {}
            Some(file) if self.dirty.contains_key(&file) => {}
            Some(file) if self.documents.is_parsed(file) => {
                let before = Before {
                    text: self.text(file),
                    parsed: self.documents.parsed(file),
                };
                self.dirty.insert(file, before);
            }
            _ => self.forget(),
        }
        self.documents.write(path, text, version);
        self.outcomes.clear();
    }

    /// Reads what was changed, and leaves what rests on it as it was.
    pub(crate) fn read(&mut self) {
        let changed: Vec<FileId> = self.dirty.keys().copied().collect();
        for file in changed {
            self.documents.parsed(file);
        }
    }

    /// Where something is now that was found when all was checked last. Where nothing is known from
    /// then, all is checked.
    pub(crate) fn known_before(&mut self, file: FileId) -> impl Fn(Span) -> Option<Span> + use<> {
        let shift = self.shift(file);
        if shift.is_none() {
            self.settle();
        }
        self.late |= shift.is_some();
        move |span| match shift {
            Some(shift) if span.file == file => shift.to_new(span),
            _ => Some(span),
        }
    }

    /// Reads what was changed, and drops what rests on it.
    pub(crate) fn settle(&mut self) {
        let heads = |parsed: &Parsed| -> Vec<(ItemKind, Name)> {
            let heads = parsed.tree.items.iter();
            let heads = heads.filter(|i| matches!(i.kind, ItemKind::Policy | ItemKind::Use));
            heads
                .map(|item| (item.kind, item.name.name.clone()))
                .collect()
        };
        for (file, before) in std::mem::take(&mut self.dirty) {
            let now = self.documents.parsed(file);
            if heads(&before.parsed) == heads(&now) {
                self.drop_views(file);
            } else {
                self.forget();
            }
        }
    }

    /// How far the places of a file have moved since all was checked; none where nothing was
    /// changed, or nothing had been checked.
    pub(crate) fn shift(&self, file: FileId) -> Option<Shift> {
        let before = self.dirty.get(&file)?;
        let new = self.sources().get(file)?.text();
        self.has_view(file)
            .then(|| Shift::between(&before.text, new))
    }

    /// Looks at the files as they were when all was checked.
    pub(crate) fn as_before<T>(&mut self, look: impl FnOnce(&mut World) -> T) -> T {
        let dirty = std::mem::take(&mut self.dirty);
        let mut now: BTreeMap<FileId, (String, Option<Rc<Parsed>>)> = BTreeMap::new();
        for (file, before) in &dirty {
            now.insert(*file, (self.text(*file), self.documents.read_so_far(*file)));
            let parsed = Some(Rc::clone(&before.parsed));
            self.documents.put_back(*file, before.text.clone(), parsed);
        }
        let seen = look(self);
        for (file, (text, parsed)) in now {
            self.documents.put_back(file, text, parsed);
        }
        self.dirty = dirty;
        seen
    }

    fn text(&self, file: FileId) -> String {
        let source = self.sources().get(file);
        source.map_or_else(String::new, |source| source.text().to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_move_with_the_text() {
        let shift = Shift::between("가 bcd e", "가 bXYd e");
        let file = onus::source::Sources::default().add("a", "");
        let span = |start, end| Span::new(file, start, end);
        assert_eq!((shift.start, shift.old_end, shift.new_end), (5, 6, 7));
        assert_eq!(shift.to_old(3), Some(3));
        assert_eq!(shift.to_old(6), None);
        assert_eq!(shift.to_old(9), Some(8));
        assert_eq!(shift.to_new(span(0, 3)), Some(span(0, 3)));
        assert_eq!(shift.to_new(span(4, 7)), None);
        assert_eq!(shift.to_new(span(8, 9)), Some(span(9, 10)));
        let letters = Shift::between("각", "간");
        assert_eq!((letters.start, letters.old_end, letters.new_end), (0, 3, 3));
    }
}
