use ocop_rules::evidence::{PaperKind, Term};

use super::labels::kind_label;
use super::store::{self, PaperData};
use crate::face::{Choice, Errors, Frame, date_typed};
use crate::house::House;
use crate::machinery::uploads::Upload;
use crate::machinery::{Failure, Tx};

/// The form of a new paper, as typed.
#[derive(Debug, Default, Clone)]
pub struct PaperForm {
    /// What it proves.
    pub kind: String,
    /// What the producer calls it.
    pub title: String,
    /// Its number.
    pub number: String,
    /// Who issued it.
    pub issuer: String,
    /// When it was issued.
    pub issued_on: String,
    /// Its last day.
    pub valid_until: String,
    /// The page that the form was opened from, where there are several.
    pub from: String,
}

impl PaperForm {
    /// What was typed beside a file.
    pub fn of(upload: &Upload) -> Self {
        let field = |name| upload.field(name).to_owned();
        Self {
            kind: field("kind"),
            title: field("title"),
            number: field("number"),
            issuer: field("issuer"),
            issued_on: field("issued_on"),
            valid_until: field("valid_until"),
            from: field("from"),
        }
    }

    /// The kinds of paper to choose from, each with what is to be handed in.
    pub fn kinds(house: &House, frame: &Frame) -> Vec<Choice> {
        let asks = |kind: PaperKind| {
            house
                .standards
                .evidence()
                .iter()
                .find(|it| it.id == kind.id())
                .map_or("", |it| &it.asks)
        };
        PaperKind::ALL.map(|it| Choice::new(it.id(), frame.t(kind_label(it))).hint(asks(it))).into()
    }

    fn read(&self, errors: &mut Errors) -> Option<PaperData> {
        let kind = PaperKind::from_id(&self.kind);
        if kind.is_none() {
            errors.push("kind", "Hãy chọn loại giấy tờ.");
        }
        let day = |field: &str, typed: &str, errors: &mut Errors| {
            if typed.is_empty() { None } else { errors.keep(field, date_typed(typed)) }
        };
        let issued_on = day("issued_on", &self.issued_on, errors);
        let valid_until = day("valid_until", &self.valid_until, errors);
        let term = Term::new(issued_on, valid_until)
            .map_err(|_| errors.push("valid_until", "Ngày hết hạn đứng trước ngày cấp."))
            .ok()?;
        let kind = kind?;
        let title = if self.title.is_empty() { kind_label(kind) } else { &self.title };
        Some(PaperData {
            kind,
            title: title.to_owned(),
            number: self.number.clone(),
            issuer: self.issuer.clone(),
            term,
        })
    }
}

/// Reads a form with its file and keeps both, in the transaction of the handler; answers the id of
/// the paper.
///
/// # Errors
///
/// A refusal for each field in trouble, the file among them.
pub async fn take(
    house: &House,
    tx: &mut Tx<'_>,
    producer: &str,
    upload: &Upload,
) -> Result<String, Failure> {
    let mut errors = Errors::default();
    let file = upload.file("file").map_err(|it| errors.push(it.field, it.sentence)).ok();
    let before = errors.clone();
    let data = PaperForm::of(upload).read(&mut errors);
    if let (Some((name, _)), true) = (&file, errors != before) {
        // A page that is shown again has no file in it.
        errors.push("file", format!("Sửa xong, hãy chọn lại tệp “{name}”."));
    }
    let (Some(data), Some((name, looked)), false) = (data, file, errors.any()) else {
        let refusals =
            errors.iter().map(|(field, sentence)| crate::machinery::Refusal::of(field, sentence));
        return Err(Failure::Refused(refusals.collect()));
    };
    let now = house.clock.now();
    let kept = house.files.keep(tx, looked, now).await?;
    store::add(tx, producer, &data, (&kept.sha256, &name), now).await
}

/// The refusals of a form, beside their fields.
pub fn beside(refusals: Vec<crate::machinery::Refusal>) -> Errors {
    refusals.into_iter().map(|it| (it.field, it.sentence)).collect()
}
