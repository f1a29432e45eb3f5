use jiff::ToSpan;
use jiff::civil::Date;

use crate::criteria::Stars;
use crate::programme::{Authority, NoAuthority, recogniser};

/// Why an authority cannot certify so many stars on that day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum GrantRefusal {
    /// Nobody certifies them on that day.
    #[error(transparent)]
    Nobody(#[from] NoAuthority),
    /// Somebody else does.
    #[error("{expected:?} recognises these stars, not {given:?}")]
    OtherAuthority {
        /// Who does.
        expected: Authority,
        /// Who wanted to.
        given: Authority,
    },
}

/// Whether this authority may recognise and certify so many stars by a decision of that day
/// (Art. 7.3.e, 7.4.e, and the decisions before).
///
/// ```
/// use jiff::civil::date;
/// use ocop_rules::certificates::{GrantRefusal, grants};
/// use ocop_rules::criteria::Stars;
/// use ocop_rules::programme::{Authority, NoAuthority};
///
/// let today = date(2026, 11, 23);
/// assert_eq!(grants(Authority::Province, Stars::Four, today), Ok(()));
/// assert!(grants(Authority::Province, Stars::Five, today).is_err());
/// assert_eq!(
///     grants(Authority::Province, Stars::Two, today),
///     Err(GrantRefusal::Nobody(NoAuthority::NotCertified))
/// );
/// assert_eq!(grants(Authority::District, Stars::Three, date(2024, 12, 31)), Ok(()));
/// ```
pub fn grants(given: Authority, stars: Stars, decided_on: Date) -> Result<(), GrantRefusal> {
    let expected = recogniser(stars, decided_on)?;
    if expected == given { Ok(()) } else { Err(GrantRefusal::OtherAuthority { expected, given }) }
}

/// Who revokes a certificate of so many stars today (Art. 8.2), whoever once issued it; nobody
/// where there is no certificate.
///
/// ```
/// use ocop_rules::certificates::revokes;
/// use ocop_rules::criteria::Stars;
/// use ocop_rules::programme::Authority;
///
/// assert_eq!(revokes(Stars::Three), Some(Authority::Province));
/// assert_eq!(revokes(Stars::Five), Some(Authority::Ministry));
/// assert_eq!(revokes(Stars::Two), None);
/// ```
pub fn revokes(stars: Stars) -> Option<Authority> {
    match stars {
        Stars::One | Stars::Two => None,
        Stars::Three | Stars::Four => Some(Authority::Province),
        Stars::Five => Some(Authority::Ministry),
    }
}

/// The last day for the decision that revokes: fifteen days after the conclusion of the authority,
/// or after the commune's confirmation that production has stopped (Art. 8.4).
///
/// ```
/// use jiff::civil::date;
/// use ocop_rules::certificates::revocation_due;
///
/// assert_eq!(revocation_due(date(2026, 11, 10)), date(2026, 11, 25));
/// ```
pub fn revocation_due(concluded_on: Date) -> Date {
    concluded_on.saturating_add(15.days())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_district_certifies_nothing_after_districts_ended() {
        let gap = grants(Authority::District, Stars::Three, date(2025, 7, 1));
        assert_eq!(gap, Err(GrantRefusal::Nobody(NoAuthority::Unnamed)));
        let later = grants(Authority::District, Stars::Three, date(2025, 7, 6));
        let expected = Authority::Province;
        let given = Authority::District;
        assert_eq!(later, Err(GrantRefusal::OtherAuthority { expected, given }));
    }

    #[test]
    fn one_authority_at_most_grants_each_rank() {
        for stars in Stars::BEST_FIRST {
            let granting = Authority::ALL
                .into_iter()
                .filter(|it| grants(*it, stars, date(2026, 11, 23)).is_ok())
                .count();
            assert_eq!(granting, usize::from(stars.is_certified()), "{stars:?}");
        }
    }
}
