//! What the rules' words are called on a page, and what their refusals say.

use ocop_rules::councils::{
    AdviserRole, Flag, Ground, HearingStage, KeyingRefusal, MeetingForm, MeetingStage, Minima,
    QuorumRefusal, Role, SheetStage,
};
use ocop_rules::criteria::{Code, CriteriaSet, MarkRefusal, SetId};
use ocop_rules::dossiers::FindingSubject;

use super::store::Council;
use crate::criteria::ProductSet;
use crate::face::{Frame, Lang};
use crate::house::House;
use crate::machinery::{Failure, Refusal};

/// What a role is called.
pub(super) fn role(lang: Lang, role: Role) -> &'static str {
    match role {
        Role::Chair => lang.t("Chủ tịch"),
        Role::ViceChair => lang.t("Phó Chủ tịch"),
        Role::Member => lang.t("Ủy viên"),
        Role::Secretary => lang.t("Ủy viên thư ký"),
        Role::Expert => lang.t("Chuyên gia được mời"),
    }
}

/// How minima bind, in words.
pub(super) fn minima(lang: Lang, minima: Minima) -> &'static str {
    match minima {
        Minima::Average => lang.t("Điểm trung bình của tiêu chí phải đạt"),
        Minima::EveryMember => lang.t("Điểm của từng thành viên phải đạt"),
        Minima::Settled => lang.t("Mức Hội đồng thống nhất phải đạt"),
    }
}

/// How a council works, in words.
pub(super) fn form(lang: Lang, form: MeetingForm) -> &'static str {
    match form {
        MeetingForm::Meeting => lang.t("Họp Hội đồng"),
        MeetingForm::Written => lang.t("Lấy ý kiến bằng văn bản"),
    }
}

/// Where a meeting stands: the words, and the tone of their tag.
pub(super) fn meeting(lang: Lang, stage: MeetingStage) -> (&'static str, &'static str) {
    match stage {
        MeetingStage::Planned => (lang.t("Đã lên lịch"), "info"),
        MeetingStage::Convened => (lang.t("Đã khai mạc"), "info"),
        MeetingStage::Scoring => (lang.t("Đang chấm điểm"), "wait"),
        MeetingStage::Totalled => (lang.t("Đã có kết quả"), "good"),
        MeetingStage::Minuted => (lang.t("Đã ký biên bản"), "good"),
        MeetingStage::Cancelled => (lang.t("Đã hủy"), ""),
    }
}

/// Where a product stands in a meeting: the words, and the tone of their tag.
pub(super) fn hearing(lang: Lang, stage: HearingStage) -> (&'static str, &'static str) {
    match stage {
        HearingStage::Waiting => (lang.t("Chờ chấm"), ""),
        HearingStage::Scoring => (lang.t("Đang chấm điểm"), "wait"),
        HearingStage::Discussion => (lang.t("Treo kết quả, chờ thảo luận"), "bad"),
        HearingStage::Totalled => (lang.t("Đã có kết quả"), "good"),
        HearingStage::Rejected => (lang.t("Hồ sơ bị loại"), "bad"),
        HearingStage::Postponed => (lang.t("Để lại phiên sau"), ""),
    }
}

/// Where a sheet stands: the words, and the tone of their tag.
pub(super) fn sheet(lang: Lang, stage: SheetStage) -> (&'static str, &'static str) {
    match stage {
        SheetStage::Open => (lang.t("Chưa ký"), "wait"),
        SheetStage::Signed | SheetStage::Locked => (lang.t("Đã ký"), "good"),
        SheetStage::Vacant => (lang.t("Không bỏ phiếu"), ""),
        SheetStage::Excused => (lang.t("Không chấm: xung đột lợi ích"), "info"),
    }
}

/// Which of the commune's four findings speaks of a criterion that the commune reports on (Art.
/// 7.2.a): origin in section 1, idea in 2, labour in 3, identity in 5.
pub(super) fn subject_of(code: Code) -> Option<FindingSubject> {
    match code.to_string().split('.').next() {
        Some("1") => Some(FindingSubject::Origin),
        Some("2") => Some(FindingSubject::Idea),
        Some("3") => Some(FindingSubject::Labour),
        Some("5") => Some(FindingSubject::Identity),
        _ => None,
    }
}

/// Why a mark is refused.
pub(super) fn mark_refusal(set: &CriteriaSet, refusal: MarkRefusal) -> Refusal {
    match refusal {
        MarkRefusal::OtherSet { sheet, set } => other_set(&sheet.to_string(), &set.to_string()),
        MarkRefusal::UnknownCriterion(code) => {
            Refusal::new(format!("Bộ tiêu chí {} không có tiêu chí {code}.", set.id()))
        }
        MarkRefusal::NoSuchOption { criterion, points } => Refusal::of(
            format!("m.{criterion}"),
            format!("Tiêu chí {criterion} không có mức {points} điểm."),
        ),
        MarkRefusal::NoSuchPlace { criterion, .. } => Refusal::of(
            format!("m.{criterion}"),
            format!("Tiêu chí {criterion} không có mức được chọn."),
        ),
    }
}

/// A sheet of another edition or another set.
pub(super) fn other_set(given: &str, set: &str) -> Refusal {
    Refusal::new(format!(
        "Hồ sơ này chấm theo bộ tiêu chí {set}; phiếu gửi lên thuộc bộ {given} nên không được nhận (Điều 11, 12)."
    ))
}

/// Why a product cannot be decided.
pub(super) fn quorum_refusal(council: &Council, refusal: QuorumRefusal) -> String {
    let document = &council.regulation.document;
    match refusal {
        QuorumRefusal::TooFew { signed, needed, base } => format!(
            "Chưa đủ túc số theo Quy chế {document}: {signed}/{base} phiếu đã ký, cần ít nhất {needed}."
        ),
        QuorumRefusal::NoChair => format!(
            "Theo Quy chế {document} phải có Chủ tịch Hội đồng (hoặc Phó Chủ tịch thay khi Chủ tịch có xung đột lợi ích)."
        ),
    }
}

/// A knock-out, as its criterion prints it.
pub(super) fn knockout(set: &CriteriaSet, code: Code, which: usize) -> String {
    let text = set.criterion(code).and_then(|it| it.knockouts.get(which));
    format!("{code}: {}", text.map_or("", String::as_str))
}

/// The word by which a ground is kept.
pub(super) fn ground_id(ground: Ground) -> String {
    match ground {
        Ground::Forged => "forged".to_owned(),
        Ground::Licence => "certificate-missing".to_owned(),
        Ground::Registration => "not-as-prescribed".to_owned(),
        Ground::Knockout { criterion, which } => format!("{criterion}#{which}"),
    }
}

/// The ground kept under this word, if the set knows it.
pub(super) fn ground(set: &CriteriaSet, id: &str) -> Option<Ground> {
    match id {
        "forged" => Some(Ground::Forged),
        "certificate-missing" => Some(Ground::Licence),
        "not-as-prescribed" => Some(Ground::Registration),
        _ => {
            let (code, which) = id.split_once('#')?;
            let (criterion, which) = (code.parse().ok()?, which.parse().ok()?);
            let known = which < set.criterion(criterion)?.knockouts.len();
            known.then_some(Ground::Knockout { criterion, which })
        }
    }
}

/// A ground, in words.
pub(super) fn ground_label(frame: &Frame, set: &ProductSet, ground: Ground) -> String {
    ground_name(frame.lang, set, ground)
}

/// A ground, in words of this language.
pub(super) fn ground_name(lang: Lang, set: &ProductSet, ground: Ground) -> String {
    match ground {
        Ground::Forged => lang.t("Hồ sơ giả mạo").to_owned(),
        Ground::Licence => {
            lang.t("Thiếu giấy chứng nhận, giấy phép bắt buộc để sản xuất").to_owned()
        }
        Ground::Registration => lang.t("Hồ sơ đăng ký không đáp ứng quy định").to_owned(),
        Ground::Knockout { criterion, which } => knockout(&set.criteria, criterion, which),
    }
}

/// The sheet of this set.
///
/// # Errors
///
/// A refusal when its edition has none.
pub(super) fn product_set(house: &House, id: SetId) -> Result<&ProductSet, Failure> {
    house.standards.set(id).ok_or_else(|| {
        Failure::refused(format!("Bộ tiêu chí {id} chưa có phiếu chấm trong hệ thống."))
    })
}

/// What somebody is in an advisory group.
pub(super) fn adviser(lang: Lang, role: AdviserRole) -> &'static str {
    match role {
        AdviserRole::Leader => lang.t("Tổ trưởng"),
        AdviserRole::Deputy => lang.t("Tổ phó"),
        AdviserRole::Member => lang.t("Thành viên"),
    }
}

/// Why a sheet on paper is not keyed in.
pub(super) fn keying_refusal(refusal: KeyingRefusal) -> &'static str {
    match refusal {
        KeyingRefusal::SignedOnScreen => {
            "Thành viên đã tự ký phiếu này trên hệ thống; không nhập phiếu giấy đè lên."
        }
        KeyingRefusal::Conflict => {
            "Thành viên đã khai xung đột lợi ích ở sản phẩm này nên không có phiếu."
        }
        KeyingRefusal::Closed => {
            "Lượt chấm này đã chốt hoặc phiên họp đã kết thúc; không nhập phiếu được nữa."
        }
    }
}

/// The word by which a ticked knock-out is kept.
pub(super) fn flag_id(flag: &Flag) -> String {
    format!("{}#{}", flag.criterion, flag.which)
}
