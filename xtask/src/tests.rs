//! `cargo xtask test`: everything that is tested, on a machine that needs only Rust.

use crate::browser::Driver;
use crate::packages;
use crate::postgres::{Cluster, Disk};
use crate::running;

/// Tells every test, on `SQLite` and `PostgreSQL` and in a browser; installs what is missing.
#[derive(clap::Args)]
pub(crate) struct Test {
    /// Without `PostgreSQL` and without a browser: journeys are told on `SQLite` only.
    #[arg(long)]
    fast: bool,
    /// Passed on to `cargo test`, for example `-- --test journeys`.
    #[arg(last = true)]
    cargo_test: Vec<String>,
}

impl Test {
    pub(crate) fn run(self) -> anyhow::Result<()> {
        running::leave_in_order()?;
        let mut tests = running::cargo();
        tests.args(["test", "--workspace", "--locked", "--no-fail-fast"]).args(&self.cargo_test);
        if self.fast {
            return running::run(&mut tests);
        }
        packages::install_missing()?;
        let cluster = Cluster::start(Disk::NeverAwaited)?;
        let driver = Driver::start()?;
        tests.env("OCOP_TEST_POSTGRES", cluster.url());
        tests.env("OCOP_TEST_WEBDRIVER", driver.url());
        running::run(&mut tests)
    }
}
