//! What a process costs, as Linux counts it.

use std::fs;
use std::time::Duration;

use anyhow::Context as _;

/// Linux counts the time of a process in hundredths of a second.
const TICK: Duration = Duration::from_millis(10);

/// The processor time that a process has used.
pub(crate) fn cpu(process: u32) -> anyhow::Result<Duration> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat"))?;
    // The name of the process may hold anything, so what counts begins behind it.
    let (_, rest) = stat.rsplit_once(')').context("/proc has another shape")?;
    let ticks = rest.split_whitespace().skip(11).take(2).map(str::parse::<u32>);
    Ok(TICK * ticks.sum::<Result<u32, _>>()?)
}

/// Its memory: now, and at its highest, in MB.
pub(crate) fn memory(process: u32) -> anyhow::Result<(u64, u64)> {
    let status = fs::read_to_string(format!("/proc/{process}/status"))?;
    let field = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name));
        let kilobytes = line.and_then(|it| it.split_whitespace().next()?.parse::<u64>().ok());
        kilobytes.map(|it| it / 1024).with_context(|| format!("/proc has no {name}"))
    };
    Ok((field("VmRSS:")?, field("VmHWM:")?))
}
