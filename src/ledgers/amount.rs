//! A number as documents state it: *trên 1,3 tỷ đồng*, *hơn 80*, *gần 100*, *1 đến 2*.

use std::fmt::Write as _;

use ocop_rules::records::{Amount, Relation};

/// What begins a number that is not exact.
const BEFORE: [(&str, Relation); 18] = [
    ("không dưới", Relation::AtLeast),
    ("tối thiểu", Relation::AtLeast),
    ("ít nhất", Relation::AtLeast),
    (">=", Relation::AtLeast),
    ("≥", Relation::AtLeast),
    ("nhiều hơn", Relation::MoreThan),
    ("vượt", Relation::MoreThan),
    ("trên", Relation::MoreThan),
    ("hơn", Relation::MoreThan),
    (">", Relation::MoreThan),
    ("xấp xỉ", Relation::About),
    ("khoảng", Relation::About),
    ("chừng", Relation::About),
    ("ước", Relation::About),
    ("~", Relation::About),
    ("gần", Relation::Nearly),
    ("ngót", Relation::Nearly),
    ("từ", Relation::Between),
];

/// What stands between the ends of a range.
const JOINTS: [&str; 5] = [" đến ", " tới ", "–", " - ", "-"];

/// Reads what a person typed or a document says.
///
/// # Errors
///
/// A sentence that quotes what was typed.
pub fn read(typed: &str) -> Result<Amount, String> {
    let text = typed.trim().to_lowercase();
    let unclear = || {
        format!(
            "“{}” không rõ là bao nhiêu; hãy viết như 80, hơn 80, gần 100, 1 đến 2, trên 1,3 tỷ.",
            typed.trim()
        )
    };
    let (relation, rest) = begun(&text);
    if let Some((low, high)) = JOINTS.iter().find_map(|it| rest.split_once(it)) {
        // “2 đến 3 tỷ” counts both ends in tỷ.
        let high = counted(high).ok_or_else(unclear)?;
        let low = counted(low).ok_or_else(unclear)?;
        let value = if low.scaled { low.value } else { low.value.saturating_mul(high.scale) };
        let refusal = |_| format!("“{}”: số sau phải lớn hơn số trước.", typed.trim());
        return Amount::between(value, high.value).map_err(refusal);
    }
    let (relation, rest) = match (relation, rest.strip_suffix("trở lên")) {
        (Relation::Exactly | Relation::Between, Some(rest)) => (Relation::AtLeast, rest),
        (Relation::Between, None) => return Err(unclear()),
        _ => (relation, rest),
    };
    let number = counted(rest).ok_or_else(unclear)?;
    Amount::new(number.value, relation, None).map_err(|_| unclear())
}

/// The words that state it: `trên 1,3 tỷ đồng`. Reading them again gives the same amount.
pub fn words(amount: Amount, measure: &str) -> String {
    let short = measure == "đồng";
    let number = |it: i64| if short { scaled(it) } else { grouped(it) };
    let before = match amount.relation() {
        Relation::Exactly => "",
        Relation::AtLeast => "ít nhất ",
        Relation::MoreThan => "trên ",
        Relation::About => "khoảng ",
        Relation::Nearly => "gần ",
        Relation::Between => "từ ",
    };
    let mut words = format!("{before}{}", number(amount.value()));
    if let Some(upper) = amount.second() {
        let _ = write!(words, " đến {}", number(upper));
    }
    if !measure.is_empty() {
        let _ = write!(words, " {measure}");
    }
    words
}

fn begun(text: &str) -> (Relation, &str) {
    for (word, relation) in BEFORE {
        if let Some(rest) = text.strip_prefix(word) {
            return (relation, rest.trim());
        }
    }
    (Relation::Exactly, text)
}

/// A number as it was read.
struct Counted {
    value: i64,
    /// What its last word multiplies by.
    scale: i64,
    scaled: bool,
}

/// `80`, `1.300.000.000`, `1,3 tỷ`, `2 tỷ 300 triệu`, `80 đại biểu`.
fn counted(text: &str) -> Option<Counted> {
    let mut total = Counted { value: 0, scale: 1, scaled: false };
    let mut words = text.split_whitespace().peekable();
    let mut any = false;
    while let Some(word) = words.next() {
        let digits = word.len() - word.trim_start_matches(|it: char| is_figure(it)).len();
        if digits == 0 {
            // The thing counted comes after the number, and no number after it.
            return (any && words.all(|it| !it.starts_with(|it: char| it.is_ascii_digit())))
                .then_some(total);
        }
        let (figures, stuck) = word.split_at(digits);
        let scale =
            if stuck.is_empty() { words.peek().and_then(|it| scale(it)) } else { scale(stuck) };
        if stuck.is_empty() && scale.is_some() {
            words.next();
        }
        let by = scale.unwrap_or(1);
        total.value = total.value.checked_add(multiplied(figures, by)?)?;
        total.scale = by;
        total.scaled |= scale.is_some();
        any = true;
        if scale.is_none()
            && words.peek().is_some_and(|it| it.starts_with(|it: char| it.is_ascii_digit()))
        {
            return None;
        }
    }
    any.then_some(total)
}

fn is_figure(it: char) -> bool {
    it.is_ascii_digit() || matches!(it, '.' | ',')
}

fn scale(word: &str) -> Option<i64> {
    match word.trim_end_matches([',', '.', ';']) {
        "nghìn" | "ngàn" => Some(1_000),
        "triệu" | "tr" | "trđ" => Some(1_000_000),
        "tỷ" | "tỉ" | "ty" => Some(1_000_000_000),
        _ => None,
    }
}

/// Figures with their groups or their decimals, times a scale.
fn multiplied(figures: &str, scale: i64) -> Option<i64> {
    let figures = figures.trim_end_matches(['.', ',']);
    let pieces: Vec<&str> = figures.split('.').collect();
    let grouped = 1 < pieces.len()
        && (1..=3).contains(&pieces[0].len())
        && pieces[1..].iter().all(|it| it.split(',').next().is_some_and(|it| it.len() == 3));
    let (whole, decimals) = if grouped || pieces.len() == 1 {
        let plain = figures.replace('.', "");
        let (whole, decimals) = plain.split_once(',').unwrap_or((&plain, ""));
        (whole.to_owned(), decimals.to_owned())
    } else if let [whole, decimals] = pieces[..] {
        (whole.to_owned(), decimals.to_owned())
    } else {
        return None;
    };
    let mut value = whole.parse::<i64>().ok()?.checked_mul(scale)?;
    let mut place = scale;
    for digit in decimals.chars() {
        if place % 10 != 0 {
            return None;
        }
        place /= 10;
        value = value.checked_add(i64::from(digit.to_digit(10)?).checked_mul(place)?)?;
    }
    Some(value)
}

/// `1.300.000`
fn grouped(number: i64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if 0 < at && (digits.len() - at).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    text
}

/// `1,3 tỷ`, `250 triệu`: in the largest word in which at most three decimals are left.
fn scaled(number: i64) -> String {
    for (scale, word) in [(1_000_000_000, "tỷ"), (1_000_000, "triệu")] {
        if scale <= number && number % (scale / 1_000) == 0 {
            let thousandths = number % scale / (scale / 1_000);
            let decimals = format!("{thousandths:03}");
            let decimals = decimals.trim_end_matches('0');
            let joint = if decimals.is_empty() { "" } else { "," };
            return format!("{}{joint}{decimals} {word}", grouped(number / scale));
        }
    }
    grouped(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(relation: Relation, value: i64, upper: Option<i64>) -> Amount {
        Amount::new(value, relation, upper).unwrap()
    }

    #[test]
    fn a_number_is_read_as_documents_write_it() {
        for (typed, expected) in [
            ("80", Amount::exactly(80)),
            ("09", Amount::exactly(9)),
            ("1.300.000.000", Amount::exactly(1_300_000_000)),
            ("1.300.000.000 đồng", Amount::exactly(1_300_000_000)),
            ("1,3 tỷ", Amount::exactly(1_300_000_000)),
            ("1.3 tỷ đồng", Amount::exactly(1_300_000_000)),
            ("2 tỷ 300 triệu đồng", Amount::exactly(2_300_000_000)),
            ("trên 1,3 tỷ đồng", amount(Relation::MoreThan, 1_300_000_000, None)),
            ("Hơn 80 đại biểu", amount(Relation::MoreThan, 80, None)),
            ("gần 100", amount(Relation::Nearly, 100, None)),
            ("khoảng 145 sản phẩm", amount(Relation::About, 145, None)),
            ("ít nhất 15", amount(Relation::AtLeast, 15, None)),
            ("15 trở lên", amount(Relation::AtLeast, 15, None)),
            ("từ 15 sản phẩm trở lên", amount(Relation::AtLeast, 15, None)),
            ("1 đến 2", amount(Relation::Between, 1, Some(2))),
            ("ít nhất 1 đến 2 sản phẩm", amount(Relation::Between, 1, Some(2))),
            ("01-02", amount(Relation::Between, 1, Some(2))),
            ("từ 2 đến 3 tỷ", amount(Relation::Between, 2_000_000_000, Some(3_000_000_000))),
            ("250tr", Amount::exactly(250_000_000)),
        ] {
            assert_eq!(read(typed), Ok(expected), "{typed}");
        }
    }

    #[test]
    fn what_is_no_number_says_so() {
        for typed in
            ["", "nhiều", "từ 5", "2 đến 1", "80 90", "1,5", "1.2.3", "99999999999999999999"]
        {
            assert!(read(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn its_words_are_read_back_as_the_same_amount() {
        for typed in
            ["80", "trên 1,3 tỷ", "gần 100", "1 đến 2", "từ 2 đến 3 tỷ", "1.234.567", "ít nhất 5"]
        {
            let amount = read(typed).unwrap();
            for measure in ["đồng", "người", ""] {
                assert_eq!(read(&words(amount, measure)), Ok(amount), "{typed}");
            }
        }
        let said = words(read("trên 1.300.000.000").unwrap(), "đồng");
        assert_eq!(said, "trên 1,3 tỷ đồng");
    }
}
