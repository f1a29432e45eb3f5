//! What can happen to a dossier, a meeting, a sheet and a certificate, drawn from the rules.

use std::fmt::{Debug, Write as _};

use ocop_rules::certificates::{Life, LifeStep};
use ocop_rules::councils::{HearingStage, HearingStep, MeetingStage, MeetingStep};
use ocop_rules::councils::{SheetStage, SheetStep};
use ocop_rules::dossiers::{DossierKind, Stage, Step};

/// So many arrows of one step say in a sentence what they would hide in a drawing.
const TOO_MANY_ARROWS: usize = 5;

/// The whole page.
pub(crate) fn page() -> String {
    let meeting = [
        MeetingStep::Convene { quorum: true },
        MeetingStep::Open,
        MeetingStep::Total { open: 0 },
        MeetingStep::Minute,
        MeetingStep::Cancel,
    ];
    let hearing = [
        HearingStep::Open,
        HearingStep::Hold,
        HearingStep::ScoreAgain,
        HearingStep::Total,
        HearingStep::Reject,
        HearingStep::Postpone,
    ];
    let sheet =
        [SheetStep::Sign, SheetStep::KeyIn, SheetStep::Reopen, SheetStep::Excuse, SheetStep::Close];
    let drawings = [
        ("A dossier (hồ sơ), first or upgrade", dossier(DossierKind::First)),
        ("A dossier for renewal (đánh giá lại)", dossier(DossierKind::Renewal)),
        (
            "A meeting (phiên họp)",
            drawing(MeetingStage::Planned, &meeting, |it, step| it.after(step).ok()),
        ),
        (
            "A product before a meeting",
            drawing(HearingStage::Waiting, &hearing, |it, step| it.after(step).ok()),
        ),
        (
            "A sheet (phiếu đánh giá)",
            drawing(SheetStage::Open, &sheet, |it, step| it.after(step).ok()),
        ),
        (
            "A certificate (giấy chứng nhận)",
            drawing(Life::Issued, &LifeStep::ALL, |it, step| it.after(step).ok()),
        ),
    ];
    let mut page = String::from(
        "# Stages\n\nWhat can happen, and in which order. \
         Drawn from the rules by `cargo xtask generate`: change the rule, not this page.\n",
    );
    for (title, drawing) in drawings {
        let _ = write!(page, "\n## {title}\n\n{drawing}");
    }
    page
}

fn dossier(kind: DossierKind) -> String {
    drawing(Stage::Draft, &Step::ALL, |stage, step| stage.after(step, kind).ok())
}

/// Every stage that can be reached, with the steps that lead there.
fn drawing<Stage, Step>(
    first: Stage,
    steps: &[Step],
    after: impl Fn(Stage, Step) -> Option<Stage>,
) -> String
where
    Stage: Copy + PartialEq + Debug,
    Step: Copy + PartialEq + Debug,
{
    let mut reached = vec![first];
    let mut arrows = Vec::new();
    let mut at = 0;
    while let Some(&from) = reached.get(at) {
        at += 1;
        for &step in steps {
            if let Some(to) = after(from, step) {
                arrows.push((from, step, to));
                if !reached.contains(&to) {
                    reached.push(to);
                }
            }
        }
    }
    let many =
        |its: Step| TOO_MANY_ARROWS < arrows.iter().filter(|(_, step, _)| *step == its).count();
    let mut drawing = format!("```mermaid\nstateDiagram-v2\n    [*] --> {}\n", name(first));
    for (from, step, to) in arrows.iter().filter(|(_, step, _)| !many(*step)) {
        let _ = writeln!(drawing, "    {} --> {}: {}", name(from), name(to), name(step));
    }
    drawing.push_str("```\n");
    for &step in steps.iter().filter(|step| many(**step)) {
        let from: Vec<String> =
            arrows.iter().filter(|it| it.1 == step).map(|it| name(it.0)).collect();
        let _ = writeln!(drawing, "\n{} is possible from {}.", name(step), from.join(", "));
    }
    drawing
}

/// `Notified(Recognised)` as one word, which a drawing needs; a step's conditions are left out.
fn name(thing: impl Debug) -> String {
    let written = format!("{thing:?}");
    let word = written.split(" {").next().unwrap_or_default();
    word.replace('(', "_").replace(')', "")
}
