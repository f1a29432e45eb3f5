//! What this room calls its things.

use ocop_rules::certificates::RevocationGround;
use ocop_rules::inspections::{BreachKind, Kept, MarkUse};

use super::ledgers::{BREACH_KINDS, MARKS, PAPERS, UPKEEPS, VISIT_KINDS};
use super::store::State;
use crate::face::{Choice, Frame};

fn called(choices: &[(&'static str, &'static str)], id: &str) -> &'static str {
    choices.iter().find(|(it, _)| *it == id).map_or("", |(_, label)| label)
}

/// The choices of a list, in the language of the page.
pub(super) fn choices(frame: &Frame, of: &[(&'static str, &'static str)]) -> Vec<Choice> {
    of.iter().map(|(id, label)| Choice::new(*id, frame.t(label))).collect()
}

/// How a visit came about.
pub(super) fn visit_kind(id: &str) -> &'static str {
    called(&VISIT_KINDS, id)
}

/// What was found of the criteria as a whole.
pub(super) fn upkeep(id: &str) -> &'static str {
    called(&UPKEEPS, id)
}

/// What was found of licences and tests.
pub(super) fn papers(id: &str) -> &'static str {
    called(&PAPERS, id)
}

/// What was found of licences and tests, or that nobody looked.
pub(super) fn papers_or_none(id: &str) -> &'static str {
    if id.is_empty() { "Không kiểm tra" } else { papers(id) }
}

/// The tone of what was found of the mark.
pub(super) fn mark_tone(it: MarkUse) -> &'static str {
    if it.is_fault() { "bad" } else { "good" }
}

/// What was found of the mark.
pub fn mark(it: MarkUse) -> &'static str {
    called(&MARKS, it.id())
}

/// What was concluded.
pub fn breach_kind(it: BreachKind) -> &'static str {
    called(&BREACH_KINDS, it.id())
}

/// What was found of a criterion.
pub(super) fn kept(it: Kept) -> &'static str {
    match it {
        Kept::Kept => "Duy trì",
        Kept::Below => "Giảm",
        Kept::Better => "Tốt hơn",
        Kept::NotLookedAt => "Không kiểm tra được",
    }
}

/// The tone of its tag.
pub(super) fn kept_tone(it: Kept) -> &'static str {
    match it {
        Kept::Kept | Kept::Better => "good",
        Kept::Below => "bad",
        Kept::NotLookedAt => "wait",
    }
}

/// How a breach stands, with its days.
pub fn state(frame: &Frame, it: State) -> String {
    match it {
        State::Open { days_left } => frame.tf("Đang khắc phục, còn {} ngày", [days_left]),
        State::Proposed { overdue: Some(days), .. } => {
            frame.tf("Quá hạn khắc phục {} ngày, đề nghị thu hồi", [days])
        }
        State::Proposed { overdue: None, .. } => frame.t("Đề nghị thu hồi").to_owned(),
        State::Done { on, was_late: false } => frame.tf("Đã khắc phục ngày {}", [frame.date(on)]),
        State::Done { on, was_late: true } => {
            frame.tf("Đã khắc phục ngày {}, sau hạn", [frame.date(on)])
        }
        State::Revoked { on } => frame.tf("Đã thu hồi giấy chứng nhận ngày {}", [frame.date(on)]),
    }
}

/// The tone of its tag.
pub fn state_tone(it: State) -> &'static str {
    match it {
        State::Open { .. } => "wait",
        State::Proposed { .. } => "bad",
        State::Done { .. } => "good",
        State::Revoked { .. } => "",
    }
}

/// The words under which breaches are asked for by how they stand.
pub(super) const STATES: [(&str, &str); 5] = [
    ("open", "Đang khắc phục"),
    ("overdue", "Quá hạn khắc phục"),
    ("proposed", "Đề nghị thu hồi"),
    ("done", "Đã khắc phục"),
    ("revoked", "Đã thu hồi"),
];

/// Whether a breach is one of those asked for by this word; what is overdue is proposed as well.
pub(super) fn is_asked(state: State, word: &str) -> bool {
    match word {
        "" => true,
        "proposed" => matches!(state, State::Proposed { .. }),
        word => state.id() == word,
    }
}

/// The point of Art. 8.1 that a ground stands under.
pub(super) fn point(ground: RevocationGround) -> &'static str {
    ground.id()
}
