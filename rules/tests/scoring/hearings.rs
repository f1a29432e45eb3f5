//! Why a product has its result, or has none yet.

use ocop_rules::councils::{
    Attendee, Flag, Ground, Hearing, Level, Minima, Outcome, Proposal, QuorumRefusal, Regulation,
    Role, Seat, Sheets, SheetsRefusal, Signed,
};
use ocop_rules::criteria::{CriteriaSet, Marks, Points, Stars};

use crate::sample::{code, set};

const CHAIR: Attendee = Attendee {
    seat: Seat { role: Role::Chair, scores: true },
    present: true,
    conflict: false,
    signed: true,
};

fn sheet(set: &CriteriaSet, marks: &[(&str, Points)]) -> Marks {
    let mut sheet = Marks::new(set);
    for &(at, points) in marks {
        sheet.mark(set, code(at), points).unwrap();
    }
    sheet
}

/// The outcome for two sheets, of 30 points and of `other`, after a change of the hearing.
fn outcome(
    other: &[(&str, Points)],
    change: impl FnOnce(&mut Hearing<'_>, &mut Regulation),
) -> Outcome {
    let set = set();
    let marks = [sheet(&set, &[("1.1", 30)]), sheet(&set, other)];
    let signed =
        vec![Signed { member: "A", marks: &marks[0] }, Signed { member: "B", marks: &marks[1] }];
    let sheets = Sheets::new(&set, signed).unwrap();
    let preset = Regulation::preset("01/QC-HĐ".into());
    let mut regulation = preset.clone();
    let member = Attendee { seat: Seat { role: Role::Member, scores: true }, ..CHAIR };
    let mut hearing = Hearing {
        set: &set,
        regulation: &preset,
        attendees: &[CHAIR, member],
        sheets: Some(&sheets),
        settled: None,
        ballot: 1,
        flags: &[],
        rejected: None,
    };
    change(&mut hearing, &mut regulation);
    Hearing { regulation: &regulation, ..hearing }.outcome()
}

#[test]
fn ten_points_apart_the_result_stands() {
    assert!(matches!(outcome(&[("1.1", 20)], |_, _| ()), Outcome::Ranked(it) if it.spread == 10));
}

#[test]
fn more_than_ten_points_apart_it_is_held() {
    let held = Outcome::Held { spread: 11, allowed: 10 };
    let other = &[("1.1", 25), ("4.1.1", 10), ("1.2", 3), ("3.1", 0), ("1.3", 1)];
    assert!(matches!(outcome(other, |_, _| ()), Outcome::Ranked(it) if it.spread == 9));
    let other = &[("1.1", 30), ("4.1.1", 10), ("1.3", 1)];
    assert_eq!(outcome(other, |_, _| ()), held);
}

#[test]
fn a_second_ballot_stands_however_far_apart() {
    assert!(matches!(outcome(&[], |it, _| it.ballot = 2), Outcome::Ranked(_)));
}

#[test]
fn where_the_regulation_only_shows_the_spread_nothing_is_held() {
    assert!(matches!(outcome(&[], |_, it| it.scores_again = false), Outcome::Ranked(_)));
}

#[test]
fn a_rejected_product_has_no_score() {
    let ground = Ground::Forged;
    let found = outcome(&[("1.1", 30)], |it, _| it.rejected = Some(ground));
    assert_eq!(found, Outcome::Rejected(ground));
}

#[test]
fn a_ticked_knock_out_waits_for_the_council() {
    let flags = [Flag { member: "B".into(), criterion: code("1.1"), which: 0 }];
    let set = set();
    let found = Hearing {
        set: &set,
        regulation: &Regulation::preset(String::new()),
        attendees: &[CHAIR],
        sheets: None,
        settled: None,
        ballot: 1,
        flags: &flags,
        rejected: None,
    };
    assert_eq!(found.outcome(), Outcome::Flagged(flags.to_vec()));
    let nobody = QuorumRefusal::TooFew { signed: 0, needed: 1, base: 1 };
    assert_eq!(Hearing { flags: &[], ..found }.outcome(), Outcome::NoQuorum(nobody));
}

#[test]
fn without_the_chair_there_is_no_result() {
    let absent = [Attendee { present: false, ..CHAIR }];
    let found = outcome(&[("1.1", 30)], |it, _| it.attendees = &[]);
    assert!(matches!(found, Outcome::NoQuorum(QuorumRefusal::TooFew { .. })));
    let regulation = Regulation::preset(String::new());
    let refusal = regulation.quorum.test(&regulation, &absent);
    assert_eq!(refusal, Err(QuorumRefusal::NoChair));
}

#[test]
fn an_expert_scores_only_where_the_regulation_says_so() {
    let expert = Seat { role: Role::Expert, scores: true };
    let mut regulation = Regulation::preset(String::new());
    assert!(!expert.receives_sheets(&regulation));
    regulation.experts_score = true;
    assert!(expert.receives_sheets(&regulation));
}

#[test]
fn what_the_council_must_settle_is_listed_until_it_is() {
    let settling = |it: &mut Hearing<'_>, by: &mut Regulation| {
        by.minima = Minima::Settled;
        assert!(it.settled.is_none());
    };
    let open = ["1.1", "1.2", "2", "4.1.1"].map(code);
    assert_eq!(outcome(&[("1.1", 30)], settling), Outcome::Unsettled(open.to_vec()));

    let set = set();
    let settled = sheet(&set, &[("1.1", 30), ("2", 15), ("4.1.1", 10)]);
    let regulation = Regulation { minima: Minima::Settled, ..Regulation::preset(String::new()) };
    let marks = sheet(&set, &[("1.1", 30)]);
    let sheets = Sheets::new(&set, vec![Signed { member: "A", marks: &marks }]).unwrap();
    let hearing = Hearing {
        set: &set,
        regulation: &regulation,
        attendees: &[CHAIR],
        sheets: Some(&sheets),
        settled: Some(&settled),
        ballot: 1,
        flags: &[],
        rejected: None,
    };
    assert_eq!(hearing.outcome(), Outcome::Unsettled(vec![code("1.2")]));
    let settled = sheet(&set, &[("1.1", 30), ("1.2", 3), ("2", 15), ("4.1.1", 10)]);
    let hearing = Hearing { settled: Some(&settled), ..hearing };
    assert!(matches!(hearing.outcome(), Outcome::Ranked(_)));
}

#[test]
fn a_member_has_one_sheet() {
    let set = set();
    let marks = Marks::new(&set);
    let twice = vec![Signed { member: "A", marks: &marks }; 2];
    assert_eq!(Sheets::new(&set, twice).err(), Some(SheetsRefusal::Twice { member: "A" }));
    assert_eq!(Sheets::new(&set, vec![]).err(), Some(SheetsRefusal::NoSheets));
}

#[test]
fn five_stars_are_the_ministrys_to_give() {
    assert_eq!(Proposal::of(Stars::Five, Level::Province), Proposal::PotentialFive);
    assert_eq!(Proposal::of(Stars::Five, Level::Ministry), Proposal::Recognise(Stars::Five));
    assert_eq!(Proposal::of(Stars::Four, Level::Ministry), Proposal::HandBack(Stars::Four));
    assert_eq!(Proposal::of(Stars::Two, Level::Province), Proposal::Notify(Stars::Two));
}
