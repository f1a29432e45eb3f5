use ocop_rules::certificates::RevocationGround;

use super::snapshot::State;
use crate::criteria::Classification;

/// What a state is called.
pub fn state_label(state: State) -> &'static str {
    match state {
        State::Certified => "Đang được công nhận",
        State::Unsure => "Chưa rõ còn hiệu lực",
        State::Coming => "Chưa đến ngày hiệu lực",
        State::Expired => "Đã hết hạn",
        State::Superseded => "Đã được thay thế",
        State::Revoked => "Đã bị thu hồi",
    }
}

/// The tone in which a state is shown.
pub fn state_tone(state: State) -> &'static str {
    match state {
        State::Certified => "good",
        State::Unsure | State::Coming => "wait",
        State::Expired | State::Superseded => "",
        State::Revoked => "bad",
    }
}

/// What a line of Annex I is called, or the beginning of one: `I` is *Thực phẩm*.
pub fn industry_label<'a>(classification: &'a Classification, class: &str) -> Option<&'a str> {
    let depth = class.split('.').count();
    let line =
        classification.classes().iter().find(|it| super::question::is_of(&it.code, class))?;
    match depth {
        1 => Some(&line.industry_name),
        2 => Some(&line.group),
        _ => Some(line.subgroup.as_deref().unwrap_or(&line.group)),
    }
}

/// Why a certificate was revoked, for everyone (Art. 8.1).
pub fn ground_label(ground: RevocationGround) -> &'static str {
    match ground {
        RevocationGround::Untrue => "hồ sơ không trung thực hoặc giả mạo",
        RevocationGround::NoLongerMeets => "kiểm tra kết luận sản phẩm không còn đạt tiêu chí",
        RevocationGround::BreaksLaw => {
            "vi phạm pháp luật về chất lượng, an toàn thực phẩm, môi trường, sở hữu trí tuệ hoặc nhãn hàng hóa"
        }
        RevocationGround::MisusesMark => "dùng sai logo, nhãn hiệu OCOP",
        RevocationGround::Stopped => "chủ thể không còn sản xuất sản phẩm",
        RevocationGround::Other => "theo kết luận và kiến nghị của cơ quan nhà nước",
    }
}
