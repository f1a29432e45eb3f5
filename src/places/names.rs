//! How names are compared: without tones, and with tones wherever they are put.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The five tones as combining marks: huyền, sắc, ngã, hỏi, nặng.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

/// The kinds of unit as people write them, folded, and the kind they mean.
const WRITTEN: [(&str, &str); 18] = [
    ("thanh pho", "thanh pho"),
    ("tp", "thanh pho"),
    ("tinh", "tinh"),
    ("t", "tinh"),
    ("quan", "quan"),
    ("q", "quan"),
    ("huyen", "huyen"),
    ("h", "huyen"),
    ("thi xa", "thi xa"),
    ("tx", "thi xa"),
    ("thi tran", "thi tran"),
    ("tt", "thi tran"),
    ("phuong", "phuong"),
    ("p", "phuong"),
    ("xa", "xa"),
    ("x", "xa"),
    ("dac khu", "dac khu"),
    ("dk", "dac khu"),
];

/// A text as it is searched: lower case, without any mark, đ as d, words with one space between.
///
/// Composed and decomposed Unicode, `Hòa` and `Hoà`, `TP.` and `tp` all become one.
pub fn fold(text: &str) -> String {
    words(text.nfd().filter(|&it| !is_combining_mark(it)).map(|it| match it {
        'đ' | 'Đ' => 'd',
        other => other,
    }))
}

/// As [`fold`], but every mark kept, the tone at the end of its word: `Hòa` and `Hoà` are one,
/// `Tân` and `Tản` are not.
pub(super) fn toned(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for word in words(text.nfd()).split(' ') {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().filter(|it| !TONES.contains(it)));
        out.extend(word.chars().filter(|it| TONES.contains(it)));
    }
    out
}

/// Lower case; what is neither letter, digit nor mark parts words.
fn words(text: impl Iterator<Item = char>) -> String {
    let mut out = String::new();
    let mut gap = false;
    for letter in text {
        if letter.is_alphanumeric() || is_combining_mark(letter) {
            if gap && !out.is_empty() {
                out.push(' ');
            }
            gap = false;
            out.extend(letter.to_lowercase());
        } else {
            gap = true;
        }
    }
    out
}

/// A name in the forms in which it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) folded: String,
    pub(super) toned: String,
}

impl Name {
    /// What stands in brackets is a remark, not a name.
    pub(super) fn new(text: &str) -> Self {
        let text = text.split(" (").next().unwrap_or_default();
        Self { folded: fold(text), toned: toned(text) }
    }
}

/// What a person wrote for a unit: perhaps with its kind in front.
#[derive(Debug, Clone)]
pub(super) struct Written {
    /// The whole, as if it were a bare name: there is a commune called Quan Sơn.
    whole: Name,
    /// The kind and the rest, where it begins with a kind.
    kinded: Option<(&'static str, Name)>,
    /// Whether it has any mark; without marks, tones were left out, not mistaken.
    marked: bool,
}

/// How like a unit's name the written one is; the smaller, the more alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    /// Kind as written, or none written; every tone right.
    Exact,
    /// Right but for the tones, which were left out.
    Untoned,
    /// The tones or the kind are others.
    Near,
}

impl Written {
    pub(super) fn new(text: &str) -> Self {
        let whole = Name::new(text);
        let kinded = WRITTEN.iter().find_map(|(written, kind)| {
            let rest = whole.folded.strip_prefix(written)?.strip_prefix(' ')?;
            // The words of the toned form are those of the folded one.
            let at = whole.folded.split(' ').count() - rest.split(' ').count();
            let toned = whole.toned.split(' ').skip(at).collect::<Vec<_>>().join(" ");
            Some((*kind, Name { folded: rest.to_owned(), toned }))
        });
        let marked = whole.toned != whole.folded;
        Self { whole, kinded, marked }
    }

    /// Whether nothing was written.
    pub(super) fn is_empty(&self) -> bool {
        self.whole.folded.is_empty()
    }

    /// Compares with a unit of that kind (folded) and name.
    pub(super) fn likeness(&self, kind: &str, name: &Name) -> Option<Likeness> {
        let bare = self.tones(&self.whole, name);
        let kinded = self.kinded.as_ref().and_then(|(written, rest)| {
            let likeness = self.tones(rest, name)?;
            Some(if *written == kind { likeness } else { Likeness::Near })
        });
        bare.into_iter().chain(kinded).min()
    }

    fn tones(&self, written: &Name, name: &Name) -> Option<Likeness> {
        if written.folded != name.folded {
            return None;
        }
        Some(match (written.toned == name.toned, self.marked) {
            (true, _) => Likeness::Exact,
            (false, false) => Likeness::Untoned,
            (false, true) => Likeness::Near,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(written: &str, kind: &str, name: &str, expected: Option<Likeness>) {
        let likeness = Written::new(written).likeness(kind, &Name::new(name));
        assert_eq!(likeness, expected, "{written} / {kind} {name}");
    }

    #[test]
    fn folding_takes_every_mark_and_the_bar_of_the_d() {
        assert_eq!(fold("  Xã ĐỨC-Hoà,  TP. Huế "), "xa duc hoa tp hue");
        assert_eq!(fold("Hoa\u{300}"), "hoa");
    }

    #[test]
    fn the_place_of_a_tone_does_not_matter_but_the_tone_does() {
        assert_eq!(toned("Hòa Thuỷ"), toned("Hoà Thủy"));
        assert_eq!(toned("Hòa"), toned("Ho\u{300}a"));
        assert_eq!(toned("(Huế, TP.Huế)"), toned("huế tp huế"));
        assert_ne!(toned("Tân"), toned("Tấn"));
        assert_ne!(toned("Dương"), toned("Đương"));
    }

    #[test]
    fn a_kind_may_be_written_shortened_or_left_out() {
        for written in ["Tân Mỹ", "xã Tân Mỹ", "X. Tân Mỹ", "XÃ TÂN MỸ"] {
            check(written, "xa", "Tân Mỹ", Some(Likeness::Exact));
        }
        check("xa tan my", "xa", "Tân Mỹ", Some(Likeness::Untoned));
        check("phường Tân Mỹ", "xa", "Tân Mỹ", Some(Likeness::Near));
        check("xã Tấn Mỹ", "xa", "Tân Mỹ", Some(Likeness::Near));
        check("xã Tân", "xa", "Tân Mỹ", None);
    }

    #[test]
    fn a_name_that_begins_like_a_kind_is_still_a_name() {
        check("Quan Sơn", "xa", "Quan Sơn", Some(Likeness::Exact));
        check("Thị trấn Na Sầm", "thi tran", "Na Sầm", Some(Likeness::Exact));
        check("TT Na Sầm", "thi tran", "Na Sầm", Some(Likeness::Exact));
    }
}
