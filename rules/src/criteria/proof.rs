//! Whether a set adds up.

use alloc::vec::Vec;

use super::{Case, Criterion, Kind, Points, ScoreOption, Section, SetDraft, SetFault, Stars};

/// Every edition scores out of a hundred.
const FULL: u64 = 100;

/// Everything in a set that does not agree, from the parts down to the options.
pub(super) fn faults(draft: &SetDraft) -> Vec<SetFault> {
    let mut faults = Vec::new();
    totals(draft, &mut faults);
    codes(draft, &mut faults);
    for section in draft.parts.iter().flat_map(|part| &part.sections) {
        sums(section, &mut faults);
        for criterion in &section.criteria {
            options(criterion, &mut faults);
            if criterion.kind == Kind::Cases || criterion.options.iter().any(|it| it.case.is_some())
            {
                cases(criterion, &mut faults);
            }
        }
    }
    requires(draft, &mut faults);
    faults
}

fn totals(draft: &SetDraft, faults: &mut Vec<SetFault>) {
    if draft.parts.len() != draft.totals.len() || draft.parts.is_empty() {
        faults.push(SetFault::Parts { expected: draft.totals.len(), got: draft.parts.len() });
    }
    let all = sum(draft.totals.iter().copied());
    if all != FULL {
        faults.push(SetFault::Full { expected: FULL, got: all });
    }
    let bands = draft.bands;
    let floors = [0, bands.two, bands.three, bands.four, bands.five];
    if !floors.is_sorted_by(|lower, higher| lower < higher) || all < u64::from(bands.five) {
        faults.push(SetFault::Bands);
    }
    for (part, &expected) in draft.parts.iter().zip(&draft.totals) {
        let letter = part.letter;
        if part.max != expected {
            faults.push(SetFault::PartTotal { letter, expected, got: part.max });
        }
        let sum = sum(part.sections.iter().map(|it| it.max));
        if sum != u64::from(part.max) {
            faults.push(SetFault::PartSum { letter, max: part.max, sum });
        }
    }
}

fn codes(draft: &SetDraft, faults: &mut Vec<SetFault>) {
    let sections = || draft.parts.iter().flat_map(|part| &part.sections);
    let twice = |mut codes: Vec<_>, faults: &mut Vec<SetFault>| {
        codes.sort_unstable();
        let pairs = codes.windows(2).filter_map(|pair| match pair {
            [one, other] if one == other => Some(*one),
            _ => None,
        });
        faults.extend(pairs.map(|code| SetFault::Twice { code }));
    };
    twice(sections().map(|it| it.code).collect(), faults);
    let headings = sections().flat_map(|it| &it.headings).map(|it| it.code);
    let criteria = sections().flat_map(|it| &it.criteria).map(|it| it.code);
    twice(headings.chain(criteria).collect(), faults);
}

fn sums(section: &Section, faults: &mut Vec<SetFault>) {
    let all = sum(section.criteria.iter().map(|it| it.max));
    if all != u64::from(section.max) {
        faults.push(SetFault::SectionSum { section: section.code, max: section.max, sum: all });
    }
    for heading in &section.headings {
        let under = section.criteria.iter().filter(|it| it.heading == Some(heading.code));
        let sum = sum(under.map(|it| it.max));
        if sum != u64::from(heading.max) {
            faults.push(SetFault::HeadingSum { heading: heading.code, max: heading.max, sum });
        }
    }
    for it in &section.criteria {
        if let Some(heading) = it.heading
            && section.headings.iter().all(|there| there.code != heading)
        {
            faults.push(SetFault::NoHeading { criterion: it.code, heading });
        }
    }
}

fn options(it: &Criterion, faults: &mut Vec<SetFault>) {
    let criterion = it.code;
    if it.options.is_empty() {
        return faults.push(SetFault::NoOptions { criterion });
    }
    for star in it.options.iter().filter_map(|option| option.star) {
        if star < Stars::Three {
            faults.push(SetFault::Mark { criterion, star });
        }
    }
    let points: Vec<Points> = it.options.iter().map(|option| option.points).collect();
    if it.kind == Kind::Binary && points != [0, it.max] {
        faults.push(SetFault::NotBinary { criterion, max: it.max });
    }
    for case in [None, Some(Case::A), Some(Case::B)] {
        let options: Vec<_> = it.options.iter().filter(|option| option.case == case).collect();
        ladder(it, &options, faults);
    }
}

/// The options of a criterion, or of one of its cases: points and star marks ascend to the
/// maximum.
fn ladder(it: &Criterion, options: &[&ScoreOption], faults: &mut Vec<SetFault>) {
    let criterion = it.code;
    for pair in options.windows(2) {
        if let [before, after] = pair
            && after.points < before.points
        {
            let (before, after) = (before.points, after.points);
            faults.push(SetFault::PointsFall { criterion, before, after });
        }
    }
    let marks: Vec<Stars> = options.iter().filter_map(|option| option.star).collect();
    for pair in marks.windows(2) {
        if let &[before, after] = pair
            && after < before
        {
            faults.push(SetFault::MarksFall { criterion, before, after });
        }
    }
    if let Some(best) = options.iter().map(|option| option.points).max()
        && best != it.max
    {
        faults.push(SetFault::Best { criterion, max: it.max, best });
    }
}

fn cases(it: &Criterion, faults: &mut Vec<SetFault>) {
    let whole = |case| {
        it.cases.iter().filter(|title| title.case == case).count() == 1
            && it.options.iter().any(|option| option.case == Some(case))
    };
    let inside = it.kind == Kind::Cases && it.options.iter().all(|option| option.case.is_some());
    if !(inside && whole(Case::A) && whole(Case::B)) {
        faults.push(SetFault::Cases { criterion: it.code });
    }
}

/// A story's structure needs a story: an earlier criterion that can be had for nothing, and that
/// leans on none itself.
fn requires(draft: &SetDraft, faults: &mut Vec<SetFault>) {
    let sections = draft.parts.iter().flat_map(|part| &part.sections);
    let mut earlier: Vec<&Criterion> = Vec::new();
    for it in sections.flat_map(|section| &section.criteria) {
        if let Some(requires) = it.requires {
            let resolves = |there: &&Criterion| there.code == requires && there.requires.is_none();
            if !earlier.iter().any(resolves) {
                faults.push(SetFault::Requires { criterion: it.code, requires });
            }
        }
        earlier.push(it);
    }
}

fn sum(points: impl Iterator<Item = Points>) -> u64 {
    points.map(u64::from).sum()
}
