//! The nearest known name, measured in jamo, or none.
