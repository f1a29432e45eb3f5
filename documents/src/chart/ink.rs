//! The colours of the house, and the hatching that tells parts apart where there is no colour.

/// How a shape is filled. Each is told apart from its neighbours in grey too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fill {
    /// Pale gold: the first of three.
    Pale,
    /// Gold.
    Gold,
    /// Lacquer: the most striking.
    Lacquer,
    /// Old gold, where there is only one kind.
    Old,
    /// Amber: much of a map.
    Amber,
    /// Deep lacquer: the most of a map.
    Deep,
    /// Rice paper: none of a map.
    Paper,
    /// Slanting lines.
    Hatched,
    /// Crossing lines.
    Crossed,
    /// Dots.
    Dotted,
}

/// Words.
pub(super) const INK: &str = "#231d16";
/// Words of less weight.
pub(super) const SOFT: &str = "#5d5346";
/// The outline of every filled shape: it holds three to one against paper and against gold.
pub(super) const EDGE: &str = "#865500";
/// What nothing fills.
pub(super) const PAPER: &str = "#fffdf9";
/// The track of a bar that is not full.
pub(super) const TRACK: &str = "#f8f1e4";

/// From the least striking to the most.
const STACK: [Fill; 6] =
    [Fill::Dotted, Fill::Crossed, Fill::Hatched, Fill::Pale, Fill::Gold, Fill::Lacquer];

impl Fill {
    /// The fill of one of so many series.
    pub(super) fn of_series(at: usize, count: usize) -> Self {
        if count < 2 {
            return Self::Old;
        }
        let first = STACK.len().saturating_sub(count);
        STACK.get((first + at) % STACK.len()).copied().unwrap_or(Self::Old)
    }

    /// Its colour, or its pattern of this name.
    pub(super) fn paint(self, id: &str) -> String {
        match self {
            Self::Pale => "#fdf2d6".to_owned(),
            Self::Gold => "#f4b840".to_owned(),
            Self::Lacquer => "#a8281c".to_owned(),
            Self::Old => "#b9770e".to_owned(),
            Self::Amber => "#d98a1f".to_owned(),
            Self::Deep => "#7a1a12".to_owned(),
            Self::Paper => PAPER.to_owned(),
            Self::Hatched | Self::Crossed | Self::Dotted => {
                format!("url(#{id}-{})", self.pattern_name())
            }
        }
    }

    /// The colour of words upon it.
    pub(super) fn ink(self) -> &'static str {
        match self {
            Self::Lacquer | Self::Deep => "#ffffff",
            _ => INK,
        }
    }

    /// Whether words upon it need a ground of their own.
    pub(super) fn is_pattern(self) -> bool {
        matches!(self, Self::Hatched | Self::Crossed | Self::Dotted)
    }

    fn pattern_name(self) -> &'static str {
        match self {
            Self::Hatched => "hatched",
            Self::Crossed => "crossed",
            _ => "dotted",
        }
    }

    /// The definition of its pattern.
    pub(super) fn pattern(self, id: &str) -> String {
        let drawn = match self {
            Self::Hatched => {
                r##"<path d="M-2 2L2 -2M0 8L8 0M6 10L10 6" stroke="#865500" stroke-width="2"/>"##
            }
            Self::Crossed => r##"<path d="M0 4H8M4 0V8" stroke="#5d5346" stroke-width="1.2"/>"##,
            Self::Dotted => r##"<circle cx="4" cy="4" r="1.6" fill="#231d16"/>"##,
            _ => return String::new(),
        };
        format!(
            r#"<pattern id="{id}-{}" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" fill="{PAPER}"/>{drawn}</pattern>"#,
            self.pattern_name()
        )
    }
}
