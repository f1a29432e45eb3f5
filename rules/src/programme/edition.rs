use jiff::civil::{Date, date};

use super::kind::DossierKind;
use crate::criteria::EditionId;

/// The day on which Decision 26/2026 entered into force (Art. 11.1).
pub const IN_FORCE: Date = date(2026, 5, 22);

/// The last day of Decisions 148 and 1489: sixty days later (Art. 11.2).
pub const OLD_RULES_END: Date = date(2026, 7, 21);

/// The last day for finishing old renewals: thirty days later (Art. 12.2.b).
const OLD_RENEWALS_END: Date = date(2026, 6, 21);

/// Decision 1048/QĐ-TTg of 21 August 2019.
pub const E1048_2019: EditionId = EditionId::new(1048, 2019);

/// Decision 148/QĐ-TTg of 24 February 2023, amended by 1489 of 6 July 2025.
pub const E148_2023: EditionId = EditionId::new(148, 2023);

/// Decision 26/2026/QĐ-TTg of 22 May 2026, in force.
pub const E26_2026: EditionId = EditionId::new(26, 2026);

/// Every edition and the first day on which dossiers are filed under it, the newest first.
pub const EDITIONS: [(EditionId, Date); 3] =
    [(E26_2026, IN_FORCE), (E148_2023, date(2023, 2, 24)), (E1048_2019, date(2019, 8, 21))];

/// The edition for a dossier, and how long it stays so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Applicable {
    /// The edition on the day of filing.
    pub edition: EditionId,
    /// The last day on which the evaluation may be finished under it; afterwards the next edition
    /// applies.
    pub finish_by: Option<Date>,
}

impl Applicable {
    /// The edition under which an evaluation finished on `day` stands.
    ///
    /// A dossier of the old rules that missed its last day (Art. 12.2) is a dossier of Decision
    /// 26/2026.
    pub fn finished_on(self, day: Date) -> EditionId {
        match self.finish_by {
            Some(last) if last < day => E26_2026,
            _ => self.edition,
        }
    }
}

/// The edition for a dossier filed on that day (Art. 11, 12.2); none before 21 August 2019.
///
/// ```
/// use jiff::civil::date;
/// use ocop_rules::programme::{DossierKind, E26_2026, E148_2023, edition_on};
///
/// let filed = edition_on(date(2026, 5, 21), DossierKind::First).unwrap();
/// assert_eq!(filed.finish_by, Some(date(2026, 7, 21)));
/// assert_eq!(filed.finished_on(date(2026, 7, 21)), E148_2023);
/// assert_eq!(filed.finished_on(date(2026, 7, 22)), E26_2026);
///
/// let renewal = edition_on(date(2026, 5, 21), DossierKind::Renewal).unwrap();
/// assert_eq!(renewal.finish_by, Some(date(2026, 6, 21)));
///
/// let new = edition_on(date(2026, 5, 22), DossierKind::First).unwrap();
/// assert_eq!((new.edition, new.finish_by), (E26_2026, None));
/// ```
pub fn edition_on(filed: Date, kind: DossierKind) -> Option<Applicable> {
    let (edition, _) = EDITIONS.into_iter().find(|(_, from)| *from <= filed)?;
    let finish_by = match (edition, kind) {
        (E148_2023, DossierKind::First | DossierKind::Upgrade) => Some(OLD_RULES_END),
        (E148_2023, DossierKind::Renewal) => Some(OLD_RENEWALS_END),
        // Decision 148 replaced 1048 by its date; a transition of its own was not read.
        _ => None,
    };
    Some(Applicable { edition, finish_by })
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;

    use super::*;

    #[test]
    fn each_edition_begins_on_its_day() {
        let edition = |day| edition_on(day, DossierKind::First).map(|it| it.edition);
        assert_eq!(edition(date(2019, 8, 20)), None);
        assert_eq!(edition(date(2019, 8, 21)), Some(E1048_2019));
        assert_eq!(edition(date(2023, 2, 23)), Some(E1048_2019));
        assert_eq!(edition(date(2023, 2, 24)), Some(E148_2023));
        assert_eq!(edition(date(2026, 5, 21)), Some(E148_2023));
        assert_eq!(edition(date(2026, 5, 22)), Some(E26_2026));
    }

    #[test]
    fn the_last_days_are_sixty_and_thirty_days_after_entry_into_force() {
        assert_eq!(IN_FORCE.saturating_add(60.days()), OLD_RULES_END);
        assert_eq!(IN_FORCE.saturating_add(30.days()), OLD_RENEWALS_END);
    }

    #[test]
    fn an_upgrade_filed_before_has_the_sixty_days_too() {
        let filed = edition_on(date(2026, 5, 21), DossierKind::Upgrade).unwrap();
        assert_eq!(filed.finish_by, Some(OLD_RULES_END));
    }
}
