//! The reports of the five places are frozen and issued, as PDF and as Word, with the numbers of
//! the texts.

use axum::http::StatusCode;
use ocop::records::store;

use crate::printed::printed;
use crate::the_five_places_answer::{officer, report_of, with_places};
use crate::told::told;

/// The unit of each report, whose officer issues it, and what it says on paper.
const REPORTS: [(&str, &str, &[&str]); 5] = [
    (
        "huyện Văn Lãng",
        "langson",
        &["có 9 sản phẩm OCOP còn hiệu lực", "Tổng kinh phí đã thực hiện: trên 1,3 tỷ đồng"],
    ),
    ("huyện Bình Gia", "langson", &["(không nói còn hiệu lực hay lũy kế) | 28/04/2023 | 8 |"]),
    ("huyện Đồng Văn", "tuyenquang", &["gồm 3 sản phẩm 4 sao, 9 sản phẩm 3 sao"]),
    ("tỉnh Quảng Trị", "quangtri", &["(không nói còn hiệu lực hay lũy kế) | 31/12/2019 | 19 |"]),
    ("huyện Hữu Lũng", "langson", &["trong khoảng 01/01/2023 – 31/01/2025, chưa chắc | 10 |"]),
];

#[tokio::test]
async fn their_reports_as_pdf_and_as_word() {
    told(async |house| {
        with_places(&house).await;
        for (unit, login, told) in REPORTS {
            let officer = officer(&house, login).await;
            let report = report_of(&officer, unit).await;
            officer.does(&format!("{report}/freezing"), &[("revision", "0")]).await;
            let form = report.replace("/reports/", "/documents/programme-report/");
            let issuing = [("key", unit), ("dated", "23/11/2026"), ("signer", "0")];
            let record = officer.does(&form, &issuing).await;
            for (ending, begins) in [("pdf", "%PDF"), ("docx", "PK")] {
                let file = officer.takes(&format!("{record}/programme-report.{ending}")).await;
                assert_eq!(file.status, StatusCode::OK, "{unit}: {ending}");
                assert!(file.bytes.starts_with(begins.as_bytes()), "{unit}: {ending}");
            }
            let mut tx = house.db.read().await.unwrap();
            let kept = store::content(&mut tx, record.rsplit('/').next().unwrap()).await.unwrap();
            let text = printed(&kept);
            for words in told {
                assert!(text.contains(words), "{unit}: {words}: {text}");
            }
        }
    })
    .await;
}
