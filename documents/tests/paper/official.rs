//! Official documents: the order and the looks that Decree 30/2020 prescribes, on both papers.

use ocop_documents::{Block, Head, Official, Signature};

use crate::sample::{decision, long_name, products};
use crate::tools::{info_of, is_to_be_kept, printed_by_libreoffice, text_of, word_lines, words_of};

/// Whether these stand in the text, one after another.
fn in_order(text: &str, words: &[&str]) {
    let mut from = 0;
    for word in words {
        let at = text[from..].find(word);
        let at = at.unwrap_or_else(|| panic!("{word} is missing, or too early, in:\n{text}"));
        from += at + word.len();
    }
}

const ORDER: [&str; 13] = [
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Số: 2188/QĐ-UBND",
    "Rừng Tràm, ngày 05 tháng 02 năm 2026",
    "QUYẾT ĐỊNH",
    "Về việc công nhận sản phẩm OCOP",
    "Căn cứ Luật thứ nhất;",
    "Căn cứ Luật thứ hai.",
    "QUYẾT ĐỊNH:",
    "Điều 1. Công nhận",
    "Nơi nhận:",
    "Lưu: VT, NN.",
    "DANH SÁCH SẢN PHẨM",
];

#[test]
fn a_decision_stands_on_paper_in_the_order_of_the_decree() {
    let pdf = decision(products(3, "Mật ong hoa tràm")).pdf().unwrap();
    if let Some(words) = words_of(&pdf) {
        in_order(&words, &ORDER);
        assert!(words.contains("KT. CHỦ TỊCH PHÓ CHỦ TỊCH"), "{words}");
    }
    if let Some(text) = text_of(&pdf) {
        insta::assert_snapshot!("a_decision", text);
    }
}

#[test]
fn a_file_to_keep_is_pdf_a_on_a4() {
    let pdf = decision(products(1, "Mật ong")).pdf().unwrap();
    if let Some(is_to_be_kept) = is_to_be_kept(&pdf) {
        assert!(is_to_be_kept);
        assert_eq!(info_of(&pdf, "Page size").unwrap(), "595.276 x 841.89 pts (A4)");
    }
}

#[test]
fn the_word_file_has_the_margins_faces_and_sizes_of_the_decree() {
    let docx = decision(products(3, "Mật ong hoa tràm")).docx().unwrap();
    let Some(lines) = word_lines(&docx) else { return };
    assert_eq!(
        lines[..3],
        [
            "section 210x297 margins 20,20,30,15 number not-on-the-first",
            "section 297x210 margins 20,20,30,15 number not-on-the-first",
            "default True True",
        ]
    );
    in_order(&lines.join("\n"), &ORDER);
    for looks in [
        "cell 13 b center CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "cell 14 b center Độc lập - Tự do - Hạnh phúc",
        "cell 13 - center Số: 2188/QĐ-UBND",
        "cell 13 i center Rừng Tràm, ngày 05 tháng 02 năm 2026",
        "text 14 b center QUYẾT ĐỊNH",
        "text 14 i justify Căn cứ Luật thứ nhất;",
        "text 14 b justify Điều 1. Công nhận các sản phẩm trong danh sách kèm theo.",
        "cell 12 bi none Nơi nhận:",
        "cell 11 - none - Lưu: VT, NN.",
        "cell 14 b center KT. CHỦ TỊCH",
        "cell 14 b center Nguyễn Văn Ký",
        "text 14 b center Phụ lục",
    ] {
        assert!(lines.iter().any(|it| it == looks), "{looks} is not in {lines:#?}");
    }
}

#[test]
fn libreoffice_prints_the_whole_word_file() {
    let docx = decision(products(40, "Mật ong hoa tràm")).docx().unwrap();
    let Some(printed) = printed_by_libreoffice(&docx) else { return };
    let text = text_of(&printed).unwrap();
    for words in ORDER {
        assert!(text.contains(words), "{words} is missing in:\n{text}");
    }
    assert_eq!(text.matches("89,67").count(), 40);
}

#[test]
fn the_same_values_make_the_same_bytes() {
    let one = decision(products(2, "Mật ong"));
    let kept: Official = serde_json::from_str(&serde_json::to_string(&one).unwrap()).unwrap();
    // A Word file numbers its paragraphs anew each time; only its words are compared.
    assert!(one.pdf().unwrap() == kept.pdf().unwrap());
    assert_eq!(word_lines(&one.docx().unwrap()), word_lines(&kept.docx().unwrap()));
}

#[test]
fn no_word_is_read_as_markup() {
    let name = r#"#import "x.typ": * $x^2$ *đậm* _nghiêng_ `mã` <nhãn> @ai \ ~ // [ ] { } & ="#;
    let mut sample = decision(products(1, name));
    sample.name.subject = name.to_owned();
    sample.body.push(Block::item(name));
    sample.body.push(Block::fact(name, name));
    let Some(words) = words_of(&sample.pdf().unwrap()) else { return };
    let squeezed: String = words.split_whitespace().collect();
    let wanted: String = name.split_whitespace().collect();
    assert!(4 <= squeezed.matches(&wanted).count(), "{words}");
    if let Some(lines) = word_lines(&sample.docx().unwrap()) {
        assert!(lines.iter().any(|it| it.ends_with(name)), "{lines:#?}");
    }
}

#[test]
fn the_smallest_and_the_largest_are_printed() {
    let mut smallest = Official::default();
    smallest.body.push(Block::paragraph(""));
    assert!(!smallest.pdf().unwrap().is_empty());
    assert!(!smallest.docx().unwrap().is_empty());

    let mut largest = decision(products(300, &long_name()));
    largest.name.subject = long_name();
    largest.addressees = vec![long_name(); 5];
    largest.signatures = vec![
        Signature {
            posts: vec!["Thư ký".to_owned()],
            how: "(Ký, ghi rõ họ tên)".to_owned(),
            name: "Mai Anh Thư".to_owned()
        };
        2
    ];
    let pdf = largest.pdf().unwrap();
    if let Some(words) = words_of(&pdf) {
        assert_eq!(words.matches("89,67").count(), 300);
    }
    if let Some(printed) = printed_by_libreoffice(&largest.docx().unwrap()) {
        assert_eq!(text_of(&printed).unwrap().matches("89,67").count(), 300);
    }
}

#[test]
fn a_draft_says_so_and_bears_no_number() {
    let mut draft = decision(products(1, "Mật ong"));
    draft.is_draft = true;
    if let Head::Office { number, .. } = &mut draft.head {
        number.clear();
    }
    if let Some(words) = words_of(&draft.pdf().unwrap()) {
        assert!(words.contains("DỰ THẢO"), "{words}");
        assert!(!words.contains("Số: 2188"), "{words}");
    }
    if let Some(lines) = word_lines(&draft.docx().unwrap()) {
        assert!(lines.iter().any(|it| it.ends_with("DỰ THẢO")), "{lines:#?}");
    }
}
