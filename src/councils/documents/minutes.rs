//! *Biên bản họp Hội đồng*: who came, who stepped back, what was discussed, what came out (Art.
//! 7.3.d, 7.4.d). It names nobody's marks.

use std::collections::BTreeSet;

use ocop_documents::words::{composed, long_date, stars};
use ocop_documents::{Align, Block, Name, Signature, Table};
use ocop_rules::accounts::Act;
use ocop_rules::councils::{Level, Proposal, Quorum, Role};
use ocop_rules::criteria::{Points, Stars};

use super::super::sitting::{Product, Sitting};
use super::super::store::HeldSeat;
use super::super::words;
use crate::face::Lang;
use crate::machinery::Failure;
use crate::machinery::clock::vietnamese_day;
use crate::records::{About, Asked, DocumentKind, Draft, Issuer, Numbering};

/// So much of an opinion is said; the whole stands on its sheet.
const LONGEST_OPINION: usize = 240;

pub(super) const KIND: DocumentKind = DocumentKind {
    id: "minutes",
    about: About::Meeting,
    title: "Biên bản họp Hội đồng",
    issuer: Issuer::Council,
    sign: "BB",
    numbering: Numbering::Series,
    article: "Art. 7.3.d",
    grounds: &[],
    recipients: &["Các thành viên Hội đồng", "Cơ quan tham mưu quản lý OCOP"],
    sees: Act::SeeResult,
    issues: Some(Act::PlanMeeting),
    is_public: false,
    personal: false,
    follows: None,
    draft: |asked| Box::pin(draft(asked)),
};

async fn draft(mut asked: Asked<'_>) -> Result<Draft, Failure> {
    let sitting = Sitting::read(asked.tx, asked.id).await?;
    if !sitting.has_begun() {
        return Err(Failure::NotFound);
    }
    if !asked.stamp.is_draft && !sitting.has_ended() {
        return Err(Failure::refused(
            "Biên bản phiên họp chưa được ký trên hệ thống; hãy ký biên bản trước khi ban hành.",
        ));
    }
    let products = sitting.products(asked.house, asked.tx).await?;
    let letterhead = asked.letterhead(&sitting.council.unit).await?;
    let council = composed(&sitting.council.name);
    let day = long_date(sitting.meeting.held_on);

    let mut official = letterhead.official(asked.kind, asked.stamp);
    let subject = if sitting.is_written() {
        format!("Tổng hợp ý kiến bằng văn bản của {council}")
    } else {
        format!("Họp {council}")
    };
    official.name = Name { kind: "Biên bản".to_owned(), subject: subject.clone() };
    official.signatures.clear();
    official.body = opening(&sitting);
    official.body.extend(conflicts(&products));
    official.body.extend(course(&products));
    official.body.push(Block::heading("V. Kết quả"));
    official.body.push(Block::Table(results(&products)));
    official.body.extend(opinions(&products));
    official.body.extend(closing(&sitting));
    // Both sign beside each other, above whom it goes to.
    official.body.push(Block::Signatures { signatures: signatures(&sitting) });
    Ok(sitting.official(official, format!("{subject}, {day}")))
}

/// Who kept the minutes, and who led.
pub(super) fn signatures(sitting: &Sitting) -> Vec<Signature> {
    let signature = |post: &str, role| Signature {
        posts: vec![post.to_owned()],
        how: "(Ký, ghi rõ họ tên)".to_owned(),
        name: sitting.name_of(role),
    };
    vec![signature("Thư ký", Role::Secretary), signature("Chủ tịch Hội đồng", Role::Chair)]
}

fn opening(sitting: &Sitting) -> Vec<Block> {
    let (meeting, council) = (&sitting.meeting, &sitting.council);
    let decided = format!(
        "Thực hiện Quyết định số {} {} về việc thành lập {}, Hội đồng đã làm việc như sau:",
        council.decision,
        long_date(council.decided_on),
        composed(&council.name)
    );
    let when = match meeting.begins_at.split_once(':') {
        Some((hour, minute)) => format!("{hour} giờ {minute}, {}", long_date(meeting.held_on)),
        None => long_date(meeting.held_on),
    };
    let form = words::form(Lang::Vi, meeting.form);
    let mut said = vec![
        Block::paragraph(decided),
        Block::heading("I. Thời gian, địa điểm, hình thức"),
        Block::fact("Thời gian", when),
    ];
    if !sitting.is_written() {
        said.push(Block::fact("Địa điểm", composed(&meeting.place)));
    }
    said.push(Block::fact("Hình thức", form));
    said.push(Block::heading("II. Thành phần, túc số"));
    let (there, away): (Vec<&HeldSeat>, Vec<&HeldSeat>) =
        sitting.seats.iter().partition(|it| sitting.there.contains(&it.id));
    said.push(Block::paragraph(format!(
        "Có mặt {}/{} thành viên:",
        there.len(),
        sitting.seats.len()
    )));
    for (it, number) in there.iter().zip(1..) {
        said.push(Block::paragraph(format!("{number}. {}", seated(it))));
    }
    if !away.is_empty() {
        let names: Vec<String> = away.iter().map(|it| seated(it)).collect();
        said.push(Block::paragraph(format!("Vắng mặt {}: {}.", away.len(), names.join("; "))));
    }
    said.push(Block::paragraph(quorum(sitting, &there)));
    said
}

fn seated(it: &HeldSeat) -> String {
    let role = words::role(Lang::Vi, it.seat.role);
    format!("{}, {}, {role}", composed(&it.name), composed(&it.agency))
}

/// Whether those who came were enough.
fn quorum(sitting: &Sitting, there: &[&HeldSeat]) -> String {
    let regulation = &sitting.council.regulation;
    let scores = |it: &&HeldSeat| it.seat.receives_sheets(regulation);
    let base = sitting.seats.iter().filter(scores).count();
    let come = there.iter().copied().filter(scores).count();
    let Quorum { with_chair, .. } = regulation.quorum;
    let needed = regulation.quorum.needed(base);
    let chaired = there.iter().any(|it| it.seat.role == Role::Chair);
    let enough = needed <= come && (chaired || !with_chair);
    let chair = if with_chair { ", có Chủ tịch Hội đồng" } else { "" };
    let said = if enough { "đủ túc số" } else { "chưa đủ túc số" };
    format!(
        "Theo Quy chế số {}, phiên họp cần ít nhất {needed}/{base} thành viên chấm điểm{chair}; có mặt {come}: {said}.",
        regulation.document
    )
}

fn conflicts(products: &[Product<'_>]) -> Vec<Block> {
    let mut said = vec![Block::heading("III. Xung đột lợi ích")];
    for it in products.iter().filter(|it| !it.it.conflicts.is_empty()) {
        let names: Vec<String> =
            it.it.conflicts.iter().map(|seat| composed(it.it.holder(seat))).collect();
        said.push(Block::item(format!(
            "{}: {} khai có lợi ích liên quan, không chấm sản phẩm này và không tính vào túc số.",
            it.name(),
            names.join(", ")
        )));
    }
    if said.len() == 1 {
        said.push(Block::paragraph("Không có thành viên nào khai xung đột lợi ích."));
    }
    said
}

/// What was discussed because totals lay too far apart.
fn course(products: &[Product<'_>]) -> Vec<Block> {
    let mut said = vec![
        Block::heading("IV. Diễn biến"),
        Block::paragraph(format!(
            "Hội đồng nghe báo cáo của Tổ tư vấn, xem xét hồ sơ và sản phẩm mẫu của {} sản phẩm; từng thành viên chấm điểm độc lập và ký phiếu đánh giá.",
            products.len()
        )),
    ];
    for it in products {
        for talk in &it.discussions {
            let ballot = u32::try_from(talk.ballot).unwrap_or(1);
            let apart = spread(it, ballot);
            let apart = apart.map_or_else(String::new, |it| format!(" {it} điểm"));
            said.push(Block::item(format!(
                "{}: lượt chấm {ballot} chênh{apart}, quá mức Quy chế cho phép ({} điểm). Thảo luận: {}",
                it.name(),
                it.it.council.regulation.spread,
                composed(talk.note.trim())
            )));
        }
    }
    said
}

/// The highest total of a ballot less the lowest.
fn spread(it: &Product<'_>, ballot: u32) -> Option<Points> {
    let totals: Vec<Points> =
        it.it.counted(ballot).filter_map(|sheet| it.it.total(sheet).ok()).collect();
    Some(totals.iter().max()? - totals.iter().min()?)
}

/// The results, as minutes and reports list them.
pub(super) fn results(products: &[Product<'_>]) -> Table {
    let mut table = Table::new(&[
        ("TT", 9, Align::Center),
        ("Sản phẩm", 46, Align::Left),
        ("Chủ thể", 42, Align::Left),
        ("Số phiếu", 16, Align::Center),
        ("Điểm trung bình", 22, Align::Right),
        ("Kết quả", 40, Align::Left),
    ]);
    for (it, number) in products.iter().zip(1..) {
        let counted = it.result.as_ref().map_or(0, |it| it.count);
        table.rows.push(vec![
            format!("{number}"),
            it.name(),
            composed(&it.agenda().heard.producer_name),
            counted.to_string(),
            it.mean(),
            outcome(it),
        ]);
    }
    table
}

fn outcome(it: &Product<'_>) -> String {
    let missed = it.missed();
    match it.stars() {
        Some(rank) if missed.is_empty() => capital(&earned(it.it.council.level(), rank)),
        Some(rank) => {
            format!(
                "{} (còn thiếu yêu cầu tối thiểu: {})",
                capital(&earned(it.it.council.level(), rank)),
                missed.join("; ")
            )
        }
        None if it.result.is_some() => format!("Hồ sơ bị loại: {}", it.rejected()),
        None => words::hearing(Lang::Vi, it.agenda().stage).0.to_owned(),
    }
}

/// What so many stars of a council are called: five of a province are but potential ones (Art.
/// 7.3.e).
pub(super) fn earned(level: Level, rank: u8) -> String {
    match Stars::from_number(rank).map(|it| Proposal::of(it, level)) {
        Some(Proposal::PotentialFive) => "tiềm năng 5 sao".to_owned(),
        _ => stars(rank),
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |it| it.to_uppercase().chain(letters).collect())
}

/// How many sheets reached which rank, and what was said on them, without saying by whom.
fn opinions(products: &[Product<'_>]) -> Vec<Block> {
    let mut said = vec![Block::heading("VI. Phiếu và ý kiến của thành viên")];
    for it in products {
        let Some(evaluation) = &it.evaluation else { continue };
        let bands = it.it.set.criteria.bands();
        let of = |from: Points, to: Option<Points>| {
            let within = |total: &Points| from <= *total && to.is_none_or(|to| *total < to);
            evaluation.totals.iter().filter(|(_, total)| within(total)).count()
        };
        let counts = [
            (format!("từ {} điểm", bands.five), of(bands.five, None)),
            (
                format!("từ {} đến dưới {}", bands.four, bands.five),
                of(bands.four, Some(bands.five)),
            ),
            (
                format!("từ {} đến dưới {}", bands.three, bands.four),
                of(bands.three, Some(bands.four)),
            ),
            (format!("dưới {}", bands.three), of(0, Some(bands.three))),
        ];
        let counts: Vec<String> = counts
            .into_iter()
            .filter(|(_, count)| 0 < *count)
            .map(|(range, count)| format!("{count} phiếu {range}"))
            .collect();
        said.push(Block::item(format!(
            "{}: {}; chênh giữa các phiếu {} điểm.",
            it.name(),
            counts.join(", "),
            evaluation.spread
        )));
        for opinion in spoken(it) {
            said.push(Block::paragraph(format!("Ý kiến: {opinion}")));
        }
        let note = it.result.as_ref().map_or("", |it| it.chair_note.trim());
        if !note.is_empty() {
            said.push(Block::paragraph(format!(
                "Ý kiến của Chủ tịch Hội đồng: {}",
                composed(note)
            )));
        }
    }
    if said.len() == 1 {
        said.push(Block::paragraph("Không có phiếu được tính."));
    }
    said
}

/// The opinions on the sheets that counted, each once, in an order that says nothing of whose they
/// are.
fn spoken(it: &Product<'_>) -> BTreeSet<String> {
    let ballot = it.result.as_ref().map_or(it.agenda().ballot, |it| it.ballot);
    let opinions = it.it.counted(ballot).map(|sheet| sheet.filled.opinion.trim());
    opinions.filter(|it| !it.is_empty()).map(|it| shortened(&composed(it))).collect()
}

fn shortened(opinion: &str) -> String {
    let line = opinion.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST_OPINION) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}

fn closing(sitting: &Sitting) -> Vec<Block> {
    let mut said = vec![Block::heading("VII. Kết luận")];
    let summary = sitting.meeting.summary.trim();
    if summary.is_empty() {
        said.push(Block::fact("Kết luận", ""));
    }
    said.extend(
        summary
            .lines()
            .filter(|it| !it.trim().is_empty())
            .map(|line| Block::paragraph(composed(line.trim()))),
    );
    let signed = sitting.meeting.minuted_at.map(|at| long_date(vietnamese_day(at)));
    let done = signed.map_or_else(String::new, |day| format!(", ký trên hệ thống {day}"));
    said.push(Block::paragraph(format!("Biên bản được các thành viên dự họp thông qua{done}.")));
    said
}
