//! Typesetting: a template of `templates/` and its data become a PDF.

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Serialize;
use typst::foundations::{Dict, Smart, Str, Value};
use typst_as_lib::{TypstEngine, TypstTemplateCollection};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::legible;

/// Why a document was not typeset: a fault of a template or of the program.
#[derive(Debug, Clone, thiserror::Error)]
#[error("not typeset: {0}")]
pub struct TypesetError(String);

pub(crate) const FONTS: [&[u8]; 4] = [
    include_bytes!("../fonts/tinos-regular.ttf"),
    include_bytes!("../fonts/tinos-italic.ttf"),
    include_bytes!("../fonts/tinos-bold.ttf"),
    include_bytes!("../fonts/tinos-bold-italic.ttf"),
];

const TEMPLATES: [(&str, &str); 4] = [
    ("certificate.typ", include_str!("../templates/certificate.typ")),
    ("nd30.typ", include_str!("../templates/nd30.typ")),
    ("official.typ", include_str!("../templates/official.typ")),
    ("score-sheet.typ", include_str!("../templates/score-sheet.typ")),
];

/// What was set remembers its parts; parts that so many later documents did not use are forgotten.
const PARTS_KEPT_FOR: usize = 8;

/// Read once: the typefaces and the templates.
static ENGINE: LazyLock<TypstEngine<TypstTemplateCollection>> = LazyLock::new(|| {
    TypstEngine::builder()
        .fonts(FONTS)
        .with_static_source_file_resolver(TEMPLATES)
        .comemo_evict_max_age(Some(PARTS_KEPT_FOR))
        .build()
});

/// Sets `data` by a template, as PDF/A-2b; a sign that the face does not have is replaced.
///
/// # Errors
///
/// When the template does not fit its data.
pub fn pdf(
    template: &'static str,
    title: &str,
    dated: Option<Date>,
    data: &impl Serialize,
) -> Result<Vec<u8>, TypesetError> {
    let mut data = serde_json::to_value(data).map_err(|it| TypesetError(it.to_string()))?;
    legible::show(&mut data);
    let mut inputs = Dict::new();
    let mut give = |name: &str, text: String| {
        inputs.insert(Str::from(name), Value::Str(Str::from(text)));
    };
    give("data", data.to_string());
    give("title", legible::shown(title).into_owned());
    give("dated", dated.map(|it| it.to_string()).unwrap_or_default());
    let set = ENGINE.compile_with_input::<_, _, PagedDocument>(template, inputs);
    let document = set.output.map_err(|it| TypesetError(it.to_string()))?;
    typst_pdf::pdf(&document, &options()?).map_err(|it| TypesetError(format!("{it:?}")))
}

fn options() -> Result<PdfOptions, TypesetError> {
    let standards =
        PdfStandards::new(&[PdfStandard::A_2b]).map_err(|it| TypesetError(format!("{it:?}")))?;
    Ok(PdfOptions {
        standards,
        creator: Smart::Custom(Some("ocop".to_owned())),
        ..PdfOptions::default()
    })
}
