#![no_main]

#[path = "../tried.rs"]
mod tried;

libfuzzer_sys::fuzz_target!(
    init: tried::seeds::write(tried::seeds::evaluation),
    |data: &[u8]| tried::evaluation(data)
);
