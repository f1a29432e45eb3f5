//! What must always be true of councils, sheets and results.

use std::collections::BTreeMap;

use super::filling::unready;
use super::pages::agrees;
use super::proceedings::{Proceedings, marks};
use super::store::{self, SheetState};
use crate::house::House;
use crate::machinery::checks::Check;
use crate::machinery::{Failure, Tx};

/// Asks every check of this room, in one walk over everything that was heard.
///
/// # Errors
///
/// Only faults of the database.
pub async fn checks(tx: &mut Tx<'_>, house: &House) -> Result<Vec<Check>, Failure> {
    let (mut results, mut complete, mut impartial) = (Vec::new(), Vec::new(), Vec::new());
    let (mut options, mut discussed, mut unresulted) = (Vec::new(), Vec::new(), Vec::new());
    for (meeting, dossier) in store::hearings(tx).await? {
        let it = Proceedings::read(house, tx, &meeting, &dossier).await?;
        let set = &it.set.criteria;
        for sheet in &it.sheets {
            let runs = sheet.ballot == it.agenda.ballot;
            let dismissed = if runs { it.agenda.dismissed.clone() } else { BTreeMap::new() };
            let is_whole = unready(set, &sheet.filled, &dismissed).is_empty();
            if sheet.state == SheetState::Signed && !is_whole {
                complete.push(format!("Phiếu {} đã ký nhưng chưa chấm đủ.", sheet.id));
            }
            if sheet.state == SheetState::Signed && it.conflicts.contains(&sheet.seat) {
                impartial.push(format!("Phiếu {} của thành viên có xung đột lợi ích.", sheet.id));
            }
            if !ticks_agree(set, &sheet.filled) || marks(set, &sheet.filled.marks).is_err() {
                options
                    .push(format!("Phiếu {} có điểm không phải là mức của bộ tiêu chí.", sheet.id));
            }
        }
        let talks = store::discussions(tx, &meeting, &dossier).await?;
        for ballot in 1..it.agenda.ballot {
            if !talks.iter().any(|talk| talk.ballot == i64::from(ballot)) {
                discussed.push(format!(
                    "Hồ sơ {dossier}: lượt {} không có thảo luận trước đó.",
                    ballot + 1
                ));
            }
        }
        match store::result_of(tx, &meeting, &dossier).await? {
            None if it.agenda.stage.has_result() => {
                unresulted.push(format!("Hồ sơ {dossier} đã chốt nhưng không có kết quả."));
            }
            Some(_) if !it.agenda.stage.has_result() => {
                unresulted.push(format!("Hồ sơ {dossier} có kết quả nhưng chưa chốt."));
            }
            Some(result)
                if !agrees(&result, it.evaluation(result.ballot, result.minima)?.as_ref()) =>
            {
                results
                    .push(format!("Kết quả {} không bằng kết quả tính lại từ phiếu.", result.id));
            }
            _ => {}
        }
    }
    Ok(vec![
        Check::new("Mỗi kết quả của Hội đồng bằng kết quả tính lại từ phiếu đã lưu", results),
        Check::new("Mỗi phiếu đã ký đều chấm đủ tiêu chí hoặc nêu điều kiện loại", complete),
        Check::new("Không phiếu nào của thành viên có xung đột lợi ích được tính", impartial),
        Check::new("Mọi điểm trên phiếu đều là mức của bộ tiêu chí", options),
        Check::new("Lượt chấm lại nào cũng có nội dung thảo luận trước đó", discussed),
        Check::new("Sản phẩm đã chốt có kết quả, chưa chốt thì không", unresulted),
    ])
}

/// Whether the points that count are those of the options ticked.
fn ticks_agree(set: &ocop_rules::criteria::CriteriaSet, filled: &store::Filled) -> bool {
    let points = |code: &str, option: i64| {
        let criterion = set.criterion(code.parse().ok()?)?;
        criterion.options.get(usize::try_from(option).ok()?).map(|it| it.points)
    };
    let all_there = filled.marks.keys().all(|code| filled.ticks.contains_key(code));
    all_there
        && filled.ticks.iter().all(|(code, &option)| match option {
            -1 => !filled.marks.contains_key(code),
            _ => points(code, option).is_some_and(|it| filled.marks.get(code) == Some(&it)),
        })
}
