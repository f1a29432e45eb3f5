//! *Phiếu đánh giá* to be filled in by hand: one for each product and member of a meeting, with a
//! code that leads to where it is keyed in (Annex II).

use std::collections::BTreeMap;

use ocop_documents::words::{composed, short_date};
use ocop_documents::{Document, ScoreSheet};
use ocop_rules::accounts::Act;

use super::super::sitting::{Sitting, product_name};
use super::super::store::{self, Agenda, HeldSeat};
use super::super::words;
use crate::criteria::{self, ProductSet};
use crate::house::House;
use crate::machinery::{Failure, Tx};
use crate::records::{About, Asked, DocumentKind, Draft, Issuer, Numbering};

/// So many sheets are set while somebody waits; more are printed product by product.
const MOST_AT_ONCE: usize = 300;

pub(super) const OF_MEETING: DocumentKind = DocumentKind {
    id: "meeting-sheets",
    about: About::Meeting,
    title: "Phiếu đánh giá để chấm trên giấy",
    issuer: Issuer::Council,
    sign: "",
    numbering: Numbering::Unnumbered,
    article: "",
    grounds: &[],
    recipients: &[],
    sees: Act::KeyInSheets,
    issues: None,
    is_public: false,
    personal: false,
    follows: None,
    draft: |asked| Box::pin(of_meeting(asked)),
};

/// The same, for one product.
pub(super) const OF_PRODUCT: DocumentKind = DocumentKind {
    id: "product-sheets",
    about: About::Hearing,
    title: "Phiếu đánh giá của sản phẩm, để chấm trên giấy",
    draft: |asked| Box::pin(of_product(asked)),
    ..OF_MEETING
};

async fn of_meeting(asked: Asked<'_>) -> Result<Draft, Failure> {
    let sitting = Sitting::read(asked.tx, asked.id).await?;
    let products = store::agenda(asked.tx, asked.id).await?;
    drawn(asked.house, asked.tx, sitting, &products).await
}

async fn of_product(asked: Asked<'_>) -> Result<Draft, Failure> {
    let (meeting, dossier) = asked.id.split_once('.').ok_or(Failure::NotFound)?;
    let sitting = Sitting::read(asked.tx, meeting).await?;
    let product = store::place(asked.tx, meeting, dossier).await?;
    let mut draft = drawn(asked.house, asked.tx, sitting, &[product]).await?;
    draft.back = format!("/meetings/{meeting}/dossiers/{dossier}");
    Ok(draft)
}

async fn drawn(
    house: &House,
    tx: &mut Tx<'_>,
    sitting: Sitting,
    products: &[Agenda],
) -> Result<Draft, Failure> {
    if sitting.has_ended() {
        return Err(Failure::NotFound);
    }
    let conflicts = store::conflicts_of_meeting(tx, &sitting.meeting.id).await?;
    let is_out = |it: &Agenda, seat: &HeldSeat| {
        conflicts.contains(&(it.heard.dossier.clone(), seat.id.clone()))
    };
    let waiting: Vec<&Agenda> = products.iter().filter(|it| !it.stage.has_ended()).collect();
    let count = waiting.len() * sitting.scorers().count();
    if count == 0 {
        return Err(Failure::NotFound);
    }
    if MOST_AT_ONCE < count {
        return Err(Failure::refused(format!(
            "Phiên họp có {count} phiếu, nhiều hơn {MOST_AT_ONCE} phiếu in một lần; hãy in theo từng sản phẩm."
        )));
    }
    let mut blank = BTreeMap::<String, ScoreSheet>::new();
    let mut sheets = Vec::new();
    for it in waiting {
        let set = words::product_set(house, it.heard.set)?;
        let form = blank.entry(it.heard.set.to_string()).or_insert_with(|| blank_of(house, set));
        for seat in sitting.scorers().filter(|seat| !is_out(it, seat)) {
            sheets.push(addressed(house, &sitting, it, seat, form.clone()));
        }
    }
    let dated = Some(sitting.meeting.held_on);
    let subject = format!("Phiếu đánh giá, {}", sitting.called());
    Ok(sitting.draft(Document::Sheets { sheets, dated }, subject))
}

fn blank_of(house: &House, set: &ProductSet) -> ScoreSheet {
    criteria::printed_sheet(&house.standards, set, |_| None, false)
}

fn addressed(
    house: &House,
    sitting: &Sitting,
    it: &Agenda,
    seat: &HeldSeat,
    form: ScoreSheet,
) -> ScoreSheet {
    let (meeting, dossier) = (&sitting.meeting.id, &it.heard.dossier);
    let url = &house.config.public_url;
    let mut sheet = headed(house, sitting, it, seat, form);
    sheet.address_of_sheet =
        format!("{url}/meetings/{meeting}/dossiers/{dossier}/keying/{}", seat.id);
    sheet
}

/// A sheet with the product, the meeting and the member at its head.
pub(super) fn headed(
    house: &House,
    sitting: &Sitting,
    it: &Agenda,
    seat: &HeldSeat,
    form: ScoreSheet,
) -> ScoreSheet {
    let heard = &it.heard;
    let (phone, street) = &heard.contact;
    let council = composed(&sitting.council.name);
    let day = short_date(sitting.meeting.held_on);
    ScoreSheet {
        product: product_name(heard),
        product_code: heard.code.clone(),
        producer: composed(&heard.producer_name),
        phone: phone.clone(),
        address: composed(&house.book.address(street, &heard.commune)),
        meeting: if sitting.is_written() {
            format!("{council}, lấy ý kiến bằng văn bản ngày {day}")
        } else {
            format!("{council}, phiên họp ngày {day}")
        },
        member: format!("{}, {}", composed(&seat.name), composed(&seat.agency)),
        remarks: (1 < it.ballot).then(|| format!("Lượt chấm {}.", it.ballot)).into_iter().collect(),
        ..form
    }
}
