use crate::programme::Group;

/// The kind of a producer (*loại hình tổ chức*).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProducerKind {
    /// *Hợp tác xã.*
    Cooperative,
    /// *Tổ hợp tác.*
    CooperativeGroup,
    /// *Doanh nghiệp nhỏ và vừa.*
    Sme,
    /// A large enterprise: it may exist in old lists, and may not register.
    LargeEnterprise,
    /// *Trang trại.*
    Farm,
    /// *Hộ sản xuất, hộ gia đình*, with business registration.
    Household,
    /// *Hội, hiệp hội*: only for tourism.
    Association,
    /// *Trung tâm điều hành hoặc tổ chức tương đương*: only for tourism.
    OperatingCentre,
    /// *Chưa rõ*: an old list does not say. It may not register.
    Unstated,
}

impl ProducerKind {
    /// Every kind of the article, in its order; [`ProducerKind::Unstated`] is none.
    pub const ALL: [Self; 8] = [
        Self::Cooperative,
        Self::CooperativeGroup,
        Self::Sme,
        Self::LargeEnterprise,
        Self::Farm,
        Self::Household,
        Self::Association,
        Self::OperatingCentre,
    ];

    /// The word by which it is kept.
    pub fn id(self) -> &'static str {
        match self {
            Self::Cooperative => "cooperative",
            Self::CooperativeGroup => "cooperative-group",
            Self::Sme => "sme",
            Self::LargeEnterprise => "large-enterprise",
            Self::Farm => "farm",
            Self::Household => "household",
            Self::Association => "association",
            Self::OperatingCentre => "operating-centre",
            Self::Unstated => "unstated",
        }
    }

    /// The kind kept under this word.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().chain([Self::Unstated]).find(|it| it.id() == id)
    }
}

/// Whether there is a business registration (*đăng ký kinh doanh*).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Registration {
    /// There is one.
    Registered,
    /// There is none.
    Unregistered,
}

/// Why a producer may not register a product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Ineligible {
    /// Only small and medium enterprises take part.
    #[error("a large enterprise takes no part")]
    LargeEnterprise,
    /// A household takes part only with a business registration.
    #[error("a household needs a business registration")]
    NoRegistration,
    /// Associations and operating centres take part only in group VI.
    #[error("an association takes part only with tourism")]
    OnlyForTourism,
    /// Nobody has said yet what kind of producer it is.
    #[error("the kind of producer is not known")]
    Unstated,
}

/// Whether such a producer may register a product of the group (Art. 2.3).
///
/// ```
/// use ocop_rules::producers::{Ineligible, ProducerKind, Registration, eligible};
/// use ocop_rules::programme::Group;
///
/// let household = ProducerKind::Household;
/// assert_eq!(eligible(household, Registration::Registered, Group::Food), Ok(()));
/// assert_eq!(
///     eligible(household, Registration::Unregistered, Group::Food),
///     Err(Ineligible::NoRegistration)
/// );
/// ```
pub fn eligible(
    kind: ProducerKind,
    registration: Registration,
    group: Group,
) -> Result<(), Ineligible> {
    match kind {
        ProducerKind::Cooperative
        | ProducerKind::CooperativeGroup
        | ProducerKind::Sme
        | ProducerKind::Farm => Ok(()),
        ProducerKind::Household => match registration {
            Registration::Registered => Ok(()),
            Registration::Unregistered => Err(Ineligible::NoRegistration),
        },
        ProducerKind::Association | ProducerKind::OperatingCentre => match group {
            Group::Tourism => Ok(()),
            _ => Err(Ineligible::OnlyForTourism),
        },
        ProducerKind::LargeEnterprise => Err(Ineligible::LargeEnterprise),
        ProducerKind::Unstated => Err(Ineligible::Unstated),
    }
}

/// Whether such a producer takes part at all: there is a group of which it may register a product
/// (Art. 2.3).
///
/// ```
/// use ocop_rules::producers::{Ineligible, ProducerKind, Registration, takes_part};
///
/// let unregistered = Registration::Unregistered;
/// assert_eq!(takes_part(ProducerKind::Association, unregistered), Ok(()));
/// assert_eq!(
///     takes_part(ProducerKind::LargeEnterprise, Registration::Registered),
///     Err(Ineligible::LargeEnterprise)
/// );
/// ```
pub fn takes_part(kind: ProducerKind, registration: Registration) -> Result<(), Ineligible> {
    let somewhere = Group::ALL.into_iter().any(|it| eligible(kind, registration, it).is_ok());
    if somewhere { Ok(()) } else { eligible(kind, registration, Group::Tourism) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn registered(kind: ProducerKind, group: Group) -> Result<(), Ineligible> {
        eligible(kind, Registration::Registered, group)
    }

    #[test]
    fn an_association_takes_part_with_tourism_alone() {
        for kind in [ProducerKind::Association, ProducerKind::OperatingCentre] {
            for group in Group::ALL {
                assert_eq!(registered(kind, group).is_ok(), group == Group::Tourism, "{group:?}");
            }
        }
    }

    #[test]
    fn a_large_enterprise_takes_no_part() {
        for group in Group::ALL {
            let answer = registered(ProducerKind::LargeEnterprise, group);
            assert_eq!(answer, Err(Ineligible::LargeEnterprise));
        }
    }

    #[test]
    fn a_cooperative_group_needs_no_business_registration() {
        let kind = ProducerKind::CooperativeGroup;
        assert_eq!(eligible(kind, Registration::Unregistered, Group::Drinks), Ok(()));
    }

    #[test]
    fn every_kind_is_found_under_its_word() {
        for kind in ProducerKind::ALL.into_iter().chain([ProducerKind::Unstated]) {
            assert_eq!(ProducerKind::from_id(kind.id()), Some(kind));
        }
    }
}
