//! What the face of our papers can show.
//!
//! PDF/A holds no letter without a glyph. A product may still be called `★ 蜂蜜 𝐌𝐚̣̂𝐭`: what the face
//! does not have is said by letters that mean the same, and where there are none, by a box that the
//! reader sees.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

use icu_properties::CodePointSetData;
use icu_properties::props::DefaultIgnorableCodePoint;
use serde_json::Value;
use typst::foundations::Bytes;
use typst::text::Font;
use unicode_normalization::UnicodeNormalization as _;

use crate::typeset::FONTS;
use crate::words::composed;

/// Stands for a sign that cannot be shown.
pub const BOX: char = '□';

/// What upright, bold and slanted letters can all show, beyond the letters of every keyboard.
static GLYPHS: LazyLock<HashSet<char>> = LazyLock::new(|| {
    let faces = FONTS.iter().flat_map(|it| Font::iter(Bytes::new(*it)));
    let shown = faces.map(|it| it.info().coverage.iter().filter_map(char::from_u32).collect());
    shown.reduce(|one: HashSet<char>, other| &one & &other).unwrap_or_default()
});

fn is_shown(letter: char) -> bool {
    matches!(letter, ' '..='~' | '\n') || !is_private(letter) && GLYPHS.contains(&letter)
}

/// Whether everyone may mean something else by it.
fn is_private(letter: char) -> bool {
    matches!(u32::from(letter), 0xE000..=0xF8FF | 0xF_0000..)
}

/// The text as it can be printed.
///
/// ```
/// use ocop_documents::legible::shown;
///
/// assert_eq!(shown("Mật ong 4★, ① 𝐓𝐫𝐚̀ 🍵️"), "Mật ong 4□, 1 Trà □");
/// ```
pub fn shown(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|it| matches!(it, b' '..=b'~' | b'\n')) {
        return Cow::Borrowed(text);
    }
    let unseen = CodePointSetData::new::<DefaultIgnorableCodePoint>();
    let composed = composed(text);
    let mut shown = String::with_capacity(composed.len());
    for letter in composed.chars() {
        if unseen.contains(letter) {
            continue;
        }
        let alike = || std::iter::once(letter).nfkc();
        match letter {
            it if is_shown(it) => shown.push(it),
            _ if alike().all(is_shown) => shown.extend(alike()),
            _ => shown.push(BOX),
        }
    }
    // Letters that were put in place of others may go together with the marks after them.
    Cow::Owned(composed_again(&shown))
}

fn composed_again(shown: &str) -> String {
    let whole: String = shown.nfc().collect();
    if whole.chars().all(is_shown) { whole } else { shown.to_owned() }
}

/// Every word of the data as it can be printed.
pub(crate) fn show(data: &mut Value) {
    match data {
        Value::String(text) => {
            if let Cow::Owned(shown) = shown(text) {
                *text = shown;
            }
        }
        Value::Array(items) => items.iter_mut().for_each(show),
        Value::Object(fields) => fields.values_mut().for_each(show),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vietnamese_is_left_as_it_is() {
        for text in ["Đặng Thị Ngọc Ỷ, Ấp 3, Rừng Tràm – “ngon” … ½ m² 30 °C × 2", "Čư Mgar, Ơ̆"]
        {
            assert_eq!(shown(text), text);
        }
    }

    #[test]
    fn what_is_shown_can_be_shown() {
        for letter in char::MIN..=char::MAX {
            let text = letter.to_string();
            assert!(shown(&text).chars().all(is_shown), "{letter:?}");
        }
    }
}
