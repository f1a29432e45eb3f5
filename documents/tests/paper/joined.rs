//! Many files become one, with bookmarks, and no more of them is in memory than one.

use std::io::{Cursor, Write};

use lopdf::encryption::{EncryptionState, EncryptionVersion, Permissions};
use lopdf::{Dictionary, Document, Object, Stream};
use ocop_documents::{Block, JoinError, Joined, Name, Official};

use crate::tools::{info_of, words_of};

/// A document of our own, of so many pages.
fn official(title: &str, pages: usize) -> Vec<u8> {
    let mut body = Vec::new();
    for at in 1..=pages {
        if 1 < at {
            body.push(Block::PageBreak);
        }
        body.push(Block::paragraph(format!("{title}: trang {at}")));
    }
    let name = Name { kind: title.to_owned(), subject: String::new() };
    Official { name, body, ..Official::default() }.pdf().unwrap()
}

/// A file of two pages as a scanner may write it: size and typeface stand above the pages, and the
/// file would run a script when it is opened. `filling` is carried along.
fn scanned(filling: usize) -> Vec<u8> {
    let noise = "x".repeat(filling);
    let said = |line: &str| {
        let words = format!("BT /F1 16 Tf 60 760 Td ({line}) Tj ET");
        format!("<< /Length {} >>\nstream\n{words}\nendstream", words.len())
    };
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R /OpenAction 9 0 R /AcroForm << /Fields [] >> >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 7 /MediaBox [0 0 595 842] \
         /Resources << /Font << /F1 5 0 R >> /XObject << /I 10 0 R >> >> >>"
            .to_owned(),
        "<< /Type /Page /Parent 2 0 R /Contents 6 0 R /AA << /O 9 0 R >> /Annots [8 0 R] >>"
            .to_owned(),
        "<< /Type /Page /Parent 2 0 R /Contents 7 0 R /Rotate 90 >>".to_owned(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
        said("First sheet"),
        said("Second sheet"),
        "<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /P 3 0 R /A 9 0 R >>".to_owned(),
        "<< /S /JavaScript /JS (app.alert\\(1\\)) >>".to_owned(),
        format!(
            "<< /Type /XObject /Subtype /Form /BBox [0 0 1 1] /Length {filling} >>\nstream\n{noise}\nendstream"
        ),
    ];
    let mut pdf = b"%PDF-1.4\n".to_vec();
    let mut starts = Vec::new();
    for (object, number) in objects.iter().zip(1..) {
        starts.extend(format!("{:010} 00000 n \n", pdf.len()).bytes());
        pdf.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
    }
    let table = pdf.len();
    let end = format!("trailer\n<< /Size 11 /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
    [&pdf[..], b"xref\n0 11\n0000000000 65535 f \n", &starts, end.as_bytes()].concat()
}

/// The same with its objects packed in streams, as most programs write today.
fn packed() -> Vec<u8> {
    let mut document = Document::load_mem(&official("Gói", 3)).unwrap();
    let mut bytes = Vec::new();
    document.save_modern(&mut bytes).unwrap();
    bytes
}

fn locked() -> Vec<u8> {
    let mut document = Document::load_mem(&scanned(10)).unwrap();
    let id = Object::string_literal("0123456789abcdef");
    document.trailer.set("ID", Object::Array(vec![id.clone(), id]));
    let version = EncryptionVersion::V2 {
        document: &document,
        owner_password: "chủ",
        user_password: "",
        key_length: 128,
        permissions: Permissions::all(),
    };
    let state = EncryptionState::try_from(version).unwrap();
    document.encrypt(&state).unwrap();
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

/// A grey picture of one dot: the smallest JPEG.
const DOT: &[u8] = include_bytes!("dot.jpg");

#[test]
fn pieces_of_every_origin_are_one_file_with_bookmarks() {
    let mut joined = Joined::new(Vec::new(), "Hồ sơ: Mật ong hoa tràm").unwrap();
    assert_eq!(joined.add_pdf(&official("Phiếu đăng ký", 1), "1. Phiếu đăng ký").unwrap(), 1);
    assert_eq!(joined.add_pdf(&official("Minh chứng", 2), "2. Minh chứng").unwrap(), 2);
    assert_eq!(joined.add_pdf_below(&scanned(10), "1.1 Hợp đồng").unwrap(), 2);
    assert_eq!(joined.add_jpeg_below(DOT, "1.2 Ảnh").unwrap(), 1);
    assert_eq!(joined.add_pdf_below(&packed(), "1.3 Gói").unwrap(), 3);
    for (bytes, what) in [(&b"%PDF-1.4 broken"[..], "broken"), (b"", "empty"), (DOT, "no PDF")] {
        let refused = joined.add_pdf_below(bytes, what);
        assert!(matches!(refused, Err(JoinError::Unreadable(_))), "{what}");
    }
    assert!(matches!(joined.add_pdf_below(&locked(), "khóa"), Err(JoinError::Encrypted)));
    assert!(joined.add_jpeg_below(b"\xFF\xD8\xFF", "hỏng").is_err());
    let cut = official("Cụt", 2);
    drop(joined.add_pdf_below(&cut[..cut.len() / 2], "cụt"));
    let pages = joined.page_count();
    let pdf = joined.finish().unwrap();

    let read = Document::load_mem(&pdf).unwrap();
    assert_eq!(read.get_pages().len(), pages);
    let toc = read.get_toc().unwrap();
    let marks: Vec<_> = toc.toc.iter().map(|it| (it.level, it.title.as_str(), it.page)).collect();
    assert_eq!(
        marks[..5],
        [
            (1, "1. Phiếu đăng ký", 1),
            (1, "2. Minh chứng", 2),
            (2, "1.1 Hợp đồng", 4),
            (2, "1.2 Ảnh", 6),
            (2, "1.3 Gói", 7),
        ]
    );
    let raw = String::from_utf8_lossy(&pdf);
    assert!(!raw.contains("JavaScript") && !raw.contains("app.alert") && !raw.contains("/AA"));
    if let Some(words) = words_of(&pdf) {
        for said in ["PHIẾU ĐĂNG KÝ", "First sheet", "Second sheet", "Gói: trang 3"] {
            assert!(words.contains(said), "{said}: {words}");
        }
    }
    if let Some(count) = info_of(&pdf, "Pages") {
        assert_eq!(count, pages.to_string());
        assert_eq!(info_of(&pdf, "Title").unwrap(), "Hồ sơ: Mật ong hoa tràm");
    }
}

#[test]
fn nothing_is_a_file_too() {
    let pdf = Joined::new(Vec::new(), "Trống").unwrap().finish().unwrap();
    assert_eq!(Document::load_mem(&pdf).unwrap().get_pages().len(), 0);
}

/// What is written goes nowhere, and is counted.
struct Counted(u64);

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += u64::try_from(bytes.len()).unwrap();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The most memory that this process ever had, in MiB; none where the machine does not say.
fn most_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|it| it.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kib| kib / 1024)
}

#[test]
fn a_gibibyte_of_scans_needs_no_more_memory_than_one_of_them() {
    const PIECE: usize = 16 * 1024 * 1024;
    let piece = scanned(PIECE);
    let before = most_memory();
    let mut joined = Joined::new(Counted(0), "Nhiều").unwrap();
    for at in 0..64 {
        assert_eq!(joined.add_pdf(&piece, &format!("Bản quét {at}")).unwrap(), 2);
    }
    let written = joined.finish().unwrap().0;
    assert!(1024 * 1024 * 1024 < written, "{written}");
    if let (Some(before), Some(after)) = (before, most_memory()) {
        println!("{} MiB joined; the process had {before} MiB, then {after}", written >> 20);
        // Other tests run beside this one: what is not bounded would need a gibibyte.
        assert!(after < before + 400, "{before} MiB, then {after}");
    }
}

#[test]
fn the_same_pieces_are_the_same_bytes() {
    let whole = || {
        let mut joined = Joined::new(Cursor::new(Vec::new()), "Hai lần").unwrap();
        joined.add_pdf(&scanned(10), "một").unwrap();
        joined.add_pdf_below(&packed(), "hai").unwrap();
        joined.finish().unwrap().into_inner()
    };
    assert!(whole() == whole());
}

/// A small file of so many packed streams, each of which unpacks to so many bytes.
fn bomb(streams: usize, each: usize) -> Vec<u8> {
    let mut document = Document::load_mem(&scanned(0)).unwrap();
    for _ in 0..streams {
        let packed = [("Type", "ObjSt0".into()), ("N", 0.into()), ("First", 0.into())];
        let mut stream = Stream::new(Dictionary::from_iter(packed), vec![b' '; each]);
        stream.compress().unwrap();
        document.add_object(stream);
    }
    let mut file = Vec::new();
    document.save_to(&mut file).unwrap();
    // The writer leaves out what is named so.
    while let Some(at) = file.windows(7).position(|it| it == b"/ObjSt0") {
        file[at..at + 7].copy_from_slice(b"/ObjStm");
    }
    file
}

#[test]
fn a_small_file_that_unpacks_to_very_much_is_refused() {
    let mut book = Joined::new(Vec::new(), "Hồ sơ").unwrap();
    let bomb_of_many = bomb(9, 5_000_000);
    assert!(bomb_of_many.len() < 100_000, "{}", bomb_of_many.len());
    for hostile in [bomb_of_many, bomb(1, 40_000_000)] {
        let refused = book.add_pdf(&hostile, "Bom");
        assert!(matches!(refused, Err(JoinError::TooLarge)), "{refused:?}");
    }
    // What is large but bearable is joined, also after one that was refused.
    assert_eq!(book.add_pdf(&bomb(5, 5_000_000), "Lớn").unwrap(), 2);
    assert_eq!(book.page_count(), 2);
}
