use alloc::string::String;

/// The Vietnamese vowels without a tone, and with each of the five tones: huyền, hỏi, ngã, sắc,
/// nặng.
const VOWELS: [[char; 6]; 12] = [
    ['a', 'à', 'ả', 'ã', 'á', 'ạ'],
    ['ă', 'ằ', 'ẳ', 'ẵ', 'ắ', 'ặ'],
    ['â', 'ầ', 'ẩ', 'ẫ', 'ấ', 'ậ'],
    ['e', 'è', 'ẻ', 'ẽ', 'é', 'ẹ'],
    ['ê', 'ề', 'ể', 'ễ', 'ế', 'ệ'],
    ['i', 'ì', 'ỉ', 'ĩ', 'í', 'ị'],
    ['o', 'ò', 'ỏ', 'õ', 'ó', 'ọ'],
    ['ô', 'ồ', 'ổ', 'ỗ', 'ố', 'ộ'],
    ['ơ', 'ờ', 'ở', 'ỡ', 'ớ', 'ợ'],
    ['u', 'ù', 'ủ', 'ũ', 'ú', 'ụ'],
    ['ư', 'ừ', 'ử', 'ữ', 'ứ', 'ự'],
    ['y', 'ỳ', 'ỷ', 'ỹ', 'ý', 'ỵ'],
];

/// A text as it is searched: lower case, without tones and marks, `đ` as `d`, and one space
/// wherever there is neither letter nor digit.
///
/// Composed and decomposed spellings fold alike, and nothing that means something to `LIKE` is
/// left.
///
/// ```
/// use ocop_rules::names::fold;
///
/// assert_eq!(fold("Mật ong Rừng Tràm (500 ml)"), "mat ong rung tram 500 ml");
/// assert_eq!(fold("ĐỒNG ĐĂNG"), "dong dang");
/// assert_eq!(fold("Ho\u{300}a"), fold("Hoà"));
/// assert_eq!(fold("  100%_ngon "), "100 ngon");
/// ```
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in lowered(text) {
        match sounded(letter) {
            Sounded::Letter { plain, .. } => folded.push(plain),
            Sounded::Tone(_) | Sounded::Shape(_) | Sounded::Mark => {}
            Sounded::Gap => space(&mut folded),
        }
    }
    trimmed(folded)
}

/// A text as it is compared when tones count: each syllable with its marks in one spelling, and its
/// tone as a digit at its end.
///
/// So *Hòa* and *Hoà* are one, composed and decomposed spellings are one, and *mặt* is not *mật*.
///
/// ```
/// use ocop_rules::names::tone_key;
///
/// assert_eq!(tone_key("Mật ong"), "mât5 ong");
/// assert_eq!(tone_key("Hòa Bình"), tone_key("Hoà Bình"));
/// assert_eq!(tone_key("ma\u{323}\u{302}t"), tone_key("mật"));
/// assert_ne!(tone_key("mặt"), tone_key("mật"));
/// ```
pub fn tone_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    let mut tone = None;
    for letter in lowered(text) {
        match sounded(letter) {
            Sounded::Letter { shaped, tone: its, .. } => {
                key.push(shaped);
                tone = its.or(tone);
            }
            Sounded::Tone(its) => tone = Some(its),
            Sounded::Shape(mark) => {
                if let Some(plain) = key.pop() {
                    key.push(shape(plain, mark));
                }
            }
            Sounded::Mark => {}
            Sounded::Gap => {
                key.extend(tone.take());
                space(&mut key);
            }
        }
    }
    key.extend(tone);
    trimmed(key)
}

/// What a lower-case character adds to a syllable.
enum Sounded {
    /// A letter or digit: without any mark, with the marks of its shape, and its tone.
    Letter { plain: char, shaped: char, tone: Option<char> },
    /// A combining tone.
    Tone(char),
    /// A combining mark that makes another vowel: breve, circumflex, horn.
    Shape(char),
    /// Another combining mark.
    Mark,
    /// Neither letter nor digit.
    Gap,
}

fn sounded(letter: char) -> Sounded {
    match letter {
        _ if letter.is_ascii_alphanumeric() => {
            Sounded::Letter { plain: letter, shaped: letter, tone: None }
        }
        _ if letter.is_ascii() => Sounded::Gap,
        'đ' => Sounded::Letter { plain: 'd', shaped: 'đ', tone: None },
        '\u{300}' | '\u{340}' => Sounded::Tone('1'),
        '\u{309}' => Sounded::Tone('2'),
        '\u{303}' => Sounded::Tone('3'),
        '\u{301}' | '\u{341}' => Sounded::Tone('4'),
        '\u{323}' => Sounded::Tone('5'),
        '\u{302}' | '\u{306}' | '\u{31b}' => Sounded::Shape(letter),
        '\u{300}'..='\u{36f}' => Sounded::Mark,
        _ => vowel(letter).unwrap_or_else(|| {
            if letter.is_alphanumeric() {
                Sounded::Letter { plain: letter, shaped: letter, tone: None }
            } else {
                Sounded::Gap
            }
        }),
    }
}

fn vowel(letter: char) -> Option<Sounded> {
    VOWELS.iter().find_map(|row| {
        let (_, tone) = row
            .iter()
            .zip([None, Some('1'), Some('2'), Some('3'), Some('4'), Some('5')])
            .find(|(it, _)| **it == letter)?;
        Some(Sounded::Letter { plain: unshaped(row[0]), shaped: row[0], tone })
    })
}

fn unshaped(vowel: char) -> char {
    match vowel {
        'ă' | 'â' => 'a',
        'ê' => 'e',
        'ô' | 'ơ' => 'o',
        'ư' => 'u',
        plain => plain,
    }
}

fn shape(vowel: char, mark: char) -> char {
    match (vowel, mark) {
        ('a', '\u{306}') => 'ă',
        ('a', '\u{302}') => 'â',
        ('e', '\u{302}') => 'ê',
        ('o', '\u{302}') => 'ô',
        ('o', '\u{31b}') => 'ơ',
        ('u', '\u{31b}') => 'ư',
        (other, _) => other,
    }
}

fn lowered(text: &str) -> impl Iterator<Item = char> {
    text.chars().flat_map(char::to_lowercase)
}

fn space(text: &mut String) {
    if !text.is_empty() && !text.ends_with(' ') {
        text.push(' ');
    }
}

fn trimmed(mut text: String) -> String {
    if text.ends_with(' ') {
        text.pop();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_vowel_folds_to_its_plain_letter_in_both_cases() {
        for letter in VOWELS.into_iter().flatten() {
            let upper: String = letter.to_uppercase().collect();
            let plain = fold(&String::from(letter));
            assert_eq!(plain.len(), 1, "{letter}");
            assert_eq!(fold(&upper), plain, "{upper}");
        }
    }

    #[test]
    fn a_decomposed_text_folds_and_keys_like_a_composed_one() {
        let pairs = [
            ("Hồng Vành Khuyên", "Ho\u{302}\u{300}ng Va\u{300}nh Khuye\u{302}n"),
            ("Rượu Hội Hoan", "Ru\u{31b}o\u{31b}\u{323}u Ho\u{323}\u{302}i Hoan"),
            ("bưởi Đoan Hùng", "bu\u{31b}o\u{31b}\u{309}i Đoan Hu\u{300}ng"),
            ("măng", "ma\u{306}ng"),
        ];
        for (composed, decomposed) in pairs {
            assert_eq!(fold(composed), fold(decomposed));
            assert_eq!(tone_key(composed), tone_key(decomposed));
        }
    }

    #[test]
    fn the_place_of_a_tone_does_not_count() {
        for (one, other) in [("Hòa", "Hoà"), ("thủy", "thuỷ"), ("khỏe", "khoẻ"), ("Lũy", "Luỹ")]
        {
            assert_eq!(tone_key(one), tone_key(other));
        }
    }

    #[test]
    fn a_tone_stays_with_its_syllable() {
        assert_ne!(tone_key("má la"), tone_key("ma lá"));
        assert_eq!(tone_key("chè dây"), "che1 dây");
    }

    #[test]
    fn punctuation_is_one_space_and_none_at_the_ends() {
        assert_eq!(fold(" - Nà Mò – (Tân Mỹ). "), "na mo tan my");
        assert_eq!(tone_key("—"), "");
        assert_eq!(fold("\u{300}"), "");
    }

    #[test]
    fn other_alphabets_are_left_as_they_are() {
        assert_eq!(fold("Ханой 1"), "ханой 1");
    }
}
