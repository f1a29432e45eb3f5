//! What inspections of the year found: one remedy that is open, and one that is overdue (Art. 9).

use anyhow::Context as _;
use jiff::civil::date;

use super::Walk;
use super::earlier::linked;
use super::office::PROVINCE;
use crate::demo::guide::Guide;
use crate::machinery::Failure;

/// The login of the commune's officer.
const COMMUNE: &str = "xa.tramxanh";

/// A visit, and what it concluded.
struct Seen {
    office: &'static str,
    product: &'static str,
    visit: &'static [(&'static str, &'static str)],
    /// A criterion at which the lowest option was found, with its note.
    lower: Option<(&'static str, &'static str)>,
    breach: &'static [(&'static str, &'static str)],
}

const SEEN: [Seen; 2] = [
    Seen {
        office: COMMUNE,
        product: "Mật ong hoa tràm",
        visit: &[
            ("visited_on", "18/11/2026"),
            ("kind", "ad-hoc"),
            ("minutes", "07/BB-KT"),
            ("bodies", "UBND xã Tràm Xanh; Văn phòng điều phối tỉnh"),
            ("mark", "wrong-edition"),
            ("papers", "in-force"),
            ("note", "Lô nhãn in năm 2024 còn dùng cho chai 500 ml."),
            ("conclusion", "Nhãn phải thay; liên kết với hộ nuôi phải lập lại hợp đồng."),
        ],
        lower: Some(("1.5", "Hai hộ liên kết đã thôi cung cấp.")),
        breach: &[
            ("kind", "mark-misused"),
            ("what", "Nhãn còn in hạng 3 sao và mẫu biểu trưng cũ."),
            ("concluded_on", "18/11/2026"),
            ("remedy", "Thu hồi số nhãn cũ, in nhãn mới theo giấy chứng nhận 4 sao."),
            ("due_on", "18/12/2026"),
        ],
    },
    Seen {
        office: PROVINCE,
        product: "Nước cốt lá tràm",
        visit: &[
            ("visited_on", "12/10/2026"),
            ("kind", "planned"),
            ("minutes", "05/BB-ĐKT"),
            ("bodies", "Văn phòng điều phối; Sở Y tế; Sở Công Thương"),
            ("mark", "right"),
            ("papers", "missing"),
            ("conclusion", "Chưa xuất trình phiếu kiểm nghiệm của lô đang bán."),
        ],
        lower: None,
        breach: &[
            ("kind", "law-broken"),
            ("what", "Không có phiếu kiểm nghiệm còn hạn cho lô đang bán."),
            ("concluded_on", "14/10/2026"),
            ("remedy", "Kiểm nghiệm lại, gửi phiếu kết quả cho cơ quan OCOP cấp tỉnh."),
            ("due_on", "14/11/2026"),
        ],
    },
];

/// Two products are visited.
pub(super) async fn inspect(walk: &Walk<'_>) -> Result<(), Failure> {
    walk.house.clock.move_to(date(2026, 11, 21));
    for seen in &SEEN {
        let guide = walk.guide(seen.office).await?;
        record(&guide, seen).await?;
    }
    Ok(())
}

async fn record(guide: &Guide, seen: &Seen) -> Result<(), Failure> {
    let list = "/inspections/standing?list=all";
    let product = linked(guide, list, "/inspections/products/", seen.product).await?;
    let recording = format!("{product}/visits");
    let form = guide.form_on(&recording, &recording).await?;
    let plan = form.offers("plan").find(|it| !it.is_empty());
    let mut visit = seen.visit.to_vec();
    visit.extend(plan.filter(|_| seen.visit.contains(&("kind", "planned"))).map(|it| ("plan", it)));
    let visit = guide.does(&recording, &form.with(&visit)).await?;

    let findings = format!("{visit}/findings");
    let form = guide.form_on(&findings, &findings).await?;
    if let Some((code, note)) = seen.lower {
        let (field, noted) = (format!("f.{code}"), format!("n.{code}"));
        let lowest = form.offers(&field).find(|it| it.starts_with("o."));
        let lowest = lowest.with_context(|| format!("{findings} offers nothing for {code}"))?;
        let fields = [(field.as_str(), lowest), (noted.as_str(), note)];
        guide.does(&findings, &form.with(&fields)).await?;
    } else {
        guide.does(&findings, &form.with(&[])).await?;
    }
    let breaches = format!("{visit}/breaches");
    guide.fills(&breaches, &breaches, seen.breach).await?;
    Ok(())
}
