//! Taking in a long list, through the same command that an operator would give.

use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::{Province, list, watch};

/// Imports the list, and says how long it took and how much memory.
pub(crate) async fn measure(
    province: &Province,
    list: &Path,
    products: usize,
) -> anyhow::Result<()> {
    let mut import = province.program();
    import.arg("import").args(["--unit", list::PROVINCE]).arg(list).stderr(Stdio::null());
    let since = Instant::now();
    let mut import = import.spawn()?;
    let (mut highest, mut cost) = (0, Duration::ZERO);
    let status = loop {
        if let Some(status) = import.try_wait()? {
            break status;
        }
        if let Ok((_, now)) = watch::memory(import.id()) {
            highest = highest.max(now);
        }
        if let Ok(now) = watch::cpu(import.id()) {
            cost = cost.max(now);
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    };
    anyhow::ensure!(status.success(), "the list is not taken in: {status}");
    let took = since.elapsed().as_millis();
    let cost = cost.as_millis();
    println!(
        "importing {products} rows: {took} ms, {cost} ms of processor time, {highest} MB at the \
         highest"
    );
    Ok(())
}
