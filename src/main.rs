//! The program `ocop`.

fn main() {}
