//! Whatever is uploaded as a list: it is read, or refused with a sentence; nothing else happens.

#![cfg(test)]

use std::sync::atomic::AtomicI64;

use jiff::civil::date;
use ocop::certificates::import::review::{Ground, Review, Wanted, review};
use ocop::criteria::Standards;
use ocop::places::{Book, fictional};
use ocop_rules::places::UnitId;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

const HEADINGS: &str = "Tên sản phẩm,Quy cách,Bộ sản phẩm/nhóm,Chủ thể,Loại hình,Xã,Huyện (cũ),\
     Tỉnh,Số sao,Số quyết định,Ngày quyết định,Từ ngày,Đến ngày,Cấp công nhận,Mã số sản phẩm cũ,\
     Trạng thái,Ghi chú";

fn read(book: &Book, standards: &Standards, name: &str, bytes: &[u8]) -> Result<Review, String> {
    let province: UnitId = "99.2025".parse().unwrap();
    let ground = Ground {
        book,
        standards,
        today: date(2026, 11, 23),
        province: &province,
        known: Vec::new(),
        codes: Vec::new(),
    };
    let wanted = Wanted { file_name: name.to_owned(), ..Wanted::default() };
    review(&wanted, bytes, ground, &AtomicI64::new(0))
}

/// The same cases in every run.
fn runner(cases: u32) -> TestRunner {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]))
}

/// A sentence of ours: it says something, and it ends.
fn is_sentence(said: &str) -> bool {
    10 < said.chars().count() && said.ends_with(['.', '…', '?'])
}

#[test]
fn any_bytes_are_read_or_refused_with_a_sentence() {
    let (book, standards) = (fictional().unwrap(), Standards::load().unwrap());
    let start = prop_oneof![
        Just(Vec::new()),
        Just(b"PK\x03\x04".to_vec()),
        Just(HEADINGS.as_bytes().to_vec()),
        Just(format!("{HEADINGS}\n").into_bytes()),
        Just(b"\xff\xfe".to_vec()),
    ];
    let bytes = (start, prop::collection::vec(any::<u8>(), 0..600));
    let names = prop::sample::select(vec!["a.csv", "a.xlsx", "a.tsv", "a", "a.pdf"]);
    let read = |((start, rest), name): ((Vec<u8>, Vec<u8>), &str)| {
        let bytes = [start, rest].concat();
        if let Err(said) = read(&book, &standards, name, &bytes) {
            prop_assert!(is_sentence(&said), "{said}");
        }
        Ok(())
    };
    runner(400).run(&(bytes, names), read).unwrap();
}

#[test]
fn a_workbook_damaged_anywhere_is_read_or_refused_with_a_sentence() {
    let (book, standards) = (fictional().unwrap(), Standards::load().unwrap());
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    for (at, heading) in (0_u16..).zip(HEADINGS.split(',')) {
        sheet.write(0, at, heading.trim()).unwrap();
        sheet.write(1, at, 4).unwrap();
    }
    let whole = workbook.save_to_buffer().unwrap();
    assert_eq!(read(&book, &standards, "a.xlsx", &whole).unwrap().findings.len(), 1);
    let damage = prop::collection::vec((0..whole.len(), any::<u8>()), 1..12);
    let check = |damage: Vec<(usize, u8)>| {
        let mut bytes = whole.clone();
        for (at, byte) in damage {
            bytes[at] = byte;
        }
        if let Err(said) = read(&book, &standards, "a.xlsx", &bytes) {
            prop_assert!(is_sentence(&said), "{said}");
        }
        Ok(())
    };
    runner(300).run(&damage, check).unwrap();
}

#[test]
fn every_row_is_taken_or_refused_with_a_sentence_that_names_it() {
    let (book, standards) = (fictional().unwrap(), Standards::load().unwrap());
    let cell = prop_oneof![
        4 => prop::sample::select(vec![
            "", "4", "4 sao", "***", "6", "31/02/2026", "2026-13-01", "5/8/2024", "45075", "2021",
            "từ 1/1/2021 đến 31/12/2022", "99001", "xã Nhánh Tràm", "Xã Hòa Sen", "Hoà Sen",
            "huyện Tràm Xanh", "06172", "HTX", "hộ", "tỉnh", "huyện", "trung ương", "dự kiến",
            "I.2.b", "04", "99-99001-3-2026", "Ho\u{300}a", "\u{200b}", "ngày mai", "-1", "1e9",
        ]).prop_map(str::to_owned),
        1 => "\\PC{0,40}",
    ];
    let rows = prop::collection::vec(prop::collection::vec(cell, 17), 1..12);
    let check = |rows: Vec<Vec<String>>| {
        let lines: Vec<String> = rows
            .iter()
            .map(|row| {
                let cells: Vec<String> =
                    row.iter().map(|it| format!("\"{}\"", it.replace('"', "\"\""))).collect();
                cells.join(",")
            })
            .collect();
        let text = format!("{HEADINGS}\n{}\n", lines.join("\n"));
        let Ok(review) = read(&book, &standards, "a.csv", text.as_bytes()) else {
            return Ok(());
        };
        let wrong = review.wrong().count();
        prop_assert_eq!(review.entries.len() + wrong, review.findings.len());
        for finding in review.wrong() {
            for said in finding.sentences() {
                prop_assert!(said.starts_with(&format!("Dòng {}", finding.row)), "{said}");
                prop_assert!(is_sentence(&said), "{said}");
            }
        }
        Ok(())
    };
    runner(400).run(&rows, check).unwrap();
}
