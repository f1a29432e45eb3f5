//! What must always be true of records.

use sha2::{Digest as _, Sha256};

use super::store::asked;
use crate::house::House;
use crate::machinery::checks::Check;
use crate::machinery::{Failure, Tx};

/// Asks.
///
/// # Errors
///
/// Only faults.
pub async fn ask(tx: &mut Tx<'_>, house: &House) -> Result<Vec<Check>, Failure> {
    let mut gaps = Vec::new();
    let numbers = asked::numbers(tx).await?;
    for series in numbers.chunk_by(|one, other| one.series == other.series) {
        let mut last = 0;
        for it in series {
            // What the văn thư has given is theirs; ours goes on after it.
            if it.is_ours && it.number != last + 1 {
                gaps.push(format!("Sổ {}: sau số {last} là số {}.", it.series, it.number));
            }
            last = it.number;
        }
    }
    let mut broken = Vec::new();
    for (record, sha256) in asked::hashes(tx).await? {
        let is_whole = match house.files.bytes(&sha256).await {
            Ok(bytes) => hex::encode(Sha256::digest(&bytes)) == sha256,
            Err(Failure::NotFound) => false,
            Err(failure) => return Err(failure),
        };
        if !is_whole {
            broken.push(format!("Văn bản {record}: tệp {sha256} mất hoặc đã bị sửa."));
        }
    }
    let [fileless, lineless] = asked::bare(tx).await?;
    Ok(vec![
        Check::new("Sổ văn bản không nhảy số, không trùng số", gaps),
        Check::new("Tệp của văn bản đã ban hành còn nguyên", broken),
        Check::new("Mỗi văn bản đã ban hành có tệp", fileless),
        Check::new("Mỗi văn bản đã ban hành có dòng nhật ký", lineless),
    ])
}
