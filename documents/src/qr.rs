//! Codes that a phone reads.

use fast_qr::convert::svg::SvgBuilder;
use fast_qr::convert::{Builder as _, Shape};
use fast_qr::{ECL, QRBuilder};

/// A QR code of an address, as SVG with a quiet margin of four modules; `None` when the address is
/// too long for any code.
pub fn svg(address: &str) -> Option<String> {
    let code = QRBuilder::new(address).ecl(ECL::M).build().ok()?;
    Some(SvgBuilder::default().shape(Shape::Square).margin(4).to_str(&code))
}
