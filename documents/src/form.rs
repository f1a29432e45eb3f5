//! Lengths and sizes of Decree 30/2020/NĐ-CP, Annex I, in the units of Word files; the templates say
//! the same in millimetres.

/// A millimetre in twentieths of a point, times a hundred: 5669.
const TWENTIETHS_IN_100_MM: u32 = 5669;

/// Millimetres in twentieths of a point.
pub const fn twentieths(mm: u32) -> u32 {
    (mm * TWENTIETHS_IN_100_MM + 50) / 100
}

/// A4, upright: width and height.
pub const A4: (u32, u32) = (twentieths(210), twentieths(297));
/// The margin above and below.
pub const ABOVE_AND_BELOW: u32 = twentieths(20);
/// The margin on the left.
pub const LEFT: u32 = twentieths(30);
/// The margin on the right.
pub const RIGHT: u32 = twentieths(15);
/// How far a paragraph's first line is set in.
pub const INDENT: u32 = twentieths(10);
/// The typeface that the decree asks for.
pub const TYPEFACE: &str = "Times New Roman";
/// The text, in half points.
pub const TEXT: usize = 28;

/// The face that our own papers are set in: it is as wide as [`TYPEFACE`].
pub(crate) const FACE_OF_FONTS: &str = "Tinos";
