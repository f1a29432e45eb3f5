//! What a picture is drawn on: it knows how wide words are, and lets nobody write markup.

use std::fmt::Write as _;

use unicode_normalization::UnicodeNormalization as _;

use super::ink::{EDGE, Fill, INK, SOFT};
use super::{Chart, Setting};
use crate::words::composed;

/// On a phone of 390 pixels a unit of the screen is a pixel; 650 units of paper are 165 millimetres.
const SCREEN_WIDTH: i64 = 360;
const PRINT_WIDTH: i64 = 650;

/// A picture under way.
#[derive(Debug)]
pub(super) struct Sheet {
    id: String,
    pub(super) setting: Setting,
    pub(super) width: i64,
    pub(super) height: i64,
    /// The size of words.
    pub(super) size: i64,
    patterns: Vec<Fill>,
    drawn: String,
}

/// A rectangle.
#[derive(Debug, Clone, Copy)]
pub(super) struct Area {
    pub(super) x: i64,
    pub(super) y: i64,
    pub(super) width: i64,
    pub(super) height: i64,
}

/// How words look.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    pub(super) size: i64,
    pub(super) colour: &'static str,
    pub(super) anchor: &'static str,
    pub(super) weight: &'static str,
}

impl Look {
    pub(super) fn plain(size: i64) -> Self {
        Self { size, colour: INK, anchor: "", weight: "" }
    }

    pub(super) fn bold(self) -> Self {
        Self { weight: r#" font-weight="600""#, ..self }
    }

    pub(super) fn soft(self) -> Self {
        Self { colour: SOFT, ..self }
    }

    pub(super) fn coloured(self, colour: &'static str) -> Self {
        Self { colour, ..self }
    }

    pub(super) fn centred(self) -> Self {
        Self { anchor: r#" text-anchor="middle""#, ..self }
    }

    pub(super) fn ending(self) -> Self {
        Self { anchor: r#" text-anchor="end""#, ..self }
    }
}

impl Sheet {
    pub(super) fn new(id: &str, setting: Setting) -> Self {
        let (width, size) = match setting {
            Setting::Screen => (SCREEN_WIDTH, 14),
            Setting::Print => (PRINT_WIDTH, 15),
        };
        let id = id.chars().map(|it| if it.is_ascii_alphanumeric() { it } else { '-' }).collect();
        Self { id, setting, width, height: 0, size, patterns: Vec::new(), drawn: String::new() }
    }

    pub(super) fn size(&self) -> (i64, i64) {
        (self.width, self.height)
    }

    /// Says that there is nothing.
    pub(super) fn nothing(&mut self, said: &str) {
        self.height = 80;
        let area = Area { x: 1, y: 1, width: self.width - 2, height: 78 };
        let _ = write!(
            self.drawn,
            r#"<rect{} rx="6" fill="none" stroke="{SOFT}" stroke-dasharray="4 4"/>"#,
            placed(area)
        );
        self.words(self.width / 2, 45, said, Look::plain(self.size).soft().centred());
    }

    /// The whole picture.
    pub(super) fn finished(&self, chart: &Chart) -> String {
        let (id, width, height) = (&self.id, self.width, self.height);
        let looks = match self.setting {
            Setting::Screen => String::new(),
            Setting::Print => {
                format!(r#" width="{width}" height="{height}" font-family="Tinos""#)
            }
        };
        let (title, description) = (escaped(&chart.title), escaped(&chart.description));
        let mut svg = format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"{looks} role="img" aria-labelledby="{id}-title" aria-describedby="{id}-said"><title id="{id}-title">{title}</title><desc id="{id}-said">{description}</desc>"#
        );
        if !self.patterns.is_empty() {
            let patterns: String = self.patterns.iter().map(|it| it.pattern(id)).collect();
            let _ = write!(svg, "<defs>{patterns}</defs>");
        }
        svg.push_str(&self.drawn);
        svg.push_str("</svg>");
        svg
    }

    /// What follows belongs together, and says this when a mouse rests on it.
    pub(super) fn open(&mut self, said: &str) {
        let _ = write!(self.drawn, "<g><title>{}</title>", escaped(said));
    }

    pub(super) fn close(&mut self) {
        self.drawn.push_str("</g>");
    }

    /// Words on one line, beginning (or centred, or ending) at `x`.
    pub(super) fn words(&mut self, x: i64, y: i64, words: &str, look: Look) {
        if words.is_empty() {
            return;
        }
        let Look { size, colour, anchor, weight } = look;
        let _ = write!(
            self.drawn,
            r#"<text x="{x}" y="{y}" font-size="{size}" fill="{colour}"{anchor}{weight}>{}</text>"#,
            escaped(words)
        );
    }

    /// A filled shape with an outline.
    pub(super) fn filled(&mut self, area: Area, fill: Fill) {
        if area.width <= 0 || area.height <= 0 {
            return;
        }
        if fill.is_pattern() && !self.patterns.contains(&fill) {
            self.patterns.push(fill);
        }
        self.shape(area, &fill.paint(&self.id.clone()), EDGE);
    }

    /// A shape of this colour and this outline.
    pub(super) fn shape(&mut self, area: Area, colour: &str, outline: &str) {
        let _ = write!(
            self.drawn,
            r#"<rect{} rx="2" fill="{colour}" stroke="{outline}"/>"#,
            placed(area)
        );
    }

    /// An area that is only outlined, with dashes.
    pub(super) fn dashed(&mut self, area: Area) {
        let _ = write!(
            self.drawn,
            r#"<rect{} rx="2" fill="none" stroke="{SOFT}" stroke-dasharray="3 3"/>"#,
            placed(area)
        );
    }

    /// A path, only its line or only its ground.
    pub(super) fn path(&mut self, d: &str, looks: &str) {
        let _ = write!(self.drawn, r#"<path d="{d}" {looks}/>"#);
    }

    /// Words in the middle of a filled shape, where they fit; `false` where they do not.
    pub(super) fn inside(&mut self, area: Area, words: &str, fill: Fill) -> bool {
        let size = self.size - 2;
        let width = self.width_of(words, size);
        if words.is_empty() || area.width < width + 6 || area.height < size + 2 {
            return false;
        }
        let (x, y) =
            (area.x + area.width / 2, area.y + i64::midpoint(area.height, size) - size / 6);
        if fill.is_pattern() {
            let ground =
                Area { x: x - width / 2 - 2, y: y - size + 1, width: width + 4, height: size + 2 };
            self.shape(ground, super::ink::PAPER, "none");
        }
        self.words(x, y, words, Look::plain(size).bold().coloured(fill.ink()).centred());
        true
    }

    /// How wide words are at most.
    pub(super) fn width_of(&self, words: &str, size: i64) -> i64 {
        let sum: i64 = clean(words).chars().map(|it| thousandths(it, self.setting)).sum();
        sum * size / 1000 + 1
    }

    /// Words in lines of this width, at most so many; the last ends in `…` where there are more.
    pub(super) fn lines(&self, words: &str, size: i64, width: i64, most: usize) -> Vec<String> {
        let words = clean(words);
        let mut lines: Vec<String> = Vec::new();
        let mut line = String::new();
        for word in words.split_whitespace() {
            let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            if self.width_of(&longer, size) <= width || line.is_empty() {
                line = longer;
            } else {
                lines.push(std::mem::replace(&mut line, word.to_owned()));
            }
        }
        if !line.is_empty() {
            lines.push(line);
        }
        let is_cut = most < lines.len();
        if is_cut {
            let rest = lines.split_off(most.saturating_sub(1)).join(" ");
            lines.push(rest);
        }
        lines.into_iter().map(|it| self.cut(it, size, width)).collect()
    }

    /// Words of one line, cut where they do not fit.
    fn cut(&self, words: String, size: i64, width: i64) -> String {
        if self.width_of(&words, size) <= width {
            return words;
        }
        let mut kept: Vec<char> = words.chars().collect();
        while kept.pop().is_some() {
            let cut: String = kept.iter().collect::<String>().trim_end().to_owned() + "…";
            if self.width_of(&cut, size) <= width {
                return cut;
            }
        }
        "…".to_owned()
    }
}

fn placed(Area { x, y, width, height }: Area) -> String {
    format!(r#" x="{x}" y="{y}" width="{width}" height="{height}""#)
}

/// Words in one line: a line break is a space.
fn clean(words: &str) -> String {
    composed(words).replace('\n', " ")
}

/// Words as XML holds them.
pub(crate) fn escaped(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for letter in clean(words).chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            it => escaped.push(it),
        }
    }
    escaped
}

/// The width of a letter in thousandths of its size: never less than in the semi-bold face of the
/// screen (Be Vietnam Pro), or in the bold one of paper (Tinos).
fn thousandths(letter: char, setting: Setting) -> i64 {
    let base = letter.nfd().next().unwrap_or(letter);
    let (screen, print) = match base {
        ' ' => (240, 250),
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | '·' => (335, 390),
        'f' | 'r' | 't' | '(' | ')' | '"' => (450, 560),
        '1' => (420, 500),
        '0'..='9' => (720, 500),
        'c' | 's' | 'z' | 'k' | 'x' | 'y' | 'v' | 'n' | 'h' | 'u' => (630, 560),
        'm' | 'w' => (900, 840),
        'M' | 'W' | '%' | '…' | '@' => (1040, 1000),
        'A'..='Z' | 'Đ' | '&' => (830, 830),
        'a'..='z' | 'đ' => (680, 600),
        '/' | '-' | '–' | '+' => (700, 570),
        it if it.is_ascii() => (700, 700),
        '\u{300}'..='\u{36f}' => (0, 0),
        it if u32::from(it) < 0x250 => (1000, 900),
        _ => (1150, 1150),
    };
    match setting {
        Setting::Screen => screen,
        Setting::Print => print,
    }
}
