//! Days as people type them where a document may know only a month, a year or a range.

use jiff::civil::Date;

use crate::face::date_typed;
use crate::machinery::sheet::counted_day;

/// A day.
pub(super) fn day(typed: &str) -> Result<Date, String> {
    counted_day(typed.trim()).map_or_else(|| date_typed(without_time(typed)), Ok)
}

/// A spreadsheet may write the hour behind a day.
fn without_time(typed: &str) -> &str {
    let typed = typed.trim();
    let (day, hour) = typed.split_once(' ').unwrap_or((typed, ""));
    if hour.contains(':') { day } else { typed }
}

/// A year of the programme or not long before it.
pub(super) fn year(typed: &str) -> Result<i64, String> {
    let typed = typed.trim().trim_start_matches("năm").trim();
    match typed.parse() {
        Ok(year) if (2000..=2100).contains(&year) => Ok(year),
        _ => Err(format!("“{typed}” không phải là năm; hãy viết như 2026.")),
    }
}

/// A day, or a range within which it lies: `29/5/2023`, `từ 1/1/2021 đến 31/12/2022`, `5/2023`,
/// `2023`, `2019 – 2023`.
///
/// # Errors
///
/// The sentence that says what is not understood.
pub fn span(typed: &str) -> Result<(Date, Date), String> {
    let text = typed.trim().to_lowercase();
    let text = text.strip_prefix("từ ").or_else(|| text.strip_prefix("trong ")).unwrap_or(&text);
    let ends = [" đến ", "–", "—", " - ", "→"].iter().find_map(|it| text.split_once(it));
    let two_years = || text.split_once('-').filter(|(from, to)| is_year(from) && is_year(to));
    let (earliest, latest) = match ends.or_else(two_years) {
        Some((from, to)) => (period(from)?.0, period(to)?.1),
        None => period(text)?,
    };
    if earliest <= latest {
        Ok((earliest, latest))
    } else {
        Err(format!("“{}”: ngày sau đứng trước ngày trước.", typed.trim()))
    }
}

fn is_year(text: &str) -> bool {
    let text = text.trim();
    text.len() == 4 && text.bytes().all(|it| it.is_ascii_digit())
}

/// The first and the last day of what is typed: a day, a month, a year.
fn period(text: &str) -> Result<(Date, Date), String> {
    let text = text.trim();
    let text = ["hết ngày", "ngày", "tháng", "năm", "hết"]
        .iter()
        .find_map(|it| text.strip_prefix(it))
        .unwrap_or(text)
        .trim();
    let unclear =
        || format!("“{text}” không rõ là ngày nào; hãy viết như 02/11/2026, 5/2023 hoặc 2023.");
    if is_year(text) {
        let year = i16::try_from(year(text)?).map_err(|_| unclear())?;
        let day = |month, day| Date::new(year, month, day).map_err(|_| unclear());
        return Ok((day(1, 1)?, day(12, 31)?));
    }
    let pieces: Vec<&str> = text.split(['/', '-', '.']).map(str::trim).collect();
    if let [month, year] = pieces[..]
        && is_year(year)
    {
        let (month, year) = (month.parse().ok(), year.parse().ok());
        let first = month.zip(year).and_then(|(month, year)| Date::new(year, month, 1).ok());
        let first = first.ok_or_else(unclear)?;
        return Ok((first, first.last_of_month()));
    }
    day(text).map(|it| (it, it))
}

/// `29/05/2023`, or `từ 01/01/2021 đến 31/12/2022`: read again, it is the same.
pub(super) fn span_words((earliest, latest): (Date, Date)) -> String {
    if earliest == latest {
        words(earliest)
    } else {
        format!("từ {} đến {}", words(earliest), words(latest))
    }
}

/// What is said of a document that carries out or replaces one dated later than itself.
pub fn out_of_order(own: Date, later: Date) -> String {
    format!(
        "Văn bản này ngày {}, mà văn bản được dẫn ngày {}: không văn bản nào thực hiện hay thay thế văn bản ra sau nó.",
        words(own),
        words(later)
    )
}

/// `29/05/2023`
pub(super) fn words(day: Date) -> String {
    day.strftime("%d/%m/%Y").to_string()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_span_is_read_as_documents_write_it() {
        let day = date(2023, 5, 29);
        for typed in ["29/5/2023", "29-05-2023", "2023-05-29", "45075", "ngày 29/5/2023"] {
            assert_eq!(span(typed), Ok((day, day)), "{typed}");
        }
        let years = (date(2019, 1, 1), date(2023, 12, 31));
        for typed in
            ["2019 – 2023", "2019-2023", "từ 1/1/2019 đến 31/12/2023", "từ năm 2019 đến năm 2023"]
        {
            assert_eq!(span(typed), Ok(years), "{typed}");
        }
        assert_eq!(span("2/2024"), Ok((date(2024, 2, 1), date(2024, 2, 29))));
        assert_eq!(span("tháng 5/2023"), Ok((date(2023, 5, 1), date(2023, 5, 31))));
        assert_eq!(span("2023"), Ok((date(2023, 1, 1), date(2023, 12, 31))));
    }

    #[test]
    fn what_is_no_day_says_so() {
        for typed in ["", "gần đây", "31/2/2023", "13/2023", "từ 2023 đến 2021", "1999"] {
            assert!(span(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn its_words_are_read_back() {
        for typed in ["29/5/2023", "5/2023", "2019 – 2023"] {
            let read = span(typed).unwrap();
            assert_eq!(span(&span_words(read)), Ok(read));
        }
    }
}
