use jiff::civil::{Date, date};

/// Who organises a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RoundLevel {
    /// The province, for what its communes propose (Art. 5.1).
    Province,
    /// The ministry, for what the provinces propose (Art. 5.2).
    Centre,
}

/// A round of evaluation (*đợt đánh giá*).
///
/// "Before 30 April" is on the 29th at the latest, so both dates are the first that is too late.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Round {
    /// Who organises it.
    pub level: RoundLevel,
    /// The year it is counted in. The centre's second round is held in the spring after it.
    pub year: i16,
    /// Its number in the year; above two it needs the Quy chế and a plan (Art. 5).
    pub number: u8,
    /// The first day that is too late for a proposal.
    pub cut_off: Date,
    /// The first day that is too late for the evaluation.
    pub due: Date,
}

impl Round {
    /// The two rounds of a year that the decision fixes.
    pub fn of_year(level: RoundLevel, year: i16) -> [Self; 2] {
        let next = year + 1;
        match level {
            RoundLevel::Province => [
                Self { level, year, number: 1, cut_off: date(year, 4, 30), due: date(year, 6, 30) },
                Self {
                    level,
                    year,
                    number: 2,
                    cut_off: date(year, 10, 30),
                    due: date(year, 12, 30),
                },
            ],
            RoundLevel::Centre => [
                Self { level, year, number: 1, cut_off: date(year, 7, 30), due: date(year, 9, 30) },
                Self { level, year, number: 2, cut_off: date(next, 1, 30), due: date(next, 3, 30) },
            ],
        }
    }
}

impl Round {
    /// A round beyond the two fixed ones, which the Quy chế and a plan bring (Art. 5).
    ///
    /// The centre's rounds may close in the spring after the year they are counted in.
    pub fn further(
        level: RoundLevel,
        year: i16,
        number: u8,
        cut_off: Date,
        due: Date,
    ) -> Result<Self, RoundRefusal> {
        let last_year = if level == RoundLevel::Centre { year + 1 } else { year };
        if number <= 2 {
            return Err(RoundRefusal::Fixed);
        }
        if !(year..=last_year).contains(&cut_off.year()) {
            return Err(RoundRefusal::OutsideYear { year });
        }
        if due <= cut_off {
            return Err(RoundRefusal::DueBeforeCutOff);
        }
        Ok(Self { level, year, number, cut_off, due })
    }
}

/// Why a further round cannot be planned so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RoundRefusal {
    /// The first two rounds of a year are fixed by the decision.
    #[error("the first two rounds of a year are fixed")]
    Fixed,
    /// It takes no proposals in the year it is counted in.
    #[error("the round is counted in {year} and closes in another year")]
    OutsideYear {
        /// The year it is counted in.
        year: i16,
    },
    /// It would have to be held before it has closed for proposals.
    #[error("a round is held after it has closed for proposals")]
    DueBeforeCutOff,
}

/// The fixed round into which a proposal of that day falls (Art. 5).
///
/// ```
/// use jiff::civil::date;
/// use ocop_rules::programme::{RoundLevel, round_for};
///
/// let round = |day| round_for(RoundLevel::Province, day);
/// assert_eq!(round(date(2026, 4, 29)).number, 1);
/// assert_eq!(round(date(2026, 4, 30)).number, 2);
/// assert_eq!((round(date(2026, 10, 30)).year, round(date(2026, 10, 30)).number), (2027, 1));
///
/// let centre = round_for(RoundLevel::Centre, date(2027, 1, 29));
/// assert_eq!((centre.year, centre.number, centre.due), (2026, 2, date(2027, 3, 30)));
/// ```
pub fn round_for(level: RoundLevel, proposed_on: Date) -> Round {
    let year = proposed_on.year();
    let [_, last] = Round::of_year(level, year - 1);
    let [first, second] = Round::of_year(level, year);
    let [next, _] = Round::of_year(level, year + 1);
    let in_time = [last, first, second].into_iter().find(|it| proposed_on < it.cut_off);
    in_time.unwrap_or(next)
}

/// Of the rounds that a level has planned, the one into which a proposal of that day falls: that
/// which closes first and is still open.
pub fn round_among(rounds: impl IntoIterator<Item = Round>, proposed_on: Date) -> Option<Round> {
    rounds.into_iter().filter(|it| proposed_on < it.cut_off).min_by_key(|it| it.cut_off)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(level: RoundLevel, proposed_on: Date, expected: (i16, u8)) {
        let round = round_for(level, proposed_on);
        assert_eq!((round.year, round.number), expected, "{proposed_on}");
        assert!(proposed_on < round.cut_off && round.cut_off < round.due);
    }

    #[test]
    fn a_proposal_of_30_april_falls_into_the_second_round() {
        check(RoundLevel::Province, date(2026, 4, 29), (2026, 1));
        check(RoundLevel::Province, date(2026, 4, 30), (2026, 2));
    }

    #[test]
    fn after_october_the_first_round_of_the_next_year_takes_it() {
        check(RoundLevel::Province, date(2026, 10, 29), (2026, 2));
        check(RoundLevel::Province, date(2026, 10, 30), (2027, 1));
        check(RoundLevel::Province, date(2026, 12, 31), (2027, 1));
        check(RoundLevel::Province, date(2027, 1, 1), (2027, 1));
    }

    #[test]
    fn the_centre_closes_on_30_july_and_30_january() {
        check(RoundLevel::Centre, date(2026, 7, 29), (2026, 1));
        check(RoundLevel::Centre, date(2026, 7, 30), (2026, 2));
        check(RoundLevel::Centre, date(2027, 1, 29), (2026, 2));
        check(RoundLevel::Centre, date(2027, 1, 30), (2027, 1));
    }

    #[test]
    fn a_further_round_has_its_own_number_and_its_days_in_order() {
        let further =
            |number, cut_off, due| Round::further(RoundLevel::Province, 2026, number, cut_off, due);
        assert!(further(3, date(2026, 8, 1), date(2026, 9, 1)).is_ok());
        assert_eq!(further(2, date(2026, 8, 1), date(2026, 9, 1)), Err(RoundRefusal::Fixed));
        assert_eq!(
            further(3, date(2027, 8, 1), date(2027, 9, 1)),
            Err(RoundRefusal::OutsideYear { year: 2026 })
        );
        assert_eq!(
            further(3, date(2026, 8, 1), date(2026, 8, 1)),
            Err(RoundRefusal::DueBeforeCutOff)
        );
    }

    #[test]
    fn a_third_round_of_the_quy_che_takes_what_comes_before_it_closes() {
        let [first, second] = Round::of_year(RoundLevel::Province, 2026);
        let third =
            Round { number: 3, cut_off: date(2026, 7, 15), due: date(2026, 8, 15), ..first };
        let rounds = [first, second, third];
        assert_eq!(round_among(rounds, date(2026, 5, 1)), Some(third));
        assert_eq!(round_among(rounds, date(2026, 7, 15)), Some(second));
        assert_eq!(round_among(rounds, date(2026, 10, 30)), None);
    }
}
