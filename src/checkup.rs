//! `ocop check`: everything that must always be true, asked of a living database.

use std::process::ExitCode;

use crate::certificates;
use crate::councils;
use crate::dossiers;
use crate::hall::LEDGERS;
use crate::house::House;
use crate::inspections;
use crate::ledgers;
use crate::machinery::checks::Check;
use crate::machinery::{Failure, logbook};
use crate::records;
use crate::registry;
use crate::reports;

/// Asks every room.
///
/// # Errors
///
/// Only faults.
pub async fn ask(house: &House) -> Result<Vec<Check>, Failure> {
    let mut tx = house.db.read().await?;
    let chain = logbook::breaks(&mut tx).await?;
    let mut checks = vec![Check::new("Nhật ký liền mạch từ dòng đầu đến dòng cuối", chain)];
    checks.extend(records::checks::ask(&mut tx, house).await?);
    checks.extend(dossiers::checks::ask(&mut tx, house).await?);
    checks.extend(councils::checks::checks(&mut tx, house).await?);
    checks.extend(certificates::checks::ask(&mut tx).await?);
    checks.extend(inspections::checks::ask(&mut tx, house).await?);
    checks.extend(reports::checks::ask(&mut tx, house).await?);
    checks.extend(ledgers::checks::ask(&mut tx, house, LEDGERS).await?);
    drop(tx);
    let today = house.clock.today();
    let others =
        registry::checks::kept_equals_asked_anew(&house.registry, &house.db, today).await?;
    checks.push(Check::new("Danh mục trong bộ nhớ bằng câu hỏi được hỏi lại", others));
    Ok(checks)
}

/// Prints each check and what stands against it.
///
/// # Errors
///
/// Only faults.
pub async fn run(house: &House) -> Result<ExitCode, Failure> {
    let checks = ask(house).await?;
    for check in &checks {
        let mark = if check.against.is_empty() { "đúng" } else { "SAI " };
        println!("{mark}  {}", check.name);
        for sentence in &check.against {
            println!("      {sentence}");
        }
    }
    let all_true = checks.iter().all(|it| it.against.is_empty());
    Ok(if all_true { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
