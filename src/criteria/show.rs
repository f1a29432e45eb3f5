//! A whole sheet as a person reads it.

use std::fmt::{self, Formatter};

use ocop_rules::criteria::{Criterion, Heading, Section};

use super::ProductSet;

/// How wide a sheet is printed; points stand at the right edge.
const WIDTH: usize = 78;

/// A sheet as it is printed at a terminal.
#[derive(Debug, Clone, Copy)]
pub struct Printed<'a>(pub &'a ProductSet);

impl fmt::Display for Printed<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self(set) = self;
        let criteria = &set.criteria;
        writeln!(f, "{}  {}", criteria.id(), criteria.name())?;
        match (set.class.as_str(), set.samples) {
            ("", _) => {}
            (class, 0) => writeln!(f, "Phụ lục I: {class}. Không nộp sản phẩm mẫu.")?,
            (class, samples) => writeln!(f, "Phụ lục I: {class}. Sản phẩm mẫu: {samples}.")?,
        }
        for reason in &set.rejected_when {
            writeln!(f, "Hồ sơ bị loại: {reason}.")?;
        }
        for part in criteria.parts() {
            writeln!(f)?;
            line(f, &format!("PHẦN {}. {}", part.letter, part.name.to_uppercase()), part.max)?;
            for section in &part.sections {
                section_lines(f, section)?;
            }
        }
        Ok(())
    }
}

/// The heading that opens before a criterion: it is the first under it.
pub(super) fn opening(section: &Section, at: usize) -> Option<&Heading> {
    let under = |at: usize| section.criteria.get(at)?.heading;
    let heading = under(at)?;
    let is_first = at.checked_sub(1).and_then(under) != Some(heading);
    section.headings.iter().find(|it| is_first && it.code == heading)
}

fn section_lines(f: &mut Formatter<'_>, section: &Section) -> fmt::Result {
    writeln!(f)?;
    line(f, &format!("{}. {}", section.code, section.name.to_uppercase()), section.max)?;
    for (at, it) in section.criteria.iter().enumerate() {
        if let Some(heading) = opening(section, at) {
            line(f, &format!("{} {}", heading.code, heading.name), heading.max)?;
        }
        if it.code != section.code {
            line(f, &format!("{} {}", it.code, it.name), it.max)?;
        }
        criterion_lines(f, it)?;
    }
    Ok(())
}

fn criterion_lines(f: &mut Formatter<'_>, it: &Criterion) -> fmt::Result {
    if let Some(ask) = &it.ask {
        writeln!(f, "    Yêu cầu: {ask}")?;
    }
    if let Some(note) = &it.note {
        writeln!(f, "    {note}")?;
    }
    for knockout in &it.knockouts {
        writeln!(f, "    Điều kiện loại: {knockout}.")?;
    }
    if let Some(story) = it.requires {
        writeln!(f, "    Chỉ tính khi tiêu chí {story} có điểm.")?;
    }
    if it.commune {
        writeln!(f, "    UBND cấp xã đánh giá nội dung này (Điều 7.2.a).")?;
    }
    let mut case = None;
    for option in &it.options {
        if option.case != case {
            case = option.case;
            for title in it.cases.iter().filter(|title| Some(title.case) == case) {
                writeln!(f, "    ({}) {}", title.case, title.title)?;
            }
        }
        let stars = option.star.map_or(0, |star| usize::from(star.number()));
        let gap = if stars == 0 { "" } else { "  " };
        writeln!(f, "    [ ] {:>2}  {}{gap}{}", option.points, option.label, "*".repeat(stars))?;
    }
    Ok(())
}

/// A line with its points at the right edge.
fn line(f: &mut Formatter<'_>, words: &str, points: u32) -> fmt::Result {
    let points = format!("{points} điểm");
    let used = words.chars().count() + points.chars().count();
    let gap = WIDTH.saturating_sub(used).max(2);
    writeln!(f, "{words}{}{points}", " ".repeat(gap))
}
