//! What an indicator asks, as data.

use jiff::civil::Date;
use ocop_rules::places::UnitId;
use ocop_rules::producers::ProducerKind;
use ocop_rules::products::Milestone;
use ocop_rules::programme::Period;
use ocop_rules::registry::{Basis, Change};
use ocop_rules::targets::StarsAim;
use serde::{Deserialize, Serialize};

use super::parts::Part;

/// What is counted, and where and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// What is counted.
    pub of: Of,
    /// Where and when.
    pub scope: Scope,
}

/// Where and when: a unit, a period, and the day of the figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    /// In this unit, of whichever era.
    pub unit: UnitId,
    /// What happened on these days, and what was planned for them.
    pub period: Period,
    /// *Số liệu tính đến ngày*: what there was on this day, and nothing that happened after it.
    pub on: Date,
}

impl Scope {
    /// The days of the period that had passed on the day of the figures.
    pub fn passed(&self) -> Period {
        self.period.until(self.on).unwrap_or(self.period)
    }
}

/// What is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Of {
    /// Certified products.
    Products(Products),
    /// Producers of certified products.
    Producers {
        /// On which basis and when their products count.
        moment: Moment,
        /// Of which kind.
        kind: Option<ProducerKind>,
    },
    /// What befell products in the period.
    Changes {
        /// What it was.
        change: Change,
        /// To which rank, or of which.
        stars: Option<StarsAim>,
    },
    /// Products that had come to a milestone.
    Reached(Milestone),
    /// Products that came to a rank in the period and had not been of it: new ones, and upgrades.
    Added(StarsAim),
    /// Products that came to a milestone in the period.
    Came(Milestone),
    /// Products that had come to the first milestone and not to the second.
    Stayed(Milestone, Milestone),
    /// Products that had come to the second milestone, and of which the first is not known.
    Skipped(Milestone, Milestone),
    /// Products that are forecast to count for a target of the unit at its end: the target's id.
    Forecast(String),
    /// Entries of a ledger.
    Entries(Kept),
    /// The sum of a column of a ledger.
    Sum {
        /// Of which entries.
        kept: Kept,
        /// Of which column.
        column: String,
    },
}

impl Of {
    /// Products in force on the day of the figures, of a rank or of any.
    pub fn valid(stars: Option<StarsAim>) -> Self {
        Self::Products(Products { stars, ..Products::at(Moment::Valid) })
    }
}

/// Which certified products.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Products {
    /// On which basis and when.
    pub moment: Moment,
    /// Of which rank.
    pub stars: Option<StarsAim>,
    /// Of which lines of Annex I, with commas between, or of all that begin with them; `-` where it
    /// is not known.
    pub class: Option<String>,
    /// Of which kind of producer.
    pub kind: Option<ProducerKind>,
    /// Of which row of the table by unit.
    pub part: Option<Part>,
}

impl Products {
    /// All of them, on a basis.
    pub fn at(moment: Moment) -> Self {
        Self { moment, stars: None, class: None, kind: None, part: None }
    }
}

/// Entries of a ledger that have certain choices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The word of the ledger.
    pub ledger: String,
    /// Columns and the word of the choice that stands there, or of the years: `2019-2023`.
    pub chosen: Vec<(String, String)>,
}

/// On which basis products count, and whether as of the day of the figures or before the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// *Còn hiệu lực* on the day of the figures.
    Valid,
    /// *Lũy kế* until the day of the figures.
    Ever,
    /// *Còn hiệu lực* on the day before the period.
    ValidBefore,
}

impl Moment {
    /// All of them.
    pub(super) const ALL: [Self; 3] = [Self::Valid, Self::Ever, Self::ValidBefore];

    fn id(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::Ever => "ever",
            Self::ValidBefore => "valid-before",
        }
    }

    /// What the registry is asked.
    pub fn basis(self, scope: &Scope) -> Basis {
        match self {
            Self::Valid => Basis::ValidOn(scope.on),
            Self::Ever => Basis::EverUntil(scope.on),
            Self::ValidBefore => {
                let before = scope.period.first().yesterday().unwrap_or(scope.period.first());
                Basis::ValidOn(before)
            }
        }
    }
}

/// What is counted, as it stands in an address, in a file, in a table: words, empty where nothing
/// is asked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Written {
    /// `products`, `producers`, `changes`, `added`, `reached`, `came`, `stayed`,
    /// `skipped`, `forecast`, `entries`, `sum`.
    pub of: String,
    /// Of products and producers: `valid`, `ever`, `valid-before`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub basis: String,
    /// `4`, `3+`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub stars: String,
    /// `I`, `I.2.b`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub class: String,
    /// `cooperative`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub kind: String,
    /// Of products: `today:99001.2025`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub part: String,
    /// `new`, `lapsed`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub change: String,
    /// A milestone: `standardised`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub milestone: String,
    /// A later one: which was not reached, or was reached alone.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub short_of: String,
    /// The id of a target.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub target: String,
    /// The word of a ledger.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub ledger: String,
    /// A column of it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub column: String,
    /// What stands in its columns: `phase:spent,funding:central`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub chosen: String,
}

/// The words ask nothing that there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no such question")]
pub struct NoQuestion;

/// Nothing for an empty word; otherwise what it stands for.
fn maybe<T>(word: &str, read: impl Fn(&str) -> Option<T>) -> Result<Option<T>, NoQuestion> {
    if word.is_empty() { Ok(None) } else { read(word).map(Some).ok_or(NoQuestion) }
}

impl Written {
    /// What they ask.
    pub fn read(&self) -> Result<Of, NoQuestion> {
        let stars = || maybe(&self.stars, |it| it.parse().ok());
        let kind = || maybe(&self.kind, ProducerKind::from_id);
        let moment = || {
            let found = Moment::ALL.into_iter().find(|it| it.id() == self.basis);
            found.ok_or(NoQuestion)
        };
        let milestone = |word: &str| Milestone::from_id(word).ok_or(NoQuestion);
        Ok(match self.of.as_str() {
            "products" => Of::Products(Products {
                moment: moment()?,
                stars: stars()?,
                class: maybe(&self.class, |it| Some(it.to_owned()))?,
                kind: kind()?,
                part: maybe(&self.part, |it| it.parse().ok())?,
            }),
            "producers" => Of::Producers { moment: moment()?, kind: kind()? },
            "changes" => {
                let change = Change::from_id(&self.change).ok_or(NoQuestion)?;
                Of::Changes { change, stars: stars()? }
            }
            "reached" => Of::Reached(milestone(&self.milestone)?),
            "added" => Of::Added(stars()?.ok_or(NoQuestion)?),
            "came" => Of::Came(milestone(&self.milestone)?),
            "stayed" => Of::Stayed(milestone(&self.milestone)?, milestone(&self.short_of)?),
            "skipped" => Of::Skipped(milestone(&self.milestone)?, milestone(&self.short_of)?),
            "forecast" if !self.target.is_empty() => Of::Forecast(self.target.clone()),
            "entries" => Of::Entries(self.kept()?),
            "sum" if !self.column.is_empty() => {
                Of::Sum { kept: self.kept()?, column: self.column.clone() }
            }
            _ => return Err(NoQuestion),
        })
    }

    fn kept(&self) -> Result<Kept, NoQuestion> {
        if self.ledger.is_empty() {
            return Err(NoQuestion);
        }
        let pairs = self.chosen.split(',').filter(|it| !it.is_empty());
        let pair = |it: &str| {
            it.split_once(':').map(|(column, word)| (column.to_owned(), word.to_owned()))
        };
        let chosen: Option<Vec<_>> = pairs.map(pair).collect();
        Ok(Kept { ledger: self.ledger.clone(), chosen: chosen.ok_or(NoQuestion)? })
    }

    /// As a part of an address.
    pub fn address(&self) -> String {
        serde_urlencoded::to_string(self).unwrap_or_default()
    }
}

impl From<&Of> for Written {
    fn from(of: &Of) -> Self {
        let stars = |it: &Option<StarsAim>| it.map_or_else(String::new, |it| it.to_string());
        let kind = |it: &Option<ProducerKind>| it.map_or_else(String::new, |it| it.id().to_owned());
        let written = |of: &str| Self { of: of.to_owned(), ..Self::default() };
        let kept = |of: &str, it: &Kept| Self {
            ledger: it.ledger.clone(),
            chosen: it
                .chosen
                .iter()
                .map(|(column, word)| format!("{column}:{word}"))
                .collect::<Vec<_>>()
                .join(","),
            ..written(of)
        };
        match of {
            Of::Products(it) => Self {
                basis: it.moment.id().to_owned(),
                stars: stars(&it.stars),
                class: it.class.clone().unwrap_or_default(),
                kind: kind(&it.kind),
                part: it.part.as_ref().map(ToString::to_string).unwrap_or_default(),
                ..written("products")
            },
            Of::Producers { moment, kind: of_kind } => {
                Self { basis: moment.id().to_owned(), kind: kind(of_kind), ..written("producers") }
            }
            Of::Changes { change, stars: of_stars } => Self {
                change: change.id().to_owned(),
                stars: stars(of_stars),
                ..written("changes")
            },
            Of::Reached(milestone) => {
                Self { milestone: milestone.id().to_owned(), ..written("reached") }
            }
            Of::Added(aim) => Self { stars: aim.to_string(), ..written("added") },
            Of::Came(milestone) => Self { milestone: milestone.id().to_owned(), ..written("came") },
            Of::Stayed(milestone, short_of) => Self {
                milestone: milestone.id().to_owned(),
                short_of: short_of.id().to_owned(),
                ..written("stayed")
            },
            Of::Skipped(unknown, milestone) => Self {
                milestone: unknown.id().to_owned(),
                short_of: milestone.id().to_owned(),
                ..written("skipped")
            },
            Of::Forecast(target) => Self { target: target.clone(), ..written("forecast") },
            Of::Entries(it) => kept("entries", it),
            Of::Sum { kept: it, column } => Self { column: column.clone(), ..kept("sum", it) },
        }
    }
}

#[cfg(test)]
mod tests {
    use ocop_rules::criteria::Stars;
    use proptest::option;
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::super::parts::Places;
    use super::*;

    fn aim() -> impl Strategy<Value = StarsAim> {
        let stars = || select(Stars::BEST_FIRST.to_vec());
        prop_oneof![stars().prop_map(StarsAim::AtLeast), stars().prop_map(StarsAim::Only)]
    }

    fn kept() -> impl Strategy<Value = Kept> {
        let chosen = prop::collection::vec(("[a-z_]{1,9}", "[a-z0-9+-]{1,9}"), 0..4);
        ("[a-z-]{1,12}", chosen).prop_map(|(ledger, chosen)| Kept { ledger, chosen })
    }

    fn part() -> impl Strategy<Value = Part> {
        let unit = "[0-9]{2,5}[.]2025".prop_map(|it| UnitId::new(&it).unwrap());
        (select(Places::ALL.to_vec()), prop::collection::vec(unit, 0..3))
            .prop_map(|(places, units)| Part { places, units })
    }

    fn asked() -> impl Strategy<Value = Of> {
        let moment = || select(Moment::ALL.to_vec());
        let milestone = || select(Milestone::ALL.to_vec());
        let kind = || option::of(select(ProducerKind::ALL.to_vec()));
        let class = option::of("[IV]{1,3}([.][1-9]([.][a-d])?)?|-");
        prop_oneof![
            (moment(), option::of(aim()), class, kind(), option::of(part())).prop_map(
                |(moment, stars, class, kind, part)| {
                    Of::Products(Products { moment, stars, class, kind, part })
                }
            ),
            (moment(), kind()).prop_map(|(moment, kind)| Of::Producers { moment, kind }),
            (select(Change::ALL.to_vec()), option::of(aim()))
                .prop_map(|(change, stars)| Of::Changes { change, stars }),
            milestone().prop_map(Of::Reached),
            milestone().prop_map(Of::Came),
            aim().prop_map(Of::Added),
            (milestone(), milestone()).prop_map(|(from, to)| Of::Stayed(from, to)),
            (milestone(), milestone()).prop_map(|(from, to)| Of::Skipped(from, to)),
            "[0-9a-f]{1,32}".prop_map(Of::Forecast),
            kept().prop_map(Of::Entries),
            (kept(), "[a-z_]{1,9}").prop_map(|(kept, column)| Of::Sum { kept, column }),
        ]
    }

    proptest! {
        #[test]
        fn a_question_reads_as_it_was_written_in_an_address_and_in_a_table(of in asked()) {
            let written = Written::from(&of);
            prop_assert_eq!(written.read(), Ok(of.clone()));
            let address: Written = serde_urlencoded::from_str(&written.address()).unwrap();
            prop_assert_eq!(address.read(), Ok(of.clone()));
            let table: Written = serde_json::from_value(serde_json::json!(written)).unwrap();
            prop_assert_eq!(table.read(), Ok(of));
        }

        #[test]
        fn any_words_ask_something_or_nothing(
            of in ".*", basis in ".*", stars in ".*", part in ".*", chosen in ".*"
        ) {
            let ledger = of.clone();
            let _ = Written { of, basis, stars, part, ledger, chosen, ..Written::default() }.read();
        }
    }
}
