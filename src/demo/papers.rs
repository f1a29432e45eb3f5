//! Small files that are what they claim to be.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

/// A PDF of one page that carries `line`, which must be plain ASCII.
pub(super) fn pdf(line: &str) -> Vec<u8> {
    let words = format!("BT /F1 16 Tf 60 760 Td ({line}) Tj ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
         /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{words}\nendstream", words.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let mut pdf = b"%PDF-1.4\n".to_vec();
    let mut starts = Vec::new();
    for (object, number) in objects.iter().zip(1..) {
        starts.extend(format!("{:010} 00000 n \n", pdf.len()).bytes());
        pdf.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
    }
    let table = pdf.len();
    let end = format!("trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
    [&pdf[..], b"xref\n0 6\n0000000000 65535 f \n", &starts, end.as_bytes()].concat()
}

/// A small picture: a jar on a shelf, in a colour of its own.
pub(super) fn picture(hue: u8) -> anyhow::Result<Vec<u8>> {
    let picture = RgbImage::from_fn(240, 180, |x, y| match (x, y) {
        (90..150, 40..56) => Rgb([15, 96, 71]),
        (80..160, 56..140) => Rgb([244, hue, 64]),
        (_, 140..) => Rgb([125, 114, 99]),
        _ => Rgb([248, 241, 228]),
    });
    let mut png = Cursor::new(Vec::new());
    DynamicImage::from(picture).write_to(&mut png, ImageFormat::Png)?;
    Ok(png.into_inner())
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;
    use crate::machinery::files::look;

    #[test]
    fn the_papers_are_what_they_claim() {
        let paper = look("file", "a.pdf", Bytes::from(pdf("Rung Tram"))).unwrap();
        assert_eq!(paper.media_type, "application/pdf");
        let photo = look("file", "a.png", Bytes::from(picture(120).unwrap())).unwrap();
        assert_eq!(photo.media_type, "image/jpeg");
    }
}
