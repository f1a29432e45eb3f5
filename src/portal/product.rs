use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Html;
use jiff::civil::Date;
use ocop_rules::certificates::{Span, Standing};
use ocop_rules::places::UnitId;
use ocop_rules::programme::Authority;

use crate::face::{Frame, show};
use crate::house::House;
use crate::machinery::Failure;
use crate::places::Book;
use crate::producers::kind_label;
use crate::registry::{
    Decision, Ending, Held, Kind, Now, Place, Producer, Product, State as Stands, ground_label,
    industry_label, state_tone,
};

use super::pages::find;

#[derive(Template)]
#[template(path = "portal/product.html")]
struct ProductPage<'a> {
    frame: Frame,
    book: Arc<Book>,
    product: &'a Product,
    producer: Option<&'a Producer>,
    place: Option<&'a Place>,
    class: Option<&'a str>,
    now: Now,
    /// The certificate that speaks for it.
    held: &'a Held,
    day: Date,
    address: String,
}

/// `GET /registry/{product}`
pub(super) async fn page(
    State(house): State<House>,
    frame: Frame,
    Path(id): Path<String>,
) -> Result<Html<String>, Failure> {
    let (snapshot, at) = find(&house, &id)?;
    let kept = &snapshot.kept;
    let product = kept.product(at).ok_or(Failure::NotFound)?;
    let (held, _) = product.speaks(snapshot.day).ok_or(Failure::NotFound)?;
    let page = ProductPage {
        frame,
        book: Arc::clone(&house.book),
        product,
        producer: kept.producer(product),
        place: kept.places.get(product.place),
        class: industry_label(house.standards.classification(), &product.class),
        now: snapshot.now(at),
        held,
        day: snapshot.day,
        address: format!("{}/registry/{id}", house.config.public_url),
    };
    Ok(show(&page)?)
}

impl ProductPage<'_> {
    /// What the plaque says first.
    fn verdict(&self) -> String {
        let stars = [self.now.stars.number()];
        match self.now.state {
            Stands::Certified => self.frame.tf("Đang được công nhận {} sao", stars),
            Stands::Unsure => self.frame.t("Chưa rõ còn được công nhận hay không").to_owned(),
            Stands::Coming => self.frame.tf("Sẽ được công nhận {} sao", stars),
            Stands::Expired | Stands::Superseded | Stands::Revoked => {
                self.frame.t("Không còn được công nhận").to_owned()
            }
        }
    }

    /// The tone of the plaque.
    fn tone(&self) -> &'static str {
        match self.now.state {
            Stands::Expired | Stands::Superseded => "bad",
            state => state_tone(state),
        }
    }

    /// Until when, or since when not and why.
    fn explanation(&self) -> String {
        let frame = &self.frame;
        let certificate = &self.held.certificate;
        let (from, to) = (self.span(certificate.valid_from), self.span(certificate.valid_to));
        match self.now.state {
            Stands::Certified => match certificate.extended_until() {
                Some(until) if certificate.valid_to.latest() < self.day => frame.tf(
                    "Giấy chứng nhận được kéo dài đến hết ngày {} (Điều 12 khoản 3).",
                    [frame.date(until)],
                ),
                _ => frame.tf("Giấy chứng nhận có hiệu lực đến hết ngày {}.", [to]),
            },
            Stands::Unsure => frame.tf(
                "Ngày công nhận chỉ biết trong khoảng {}; giấy chứng nhận hết hạn trong khoảng {}.",
                [from, to],
            ),
            Stands::Coming => frame.tf("Giấy chứng nhận có hiệu lực từ ngày {}.", [from]),
            Stands::Expired => match certificate.extended_until() {
                Some(until) => frame.tf("Đã hết hạn ngày {}.", [frame.date(until)]),
                None => frame.tf("Đã hết hạn ngày {}.", [to]),
            },
            Stands::Superseded => {
                frame.t("Giấy chứng nhận cũ đã được thay bằng giấy mới.").to_owned()
            }
            Stands::Revoked => self.revocation().unwrap_or_default(),
        }
    }

    fn revocation(&self) -> Option<String> {
        let ending = self.held.endings.iter().find(|it| matches!(it.kind, Kind::Revoked(_)))?;
        Some(self.ending(ending))
    }

    /// A day, or the two between which it lies.
    fn span(&self, span: Span) -> String {
        let (earliest, latest) = (self.frame.date(span.earliest()), self.frame.date(span.latest()));
        if span.is_known() { earliest } else { format!("{earliest} – {latest}") }
    }

    /// `Quyết định 1234/QĐ-UBND ngày 05/08/2026 của UBND tỉnh Lạng Sơn`
    fn decision(&self, decision: &Decision) -> String {
        let unit = UnitId::new(&decision.unit).ok();
        let name = unit.map_or_else(String::new, |it| self.book.name(&it));
        let authority = match decision.authority {
            Authority::District | Authority::Province => self.frame.tf("UBND {}", [name]),
            Authority::Ministry => self.frame.t("Bộ Nông nghiệp và Môi trường").to_owned(),
        };
        let day = self.frame.date(decision.decided_on);
        self.frame.tf("Quyết định {} ngày {} của {}", [&*decision.number, &day, &authority])
    }

    /// Where its text is read, once it was issued.
    fn issued(&self, decision: &Decision) -> Option<String> {
        let id = decision.issued.as_ref()?;
        Some(format!("/registry/{}/decisions/{id}", self.product.id))
    }

    /// What became of a certificate, in one sentence.
    fn ending(&self, ending: &Ending) -> String {
        let frame = &self.frame;
        let on = frame.date(ending.on);
        let mut sentence = match ending.kind {
            Kind::Extended(until) => frame.tf("Kéo dài đến hết ngày {}", [frame.date(until)]),
            Kind::ExtensionEnded => {
                frame.tf("Hết kéo dài sau ngày {}: đánh giá lại đã có kết quả", [on])
            }
            Kind::Superseded => frame.tf("Được thay bằng giấy mới từ ngày {}", [on]),
            Kind::Revoked(ground) => {
                frame.tf("Bị thu hồi ngày {}: {}", [&*on, frame.t(ground_label(ground))])
            }
        };
        if !ending.reason.is_empty() {
            sentence.push_str("; ");
            sentence.push_str(&ending.reason);
        }
        if let Some(decision) = &ending.decision {
            sentence.push_str(". ");
            sentence.push_str(&self.decision(decision));
        }
        sentence.push('.');
        sentence
    }

    /// How a certificate stands today: its word and its tone.
    fn standing(&self, held: &Held) -> (&str, &'static str) {
        let (label, tone) = match held.certificate.on(self.day) {
            Standing::NotYet => ("Chưa có hiệu lực", "wait"),
            Standing::Valid => ("Còn hiệu lực", "good"),
            Standing::Extended => ("Được kéo dài", "good"),
            Standing::Expired => ("Hết hạn", ""),
            Standing::Superseded => ("Đã thay thế", ""),
            Standing::Revoked(_) => ("Bị thu hồi", "bad"),
        };
        (self.frame.t(label), tone)
    }

    /// Where the product lies today, when it was recorded in a unit that is no more.
    fn place_now(&self) -> Vec<(UnitId, String)> {
        let Some(place) = self.place else { return Vec::new() };
        let moved = place.communes.iter().filter(|it| **it != place.unit);
        moved.map(|it| (it.clone(), self.book.full_name(it))).collect()
    }
}
