//! The tasks of the house: `cargo xtask` lists them.

mod browser;
mod generate;
mod load;
mod packages;
mod postgres;
mod release;
mod running;
mod tests;

use std::path::Path;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Parser, Subcommand};

/// The tasks of the house.
#[derive(Parser)]
#[command(name = "cargo xtask", arg_required_else_help = true)]
struct Tasks {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Tells every test, on SQLite and `PostgreSQL` and in a browser; installs what is missing.
    Test(tests::Test),
    /// Writes anew the files that are made from the code.
    Generate,
    /// Measures the program under load, beside a bare server in the same run; prints ratios.
    Load(load::Load),
    /// Builds the program for those who run it, with its checksum.
    Release,
}

fn main() -> ExitCode {
    let told = in_the_root().and_then(|()| match Tasks::parse().task {
        Task::Test(test) => test.run(),
        Task::Generate => generate::run(),
        Task::Load(load) => load.run(),
        Task::Release => release::run(),
    });
    match told {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            eprintln!("xtask: {trouble:#}");
            ExitCode::FAILURE
        }
    }
}

/// Every task speaks of paths from the root of the repository, wherever it was started.
fn in_the_root() -> anyhow::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("xtask/ has no parent")?;
    std::env::set_current_dir(root).with_context(|| format!("entering {}", root.display()))
}
