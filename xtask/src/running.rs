//! Programs that a task starts, and how it stops with them.

use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, bail};

static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// From here on Ctrl-C ends the task in order: what it started is stopped before it leaves.
pub(crate) fn leave_in_order() -> anyhow::Result<()> {
    ctrlc::set_handler(|| INTERRUPTED.store(true, Ordering::SeqCst)).context("listening to Ctrl-C")
}

/// The cargo that runs this task.
pub(crate) fn cargo() -> Command {
    Command::new(env!("CARGO"))
}

/// Runs a command to its end, in sight; an interruption ends it too.
pub(crate) fn run(command: &mut Command) -> anyhow::Result<()> {
    let said = said(command);
    let mut child = Started(command.spawn().with_context(|| format!("starting {said}"))?);
    loop {
        if let Some(status) = child.0.try_wait()? {
            if status.success() {
                return Ok(());
            }
            bail!("{said}: {status}");
        }
        if INTERRUPTED.load(Ordering::SeqCst) {
            bail!("interrupted");
        }
        thread::sleep(Duration::from_millis(100));
    }
}

/// What a command answers; what it says is heard only when it fails.
pub(crate) fn answer(command: &mut Command) -> anyhow::Result<String> {
    let said = said(command);
    let output =
        command.stdin(Stdio::null()).output().with_context(|| format!("starting {said}"))?;
    if !output.status.success() {
        bail!("{said}: {}\n{}", output.status, String::from_utf8_lossy(&output.stderr));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// A command as it would be typed; its environment may hold a password.
fn said(command: &Command) -> String {
    let words = [command.get_program()].into_iter().chain(command.get_args());
    words.map(|it| it.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

/// A program that ends when it goes out of sight.
pub(crate) struct Started(pub(crate) Child);

impl Drop for Started {
    fn drop(&mut self) {
        // Already ended is as good as ended now.
        self.0.kill().ok();
        self.0.wait().ok();
    }
}
