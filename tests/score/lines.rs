//! One line in, one line out.

use ocop_rules::criteria::{Code, CriteriaSet};

use crate::{STANDARDS, scored};

const HONEY: &str = "26-2026/04";

fn check(line: &str, answer: &str) {
    assert_eq!(scored(line.as_bytes()), [answer], "{line}");
}

/// Every best option of the honey but these, as JSON.
fn best_but(other: &[(&str, u32)]) -> String {
    let set: &CriteriaSet = &STANDARDS.set(HONEY.parse().unwrap()).unwrap().criteria;
    let worth = |code: Code, max| {
        other.iter().find(|(at, _)| *at == code.to_string()).map_or(max, |&(_, points)| points)
    };
    let mark = |it: &ocop_rules::criteria::Criterion| {
        format!(r#""{}":{}"#, it.code, worth(it.code, it.max))
    };
    format!("{{{}}}", set.criteria().map(mark).collect::<Vec<_>>().join(","))
}

fn line(rest: &str, sheets: &[String]) -> String {
    let sheet = |(at, marks): (usize, &String)| format!(r#"{{"member":"M{at}","marks":{marks}}}"#);
    let sheets: Vec<_> = sheets.iter().enumerate().map(sheet).collect();
    format!(r#"{{"id":"x1","set":"{HONEY}","sheets":[{}]{rest}}}"#, sheets.join(","))
}

#[test]
fn everything_best_is_five_stars() {
    check(
        &line("", &[best_but(&[])]),
        r#"{"id":"x1","sum":100,"count":1,"mean":"100,00","band":5,"stars":5,"missed":[]}"#,
    );
}

#[test]
fn the_market_keeps_the_fifth_star_away() {
    let sheets = [best_but(&[("4.1", 3)]), best_but(&[])];
    check(
        &line("", &sheets),
        r#"{"id":"x1","sum":198,"count":2,"mean":"99,00","band":5,"stars":4,"missed":[{"stars":5,"criterion":"4.1","needs":5,"got":"4,00"}]}"#,
    );
}

#[test]
fn minima_bind_as_asked() {
    let sheets = [best_but(&[("1.5", 2)]), best_but(&[]), best_but(&[])];
    let missed = |got| {
        format!(
            r#"{{"id":"x1","sum":299,"count":3,"mean":"99,67","band":5,"stars":4,"missed":[{{"stars":5,"criterion":"1.5","needs":3,"got":"{got}"}}]}}"#
        )
    };
    check(&line("", &sheets), &missed("2,67"));
    check(&line(r#","minima":"average""#, &sheets), &missed("2,67"));
    check(&line(r#","minima":"every-member""#, &sheets), &missed("2,00"));
    let settled = |marks: &str| format!(r#","minima":"settled","settled":{marks}"#);
    check(&line(&settled(&best_but(&[("1.5", 2)])), &sheets), &missed("2,00"));
    check(
        &line(&settled(&best_but(&[])), &sheets),
        r#"{"id":"x1","sum":299,"count":3,"mean":"99,67","band":5,"stars":5,"missed":[]}"#,
    );
}

#[test]
fn a_criterion_not_listed_counts_nothing() {
    check(
        r#"{"id":"x1","set":"26-2026/04","sheets":[{"member":"A","marks":{}}]}"#,
        r#"{"id":"x1","sum":0,"count":1,"mean":"0,00","band":1,"stars":1,"missed":[]}"#,
    );
}

#[test]
fn a_story_that_is_not_there_has_no_structure() {
    check(
        r#"{"id":7,"set":"26-2026/04","sheets":[{"member":"A","marks":{"5.1":0,"5.2":2}}]}"#,
        r#"{"id":7,"sum":0,"count":1,"mean":"0,00","band":1,"stars":1,"missed":[]}"#,
    );
}

#[test]
fn a_line_that_cannot_be_scored_harms_no_other() {
    let good = line("", &[best_but(&[])]);
    let found = scored(format!("{good}\n{{\"id\":\n\n{good}\r\n{good}").as_bytes());
    assert_eq!(found.len(), 5);
    assert_eq!(found[0], found[3]);
    assert_eq!(found[0], found[4]);
    assert!(found[1].contains("Dòng 2: không phải JSON hợp lệ"));
    assert!(found[2].contains("Dòng 3: không phải JSON hợp lệ"));
}

/// The sentence for a line with these sheets.
fn refused(line: &str, sentence: &str) {
    check(line, &format!(r#"{{"id":"x1","error":"Dòng 1: {sentence}."}}"#));
}

fn sheet(marks: &str) -> String {
    line("", &[marks.to_owned()])
}

#[test]
fn a_mark_is_an_option_of_the_set() {
    refused(&sheet(r#"{"9.9":1}"#), "phiếu của «M0»: bộ 26-2026/04 không có tiêu chí «9.9»");
    refused(&sheet(r#"{"a":1}"#), "phiếu của «M0»: bộ 26-2026/04 không có tiêu chí «a»");
    let option = "phiếu của «M0»: tiêu chí 1.1 không có mức 9 điểm, chỉ có 1, 2, 3";
    refused(&sheet(r#"{"1.1":9}"#), option);
    for points in ["-1", "2.5", "1e3", "\"3\"", "null", "true", "[3]", "{\"3\":3}", "99999999999"] {
        let whole = "phiếu của «M0»: tiêu chí 1.1: điểm phải là số nguyên từ 0";
        refused(&sheet(&format!(r#"{{"1.1":{points}}}"#)), whole);
    }
    refused(&sheet(r#"{"1.1":3,"1.1":2}"#), "phiếu của «M0»: tiêu chí 1.1 được chấm hai lần");
}

#[test]
fn every_field_is_there_and_is_what_it_must_be() {
    refused(r#"{"id":"x1","sheets":[]}"#, "thiếu trường «set»");
    refused(r#"{"id":"x1","set":"26-2026/04"}"#, "thiếu trường «sheets»");
    refused(r#"{"id":"x1","set":"26-2026/04","sheets":[]}"#, "không có phiếu nào");
    let sheets = |sheet: &str| format!(r#"{{"id":"x1","set":"26-2026/04","sheets":[{sheet}]}}"#);
    refused(&sheets(r#"{"marks":{}}"#), "phiếu thứ 1 thiếu trường «member»");
    refused(&sheets(r#"{"member":"A"}"#), "phiếu thứ 1 thiếu trường «marks»");
    refused(&sheets("3"), "phiếu thứ 1 phải là một đối tượng {…}");
    refused(
        &sheets(r#"{"member":1,"marks":{}}"#),
        "phiếu thứ 1: trường «member» phải là một chuỗi ký tự",
    );
    refused(
        &sheets(r#"{"member":"A","marks":[]}"#),
        "phiếu thứ 1: trường «marks» phải là một đối tượng {…}",
    );
    let twice = r#"{"member":"A","marks":{}},{"member":"A","marks":{}}"#;
    refused(&sheets(twice), "thành viên «A» có hai phiếu");
    refused(r#"{"sheets":5,"id":"x1"}"#, "trường «sheets» phải là một danh sách");
    refused(r#"{"id":"x1","set":"a","set":"b"}"#, "có trường bị ghi hai lần");
    check("[]", r#"{"id":null,"error":"Dòng 1: phải là một đối tượng {…}."}"#);
    check("{}", r#"{"id":null,"error":"Dòng 1: thiếu trường «id»."}"#);
}

#[test]
fn a_set_has_one_name() {
    for set in ["26-2026/99", "26-2026/4", "148-2023/04", "honey", ""] {
        let line = format!(r#"{{"id":"x1","set":"{set}","sheets":[]}}"#);
        refused(&line, &format!("không có bộ tiêu chí «{set}»"));
    }
}

#[test]
fn minima_have_three_names() {
    let marks = ["{}".to_owned()];
    refused(
        &line(r#","minima":"median""#, &marks),
        "«minima» là average, every-member hoặc settled, không phải «median»",
    );
    refused(
        &line(r#","minima":"settled""#, &marks),
        "«minima» là settled nhưng thiếu trường «settled»",
    );
    refused(
        &line(r#","minima":"settled","settled":{"1.1":9}"#, &marks),
        "mức hội đồng thống nhất: tiêu chí 1.1 không có mức 9 điểm, chỉ có 1, 2, 3",
    );
}

#[test]
fn a_line_without_end_is_not_held() {
    let good = line("", &[best_but(&[])]);
    let mut input = vec![b' '; 17 << 20];
    input.extend(format!("\n{good}").into_bytes());
    let found = scored(&input);
    assert_eq!(found[0], r#"{"id":null,"error":"Dòng 1: dài quá 16 MB."}"#);
    assert_eq!(found[1..], scored(good.as_bytes()));
}

#[test]
fn the_mark_of_an_editor_is_passed_over() {
    let good = line("", &[best_but(&[])]);
    assert_eq!(scored(format!("\u{feff}{good}").as_bytes()), scored(good.as_bytes()));
}
