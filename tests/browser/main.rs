//! The walks that only a browser can take: by hand and eye, at a phone's width and on a desktop.
//!
//! They are told where `OCOP_TEST_WEBDRIVER` names a chromedriver; `cargo xtask test` starts one.
//! What they saw is kept in `target/screenshots/`.

#![cfg(test)]

mod browser;
mod every_ledger;
mod handbook_pictures;
mod harness;
mod street;
mod the_whole_way;
