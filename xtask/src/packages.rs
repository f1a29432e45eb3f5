//! What the tests need beside Rust, and where it is found.

use std::env;
use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, bail};

use crate::running;

const APT_GET: &str = "apt-get";
/// What is installed, and a program by which it is known to be there.
const PACKAGES: [(&str, &str); 9] = [
    ("postgresql", "initdb"),
    ("chromium", "chromium"),
    ("chromium-driver", "chromedriver"),
    ("poppler-utils", "pdftotext"),
    ("zbar-tools", "zbarimg"),
    ("python3-docx", "python3"),
    ("libreoffice-writer-nogui", "soffice"),
    ("libreoffice-calc-nogui", "soffice"),
    ("fonts-liberation2", "soffice"),
];
const BY_HAND: &str = "install them by hand, or run `cargo xtask test --fast`, which does without";

/// Installs what is missing of `PostgreSQL`, Chromium with its driver, and the programs that read
/// back what was printed.
pub(crate) fn install_missing() -> anyhow::Result<()> {
    let missing: Vec<&str> =
        PACKAGES.iter().filter(|(_, known_by)| !is_there(known_by)).map(|(it, _)| *it).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let names = missing.join(", ");
    if program(APT_GET).is_none() {
        bail!("the tests need {names}, and this machine has no {APT_GET}: {BY_HAND}");
    }
    eprintln!("xtask: installing {names}");
    let installed = running::run(as_root()?.args([APT_GET, "update"])).and_then(|()| {
        let install = ["install", "--yes", "--no-install-recommends"];
        running::run(as_root()?.arg(APT_GET).args(install).args(&missing))
    });
    installed.with_context(|| format!("could not install {names}: {BY_HAND}"))
}

/// Whether what a package brings is there.
fn is_there(known_by: &str) -> bool {
    match known_by {
        "initdb" => postgres_tool("initdb").is_some(),
        "chromium" => ["chromium", "google-chrome"].into_iter().any(|it| program(it).is_some()),
        "python3" => Command::new(python())
            .args(["-c", "import docx"])
            .output()
            .is_ok_and(|it| it.status.success()),
        other => program(other).is_some(),
    }
}

/// The system's own, for which its packages are installed, before one that a person has put first.
fn python() -> &'static str {
    const OF_THE_SYSTEM: &str = "/usr/bin/python3";
    if Path::new(OF_THE_SYSTEM).exists() { OF_THE_SYSTEM } else { "python3" }
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
        bail!("only root can install what the tests need: {BY_HAND}")
    };
    command.arg("DEBIAN_FRONTEND=noninteractive");
    Ok(command)
}
