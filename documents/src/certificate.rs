//! The certificate (*giấy chứng nhận*), A4 on its side: no form is prescribed, so it carries what
//! recognition decisions list, and a code that leads to its public page.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::typeset::{self, TypesetError};
use crate::{qr, words};

/// What one certificate says. Business data only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// Its number: `12/2026/GCN-OCOP`.
    pub number: String,
    /// The product.
    pub product: String,
    /// Its specification; may be empty.
    pub specification: String,
    /// Its code; may be empty.
    pub product_code: String,
    /// Whose it is.
    pub producer: String,
    /// Where the producer is.
    pub address: String,
    /// Three, four or five.
    pub stars: u8,
    /// The number of the decision.
    pub decision: String,
    /// The day of the decision.
    pub decided_on: Date,
    /// The first day.
    pub valid_from: Date,
    /// The last day.
    pub valid_to: Date,
    /// Who recognises, as the certificate opens: `Chủ tịch Ủy ban nhân dân tỉnh Rừng Tràm`.
    pub authority: String,
    /// The same in English; empty for a certificate in Vietnamese alone.
    pub authority_in_english: String,
    /// Where it is given: `Rừng Tràm`.
    pub place: String,
    /// In which post it is signed, each on its line.
    pub posts: Vec<String>,
    /// Who signs; empty where it is written by hand.
    pub signatory: String,
    /// The address of the product's public page, in the code.
    pub page: String,
    /// Whether it is only shown before it is issued.
    pub is_draft: bool,
}

/// What the template prints.
#[derive(Debug, Serialize)]
struct Printed<'a> {
    #[serde(flatten)]
    certificate: &'a Certificate,
    rank: String,
    place_and_date: String,
    decided: String,
    from: String,
    to: String,
    term: String,
    qr: String,
}

impl<'a> Printed<'a> {
    fn of(it: &'a Certificate) -> Self {
        Self {
            certificate: it,
            rank: words::stars(it.stars).to_uppercase(),
            place_and_date: format!("{}, {}", it.place, words::long_date(it.decided_on)),
            decided: words::long_date(it.decided_on),
            from: words::long_date(it.valid_from),
            to: words::long_date(it.valid_to),
            term: format!(
                "From {} to {}",
                it.valid_from.strftime("%-d %B %Y"),
                it.valid_to.strftime("%-d %B %Y")
            ),
            qr: qr::svg(&it.page).unwrap_or_default(),
        }
    }
}

/// Certificates, one a page, as PDF/A-2b.
///
/// # Errors
///
/// When they cannot be typeset: our fault, never the data's.
pub fn pdf(certificates: &[Certificate]) -> Result<Vec<u8>, TypesetError> {
    let title = match certificates {
        [one] => format!("Giấy chứng nhận {}", one.number),
        several => format!("{} giấy chứng nhận", several.len()),
    };
    let dated = certificates.first().map(|it| it.decided_on);
    let printed: Vec<Printed<'_>> = certificates.iter().map(Printed::of).collect();
    typeset::pdf("certificate.typ", &title, dated, &printed)
}
