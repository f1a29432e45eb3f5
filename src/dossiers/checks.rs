//! What must always be true of dossiers.

use ocop_rules::dossiers::{Stage, Step};
use sha2::{Digest as _, Sha256};

use super::store::{self, Dossier};
use crate::house::House;
use crate::machinery::checks::Check;
use crate::machinery::{Failure, Tx, logbook};

/// Asks them.
///
/// # Errors
///
/// Only faults.
pub async fn ask(tx: &mut Tx<'_>, house: &House) -> Result<Vec<Check>, Failure> {
    let (mut strayed, mut altered, mut nowhere) = (Vec::new(), Vec::new(), Vec::new());
    for dossier in store::all(tx).await? {
        let told = told_stage(tx, &dossier).await?;
        if told != Some(dossier.stage) {
            strayed.push(format!(
                "Hồ sơ {} ở bước {}; nhật ký kể {}.",
                dossier.id,
                dossier.stage.id(),
                told.map_or("một việc không thể", Stage::id)
            ));
        }
        for submitted in store::submissions(tx, &dossier.id).await? {
            if hex::encode(Sha256::digest(&submitted.content)) != submitted.sha256 {
                let number = submitted.number;
                altered.push(format!("Hồ sơ {}: bản nộp {number} đã bị sửa.", dossier.id));
            }
        }
        if house.book.unit(&dossier.commune).is_none() {
            nowhere.push(format!("Hồ sơ {}: không có đơn vị {}.", dossier.id, dossier.commune));
        }
    }
    Ok(vec![
        Check::new("Bước của mỗi hồ sơ là bước mà nhật ký kể", strayed),
        Check::new("Những gì đã nộp còn nguyên như lúc nộp", altered),
        Check::new("Mỗi hồ sơ thuộc về một xã có trong sổ địa giới", nowhere),
    ])
}

/// Where a dossier stands when its logbook is read forward; `None` when that cannot be.
async fn told_stage(tx: &mut Tx<'_>, dossier: &Dossier) -> Result<Option<Stage>, Failure> {
    let lines = logbook::of(tx, &dossier.subject()).await?;
    let mut steps = lines.iter().filter_map(|it| Step::from_id(&it.step));
    Ok(steps.try_fold(Stage::Draft, |stage, step| stage.after(step, dossier.kind).ok()))
}
