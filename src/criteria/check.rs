//! Whether files of standards prove themselves: for whoever writes the next edition.

use std::fs;
use std::path::{Path, PathBuf};

use ocop_rules::criteria::EditionId;

use super::assemble::{Frame, catalogue, gather};
use super::edition::bands;
use super::nested::NestedFile;
use super::rows::{CriterionRow, SheetsFile};
use super::standards::whole;
use super::{FileFault, ProductSet, Standards};

/// What came of a check.
#[derive(Debug, Default)]
pub struct Checked {
    /// The sets whose figures agree.
    pub sets: Vec<ProductSet>,
    /// Everything that does not.
    pub faults: Vec<FileFault>,
}

/// A file that could be read.
struct Read {
    path: PathBuf,
    name: String,
    sheets: SheetsFile,
}

/// Checks files of any edition: sheets beside their criteria, or with them in one file.
///
/// A file of sheets finds its criteria in itself, in the other files, and in the folder `criteria`
/// beside it. It says itself what its parts come to; bands that it does not give are those in
/// force.
pub fn check(paths: &[PathBuf], standards: &Standards) -> Checked {
    let mut checked = Checked::default();
    let mut files: Vec<Read> = Vec::new();
    for path in paths.iter().cloned().chain(paths.iter().flat_map(|it| beside(it))) {
        if files.iter().all(|it| it.path != path) {
            files.extend(read(path, &mut checked.faults));
        }
    }
    if files.iter().all(|it| it.sheets.set.is_empty()) && checked.faults.is_empty() {
        let what = "không có bộ nào để kiểm tra; hãy đưa cả tệp ghi các phiếu (sets.toml)";
        checked.faults.extend(files.first().map(|it| whole(&it.name, what.to_owned())));
    }
    for file in files.iter().filter(|it| !it.sheets.set.is_empty()) {
        // A file that holds its own criteria needs nobody else's.
        let own = !file.sheets.criterion.is_empty();
        let near = files.iter().filter(|it| if own { it.path == file.path } else { it.alone() });
        let criteria = near.map(|it| (it.name.as_str(), it.sheets.criterion.as_slice()));
        sets(file, criteria, standards, &mut checked);
    }
    checked
}

impl Read {
    /// Criteria without sheets: they may serve any sheet.
    fn alone(&self) -> bool {
        self.sheets.set.is_empty()
    }
}

fn sets<'a>(
    file: &'a Read,
    criteria: impl Iterator<Item = (&'a str, &'a [CriterionRow])>,
    standards: &Standards,
    checked: &mut Checked,
) {
    let Some(in_force) = standards.in_force() else { return };
    let Some(bands) = file.sheets.bands.map_or(in_force.bands, bands) else {
        let what = "khung điểm phải ghi đủ bốn mức: five, four, three, two";
        return checked.faults.push(whole(&file.name, what.to_owned()));
    };
    let catalogue = catalogue(criteria, &mut checked.faults);
    let frame = Frame {
        file: &file.name,
        edition: edition(file).unwrap_or(in_force.id),
        parts: &file.sheets.part,
        bands,
        rejection: &file.sheets.rejection,
        catalogue: &catalogue,
    };
    for row in &file.sheets.set {
        match frame.set(row) {
            Ok(set) => checked.sets.push(set),
            Err(found) => gather(&mut checked.faults, found, &file.name),
        }
    }
}

/// The edition that a file names, or that its folder is called after.
fn edition(file: &Read) -> Option<EditionId> {
    let folder = || file.path.parent()?.file_name()?.to_str();
    file.sheets.edition.as_deref().or_else(folder)?.parse().ok()
}

/// The files of the folder `criteria` beside a file, in the order of their names.
fn beside(path: &Path) -> Vec<PathBuf> {
    let folder = path.with_file_name("criteria");
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.filter_map(|it| it.ok().map(|it| it.path()));
    let mut files: Vec<_> =
        paths.filter(|it| it.extension().is_some_and(|ending| ending == "toml")).collect();
    files.sort();
    files
}

fn read(path: PathBuf, faults: &mut Vec<FileFault>) -> Option<Read> {
    let name = path.display().to_string();
    let read = fs::read_to_string(&path)
        .map_err(|fault| format!("không đọc được tệp: {fault}"))
        .and_then(|text| sheets(&text).map_err(|fault| fault.to_string()));
    match read {
        Ok(sheets) => Some(Read { path, name, sheets }),
        Err(what) => {
            faults.push(whole(&name, what));
            None
        }
    }
}

/// Sheets that share criteria, or one sheet that holds its own.
fn sheets(text: &str) -> Result<SheetsFile, toml::de::Error> {
    let table: toml::Table = toml::from_str(text)?;
    if table.contains_key("parts") {
        toml::from_str::<NestedFile>(text).map(SheetsFile::from)
    } else {
        toml::from_str(text)
    }
}
