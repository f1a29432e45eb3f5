//! `cargo xtask release`: the program as it is handed over.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::Context as _;
use sha2::{Digest as _, Sha256};

use crate::running;

/// Builds `ocop` and lays it, with `SHA256SUMS` beside it, into `target/dist/`.
pub(crate) fn run() -> anyhow::Result<()> {
    running::leave_in_order()?;
    let build = ["build", "--release", "--locked", "--package", "ocop"];
    running::run(running::cargo().args(build))?;

    let name = format!("ocop-{}-{}", env!("CARGO_PKG_VERSION"), host()?);
    let dist = Path::new("target/dist");
    fs::create_dir_all(dist)?;
    fs::copy("target/release/ocop", dist.join(&name)).context("taking target/release/ocop")?;
    let sum = hex::encode(Sha256::digest(fs::read(dist.join(&name))?));
    fs::write(dist.join("SHA256SUMS"), format!("{sum}  {name}\n"))?;
    println!("{}\n{sum}", dist.join(&name).display());
    Ok(())
}

/// The machine that the build is for, as rustc names it.
fn host() -> anyhow::Result<String> {
    let said = running::answer(Command::new("rustc").arg("-vV"))?;
    let host = said.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).context("rustc names no host")
}
