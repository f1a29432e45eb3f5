//! A whole sheet as a person reads it.

use std::fmt::{self, Write};

use ocop_rules::criteria::{Criterion, Heading, Section};

use super::ProductSet;

/// How wide a sheet is printed; points stand at the right edge.
const WIDTH: usize = 78;

/// The sheet, as text for a terminal.
///
/// # Errors
///
/// None of its own: those of the text that it writes to.
pub fn show(set: &ProductSet, text: &mut String) -> fmt::Result {
    let criteria = &set.criteria;
    writeln!(text, "{}  {}", criteria.id(), criteria.name())?;
    match (set.class.as_str(), set.samples) {
        ("", _) => {}
        (class, 0) => writeln!(text, "Phụ lục I: {class}. Không nộp sản phẩm mẫu.")?,
        (class, samples) => writeln!(text, "Phụ lục I: {class}. Sản phẩm mẫu: {samples}.")?,
    }
    for reason in &set.rejected_when {
        writeln!(text, "Hồ sơ bị loại: {reason}.")?;
    }
    for part in criteria.parts() {
        writeln!(text)?;
        line(text, &format!("PHẦN {}. {}", part.letter, part.name.to_uppercase()), part.max)?;
        for section in &part.sections {
            section_lines(text, section)?;
        }
    }
    Ok(())
}

fn section_lines(text: &mut String, section: &Section) -> fmt::Result {
    writeln!(text)?;
    line(text, &format!("{}. {}", section.code, section.name.to_uppercase()), section.max)?;
    let mut headings: Vec<&Heading> = section.headings.iter().collect();
    for it in &section.criteria {
        headings.retain(|heading| {
            let opens = it.heading == Some(heading.code);
            // Writing to a string does not fail.
            !(opens
                && line(text, &format!("{} {}", heading.code, heading.name), heading.max).is_ok())
        });
        if it.code != section.code {
            line(text, &format!("{} {}", it.code, it.name), it.max)?;
        }
        criterion_lines(text, it)?;
    }
    Ok(())
}

fn criterion_lines(text: &mut String, it: &Criterion) -> fmt::Result {
    if let Some(ask) = &it.ask {
        writeln!(text, "    Yêu cầu: {ask}")?;
    }
    if let Some(note) = &it.note {
        writeln!(text, "    {note}")?;
    }
    for knockout in &it.knockouts {
        writeln!(text, "    Điều kiện loại: {knockout}.")?;
    }
    if let Some(story) = it.requires {
        writeln!(text, "    Chỉ tính khi tiêu chí {story} có điểm.")?;
    }
    if it.commune {
        writeln!(text, "    UBND cấp xã đánh giá nội dung này (Điều 7.2.a).")?;
    }
    let mut case = None;
    for option in &it.options {
        if option.case != case {
            case = option.case;
            for title in it.cases.iter().filter(|title| Some(title.case) == case) {
                writeln!(text, "    ({}) {}", title.case, title.title)?;
            }
        }
        let stars = option.star.map_or(0, |star| usize::from(star.number()));
        let gap = if stars == 0 { "" } else { "  " };
        writeln!(text, "    [ ] {:>2}  {}{gap}{}", option.points, option.label, "*".repeat(stars))?;
    }
    Ok(())
}

/// A line with its points at the right edge.
fn line(text: &mut String, words: &str, points: u32) -> fmt::Result {
    let points = format!("{points} điểm");
    let used = words.chars().count() + points.chars().count();
    let gap = WIDTH.saturating_sub(used).max(2);
    writeln!(text, "{words}{}{points}", " ".repeat(gap))
}
