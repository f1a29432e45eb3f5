//! What the tests need beside Rust, and where it is found.

use std::env;
use std::io::{self, IsTerminal as _};
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, bail};

use crate::running;

const APT_GET: &str = "apt-get";
const PACKAGES: [&str; 3] = ["postgresql", "chromium", "chromium-driver"];
const BY_HAND: &str = "install postgresql, chromium and chromium-driver by hand, \
                       or run `cargo xtask test --fast`, which does without";

/// Installs `PostgreSQL`, Chromium and its driver where one of them is missing.
pub(crate) fn install_missing() -> anyhow::Result<()> {
    let there = postgres_tool("initdb").is_some()
        && program("chromedriver").is_some()
        && ["chromium", "google-chrome"].into_iter().any(|it| program(it).is_some());
    if there {
        return Ok(());
    }
    if program(APT_GET).is_none() {
        bail!(
            "the tests need PostgreSQL and Chromium, and this machine has no {APT_GET}: {BY_HAND}"
        );
    }
    eprintln!("xtask: installing {}", PACKAGES.join(", "));
    let installed = running::run(as_root()?.args([APT_GET, "update"])).and_then(|()| {
        let install = ["install", "--yes", "--no-install-recommends"];
        running::run(as_root()?.arg(APT_GET).args(install).args(PACKAGES))
    });
    installed.with_context(|| format!("could not install what the tests need: {BY_HAND}"))
}

/// Whether this task runs as root, which must not start a database itself.
pub(crate) fn is_root() -> anyhow::Result<bool> {
    Ok(running::answer(Command::new("id").arg("-u"))?.trim() == "0")
}

/// A tool of the newest `PostgreSQL` here; Debian keeps them apart from other programs.
pub(crate) fn postgres_tool(name: &str) -> Option<PathBuf> {
    let mut versions: Vec<(u32, PathBuf)> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let version = entry.file_name().to_str()?.parse().ok()?;
            Some((version, entry.path().join("bin").join(name)))
        })
        .filter(|(_, tool)| tool.is_file())
        .collect();
    versions.sort();
    versions.pop().map(|(_, tool)| tool).or_else(|| program(name))
}

/// Where a program is on the search path.
pub(crate) fn program(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(name)).find(|it| it.is_file())
}

/// A command that will run as root, without a question where nobody could answer it.
fn as_root() -> anyhow::Result<Command> {
    let mut command = if is_root()? {
        Command::new("env")
    } else if program("sudo").is_some() {
        let mut sudo = Command::new("sudo");
        if !io::stdin().is_terminal() {
            sudo.arg("--non-interactive");
        }
        sudo.arg("env");
        sudo
    } else {
        bail!("the tests need PostgreSQL and Chromium, and only root can install them: {BY_HAND}")
    };
    command.arg("DEBIAN_FRONTEND=noninteractive");
    Ok(command)
}
