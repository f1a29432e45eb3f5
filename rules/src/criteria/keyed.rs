//! What a number means that is typed from a sheet on paper.

use super::{Criterion, Kind, Points, ScoreOption};

/// What a number means that was keyed in from a sheet on paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keyed {
    /// An option, by its place in the list, from zero.
    Option(usize),
    /// The member finds that none of the options is reached.
    NoneReached,
}

impl Criterion {
    /// Whether the points alone say which option is meant: no two are worth the same, and there are
    /// no cases.
    pub fn is_told_by_points(&self) -> bool {
        let alone = |(at, it): (usize, &ScoreOption)| self.option_worth(it.points) == Some(at);
        self.kind != Kind::Cases && self.options.iter().enumerate().all(alone)
    }

    /// The option that a number keyed in from paper means: its points where they tell it, otherwise
    /// its number on the printed sheet, from one. Nought where no option is worth nought says that
    /// none is reached.
    ///
    /// `None` when it means nothing here.
    pub fn keyed(&self, number: Points) -> Option<Keyed> {
        let place = if self.is_told_by_points() {
            self.option_worth(number)
        } else {
            let place = usize::try_from(number).ok().and_then(|it| it.checked_sub(1));
            place.filter(|&it| it < self.options.len())
        };
        match place {
            Some(place) => Some(Keyed::Option(place)),
            None if number == 0 => Some(Keyed::NoneReached),
            None => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::String;
    use alloc::vec;
    use alloc::vec::Vec;

    use super::*;
    use crate::criteria::{Case, ScoreOption};

    fn criterion(kind: Kind, points: &[Points]) -> Criterion {
        let option = |&points: &Points| {
            let case = (kind == Kind::Cases).then_some(Case::A);
            ScoreOption { points, label: String::new(), star: None, case }
        };
        Criterion {
            code: "1.1".parse().unwrap(),
            heading: None,
            name: String::new(),
            max: points.iter().copied().max().unwrap_or(0),
            kind,
            ask: None,
            note: None,
            options: points.iter().map(option).collect(),
            cases: vec![],
            knockouts: vec![],
            requires: None,
            commune: false,
        }
    }

    fn keyed(it: &Criterion, numbers: &[Points]) -> Vec<Option<Keyed>> {
        numbers.iter().map(|&number| it.keyed(number)).collect()
    }

    #[test]
    fn points_tell_the_option_where_no_two_are_worth_the_same() {
        let it = criterion(Kind::Choice, &[1, 3, 5]);
        let read = [Some(Keyed::NoneReached), Some(Keyed::Option(0)), None, Some(Keyed::Option(2))];
        assert_eq!(keyed(&it, &[0, 1, 2, 5]), read);
        let it = criterion(Kind::Binary, &[0, 3]);
        assert_eq!(keyed(&it, &[0, 3]), [Some(Keyed::Option(0)), Some(Keyed::Option(1))]);
    }

    #[test]
    fn elsewhere_it_is_the_number_on_the_printed_sheet() {
        let read = [Some(Keyed::NoneReached), Some(Keyed::Option(0)), Some(Keyed::Option(2)), None];
        assert_eq!(keyed(&criterion(Kind::Choice, &[1, 3, 3]), &[0, 1, 3, 4]), read);
        assert_eq!(keyed(&criterion(Kind::Cases, &[1, 2, 3]), &[0, 1, 3, 4]), read);
    }
}
