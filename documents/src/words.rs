//! Numbers, days and names as Vietnamese offices write them.

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::locale;
use icu_properties::CodePointSetData;
use icu_properties::props::BidiControl;
use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization as _;

/// `ngày 05 tháng 02 năm 2026`: a day below ten and the months January and February have a nought
/// before them (Decree 30/2020, Annex I).
///
/// ```
/// use jiff::civil::date;
/// use ocop_documents::words::long_date;
///
/// assert_eq!(long_date(date(2026, 2, 5)), "ngày 05 tháng 02 năm 2026");
/// assert_eq!(long_date(date(2026, 3, 15)), "ngày 15 tháng 3 năm 2026");
/// ```
pub fn long_date(date: Date) -> String {
    let month = match date.month() {
        month @ (1 | 2) => format!("0{month}"),
        month => month.to_string(),
    };
    format!("ngày {:02} tháng {month} năm {}", date.day(), date.year())
}

/// `05/02/2026`
pub fn short_date(date: Date) -> String {
    date.strftime("%d/%m/%Y").to_string()
}

/// A whole number, its thousands apart: `18.243`.
pub fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if 0 < at && (digits.len() - at).is_multiple_of(3) {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    if number < 0 { format!("-{grouped}") } else { grouped }
}

/// Money, in whole đồng: `1.300.000.000 đồng`.
pub fn money(dong: i64) -> String {
    format!("{} đồng", grouped(dong))
}

/// Money as a picture says it, rounded to hundredths of a billion or of a million:
/// `1,3 tỷ đồng`, `850 triệu đồng`.
///
/// ```
/// use ocop_documents::words::money_in_short;
///
/// assert_eq!(money_in_short(1_300_000_000), "1,3 tỷ đồng");
/// assert_eq!(money_in_short(12_345_678), "12,35 triệu đồng");
/// assert_eq!(money_in_short(500_000), "500.000 đồng");
/// ```
pub fn money_in_short(dong: i64) -> String {
    let (unit, word) = match dong.unsigned_abs() {
        // 999.996 triệu is not said as 1.000 triệu.
        999_995_000.. => (1_000_000_000_i128, "tỷ"),
        1_000_000.. => (1_000_000, "triệu"),
        _ => return money(dong),
    };
    let hundredths = (i128::from(dong.unsigned_abs()) * 100 + unit / 2) / unit;
    let (whole, part) = (hundredths / 100, hundredths % 100);
    let part = match part {
        0 => String::new(),
        it if it % 10 == 0 => format!(",{}", it / 10),
        it => format!(",{it:02}"),
    };
    let sign = if dong < 0 { "-" } else { "" };
    format!("{sign}{}{part} {word} đồng", grouped(i64::try_from(whole).unwrap_or(i64::MAX)))
}

/// Stars in words: `bốn sao`.
pub fn stars(stars: u8) -> String {
    let word = match stars {
        1 => "một",
        2 => "hai",
        3 => "ba",
        4 => "bốn",
        5 => "năm",
        _ => return format!("{stars} sao"),
    };
    format!("{word} sao")
}

/// A number of a document with a nought before it when it is below ten: `07`.
pub fn document_number(number: i64) -> String {
    format!("{number:02}")
}

/// Text as it is kept, searched and printed: composed (NFC), its lines ended by `\n` alone, a tab as
/// a space, and nothing in it that stands for no sign: no control characters, and no marks that turn
/// the way of reading, behind which words can hide.
///
/// ```
/// use ocop_documents::words::composed;
///
/// assert_eq!(composed("Ma\u{323}\u{302}t\u{0} ong\r\nr\u{202e}ừng\ttràm"), "Mật ong\nrừng tràm");
/// ```
pub fn composed(text: &str) -> String {
    let turns = CodePointSetData::new::<BidiControl>();
    let mut letters = text.chars().peekable();
    let kept = std::iter::from_fn(move || {
        loop {
            match letters.next()? {
                '\r' if letters.peek() == Some(&'\n') => {}
                '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                    return Some('\n');
                }
                '\t' => return Some(' '),
                '\u{feff}' | '\u{fffe}' | '\u{ffff}' => {}
                it if it.is_control() || turns.contains(it) => {}
                it => return Some(it),
            }
        }
    });
    kept.nfc().collect()
}

/// The text with the years of each period kept on one line, by spaces that do not break.
///
/// ```
/// use ocop_documents::words::unparted;
///
/// assert_eq!(unparted("giai đoạn 2021 – 2025"), "giai đoạn 2021\u{a0}–\u{a0}2025");
/// assert_eq!(unparted("01/01/2023 – 31/01/2025"), "01/01/2023 – 31/01/2025");
/// ```
pub fn unparted(text: &str) -> String {
    const DASH: &str = " – ";
    let is_year = |it: &str| it.len() == 4 && it.bytes().all(|it| it.is_ascii_digit());
    let of_figures = |it: char| !it.is_ascii_digit() && it != '/';
    let mut said = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(DASH) {
        let first = before.rsplit(of_figures).next().unwrap_or_default();
        let last = after.split(of_figures).next().unwrap_or_default();
        said.push_str(before);
        said.push_str(if is_year(first) && is_year(last) { "\u{a0}–\u{a0}" } else { DASH });
        rest = after;
    }
    said.push_str(rest);
    said
}

/// Words before which a name breathes.
const OPENING: [&str; 5] = ["và ", "của ", "giai đoạn ", "trên địa bàn ", "tỉnh "];
/// The letters of an office's name that a line of a letterhead holds.
const OFFICE_LINE: usize = 24;

/// The name of an office as it stands in a letterhead: in capitals, the place of a committee on a
/// line of its own, and a long name in lines that part no words that belong together where it can
/// be helped.
///
/// ```
/// use ocop_documents::words::office_lines;
///
/// assert_eq!(office_lines("Ủy ban nhân dân tỉnh Rừng Tràm"), "ỦY BAN NHÂN DÂN\nTỈNH RỪNG TRÀM");
/// assert_eq!(office_lines("Sở Nông nghiệp và Môi trường"), "SỞ NÔNG NGHIỆP\nVÀ MÔI TRƯỜNG");
/// ```
pub fn office_lines(office: &str) -> String {
    const COMMITTEE: &str = "ỦY BAN NHÂN DÂN ";
    let office = composed(office).to_uppercase();
    let lines = office.split('\n').map(|line| match line.strip_prefix(COMMITTEE) {
        Some(place) => format!("{}\n{}", COMMITTEE.trim_end(), in_lines(place, OFFICE_LINE)),
        None => in_lines(line, OFFICE_LINE),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// A name in lines of at most so many letters, about as long as each other, which part no words that
/// belong together where it can be helped.
///
/// ```
/// use ocop_documents::words::in_lines;
///
/// let subject = "Về việc thành lập Tổ tư vấn Hội đồng đánh giá, phân hạng sản phẩm OCOP tỉnh Rừng Tràm";
/// let lines =
///     "Về việc thành lập Tổ tư vấn Hội đồng đánh giá,\nphân hạng sản phẩm OCOP tỉnh Rừng Tràm";
/// assert_eq!(in_lines(subject, 60), lines);
/// ```
pub fn in_lines(name: &str, most: usize) -> String {
    let long = |text: &str| text.chars().count();
    let whole = long(name);
    if let Some((first, rest)) = name.split_once('\n') {
        return format!("{}\n{}", in_lines(first, most), in_lines(rest, most));
    }
    if whole <= most {
        return name.to_owned();
    }
    let even = whole / whole.div_ceil(most.max(1));
    let parted = name.match_indices(' ').map(|(at, _)| (&name[..at], &name[at + 1..]));
    let cost = |&(first, rest): &(&str, &str)| {
        let is_natural =
            first.ends_with(',') || OPENING.iter().any(|it| rest.to_lowercase().starts_with(it));
        // Most words are of two syllables.
        let is_even = first.split(' ').count().is_multiple_of(2);
        let torn = if is_natural {
            0
        } else if is_even {
            4
        } else {
            6
        };
        (long(rest).div_ceil(most.max(1)), long(first).abs_diff(even) + torn)
    };
    let best = parted.filter(|(first, _)| long(first) <= most).min_by_key(cost);
    best.map_or_else(
        || name.to_owned(),
        |(first, rest)| format!("{first}\n{}", in_lines(rest, most)),
    )
}

/// Sorts by what `name` answers, as a Vietnamese dictionary does: đ after d, tones in their order.
pub fn sort_by_name<T>(values: &mut [T], name: impl Fn(&T) -> &str) {
    match collator() {
        Some(collator) => values.sort_by(|one, other| collator.compare(name(one), name(other))),
        None => values.sort_by(|one, other| name(one).cmp(name(other))),
    }
}

fn collator() -> Option<CollatorBorrowed<'static>> {
    Collator::try_new(locale!("vi").into(), CollatorOptions::default()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_grouped_by_dots() {
        assert_eq!(money(1_300_000_000), "1.300.000.000 đồng");
        assert_eq!([grouped(0), grouped(999), grouped(-1_000)], ["0", "999", "-1.000"]);
    }

    #[test]
    fn names_stand_as_in_a_dictionary() {
        let mut names = vec!["Đậu", "Dừa", "Ăn", "Chè", "An", "Cà phê", "Dâu"];
        sort_by_name(&mut names, |it| it);
        assert_eq!(names, ["An", "Ăn", "Cà phê", "Chè", "Dâu", "Dừa", "Đậu"]);
    }

    #[test]
    fn the_name_of_an_office_is_parted_where_it_breathes() {
        for (name, lines) in [
            (
                "Hội đồng đánh giá, phân hạng sản phẩm OCOP",
                "HỘI ĐỒNG ĐÁNH GIÁ,\nPHÂN HẠNG SẢN PHẨM OCOP",
            ),
            ("Văn phòng Điều phối nông thôn mới", "VĂN PHÒNG ĐIỀU PHỐI\nNÔNG THÔN MỚI"),
            ("Bộ Nông nghiệp và Môi trường", "BỘ NÔNG NGHIỆP\nVÀ MÔI TRƯỜNG"),
            (
                "Chi cục Phát triển nông thôn tỉnh Lạng Sơn",
                "CHI CỤC PHÁT TRIỂN\nNÔNG THÔN TỈNH LẠNG SƠN",
            ),
            ("Sở Công Thương", "SỞ CÔNG THƯƠNG"),
            ("", ""),
        ] {
            assert_eq!(office_lines(name), lines);
        }
    }

    #[test]
    fn a_period_is_not_torn_from_its_word() {
        let title = "Sơ kết Chương trình mỗi xã một sản phẩm giai đoạn 2023 – 2026, tỉnh Rừng Tràm (hư cấu)";
        let lines = in_lines(title, 60);
        assert_eq!(lines.lines().next(), Some("Sơ kết Chương trình mỗi xã một sản phẩm"));
    }

    #[test]
    fn stars_have_words() {
        assert_eq!((stars(4).as_str(), stars(5).as_str()), ("bốn sao", "năm sao"));
        assert_eq!(document_number(7), "07");
    }
}
