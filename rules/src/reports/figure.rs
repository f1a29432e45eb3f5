use alloc::string::String;
use core::fmt;
use core::str::FromStr;

use jiff::civil::Date;

use crate::producers::ProducerKind;
use crate::products::Milestone;
use crate::registry::Basis;
use crate::targets::StarsAim;

/// Of what a figure tells.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FigureOf {
    /// Products, of a rank or of all.
    Products(Option<StarsAim>),
    /// Producers, of a kind or of all.
    Producers(Option<ProducerKind>),
    /// Persons.
    Persons,
    /// Money, in whole đồng.
    Money,
    /// Communes.
    Communes,
    /// Years.
    Years,
    /// Anything else, in the words of the document. What has a decimal is kept in tenths, and says
    /// so here.
    Other(String),
}

/// The text is none that a figure is kept under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not kept as what a figure tells of")]
pub struct NotAFigure;

impl FigureOf {
    /// Whether it tells of products or producers, so that a basis is to be asked for.
    pub fn has_basis(&self) -> bool {
        matches!(self, Self::Products(_) | Self::Producers(_))
    }
}

/// As kept: `products`, `products:3+`, `producers:cooperative`, `other:lượt khách`.
impl fmt::Display for FigureOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Products(None) => f.write_str("products"),
            Self::Products(Some(stars)) => write!(f, "products:{stars}"),
            Self::Producers(None) => f.write_str("producers"),
            Self::Producers(Some(kind)) => write!(f, "producers:{}", kind.id()),
            Self::Persons => f.write_str("persons"),
            Self::Money => f.write_str("money"),
            Self::Communes => f.write_str("communes"),
            Self::Years => f.write_str("years"),
            Self::Other(words) => write!(f, "other:{words}"),
        }
    }
}

impl FromStr for FigureOf {
    type Err = NotAFigure;

    fn from_str(text: &str) -> Result<Self, NotAFigure> {
        match text.split_once(':') {
            Some(("products", stars)) => {
                stars.parse().map(|it| Self::Products(Some(it))).map_err(|_| NotAFigure)
            }
            Some(("producers", kind)) => {
                let kind = ProducerKind::from_id(kind).ok_or(NotAFigure)?;
                Ok(Self::Producers(Some(kind)))
            }
            Some(("other", words)) if !words.trim().is_empty() => Ok(Self::Other(words.into())),
            Some(_) => Err(NotAFigure),
            None => match text {
                "products" => Ok(Self::Products(None)),
                "producers" => Ok(Self::Producers(None)),
                "persons" => Ok(Self::Persons),
                "money" => Ok(Self::Money),
                "communes" => Ok(Self::Communes),
                "years" => Ok(Self::Years),
                _ => Err(NotAFigure),
            },
        }
    }
}

/// On which basis a figure counts products or producers.
///
/// Most documents do not say whether *có 9 sản phẩm được công nhận* means still or ever: that is
/// kept as unstated, and held against both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FigureBasis {
    /// *Còn hiệu lực.*
    Valid,
    /// *Lũy kế.*
    Ever,
    /// Recognised, and not said in which of these two ways.
    Unstated,
    /// *Đề nghị công nhận*: not recognised yet.
    Proposed,
    /// *Được đánh giá, phân hạng cấp huyện.*
    EvaluatedByDistrict,
    /// *Được đánh giá, phân hạng cấp tỉnh.*
    EvaluatedByProvince,
    /// *Được (tiêu) chuẩn hóa.*
    Standardised,
    /// *Được lựa chọn* for a year.
    Chosen,
    /// The figure is of neither products nor producers, or of all that take part.
    None,
}

impl FigureBasis {
    /// Every basis.
    pub const ALL: [Self; 9] = [
        Self::Valid,
        Self::Ever,
        Self::Unstated,
        Self::Proposed,
        Self::EvaluatedByDistrict,
        Self::EvaluatedByProvince,
        Self::Standardised,
        Self::Chosen,
        Self::None,
    ];

    /// The word by which it is kept.
    pub fn id(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::Ever => "ever",
            Self::Unstated => "unstated",
            Self::Proposed => "proposed",
            Self::EvaluatedByDistrict => "evaluated-by-district",
            Self::EvaluatedByProvince => "evaluated-by-province",
            Self::Standardised => "standardised",
            Self::Chosen => "chosen",
            Self::None => "none",
        }
    }

    /// The basis kept under this word.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.id() == id)
    }

    /// The bases on which it is counted today: two, where the document does not say which.
    pub fn counted_as(self) -> &'static [Self] {
        match self {
            Self::Valid => &[Self::Valid],
            Self::Ever => &[Self::Ever],
            Self::Unstated => &[Self::Valid, Self::Ever],
            Self::Proposed => &[Self::Proposed],
            Self::EvaluatedByDistrict => &[Self::EvaluatedByDistrict],
            Self::EvaluatedByProvince => &[Self::EvaluatedByProvince],
            Self::Standardised => &[Self::Standardised],
            Self::Chosen => &[Self::Chosen],
            Self::None => &[Self::None],
        }
    }

    /// What the registry is asked for it.
    pub fn of_registry(self, day: Date) -> Option<Basis> {
        match self {
            Self::Valid => Some(Basis::ValidOn(day)),
            Self::Ever => Some(Basis::EverUntil(day)),
            _ => None,
        }
    }

    /// The milestone of the funnel that counts it, where the registry does not.
    pub fn milestone(self) -> Option<Milestone> {
        match self {
            Self::Proposed => Some(Milestone::Proposed),
            Self::EvaluatedByDistrict => Some(Milestone::EvaluatedByDistrict),
            Self::EvaluatedByProvince => Some(Milestone::EvaluatedByProvince),
            Self::Standardised => Some(Milestone::Standardised),
            Self::Chosen => Some(Milestone::Chosen),
            Self::Valid | Self::Ever | Self::Unstated | Self::None => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use jiff::civil::date;

    use super::*;
    use crate::criteria::Stars;

    #[test]
    fn what_a_figure_tells_of_is_read_as_it_is_kept() {
        let all = [
            FigureOf::Products(None),
            FigureOf::Products(Some(StarsAim::Only(Stars::Four))),
            FigureOf::Products(Some(StarsAim::AtLeast(Stars::Three))),
            FigureOf::Producers(None),
            FigureOf::Producers(Some(ProducerKind::Sme)),
            FigureOf::Persons,
            FigureOf::Money,
            FigureOf::Communes,
            FigureOf::Years,
            FigureOf::Other("tiêu chí: phần mười".into()),
        ];
        for it in all {
            assert_eq!(it.to_string().parse(), Ok(it));
        }
        for text in ["", "products:", "products:6", "producers:x", "other: ", "money:1", "stars"] {
            assert_eq!(text.parse::<FigureOf>(), Err(NotAFigure), "{text}");
        }
    }

    #[test]
    fn every_basis_is_counted_by_the_registry_or_by_the_funnel() {
        let day = date(2023, 5, 29);
        for it in FigureBasis::ALL.into_iter().filter(|it| *it != FigureBasis::None) {
            for it in it.counted_as() {
                assert_ne!(it.of_registry(day).is_some(), it.milestone().is_some(), "{it:?}");
            }
        }
        assert!(FigureBasis::ALL.into_iter().all(|it| FigureBasis::from_id(it.id()) == Some(it)));
    }
}
