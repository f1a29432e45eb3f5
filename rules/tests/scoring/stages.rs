//! What may happen to a sheet, a hearing and a meeting, and in which order.

use ocop_rules::councils::{
    HearingStage, HearingStep, MeetingStage, MeetingStep, Sheet, SheetRefusal, SheetStage,
    SheetStep,
};

use crate::sample::{code, set};

#[test]
fn a_signed_sheet_is_changed_only_after_it_was_given_back() {
    let set = set();
    let mut sheet = Sheet::new(&set);
    sheet.mark(&set, code("1.1"), 30).unwrap();
    sheet.step(SheetStep::Sign).unwrap();
    let closed = Err(SheetRefusal::NotOpen(SheetStage::Signed));
    assert_eq!(sheet.mark(&set, code("1.1"), 10), closed);
    assert_eq!(sheet.knock_out(&set, code("1.1"), 0), closed);
    sheet.step(SheetStep::Reopen).unwrap();
    sheet.mark(&set, code("1.1"), 10).unwrap();
    assert_eq!(sheet.marks().total(&set), 10);
}

#[test]
fn a_closed_ballot_changes_no_more() {
    for step in [SheetStep::Sign, SheetStep::Reopen, SheetStep::Excuse, SheetStep::Close] {
        for stage in [SheetStage::Locked, SheetStage::Vacant] {
            assert_eq!(stage.after(step), Err(SheetRefusal::Step { stage, step }));
        }
    }
}

#[test]
fn an_unsigned_or_excused_sheet_is_counted_out() {
    assert_eq!(SheetStage::Open.after(SheetStep::Close), Ok(SheetStage::Vacant));
    assert!(!SheetStage::Vacant.counts());
    assert!(!SheetStage::Excused.counts());
    assert!(SheetStage::Locked.counts());
}

#[test]
fn nobody_sees_anothers_marks_too_early() {
    assert!(!SheetStage::Open.shows_marks(false));
    assert!(!SheetStage::Signed.shows_marks(false));
    assert!(SheetStage::Signed.shows_marks(true));
    assert!(SheetStage::Locked.shows_marks(false));
}

#[test]
fn a_knock_out_is_one_of_the_criterion() {
    let set = set();
    let mut sheet = Sheet::new(&set);
    let refusal = SheetRefusal::NoSuchKnockout { criterion: code("1.1"), which: 1 };
    assert_eq!(sheet.knock_out(&set, code("1.1"), 1), Err(refusal));
    sheet.knock_out(&set, code("1.1"), 0).unwrap();
    sheet.knock_out(&set, code("1.1"), 0).unwrap();
    assert_eq!(sheet.knockouts(), [(code("1.1"), 0)]);
    sheet.let_pass(code("1.1"), 0).unwrap();
    assert_eq!(sheet.knockouts(), []);
}

#[test]
fn a_hearing_is_held_discussed_and_scored_again() {
    let walk = [HearingStep::Open, HearingStep::Hold, HearingStep::ScoreAgain, HearingStep::Total];
    let end = walk.into_iter().try_fold(HearingStage::Waiting, HearingStage::after);
    assert_eq!(end, Ok(HearingStage::Totalled));
    assert!(HearingStage::Discussion.after(HearingStep::Total).is_err());
    assert!(HearingStage::Totalled.after(HearingStep::Reject).is_err());
}

#[test]
fn a_meeting_is_totalled_when_every_hearing_has_ended() {
    let scoring = [MeetingStep::Convene { quorum: true }, MeetingStep::Open]
        .into_iter()
        .try_fold(MeetingStage::Planned, MeetingStage::after)
        .unwrap();
    assert!(scoring.after(MeetingStep::Total { open: 1 }).is_err());
    assert_eq!(scoring.after(MeetingStep::Total { open: 0 }), Ok(MeetingStage::Totalled));
    assert!(MeetingStage::Planned.after(MeetingStep::Convene { quorum: false }).is_err());
    assert!(MeetingStage::Minuted.after(MeetingStep::Open).is_err());
}
