use alloc::string::String;
use alloc::vec::Vec;

use super::fold::{fold, tone_key};

/// How alike two names are; the likest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Likeness {
    /// The same but for spelling: *Hòa*, *Hoà*.
    Same,
    /// The same letters with other tones or marks.
    SameLetters,
    /// So near that a person should look: *Bún gấc Lệ Tri*, *Bún gấc Lệ Chi*.
    Near,
    /// Two names.
    Different,
}

/// How alike two names are.
///
/// Different numbers are always different names: *J02* is not *J03*, a 500 ml jar is not one of
/// 250 ml.
///
/// ```
/// use ocop_rules::names::{Likeness, likeness};
///
/// assert_eq!(likeness("Bún Gấc Lệ Tri", "Bún gấc Lệ Chi"), Likeness::Near);
/// assert_eq!(likeness("Rượu Hoà Bình", "Rượu Hòa Bình"), Likeness::Same);
/// assert_eq!(likeness("Mat ong rung", "Mật ong rừng"), Likeness::SameLetters);
/// assert_eq!(likeness("Gạo nhật J02", "Gạo nhật J03"), Likeness::Different);
/// ```
pub fn likeness(one: &str, other: &str) -> Likeness {
    Spelt::new(one).likeness(&Spelt::new(other))
}

/// A name made ready to be compared with many others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spelt {
    toned: String,
    folded: String,
    heard: Vec<char>,
    numbers: Vec<String>,
}

impl Spelt {
    /// Makes a name ready.
    pub fn new(name: &str) -> Self {
        let folded = fold(name);
        let (heard, numbers) = (heard(&folded), numbers(&folded));
        Self { toned: tone_key(name), heard, numbers, folded }
    }

    /// How alike the two names are: see [`likeness`].
    pub fn likeness(&self, other: &Self) -> Likeness {
        if self.toned == other.toned {
            return Likeness::Same;
        }
        if self.folded == other.folded {
            return Likeness::SameLetters;
        }
        let allowed = self.heard.len().min(other.heard.len()) / LETTERS_A_SLIP;
        let is_near = self.heard.len().abs_diff(other.heard.len()) <= allowed
            && self.numbers == other.numbers
            && distance(&self.heard, &other.heard, allowed).is_some();
        if is_near { Likeness::Near } else { Likeness::Different }
    }
}

/// One slip of the pen is allowed for so many letters.
const LETTERS_A_SLIP: usize = 8;

fn numbers(folded: &str) -> Vec<String> {
    let parts = folded.split(|it: char| !it.is_ascii_digit());
    parts.filter(|it| !it.is_empty()).map(String::from).collect()
}

/// The letters as they are heard: `tr` as `ch`, `x` as `s`, `gi` and `r` as `d`, `y` as `i`, and no
/// spaces.
fn heard(folded: &str) -> Vec<char> {
    let letters = folded.replace("tr", "ch").replace("gi", "d").replace(' ', "");
    let heard = letters.chars().map(|letter| match letter {
        'x' => 's',
        'r' => 'd',
        'y' => 'i',
        other => other,
    });
    heard.collect()
}

/// How many letters must be added, dropped or changed to make one out of the other (Levenshtein);
/// nothing where it is more than `most`.
fn distance(one: &[char], other: &[char], most: usize) -> Option<usize> {
    if most < one.len().abs_diff(other.len()) {
        return None;
    }
    let far = most + 1;
    let mut costs: Vec<usize> = (0..=other.len()).map(|it| it.min(far)).collect();
    for (row, letter) in one.iter().enumerate() {
        // Whoever strays further than `most` from the diagonal has paid more than that.
        let (start, end) = (row.saturating_sub(most), other.len().min(row + most + 1));
        let mut diagonal = costs[start];
        let mut left = if start == 0 { far.min(row + 1) } else { far };
        costs[start] = left;
        let mut least = left;
        for (cost, its) in costs[start + 1..=end].iter_mut().zip(&other[start..end]) {
            let change = diagonal + usize::from(letter != its);
            diagonal = *cost;
            left = change.min(left + 1).min(diagonal + 1).min(far);
            least = least.min(left);
            *cost = left;
        }
        if far <= least {
            return None;
        }
    }
    costs.last().copied().filter(|it| *it <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(one: &str, other: &str, expected: Likeness) {
        assert_eq!(likeness(one, other), expected, "{one} / {other}");
        assert_eq!(likeness(other, one), expected, "{other} / {one}");
    }

    #[test]
    fn names_that_sound_alike_are_near() {
        check("Lệ Tri", "Lệ Chi", Likeness::Near);
        check("Lạp xườn", "Lạp sườn", Likeness::Near);
        check("Măng khô Mai Sơn", "Măng khô Mai Sơ", Likeness::Near);
    }

    #[test]
    fn the_products_of_one_district_are_told_apart() {
        let names = [
            "Hồng vành khuyên Nà Mò",
            "Dầu lạc Linh Khôi",
            "Lạp sườn Phong Liên",
            "Gạo nhật J02",
            "Thạch Chu Hạnh",
            "Bún Gấc Lệ Tri",
            "Rượu Hội Hoan",
            "Mật ong tự nhiên Phai Nà",
            "Măng mai khô Đồng Tân",
            "Hồng Treo gió",
            "Hồng sấy dẻo",
            "gạo nếp Mèng Thương",
        ];
        for (at, one) in names.iter().enumerate() {
            for other in &names[at + 1..] {
                check(one, other, Likeness::Different);
            }
        }
    }

    #[test]
    fn two_short_names_are_not_near_for_one_letter() {
        check("Cam", "Cau", Likeness::Different);
    }

    #[test]
    fn other_numbers_are_other_products() {
        check("Trà hoa vàng hộp 500 g", "Trà hoa vàng hộp 250 g", Likeness::Different);
    }

    #[test]
    fn the_distance_counts_letters() {
        let letters = |text: &str| text.chars().collect::<Vec<_>>();
        for (one, other, expected) in [
            ("kitten", "sitting", 3),
            ("", "abc", 3),
            ("abc", "", 3),
            ("abc", "abc", 0),
            ("abcdef", "bcdefa", 2),
            ("abcdef", "fabcde", 2),
            ("abcd", "dcba", 4),
        ] {
            for most in 0..9 {
                let found = distance(&letters(one), &letters(other), most);
                assert_eq!(found, Some(expected).filter(|it| *it <= most), "{one} {other} {most}");
            }
        }
    }

    #[test]
    fn equal_is_the_likest() {
        assert!(Likeness::Same < Likeness::SameLetters && Likeness::Near < Likeness::Different);
    }
}
