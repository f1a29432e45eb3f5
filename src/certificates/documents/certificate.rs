//! *Giấy chứng nhận*: one product's, in Vietnamese or in Vietnamese and English; and all those of a
//! decision in one file (Art. 4.3, 7.3.e, 7.4.e).

use ocop_documents::words::composed;
use ocop_documents::{Certificate, Document};
use ocop_rules::accounts::Act;
use ocop_rules::certificates::Standing;
use ocop_rules::places::UnitId;

use super::super::store::{self, Decision, DecisionKind, Item};
use super::decided::{authority, own_posts};
use crate::house::House;
use crate::machinery::{Failure, Tx};
use crate::records::{
    self, About, Asked, DocumentKind, Draft, Issuer, Letterhead, Numbering, OfRecord, Stamp, bare,
};
use crate::{producers, products};

/// In Vietnamese.
pub(super) const KIND: DocumentKind = DocumentKind {
    id: "certificate",
    about: About::Certificate,
    title: "Giấy chứng nhận",
    issuer: Issuer::Committee,
    sign: "GCN",
    numbering: Numbering::OfRecord,
    article: "Art. 4.3",
    grounds: &[],
    recipients: &[],
    sees: Act::SeeResult,
    issues: Some(Act::RecordDecision),
    is_public: false,
    personal: false,
    follows: None,
    draft: |asked| Box::pin(one(asked)),
};

/// In Vietnamese and English.
pub(super) const BILINGUAL: DocumentKind = DocumentKind {
    id: "certificate-bilingual",
    title: "Giấy chứng nhận song ngữ Việt – Anh",
    ..KIND
};

/// All those of a decision, one a page.
pub(super) const ALL: DocumentKind = DocumentKind {
    id: "certificates",
    about: About::Decision,
    title: "Giấy chứng nhận của cả quyết định, trong một tệp",
    sees: Act::RecordDecision,
    issues: None,
    draft: |asked| Box::pin(all(asked)),
    ..KIND
};

/// The same, in Vietnamese and English.
pub(super) const ALL_BILINGUAL: DocumentKind = DocumentKind {
    id: "certificates-bilingual",
    title: "Giấy chứng nhận song ngữ của cả quyết định, trong một tệp",
    ..ALL
};

/// The kind of the other language: a certificate is issued in one of the two.
fn other(kind: &DocumentKind) -> &'static str {
    if kind.id == KIND.id { BILINGUAL.id } else { KIND.id }
}

fn is_bilingual(kind: &DocumentKind) -> bool {
    kind.id == BILINGUAL.id || kind.id == ALL_BILINGUAL.id
}

async fn one(mut asked: Asked<'_>) -> Result<Draft, Failure> {
    let item = store::item_of_certificate(asked.tx, asked.id).await?;
    let decision = of_decision(asked.tx, asked.id).await?;
    if item.is_imported {
        return Err(Failure::NotFound);
    }
    let today = asked.house.clock.today();
    let issued = store::by_id(asked.tx, asked.id).await?;
    if matches!(issued.terms.on(today), Standing::Revoked(_) | Standing::Superseded) {
        return Err(Failure::refused("Giấy chứng nhận đã bị thu hồi hoặc đã được thay thế."));
    }
    if !records::store::of_thing(asked.tx, other(asked.kind), asked.id).await?.is_empty() {
        return Err(Failure::refused(
            "Giấy chứng nhận này đã được ban hành bằng bản ngôn ngữ khác.",
        ));
    }
    let letterhead = asked.letterhead(&decision.unit).await?;
    let form = Form::of(asked.house, &letterhead, &decision, is_bilingual(asked.kind));
    let printed = form.printed(&item, asked.stamp).ok_or(Failure::NotFound)?;
    let product = products::store::by_id(asked.tx, &item.product).await?;
    let producer = producers::store::by_id(asked.tx, &product.producer).await?;
    Ok(Draft {
        document: Document::Certificates { certificates: vec![printed] },
        subject: format!("Giấy chứng nhận sản phẩm {}", composed(&item.name)),
        unit: decision.unit,
        units: asked.house.units_of(&product.commune),
        producer: Some(producer.id),
        seats: Vec::new(),
        back: format!("/certificates/{}", asked.id),
        of_record: Some(OfRecord {
            number: item.number,
            dated: decision.decided_on,
            signatory: decision.signatory,
        }),
    })
}

/// The recognition that a certificate follows from.
async fn of_decision(tx: &mut Tx<'_>, certificate: &str) -> Result<Decision, Failure> {
    let decision = store::by_id(tx, certificate).await?.decision.ok_or(Failure::NotFound)?;
    store::decision(tx, &decision).await
}

/// What was issued is shown as it was issued, and what was not as a draft.
async fn all(mut asked: Asked<'_>) -> Result<Draft, Failure> {
    let decision = store::decision(asked.tx, asked.id).await?;
    let mut items = store::items_certified(asked.tx, asked.id).await?;
    if decision.kind != DecisionKind::Recognition || items.iter().any(|it| it.is_imported) {
        return Err(Failure::NotFound);
    }
    let is_bilingual = is_bilingual(asked.kind);
    let letterhead = asked.letterhead(&decision.unit).await?;
    let form = Form::of(asked.house, &letterhead, &decision, is_bilingual);
    let kind = if is_bilingual { BILINGUAL.id } else { KIND.id };
    let issued = store::issued_for(asked.tx, asked.id, kind).await?;
    let stamp =
        Stamp { signatory: decision.signatory.clone(), ..Stamp::draft(decision.decided_on) };
    ocop_documents::words::sort_by_name(&mut items, |it| &it.name);
    let mut certificates = Vec::new();
    for item in &items {
        let record = item.certificate.as_ref().and_then(|it| issued.get(it));
        let Some(record) = record else {
            certificates.extend(form.printed(item, &stamp));
            continue;
        };
        let kept = records::store::content(asked.tx, record).await?;
        if let Document::Certificates { certificates: its } = kept {
            certificates.extend(its);
        }
    }
    if certificates.is_empty() {
        return Err(Failure::NotFound);
    }
    Ok(Draft {
        document: Document::Certificates { certificates },
        subject: format!("Giấy chứng nhận theo Quyết định số {}", decision.number),
        units: asked.house.units_above(&decision.unit),
        unit: decision.unit,
        producer: None,
        seats: Vec::new(),
        back: format!("/decisions/{}", decision.id),
        of_record: None,
    })
}

/// What all certificates of a decision have in common.
struct Form<'a> {
    house: &'a House,
    letterhead: &'a Letterhead,
    decision: &'a Decision,
    authority: String,
    authority_in_english: String,
}

impl<'a> Form<'a> {
    fn of(
        house: &'a House,
        letterhead: &'a Letterhead,
        decision: &'a Decision,
        is_bilingual: bool,
    ) -> Self {
        let is_ministry = decision.unit == UnitId::country();
        let authority_in_english = match (is_bilingual, is_ministry) {
            (false, _) => String::new(),
            (true, true) => "The Minister of Agriculture and Environment".to_owned(),
            (true, false) => {
                let unit = house.book.unit(&decision.unit);
                let name = unit.map_or("", |it| bare(&it.name));
                let is_city = unit.is_some_and(|it| it.kind.contains("thành phố"));
                let kind = if is_city { "City" } else { "Province" };
                format!("The Chairperson of the People’s Committee of {name} {kind}")
            }
        };
        let authority = authority(letterhead, is_ministry);
        Self { house, letterhead, decision, authority, authority_in_english }
    }

    /// A certificate, where its days are known.
    fn printed(&self, it: &Item, stamp: &Stamp) -> Option<Certificate> {
        let (valid_from, valid_to) = it.valid?;
        let signature = self.letterhead.signature(stamp);
        let book = &self.house.book;
        let province = book.province_of(&it.commune).map(|it| book.name(&it.id));
        let province = province.unwrap_or_default();
        let address = composed(&book.address(&it.address, &it.commune));
        Some(Certificate {
            number: it.number.clone(),
            product: composed(&it.name),
            specification: composed(&it.specification),
            product_code: it.product_code.clone(),
            producer: composed(&it.producer),
            address: address.replace(&province, bare(&province)),
            stars: it.stars?.number(),
            decision: self.decision.number.clone(),
            decided_on: self.decision.decided_on,
            valid_from,
            valid_to,
            authority: self.authority.clone(),
            authority_in_english: self.authority_in_english.clone(),
            place: self.letterhead.place.clone(),
            posts: own_posts(&signature.posts),
            signatory: signature.name,
            page: format!("{}/registry/{}", self.house.config.public_url, it.product),
            is_draft: stamp.is_draft,
        })
    }
}
