//! Names that no office would write: they are printed all the same.

use std::collections::BTreeSet;
use std::io::{Cursor, Read as _};

use jiff::civil::date;
use ocop_documents::chart::{Bar, Form, Measure};
use ocop_documents::legible::{BOX, shown};
use ocop_documents::matrix::{Cell, ScoreMatrix, Scored, Scorer};
use ocop_documents::{
    Block, Chart, Document, Format, Head, Name, Official, ScoreSheet, Signature, Text,
};
use proptest::prelude::*;

use crate::sample::{certificate, decision, products};
use crate::tools::{is_to_be_kept, word_lines, words_of};

/// A star, a heart with its colour, a Chinese word, a Khmer one, letters of a form that only looks
/// like letters, a bell, a mark that turns the way of reading, and a word with its marks apart.
const STRANGE: &str =
    "★ ❤\u{fe0f} 蜂蜜 ទឹកឃ្មុំ 𝐌𝐚\u{323}\u{302}t\u{7} \u{202e}ong\u{0} o\u{31b}\u{309}\tđâu";
const ON_PAPER: &str = "□ □ □□ □□□□□□□□ Mật ong ở đâu";
const IN_WORD: &str = "★ ❤\u{fe0f} 蜂蜜 ទឹកឃ្មុំ 𝐌𝐚\u{323}\u{302}t ong ở đâu";

/// One text in every place of a document.
fn everywhere(text: &str) -> Official {
    let own = || text.to_owned();
    let mut it = decision(products(2, text));
    it.title = own();
    it.head = Head::Office {
        superior: own(),
        issuer: own(),
        number: own(),
        is_numbered: true,
        about: own(),
        place_and_date: own(),
    };
    it.name = Name { kind: own(), subject: own() };
    it.addressees = vec![own(), own()];
    it.authority = own();
    it.grounds = vec![own()];
    it.body = vec![
        Block::Chapter { number: own(), name: own() },
        Block::heading(text),
        Block::paragraph(Text::from(text).bold(text).italic(text)),
        Block::item(text),
        Block::fact(text, text),
        Block::Ticks { label: own(), choices: vec![(own(), true)] },
        Block::chart(Chart {
            title: own(),
            description: own(),
            id: "c".to_owned(),
            of: own(),
            measure: Measure::count(text),
            is_in_table: false,
            form: Form::Bars { bars: vec![Bar::new(text, 3), Bar::new("Khác", 4)] },
        }),
        Block::dated(text),
    ];
    it.signatures = vec![Signature { posts: vec![own()], how: own(), name: own() }];
    it.recipients = vec![own(), own()];
    it
}

/// Every document that there is, with one text in every place.
fn all(text: &str) -> Vec<Document> {
    let own = || text.to_owned();
    let mut one = certificate();
    [one.product, one.specification, one.producer, one.address, one.number] =
        std::array::from_fn(|_| own());
    let sheet = ScoreSheet {
        product: own(),
        producer: own(),
        member: own(),
        opinion: own(),
        is_filled: true,
        ..ScoreSheet::default()
    };
    let matrix = ScoreMatrix {
        official: everywhere(text),
        members: vec![Scorer { name: own(), stands_for: own() }],
        products: vec![Scored {
            product: own(),
            producer: own(),
            cells: vec![Cell::Nothing],
            ..Scored::default()
        }],
    };
    vec![
        Document::Official(Box::new(everywhere(text))),
        Document::Matrix(Box::new(matrix)),
        Document::Certificates { certificates: vec![one] },
        Document::Sheets { sheets: vec![sheet], dated: Some(date(2026, 2, 5)) },
    ]
}

/// Every part of an archive of XML, read.
fn read_all(archive: &[u8]) {
    let mut archive = zip::ZipArchive::new(Cursor::new(archive)).unwrap();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let name = part.name().unwrap().into_owned();
        if !name.contains("/media/") && !name.ends_with('/') {
            let mut text = String::new();
            part.read_to_string(&mut text).unwrap();
            let read = roxmltree::Document::parse(&text);
            assert!(read.is_ok(), "{name}: {:?}", read.err());
        }
    }
}

fn made(text: &str) {
    for document in all(text) {
        for &format in document.formats() {
            let bytes = document.bytes(format);
            let bytes = bytes.unwrap_or_else(|it| panic!("{format:?} of {text:?}: {it}"));
            if format != Format::Pdf {
                read_all(&bytes);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(12) })]

    #[test]
    fn any_text_at_all_is_printed(text in any::<String>()) {
        made(&text);
    }
}

#[test]
fn control_characters_break_no_file() {
    let controls: String = ('\0'..'\u{a0}').chain("\u{fffe}\u{ffff}\u{feff}".chars()).collect();
    made(&controls);
    made("");
}

#[test]
fn every_letter_that_is_let_through_has_its_glyph() {
    let letters: BTreeSet<char> = (char::MIN..=char::MAX)
        .flat_map(|it| shown(&it.to_string()).chars().collect::<Vec<_>>())
        .collect();
    assert!(1000 < letters.len() && letters.contains(&BOX), "{}", letters.len());
    let letters: Vec<String> = letters.iter().map(char::to_string).collect();
    let lines = letters.chunks(40).map(|it| {
        let line = it.join(" ");
        Block::paragraph(Text::from(line.as_str()).bold(line.as_str()).italic(line))
    });
    let sample = Official { body: lines.collect(), ..Official::default() };
    let pdf = sample.pdf().unwrap();
    assert_ne!(is_to_be_kept(&pdf), Some(false));
}

#[test]
fn a_name_with_a_star_is_read_back_from_both_papers() {
    let mut sample = decision(products(1, STRANGE));
    sample.body = vec![Block::item(STRANGE)];
    if let Some(words) = words_of(&sample.pdf().unwrap()) {
        assert_eq!(words.matches(ON_PAPER).count(), 2, "{words}");
    }
    if let Some(lines) = word_lines(&sample.docx().unwrap()) {
        assert_eq!(lines.iter().filter(|it| it.ends_with(IN_WORD)).count(), 2, "{lines:#?}");
    }
}
