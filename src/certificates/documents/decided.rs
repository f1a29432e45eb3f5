//! What the decisions of this room share: who decides, on what, and how products are listed.

use std::collections::BTreeSet;

use ocop_documents::words::{composed, grouped, long_date, short_date, sort_by_name, stars};
use ocop_documents::{Align, Annex, Block, Name, Official, Orientation, Table};
use ocop_rules::criteria::Stars;
use ocop_rules::places::UnitId;

use super::super::labels;
use super::super::store::{self, Decision, DecisionKind, HeldBy, Item};
use super::submission;
use crate::house::House;
use crate::machinery::{Failure, Tx};
use crate::places::fold;
use crate::records::{
    Asked, DECISION_26, DocumentKind, Draft, Issuer, Letterhead, OfRecord, Stamp,
};

/// A committee decides under this law too; a ministry does not.
const LOCAL_GOVERNMENT: &str = "Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15";

/// The grounds of each decision of a committee.
pub(super) const GROUNDS: &[&str] = &[LOCAL_GOVERNMENT, DECISION_26];

/// Who is told of each decision of a committee.
pub(super) const MINISTRY: &str = "Bộ Nông nghiệp và Môi trường";

/// Who decides, and who submitted it.
pub(super) struct Deciders {
    kind: &'static DocumentKind,
    committee: Letterhead,
    /// `Văn phòng Điều phối nông thôn mới`
    pub(super) office: String,
    /// `Chủ tịch Ủy ban nhân dân tỉnh Rừng Tràm`
    pub(super) authority: String,
    is_ministry: bool,
}

impl Deciders {
    /// Those of a unit, for a decision of this kind.
    pub(super) async fn of(
        house: &House,
        tx: &mut Tx<'_>,
        unit: &UnitId,
        kind: &'static DocumentKind,
    ) -> Result<Self, Failure> {
        let committee = Letterhead::of_kind(house, tx, unit, kind).await?;
        let office = Letterhead::of_issuer(house, tx, unit, Issuer::Office).await?.name;
        let is_ministry = *unit == UnitId::country();
        let authority = authority(&committee, is_ministry);
        Ok(Self { kind, committee, office, authority, is_ministry })
    }

    /// A decision of theirs, without what it decides. The chairman decides in his own name, so no
    /// committee stands above his signature.
    pub(super) fn decision(&self, stamp: &Stamp, subject: &str) -> Official {
        let mut official = self.committee.official(self.kind, stamp);
        official.name = Name { kind: "Quyết định".to_owned(), subject: subject.to_owned() };
        official.authority.clone_from(&self.authority);
        "QUYẾT ĐỊNH:".clone_into(&mut official.resolves);
        if self.is_ministry {
            official.grounds.retain(|it| it != LOCAL_GOVERNMENT);
            official.recipients.retain(|it| it != MINISTRY);
        }
        for signature in &mut official.signatures {
            signature.posts = own_posts(&signature.posts);
        }
        official
    }

    /// The last article: from when, and who carries it out.
    pub(super) fn carried_out(&self, number: usize, others: &str) -> Block {
        let head = if self.is_ministry {
            "Chánh Văn phòng Bộ".to_owned()
        } else {
            format!("Chánh Văn phòng {}", self.committee.name)
        };
        Block::article(
            number,
            format!(
                "Quyết định này có hiệu lực kể từ ngày ký. {head}, Thủ trưởng {}, {others} và các tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này.",
                self.office
            ),
        )
    }
}

/// Who decides, by the letterhead of the committee or the ministry.
pub(super) fn authority(committee: &Letterhead, is_ministry: bool) -> String {
    let post = if is_ministry { "Bộ trưởng" } else { "Chủ tịch" };
    format!("{post} {}", committee.name)
}

/// The posts of somebody who signs in his own name, and not for a committee.
pub(super) fn own_posts(posts: &[String]) -> Vec<String> {
    posts.iter().filter(|it| !it.starts_with("TM.")).cloned().collect()
}

/// A decision of this kind as it is recorded; nothing where what is recorded is no decision of ours:
/// another kind of document, or one that was taken in from a list.
pub(super) async fn recorded(
    asked: &mut Asked<'_>,
    kind: DecisionKind,
) -> Result<(Decision, Deciders), Failure> {
    let decision = store::decision(asked.tx, asked.id).await?;
    let is_other = decision.number.contains('/') && !decision.number.contains("QĐ");
    if decision.kind != kind || is_other {
        return Err(Failure::NotFound);
    }
    let deciders = Deciders::of(asked.house, asked.tx, &decision.unit, asked.kind).await?;
    Ok((decision, deciders))
}

/// The draft of a recorded decision.
pub(super) fn drafted(house: &House, decision: &Decision, official: Official) -> Draft {
    let subject = official.name.subject.clone();
    Draft {
        document: ocop_documents::Document::Official(Box::new(official)),
        subject,
        unit: decision.unit.clone(),
        units: house.units_above(&decision.unit),
        producer: None,
        seats: Vec::new(),
        back: format!("/decisions/{}", decision.id),
        of_record: Some(OfRecord {
            number: decision.number.clone(),
            dated: decision.decided_on,
            signatory: decision.signatory.clone(),
        }),
    }
}

/// What a decision is about: as it was typed, or else as usual.
pub(super) fn subject(decision: &Decision, usual: &str) -> String {
    if decision.subject.is_empty() { usual.to_owned() } else { composed(&decision.subject) }
}

/// On which results, and on whose proposal: the grounds that are known only with the products.
pub(super) async fn grounds(
    tx: &mut Tx<'_>,
    deciders: &Deciders,
    items: &[Item],
) -> Result<Vec<String>, Failure> {
    let mut grounds = Vec::new();
    let mut submissions = Vec::new();
    for it in meetings(items) {
        let day = long_date(it.held_on);
        grounds.push(format!("Theo kết quả đánh giá, phân hạng của {} {day}", it.council));
        submissions.extend(submission::issued(tx, &it.id).await?);
    }
    let mut proposed = format!("Theo đề nghị của Thủ trưởng {}", deciders.office);
    if !submissions.is_empty() {
        proposed = format!("{proposed} tại {}", submissions.join("; "));
    }
    grounds.push(proposed);
    Ok(grounds)
}

/// The meetings that gave the results, each once, by day.
pub(super) fn meetings(items: &[Item]) -> Vec<&HeldBy> {
    let mut meetings: Vec<&HeldBy> = items.iter().filter_map(|it| it.meeting.as_ref()).collect();
    meetings.sort_by(|one, other| (one.held_on, &one.id).cmp(&(other.held_on, &other.id)));
    meetings.dedup_by(|one, other| one.id == other.id);
    meetings
}

/// How many products, and how many of each rank: `12 sản phẩm của 9 chủ thể, gồm 4 sản phẩm đạt hạng
/// bốn sao và 8 sản phẩm đạt hạng ba sao`.
pub(super) fn counted(items: &[Item]) -> String {
    let producers = items.iter().map(|it| it.producer.as_str()).collect::<BTreeSet<_>>();
    let of = format!("của {} chủ thể", padded(producers.len()));
    let groups: Vec<String> = ranked(items)
        .into_iter()
        .map(|(rank, items)| format!("{} đạt hạng {}", products(items.len()), said(rank)))
        .collect();
    match groups.as_slice() {
        [one] => format!("{one} {of}"),
        _ => format!("{} {of}, gồm {}", products(items.len()), listed(&groups)),
    }
}

/// `04 sản phẩm`
pub(super) fn products(count: usize) -> String {
    format!("{} sản phẩm", padded(count))
}

fn padded(count: usize) -> String {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    let padding = if count < 10 { "0" } else { "" };
    format!("{padding}{}", grouped(count))
}

fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [several @ .., last] => format!("{} và {last}", several.join(", ")),
    }
}

/// The products by rank, the highest first, each rank by name.
pub(super) fn ranked(items: &[Item]) -> Vec<(Option<Stars>, Vec<&Item>)> {
    let mut ranks: Vec<Option<Stars>> = items.iter().map(|it| it.stars).collect();
    ranks.sort_by(|one, other| other.cmp(one));
    ranks.dedup();
    let of_rank = |rank| {
        let mut of_rank: Vec<&Item> = items.iter().filter(|it| it.stars == rank).collect();
        sort_by_name(&mut of_rank, |it| &it.name);
        (rank, of_rank)
    };
    ranks.into_iter().map(of_rank).collect()
}

fn said(rank: Option<Stars>) -> String {
    rank.map_or_else(|| "không xếp hạng".to_owned(), |it| stars(it.number()))
}

/// What a list of products is for: a list of what is certified has the certificates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Listing {
    /// Results.
    Results,
    /// Certificates, with number and last day.
    Certificates,
}

/// The list of the products, on its side, by rank and name.
pub(super) fn list(house: &House, name: &str, of: &str, items: &[Item], listing: Listing) -> Annex {
    Annex {
        label: "Phụ lục".to_owned(),
        name: name.to_owned(),
        of: of.to_owned(),
        orientation: Orientation::Landscape,
        body: vec![Block::Table(table(house, items, listing))],
    }
}

fn table(house: &House, items: &[Item], listing: Listing) -> Table {
    let mut columns = vec![
        ("TT", 4, Align::Center),
        ("Sản phẩm", 17, Align::Left),
        ("Quy cách", 10, Align::Left),
        ("Chủ thể", 15, Align::Left),
        ("Địa chỉ", 16, Align::Left),
        ("Mã sản phẩm", 15, Align::Left),
        ("Điểm trung bình", 8, Align::Right),
    ];
    if listing == Listing::Certificates {
        columns.push(("Số giấy chứng nhận", 20, Align::Left));
        columns.push(("Có giá trị đến hết ngày", 10, Align::Center));
    }
    let mut table = Table { size: 11, ..Table::new(&columns) };
    let mut at = 0;
    for (rank, items) in ranked(items) {
        let heading = match rank {
            Some(rank) => format!("Hạng {} ({})", said(Some(rank)), products(items.len())),
            None => format!("Hồ sơ bị loại, không chấm điểm ({})", products(items.len())),
        };
        table.rows.push(vec![heading]);
        for it in items {
            at += 1;
            table.rows.push(row(house, at, it, listing));
        }
    }
    table
}

fn row(house: &House, at: usize, it: &Item, listing: Listing) -> Vec<String> {
    let mut row = vec![
        at.to_string(),
        composed(&it.name),
        composed(&it.specification),
        composed(&it.producer),
        address(house, it),
        it.product_code.clone(),
        labels::mean(it.sum, it.count),
    ];
    if listing == Listing::Certificates {
        row.push(it.number.clone());
        row.push(it.valid.map(|(_, to)| short_date(to)).unwrap_or_default());
    }
    row
}

/// Where a product is made: house and village where they are known, then the commune. The province
/// is that of the document.
pub(super) fn address(house: &House, it: &Item) -> String {
    let commune = house.book.name(&it.commune);
    match it.address.trim() {
        "" => commune,
        address if fold(address).contains(&fold(&commune)) => composed(address),
        address => format!("{}, {commune}", composed(address)),
    }
}
