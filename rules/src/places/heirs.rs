use alloc::vec::Vec;

use jiff::civil::Date;

use super::unit::{Unit, UnitId};

/// How much of an old unit went into a new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Extent {
    /// All of it.
    Whole,
    /// A part: the old unit was split.
    Part,
}

/// One line of what became of the old units (*sắp xếp đơn vị hành chính*).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Succession {
    /// The unit that ended.
    pub old: UnitId,
    /// A unit that received it, or a part of it.
    pub new: UnitId,
    /// How much it received.
    pub extent: Extent,
    /// Of several heirs, the one to propose to a person.
    pub proposed: bool,
}

/// What became of a unit.
///
/// A split commune is not guessed: the software proposes, a person says where the producer is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heirs {
    /// It still exists.
    Same,
    /// One unit received it.
    One(UnitId),
    /// Several units share it: a person decides.
    Several {
        /// All of them.
        units: Vec<UnitId>,
        /// The one to propose.
        proposed: Option<UnitId>,
    },
    /// Nothing is known of an heir.
    None,
}

/// What became of `unit` by the day `day`.
///
/// ```
/// use jiff::civil::date;
/// use ocop_rules::places::{Extent, Heirs, Level, Succession, Unit, heirs_on};
///
/// let old = Unit {
///     id: "00016.2024".parse().unwrap(),
///     code: "00016".into(),
///     level: Level::Commune,
///     kind: "phường".into(),
///     name: "Nguyễn Trung Trực".into(),
///     parent: None,
///     from: None,
///     until: Some(date(2025, 6, 30)),
/// };
/// let split = ["00004.2025", "00008.2025"].map(|new| Succession {
///     old: old.id.clone(),
///     new: new.parse().unwrap(),
///     extent: Extent::Part,
///     proposed: new == "00004.2025",
/// });
/// assert_eq!(heirs_on(date(2024, 12, 31), &old, &split), Heirs::Same);
/// let Heirs::Several { units, proposed } = heirs_on(date(2026, 11, 23), &old, &split) else {
///     panic!("a split ward asks a person");
/// };
/// assert_eq!(units.len(), 2);
/// assert_eq!(proposed, "00004.2025".parse().ok());
/// ```
pub fn heirs_on<'a>(
    day: Date,
    unit: &Unit,
    successions: impl IntoIterator<Item = &'a Succession>,
) -> Heirs {
    if unit.exists_on(day) { Heirs::Same } else { heirs_of(&unit.id, successions) }
}

/// What became of a unit that has ended.
pub fn heirs_of<'a>(old: &UnitId, successions: impl IntoIterator<Item = &'a Succession>) -> Heirs {
    let lines: Vec<_> = successions.into_iter().filter(|it| it.old == *old).collect();
    match lines.as_slice() {
        [] => Heirs::None,
        [line] => Heirs::One(line.new.clone()),
        lines => Heirs::Several {
            units: lines.iter().map(|it| it.new.clone()).collect(),
            proposed: lines.iter().find(|it| it.proposed).map(|it| it.new.clone()),
        },
    }
}

/// The units that went into `new`, whole or in part: under their names its products are also found.
pub fn predecessors_of<'a>(
    new: &UnitId,
    successions: impl IntoIterator<Item = &'a Succession>,
) -> Vec<&'a Succession> {
    successions.into_iter().filter(|it| it.new == *new).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::places::Level;

    fn succession(old: &str, new: &str, extent: Extent) -> Succession {
        Succession {
            old: old.parse().unwrap(),
            new: new.parse().unwrap(),
            extent,
            proposed: extent == Extent::Whole,
        }
    }

    fn merger() -> [Succession; 3] {
        [
            succession("00004.2024", "00004.2025", Extent::Whole),
            succession("00013.2024", "00004.2025", Extent::Whole),
            succession("00006.2024", "00008.2025", Extent::Whole),
        ]
    }

    #[test]
    fn a_merged_commune_has_one_heir_even_under_the_same_code() {
        let old = "00004.2024".parse().unwrap();
        assert_eq!(heirs_of(&old, &merger()), Heirs::One("00004.2025".parse().unwrap()));
    }

    #[test]
    fn a_unit_without_a_line_has_no_known_heir() {
        assert_eq!(heirs_of(&"182.2024".parse().unwrap(), &merger()), Heirs::None);
    }

    #[test]
    fn a_unit_that_still_exists_is_its_own_heir() {
        let unit = Unit {
            id: "00004.2025".parse().unwrap(),
            code: "00004".into(),
            level: Level::Commune,
            kind: "phường".into(),
            name: "Ba Đình".into(),
            parent: None,
            from: Some(date(2025, 7, 1)),
            until: None,
        };
        assert_eq!(heirs_on(date(2026, 11, 23), &unit, &merger()), Heirs::Same);
        assert!(!unit.exists_on(date(2025, 6, 30)));
    }

    #[test]
    fn a_new_commune_knows_all_that_went_into_it() {
        let lines = merger();
        let old = predecessors_of(&"00004.2025".parse().unwrap(), &lines);
        assert_eq!(old.len(), 2);
    }

    #[test]
    fn a_split_without_a_proposal_still_asks() {
        let old = "00016.2024".parse().unwrap();
        let lines = [
            succession("00016.2024", "00004.2025", Extent::Part),
            succession("00016.2024", "00008.2025", Extent::Part),
        ];
        assert!(matches!(heirs_of(&old, &lines), Heirs::Several { proposed: None, .. }));
    }
}
