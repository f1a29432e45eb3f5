//! `cargo xtask generate`: the files that are made from the code, written anew.

use crate::running;

/// The same test that fails when a generated file is out of date writes it, when it is asked to.
pub(crate) fn run() -> anyhow::Result<()> {
    running::leave_in_order()?;
    running::run(
        running::cargo()
            .args(["test", "--quiet", "--locked", "--test", "tidy", "generated"])
            .env("OCOP_GENERATE", "1"),
    )
}
