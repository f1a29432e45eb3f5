//! All scores of a meeting: the table on paper, and the numbers of the workbook.

use std::io::{Cursor, Read as _};

use jiff::civil::date;
use ocop_documents::matrix::{Average, Cell, ScoreMatrix, Scored, Scorer};
use ocop_documents::{Document, Format, Name, Official};

use crate::sample::long_name;
use crate::tools::{info_of, text_of};

/// So many members beside so many products, each with every kind of cell.
fn matrix(members: usize, products: usize, name: &str) -> ScoreMatrix {
    let member = |number: usize| Scorer {
        name: format!("Lê Văn Tư {number}"),
        stands_for: "Ủy viên, Sở Công Thương".to_owned(),
    };
    let cell = |at: usize| match at % 5 {
        4 => Cell::Conflict,
        3 => Cell::Nothing,
        at => Cell::Points { parts: [30, 20, 34], total: 84, on_paper: at == 1 },
    };
    let product = |_| {
        let cells: Vec<Cell> = (0..members).map(cell).collect();
        Scored {
            product: name.to_owned(),
            producer: "Hợp tác xã Mật ong Rừng Tràm".to_owned(),
            set: "26-2026/04".to_owned(),
            ballot: 2,
            means: Average::of(&cells),
            cells,
            stars: Some(4),
            missed: vec!["5 sao: 1.3, 4.1".to_owned()],
            remark: String::new(),
        }
    };
    ScoreMatrix {
        official: Official {
            title: "Tổng hợp điểm".to_owned(),
            dated: Some(date(2026, 11, 10)),
            name: Name {
                kind: "Tổng hợp điểm".to_owned(), subject: "Phiên họp".to_owned()
            },
            ..Official::default()
        },
        members: (1..=members).map(member).collect(),
        products: (0..products).map(product).collect(),
    }
}

fn part(xlsx: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(xlsx)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn it_lies_and_says_who_scored_on_paper() {
    let it = matrix(5, 1, "=1+1 Mật ong #import");
    let pdf = it.document().pdf().unwrap();
    if let Some(size) = info_of(&pdf, "Page size") {
        assert!(size.starts_with("841.89 x 595.276"), "{size}");
    }
    if let Some(text) = text_of(&pdf) {
        insta::assert_snapshot!("all_scores", text);
    }
}

#[test]
fn numbers_of_the_workbook_are_numbers_and_words_are_never_formulas() {
    let xlsx = matrix(5, 2, "=1+1 Mật ong").xlsx().unwrap();
    assert_eq!(xlsx, matrix(5, 2, "=1+1 Mật ong").xlsx().unwrap());
    let totals = part(&xlsx, "xl/worksheets/sheet1.xml");
    // Products begin in the fifth row, members in the sixth column; then the averages.
    for cell in [r#"<c r="F5""#, r#"<c r="K5""#, r#"<c r="N5""#] {
        let at = totals.split(cell).nth(1).unwrap();
        assert!(!at.split('>').next().unwrap().contains("t=\"s\""), "{cell}");
    }
    assert!(totals.contains("<v>84</v>") && totals.contains("state=\"frozen\""), "{totals}");
    assert!(!totals.contains("<f>"));
    let sheets = part(&xlsx, "xl/worksheets/sheet2.xml");
    assert!(sheets.contains("<autoFilter ref=\"A1:I11\"/>"), "{sheets}");
    assert!(part(&xlsx, "xl/sharedStrings.xml").contains("Phiếu giấy"));
}

#[test]
fn none_one_and_many_are_given_out_in_every_form() {
    let long = long_name();
    for (members, products) in [(0, 0), (1, 1), (15, 20)] {
        let document = Document::Matrix(Box::new(matrix(members, products, &long)));
        for &format in document.formats() {
            let bytes = document.bytes(format).unwrap();
            let start: &[u8] = if format == Format::Pdf { b"%PDF" } else { b"PK" };
            assert!(bytes.starts_with(start), "{members} x {products}: {format:?}");
        }
    }
}
