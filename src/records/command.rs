//! `ocop paper KIND ID --out FILE`: a document from the shell of the machine, for scripts.

use std::path::{Path, PathBuf};

use ocop_documents::Format;

use super::issuing::{self, bytes};
use super::kind::{Kinds, Stamp};
use super::store;
use crate::house::House;
use crate::machinery::Failure;

/// Which document, and where to.
#[derive(Debug, Clone, clap::Args)]
pub struct PaperCommand {
    /// The kind of document, such as result-notice
    kind: String,
    /// The id of what it is about
    id: String,
    /// The file to write; its ending says the format: .pdf, .docx, .xlsx
    #[arg(long)]
    out: PathBuf,
}

/// Writes it: the one in force where one was issued, else a draft.
///
/// # Errors
///
/// A refusal when there is no such kind or format.
pub async fn run(house: &House, kinds: Kinds, it: PaperCommand) -> Result<(), Failure> {
    let Ok(kind) = kinds.find(&it.kind) else {
        let known: Vec<&str> = kinds.all().map(|it| it.id).collect();
        let known = known.join(", ");
        return Err(Failure::refused(format!("Không có loại văn bản {}: {known}.", it.kind)));
    };
    let format = format_of(&it.out)?;
    let mut tx = house.db.read().await?;
    let issued = store::of_thing(&mut tx, kind.id, &it.id).await?.pop();
    if let Some(record) = issued {
        let files = store::files(&mut tx, &record.id).await?;
        let file = files.into_iter().find(|it| it.format == format.extension());
        let file = file.ok_or(Failure::NotFound)?;
        std::fs::write(&it.out, house.files.bytes(&file.sha256).await?)?;
        println!("{} {}", record.full_number, file.sha256);
        return Ok(());
    }
    let stamp = Stamp::draft(house.clock.today());
    let draft = issuing::draft(house, &mut tx, kind, &it.id, &stamp).await?;
    std::fs::write(&it.out, bytes(draft.document, format).await?)?;
    println!("dự thảo");
    Ok(())
}

fn format_of(out: &Path) -> Result<Format, Failure> {
    let ending = out.extension().and_then(|it| it.to_str()).unwrap_or_default();
    Format::from_extension(ending)
        .ok_or_else(|| Failure::refused("Tên tệp phải kết thúc bằng .pdf, .docx hoặc .xlsx."))
}
