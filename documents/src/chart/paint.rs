//! A picture in pixels, for a file that cannot hold it as SVG.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{self, Options, Tree, fontdb::Database};

use super::{Chart, Setting};
use crate::legible::shown;

/// Why a picture was not painted: our fault, never the data's.
#[derive(Debug, Clone, thiserror::Error)]
#[error("not painted: {0}")]
pub struct PaintError(String);

/// Pixels of a unit of paper: of 165 millimetres, 200 on each inch.
const FINENESS: u16 = 2;

/// Read once.
static FACES: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut faces = Database::new();
    for face in crate::typeset::FONTS {
        faces.load_font_data(face.to_vec());
    }
    Arc::new(faces)
});

/// The picture of paper, as PNG.
///
/// # Errors
///
/// When it is too large to be held, or not SVG: our fault.
pub fn png(chart: &Chart) -> Result<Vec<u8>, PaintError> {
    let options = Options {
        font_family: crate::form::FACE_OF_FONTS.to_owned(),
        fontdb: Arc::clone(&FACES),
        ..Options::default()
    };
    let tree = Tree::from_str(&shown(&chart.svg(Setting::Print)), &options);
    let tree = tree.map_err(|it: usvg::Error| PaintError(it.to_string()))?;
    let size = tree.size().to_int_size();
    let fineness = u32::from(FINENESS);
    let (width, height) = (size.width() * fineness, size.height() * fineness);
    let too_large = || PaintError(format!("{width} by {height} pixels"));
    let mut pixels = Pixmap::new(width, height).ok_or_else(too_large)?;
    pixels.fill(Color::WHITE);
    let scale = f32::from(FINENESS);
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    pixels.encode_png().map_err(|it| PaintError(it.to_string()))
}
