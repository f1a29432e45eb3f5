//! A throw-away `PostgreSQL`, for one run of the tests.

use std::fs;
use std::io::Read as _;
use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::process::Command;

use anyhow::Context as _;
use tempfile::TempDir;

use crate::packages;
use crate::running;

const USER: &str = "ocop";

/// Whether a commit waits for the disk.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Disk {
    /// Nothing in a test outlives it, so nobody asks whether a page has arrived.
    NeverAwaited,
    /// As in a province.
    AwaitedAtEveryCommit,
}

/// A cluster of its own, in a folder that goes with it.
pub(crate) struct Cluster {
    folder: TempDir,
    port: u16,
    password: String,
}

impl Cluster {
    pub(crate) fn start(disk: Disk) -> anyhow::Result<Self> {
        let folder = tempfile::Builder::new().prefix("ocop-test-postgres-").tempdir()?;
        let cluster = Self { folder, port: free_port()?, password: password()? };
        fs::write(cluster.password_file(), &cluster.password)?;
        if packages::is_root()? {
            let folder = cluster.folder.path();
            running::answer(Command::new("chown").args(["-R", "postgres"]).arg(folder))?;
        }
        let data = cluster.data();
        running::answer(
            tool("initdb")?
                .arg("--pgdata")
                .arg(&data)
                .args(["--username", USER, "--auth=password", "--pwfile"])
                .arg(cluster.password_file())
                .args(["--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]),
        )
        .context("making a database for the tests")?;
        let disk = match disk {
            Disk::NeverAwaited => "-c fsync=off -c synchronous_commit=off",
            Disk::AwaitedAtEveryCommit => "",
        };
        let options = format!(
            "-c port={} -c listen_addresses=127.0.0.1 -c unix_socket_directories= \
             -c max_connections=300 {disk}",
            cluster.port
        );
        // What the server says goes to a file, or this task would wait for the server's last word.
        running::run(
            tool("pg_ctl")?
                .args(["start", "--silent", "--wait", "--pgdata"])
                .arg(&data)
                .arg("--log")
                .arg(cluster.folder.path().join("log"))
                .args(["--options", &options]),
        )
        .context("starting a database for the tests")?;
        Ok(cluster)
    }

    pub(crate) fn url(&self) -> String {
        format!("postgres://{USER}:{}@127.0.0.1:{}/postgres", self.password, self.port)
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn password_file(&self) -> PathBuf {
        self.folder.path().join("password")
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let stopped = tool("pg_ctl").and_then(|mut stop| {
            stop.args(["stop", "--silent", "--mode=immediate", "--pgdata"]).arg(self.data());
            running::answer(&mut stop)
        });
        if let Err(trouble) = stopped {
            eprintln!("xtask: the database of the tests was not stopped: {trouble:#}");
        }
    }
}

/// A tool of `PostgreSQL`, as somebody who may start it: the server refuses to run as root.
fn tool(name: &str) -> anyhow::Result<Command> {
    let path = packages::postgres_tool(name).with_context(|| format!("{name} is not here"))?;
    let mut command = if packages::is_root()? {
        let mut command = Command::new("runuser");
        command.args(["-u", "postgres", "--"]).arg(path);
        command
    } else {
        Command::new(path)
    };
    command.current_dir("/");
    Ok(command)
}

/// A port that was free a moment ago.
fn free_port() -> anyhow::Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

/// Nobody else on this machine enters the database of the tests.
fn password() -> anyhow::Result<String> {
    let mut bytes = [0; 16];
    fs::File::open("/dev/urandom")?.read_exact(&mut bytes)?;
    Ok(hex::encode(bytes))
}
