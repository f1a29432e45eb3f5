//! What an office does with results that stand: which dossiers wait for it, and which step each
//! takes.

use ocop_rules::accounts::Role;
use ocop_rules::councils::Proposal;
use ocop_rules::criteria::Stars;
use ocop_rules::dossiers::{Stage, Step};
use ocop_rules::programme::DossierKind;

use super::store::{DecisionKind, Waiting};

/// One thing that is done for many dossiers at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Work {
    /// Record the decision that recognises them (Art. 7.3.e, 7.4.e, 7.4.g).
    Recognise,
    /// Record the decision that approves ninety points and more (Art. 7.3.e).
    Approve,
    /// Send them to the ministry (Art. 7.3.e, 7.6.e).
    Propose,
    /// Hand them back to the province (Art. 7.4.g).
    HandBack,
    /// Evaluate them anew instead of taking the central result (Art. 7.4.g).
    EvaluateAgain,
    /// Keep that one or two stars are not recognised (Art. 4.1.a).
    Decline,
    /// Tell commune and producer in writing (Art. 7.3.g).
    Notify,
}

impl Work {
    /// All of it, in the order of the law.
    pub(super) const ALL: [Self; 7] = [
        Self::Recognise,
        Self::Approve,
        Self::Propose,
        Self::HandBack,
        Self::EvaluateAgain,
        Self::Decline,
        Self::Notify,
    ];

    /// Its word in an address.
    pub(super) fn id(self) -> &'static str {
        match self {
            Self::Recognise => "recognition",
            Self::Approve => "approval",
            Self::Propose => "proposal",
            Self::HandBack => "return",
            Self::EvaluateAgain => "evaluation",
            Self::Decline => "declining",
            Self::Notify => "notice",
        }
    }

    /// The work of this word.
    pub(super) fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.id() == id)
    }

    /// The stages in which dossiers wait for it, in an office of this role; none where it is not
    /// that office's.
    pub(super) fn stages(self, role: Role) -> &'static [Stage] {
        match (role, self) {
            (Role::Province, Self::Recognise) => &[Stage::Scored, Stage::HandedBack],
            (Role::Province, Self::Approve) => &[Stage::Scored],
            (Role::Province, Self::Propose) => &[Stage::PotentialFive, Stage::Accepted],
            (Role::Province, Self::EvaluateAgain) => &[Stage::HandedBack],
            (Role::Province, Self::Decline) => &[Stage::Scored, Stage::HandedBack],
            (Role::Province, Self::Notify) => {
                &[Stage::Recognised, Stage::NotRecognised, Stage::Rejected]
            }
            (Role::Ministry, Self::Recognise | Self::HandBack) => &[Stage::CentralScored],
            _ => &[],
        }
    }

    /// The step that a dossier takes by it.
    pub(super) fn step(self, stage: Stage) -> Step {
        match (self, stage) {
            (Self::Recognise, Stage::CentralScored) => Step::RecogniseFive,
            (Self::Recognise, Stage::HandedBack) => Step::RecogniseOnCentralResult,
            (Self::Recognise, _) => Step::Recognise,
            (Self::Approve, _) => Step::ApproveResult,
            (Self::Propose, _) => Step::SendToMinistry,
            (Self::HandBack, _) => Step::HandBack,
            (Self::EvaluateAgain, _) => Step::EvaluateAgain,
            (Self::Decline, _) => Step::Decline,
            (Self::Notify, _) => Step::Notify,
        }
    }

    /// Whether a dossier at one of its stages waits for it, and not for other work.
    pub(super) fn awaits(self, it: &Waiting) -> bool {
        let stars = it.outcome.as_ref().and_then(|it| it.stars);
        let level = it.outcome.as_ref().map(|it| it.level);
        let proposal = stars.zip(level).map(|(stars, level)| Proposal::of(stars, level));
        match (self, it.stage) {
            // The ministry has handed it back: the province reads the central stars as its own.
            (Self::Recognise, Stage::HandedBack) => stars.is_some_and(Stars::is_certified),
            (Self::Decline, Stage::HandedBack) => !stars.is_some_and(Stars::is_certified),
            (Self::Recognise, _) => matches!(proposal, Some(Proposal::Recognise(_))),
            (Self::Approve, _) => matches!(proposal, Some(Proposal::PotentialFive)),
            (Self::HandBack, _) => matches!(proposal, Some(Proposal::HandBack(_))),
            (Self::Decline, _) => matches!(proposal, Some(Proposal::Notify(_))),
            // Five stars are renewed without a council of the province (Art. 7.6.e).
            (Self::Propose, Stage::Accepted) => {
                it.kind == DossierKind::Renewal && it.previous == Some(Stars::Five)
            }
            (Self::Propose | Self::EvaluateAgain | Self::Notify, _) => true,
        }
    }

    /// The kind of decision that is recorded with it; none where a letter or nothing is.
    pub(super) fn decision(self) -> Option<DecisionKind> {
        match self {
            Self::Recognise => Some(DecisionKind::Recognition),
            Self::Approve => Some(DecisionKind::Approval),
            _ => None,
        }
    }

    /// Whether a letter goes with it, with number and day.
    pub(super) fn has_letter(self) -> bool {
        matches!(self, Self::Propose | Self::HandBack | Self::Notify)
    }

    /// What it is called.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Recognise => "Ghi quyết định công nhận",
            Self::Approve => "Ghi quyết định phê duyệt kết quả từ 90 điểm",
            Self::Propose => "Gửi hồ sơ lên Bộ",
            Self::HandBack => "Chuyển lại tỉnh",
            Self::EvaluateAgain => "Tỉnh tự đánh giá lại",
            Self::Decline => "Ghi kết quả 1 sao, 2 sao",
            Self::Notify => "Ghi thông báo kết quả đã gửi",
        }
    }

    /// What it means, in one sentence with its article.
    pub(super) fn meaning(self) -> &'static str {
        match self {
            Self::Recognise => {
                "Một quyết định cho nhiều sản phẩm: mỗi sản phẩm được một giấy chứng nhận 36 tháng, giấy cũ của sản phẩm được thay thế từ ngày đó (Điều 4, Điều 7)."
            }
            Self::Approve => {
                "Sản phẩm từ 90 điểm là tiềm năng 5 sao: tỉnh phê duyệt kết quả và đề nghị Bộ, trong lúc chờ chưa có giấy chứng nhận (Điều 7 khoản 3 điểm e)."
            }
            Self::Propose => {
                "Công văn của UBND tỉnh kèm hồ sơ tiềm năng 5 sao, hoặc hồ sơ đánh giá lại 5 sao (Điều 6 khoản 3)."
            }
            Self::HandBack => {
                "Sản phẩm dưới 90 điểm ở Trung ương được chuyển lại tỉnh (Điều 7 khoản 4 điểm g)."
            }
            Self::EvaluateAgain => {
                "Thay vì công nhận theo kết quả của Trung ương, tỉnh tổ chức đánh giá lại (Điều 7 khoản 4 điểm g)."
            }
            Self::Decline => {
                "Sản phẩm 1 sao, 2 sao được thông báo kết quả, không có giấy chứng nhận (Điều 4 khoản 1)."
            }
            Self::Notify => {
                "Kết quả được thông báo bằng văn bản cho UBND cấp xã và chủ thể (Điều 7 khoản 3 điểm g)."
            }
        }
    }
}
