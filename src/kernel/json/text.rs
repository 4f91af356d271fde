//! The signs of a JSON text, one after another. Text with an escape in it, or with a control
//! character, is none here.

/// A text, and how far it was read.
pub(super) struct Text<'t> {
    left: &'t str,
}

impl<'t> Text<'t> {
    pub(super) fn of(text: &'t str) -> Text<'t> {
        let mut text = Text { left: text };
        text.space();
        text
    }

    /// Nothing is left but space.
    pub(super) fn is_over(&mut self) -> bool {
        self.space();
        self.left.is_empty()
    }

    pub(super) fn space(&mut self) {
        if self
            .left
            .as_bytes()
            .first()
            .is_some_and(|sign| *sign <= b' ')
        {
            self.left = self.left.trim_start_matches([' ', '\n', '\r', '\t']);
        }
    }

    /// This sign comes next, behind space.
    pub(super) fn sign(&mut self, sign: u8) -> Option<()> {
        self.is_next(sign).then_some(())
    }

    /// Whether it comes next; then it is passed.
    pub(super) fn is_next(&mut self, sign: u8) -> bool {
        self.space();
        let found = self.left.as_bytes().first() == Some(&sign);
        if found {
            self.pass(1);
        }
        found
    }

    /// A text between quotation marks.
    pub(super) fn text(&mut self) -> Option<&'t str> {
        self.space();
        let inside = self.left.strip_prefix('"')?;
        let special = |sign: &u8| *sign == b'"' || *sign == b'\\' || *sign < b' ';
        let end = inside.as_bytes().iter().position(special)?;
        let (text, rest) = inside.split_at_checked(end)?;
        self.left = rest.strip_prefix('"')?;
        Some(text)
    }

    /// Whether this text comes next, between quotation marks; then it is passed. It is one that
    /// needs no escape.
    pub(super) fn is_text(&mut self, text: &str) -> bool {
        self.space();
        let inside = self.left.strip_prefix('"');
        let behind = inside.and_then(|inside| inside.strip_prefix(text));
        let Some(rest) = behind.and_then(|behind| behind.strip_prefix('"')) else {
            return false;
        };
        self.left = rest;
        true
    }

    /// Small letters.
    pub(super) fn word(&mut self) -> &'t str {
        self.while_of(|sign| sign.is_ascii_lowercase())
    }

    /// What a number may be written with.
    pub(super) fn number(&mut self) -> &'t str {
        self.while_of(|sign| sign.is_ascii_alphanumeric() || matches!(sign, b'.' | b'+' | b'-'))
    }

    fn while_of(&mut self, is_part: impl Fn(&u8) -> bool) -> &'t str {
        let signs = self.left.as_bytes().iter();
        let end = signs.take_while(|sign| is_part(sign)).count();
        let left = self.left;
        self.pass(end);
        left.get(..end).unwrap_or_default()
    }

    fn pass(&mut self, count: usize) {
        self.left = self.left.get(count..).unwrap_or_default();
    }
}
