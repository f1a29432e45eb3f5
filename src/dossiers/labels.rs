//! What stages, steps and defects are called, for a person.

use ocop_rules::dossiers::{
    Defect, DossierKind, Outcome, SlipField, Stage, Step, StepRefusal, Update,
};

use super::Dossier;
use crate::face::{self, Frame, Progress};
use crate::{evidence, producers};

/// What a kind of dossier is called: the boxes of Mẫu 01.
pub fn kind_label(kind: DossierKind) -> &'static str {
    match kind {
        DossierKind::First => "Đánh giá lần đầu",
        DossierKind::Upgrade => "Nâng hạng",
        DossierKind::Renewal => "Đánh giá lại",
    }
}

/// Where a dossier is, in a few words.
pub fn stage_label(stage: Stage) -> &'static str {
    match stage {
        Stage::Draft => "Đang soạn",
        Stage::Filed => "Đã nộp cho xã",
        Stage::CommuneChecking => "Xã đang kiểm tra",
        Stage::Returned => "Xã trả lại để bổ sung",
        Stage::ProvinceChecking => "Tỉnh đang kiểm tra",
        Stage::CompletionRequested => "Tỉnh yêu cầu hoàn thiện",
        Stage::Accepted => "Tỉnh đã tiếp nhận",
        Stage::Advising => "Tổ tư vấn đang đánh giá",
        Stage::EvidenceRequested => "Tổ tư vấn yêu cầu bổ sung",
        Stage::Surveying => "Tổ tư vấn khảo sát thực tế",
        Stage::Testing => "Đang kiểm nghiệm thêm",
        Stage::Ready => "Chờ Hội đồng",
        Stage::Rejected => "Hồ sơ bị loại",
        Stage::Scored => "Hội đồng đã chấm",
        Stage::PotentialFive => "Tiềm năng 5 sao",
        Stage::SentToMinistry => "Đã gửi Bộ",
        Stage::CentralCompletionRequested => "Bộ yêu cầu hoàn thiện",
        Stage::CentralScored => "Hội đồng Trung ương đã chấm",
        Stage::HandedBack => "Bộ chuyển lại tỉnh",
        Stage::Recognised => "Được công nhận",
        Stage::NotRecognised => "Chưa được công nhận",
        Stage::Notified(Outcome::Recognised) => "Được công nhận, đã thông báo",
        Stage::Notified(Outcome::NotRecognised) => "Chưa được công nhận, đã thông báo",
        Stage::Notified(Outcome::Rejected) => "Bị loại, đã thông báo",
        Stage::Withdrawn => "Chủ thể đã rút",
    }
}

/// The tone of a stage, as the part `tag` knows it.
pub fn stage_tone(stage: Stage) -> &'static str {
    match stage {
        Stage::Draft | Stage::Withdrawn => "",
        Stage::Returned
        | Stage::CompletionRequested
        | Stage::EvidenceRequested
        | Stage::CentralCompletionRequested => "wait",
        Stage::Rejected | Stage::NotRecognised => "bad",
        Stage::Notified(Outcome::Rejected | Outcome::NotRecognised) => "bad",
        Stage::PotentialFive => "gold",
        Stage::Recognised | Stage::Notified(Outcome::Recognised) => "good",
        _ => "info",
    }
}

/// What has happened, as the history of a dossier says it.
pub fn step_label(step: Step) -> &'static str {
    match step {
        Step::Submit => "Chủ thể nộp hồ sơ",
        Step::TakeUp => "Xã bắt đầu kiểm tra",
        Step::Return => "Xã trả lại để bổ sung",
        Step::Propose => "Xã đề nghị tỉnh đánh giá",
        Step::AskCompletion => "Tỉnh yêu cầu hoàn thiện",
        Step::Complete => "Đã hoàn thiện theo yêu cầu",
        Step::Accept => "Tỉnh tiếp nhận vào đợt đánh giá",
        Step::HandToAdvisers => "Chuyển Tổ tư vấn",
        Step::AskEvidence => "Tổ tư vấn yêu cầu bổ sung",
        Step::Survey => "Tổ tư vấn khảo sát thực tế",
        Step::Test => "Lấy mẫu kiểm nghiệm thêm",
        Step::Answer => "Đã có nội dung được yêu cầu",
        Step::Report => "Báo cáo Hội đồng",
        Step::Reject => "Hồ sơ bị loại",
        Step::Score => "Hội đồng cấp tỉnh có kết quả",
        Step::Recognise => "Quyết định công nhận",
        Step::Decline => "Chưa được công nhận",
        Step::ApproveResult => "Phê duyệt kết quả từ 90 điểm",
        Step::SendToMinistry => "Gửi hồ sơ lên Bộ",
        Step::AskCompletionCentrally => "Bộ yêu cầu hoàn thiện",
        Step::CompleteCentrally => "Đã hoàn thiện theo yêu cầu của Bộ",
        Step::ScoreCentrally => "Hội đồng Trung ương có kết quả",
        Step::RecogniseFive => "Bộ công nhận 5 sao",
        Step::HandBack => "Bộ chuyển lại tỉnh",
        Step::RecogniseOnCentralResult => "Tỉnh công nhận theo kết quả của Trung ương",
        Step::EvaluateAgain => "Tỉnh tổ chức đánh giá lại",
        Step::Notify => "Thông báo kết quả",
        Step::Withdraw => "Chủ thể rút hồ sơ",
    }
}

/// Why a step cannot be taken.
pub(super) fn step_refusal(refusal: StepRefusal) -> String {
    let (step, stage) = (step_label(refusal.step), stage_label(refusal.stage));
    format!("Không thực hiện được bước “{step}”: hồ sơ đang ở trạng thái “{stage}”.")
}

/// What a field of Mẫu 01 is called.
pub(super) fn field_label(field: SlipField) -> &'static str {
    match field {
        SlipField::Producer => "Tên đơn vị",
        SlipField::Representative => "Người đại diện pháp lý",
        SlipField::Position => "Chức vụ",
        SlipField::Address => "Địa chỉ liên hệ",
        SlipField::Phone => "Điện thoại",
        SlipField::Product => "Tên sản phẩm",
        SlipField::Group => "Ngành, nhóm, phân nhóm",
    }
}

/// The name of a field of Mẫu 01 in its form.
pub(super) fn field_name(field: SlipField) -> &'static str {
    match field {
        SlipField::Producer => "producer",
        SlipField::Representative => "representative",
        SlipField::Position => "position",
        SlipField::Address => "address",
        SlipField::Phone => "phone",
        SlipField::Product => "product",
        SlipField::Group => "class",
    }
}

/// What a renewal brings up to date.
pub(super) fn update_label(update: Update) -> &'static str {
    match update {
        Update::Materials => "Nguyên liệu",
        Update::Technology => "Công nghệ sử dụng",
        Update::PackagingAndLabels => "Bao bì, nhãn mác",
        Update::QualityDeclaration => "Công bố chất lượng",
        Update::PeriodicTests => "Phiếu kiểm nghiệm định kỳ",
        Update::Market => "Thị trường tiêu thụ",
        Update::OutputAndTurnover => "Sản lượng, doanh thu",
        Update::PapersWithTerm => "Giấy tờ pháp lý có thời hạn",
    }
}

/// A defect in one sentence, and the page and field of the dossier where it is mended.
pub(super) fn defect(defect: &Defect) -> (String, String) {
    let at = |address: &str| address.to_owned();
    match defect {
        Defect::Producer(refusal) => {
            (at("/my/producer"), producers::refusal_sentence(*refusal).to_owned())
        }
        Defect::EmptyField(field) => (
            format!("slip#{}", field_name(*field)),
            format!("Phiếu đăng ký (Mẫu 01) chưa ghi: {}.", field_label(*field)),
        ),
        Defect::Unanswered(code) => (
            format!("marks?criterion={code}#c{code}"),
            format!("Báo cáo tự đánh giá (Mẫu 02): tiêu chí {code} chưa chọn mức nào."),
        ),
        Defect::ChangesMissing => (
            at("report/results#changes"),
            "Hồ sơ nâng hạng chưa nêu những thay đổi so với lần công nhận trước (Điều 6.1.b)."
                .to_owned(),
        ),
        Defect::UpdateMissing(update) => (
            at("report/results#updates"),
            format!("Hồ sơ đánh giá lại chưa cập nhật: {} (Điều 6.1.c).", update_label(*update)),
        ),
        Defect::PaperMissing(kind) => (
            at("evidence"),
            format!("Chưa gắn tài liệu: {} (Mẫu 02).", evidence::kind_label(*kind)),
        ),
        Defect::PaperEnded(kind, until) => (
            at("evidence"),
            format!(
                "{} đã hết hạn ngày {}: hãy gắn bản còn hạn.",
                evidence::kind_label(*kind),
                face::Lang::Vi.date(*until)
            ),
        ),
        Defect::TooFewSamples { given, needed } => (
            at("slip#samples"),
            format!("Cần {needed} sản phẩm mẫu, phiếu ghi {given} (Điều 6.2.d)."),
        ),
        Defect::Other(sentence) => (String::new(), sentence.clone()),
    }
}

/// The way of a dossier as everyone sees it: what is done, where it is, what is to come.
pub fn steps(frame: &Frame, dossier: &Dossier) -> Vec<face::Step> {
    let now = station(dossier.stage);
    let day = |day: Option<jiff::civil::Date>| day.map_or_else(String::new, |it| frame.date(it));
    let due = match dossier.due_on {
        Some(due) if now == 1 => frame.tf("Hạn {}", [frame.date(due)]),
        _ => day(dossier.proposed_on),
    };
    let mut way = vec![
        (0, frame.t("Chủ thể nộp hồ sơ"), day(dossier.received_on)),
        (1, frame.t("UBND cấp xã kiểm tra, đánh giá"), due),
        (2, frame.t("Cơ quan cấp tỉnh tiếp nhận"), day(dossier.province_received_on)),
        (3, frame.t("Tổ tư vấn đánh giá hồ sơ"), String::new()),
        (4, frame.t("Hội đồng chấm điểm"), String::new()),
    ];
    let goes_to_ministry = now == 5 || dossier.sent_to_ministry_on.is_some();
    if goes_to_ministry {
        let sent = day(dossier.sent_to_ministry_on);
        way.push((5, frame.t("Bộ đánh giá 5 sao"), sent));
    }
    way.push((6, frame.t("Quyết định, thông báo kết quả"), String::new()));
    let progress = |at: u8| match at.cmp(&now) {
        std::cmp::Ordering::Less => Progress::Done,
        std::cmp::Ordering::Equal => Progress::Now,
        std::cmp::Ordering::Greater => Progress::Later,
    };
    way.into_iter().map(|(at, label, note)| face::Step::new(progress(at), label, note)).collect()
}

/// At which of the steps of [`steps`] a stage is.
fn station(stage: Stage) -> u8 {
    match stage {
        Stage::Draft | Stage::Returned | Stage::Withdrawn => 0,
        Stage::Filed | Stage::CommuneChecking => 1,
        Stage::ProvinceChecking | Stage::CompletionRequested | Stage::Accepted => 2,
        Stage::Advising | Stage::EvidenceRequested | Stage::Surveying | Stage::Testing => 3,
        Stage::Ready => 4,
        Stage::PotentialFive
        | Stage::SentToMinistry
        | Stage::CentralCompletionRequested
        | Stage::CentralScored => 5,
        Stage::Scored
        | Stage::Rejected
        | Stage::HandedBack
        | Stage::Recognised
        | Stage::NotRecognised => 6,
        Stage::Notified(_) => 7,
    }
}
