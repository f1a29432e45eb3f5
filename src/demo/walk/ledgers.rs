//! What the offices keep in their ledgers through the year.

use jiff::civil::date;

use super::Walk;
use super::office::PROVINCE;
use crate::machinery::Failure;

/// The login of the commune's officer.
const COMMUNE: &str = "xa.tramxanh";

type Kept = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

const KEPT: [Kept; 10] = [
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
            ("carries_out", "41/KH-UBND ngày 12/01/2026"),
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
