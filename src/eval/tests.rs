//! The evaluator on programs built by hand.
