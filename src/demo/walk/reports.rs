//! The reports of the demo: one that is still written, one that is frozen.

use jiff::civil::date;

use super::Walk;
use super::office::PROVINCE;
use crate::machinery::Failure;

/// The officer of Tràm Xanh.
const COMMUNE: &str = "xa.tramxanh";

/// The commune writes its year; the province has closed the years since 2023.
pub(super) async fn write(walk: &Walk<'_>) -> Result<(), Failure> {
    let house = walk.house;
    house.clock.move_to(date(2026, 11, 22));
    house.registry.refresh(&house.db).await?;
    let commune = walk.guide(COMMUNE).await?;
    commune.fills("/reports/new", "/reports", &[("kind", "yearly")]).await?;
    let province = walk.guide(PROVINCE).await?;
    let fields = [("kind", "interim"), ("period", "2023 – 2026")];
    let report = province.fills("/reports/new", "/reports", &fields).await?;
    let freezing = format!("{report}/freezing");
    province.fills(&report, &freezing, &[]).await?;
    Ok(())
}
