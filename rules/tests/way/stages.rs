use std::collections::{BTreeSet, VecDeque};

use ocop_rules::certificates::{Life, LifeStep};
use ocop_rules::dossiers::{DossierKind, Outcome, Stage, Step, StepRefusal};

/// All stages that a dossier of this kind may come to.
fn reachable(kind: DossierKind) -> BTreeSet<Stage> {
    let mut seen = BTreeSet::from([Stage::Draft]);
    let mut waiting = VecDeque::from([Stage::Draft]);
    while let Some(stage) = waiting.pop_front() {
        for next in Step::ALL.into_iter().filter_map(|step| stage.after(step, kind).ok()) {
            if seen.insert(next) {
                waiting.push_back(next);
            }
        }
    }
    seen
}

#[test]
fn every_stage_is_reached_by_every_kind() {
    for kind in DossierKind::ALL {
        assert_eq!(reachable(kind), BTreeSet::from(Stage::ALL), "{kind:?}");
    }
}

#[test]
fn a_refusal_says_what_was_tried_and_where() {
    for kind in DossierKind::ALL {
        for stage in Stage::ALL {
            for step in Step::ALL {
                if let Err(refusal) = stage.after(step, kind) {
                    assert_eq!(refusal, StepRefusal { stage, step, kind });
                }
            }
        }
    }
}

#[test]
fn every_step_is_taken_somewhere_and_every_stage_but_an_end_goes_on() {
    let taken = |step| Stage::ALL.into_iter().any(|it| it.after(step, DossierKind::First).is_ok());
    assert!(Step::ALL.into_iter().all(taken));
    for stage in Stage::ALL {
        let goes_on = Step::ALL.into_iter().any(|it| stage.after(it, DossierKind::First).is_ok());
        assert_eq!(goes_on, !stage.is_end(), "{stage:?}");
    }
}

#[test]
fn from_anywhere_a_dossier_can_still_come_to_an_end() {
    for stage in Stage::ALL {
        let mut seen = BTreeSet::from([stage]);
        let mut waiting = vec![stage];
        while let Some(at) = waiting.pop() {
            let next = Step::ALL.into_iter().filter_map(|it| at.after(it, DossierKind::First).ok());
            waiting.extend(next.filter(|it| seen.insert(*it)));
        }
        assert!(seen.iter().any(|it| it.is_end()), "{stage:?}");
    }
}

#[test]
fn the_commune_and_the_ministry_recognise_nothing_below_five() {
    for stage in Stage::ALL {
        let recognised = stage.after(Step::RecogniseFive, DossierKind::First);
        assert_eq!(recognised.is_ok(), stage == Stage::CentralScored);
    }
}

#[test]
fn a_rejected_dossier_ends_without_a_score() {
    let kind = DossierKind::First;
    let notified = Stage::Rejected.after(Step::Notify, kind);
    assert_eq!(notified, Ok(Stage::Notified(Outcome::Rejected)));
    let steps = Step::ALL.into_iter().filter(|it| Stage::Rejected.after(*it, kind).is_ok());
    assert_eq!(steps.collect::<Vec<_>>(), [Step::Notify]);
}

#[test]
fn every_part_of_a_certificates_life_is_reached() {
    let mut seen = BTreeSet::from([Life::Issued]);
    for _ in Life::ALL {
        let next: Vec<_> = seen
            .iter()
            .flat_map(|life| LifeStep::ALL.into_iter().filter_map(|step| life.after(step).ok()))
            .collect();
        seen.extend(next);
    }
    assert_eq!(seen, BTreeSet::from(Life::ALL));
}
