//! Programs of others that read what we wrote.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Bytes in a file of their own, gone with the value.
pub(crate) struct Written {
    folder: tempfile::TempDir,
    name: &'static str,
}

impl Written {
    pub(crate) fn new(name: &'static str, bytes: &[u8]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(name), bytes).unwrap();
        Self { folder, name }
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join(self.name)
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }
}

/// What a program answers, or nothing where the machine does not have it.
pub(crate) fn told(program: &str, arguments: &[&str]) -> Option<String> {
    let Ok(output) = Command::new(program).args(arguments).output() else {
        eprintln!("not told: this machine has no {program}");
        return None;
    };
    let failure = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} {arguments:?}: {failure}");
    Some(String::from_utf8(output.stdout).unwrap())
}

/// The words of a PDF, as they lie on the page.
pub(crate) fn text_of(pdf: &[u8]) -> Option<String> {
    let file = Written::new("paper.pdf", pdf);
    told("pdftotext", &["-layout", file.path().to_str().unwrap(), "-"])
}

/// The words of a PDF in the order in which they are written, with single spaces between them.
pub(crate) fn words_of(pdf: &[u8]) -> Option<String> {
    let file = Written::new("paper.pdf", pdf);
    let text = told("pdftotext", &["-raw", file.path().to_str().unwrap(), "-"])?;
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// What `pdfinfo` says in one of its lines.
pub(crate) fn info_of(pdf: &[u8], line: &str) -> Option<String> {
    let file = Written::new("paper.pdf", pdf);
    let info = told("pdfinfo", &[file.path().to_str().unwrap()])?;
    let found = info.lines().find_map(|it| it.strip_prefix(&format!("{line}:")));
    Some(found.unwrap_or_default().trim().to_owned())
}

/// Whether a PDF says of itself that it is PDF/A-2b.
pub(crate) fn is_to_be_kept(pdf: &[u8]) -> Option<bool> {
    let file = Written::new("paper.pdf", pdf);
    let said = told("pdfinfo", &["-meta", file.path().to_str().unwrap()])?;
    let says = |name: &str, value: &str| {
        let element = format!("<pdfaid:{name}>{value}</pdfaid:{name}>");
        said.contains(&element) || said.contains(&format!("pdfaid:{name}=\"{value}\""))
    };
    Some(says("part", "2") && says("conformance", "B"))
}

/// Every code on the first page of a PDF.
pub(crate) fn codes_of(pdf: &[u8]) -> Option<Vec<String>> {
    let file = Written::new("paper.pdf", pdf);
    let page = file.folder().join("page");
    let page = page.to_str().unwrap();
    let pdf = file.path();
    told("pdftoppm", &["-r", "150", "-png", "-singlefile", pdf.to_str().unwrap(), page])?;
    let codes = told("zbarimg", &["-q", "--raw", &format!("{page}.png")])?;
    Some(codes.lines().map(str::to_owned).collect())
}

/// A Word file as `python-docx` reads it: a line for each paragraph and for each section.
pub(crate) fn word_lines(docx: &[u8]) -> Option<Vec<String>> {
    const READER: &str = include_str!("read_word.py");
    let file = Written::new("paper.docx", docx);
    let python = python();
    if !Command::new(python).args(["-c", "import docx"]).status().is_ok_and(|it| it.success()) {
        eprintln!("not told: this machine has no python-docx");
        return None;
    }
    let told = told(python, &["-c", READER, file.path().to_str().unwrap()])?;
    Some(told.lines().map(str::to_owned).collect())
}

/// The system's own, for which its packages are installed, before one that a person has put first.
fn python() -> &'static str {
    const OF_THE_SYSTEM: &str = "/usr/bin/python3";
    if Path::new(OF_THE_SYSTEM).exists() { OF_THE_SYSTEM } else { "python3" }
}

/// A Word file as `LibreOffice` prints it.
pub(crate) fn printed_by_libreoffice(docx: &[u8]) -> Option<Vec<u8>> {
    let file = Written::new("paper.docx", docx);
    let folder = file.folder().to_str().unwrap();
    let own = format!("-env:UserInstallation=file://{folder}/profile");
    let document = file.path();
    let arguments = [
        own.as_str(),
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        folder,
        document.to_str().unwrap(),
    ];
    told("soffice", &arguments)?;
    Some(std::fs::read(file.folder().join("paper.pdf")).unwrap())
}
