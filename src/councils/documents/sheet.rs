//! *Phiếu đánh giá*: one member's sheet for one product, as it was filled in (Annex II).

use jiff::tz::{Offset, TimeZone};
use ocop_documents::Document;
use ocop_documents::words::{composed, long_date};
use ocop_rules::accounts::{Act, Seat};
use ocop_rules::councils::Origin;

use super::super::proceedings::Proceedings;
use super::super::sitting::Sitting;
use super::super::store::{self, KeptSheet};
use super::meeting_sheets::headed;
use crate::criteria;
use crate::machinery::Failure;
use crate::records::{About, Asked, DocumentKind, Draft, Issuer, Numbering};

/// The member's own: she sees it at any time.
pub(super) const OWN: DocumentKind = DocumentKind {
    id: "own-sheet",
    about: About::Sheet,
    title: "Phiếu đánh giá của tôi",
    issuer: Issuer::Council,
    sign: "",
    numbering: Numbering::Unnumbered,
    article: "",
    grounds: &[],
    recipients: &[],
    sees: Act::FillSheet,
    issues: None,
    is_public: false,
    personal: false,
    follows: None,
    draft: |asked| Box::pin(own(asked)),
};

/// That of any member, for the office and whoever leads: once its marks are shown.
pub(super) const OF_MEMBER: DocumentKind = DocumentKind {
    id: "sheet",
    title: "Phiếu đánh giá",
    sees: Act::SeeSheets,
    draft: |asked| Box::pin(of_member(asked)),
    ..OWN
};

async fn own(asked: Asked<'_>) -> Result<Draft, Failure> {
    let sheet = store::sheet(asked.tx, asked.id).await?;
    let owner = sheet.person.clone();
    let (mut draft, _) = drawn(asked, &sheet).await?;
    draft.seats = vec![(owner, Seat::Member)];
    Ok(draft)
}

async fn of_member(asked: Asked<'_>) -> Result<Draft, Failure> {
    let sheet = store::sheet(asked.tx, asked.id).await?;
    let (mut draft, it) = drawn(asked, &sheet).await?;
    if !it.shows(&sheet) {
        return Err(Failure::NotFound);
    }
    let leads = it.seats.iter().filter(|seat| it.is_led_by(&seat.person));
    draft.seats = leads.map(|seat| (seat.person.clone(), Seat::Chair)).collect();
    Ok(draft)
}

async fn drawn<'a>(
    asked: Asked<'a>,
    sheet: &KeptSheet,
) -> Result<(Draft, Proceedings<'a>), Failure> {
    let sitting = Sitting::read(asked.tx, &sheet.meeting).await?;
    let it = Proceedings::read(asked.house, asked.tx, &sheet.meeting, &sheet.dossier).await?;
    let seat = it.seats.iter().find(|seat| seat.id == sheet.seat).ok_or(Failure::NotFound)?;
    let tick = |code: ocop_rules::criteria::Code| {
        let tick = sheet.filled.ticks.get(&code.to_string());
        tick.and_then(|it| usize::try_from(*it).ok())
    };
    let form = criteria::printed_sheet(&asked.house.standards, it.set, tick, true);
    let mut printed = headed(asked.house, &sitting, &it.agenda, seat, form);
    printed.opinion = composed(&sheet.filled.opinion);
    printed.on_paper = sheet.origin == Origin::Paper;
    if printed.on_paper {
        printed.signed = long_date(sitting.meeting.held_on);
    } else if let Some(at) = sheet.signed_at.filter(|_| sheet.stage().counts()) {
        let local = at.to_zoned(TimeZone::fixed(Offset::constant(7)));
        printed.signed = format!("{}, {}", local.strftime("%H:%M"), long_date(local.date()));
    }
    printed.remarks.clear();
    if 1 < sheet.ballot {
        printed.remarks.push(format!("Lượt chấm {}.", sheet.ballot));
    }
    for (code, which) in &sheet.filled.knockouts {
        let said = it.set.criteria.criteria().find(|one| one.code.to_string() == *code);
        let said = said.and_then(|one| one.knockouts.get(*which));
        printed.remarks.extend(said.map(|it| format!("Đánh dấu điều kiện loại {code}: {it}")));
    }
    for (code, note) in &sheet.filled.notes {
        let said = format!("Tiêu chí {code}, lý do khác với nhận xét của xã: {}", composed(note));
        printed.remarks.push(said);
    }
    if printed.on_paper {
        let said =
            format!("Phiếu chấm và ký trên giấy; {} nhập vào hệ thống.", composed(&sheet.keyed_by));
        printed.remarks.push(said);
    }
    let dated = Some(sitting.meeting.held_on);
    let subject = format!("Phiếu đánh giá {}", printed.product);
    let mut draft = sitting.draft(Document::Sheets { sheets: vec![printed], dated }, subject);
    draft.back = format!("/sheets/{}", sheet.id);
    Ok((draft, it))
}
