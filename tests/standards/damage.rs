//! A set that does not add up is refused, and the message names the file, the line of the law and
//! the figure.

use std::fs;
use std::path::PathBuf;

use ocop::criteria::{Checked, Standards, check};

/// A small edition of other part totals: 35, 25 and 40.
const SMALL: &str = r#"
edition = "7-2031"
part = [
  { code = "A", name = "Cộng đồng", max = 35 },
  { code = "B", name = "Tiếp thị", max = 25 },
  { code = "C", name = "Chất lượng", max = 40 },
]
[bands]
five = 90
four = 70
three = 50
two = 30
[[criterion]]
id = "origin"
name = "Nguồn gốc"
max = 35
kind = "choice"
options = [{ points = 10, label = "ít", star = 3 }, { points = 35, label = "nhiều", star = 4 }]
[[criterion]]
id = "story"
name = "Câu chuyện"
max = 20
kind = "binary"
story = true
[[criterion]]
id = "told"
name = "Cách kể"
max = 5
kind = "choice"
needs_story = true
options = [{ points = 0, label = "không" }, { points = 5, label = "hay" }]
[[criterion]]
id = "quality"
name = "Chất lượng"
max = 40
kind = "choice"
options = [{ points = 40, label = "tốt" }]
[[set]]
number = 1
name = "Thử"
section = [
  { part = "A", code = "1", name = "Một", max = 35, criteria = [["1.1", "origin"]] },
  { part = "B", code = "2", name = "Hai", max = 25, criteria = [["2.1", "story"], ["2.2", "told"]] },
  { part = "C", code = "3", name = "Ba", max = 40, criteria = [["3", "quality"]] },
]
"#;

fn checked(text: &str) -> Checked {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sets.toml");
    fs::write(&file, text).unwrap();
    check(&[file], &Standards::load().unwrap())
}

/// Replaces one thing in the small edition, and reads the one fault that follows.
#[track_caller]
fn damaged(right: &str, wrong: &str, says: &str) {
    assert!(SMALL.contains(right), "{right} is not in the small edition");
    let checked = checked(&SMALL.replacen(right, wrong, 1));
    let faults: Vec<_> = checked.faults.iter().map(ToString::to_string).collect();
    assert!(faults.iter().any(|it| it.ends_with(says)), "{says} is not among {faults:#?}");
    assert!(faults.iter().all(|it| it.contains("sets.toml")), "{faults:#?}");
    assert_eq!(checked.sets.len(), 0);
}

#[test]
fn an_edition_of_35_25_and_40_proves_itself() {
    let checked = checked(SMALL);
    assert_eq!(checked.faults, []);
    let parts = checked.sets[0].criteria.parts().iter().map(|it| it.max);
    assert_eq!(parts.collect::<Vec<_>>(), [35, 25, 40]);
    assert_eq!(checked.sets[0].criteria.id().to_string(), "7-2031/01");
}

#[test]
fn a_damaged_set_is_refused_and_the_figure_is_named() {
    damaged(
        "code = \"1\", name = \"Một\", max = 35",
        "code = \"1\", name = \"Một\", max = 34",
        "bộ 01, mục 1: ghi 34 điểm, các tiêu chí cộng lại được 35",
    );
    damaged(
        "max = 40 },\n]",
        "max = 41 },\n]",
        "bộ 01: các phần cộng lại được 101 điểm, phải là 100",
    );
    damaged(
        "points = 35, label",
        "points = 34, label",
        "bộ 01, tiêu chí 1.1: ghi tối đa 35 điểm, mức cao nhất là 34",
    );
    damaged(
        "points = 10, label = \"ít\"",
        "points = 36, label = \"ít\"",
        "bộ 01, tiêu chí 1.1: mức 35 điểm đứng sau mức 36 điểm",
    );
    damaged("star = 3", "star = 5", "bộ 01, tiêu chí 1.1: dấu 4 sao đứng sau dấu 5 sao");
    damaged(
        "star = 3",
        "star = 2",
        "bộ 01, tiêu chí 1.1: có dấu 2 sao, luật chỉ in dấu 3, 4 và 5 sao",
    );
    damaged("star = 3", "star = 6", "bộ 01, tiêu chí 1.1: không có hạng 6 sao");
    damaged(
        "\"3\", \"quality\"",
        "\"3\", \"taste\"",
        "bộ 01, tiêu chí 3: không có tiêu chí «taste»",
    );
    damaged(
        "[\"2.2\", \"told\"]",
        "[\"2.1\", \"told\"]",
        "bộ 01, tiêu chí 2.1: có hai lần trong phiếu",
    );
    damaged("{ part = \"C\", code", "{ part = \"D\", code", "bộ 01, mục 3: không có phần D");
    damaged(
        "two = 30",
        "two = 60",
        "bộ 01: khung điểm các hạng sao không tăng dần trong phạm vi điểm tối đa",
    );
}

#[test]
fn the_storys_telling_needs_a_story() {
    damaged(
        "story = true\n",
        "",
        "bộ 01, tiêu chí 2.2: chỉ tính khi có câu chuyện sản phẩm, nhưng phiếu không có tiêu chí này",
    );
}

#[test]
fn a_file_that_is_no_standard_is_refused_by_name() {
    let checked = checked("kind = 'letter'");
    assert_eq!(checked.sets.len(), 0);
    assert!(checked.faults[0].file.ends_with("sets.toml"));
    let none = check(&[PathBuf::from("no/such/sets.toml")], &Standards::load().unwrap());
    assert!(none.faults[0].what.starts_with("không đọc được tệp"), "{:?}", none.faults);
}

#[test]
fn our_own_files_pass_the_same_check() {
    let sets = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/standards/26-2026/sets.toml"));
    let checked = check(&[sets], &Standards::load().unwrap());
    assert_eq!((checked.sets.len(), checked.faults.len()), (26, 0), "{:#?}", checked.faults);
}

/// One sheet in one file, everything inside each other.
const NESTED: &str = r#"
[set]
number = 3
name = "Thử"
[[parts]]
code = "A"
name = "Tất cả"
max_points = 100
  [[parts.sections]]
  code = "1"
  name = "Câu chuyện"
  max_points = 100
    [[parts.sections.criteria]]
    code = "1.1"
    name = "Câu chuyện"
    max_points = 60
    kind = "choice"
    options = [
      { points = 0, label = "không" },
      { points = 60, label = "hay", min_for_star = 4 },
    ]
    [[parts.sections.criteria]]
    code = "1.2"
    name = "Cách kể"
    max_points = 40
    kind = "binary"
    requires = "1.1 > 0"
"#;

#[test]
fn one_sheet_in_one_file_is_checked_too() {
    let right = checked(NESTED);
    assert_eq!(right.faults, []);
    assert_eq!(right.sets[0].criteria.criteria().filter(|it| it.requires.is_some()).count(), 1);

    let wrong = checked(&NESTED.replace("points = 60, label", "points = 50, label"));
    let says = "bộ 03, tiêu chí 1.1: ghi tối đa 60 điểm, mức cao nhất là 50";
    assert!(wrong.faults[0].to_string().ends_with(says), "{:?}", wrong.faults);
}
