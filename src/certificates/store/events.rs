//! What becomes of a certificate: one row an event, one line of the logbook each.

use jiff::civil::Date;
use ocop_rules::certificates::{Event, LifeStep, RevocationGround};
use serde_json::json;

use super::{By, Issued, by_id, note, of_product};
use crate::machinery::db::is_taken;
use crate::machinery::{Failure, Tx, new_id};

/// A row of `certificate_events`.
#[derive(Debug, Default)]
struct NewEvent<'a> {
    kind: &'static str,
    on: Date,
    until: Option<Date>,
    successor: Option<&'a str>,
    ground: &'static str,
    decision: Option<&'a str>,
    concluded_on: Option<Date>,
    reason: &'a str,
}

async fn add(tx: &mut Tx<'_>, certificate: &str, event: &NewEvent<'_>) -> Result<(), Failure> {
    let added = sqlx::query(
        "INSERT INTO certificate_events (id, certificate, kind, on_day, until, successor, ground,
             decision, concluded_on, reason)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(new_id())
    .bind(certificate)
    .bind(event.kind)
    .bind(event.on.to_string())
    .bind(event.until.map(|it| it.to_string()))
    .bind(event.successor)
    .bind(event.ground)
    .bind(event.decision)
    .bind(event.concluded_on.map(|it| it.to_string()))
    .bind(event.reason)
    .execute(&mut **tx)
    .await;
    match added {
        Ok(_) => Ok(()),
        Err(error) if is_taken(&error) => Err(Failure::Stale),
        Err(error) => Err(error.into()),
    }
}

/// Lets a certificate take the place of the older ones of its product, from its own first day.
///
/// An older one that had ended before, or was revoked, keeps its own end.
///
/// # Errors
///
/// A refusal when the product has a certificate that begins on that day or later: nothing takes the
/// place of what comes after it.
pub async fn supersede_older(
    tx: &mut Tx<'_>,
    product: &str,
    successor: &str,
    by: By<'_>,
) -> Result<(), Failure> {
    let certificates = of_product(tx, product).await?;
    let Some(new) = certificates.iter().find(|it| it.id == successor) else {
        return Err(Failure::NotFound);
    };
    let first = new.terms.valid_from;
    for older in certificates.iter().filter(|it| it.id != successor) {
        if !may_stand(older, first.latest()) {
            continue;
        }
        if first.earliest() <= older.terms.valid_from.earliest() {
            return Err(Failure::refused_of(
                "valid_from",
                format!(
                    "Sản phẩm đã có giấy chứng nhận {} bắt đầu từ {}; giấy mới không thể bắt đầu trước đó hoặc cùng ngày.",
                    older.number,
                    older.terms.valid_from.earliest().strftime("%d/%m/%Y"),
                ),
            ));
        }
        let event = NewEvent {
            kind: "superseded",
            on: first.earliest(),
            successor: Some(successor),
            decision: new.decision.as_deref(),
            ..NewEvent::default()
        };
        add(tx, &older.id, &event).await?;
        let detail = json!({ "successor": successor, "on": first.earliest().to_string() });
        note(tx, &older.id, ("supersede", LifeStep::Supersede.article()), detail, by).await?;
    }
    Ok(())
}

/// Whether a certificate could still stand on that day or later, were there no successor.
fn may_stand(certificate: &Issued, day: Date) -> bool {
    let terms = &certificate.terms;
    let ended = terms.superseded().is_some() || terms.revoked().is_some();
    let last = terms.valid_to.latest().max(terms.extended_until().unwrap_or(Date::MIN));
    !ended && day <= last
}

/// Keeps a certificate in force beyond its end, up to `until` (Art. 12.3). The rules say whether
/// and how long; `decision` is the document of the province.
///
/// # Errors
///
/// [`Failure::Stale`] when it was extended by somebody else on the same day.
pub async fn extend(
    tx: &mut Tx<'_>,
    certificate: &str,
    (on, until): (Date, Date),
    decision: Option<&str>,
    reason: &str,
    by: By<'_>,
) -> Result<(), Failure> {
    let event = NewEvent {
        kind: "extended",
        on,
        until: Some(until),
        decision,
        reason,
        ..NewEvent::default()
    };
    add(tx, certificate, &event).await?;
    let detail = json!({ "until": until.to_string(), "decision": decision });
    note(tx, certificate, ("extend", LifeStep::Extend.article()), detail, by).await
}

/// Ends the extension of a certificate on the day of the result that it waited for; nothing happens
/// to one that is not extended, or has ended otherwise by then.
///
/// # Errors
///
/// Only faults of the database.
pub async fn end_extension(
    tx: &mut Tx<'_>,
    certificate: &str,
    (on, dossier): (Date, &str),
    by: By<'_>,
) -> Result<(), Failure> {
    let terms = by_id(tx, certificate).await?.terms;
    let is_kept = terms.extended_until().is_some_and(|until| on < until)
        && terms.extension_ended().is_none()
        && terms.superseded().is_none_or(|from| on < from.earliest())
        && terms.revoked().is_none_or(|(from, _)| on < from);
    if !is_kept {
        return Ok(());
    }
    let event = NewEvent { kind: "extension-ended", on, ..NewEvent::default() };
    add(tx, certificate, &event).await?;
    let detail = json!({ "on": event.on.to_string(), "dossier": dossier });
    let step = ("end-extension", LifeStep::EndExtension.article());
    note(tx, certificate, step, detail, by).await
}

/// A revocation (*thu hồi*, Art. 8).
#[derive(Debug, Clone)]
pub struct Revocation<'a> {
    /// From which day.
    pub on: Date,
    /// On which of the six grounds.
    pub ground: RevocationGround,
    /// By which decision; unknown for some old ones.
    pub decision: Option<&'a str>,
    /// The conclusion, or the commune's confirmation, that starts the fifteen days.
    pub concluded_on: Option<Date>,
    /// Why, in words that the public reads.
    pub reason: &'a str,
}

/// Revokes a certificate from a day. Who may, is the handler's to ask.
///
/// # Errors
///
/// [`Failure::Stale`] when it was revoked by somebody else meanwhile.
pub async fn revoke(
    tx: &mut Tx<'_>,
    certificate: &Issued,
    it: &Revocation<'_>,
    by: By<'_>,
) -> Result<(), Failure> {
    if certificate.terms.events.iter().any(|it| matches!(it, Event::Revoked { .. })) {
        return Err(Failure::Stale);
    }
    let event = NewEvent {
        kind: "revoked",
        on: it.on,
        ground: it.ground.id(),
        decision: it.decision,
        concluded_on: it.concluded_on,
        reason: it.reason,
        ..NewEvent::default()
    };
    add(tx, &certificate.id, &event).await?;
    let article = format!("8.1.{}", it.ground.id());
    let detail = json!({ "on": it.on.to_string(), "decision": it.decision });
    note(tx, &certificate.id, ("revoke", &article), detail, by).await
}
