//! What to tick so that a sheet reaches a rank: the demo's council is not asked to think.

use std::collections::BTreeMap;

use ocop_rules::criteria::{CriteriaSet, Points, Stars};

/// Options that earn exactly `aim`: its minima are met, its total stands a little above its band.
///
/// Begins with the best of everything and takes away, criterion by criterion, as long as what `aim`
/// demands stays.
pub fn marks(set: &CriteriaSet, aim: Stars) -> BTreeMap<String, Points> {
    let wanted = match aim {
        Stars::Five => set.max(),
        Stars::Four => 80,
        Stars::Three => 60,
        Stars::Two => 40,
        Stars::One => 20,
    };
    let mut ticked: Vec<(String, Points)> = set
        .criteria()
        .map(|it| (it.code.to_string(), it.options.iter().map(|it| it.points).max().unwrap_or(0)))
        .collect();
    let mut total: Points = ticked.iter().map(|(_, points)| points).sum();
    let demanded = if Stars::Three <= aim { aim } else { Stars::One };
    for (criterion, (_, points)) in set.criteria().zip(&mut ticked) {
        if total <= wanted {
            break;
        }
        let lowest = criterion.minimum(demanded);
        let lower = criterion
            .options
            .iter()
            .map(|it| it.points)
            .filter(|it| lowest <= *it && *it < *points && wanted <= total - (*points - *it))
            .min();
        if let Some(lower) = lower {
            total -= *points - lower;
            *points = lower;
        }
    }
    ticked.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use ocop_rules::criteria::{Code, Marks, Stars};

    use super::*;
    use crate::criteria::Standards;

    #[test]
    fn every_sheet_reaches_what_it_aims_at() {
        let standards = Standards::load().unwrap();
        let edition = standards.in_force().unwrap();
        for sheet in 1..=26 {
            let set = &edition.set(sheet).unwrap().criteria;
            for aim in [Stars::Two, Stars::Three, Stars::Four, Stars::Five] {
                let mut ticked = Marks::new(set);
                for (code, points) in marks(set, aim) {
                    let code: Code = code.parse().unwrap();
                    if set.criterion(code).unwrap().option_worth(points).is_some() {
                        ticked.mark(set, code, points).unwrap();
                    }
                }
                let averages = ticked.averages(set);
                assert_eq!(Stars::earned(set, &averages), aim, "{} for {aim:?}", set.name());
            }
        }
    }
}
