use ocop_rules::producers::{Ineligible, ProducerKind};

/// What a kind of producer is called.
pub fn kind_label(kind: ProducerKind) -> &'static str {
    match kind {
        ProducerKind::Cooperative => "Hợp tác xã",
        ProducerKind::CooperativeGroup => "Tổ hợp tác",
        ProducerKind::Sme => "Doanh nghiệp nhỏ và vừa",
        ProducerKind::LargeEnterprise => "Doanh nghiệp lớn",
        ProducerKind::Farm => "Trang trại",
        ProducerKind::Household => "Hộ sản xuất, hộ gia đình có đăng ký kinh doanh",
        ProducerKind::Association => "Hội, hiệp hội",
        ProducerKind::OperatingCentre => "Trung tâm điều hành hoặc tương đương",
        ProducerKind::Unstated => "Chưa rõ loại hình",
    }
}

/// Why a producer may not register a product, for a person.
pub fn refusal_sentence(refusal: Ineligible) -> &'static str {
    match refusal {
        Ineligible::LargeEnterprise => {
            "Doanh nghiệp lớn không thuộc đối tượng tham gia (Điều 2 khoản 3)."
        }
        Ineligible::NoRegistration => {
            "Hộ sản xuất, hộ gia đình cần có đăng ký kinh doanh (Điều 2 khoản 3): hãy ghi số đăng ký trong Hồ sơ chủ thể."
        }
        Ineligible::Unstated => {
            "Chưa rõ loại hình chủ thể: hãy chọn trong Hồ sơ chủ thể (Điều 2 khoản 3)."
        }
        Ineligible::OnlyForTourism => {
            "Hội, hiệp hội, trung tâm điều hành chỉ tham gia với dịch vụ du lịch, nhóm VI (Điều 2 khoản 3)."
        }
    }
}
