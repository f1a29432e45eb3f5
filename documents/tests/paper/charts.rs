//! Pictures of figures: small, usual and extreme, in a page and on both papers.

use ocop_documents::chart::{
    Aim, Bar, Form, Measure, PROVINCES, Setting, Stack, Tile, communes, png, provinces,
};
use ocop_documents::{Annex, Block, Chart, Official, Orientation};

use crate::sample::long_name;
use crate::tools::{Written, is_to_be_kept, printed_by_libreoffice, text_of, told, word_lines};

const SETTINGS: [Setting; 2] = [Setting::Screen, Setting::Print];

fn chart(id: &str, of: &str, form: Form) -> Chart {
    Chart {
        id: id.to_owned(),
        title: format!("Hình {id}"),
        description: "Mỗi năm nhiều hơn năm trước.".to_owned(),
        of: of.to_owned(),
        measure: Measure::count("Số sản phẩm"),
        form,
        is_in_table: false,
    }
}

fn of_money(chart: Chart) -> Chart {
    Chart { measure: Measure::Money, ..chart }
}

fn stars(years: std::ops::RangeInclusive<i64>, times: i64) -> Form {
    let bar = |year: i64| Stack {
        label: year.to_string(),
        values: vec![
            (year - 2017) * 9 * times,
            (year - 2018) * 5 * times,
            (year - 2020) / 2 * times,
        ],
    };
    Form::Stacked {
        series: ["3 sao", "4 sao", "5 sao"].map(str::to_owned).into(),
        bars: years.map(bar).collect(),
    }
}

fn groups() -> Vec<Bar> {
    vec![
        Bar::new("Thực phẩm", 214),
        Bar::new("Đồ uống", 61),
        Bar::new("Dược liệu và sản phẩm từ dược liệu", 27),
        Bar::new("Hàng thủ công mỹ nghệ", 38),
        Bar::new("Sinh vật cảnh", 0),
        Bar::new("Dịch vụ du lịch cộng đồng, du lịch sinh thái và điểm du lịch", 11),
    ]
}

fn aims() -> Vec<Aim> {
    let aim = |label: &str, reached: i64, aim: i64, words: &str, elapsed: Option<u8>| Aim {
        label: label.to_owned(),
        reached,
        aim,
        aim_words: words.to_owned(),
        elapsed_percent: elapsed,
    };
    vec![
        aim("Sản phẩm từ 3 sao", 351, 400, "ít nhất 400 sản phẩm đến hết năm 2030", Some(62)),
        aim("Sản phẩm 5 sao", 3, 12, "ít nhất 12 sản phẩm", Some(62)),
        aim("Chủ thể là hợp tác xã", 130, 120, "khoảng 120 chủ thể", Some(62)),
        aim("Điểm giới thiệu sản phẩm", 0, 10, "", None),
    ]
}

fn steps() -> Vec<Bar> {
    [
        ("Ý tưởng", 64),
        ("Được chọn", 52),
        ("Đã chuẩn hóa", 40),
        ("Nộp hồ sơ", 31),
        ("Được công nhận", 12),
    ]
    .map(|(label, value)| Bar::new(label, value))
    .into()
}

/// Each form with usual figures.
fn usual() -> Vec<Chart> {
    let money = [
        ("Ngân sách trung ương", 1_300_000_000),
        ("Ngân sách tỉnh", 860_500_000),
        ("Vốn của chủ thể", 4_215_000_000),
    ];
    vec![
        chart("stars", "Năm", stars(2020..=2026, 1)),
        chart("groups", "Nhóm sản phẩm", Form::Shares { bars: groups() }),
        of_money(chart(
            "money",
            "Nguồn vốn",
            Form::Bars { bars: money.map(|(it, value)| Bar::new(it, value)).into() },
        )),
        chart("funnel", "Bước", Form::Funnel { steps: steps() }),
        chart("progress", "Mục tiêu", Form::Progress { lines: aims() }),
        chart(
            "country",
            "Tỉnh, thành phố",
            provinces(|code| code.parse::<i64>().unwrap() * 7 % 97),
        ),
    ]
}

/// Each form with as much as it may meet.
fn extreme() -> Vec<Chart> {
    let long = || {
        (0..40).map(|at| Bar::new(format!("{at} {}", long_name()), 1_000_000_000_000 / (at + 1)))
    };
    let lines = (0..40).map(|at| Aim {
        label: long_name(),
        reached: 1_000_000_000_000,
        aim: 1_000_000_000_000 + at * 90_000_000_000,
        aim_words: long_name(),
        elapsed_percent: Some(100),
    });
    let series = (1..=6).map(|it| format!("Hạng {it}")).collect();
    let bars =
        (0..40).map(|at| Stack { label: format!("Năm {}", 1990 + at), values: vec![at * at; 6] });
    let places = (1..=126).map(|at| {
        (
            format!("Phường {} {at}", ["Ba Đình", "Đông Ngạc", "Ứng Thiên Hòa Xá"][at % 3]),
            1_i64 << (at % 40),
        )
    });
    vec![
        chart("stars", "Năm", stars(2020..=2059, 1_000_000_000)),
        chart("six", "Năm", Form::Stacked { series, bars: bars.collect() }),
        chart("groups", "Nhóm sản phẩm", Form::Shares { bars: long().collect() }),
        of_money(chart("money", "Nguồn vốn", Form::Bars { bars: long().collect() })),
        chart("funnel", "Bước", Form::Funnel { steps: long().take(8).collect() }),
        chart("progress", "Mục tiêu", Form::Progress { lines: lines.collect() }),
        of_money(chart("communes", "Xã, phường", communes(places))),
    ]
}

/// Each form with nothing, with noughts, and with one.
fn small() -> Vec<Chart> {
    let none = |value: i64| vec![Bar::new("<script>alert(1)</script> & \"bạn\"", value)];
    let one = |values: Vec<i64>| Form::Stacked {
        series: vec!["3 sao".to_owned()],
        bars: vec![Stack { label: "2026".to_owned(), values }],
    };
    let aim = |reached: i64, aim: i64| Form::Progress {
        lines: vec![Aim { label: "Mục tiêu".to_owned(), reached, aim, ..Aim::default() }],
    };
    let tile = |value| Form::Tiles {
        tiles: vec![Tile {
            label: "Xã Tràm Xanh".to_owned(),
            short: "Tràm Xanh".to_owned(),
            at: None,
            value,
        }],
    };
    vec![
        chart("a", "Năm", one(Vec::new())),
        chart("b", "Năm", one(vec![7])),
        chart("c", "Năm", Form::Stacked { series: Vec::new(), bars: Vec::new() }),
        chart("d", "Nhóm", Form::Bars { bars: none(0) }),
        chart("e", "Nhóm", Form::Shares { bars: none(0) }),
        chart("f", "Nhóm", Form::Shares { bars: none(1) }),
        chart("g", "Bước", Form::Funnel { steps: none(-5) }),
        chart("h", "Mục tiêu", aim(0, 0)),
        chart("i", "Mục tiêu", aim(i64::MAX, 1)),
        chart("j", "Xã", tile(None)),
        chart("k", "Xã", tile(Some(0))),
        Chart::default(),
    ]
}

fn paper(charts: &[Chart], annexed: Option<Orientation>) -> Official {
    let body = charts.iter().cloned().map(Block::chart).collect();
    let mut official = Official { title: "Báo cáo".to_owned(), ..Official::default() };
    match annexed {
        None => official.body = body,
        Some(orientation) => {
            let label = "Phụ lục".to_owned();
            official.annexes.push(Annex { label, orientation, body, ..Annex::default() });
        }
    }
    official
}

#[test]
fn a_picture_is_as_it_was_seen() {
    for (name, charts) in [("small", small()), ("usual", usual()), ("extreme", extreme())] {
        for setting in SETTINGS {
            // Seven pictures of forty bars each would hide what matters.
            let shown = charts.iter().map(|it| it.svg(setting).replace("><", ">\n<"));
            let shown: Vec<String> =
                shown.map(|it| it.lines().take(160).collect::<Vec<_>>().join("\n")).collect();
            insta::assert_snapshot!(format!("{name}_{setting:?}"), shown.join("\n\n"));
        }
        let tables: Vec<String> = charts.iter().map(table).collect();
        insta::assert_snapshot!(format!("{name}_tables"), tables.join("\n\n"));
    }
}

fn table(chart: &Chart) -> String {
    let table = chart.table();
    let mut lines =
        vec![table.columns.iter().map(|it| it.name.as_str()).collect::<Vec<_>>().join(" | ")];
    lines.extend(table.rows.iter().take(5).map(|it| it.join(" | ")));
    lines.join("\n")
}

#[test]
fn every_picture_is_well_formed_and_says_what_it_is() {
    let controls = vec![Bar::new("một\u{1}\nhai\u{ffff}", 1)];
    let controls = vec![chart("x \"'<", "Nhóm", Form::Bars { bars: controls })];
    for chart in [small(), usual(), extreme(), controls].concat() {
        for setting in SETTINGS {
            let svg = chart.svg(setting);
            let tree = roxmltree::Document::parse(&svg).unwrap();
            let root = tree.root_element();
            assert_eq!(root.attribute("role"), Some("img"));
            for (points, holds) in
                [("aria-labelledby", &chart.title), ("aria-describedby", &chart.description)]
            {
                let id = root.attribute(points).unwrap();
                let node = tree.descendants().find(|it| it.attribute("id") == Some(id)).unwrap();
                assert_eq!(node.text().unwrap_or_default(), holds);
            }
            assert!(tree.descendants().all(|it| it.attribute("style").is_none()), "{svg}");
            assert!(tree.descendants().all(|it| it.tag_name().name() != "script"), "{svg}");
            let ids: Vec<_> = tree.descendants().filter_map(|it| it.attribute("id")).collect();
            let mut once = ids.clone();
            once.sort_unstable();
            once.dedup();
            assert_eq!(ids.len(), once.len(), "{svg}");
        }
    }
}

/// A box around each text, as wide as the face of paper truly is.
#[test]
fn no_words_lie_upon_others_or_beyond_the_edge() {
    for chart in [small(), usual(), extreme()].concat() {
        let boxes = boxes(&chart);
        let (width, height) = chart.size_on_paper();
        for (at, (words, one)) in boxes.iter().enumerate() {
            let inside = 0 <= one[0] && one[1] <= width && 0 <= one[2] && one[3] <= height;
            assert!(inside, "{}: {words} {one:?} leaves {width} by {height}", chart.id);
            for (others, other) in &boxes[at + 1..] {
                let apart = one[1] <= other[0]
                    || other[1] <= one[0]
                    || one[3] <= other[2]
                    || other[3] <= one[2];
                assert!(apart, "{}: {words} {one:?} and {others} {other:?}", chart.id);
            }
        }
    }
}

/// Left, right, top and foot of each text; the foot is its base line.
fn boxes(chart: &Chart) -> Vec<(String, [i64; 4])> {
    let mut faces = usvg::fontdb::Database::new();
    faces.load_fonts_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/fonts"));
    let options = usvg::Options { fontdb: std::sync::Arc::new(faces), ..usvg::Options::default() };
    let tree = usvg::Tree::from_str(&chart.svg(Setting::Print), &options).unwrap();
    let mut boxes = Vec::new();
    texts(tree.root(), &mut boxes);
    boxes
}

fn texts(group: &usvg::Group, boxes: &mut Vec<(String, [i64; 4])>) {
    for node in group.children() {
        match node {
            usvg::Node::Group(group) => texts(group, boxes),
            usvg::Node::Text(text) => {
                let words = text.chunks().iter().map(usvg::TextChunk::text).collect::<String>();
                let drawn = text.bounding_box();
                #[expect(clippy::cast_possible_truncation, reason = "a picture is not so large")]
                let edges = [drawn.left(), drawn.right(), drawn.top(), drawn.bottom()]
                    .map(|it| it.round() as i64);
                // The face says how high its letters may be: two thirds of it are used.
                let high = (edges[3] - edges[2]) / 6;
                boxes.push((words, [edges[0], edges[1], edges[2] + high, edges[3] - high]));
            }
            _ => {}
        }
    }
}

#[test]
fn a_report_shows_its_pictures_on_both_papers() {
    let charts = usual();
    for annexed in [None, Some(Orientation::Portrait), Some(Orientation::Landscape)] {
        let paper = paper(&charts, annexed);
        let pdf = paper.pdf().unwrap();
        kept(&format!("charts-{annexed:?}.pdf"), &pdf);
        assert_ne!(is_to_be_kept(&pdf), Some(false));
        let docx = paper.docx().unwrap();
        kept(&format!("charts-{annexed:?}.docx"), &docx);
        if let Some(text) = text_of(&pdf) {
            // Once in the picture and once in the table.
            for words in ["Sinh vật cảnh", "Đã chuẩn hóa", "Tuyên Quang", "Ngân sách tỉnh"]
            {
                assert_eq!(text.matches(words).count(), 2, "{words} in:\n{text}");
            }
            assert!(text.contains("1.300.000.000") && text.contains("1,3 tỷ đồng"), "{text}");
        }
        if let Some(lines) = word_lines(&docx) {
            assert!(lines.iter().any(|it| it.contains("Hình funnel")), "{lines:#?}");
        }
        if let Some(printed) = printed_by_libreoffice(&docx) {
            kept(&format!("charts-{annexed:?}-word.pdf"), &printed);
            let text = text_of(&printed).unwrap();
            assert!(text.contains("Ngân sách tỉnh") && text.contains("860.500.000"), "{text}");
        }
    }
}

#[test]
fn a_picture_in_word_has_words_for_those_who_do_not_see_it() {
    let docx = paper(&usual(), None).docx().unwrap();
    let file = Written::new("paper.docx", &docx);
    let path = file.path();
    let Some(xml) = told("unzip", &["-p", path.to_str().unwrap(), "word/document.xml"]) else {
        return;
    };
    assert!(xml.contains("name=\"Figure 1\" descr=\"Hình stars. Mỗi năm nhiều hơn năm trước.\""));
    assert_eq!(xml.matches(" descr=\"Hình ").count(), usual().len());
}

#[test]
fn the_smallest_and_the_largest_are_on_paper() {
    for (name, charts) in [("small", small()), ("extreme", extreme())] {
        let paper = paper(&charts, None);
        kept(&format!("charts-{name}.pdf"), &paper.pdf().unwrap());
        let some: Vec<Chart> = charts.into_iter().rev().take(3).collect();
        let docx = self::paper(&some, None).docx().unwrap();
        if let Some(printed) = printed_by_libreoffice(&docx) {
            kept(&format!("charts-{name}-word.pdf"), &printed);
        }
    }
    assert!(png(&usual()[0]).unwrap().starts_with(b"\x89PNG"));
}

#[test]
fn a_document_with_a_picture_is_kept_as_text() {
    let one = paper(&usual(), None);
    let kept: Official = serde_json::from_str(&serde_json::to_string(&one).unwrap()).unwrap();
    assert_eq!(one, kept);
}

#[test]
fn every_province_stands_on_the_map_once() {
    let list = include_str!("../../../standards/places/from-2025-07-01.csv");
    let mut listed: Vec<&str> = list.lines().filter_map(|it| it.strip_suffix(",,")).collect();
    let mut drawn: Vec<String> = PROVINCES.iter().map(|it| format!("{}.2025,", it.code)).collect();
    listed.sort_unstable();
    drawn.sort_unstable();
    assert_eq!(listed.len(), drawn.len());
    for (line, code) in listed.iter().zip(&drawn) {
        assert!(line.starts_with(code), "{line} {code}");
        let at = PROVINCES.iter().find(|it| code.starts_with(it.code)).unwrap();
        assert!(line.ends_with(at.name), "{line} is not {}", at.name);
    }
    let mut places: Vec<_> = PROVINCES.iter().map(|it| it.at).collect();
    places.sort_unstable();
    places.dedup();
    assert_eq!(places.len(), 34);
}

/// Laid down where it can be looked at, when somebody asks for it.
fn kept(name: &str, bytes: &[u8]) {
    let looks = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/looks");
    if std::path::Path::new(looks).is_dir() {
        std::fs::write(format!("{looks}/{name}"), bytes).unwrap();
    }
}
