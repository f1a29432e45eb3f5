//! `cargo xtask load`: how fast the program is, beside a server that does nothing.

use crate::packages;
use crate::postgres::{Cluster, Disk};
use crate::running;

/// Measures the program under load, beside a bare server in the same run; prints ratios.
#[derive(clap::Args)]
pub(crate) struct Load {
    /// Save sheets in a throw-away `PostgreSQL` too; installs it where it is missing.
    #[arg(long)]
    postgres: bool,
    /// Passed on to the benchmark, for example `-- --products 5000 --turns 3`.
    #[arg(last = true)]
    benchmark: Vec<String>,
}

impl Load {
    pub(crate) fn run(self) -> anyhow::Result<()> {
        running::leave_in_order()?;
        let mut benchmark = running::cargo();
        benchmark.args(["bench", "--locked", "--bench", "load", "--"]).args(&self.benchmark);
        if !self.postgres {
            return running::run(&mut benchmark);
        }
        packages::install_missing()?;
        let cluster = Cluster::start(Disk::AwaitedAtEveryCommit)?;
        running::run(benchmark.args(["--postgres", &cluster.url()]))
    }
}
