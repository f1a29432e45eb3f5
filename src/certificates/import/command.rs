//! `ocop import …`: a list taken in from the shell of the machine.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use bytes::Bytes;

use super::jobs;
use super::review::{Finding, Wanted};
use crate::house::House;
use crate::machinery::files::Looked;
use crate::machinery::{Failure, Refusal};

/// What is taken in, and how.
#[derive(Debug, Clone, clap::Args)]
pub struct ImportCommand {
    /// The list, .xlsx or .csv
    file: PathBuf,
    /// The province whose list it is, by code or by name: 20.2025
    #[arg(long)]
    unit: String,
    /// Rows to leave out, by their number in the file: 3,17
    #[arg(long, value_delimiter = ',')]
    leave_out: Vec<u32>,
    /// Leave out every row that is wrong
    #[arg(long)]
    leave_out_wrong: bool,
    /// Where the product of a row lies, when the row cannot say it alone: 17=06040.2025
    #[arg(long = "place", value_parser = place)]
    places: Vec<(u32, String)>,
    /// Say what would happen, and save nothing
    #[arg(long)]
    dry_run: bool,
}

fn place(typed: &str) -> Result<(u32, String), String> {
    let unclear = || format!("“{typed}”: hãy viết DÒNG=ĐƠN VỊ, ví dụ 17=06040.2025");
    let (row, unit) = typed.split_once('=').ok_or_else(unclear)?;
    Ok((row.parse().map_err(|_| unclear())?, unit.to_owned()))
}

/// Takes a list in, or only rehearses it.
///
/// # Errors
///
/// A refusal with a sentence for each row that is wrong.
pub async fn run(house: &House, command: ImportCommand) -> Result<(), Failure> {
    let unit = house.unit_typed(&command.unit).map_err(Failure::refused)?;
    let bytes = Bytes::from(tokio::fs::read(&command.file).await?);
    let name = command.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let media_type = if bytes.starts_with(b"PK") { super::sheet::XLSX } else { "text/csv" };
    let mut tx = house.db.begin().await?;
    let looked = Looked { bytes: bytes.clone(), media_type };
    if bytes.is_empty() {
        return Err(Failure::refused(format!("Tệp “{name}” trống: hãy chọn lại tệp.")));
    }
    let file = house.files.keep(&mut tx, looked, house.clock.now()).await?.sha256;
    tx.commit().await?;
    let places: HashMap<u32, String> = command.places.into_iter().collect();
    let wanted = Wanted {
        file,
        file_name: name,
        leave_out: command.leave_out.into_iter().collect(),
        leave_out_wrong: command.leave_out_wrong,
        places,
        reading: String::new(),
    };
    let done = Arc::new(AtomicI64::new(0));
    let progress = tokio::spawn(say(Arc::clone(&done)));
    let taken = jobs::at_once(house, &unit, wanted, bytes, done, command.dry_run).await;
    progress.abort();
    let (findings, import) = taken?;
    for finding in &findings {
        for remark in &finding.remarks {
            eprintln!("Dòng {}: {remark}", finding.row);
        }
    }
    let wrong: Vec<Refusal> =
        findings.iter().flat_map(Finding::sentences).map(Refusal::new).collect();
    if !wrong.is_empty() {
        return Err(Failure::Refused(wrong));
    }
    match import {
        Some(import) => println!("Đã nhập {} dòng; lần nhập {import}.", findings.len()),
        None => println!("{} dòng đúng; chưa lưu gì.", findings.len()),
    }
    Ok(())
}

async fn say(done: Arc<AtomicI64>) {
    loop {
        tokio::time::sleep(Duration::from_secs(1)).await;
        eprintln!("Đã đọc {} dòng …", done.load(Ordering::Relaxed));
    }
}
