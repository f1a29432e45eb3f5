//! The days off and the moved working days of every year, from `standards/calendar/`.

use std::ops::RangeInclusive;
use std::sync::{Arc, LazyLock};

use jiff::civil::Date;
use ocop_rules::programme::Holidays;
use serde::Deserialize;

const YEARS: [(&str, &str); 3] = [
    ("standards/calendar/2025.toml", include_str!("../../standards/calendar/2025.toml")),
    ("standards/calendar/2026.toml", include_str!("../../standards/calendar/2026.toml")),
    ("standards/calendar/2027.toml", include_str!("../../standards/calendar/2027.toml")),
];

static CALENDAR: LazyLock<Result<Arc<Calendar>, CalendarFault>> =
    LazyLock::new(|| Calendar::read(&YEARS).map(Arc::new));

/// The legal calendar (*lịch nghỉ lễ, Tết*), shared by whoever counts working days.
///
/// # Errors
///
/// When the files built into the program are no calendar; a test proves that they are.
pub fn calendar() -> Result<Arc<Calendar>, CalendarFault> {
    CALENDAR.clone()
}

/// The days off and the moved working days of the years that are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// As the rules count with them.
    pub holidays: Holidays,
    /// The days off with their names, in order.
    pub off: Vec<MarkedDay>,
    /// The weekend days that are worked, in order.
    pub working: Vec<MarkedDay>,
    /// The years that have a file. A term that ends beyond them counts weekends only.
    pub years: RangeInclusive<i16>,
}

/// One day that is not as its weekday says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkedDay {
    /// Which day.
    pub on: Date,
    /// What it is called.
    pub name: String,
    /// What it rests on.
    pub by: Basis,
}

/// What a day off rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// Art. 111 and 112 of the Labour Code 2019.
    Law,
    /// The decision of that year.
    Decision,
    /// Our reading, until the decision is entered.
    Unconfirmed,
}

/// Why a file is no calendar.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CalendarFault {
    /// It is not written as one.
    #[error("{0}: {1}")]
    Written(String, String),
    /// A day stands in the file of another year, or is no day.
    #[error("{0}: {1} is no day of that year")]
    Day(String, String),
    /// The years do not follow one another.
    #[error("{0}: the years must follow one another")]
    Gap(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct YearFile {
    year: i16,
    off: Vec<DayLine>,
    working: Vec<DayLine>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DayLine {
    on: toml::value::Datetime,
    name: String,
    by: Basis,
}

impl Calendar {
    /// Reads the files of some years that follow one another; the names are for faults.
    pub fn read(files: &[(&str, &str)]) -> Result<Self, CalendarFault> {
        let (mut off, mut working, mut years) = (Vec::new(), Vec::new(), Vec::new());
        for (file, text) in files {
            let read: YearFile = toml::from_str(text)
                .map_err(|it| CalendarFault::Written((*file).to_owned(), it.to_string()))?;
            if years.last().is_some_and(|last| last + 1 != read.year) {
                return Err(CalendarFault::Gap((*file).to_owned()));
            }
            off.extend(days(file, read.year, read.off)?);
            working.extend(days(file, read.year, read.working)?);
            years.push(read.year);
        }
        off.sort_by_key(|it| it.on);
        working.sort_by_key(|it| it.on);
        let dates = |days: &[MarkedDay]| days.iter().map(|it| it.on).collect();
        let first = years.first().copied().unwrap_or_default();
        let last = years.last().copied().unwrap_or_default();
        let holidays = Holidays::new(dates(&off), dates(&working));
        Ok(Self { holidays, off, working, years: first..=last })
    }

    /// Whether all of the term lies in years that are known, every moved day among them confirmed.
    pub fn is_certain_between(&self, from: Date, to: Date) -> bool {
        let moved = self.off.iter().chain(&self.working);
        self.years.contains(&from.year())
            && self.years.contains(&to.year())
            && moved.filter(|it| from <= it.on && it.on <= to).all(|it| it.by != Basis::Unconfirmed)
    }
}

fn days(file: &str, year: i16, lines: Vec<DayLine>) -> Result<Vec<MarkedDay>, CalendarFault> {
    let read = |line: DayLine| {
        let written = line.on.to_string();
        match written.parse::<Date>() {
            Ok(on) if on.year() == year => Ok(MarkedDay { on, name: line.name, by: line.by }),
            _ => Err(CalendarFault::Day(file.to_owned(), written)),
        }
    };
    lines.into_iter().map(read).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Weekday, date};
    use ocop_rules::programme::working_days_after;

    use super::*;

    #[test]
    fn the_days_fixed_by_the_law_are_there_every_year() {
        let calendar = calendar().unwrap();
        assert_eq!(calendar.years, 2025..=2027);
        for year in calendar.years.clone() {
            for (month, day) in [(1, 1), (4, 30), (5, 1), (9, 2)] {
                assert!(
                    !calendar.holidays.works_on(date(year, month, day)),
                    "{year} {month} {day}"
                );
            }
        }
        for first_of_tet in [date(2025, 1, 29), date(2026, 2, 17), date(2027, 2, 6)] {
            assert!(!calendar.holidays.works_on(first_of_tet));
        }
        for hung_kings in [date(2025, 4, 7), date(2026, 4, 27), date(2027, 4, 16)] {
            assert!(!calendar.holidays.works_on(hung_kings));
        }
    }

    #[test]
    fn five_weekdays_are_off_around_every_tet() {
        let calendar = calendar().unwrap();
        for year in calendar.years.clone() {
            let weekdays = calendar
                .off
                .iter()
                .filter(|it| it.on.year() == year && it.name.contains("Nguyên đán"))
                .filter(|it| !matches!(it.on.weekday(), Weekday::Saturday | Weekday::Sunday));
            assert_eq!(weekdays.count(), 5, "{year}");
        }
    }

    #[test]
    fn a_day_worked_instead_is_a_saturday() {
        let calendar = calendar().unwrap();
        for day in &calendar.working {
            assert_eq!(day.on.weekday(), Weekday::Saturday, "{}", day.on);
            assert!(calendar.holidays.works_on(day.on));
        }
    }

    #[test]
    fn the_communes_term_skips_the_national_day() {
        let holidays = &calendar().unwrap().holidays;
        // Friday 28 August: 31/8, 1/9 and 2/9 are off.
        assert_eq!(working_days_after(date(2026, 8, 28), 15, holidays), date(2026, 9, 23));
    }

    #[test]
    fn an_unconfirmed_day_is_not_certain() {
        let calendar = calendar().unwrap();
        assert!(calendar.is_certain_between(date(2026, 8, 1), date(2026, 9, 30)));
        assert!(!calendar.is_certain_between(date(2027, 1, 20), date(2027, 2, 20)));
        assert!(!calendar.is_certain_between(date(2027, 12, 20), date(2028, 1, 20)));
    }

    #[test]
    fn a_day_of_another_year_is_not_taken() {
        let text =
            "year = 2026\noff = [{ on = 2027-01-01, name = \"\", by = \"law\" }]\nworking = []";
        let fault = Calendar::read(&[("a.toml", text)]).unwrap_err();
        assert_eq!(fault.to_string(), "a.toml: 2027-01-01 is no day of that year");
    }
}
