//! *Tổng hợp điểm*: every member beside every product of a meeting, as paper and as a workbook.

use ocop_documents::matrix::{Average, Cell, ScoreMatrix, Scored, Scorer};
use ocop_documents::words::{composed, long_date};
use ocop_documents::{Block, Document, Name};
use ocop_rules::accounts::{Act, Seat};
use ocop_rules::councils::Origin;

use super::super::proceedings::{Proceedings, marks};
use super::super::sitting::{Product, Sitting};
use super::super::store::{HeldSeat, KeptSheet};
use super::super::words;
use super::minutes::signatures;
use crate::face::Lang;
use crate::machinery::Failure;
use crate::records::{About, Asked, DocumentKind, Draft, Issuer, Numbering};

pub(super) const KIND: DocumentKind = DocumentKind {
    id: "score-matrix",
    about: About::Meeting,
    title: "Tổng hợp điểm",
    issuer: Issuer::Council,
    sign: "",
    numbering: Numbering::Unnumbered,
    article: "Art. 3.3",
    grounds: &[],
    recipients: &[],
    sees: Act::SeeSheets,
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
            "Biên bản phiên họp chưa được ký; bảng tổng hợp điểm ban hành sau biên bản.",
        ));
    }
    let products = sitting.products(asked.house, asked.tx).await?;
    let letterhead = asked.letterhead(&sitting.council.unit).await?;
    let council = composed(&sitting.council.name);
    let day = long_date(sitting.meeting.held_on);

    let mut official = letterhead.official(asked.kind, asked.stamp);
    official.name = Name {
        kind: "Tổng hợp điểm".to_owned(),
        subject: format!("{council}, {}", sitting.called()),
    };
    official.signatures = signatures(&sitting);
    official.recipients.clear();
    let minima = words::minima(Lang::Vi, sitting.council.regulation.minima);
    official.body = vec![Block::fact("Yêu cầu tối thiểu (dấu sao)", minima)];
    if let Some(replaced) = &asked.stamp.replaces {
        let day = long_date(replaced.dated);
        official.body.push(Block::paragraph(format!("Bảng này thay thế bảng {day}.")));
    }
    // Whoever sat or has a sheet is a column, be it that they have left since.
    let has_sheet = |seat: &HeldSeat| {
        products.iter().any(|it| it.it.sheets.iter().any(|sheet| sheet.seat == seat.id))
    };
    let scorers: Vec<&HeldSeat> = sitting.seats.iter().filter(|it| has_sheet(it)).collect();
    let members = scorers.iter().map(|it| Scorer {
        name: composed(&it.name),
        stands_for: format!("{}, {}", words::role(Lang::Vi, it.seat.role), composed(&it.agency)),
    });
    let scored = products.iter().map(|it| scored(it, &scorers)).collect::<Result<_, _>>()?;
    let matrix = ScoreMatrix { official, members: members.collect(), products: scored };
    let document = Document::Matrix(Box::new(matrix));
    let mut draft = sitting.draft(document, format!("Tổng hợp điểm, {day}"));
    // Who is out of one product does not see its marks: then only the office does.
    let leads_all = |it: &HeldSeat| products.iter().all(|one| one.it.is_led_by(&it.person));
    let leaders = sitting.seats.iter().filter(|it| leads_all(it));
    draft.seats = leaders.map(|it| (it.person.clone(), Seat::Chair)).collect();
    Ok(draft)
}

fn scored(it: &Product<'_>, scorers: &[&HeldSeat]) -> Result<Scored, Failure> {
    let ballot = it.result.as_ref().map_or(it.agenda().ballot, |it| it.ballot);
    let cells: Vec<Cell> =
        scorers.iter().map(|seat| cell(&it.it, ballot, seat)).collect::<Result<_, Failure>>()?;
    let rejected = it.rejected();
    let remark = match (&it.result, rejected.as_str()) {
        (Some(_), "") => String::new(),
        (Some(_), ground) => format!("Hồ sơ bị loại: {ground}"),
        (None, _) => words::hearing(Lang::Vi, it.agenda().stage).0.to_owned(),
    };
    let has_points = it.evaluation.is_some();
    Ok(Scored {
        product: it.name(),
        producer: composed(&it.agenda().heard.producer_name),
        set: it.agenda().heard.set.to_string(),
        ballot,
        means: if has_points { Average::of(&cells) } else { None },
        cells,
        stars: it.stars(),
        missed: it.missed(),
        remark,
    })
}

/// What a member gave; only as much of it as others may see.
fn cell(it: &Proceedings<'_>, ballot: u32, seat: &HeldSeat) -> Result<Cell, Failure> {
    if it.conflicts.contains(&seat.id) {
        return Ok(Cell::Conflict);
    }
    let of_seat = |sheet: &&KeptSheet| sheet.seat == seat.id;
    let Some(sheet) = it.of_ballot(ballot).find(of_seat) else { return Ok(Cell::Nothing) };
    if !it.shows(sheet) {
        return Ok(Cell::Hidden);
    }
    if !sheet.stage().counts() {
        return Ok(Cell::Nothing);
    }
    let criteria = &it.set.criteria;
    let marks = marks(criteria, &sheet.filled.marks)?;
    let parts = ['A', 'B', 'C'].map(|it| marks.subtotal(criteria, criteria.positions(it)));
    let on_paper = sheet.origin == Origin::Paper;
    Ok(Cell::Points { parts, total: marks.total(criteria), on_paper })
}
