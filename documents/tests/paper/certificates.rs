//! Certificates and score sheets: their words, their pages, their codes.

use ocop_documents::{ScoreSheet, certificate, score_sheet};

use crate::sample::{certificate, long_name};
use crate::tools::{codes_of, info_of, is_to_be_kept, text_of, words_of};

#[test]
fn a_certificate_is_one_page_on_its_side_and_its_code_leads_to_the_product() {
    let one = certificate();
    let pdf = certificate::pdf(std::slice::from_ref(&one)).unwrap();
    if let Some(pages) = info_of(&pdf, "Pages") {
        assert_eq!(pages, "1");
        assert!(info_of(&pdf, "Page size").unwrap().starts_with("841.89 x 595.276"));
        assert_eq!(is_to_be_kept(&pdf), Some(true));
    }
    if let Some(codes) = codes_of(&pdf) {
        assert_eq!(codes, [one.page.as_str()]);
    }
    if let Some(text) = text_of(&pdf) {
        insta::assert_snapshot!("a_certificate", text);
    }
}

#[test]
fn however_long_the_names_a_certificate_stays_on_its_page() {
    let mut long = certificate();
    long.product = long_name();
    long.producer = long_name();
    long.address = long_name();
    long.specification = long_name();
    long.authority_in_english = "The Chairman of the People's Committee".to_owned();
    long.posts = vec!["KT. Chủ tịch".to_owned(), "Phó Chủ tịch".to_owned()];
    let pdf = certificate::pdf(&[long.clone(), certificate()]).unwrap();
    if let Some(pages) = info_of(&pdf, "Pages") {
        assert_eq!(pages, "2");
    }
    if let Some(codes) = codes_of(&pdf) {
        assert_eq!(codes, [long.page.as_str()]);
    }
}

#[test]
fn the_code_of_a_sheet_is_read_back() {
    let sheet = ScoreSheet {
        product: "Mật ong hoa tràm".to_owned(),
        address_of_sheet: "https://ocop.example/meetings/0192/dossiers/0193/keying/0194".to_owned(),
        ..ScoreSheet::default()
    };
    let pdf = score_sheet::pdf(std::slice::from_ref(&sheet), None).unwrap();
    if let Some(codes) = codes_of(&pdf) {
        assert_eq!(codes, [sheet.address_of_sheet.as_str()]);
    }
    if let Some(words) = words_of(&pdf) {
        assert!(words.contains("PHIẾU ĐÁNH GIÁ, PHÂN HẠNG SẢN PHẨM OCOP"), "{words}");
    }
}
