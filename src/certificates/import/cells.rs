//! What people write in a cell: days, stars, kinds of producer, authorities, sets.

use jiff::civil::Date;
use ocop_rules::criteria::Stars;
use ocop_rules::producers::ProducerKind;
use ocop_rules::products::fold;
use ocop_rules::programme::{Authority, Group};

use super::sheet::{Cell, counted_day};
use crate::criteria::Standards;

/// A day, typed or as a spreadsheet counts them.
pub(super) fn day(cell: &Cell) -> Result<Date, String> {
    if let Cell::Day(day) = cell {
        return Ok(*day);
    }
    let text = cell.text();
    if let Some(day) = counted_day(&text) {
        return Ok(day);
    }
    let unclear = || Err(format!("“{text}” không phải là ngày; hãy viết như 02/11/2026."));
    let without_time = text.split([' ', 'T']).next().unwrap_or_default();
    let pieces: Vec<&str> = without_time.split(['/', '-', '.']).map(str::trim).collect();
    let is_number = |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
    if !pieces.iter().copied().all(is_number) {
        return unclear();
    }
    let (day, month, year) = match pieces[..] {
        [year, month, day] if year.len() == 4 => (day, month, year),
        [day, month, year] if year.len() == 4 => (day, month, year),
        [_, year] | [year] if year.len() == 4 => {
            return Err(format!(
                "“{text}” chưa đủ ngày, tháng, năm; nếu chỉ biết khoảng, hãy ghi ở cột “Từ ngày” và “Đến ngày”."
            ));
        }
        _ => return unclear(),
    };
    let (Ok(day), Ok(month), Ok(year)) = (day.parse(), month.parse(), year.parse()) else {
        return Err(format!("{without_time} không có trong lịch."));
    };
    Date::new(year, month, day).map_err(|_| format!("{without_time} không có trong lịch."))
}

/// A range written in one cell: `từ 1/1/2021 đến 31/12/2022`, `1/1/2021 – 31/12/2022`.
pub(super) fn range(cell: &Cell) -> Option<(Cell, Cell)> {
    let Cell::Text(text) = cell else { return None };
    let spaced = format!(" {} ", cell.text().to_lowercase());
    let lowered = spaced.replace(['–', '—', '→'], " đến ").replace(" den ", " đến ");
    let lowered = lowered.replace(" - ", " đến ");
    let (from, to) = lowered.split_once(" đến ")?;
    let from = from.replace("từ ngày", "").replace("từ", "").replace(" tu ", "");
    let to = to.replace("hết ngày", "").replace("ngày", "");
    let piece = |it: &str| Cell::Text(it.trim().to_owned());
    (!text.is_empty()).then(|| (piece(&from), piece(&to)))
}

/// Stars: `4`, `4 sao`, `4*`, `****`, `bốn sao`, `OCOP 4 sao`.
pub(super) fn stars(cell: &Cell) -> Result<Stars, String> {
    let text = cell.text();
    let is_star = |it: char| matches!(it, '*' | '★' | '⭐' | '✩' | '☆');
    let drawn = text.chars().filter(|it| is_star(*it)).count();
    let digits: Vec<char> = text.chars().filter(char::is_ascii_digit).collect();
    let folded = fold(&text);
    let word = folded.split(' ').find(|it| !["ocop", "sao", "hang", "dat"].contains(it));
    let number = match (digits[..].first(), digits.len(), word) {
        (Some(digit), 1, _) => digit.to_digit(10).and_then(|it| u8::try_from(it).ok()),
        (None, _, _) if 0 < drawn => u8::try_from(drawn).ok(),
        (None, _, Some("mot")) => Some(1),
        (None, _, Some("hai")) => Some(2),
        (None, _, Some("ba")) => Some(3),
        (None, _, Some("bon")) => Some(4),
        (None, _, Some("nam")) => Some(5),
        _ => None,
    };
    number
        .and_then(Stars::from_number)
        .ok_or_else(|| format!("“{text}” không phải số sao; hãy ghi 3, 4 hoặc 5."))
}

/// A kind of producer, in full or as it is shortened; nothing written is not stated.
pub(super) fn kind(cell: &Cell) -> Result<ProducerKind, String> {
    let text = cell.text();
    let folded = fold(&text);
    if let Some(kind) = ProducerKind::from_id(text.as_str()) {
        return Ok(kind);
    }
    let begins = |words: &[&str]| words.iter().any(|it| folded.starts_with(it));
    let is = |words: &[&str]| words.contains(&folded.as_str());
    if folded.is_empty() || begins(&["chua ro", "khong ro"]) {
        Ok(ProducerKind::Unstated)
    } else if is(&["htx"]) || begins(&["hop tac xa", "lien hiep hop tac xa", "lien hiep htx"]) {
        Ok(ProducerKind::Cooperative)
    } else if is(&["tht"]) || begins(&["to hop tac", "to lien ket"]) {
        Ok(ProducerKind::CooperativeGroup)
    } else if begins(&["doanh nghiep lon"]) {
        Ok(ProducerKind::LargeEnterprise)
    } else if is(&["dn", "dnnvv", "dntn", "cong ty"]) || begins(&["doanh nghiep", "cong ty"]) {
        Ok(ProducerKind::Sme)
    } else if begins(&["trang trai"]) {
        Ok(ProducerKind::Farm)
    } else if is(&["ho", "hkd"]) || begins(&["ho ", "co so"]) {
        Ok(ProducerKind::Household)
    } else if begins(&["hoi", "hiep hoi"]) {
        Ok(ProducerKind::Association)
    } else if begins(&["trung tam"]) {
        Ok(ProducerKind::OperatingCentre)
    } else {
        Err(format!("không có loại hình chủ thể “{text}”; hãy chọn như trong trang Hướng dẫn."))
    }
}

/// Who recognised; `None` when nothing is written.
pub(super) fn authority(cell: &Cell) -> Result<Option<Authority>, String> {
    let text = cell.text();
    let folded = fold(&text);
    let has = |words: &[&str]| words.iter().any(|it| folded.contains(it));
    if folded.is_empty() {
        Ok(None)
    } else if has(&["trung uong", "bo nong", "bo nn", "ministry"]) || folded == "bo" {
        Ok(Some(Authority::Ministry))
    } else if has(&["huyen", "district", "thi xa"]) {
        Ok(Some(Authority::District))
    } else if has(&["tinh", "province", "thanh pho"]) {
        Ok(Some(Authority::Province))
    } else {
        Err(format!("“{text}” không phải cấp công nhận; hãy ghi huyện, tỉnh hoặc trung ương."))
    }
}

/// Whether the product is only planned.
pub(super) fn is_planned(cell: &Cell) -> Result<bool, String> {
    let text = cell.text();
    let folded = fold(&text);
    match folded.as_str() {
        "" | "da cong nhan" | "cong nhan" | "dat" => Ok(false),
        "du kien" | "ke hoach" | "tiem nang" => Ok(true),
        _ => Err(format!("“{text}” không rõ; hãy ghi “đã công nhận” hoặc “dự kiến”.")),
    }
}

/// A set of Decision 26/2026 and its line of Annex I, or as much of the line as is known.
pub(super) fn class(standards: &Standards, cell: &Cell) -> Result<(Option<u8>, String), String> {
    let text = cell.text();
    let folded = fold(&text);
    let bare = text.strip_prefix("26-2026/").unwrap_or(&text);
    let bare = folded.strip_prefix("bo ").unwrap_or(bare).trim();
    let sets = || standards.in_force().map(|it| it.sets.as_slice()).unwrap_or_default().iter();
    if folded.is_empty() {
        return Ok((None, String::new()));
    }
    if let Ok(number) = bare.parse::<u8>() {
        let set = sets().find(|it| it.criteria.id().sheet() == number);
        let set = set.ok_or_else(|| format!("không có bộ số {number}; các bộ từ 1 đến 26."))?;
        return Ok((Some(number), set.class.clone()));
    }
    if let Some(set) = sets().find(|it| it.class == text || fold(it.criteria.name()) == folded) {
        return Ok((Some(set.criteria.id().sheet()), set.class.clone()));
    }
    let classes = standards.classification().classes();
    let group = Group::from_id(&text).map(|it| it.id().to_owned());
    let named = classes.iter().find(|it| fold(&it.industry_name) == folded);
    group.or_else(|| named.map(|it| it.industry.clone())).map(|it| (None, it)).ok_or_else(|| {
        format!("không có bộ sản phẩm hay nhóm “{text}”; hãy ghi số bộ từ 1 đến 26.")
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn text(words: &str) -> Cell {
        Cell::Text(words.to_owned())
    }

    #[test]
    fn days_are_read_as_people_and_spreadsheets_write_them() {
        let expected = date(2023, 5, 29);
        for words in
            ["29/5/2023", "29-05-2023", "29.5.2023", "2023-05-29", "45075", "29/5/2023 0:00"]
        {
            assert_eq!(day(&text(words)), Ok(expected), "{words}");
        }
    }

    #[test]
    fn a_day_that_is_not_in_the_calendar_is_said_to_be_so() {
        for words in ["31/02/2026", "2026-13-01", "29/2/2023", "300/1/2023"] {
            assert_eq!(day(&text(words)), Err(format!("{words} không có trong lịch.")));
        }
        assert!(day(&text("2021")).unwrap_err().contains("Từ ngày"));
        assert!(day(&text("12/2021")).unwrap_err().contains("Từ ngày"));
        assert!(day(&text("hôm qua")).unwrap_err().contains("không phải là ngày"));
        assert!(day(&text("5/3/21")).is_err());
    }

    #[test]
    fn a_range_in_one_cell_is_two_days() {
        for words in
            ["từ 1/1/2021 đến 31/12/2022", "1/1/2021 – 31/12/2022", "1/1/2021 - 31/12/2022"]
        {
            let (from, to) = range(&text(words)).unwrap();
            assert_eq!((from.text(), to.text()), ("1/1/2021".into(), "31/12/2022".into()));
        }
        assert_eq!(range(&text("29-5-2023")), None);
    }

    #[test]
    fn stars_are_read_in_every_spelling() {
        for words in ["4", "4 sao", "4*", "****", "★★★★", "bốn sao", "OCOP 4 sao", "Đạt 4 sao"]
        {
            assert_eq!(stars(&text(words)), Ok(Stars::Four), "{words}");
        }
        for words in ["", "6", "45", "sao", "4 hoặc 5"] {
            assert!(stars(&text(words)).is_err(), "{words}");
        }
    }

    #[test]
    fn kinds_and_authorities_may_be_shortened() {
        assert_eq!(kind(&text("HTX")), Ok(ProducerKind::Cooperative));
        for words in ["Hộ", "Hộ kinh doanh", "Cơ sở sản xuất"] {
            assert_eq!(kind(&text(words)), Ok(ProducerKind::Household), "{words}");
        }
        assert_eq!(kind(&text("")), Ok(ProducerKind::Unstated));
        assert!(kind(&text("phi chính phủ")).is_err());
        assert_eq!(authority(&text("UBND huyện")), Ok(Some(Authority::District)));
        assert_eq!(authority(&text("Trung ương")), Ok(Some(Authority::Ministry)));
    }

    #[test]
    fn a_set_is_known_by_number_line_or_name() {
        let standards = Standards::load().unwrap();
        for words in ["4", "04", "26-2026/04", "I.2.b", "Bộ 4"] {
            let read = class(&standards, &text(words));
            assert_eq!(read, Ok((Some(4), "I.2.b".to_owned())), "{words}");
        }
        assert_eq!(class(&standards, &text("Thực phẩm")), Ok((None, "I".to_owned())));
        assert!(class(&standards, &text("27")).is_err());
    }
}
