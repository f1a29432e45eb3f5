//! What offices do with one dossier: the commune checks, finds, returns or proposes (Art. 7.2); the
//! province accepts or asks, and its advisory group reports (Art. 7.3.a, c).

use anyhow::Context as _;

use super::{Walk, Walked};
use crate::demo::guide::Guide;
use crate::machinery::Failure;

/// The login of the province's office.
pub(super) const PROVINCE: &str = "tinh";

/// The login of the ministry's office.
pub(super) const MINISTRY: &str = "bo";

async fn commune(walk: &Walk<'_>, it: &Walked<'_>) -> Result<Guide, Failure> {
    let login = it.household.officer(walk.cast).context("a commune without an officer")?;
    walk.guide(login).await
}

/// Presses a button on the page of the dossier.
async fn press(guide: &Guide, it: &Walked<'_>, deed: &str) -> Result<(), Failure> {
    let address = it.address();
    guide.fills(&address, &format!("{address}/{deed}"), &[]).await?;
    Ok(())
}

/// Fills the form at one of its addresses.
async fn fill(
    guide: &Guide,
    it: &Walked<'_>,
    part: &str,
    fields: &[(&str, &str)],
) -> Result<(), Failure> {
    let address = format!("{}/{part}", it.address());
    guide.fills(&address, &address, fields).await?;
    Ok(())
}

/// The commune begins to check.
pub(super) async fn take_up(walk: &Walk<'_>, it: &Walked<'_>) -> Result<(), Failure> {
    press(&commune(walk, it).await?, it, "check").await
}

/// Every part is ticked off, and the four findings of Mẫu 03 are written (Art. 7.2.a).
pub(super) async fn check(walk: &Walk<'_>, it: &Walked<'_>) -> Result<(), Failure> {
    let guide = commune(walk, it).await?;
    let address = format!("{}/composition", it.address());
    let form = guide.form_on(&address, &address).await?;
    let parts: Vec<_> = form.offers("parts").map(|part| ("parts", part)).collect();
    guide.does(&address, &form.with(&parts)).await?;
    let findings = [
        ("found-origin", "Đã xem sổ thu mua: phần lớn nguyên liệu mua của các hộ trong xã."),
        ("found-labour", "Tám trong chín lao động có hộ khẩu tại xã."),
        ("found-idea", "Ý tưởng do chủ thể tự phát triển từ nghề có sẵn ở ấp."),
        ("found-identity", "Cách làm gắn với nghề truyền thống, người lớn tuổi trong ấp xác nhận."),
    ];
    fill(&guide, it, "findings", &findings).await
}

/// Returned with one list of everything that is missing (Art. 7.2.a).
pub(super) async fn send_back(walk: &Walk<'_>, it: &Walked<'_>) -> Result<(), Failure> {
    let defects = [
        ("part-1", "evidence"),
        (
            "sentence-1",
            "Giấy chứng nhận an toàn thực phẩm nộp kèm là của cơ sở khác; cần bản đúng.",
        ),
        ("part-2", "report"),
        ("sentence-2", "Phần II chưa có doanh thu sáu tháng đầu năm 2026."),
    ];
    fill(&commune(walk, it).await?, it, "request", &defects).await
}

/// Proposed to the province by letter: the product gets its code (Art. 7.2.b).
pub(super) async fn propose(walk: &Walk<'_>, it: &Walked<'_>) -> Result<(), Failure> {
    let letter = [("letter", "48/UBND-KT")];
    fill(&commune(walk, it).await?, it, "proposal", &letter).await
}

/// The province asks commune and producer to complete it (Art. 7.3.a).
pub(super) async fn ask_completion(walk: &Walk<'_>, it: &Walked<'_>) -> Result<(), Failure> {
    let wanted = [
        ("part-1", "evidence"),
        ("sentence-1", "Bổ sung phiếu kiểm nghiệm còn hạn của lô sản xuất gần nhất."),
        ("answer_by", "04/12/2026"),
    ];
    fill(&walk.guide(PROVINCE).await?, it, "request", &wanted).await
}

/// Accepted into its round (Art. 5, 7.3.a).
pub(super) async fn accept(walk: &Walk<'_>, it: &Walked<'_>) -> Result<(), Failure> {
    press(&walk.guide(PROVINCE).await?, it, "acceptance").await
}

/// The advisory group takes it (Art. 7.3.c).
pub(super) async fn advise(walk: &Walk<'_>, it: &Walked<'_>) -> Result<(), Failure> {
    let fields = [("choice", "hand-to-advisers"), ("words", "Giao Tổ tư vấn.")];
    fill(&walk.guide(PROVINCE).await?, it, "advice", &fields).await
}

/// The advisory group reports it to the council.
pub(super) async fn report(walk: &Walk<'_>, it: &Walked<'_>) -> Result<(), Failure> {
    let words = "Hồ sơ đủ, nơi sản xuất đúng như mô tả; đề nghị Hội đồng đánh giá.";
    let fields = [("choice", "report"), ("words", words)];
    fill(&walk.guide(PROVINCE).await?, it, "advice", &fields).await
}
