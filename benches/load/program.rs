//! A program that runs beside this one: started, watched, ended.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};

use crate::client::Client;

/// A program that ends when it goes out of sight.
pub(crate) struct Program {
    pub(crate) child: Child,
    pub(crate) address: SocketAddr,
}

impl Program {
    /// Starts a server; `command` is told its address, and it is awaited until it answers.
    pub(crate) async fn serving(
        command: impl FnOnce(SocketAddr) -> Command,
    ) -> anyhow::Result<Self> {
        let address = free_address()?;
        let child = command(address).stdin(Stdio::null()).spawn().context("starting a server")?;
        let mut program = Self { child, address };
        let since = Instant::now();
        while Client::open(address).await.is_err() {
            if let Some(status) = program.child.try_wait()? {
                bail!("the server ended: {status}");
            }
            if Duration::from_mins(1) < since.elapsed() {
                bail!("the server does not answer");
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Ok(program)
    }

    /// Ends it at once, as a power cut would.
    pub(crate) fn kill(mut self) -> anyhow::Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // Already ended is as good as ended now.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// An address that was free a moment ago.
fn free_address() -> anyhow::Result<SocketAddr> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?)
}
