//! What must always be true of reports.

use ocop_rules::records::Amount;

use super::compose::{Passage, can_be_told};
use super::composed::Composed;
use super::indicator::indicator;
use super::outline::{outline, outlined};
use super::store::{self, Report};
use crate::house::House;
use crate::machinery::checks::Check;
use crate::machinery::{Failure, Tx};

/// More reports than there are.
const ALL: i64 = 1_000_000;

/// Asks.
///
/// # Errors
///
/// Only faults.
pub async fn ask(tx: &mut Tx<'_>, house: &House) -> Result<Vec<Check>, Failure> {
    let (mut units, mut frozen, mut passages) = (Vec::new(), Vec::new(), Vec::new());
    for report in store::list(tx, &[], ALL).await? {
        let unit = &report.scope.unit;
        if house.book.unit(unit).is_none() {
            units.push(format!("Báo cáo {}: không có đơn vị {unit}.", report.id));
        }
        match store::content(tx, &report.id).await {
            Ok(content) => frozen.extend(against(&report, content.as_ref())),
            Err(_) => frozen.push(format!("Báo cáo {}: nội dung đã chốt hỏng.", report.id)),
        }
        for it in store::passages(tx, &report.id).await? {
            let told =
                misplaced(&it).or_else(|| can_be_told(&it.text).err().map(|it| it.to_string()));
            passages
                .extend(told.map(|told| format!("Báo cáo {}, câu {}: {told}", report.id, it.id)));
        }
    }
    Ok(vec![
        Check::new("Mọi báo cáo là của một đơn vị đã biết", units),
        Check::new("Mọi báo cáo đã chốt còn đủ câu chữ và con số", frozen),
        Check::new("Mọi câu trong báo cáo thuộc một mục và nói được", passages),
    ])
}

/// What stands against what was frozen.
fn against(report: &Report, content: Option<&Composed>) -> Vec<String> {
    let said = |it: &str| format!("Báo cáo {}: {it}", report.id);
    match (&report.frozen, content) {
        (None, None) => Vec::new(),
        (None, Some(_)) => vec![said("có nội dung đã chốt mà chưa chốt.")],
        (Some(_), None) => vec![said("đã chốt mà không có nội dung.")],
        (Some(_), Some(content)) => {
            let unknown = content.answers.iter().filter(|it| {
                let is_known = indicator(&it.indicator).is_some() && it.asks.read().is_ok();
                !is_known || it.value.parse::<Amount>().is_err()
            });
            unknown.map(|it| said(&format!("không đọc được con số {}.", it.indicator))).collect()
        }
    }
}

/// A sentence that stands in no section, or in the place of none.
fn misplaced(passage: &Passage) -> Option<String> {
    let is_there = outline().iter().any(|it| it.id == passage.section);
    if !is_there {
        return Some(format!("không có mục {}.", passage.section));
    }
    let is_strange = !passage.is_own && outlined(&passage.id).is_none();
    is_strange.then(|| "không thay câu nào của máy.".to_owned())
}
