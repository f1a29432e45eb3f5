//! The real units of Vietnam, before and after 1 July 2025.

use std::sync::Arc;

use jiff::civil::{Date, date};
use ocop::places::{Book, Reading, fictional};
use ocop_rules::places::{Heirs, Level, UnitId};

const BEFORE: Date = date(2024, 12, 31);
const TODAY: Date = date(2026, 11, 23);

fn law() -> Arc<Book> {
    Book::load().unwrap_or_else(|it| panic!("{it}"))
}

fn id(text: &str) -> UnitId {
    text.parse().unwrap_or_else(|it| panic!("{it}"))
}

fn names(book: &Book, ids: impl IntoIterator<Item = UnitId>) -> Vec<String> {
    let mut names: Vec<String> = ids.into_iter().map(|it| book.name(&it)).collect();
    names.sort();
    names
}

fn shares(of: &str) -> Vec<(String, bool)> {
    let book = law();
    let shares = book.shares(&id(of));
    shares.into_iter().map(|it| (book.name(&it.unit.id), it.entirely)).collect()
}

fn entirely(names: &[&str]) -> Vec<(String, bool)> {
    names.iter().map(|&it| (it.to_owned(), true)).collect()
}

#[test]
fn the_country_is_counted() {
    let book = law();
    let count = |level, day| book.all(level, day).count();
    assert_eq!(count(Level::Province, BEFORE), 63);
    assert_eq!(count(Level::District, BEFORE), 696);
    assert_eq!(count(Level::Commune, BEFORE), 10_035);
    assert_eq!(count(Level::Province, TODAY), 34);
    assert_eq!(count(Level::District, TODAY), 0);
    assert_eq!(count(Level::Commune, TODAY), 3_321);
    assert_eq!(book.provinces(TODAY).len(), 34);
    assert_eq!(book.communes_of(&UnitId::country()).len(), 10_035 + 3_321);
}

#[test]
fn every_old_commune_and_province_has_an_heir_and_every_new_one_was_something() {
    let book = law();
    for level in [Level::Province, Level::Commune] {
        for unit in book.all(level, BEFORE) {
            assert_ne!(book.heirs(&unit.id), Heirs::None, "{}", unit.id);
        }
        for unit in book.all(level, TODAY) {
            assert!(!book.shares(&unit.id).is_empty(), "{}", unit.id);
            assert_eq!(book.heirs(&unit.id), Heirs::Same);
        }
    }
}

#[test]
fn an_heir_lies_in_the_heir_of_the_province() {
    let book = law();
    for unit in book.all(Level::Commune, BEFORE) {
        let province = book.province_of(&unit.id).unwrap();
        let Heirs::One(heir) = book.heirs(&province.id) else { panic!("{}", province.id) };
        for share in book.shares(&unit.id) {
            assert!(book.lies_within(&share.unit.id, &heir), "{} {}", unit.id, share.unit.id);
        }
    }
}

#[test]
fn a_code_without_a_day_says_nothing() {
    let book = law();
    assert_eq!(book.on("00004", BEFORE).unwrap().name, "Trúc Bạch");
    assert_eq!(book.on("00004", TODAY).unwrap().name, "Ba Đình");
    assert_eq!(book.on("182", BEFORE).unwrap().name, "Văn Lãng");
    assert_eq!(book.on("182", TODAY), None);
}

#[test]
fn a_name_in_full_goes_up_to_the_province() {
    let book = law();
    let check = |of: &str, expected: &str| assert_eq!(book.full_name(&id(of)), expected);
    check("06172.2024", "xã Tân Mỹ, huyện Văn Lãng, tỉnh Lạng Sơn");
    check("06172.2025", "xã Hoàng Văn Thụ, tỉnh Lạng Sơn");
    check("00004.2025", "phường Ba Đình, thành phố Hà Nội");
    check("20.2025", "tỉnh Lạng Sơn");
    check("vn", "nước Việt Nam");
}

#[test]
fn van_lang_is_a_district_on_the_last_day_of_2024_and_five_communes_today() {
    let book = law();
    let district = book.unit(&id("182.2024")).unwrap();
    assert!(district.exists_on(BEFORE) && !district.exists_on(TODAY));
    assert_eq!(book.communes_of(&district.id).len(), 17);
    assert_eq!(
        shares("182.2024"),
        entirely(&["xã Hoàng Văn Thụ", "xã Hội Hoan", "xã Na Sầm", "xã Thụy Hùng", "xã Văn Lãng"])
    );
    let reach = book.reach(&district.id);
    assert_eq!(reach.surely.len(), 1 + 17 + 5);
    assert_eq!(names(&book, reach.perhaps), ["tỉnh Lạng Sơn"]);
}

#[test]
fn todays_lang_son_finds_all_of_the_old_one() {
    let book = law();
    let reach = book.reach(&id("20.2025"));
    for old in ["20.2024", "182.2024", "06172.2024"] {
        assert!(reach.surely.contains(&id(old)), "{old}");
    }
    assert!(reach.perhaps.is_empty());
    assert_eq!(shares("20.2025"), entirely(&["tỉnh Lạng Sơn"]));
}

#[test]
fn quang_binh_went_into_quang_tri_and_ha_giang_into_tuyen_quang() {
    assert_eq!(shares("45.2024"), [("tỉnh Quảng Trị".to_owned(), false)]);
    assert_eq!(shares("44.2024"), [("tỉnh Quảng Trị".to_owned(), false)]);
    assert_eq!(shares("44.2025"), entirely(&["tỉnh Quảng Bình", "tỉnh Quảng Trị"]));
    assert_eq!(shares("02.2024"), [("tỉnh Tuyên Quang".to_owned(), false)]);
    assert_eq!(shares("08.2025"), entirely(&["tỉnh Hà Giang", "tỉnh Tuyên Quang"]));
}

#[test]
fn a_divided_ward_asks_a_person_and_proposes_one() {
    let book = law();
    let heirs = book.heirs(&id("00007.2024"));
    let Heirs::Several { units, proposed } = heirs else { panic!("{heirs:?}") };
    assert_eq!(names(&book, units), ["phường Giảng Võ", "phường Ngọc Hà"]);
    assert_eq!(proposed, Some(id("00008.2025")));
    let reach = book.reach(&id("00008.2025"));
    assert!(reach.perhaps.contains(&id("00007.2024")));
    assert!(reach.surely.contains(&id("00006.2024")));
}

#[test]
fn an_island_district_without_communes_became_a_special_zone() {
    assert_eq!(shares("318.2024"), entirely(&["đặc khu Bạch Long Vĩ"]));
    let book = law();
    assert!(book.reach(&id("31.2025")).surely.contains(&id("318.2024")));
}

#[track_caller]
fn reads(cell: &str, day: Date, expected: &str) {
    let book = law();
    match book.read_cell(cell, day) {
        Reading::One(unit) => assert_eq!(unit.id.as_str(), expected, "{cell}"),
        other => panic!("{cell}: {:?}", book.refusal_of(&other, cell, day)),
    }
}

#[track_caller]
fn refuses(cell: &str, day: Date, sentence: &str) {
    let book = law();
    let reading = book.read_cell(cell, day);
    assert_eq!(book.refusal_of(&reading, cell, day).as_deref(), Some(sentence));
}

#[test]
fn a_cell_is_read_by_code_by_name_and_by_both() {
    for cell in [
        "06172",
        "6172",
        "06172.2024",
        "xã Tân Mỹ, huyện Văn Lãng, tỉnh Lạng Sơn",
        "Tân Mỹ - Văn Lãng - Lạng Sơn",
        "X. Tân Mỹ, Lạng Sơn",
        "xa tan my, lang son",
        "06172 - Xã Tân Mỹ",
        "Xã Tân Mỹ (06172)",
    ] {
        reads(cell, BEFORE, "06172.2024");
    }
    reads("06172", TODAY, "06172.2025");
    reads("Xã Hoàng Văn Thụ, Lạng Sơn", TODAY, "06172.2025");
    reads("huyện Văn Lãng", BEFORE, "182.2024");
    reads("Văn Lãng", TODAY, "06154.2025");
    reads("TP Huế", TODAY, "46.2025");
}

#[test]
fn composed_and_decomposed_and_either_place_of_the_tone_are_one() {
    for cell in
        ["xã Thụy Hùng, Lạng Sơn", "xã Thuỵ Hùng, Lạng Sơn", "xa\u{303} Thu\u{323}y Hu\u{300}ng"]
    {
        reads(cell, TODAY, "06148.2025");
    }
}

#[test]
fn a_name_that_several_bear_asks_a_person() {
    let book = law();
    let Reading::Several(units) = book.read_cell("xã Tân Mỹ", BEFORE) else {
        panic!("several")
    };
    assert!(1 < units.len() && units.iter().all(|it| it.exists_on(BEFORE)));
    let outer = id("20.2025");
    let Reading::One(unit) = book.read_cell_within("xã Tân Mỹ", &outer, BEFORE) else {
        panic!("one in Lạng Sơn")
    };
    assert_eq!(unit.id, id("06172.2024"));
}

#[test]
fn another_kind_or_another_tone_is_not_taken_without_asking() {
    refuses(
        "phường Tân Mỹ, Văn Lãng",
        BEFORE,
        "“phường Tân Mỹ, Văn Lãng” có thể là xã Tân Mỹ, huyện Văn Lãng, tỉnh Lạng Sơn: hãy chọn một.",
    );
    refuses(
        "xã Tấn Mỹ, Văn Lãng",
        BEFORE,
        "“xã Tấn Mỹ, Văn Lãng” có thể là xã Tân Mỹ, huyện Văn Lãng, tỉnh Lạng Sơn: hãy chọn một.",
    );
}

#[test]
fn an_old_code_beside_a_new_date_is_refused_and_both_are_named() {
    refuses(
        "06175",
        TODAY,
        "“06175” là xã Hồng Thái, huyện Văn Lãng, tỉnh Lạng Sơn, không còn vào ngày 23/11/2026; \
         nay là xã Hoàng Văn Thụ, tỉnh Lạng Sơn.",
    );
    refuses(
        "06172 xã Tân Mỹ",
        TODAY,
        "“06172 xã Tân Mỹ” ghép hai thời kỳ: ngày 23/11/2026, mã 06172 là xã Hoàng Văn Thụ, tỉnh \
         Lạng Sơn, còn xã Tân Mỹ, huyện Văn Lãng, tỉnh Lạng Sơn là đơn vị của thời kỳ khác.",
    );
    refuses(
        "06172 xã Na Sầm",
        TODAY,
        "“06172 xã Na Sầm”: ngày 23/11/2026, mã 06172 là xã Hoàng Văn Thụ, tỉnh Lạng Sơn, không \
         khớp với tên.",
    );
}

#[test]
fn a_name_of_the_other_time_is_refused_with_what_stands_there_on_the_day() {
    refuses(
        "xã Tân Mỹ, huyện Văn Lãng",
        TODAY,
        "“xã Tân Mỹ, huyện Văn Lãng” là xã Tân Mỹ, huyện Văn Lãng, tỉnh Lạng Sơn, không còn vào \
         ngày 23/11/2026; nay là xã Hoàng Văn Thụ, tỉnh Lạng Sơn.",
    );
    refuses(
        "xã Văn Lãng",
        BEFORE,
        "“xã Văn Lãng” là xã Văn Lãng, tỉnh Lạng Sơn, chưa có vào ngày 31/12/2024; trước đó là xã \
         Bắc La, huyện Văn Lãng, tỉnh Lạng Sơn; xã Tân Tác, huyện Văn Lãng, tỉnh Lạng Sơn; xã Bắc \
         Việt, huyện Văn Lãng, tỉnh Lạng Sơn; xã Thành Hòa, huyện Văn Lãng, tỉnh Lạng Sơn.",
    );
    refuses("xã Ô Rô, tỉnh Nọ", TODAY, "Không có đơn vị hành chính nào là “xã Ô Rô, tỉnh Nọ”.");
    refuses("", TODAY, "Không có đơn vị hành chính nào là “”.");
}

#[test]
fn a_search_finds_old_and_new_exact_tones_first() {
    let book = law();
    let found = |typed: &str| -> Vec<String> {
        book.search(typed, 4).into_iter().map(|it| it.id.to_string()).collect()
    };
    assert_eq!(found("văn lãng")[..2], ["182.2024", "06154.2025"]);
    assert!(found("van lang").contains(&"06154.2025".to_owned()));
    assert_eq!(found("xã Văn Lãng")[0], "06154.2025");
    assert_eq!(found("06172"), ["06172.2025", "06172.2024"]);
    assert_eq!(found("Hà Giang")[0], "02.2024");
    assert!(found("  ").is_empty());
}

#[test]
fn the_fictional_province_is_apart() {
    let book = fictional().unwrap();
    assert_eq!(book.full_name(&id("99025.2025")), "phường Bến Đò, tỉnh Rừng Tràm (hư cấu)");
    assert_eq!(book.communes_of(&id("99.2025")).len(), 8);
    assert_eq!(book.communes_of(&id("99.2024")).len(), 14);
    assert_eq!(book.parts(&id("99.2024")).len(), 2);
    assert!(matches!(book.heirs(&id("99040.2024")), Heirs::Several { .. }));
    let Reading::One(unit) = book.read_cell("Suối Mơ, Rừng Tràm", TODAY) else {
        panic!("one")
    };
    assert_eq!(unit.id, id("99007.2025"));
    assert_eq!(law().unit(&id("99.2025")), None);
}

#[test]
fn every_unit_there_ever_was_lies_in_one_province_of_today() {
    let book = law();
    let sizes = book.provinces(TODAY).into_iter().map(|it| book.reach(&it.id).surely.len());
    assert_eq!(sizes.sum::<usize>(), 63 + 696 + 10_035 + 34 + 3_321);
}
