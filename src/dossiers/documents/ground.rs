//! What every document about a dossier begins from.

use jiff::civil::Date;
use ocop_documents::words::{composed, long_date};
use ocop_documents::{Block, Document, Official};
use ocop_rules::dossiers::Step;
use ocop_rules::places::UnitId;

use crate::accounts;
use crate::dossiers::frozen::Frozen;
use crate::dossiers::labels::kind_label;
use crate::dossiers::pages::sheet;
use crate::dossiers::store::{self, Dossier};
use crate::dossiers::written::Slip;
use crate::house::House;
use crate::machinery::clock::vietnamese_day;
use crate::machinery::{Failure, Tx, logbook};
use crate::producers::{self, Producer};
use crate::records::{Draft, OfRecord};
use crate::{evidence, products};

/// A dossier with what was handed in.
#[derive(Debug)]
pub struct Ground {
    /// The dossier.
    pub dossier: Dossier,
    /// Whose it is.
    pub producer: Producer,
    /// What was handed in last; before that, what is written so far.
    pub content: Frozen,
    /// When it was handed in.
    pub submitted_on: Option<Date>,
    /// The hash of what was handed in; empty before.
    pub fingerprint: String,
    /// How often it was handed in.
    pub times: i64,
}

impl Ground {
    /// Gathers it; the caller's kind says who may see it.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`] when there is no such dossier.
    pub async fn of(house: &House, tx: &mut Tx<'_>, id: &str) -> Result<Self, Failure> {
        let dossier = store::by_id(tx, id).await?;
        let producer = producers::store::by_id(tx, &dossier.producer).await?;
        let last = store::submissions(tx, id).await?.into_iter().next();
        if let Some(it) = last {
            return Ok(Self {
                content: Frozen::read(&it.content)?,
                submitted_on: Some(vietnamese_day(it.submitted_at)),
                fingerprint: it.sha256,
                times: it.number,
                dossier,
                producer,
            });
        }
        let set = &sheet(house, &dossier)?.criteria;
        let mut papers = Vec::new();
        for (criterion, paper) in store::papers(tx, id).await? {
            papers.push((criterion.to_string(), evidence::store::by_id(tx, &paper).await?));
        }
        let content = Frozen::new(&dossier, &producer, set, &dossier.marks(set)?, &papers);
        let fingerprint = String::new();
        Ok(Self { dossier, producer, content, submitted_on: None, fingerprint, times: 0 })
    }

    /// The same, of a dossier that an office has before it.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`] while the producer drafts it for the first time.
    pub async fn received(house: &House, tx: &mut Tx<'_>, id: &str) -> Result<Self, Failure> {
        let ground = Self::of(house, tx, id).await?;
        if ground.dossier.receipt.is_none() { Err(Failure::NotFound) } else { Ok(ground) }
    }

    /// Mẫu 01.
    pub fn slip(&self) -> &Slip {
        &self.content.slip
    }

    /// The product, with its specification where there is one.
    pub fn product(&self) -> String {
        let slip = self.slip();
        match slip.specification.trim() {
            "" => composed(&slip.product),
            specification => composed(&format!("{} ({specification})", slip.product)),
        }
    }

    /// The producer's name, as handed in.
    pub fn producer_name(&self) -> String {
        match self.slip().producer.trim() {
            "" => composed(&self.producer.data.name),
            name => composed(name),
        }
    }

    /// The commune's committee: `Ủy ban nhân dân xã Rạch Ong`.
    pub fn commune(&self, house: &House) -> String {
        format!("Ủy ban nhân dân {}", house.book.name(&self.dossier.commune))
    }

    /// The province's committee.
    pub fn province(&self, house: &House) -> String {
        format!("Ủy ban nhân dân {}", house.book.name(&self.dossier.province))
    }

    /// The lines of Annex I: industry, group and subgroup.
    pub fn class(&self, house: &House) -> String {
        let code = &self.slip().class;
        let label = products::class_label(&house.standards, code);
        match house.standards.classification().class(code) {
            Some(class) => format!("{}; {label} (mã {code})", class.industry_name),
            None => label,
        }
    }

    /// What every office says first of a dossier.
    pub fn facts(&self, house: &House) -> Vec<Block> {
        let slip = self.slip();
        let mut facts = vec![Block::fact("Sản phẩm", self.product())];
        if let Some(code) = &self.dossier.product_code {
            facts.push(Block::fact("Mã sản phẩm", code));
        }
        facts.push(Block::fact("Ngành, nhóm, phân nhóm", self.class(house)));
        facts.push(Block::fact("Lần đăng ký", kind_label(self.dossier.kind)));
        facts.push(Block::fact("Chủ thể", self.producer_name()));
        facts.push(Block::fact("Người đại diện pháp luật", composed(&slip.representative)));
        facts.push(Block::fact("Địa chỉ", composed(&slip.address)));
        facts
    }

    /// `Rạch Ong, ngày 05 tháng 02 năm 2026`
    pub fn place_and_date(&self, house: &House, day: Date) -> String {
        let place = house.book.unit(&self.dossier.commune).map_or("", |it| &it.name);
        format!("{place}, {}", long_date(day))
    }

    /// A document of this dossier. What is not handed in yet is nobody's but the producer's.
    pub fn draft(
        self,
        house: &House,
        official: Official,
        (unit, subject): (UnitId, String),
        of_record: Option<OfRecord>,
    ) -> Draft {
        let units = match self.dossier.receipt {
            Some(_) => house.units_above(&self.dossier.commune),
            None => Vec::new(),
        };
        Draft {
            document: Document::Official(Box::new(official)),
            subject,
            unit,
            units,
            producer: Some(self.dossier.producer),
            seats: Vec::new(),
            back: format!("/dossiers/{}", self.dossier.id),
            of_record,
        }
    }
}

/// Who took a step on a dossier last: the name, empty where nobody did.
pub(super) async fn who_did(
    tx: &mut Tx<'_>,
    dossier: &Dossier,
    step: &str,
) -> Result<String, Failure> {
    let lines = logbook::of(tx, &dossier.subject()).await?;
    match lines.iter().rev().find(|it| it.step == step) {
        Some(line) => accounts::store::name(tx, &line.person).await,
        None => Ok(String::new()),
    }
}

/// The step at which a commune takes a dossier in its hands.
pub(super) const TAKEN_UP: &str = "take-up";
/// The line at which a province has received a proposal.
pub(super) const RECEIVED: &str = "receive";

/// Words as they were typed: each line a paragraph; *chưa ghi* where there are none.
pub(super) fn paragraphs(text: &str) -> Vec<Block> {
    let lines: Vec<Block> = text
        .lines()
        .map(str::trim)
        .filter(|it| !it.is_empty())
        .map(|it| Block::paragraph(composed(it)))
        .collect();
    if lines.is_empty() {
        return vec![Block::paragraph(ocop_documents::Text::default().italic("(Chưa ghi.)"))];
    }
    lines
}

/// A letter says what it is about under its number.
pub(super) fn about(official: &mut Official, words: &str) {
    if let ocop_documents::Head::Office { about, .. } = &mut official.head {
        words.clone_into(about);
    }
}

/// Whether the group of the province has had the dossier (Art. 7.3.c).
pub(super) fn is_advised(remarks: &[store::Remark]) -> bool {
    remarks.iter().any(|it| it.step == Step::HandToAdvisers)
}
