//! *Biên bản kiểm tra*: who came, what was found beside the evaluation, of the mark and of licences,
//! what must be put right, what the producer says (Art. 9). Decision 26/2026 gives it no form.

use ocop_documents::words::{composed, long_date, short_date};
use ocop_documents::{Align, Block, Head, Name, Signature, Table};
use ocop_rules::accounts::Act;
use ocop_rules::criteria::{CriteriaSet, Criterion};
use ocop_rules::evidence::TermStanding;
use ocop_rules::inspections::Kept;
use ocop_rules::records::DocumentNumber;

use super::super::labels;
use super::super::store::{self, Finding};
use super::ground::{Ground, remedies};
use crate::evidence;
use crate::house::House;
use crate::machinery::{Failure, Tx};
use crate::records::{About, Asked, DocumentKind, Draft, Issuer, Numbering};

pub(super) const KIND: DocumentKind = DocumentKind {
    id: "visit-minutes",
    about: About::Visit,
    title: "Biên bản kiểm tra sản phẩm OCOP",
    issuer: Issuer::Office,
    sign: "BB",
    numbering: Numbering::Unnumbered,
    article: "Art. 9",
    grounds: &[],
    recipients: &["Chủ thể", "Cơ quan kiểm tra"],
    sees: Act::SeeInspections,
    issues: Some(Act::Inspect),
    is_public: false,
    personal: false,
    follows: None,
    draft: |asked| Box::pin(draft(asked)),
};

/// So many lines are left for the names of those who came.
const LEAST_PRESENT: usize = 3;

async fn draft(mut asked: Asked<'_>) -> Result<Draft, Failure> {
    let house = asked.house;
    let ground = Ground::of(house, asked.tx, asked.id).await?;
    let letterhead = asked.letterhead(&ground.unit).await?;
    let mut official = letterhead.official(asked.kind, asked.stamp);
    // Minutes bear the number that they were given on the spot, if any; place and day are said
    // below (Decree 30/2020, Annex III).
    if let Head::Office { number, is_numbered, place_and_date, .. } = &mut official.head {
        place_and_date.clear();
        if ground.visit.minutes.parse::<DocumentNumber>().is_ok() {
            number.clone_from(&ground.visit.minutes);
            *is_numbered = true;
        }
    }
    let subject = format!("Kiểm tra sản phẩm OCOP {}", ground.product());
    official.name = Name { kind: "Biên bản".to_owned(), subject: subject.clone() };
    official.signatures.clear();
    let mut body = opening(house, &ground, ground.plan(asked.tx).await?);
    body.extend(criteria(house, asked.tx, &ground).await?);
    body.extend(mark_and_papers(asked.tx, &ground).await?);
    body.extend(conclusion(&ground));
    body.extend(closing(&ground));
    official.body = body;
    let subject = format!("{subject} ngày {}", short_date(ground.visit.visited_on));
    Ok(ground.draft(official, subject))
}

fn opening(house: &House, ground: &Ground, plan: Option<String>) -> Vec<Block> {
    let visit = &ground.visit;
    let plan = plan.map_or_else(String::new, |it| format!(" và Kế hoạch kiểm tra {it}"));
    let how = labels::visit_kind(&visit.kind).to_lowercase();
    let mut said = vec![
        Block::paragraph(format!(
            "Căn cứ Điều 9 Quyết định số 26/2026/QĐ-TTg ngày 22 tháng 5 năm 2026 của Thủ tướng Chính phủ{plan}, cơ quan kiểm tra đã kiểm tra sản phẩm nêu dưới đây ({how}) và lập biên bản này.",
        )),
        Block::fact("Thời gian bắt đầu", format!("…… giờ ……, {}", long_date(visit.visited_on))),
        Block::fact("Địa điểm", ground.place(house)),
        Block::heading("I. Thành phần"),
        Block::Table(present(ground)),
        Block::heading("II. Sản phẩm, Giấy chứng nhận"),
    ];
    said.extend(ground.facts(house));
    said
}

/// The bodies that came, and the producer: names are written by hand where they are not known.
fn present(ground: &Ground) -> Table {
    let mut table = Table::new(&[
        ("TT", 10, Align::Center),
        ("Họ và tên", 55, Align::Left),
        ("Cơ quan, đơn vị", 65, Align::Left),
        ("Chức vụ", 35, Align::Left),
    ]);
    let bodies = ground.visit.bodies.split([';', '\n']).map(str::trim);
    let mut rows: Vec<(String, String)> =
        bodies.filter(|it| !it.is_empty()).map(|it| (String::new(), composed(it))).collect();
    while rows.len() < LEAST_PRESENT {
        rows.push((String::new(), String::new()));
    }
    let producer = format!("{} (đại diện chủ thể)", ground.producer());
    rows.push((composed(&ground.visit.represented), producer));
    for ((name, body), number) in rows.into_iter().zip(1..) {
        table.rows.push(vec![number.to_string(), name, body, String::new()]);
    }
    table
}

/// Each criterion that was looked at, beside the option that was evaluated.
async fn criteria(house: &House, tx: &mut Tx<'_>, ground: &Ground) -> Result<Vec<Block>, Failure> {
    let mut said = vec![
        Block::heading("III. Kết quả kiểm tra"),
        Block::heading("1. Duy trì tiêu chí theo hồ sơ đã được đánh giá"),
    ];
    let findings = store::findings(tx, &ground.visit.id).await?;
    let set = ground.case.set(house).map(|it| &it.criteria);
    let upkeep = labels::upkeep(&ground.visit.upkeep);
    if !upkeep.is_empty() {
        said.push(Block::paragraph(format!("{upkeep}.")));
    }
    let Some(set) = set.filter(|_| !findings.is_empty()) else {
        said.push(Block::paragraph("Không ghi kết quả từng tiêu chí."));
        return Ok(said);
    };
    let seen = findings.iter().filter(|it| it.kept != Kept::NotLookedAt).count();
    said.push(Block::paragraph(format!(
        "Đã xem {seen} trong {} tiêu chí của bộ sản phẩm {}.",
        set.len(),
        composed(set.name())
    )));
    let table = found(set, &findings);
    if !table.rows.is_empty() {
        said.push(Block::Table(table));
    }
    if let Some(evaluated) = ground.case.evaluated(house, tx).await?
        && let Some(held) = ground.case.upkeep(house, &evaluated, &findings)
    {
        let now = held.mean_now(evaluated.mean);
        let band = if held.keeps_band(evaluated.mean) { "còn trong" } else { "dưới" };
        let mut sentence = format!(
            "Điểm trung bình khi đánh giá {} điểm; tính theo kết quả kiểm tra {now} điểm, {band} khung điểm của hạng (từ {} điểm).",
            evaluated.mean, held.floor
        );
        if held.keeps_minima() {
            sentence += " Các yêu cầu tối thiểu của hạng còn đủ.";
        }
        said.push(Block::paragraph(sentence));
        for it in &held.missed {
            said.push(Block::item(format!(
                "Tiêu chí {} không còn đạt yêu cầu tối thiểu {} điểm của hạng",
                it.criterion, it.needs
            )));
        }
    }
    Ok(said)
}

/// What was looked at, in the order of the sheet; what was kept is told where the option that was
/// evaluated is known.
fn found(set: &CriteriaSet, findings: &[Finding]) -> Table {
    let mut table = Table::new(&[
        ("Tiêu chí", 42, Align::Left),
        ("Khi đánh giá", 54, Align::Left),
        ("Khi kiểm tra", 38, Align::Left),
        ("Kết quả", 31, Align::Left),
    ]);
    table.size = 11;
    let place = |it: &Finding| it.criterion.parse().ok().and_then(|code| set.position(code));
    let is_worth = |it: &&Finding| {
        let is_told = it.evaluated.is_some() || it.kept != Kept::Kept;
        !it.note.is_empty() || is_told && it.kept != Kept::NotLookedAt
    };
    let mut worth: Vec<&Finding> = findings.iter().filter(is_worth).collect();
    worth.sort_by_key(|it| place(it));
    for it in worth {
        let Some(criterion) = place(it).and_then(|at| set.at(at)) else { continue };
        let then = it.evaluated.map(|points| match criterion.option_worth(points) {
            Some(at) => option(criterion, at),
            None => format!("{points} điểm"),
        });
        let now = match (it.kept, it.chosen) {
            (Kept::Below | Kept::Better, Some(at)) => option(criterion, at),
            (Kept::Below | Kept::Better, None) => String::new(),
            (Kept::Kept, _) => "như khi đánh giá".to_owned(),
            (Kept::NotLookedAt, _) => "–".to_owned(),
        };
        let mut result = labels::kept(it.kept).to_owned();
        if !it.note.is_empty() {
            result = format!("{result}. {}", composed(&it.note));
        }
        let name = format!("{} {}", it.criterion, composed(&criterion.name));
        table.rows.push(vec![name, then.unwrap_or_default(), now, result]);
    }
    table
}

/// `2 điểm: …`
fn option(criterion: &Criterion, at: usize) -> String {
    let option = criterion.options.get(at);
    option.map_or_else(String::new, |it| format!("{} điểm: {}", it.points, composed(&it.label)))
}

/// What was found of the mark, of licences and tests; what had lapsed on the day is named.
async fn mark_and_papers(tx: &mut Tx<'_>, ground: &Ground) -> Result<Vec<Block>, Failure> {
    let visit = &ground.visit;
    let mark = visit.mark.map_or("Không kiểm tra", labels::mark);
    let mut said = vec![
        Block::heading("2. Sử dụng nhãn hiệu OCOP, thông tin, quảng cáo"),
        Block::fact("Biểu trưng, hạng sao, nhãn", mark.to_lowercase()),
        Block::heading("3. Giấy phép, công bố, kiểm nghiệm"),
        Block::fact("Tình trạng", labels::papers_or_none(&visit.papers).to_lowercase()),
    ];
    for it in evidence::store::of_producer(tx, &ground.case.producer.id).await? {
        let TermStanding::Ended(day) = it.data.term.on(visit.visited_on, 0) else { continue };
        // What names persons stands in no list.
        if it.set_aside || it.data.kind.names_persons() {
            continue;
        }
        let kind = evidence::kind_label(it.data.kind);
        let number = match it.data.number.as_str() {
            "" => String::new(),
            number => format!(" số {number}"),
        };
        said.push(Block::item(format!("{kind}{number}: hết hạn ngày {}", short_date(day))));
    }
    if !visit.note.is_empty() {
        said.push(Block::paragraph(composed(&visit.note)));
    }
    Ok(said)
}

fn conclusion(ground: &Ground) -> Vec<Block> {
    let mut said = vec![Block::heading("IV. Kết luận, yêu cầu khắc phục")];
    let lines = ground.visit.conclusion.lines().map(str::trim).filter(|it| !it.is_empty());
    said.extend(lines.map(|it| Block::paragraph(composed(it))));
    if ground.breaches.is_empty() {
        said.push(Block::paragraph("Không kết luận vi phạm nào qua lần kiểm tra này."));
        return said;
    }
    said.push(Block::Table(remedies(&ground.breaches)));
    if ground.breaches.iter().any(|it| it.rules.remedy.is_some()) {
        said.push(Block::paragraph(
            "Quá hạn mà chưa khắc phục thì cơ quan quản lý OCOP báo cáo, đề nghị thu hồi Giấy chứng nhận theo Điều 8 Quyết định số 26/2026/QĐ-TTg.",
        ));
    }
    said
}

fn closing(ground: &Ground) -> Vec<Block> {
    let signature = |post: &str, name: &str| Signature {
        posts: vec![post.to_owned()],
        how: "(Ký, ghi rõ họ tên)".to_owned(),
        name: composed(name),
    };
    vec![
        Block::heading("V. Ý kiến của đại diện chủ thể"),
        Block::fact("Về kết quả kiểm tra", ""),
        Block::fact("Về yêu cầu khắc phục", ""),
        Block::paragraph(
            "Biên bản lập xong hồi …… giờ …… cùng ngày, đã đọc cho những người có tên trên cùng nghe và thống nhất; lập thành 02 bản có giá trị như nhau, chủ thể giữ 01 bản, cơ quan kiểm tra giữ 01 bản.",
        ),
        Block::Signatures {
            signatures: vec![
                signature("Đại diện chủ thể", &ground.visit.represented),
                signature("Đại diện cơ quan kiểm tra", ""),
            ],
        },
    ]
}
