//! The tests, in the order of the stages.

fn main() {}
