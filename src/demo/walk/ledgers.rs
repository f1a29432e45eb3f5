//! What the offices keep in their ledgers through the year.

use jiff::civil::date;

use super::Walk;
use super::office::PROVINCE;
use crate::machinery::Failure;

/// The login of the commune's officer.
const COMMUNE: &str = "xa.tramxanh";

type Kept = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

const KEPT: [Kept; 21] = [
    (
        COMMUNE,
        "documents",
        &[
            ("direction", "in"),
            ("subject", "Kế hoạch thực hiện Chương trình OCOP năm 2026"),
            ("kind", "plan"),
            ("number", "41/KH-UBND"),
            ("signed_on", "12/1/2026"),
            ("issuer", "UBND tỉnh Rừng Tràm"),
            ("received_on", "15/1/2026"),
        ],
    ),
    (
        COMMUNE,
        "documents",
        &[
            ("direction", "out"),
            ("subject", "Kế hoạch tổ chức Hội nghị sơ kết Chương trình OCOP xã Tràm Xanh"),
            ("kind", "plan"),
            ("number", "09/KH-UBND"),
            ("signed_on", "4/5/2026"),
            ("issuer", "UBND xã Tràm Xanh"),
            ("carries_out", "41/KH-UBND"),
        ],
    ),
    (
        COMMUNE,
        "ways",
        &[
            ("name", "Trà lá sen Tràm Xanh"),
            ("household", "Hộ bà Nguyễn Thị Sen, ấp 2"),
            ("group_words", "Chè, trà khác"),
            ("begun", "potential"),
            ("known_on", "3/3/2025"),
            ("registered_on", "15/9/2025"),
            ("chosen_on", "20/12/2025"),
            ("chosen_for", "2026"),
        ],
    ),
    (
        COMMUNE,
        "ways",
        &[
            ("name", "Tinh dầu tràm"),
            ("begun", "chosen"),
            ("known_on", "10/1/2025"),
            ("chosen_for", "2025"),
            ("standardised_on", "12/8/2025"),
            ("stopped_on", "30/10/2025"),
            ("reason", "Chưa có giấy chứng nhận đủ điều kiện sản xuất."),
        ],
    ),
    (
        COMMUNE,
        "ways",
        &[
            ("name", "Bánh phồng tôm"),
            ("group_words", "Thực phẩm chế biến"),
            ("begun", "standardised"),
            ("known_on", "31/12/2023"),
            ("filed_on", "15/3/2024"),
            ("district_on", "20/5/2024"),
            ("reason", "Dưới 50 điểm: chưa có liên kết vùng nguyên liệu."),
        ],
    ),
    (
        COMMUNE,
        "events",
        &[
            ("title", "Hội nghị sơ kết Chương trình OCOP giai đoạn 2021–2025"),
            ("kind", "interim-review"),
            ("held", "29/5/2026"),
            ("organiser", "UBND xã Tràm Xanh"),
            ("place", "Nhà văn hóa xã"),
            ("invited", "Văn phòng điều phối tỉnh\nCác ấp và chủ thể trong xã"),
            ("present", "hơn 80 đại biểu"),
            ("exhibits", "Sản phẩm của các chủ thể trong xã"),
            ("carries_out", "09/KH-UBND ngày 04/5/2026"),
            ("document", "09/KH-UBND"),
        ],
    ),
    (
        COMMUNE,
        "difficulties",
        &[
            ("what", "Nguồn nguyên liệu theo mùa, chủ thể thiếu kho lạnh."),
            ("field", "production"),
            ("cause", "Chưa tiếp cận được vốn vay ưu đãi."),
            ("period", "2026"),
            ("carried", "no"),
        ],
    ),
    (
        COMMUNE,
        "officers",
        &[
            ("name", "Phạm Văn Bình"),
            ("position", "Công chức nông nghiệp, môi trường"),
            ("office", "Phòng Kinh tế xã"),
            ("since", "1/7/2025"),
        ],
    ),
    (
        COMMUNE,
        "trainings",
        &[
            ("officer", "Phạm Văn Bình"),
            ("subject", "Hướng dẫn hồ sơ theo Quyết định 26/2026/QĐ-TTg"),
            ("held", "từ 15/6/2026 đến 17/6/2026"),
            ("days", "3"),
            ("organiser", "Văn phòng điều phối tỉnh"),
        ],
    ),
    (
        PROVINCE,
        "plans",
        &[
            ("title", "Kế hoạch thực hiện Chương trình OCOP năm 2026"),
            ("kind", "yearly-plan"),
            ("number", "41/KH-UBND"),
            ("signed_on", "12/1/2026"),
            ("issuer", "UBND tỉnh Rừng Tràm"),
            ("period", "2026"),
            ("money", "2,4 tỷ"),
        ],
    ),
    (
        PROVINCE,
        "documents",
        &[
            ("direction", "in"),
            ("subject", "Nghị quyết của Tỉnh ủy về phát triển kinh tế nông thôn"),
            ("kind", "resolution"),
            ("issuer", "Tỉnh ủy Rừng Tràm"),
        ],
    ),
    (
        PROVINCE,
        "targets",
        &[
            ("title", "Ít nhất 60 sản phẩm đạt từ 3 sao trở lên"),
            ("measure", "certified"),
            ("stars", "3+"),
            ("aim", "ít nhất 60"),
            ("reckoning", "total"),
            ("period", "2026 – 2030"),
            ("source_number", "41/KH-UBND"),
        ],
    ),
    (
        PROVINCE,
        "targets",
        &[
            ("title", "Mỗi năm có thêm 1 đến 2 sản phẩm 4 sao"),
            ("measure", "newly-certified"),
            ("stars", "4+"),
            ("aim", "1 đến 2"),
            ("reckoning", "each-year"),
            ("period", "2026 – 2030"),
            ("source_number", "41/KH-UBND"),
        ],
    ),
    (
        PROVINCE,
        "targets",
        &[
            ("title", "Phát triển du lịch cộng đồng tại xã Tràm Xanh"),
            ("measure", "tourism-villages"),
            ("aim", "1"),
            ("reckoning", "addition"),
            ("period", "2026 – 2030"),
            ("place", "xã Tràm Xanh"),
            ("source_number", "41/KH-UBND"),
        ],
    ),
    (
        PROVINCE,
        "figures",
        &[
            ("what", "products"),
            ("basis", "unstated"),
            ("on_day", "31/12/2023"),
            ("amount", "9"),
            ("four", "2"),
            ("three", "7"),
            ("source_number", "15/BC-UBND"),
            ("source_day", "15/1/2024"),
            (
                "source_words",
                "toàn tỉnh có 9 sản phẩm được công nhận, gồm 2 sản phẩm 4 sao và 7 sản phẩm 3 sao",
            ),
        ],
    ),
    (
        PROVINCE,
        "figures",
        &[
            ("what", "communes"),
            ("on_day", "từ 1/1/2023 đến 31/12/2023"),
            ("amount", "69"),
            ("out_of", "101"),
            ("doubt", "Báo cáo không nói số liệu tính đến ngày nào."),
            ("source_number", "15/BC-UBND"),
            ("source_day", "15/1/2024"),
            ("source_words", "69/101 xã đạt chuẩn nông thôn mới"),
        ],
    ),
    (
        PROVINCE,
        "inspection-plans",
        &[
            ("title", "Kế hoạch kiểm tra sản phẩm OCOP năm 2026"),
            ("year", "2026"),
            ("bodies", "Văn phòng điều phối, Sở Y tế, Sở Công Thương, UBND các xã"),
            ("scope", "Duy trì tiêu chí, sử dụng biểu trưng, nhãn và quảng cáo"),
            ("producers", "10"),
            ("products", "ít nhất 12"),
            ("number", "58/KH-VPĐP"),
            ("signed_on", "20/1/2026"),
        ],
    ),
    (
        PROVINCE,
        "tasks",
        &[
            ("what", "Mỗi xã có ít nhất một sản phẩm được chuẩn hóa."),
            ("field", "dossier"),
            ("period", "2026"),
            ("who", "UBND các xã"),
            ("due_on", "31/12/2026"),
        ],
    ),
    (
        PROVINCE,
        "budgets",
        &[
            ("what", "Kinh phí thực hiện Chương trình năm 2026"),
            ("period", "2026"),
            ("phase", "spent"),
            ("funding", "province"),
            ("amount", "trên 1,3 tỷ đồng"),
        ],
    ),
    (
        PROVINCE,
        "fairs",
        &[
            ("title", "Tuần hàng OCOP Rừng Tràm"),
            ("kind", "week"),
            ("held", "từ 20/10/2026 đến 25/10/2026"),
            ("place", "Quảng trường trung tâm"),
            ("stalls", "40"),
            ("products", "khoảng 60"),
            ("sales", "gần 900 triệu đồng"),
        ],
    ),
    (
        PROVINCE,
        "participations",
        &[
            ("product", "Mật ong hoa tràm"),
            ("fair", "Tuần hàng OCOP Rừng Tràm"),
            ("from_day", "20/10/2026"),
            ("sales", "45 triệu"),
        ],
    ),
];

/// Every office enters what it keeps.
pub(super) async fn keep(walk: &Walk<'_>) -> Result<(), Failure> {
    walk.house.clock.move_to(date(2026, 11, 21));
    for (login, ledger, fields) in KEPT {
        let guide = walk.guide(login).await?;
        let address = format!("/ledgers/{ledger}");
        guide.fills(&format!("{address}/new"), &address, fields).await?;
    }
    Ok(())
}
