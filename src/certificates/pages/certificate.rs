//! A certificate as a page to print, what is behind it, and how it stands on any day.

use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse as _, Response};
use jiff::civil::Date;
use ocop_rules::accounts::{Act, may};
use ocop_rules::certificates::{Event, Life, Standing, revocation_due, revokes};
use ocop_rules::programme::{Authority, Window};
use serde::Deserialize;

use super::super::labels;
use super::super::store::{self, Decision, Recorded};
use super::{Held, authority};
use crate::accounts::Login;
use crate::dossiers;
use crate::face::{Frame, date_typed, show};
use crate::house::House;
use crate::machinery::{Failure, Tx};
use crate::records::{self, About, Kinds, Offer};

#[derive(Debug, Default, Deserialize)]
pub(super) struct Question {
    #[serde(default)]
    on: String,
}

/// An event as it is told: with its decision, and the certificate that followed.
struct Told {
    recorded: Recorded,
    decision: Option<Decision>,
    successor: Option<(String, String)>,
}

#[derive(askama::Template)]
#[template(path = "certificates/certificate.html")]
struct CertificatePage {
    frame: Frame,
    house: House,
    held: Held,
    decision: Option<Decision>,
    events: Vec<Told>,
    /// The day that was asked about, and how it stands then.
    on: Date,
    standing: Standing,
    typed: String,
    /// Whether the person may extend or revoke it.
    is_ours: bool,
    sees_dossier: bool,
    is_office: bool,
    /// Where the product is inspected, for whoever inspects it.
    inspections: Option<String>,
    offers: Vec<Offer>,
}

impl CertificatePage {
    fn window(&self) -> Option<Window> {
        let end = self.held.issued.terms.valid_to;
        end.is_known().then(|| Window::before(end.earliest()))
    }

    fn says(&self, event: Event) -> String {
        let frame = &self.frame;
        match event {
            Event::Extended { until } => {
                frame.tf("Được kéo dài hiệu lực đến hết ngày {}", [frame.date(until)])
            }
            Event::ExtensionEnded { on } => frame.tf(
                "Hết kéo dài hiệu lực sau ngày {}: hồ sơ đánh giá lại đã có kết quả (Điều 12 khoản 3)",
                [frame.date(on)],
            ),
            Event::Superseded { on } => frame.tf("Được thay thế từ {}", [labels::span(frame, on)]),
            Event::Revoked { on, ground } => frame.tf(
                "Bị thu hồi từ ngày {}: {} (Điều 8 khoản 1 điểm {})",
                (&frame.date(on), frame.t(labels::ground_label(ground)), ground.id()),
            ),
        }
    }

    /// By which day a revocation on this conclusion is decided, and whether it was.
    fn clock(told: &Told) -> Option<(Date, bool)> {
        let due = revocation_due(told.recorded.concluded_on?);
        Some((due, told.recorded.on <= due))
    }
}

pub(super) async fn page(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    kinds: Kinds,
    Path(id): Path<String>,
    Query(question): Query<Question>,
) -> Result<Response, Failure> {
    let mut tx = house.db.read().await?;
    let held = Held::of(&house, &mut tx, &id).await?;
    login.must(Act::SeeResult, &held.place())?;
    let decision = match &held.issued.decision {
        Some(id) => Some(store::decision(&mut tx, id).await?),
        None => None,
    };
    let mut events = Vec::new();
    for recorded in &held.issued.events {
        events.push(told(&mut tx, recorded).await?);
    }
    let offers = records::offers(&house, &mut tx, kinds, &login, About::Certificate, &id).await?;
    let today = house.clock.today();
    let mut frame = frame;
    let on = match question.on.trim() {
        "" => today,
        typed => frame.errors.keep("on", date_typed(typed)).unwrap_or(today),
    };
    let page = CertificatePage {
        standing: held.issued.terms.on(on),
        is_ours: is_ours(&login, &held, today),
        sees_dossier: may(&login.post, Act::SeeDossier, &held.place()),
        inspections: may(&login.post, Act::Inspect, &held.place())
            .then(|| format!("/inspections/products/{}", held.issued.product)),
        is_office: authority(&login).is_ok(),
        typed: question.on,
        house: house.clone(),
        frame,
        held,
        decision,
        events,
        on,
        offers,
    };
    Ok(show(&page)?.into_response())
}

async fn told(tx: &mut Tx<'_>, recorded: &Recorded) -> Result<Told, Failure> {
    let decision = match &recorded.decision {
        Some(id) => Some(store::decision(tx, id).await?),
        None => None,
    };
    let successor = match &recorded.successor {
        Some(id) => Some((id.clone(), store::by_id(tx, id).await?.number)),
        None => None,
    };
    Ok(Told { recorded: recorded.clone(), decision, successor })
}

/// Whether a certificate is this office's to extend or revoke (Art. 8.2), and can still be.
fn is_ours(login: &Login, held: &Held, today: Date) -> bool {
    let ours = authority(login).ok() == revokes(held.issued.terms.stars);
    ours && may(&login.post, Act::ExtendCertificate, &held.place())
        && matches!(life(held, today), Life::Issued | Life::Extended | Life::Expired)
}

/// Where a certificate is in its life on a day.
pub(super) fn life(held: &Held, day: Date) -> Life {
    match held.issued.terms.on(day) {
        Standing::Revoked(_) => Life::Revoked,
        Standing::Superseded => Life::Superseded,
        Standing::Expired => Life::Expired,
        Standing::NotYet | Standing::Valid | Standing::Extended
            if held.issued.terms.extended_until().is_some() =>
        {
            Life::Extended
        }
        Standing::NotYet | Standing::Valid | Standing::Extended => Life::Issued,
    }
}
