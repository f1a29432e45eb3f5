//! What must always be true of inspections; what is true of every ledger is asked by the ledgers.

use super::store::{self, Asked};
use crate::house::House;
use crate::machinery::checks::Check;
use crate::machinery::{Failure, Tx};

/// More visits than there are.
const ALL: i64 = 1_000_000;

/// Asks.
///
/// # Errors
///
/// Only faults.
pub async fn ask(tx: &mut Tx<'_>, house: &House) -> Result<Vec<Check>, Failure> {
    let today = house.clock.today();
    let (visits, _) = store::visits(tx, &Asked::default(), (0, ALL)).await?;
    let mut places = Vec::new();
    let mut early = Vec::new();
    for it in &visits {
        if today < it.visited_on {
            early.push(format!("Lần kiểm tra {} đề ngày {}, chưa đến.", it.id, it.visited_on));
        }
    }
    let mut strangers = Vec::new();
    for it in store::breaches(tx, &Asked::default()).await? {
        let visit = visits.iter().find(|visit| visit.id == it.visit);
        match visit {
            Some(visit) if visit.of.id != it.of.id => {
                strangers.push(format!("Vi phạm {} là của sản phẩm khác.", it.id));
            }
            Some(visit) if it.rules.concluded_on < visit.visited_on => {
                early.push(format!("Vi phạm {} được kết luận trước lần kiểm tra.", it.id));
            }
            _ => {}
        }
        if it.rules.remedy.is_some() && !it.kind().can_be_remedied() {
            strangers.push(format!("Vi phạm {} không thể có hạn khắc phục.", it.id));
        }
    }
    for (visit, is_known, finding) in store::every(tx).await? {
        if !is_known {
            places.push(format!(
                "Kết quả tiêu chí {} của lần kiểm tra {visit}, không có.",
                finding.criterion
            ));
        }
        let set = house.standards.set(finding.set);
        let criterion = finding.criterion.parse().ok();
        let known = set.zip(criterion).and_then(|(set, it)| set.criteria.criterion(it));
        let is_option =
            known.is_some_and(|it| finding.chosen.is_none_or(|at| at < it.options.len()));
        if !is_option {
            let (set, criterion) = (finding.set, finding.criterion);
            places.push(format!("Lần kiểm tra {visit}: {set} không có mức đã ghi ở {criterion}."));
        }
    }
    Ok(vec![
        Check::new(
            "Mỗi yêu cầu khắc phục thuộc một vi phạm của đúng sản phẩm được kiểm tra",
            strangers,
        ),
        Check::new("Ngày kiểm tra, kết luận đi từ trước đến sau", early),
        Check::new("Mỗi kết quả từng tiêu chí thuộc một lần kiểm tra và một bộ tiêu chí", places),
    ])
}
