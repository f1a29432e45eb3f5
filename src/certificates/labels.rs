//! What this room calls its things, and how it says no.

use std::num::NonZeroU32;

use ocop_rules::certificates::{GrantRefusal, RevocationGround, Span, Standing};
use ocop_rules::criteria::Mean;
use ocop_rules::programme::{Authority, NoAuthority};

use super::store::DecisionKind;
use crate::face::Frame;

/// How a certificate stands, in words.
pub fn standing_label(standing: Standing) -> &'static str {
    match standing {
        Standing::NotYet => "Chưa đến ngày có hiệu lực",
        Standing::Valid => "Còn hiệu lực",
        Standing::Extended => "Được kéo dài hiệu lực",
        Standing::Expired => "Hết hạn",
        Standing::Superseded => "Đã được thay thế",
        Standing::Revoked(_) => "Đã bị thu hồi",
    }
}

/// The tone of its tag.
pub fn standing_tone(standing: Standing) -> &'static str {
    match standing {
        Standing::NotYet => "info",
        Standing::Valid => "good",
        Standing::Extended => "wait",
        Standing::Expired | Standing::Superseded => "",
        Standing::Revoked(_) => "bad",
    }
}

/// A ground of Art. 8.1, in our words.
pub fn ground_label(ground: RevocationGround) -> &'static str {
    match ground {
        RevocationGround::Untrue => "Thông tin không trung thực hoặc hồ sơ giả mạo",
        RevocationGround::NoLongerMeets => "Không còn đạt tiêu chí, theo kết luận kiểm tra",
        RevocationGround::BreaksLaw => {
            "Vi phạm pháp luật về chất lượng, an toàn thực phẩm, môi trường, sở hữu trí tuệ, nhãn"
        }
        RevocationGround::MisusesMark => "Dùng nhãn hiệu OCOP sai quy định, gây nhầm lẫn",
        RevocationGround::Stopped => "Chủ thể không còn sản xuất sản phẩm",
        RevocationGround::Other => "Trường hợp khác, theo đề nghị của cơ quan nhà nước",
    }
}

/// Why an authority may not recognise so many stars on a day, for a person.
pub fn who_recognises(refusal: GrantRefusal) -> &'static str {
    match refusal {
        GrantRefusal::Nobody(NoAuthority::NotCertified) => {
            "Sản phẩm 1 sao và 2 sao không được cấp giấy chứng nhận (Điều 4 khoản 1)."
        }
        GrantRefusal::Nobody(NoAuthority::BeforeCriteria) => {
            "Trước ngày 21/08/2019 chưa có bộ tiêu chí quốc gia (Quyết định 1048/QĐ-TTg)."
        }
        GrantRefusal::Nobody(NoAuthority::Unnamed) => {
            "Từ 01/07/2025 đến 05/07/2025 chưa có văn bản giao ai công nhận 3 sao (Quyết định 1489/QĐ-TTg)."
        }
        GrantRefusal::OtherAuthority { expected: Authority::District, .. } => {
            "Từ 24/02/2023 đến 30/06/2025 hạng 3 sao do cấp huyện công nhận (Quyết định 148/QĐ-TTg)."
        }
        GrantRefusal::OtherAuthority { expected: Authority::Province, .. } => {
            "Vào ngày này, hạng sao này do Chủ tịch UBND cấp tỉnh công nhận (Điều 7 khoản 3 điểm e)."
        }
        GrantRefusal::OtherAuthority { expected: Authority::Ministry, .. } => {
            "Hạng 5 sao do Bộ trưởng Bộ Nông nghiệp và Môi trường công nhận (Điều 7 khoản 4 điểm e)."
        }
    }
}

/// What a kind of decision is called.
pub(super) fn decision_label(kind: DecisionKind) -> &'static str {
    match kind {
        DecisionKind::Recognition => "Công nhận và cấp giấy chứng nhận",
        DecisionKind::Approval => "Phê duyệt kết quả từ 90 điểm",
        DecisionKind::Extension => "Kéo dài hiệu lực giấy chứng nhận",
        DecisionKind::Revocation => "Thu hồi giấy chứng nhận",
    }
}

/// Who decides, as a document names them.
pub(super) fn authority_label(authority: Authority) -> &'static str {
    match authority {
        Authority::District => "Chủ tịch UBND cấp huyện",
        Authority::Province => "Chủ tịch UBND cấp tỉnh",
        Authority::Ministry => "Bộ trưởng Bộ Nông nghiệp và Môi trường",
    }
}

/// An exact average as printed, `89,67`; empty where no points were given.
pub(super) fn mean(sum: i64, count: i64) -> String {
    let count = u32::try_from(count).ok().and_then(NonZeroU32::new);
    count
        .zip(u64::try_from(sum).ok())
        .map_or_else(String::new, |(count, sum)| Mean::new(sum, count).to_string())
}

/// A certificate's days, each known or known as a range.
pub(super) fn span(frame: &Frame, span: Span) -> String {
    if span.is_known() {
        frame.date(span.earliest())
    } else {
        frame.tf("từ {} đến {}", [frame.date(span.earliest()), frame.date(span.latest())])
    }
}
