//! A set proves itself or says what does not agree.

use ocop_rules::criteria::{
    Case, Code, CriteriaSet, Criterion, MarkRefusal, Marks, SetDraft, SetFault, Stars,
};

use crate::sample::{code, draft, set};

/// The faults of the sample after a change.
fn faults(change: impl FnOnce(&mut SetDraft)) -> Vec<SetFault> {
    let mut draft = draft();
    change(&mut draft);
    CriteriaSet::prove(draft).err().unwrap_or_default()
}

fn of<'a>(draft: &'a mut SetDraft, at: &str) -> &'a mut Criterion {
    let sections = draft.parts.iter_mut().flat_map(|it| &mut it.sections);
    sections.flat_map(|it| &mut it.criteria).find(|it| it.code == code(at)).unwrap()
}

#[test]
fn the_sample_agrees() {
    assert_eq!(faults(|_| ()), []);
}

#[test]
fn a_part_is_worth_what_its_edition_says() {
    let found = faults(|draft| draft.totals = vec![35, 30, 35]);
    let total = |letter, expected, got| SetFault::PartTotal { letter, expected, got };
    assert_eq!(found, [total('A', 35, 40), total('B', 30, 25)]);
}

#[test]
fn an_edition_scores_out_of_a_hundred() {
    let found = faults(|draft| draft.totals = vec![40, 25, 36]);
    assert!(found.contains(&SetFault::Full { expected: 100, got: 101 }));
}

#[test]
fn sections_add_up_to_their_part() {
    let found = faults(|draft| draft.parts[1].sections[0].max = 14);
    let sum = SetFault::PartSum { letter: 'B', max: 25, sum: 24 };
    assert_eq!(found, [sum, SetFault::SectionSum { section: code("2"), max: 14, sum: 15 }]);
}

#[test]
fn criteria_add_up_to_their_heading() {
    let found = faults(|draft| draft.parts[2].sections[0].headings[0].max = 19);
    assert_eq!(found, [SetFault::HeadingSum { heading: code("4.1"), max: 19, sum: 20 }]);
}

#[test]
fn the_best_option_is_the_maximum() {
    let found = faults(|draft| of(draft, "4.1.2").options[2].points = 9);
    assert_eq!(found, [SetFault::Best { criterion: code("4.1.2"), max: 10, best: 9 }]);
    // In each case for itself.
    let found = faults(|draft| of(draft, "5").options[1].points = 14);
    assert_eq!(found, [SetFault::Best { criterion: code("5"), max: 15, best: 14 }]);
}

#[test]
fn points_ascend_and_may_stand_still() {
    let found = faults(|draft| of(draft, "1.2").options[2].points = 2);
    assert_eq!(found, [SetFault::PointsFall { criterion: code("1.2"), before: 3, after: 2 }]);
}

#[test]
fn star_marks_ascend() {
    let found = faults(|draft| of(draft, "1.1").options[1].star = Some(Stars::Five));
    let (before, after) = (Stars::Five, Stars::Four);
    assert_eq!(found, [SetFault::MarksFall { criterion: code("1.1"), before, after }]);
}

#[test]
fn only_three_four_and_five_stars_are_printed() {
    let found = faults(|draft| of(draft, "1.1").options[1].star = Some(Stars::Two));
    assert_eq!(found, [SetFault::Mark { criterion: code("1.1"), star: Stars::Two }]);
}

#[test]
fn yes_or_no_is_nothing_or_everything() {
    let found = faults(|draft| of(draft, "1.3").options.truncate(1));
    let best = SetFault::Best { criterion: code("1.3"), max: 1, best: 0 };
    assert_eq!(found, [SetFault::NotBinary { criterion: code("1.3"), max: 1 }, best]);
}

#[test]
fn a_criterion_can_be_answered() {
    let found = faults(|draft| of(draft, "2").options.clear());
    assert_eq!(found, [SetFault::NoOptions { criterion: code("2") }]);
}

#[test]
fn every_option_belongs_to_a_case_or_none_does() {
    let fault = |at| [SetFault::Cases { criterion: code(at) }];
    assert_eq!(faults(|draft| of(draft, "5").cases.truncate(1)), fault("5"));
    let outside = faults(|draft| of(draft, "5").options[3].case = None);
    assert!(outside.contains(&fault("5")[0]));
    let inside = faults(|draft| of(draft, "2").options[1].case = Some(Case::A));
    assert!(inside.contains(&fault("2")[0]));
}

#[test]
fn what_a_criterion_requires_comes_before_it() {
    let requires = |requires: Code| {
        let found = faults(|draft| of(draft, "3.2").requires = Some(requires));
        found == [SetFault::Requires { criterion: code("3.2"), requires }]
    };
    assert!(requires(code("3.9")), "not there");
    assert!(requires(code("3.2")), "itself");
    assert!(requires(code("4.1.1")), "later");
    assert!(!requires(code("3.1")));
}

#[test]
fn a_code_occurs_once() {
    let found = faults(|draft| of(draft, "4.1.2").code = code("4.1.1"));
    assert_eq!(found, [SetFault::Twice { code: code("4.1.1") }]);
}

#[test]
fn a_heading_is_there() {
    let found = faults(|draft| of(draft, "2").heading = Some(code("4.1")));
    assert_eq!(found, [SetFault::NoHeading { criterion: code("2"), heading: code("4.1") }]);
}

#[test]
fn bands_ascend() {
    assert_eq!(faults(|draft| draft.bands.four = 95), [SetFault::Bands]);
    assert_eq!(faults(|draft| draft.bands.five = 101), [SetFault::Bands]);
}

#[test]
fn a_minimum_is_the_highest_option_marked_with_so_many_stars_or_fewer() {
    let set = set();
    let check = |at, needs: [u32; 5]| {
        let criterion = set.criterion(code(at)).unwrap();
        let ranks = [Stars::One, Stars::Two, Stars::Three, Stars::Four, Stars::Five];
        assert_eq!(ranks.map(|stars| criterion.minimum(stars)), needs, "{at}");
    };
    check("1.1", [0, 0, 20, 25, 30]);
    check("1.2", [0, 0, 0, 3, 3]);
    check("2", [0, 0, 1, 15, 15]);
    check("4.1.2", [0, 0, 0, 0, 0]);
}

#[test]
fn position_and_code_find_each_other() {
    let set = set();
    for (position, criterion) in set.criteria().enumerate() {
        assert_eq!(set.position(criterion.code), Some(position));
        assert_eq!(set.at(position), Some(criterion));
    }
    assert_eq!(set.position(code("9")), None);
    assert_eq!(set.at(set.len()), None);
    assert_eq!(set.positions('B'), 3..6);
}

#[test]
fn a_story_must_be_there_to_be_well_told() {
    let set = set();
    let mut marks = Marks::new(&set);
    marks.mark(&set, code("3.2"), 5).unwrap();
    assert_eq!(marks.total(&set), 0);
    marks.mark(&set, code("3.1"), 5).unwrap();
    assert_eq!(marks.total(&set), 10);
    assert_eq!(marks.subtotal(&set, set.positions('B')), 10);
}

#[test]
fn a_mark_is_an_option_of_a_criterion_of_the_set() {
    let set = set();
    let mut marks = Marks::new(&set);
    let mut refused = |at, points| marks.mark(&set, code(at), points).unwrap_err();
    assert_eq!(refused("9", 1), MarkRefusal::UnknownCriterion(code("9")));
    let criterion = code("1.1");
    assert_eq!(refused("1.1", 0), MarkRefusal::NoSuchOption { criterion, points: 0 });

    let other = SetDraft { id: "148-2023/01".parse().unwrap(), ..draft() };
    let other = CriteriaSet::prove(other).unwrap();
    let refusal = MarkRefusal::OtherSet { sheet: set.id(), set: other.id() };
    assert_eq!(marks.mark(&other, criterion, 10), Err(refusal));
    assert_eq!(marks, Marks::new(&set));
}

#[test]
fn options_of_the_same_worth_are_told_apart() {
    let set = set();
    let mut marks = Marks::new(&set);
    marks.choose(&set, code("1.2"), 2).unwrap();
    let chosen = marks.chosen(1).unwrap();
    assert_eq!((chosen.option, chosen.points), (2, 3));
    marks.mark(&set, code("1.2"), 3).unwrap();
    assert_eq!(marks.chosen(1).unwrap().option, 1);
    assert_eq!(marks.unmarked(&set).count(), set.len() - 1);
}
