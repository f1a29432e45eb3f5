//! An edition (*Bộ tiêu chí ban hành kèm theo Quyết định…*) and what it lays down beside its sheets.

use anyhow::{Context, Result, bail};
use jiff::civil::Date;
use ocop_rules::criteria::{Bands, EditionId, Points, Stars};
use toml::value::Datetime;

use super::ProductSet;
use super::rows::{BandsRow, DecisionFile, LevelRow, PartRow, SheetsRow, TermRow, UntilRow};

/// One decision with its sheets, as far as they are known.
#[derive(Debug, Clone)]
pub struct Edition {
    /// `26-2026`.
    pub id: EditionId,
    /// The decision as it is cited: "26/2026/QĐ-TTg".
    pub number: String,
    /// The day of issue.
    pub issued: Date,
    /// What it does, as it is cited: "ban hành Bộ tiêu chí …".
    pub about: String,
    /// The decisions that amended it, the oldest first: number and day of issue.
    pub amended: Vec<(String, Date)>,
    /// The first day on which dossiers are filed under it.
    pub from: Date,
    /// The last day on which anything is decided under it; none for the one in force.
    pub to: Option<Date>,
    /// What each part may earn.
    pub parts: Vec<PartTotal>,
    /// Its bands, where all are known.
    pub bands: Option<Bands>,
    /// Who recognises which stars, the oldest first.
    pub recognition: Vec<Recognition>,
    /// The terms that it sets, each with its article.
    pub terms: Vec<Term>,
    /// The rounds of every year.
    pub rounds: Vec<YearlyRound>,
    /// How the dossiers of the edition before end.
    pub transition: Option<Transition>,
    /// Whether its sheets are known. One without carries certificates all the same.
    pub is_scored: bool,
    /// Its sheets in their order; empty while they are not known.
    pub sets: Vec<ProductSet>,
}

/// What a part of every sheet may earn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartTotal {
    /// 'A', 'B' or 'C'.
    pub letter: char,
    /// Its name.
    pub name: String,
    /// Its points.
    pub max: Points,
}

/// Who recognises and certifies (*cấp công nhận*).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recogniser {
    /// *UBND cấp huyện*, gone with the districts.
    District,
    /// *UBND cấp tỉnh*.
    Province,
    /// *Bộ Nông nghiệp và Môi trường*, in charge for the centre.
    Ministry,
}

/// Who recognises which stars, from a day on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recognition {
    /// The first day.
    pub from: Date,
    /// Three stars; nobody from 1 to 5 July 2025, when districts were gone and no text said more.
    pub three: Option<Recogniser>,
    /// Four stars.
    pub four: Recogniser,
    /// Five stars.
    pub five: Recogniser,
}

/// How long something lasts, or may take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// `certificate`, `commune`, `renewal_opens`, `renewal_closes`, `renewal_result`,
    /// `revocation`, `extension`.
    pub id: String,
    /// How long.
    pub length: Length,
    /// "7.2"; empty where the article was not read.
    pub article: String,
}

/// The length of a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Length {
    /// *Tháng.*
    Months(u16),
    /// *Ngày.*
    Days(u16),
    /// *Ngày làm việc.*
    WorkingDays(u16),
}

/// A round that is held every year; both days are the first that is too late.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearlyRound {
    /// Who holds it.
    pub level: Recogniser,
    /// Its number in the year.
    pub number: u8,
    /// Month and day before which a dossier must be proposed.
    pub proposed_before: (i8, i8),
    /// Month and day before which the round is held.
    pub held_before: (i8, i8),
    /// "5.1".
    pub article: String,
}

/// How the dossiers end that were filed before this edition (Art. 12.2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transition {
    /// The edition that they were filed under.
    pub before: EditionId,
    /// The last day for a first evaluation or an upgrade.
    pub first_and_upgrade: LastDay,
    /// The last day for a renewal.
    pub renewal: LastDay,
}

/// The last day for something, and the article that says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastDay {
    /// That day still counts.
    pub day: Date,
    /// "12.2.a".
    pub article: String,
}

impl Edition {
    /// The sheet of this number.
    pub fn set(&self, sheet: u8) -> Option<&ProductSet> {
        self.sets.iter().find(|it| it.criteria.id().sheet() == sheet)
    }

    /// The term with this id.
    pub fn term(&self, id: &str) -> Option<&Term> {
        self.terms.iter().find(|it| it.id == id)
    }

    /// Who recognised these stars on that day; nobody one or two, nor before the edition.
    pub fn recogniser(&self, stars: Stars, day: Date) -> Option<Recogniser> {
        let then = self.recognition.iter().rev().find(|it| it.from <= day)?;
        match stars {
            Stars::Five => Some(then.five),
            Stars::Four => Some(then.four),
            Stars::Three => then.three,
            Stars::Two | Stars::One => None,
        }
    }

    /// The edition of a `decision.toml`, still without sheets.
    pub(super) fn read(id: EditionId, file: DecisionFile) -> Result<Self> {
        let mut recognition = Vec::new();
        for row in file.recognition {
            recognition.push(Recognition {
                from: date(row.from)?,
                three: row.three.map(Into::into),
                four: row.four.into(),
                five: row.five.into(),
            });
        }
        let terms = file.terms.into_iter().map(|(id, row)| term(id, row)).collect::<Result<_>>()?;
        let mut rounds = Vec::new();
        for row in file.round {
            rounds.push(YearlyRound {
                level: row.level.into(),
                number: row.number,
                proposed_before: month_and_day(&row.proposed_before)?,
                held_before: month_and_day(&row.held_before)?,
                article: row.article,
            });
        }
        let transition = match file.transition {
            None => None,
            Some(row) => Some(Transition {
                before: row.before.parse()?,
                first_and_upgrade: last_day(row.first_and_upgrade)?,
                renewal: last_day(row.renewal)?,
            }),
        };
        let amended = file.amended.into_iter().map(|it| Ok((it.number, date(it.issued)?)));
        Ok(Self {
            id,
            number: file.number,
            issued: date(file.issued)?,
            about: file.about,
            amended: amended.collect::<Result<_>>()?,
            from: date(file.from)?,
            to: file.to.map(date).transpose()?,
            parts: file.part.iter().map(PartTotal::from).collect(),
            bands: bands(file.bands),
            recognition,
            terms,
            rounds,
            transition,
            is_scored: file.sheets == SheetsRow::Known,
            sets: Vec::new(),
        })
    }
}

impl From<&PartRow> for PartTotal {
    fn from(row: &PartRow) -> Self {
        Self { letter: row.code, name: row.name.clone(), max: row.max }
    }
}

impl From<LevelRow> for Recogniser {
    fn from(row: LevelRow) -> Self {
        match row {
            LevelRow::District => Self::District,
            LevelRow::Province => Self::Province,
            LevelRow::Ministry => Self::Ministry,
        }
    }
}

/// The bands, where all of them are known.
pub(super) fn bands(row: BandsRow) -> Option<Bands> {
    let BandsRow { five, four, three, two } = row;
    Some(Bands { five, four, three, two: two? })
}

fn term(id: String, row: TermRow) -> Result<Term> {
    let length = match (row.months, row.days, row.working_days) {
        (Some(months), None, None) => Length::Months(months),
        (None, Some(days), None) => Length::Days(days),
        (None, None, Some(days)) => Length::WorkingDays(days),
        _ => bail!("thời hạn «{id}» phải ghi một trong ba: tháng, ngày, ngày làm việc"),
    };
    Ok(Term { id, length, article: row.article })
}

fn last_day(row: UntilRow) -> Result<LastDay> {
    Ok(LastDay { day: date(row.until)?, article: row.article })
}

fn date(written: Datetime) -> Result<Date> {
    let day = written.date.with_context(|| format!("«{written}» không phải là một ngày"))?;
    Ok(Date::new(i16::try_from(day.year)?, i8::try_from(day.month)?, i8::try_from(day.day)?)?)
}

fn month_and_day(written: &str) -> Result<(i8, i8)> {
    let parts =
        written.split_once('-').with_context(|| format!("«{written}» không phải tháng-ngày"))?;
    let day = Date::new(2024, parts.0.parse()?, parts.1.parse()?)?;
    Ok((day.month(), day.day()))
}
