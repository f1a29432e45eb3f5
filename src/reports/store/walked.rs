//! How far the dossiers have come.

use jiff::Timestamp;
use jiff::civil::Date;
use ocop_rules::dossiers::Stage;
use ocop_rules::places::UnitId;
use ocop_rules::products::Milestone;
use ocop_rules::programme::{DossierKind, RoundLevel, round_for};
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row as _};

use crate::dossiers::stage_label;
use crate::machinery::clock::vietnamese_day;
use crate::machinery::{Failure, Tx};
use crate::reports::ways::{Open, Walked};

/// What was ever written of the dossiers of some units. Who files a dossier or closes a result moves
/// it on too, and nothing is taken back: whatever is written, something grows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::reports) struct Written {
    dossiers: i64,
    revisions: i64,
    texts: i64,
}

/// What was written of the dossiers of these units; of all units, when none is named.
pub(in crate::reports) async fn written(
    tx: &mut Tx<'_>,
    units: &[UnitId],
) -> Result<Written, Failure> {
    let sql = "SELECT COUNT(*) AS dossiers,
                CAST(COALESCE(SUM(d.revision), 0) AS BIGINT) AS revisions,
                CAST(COALESCE(SUM(p.revision), 0) AS BIGINT) AS texts
         FROM dossiers d JOIN products p ON p.id = d.product";
    let rows = of_dossiers(tx, sql, units, "").await?;
    let row = rows.first().ok_or(Failure::NotFound)?;
    Ok(Written {
        dossiers: row.get("dossiers"),
        revisions: row.get("revisions"),
        texts: row.get("texts"),
    })
}

/// How far each dossier of these units that was ever filed has come; of all units, when none is
/// named.
pub(in crate::reports) async fn walked(
    tx: &mut Tx<'_>,
    units: &[UnitId],
) -> Result<Vec<Walked>, Failure> {
    let sql = "SELECT d.id, d.product, d.commune, d.stage, d.kind, p.name,
                (SELECT MIN(submitted_at) FROM submissions WHERE dossier = d.id) AS filed,
                r.level, r.closed_at, r.stars, r.rejected,
                CAST(CASE WHEN r.dossier IS NULL THEN 0 ELSE 1 END AS BIGINT) AS results
         FROM dossiers d JOIN products p ON p.id = d.product
         LEFT JOIN results r ON r.dossier = d.id";
    let rows = of_dossiers(tx, sql, units, "ORDER BY d.id, r.closed_at").await?;
    rows.iter().filter_map(|it| dossier(it).transpose()).collect()
}

/// What is asked of the dossiers `d` of these units; of all units, when none is named.
async fn of_dossiers(
    tx: &mut Tx<'_>,
    asked: &str,
    units: &[UnitId],
    order: &str,
) -> Result<Vec<AnyRow>, Failure> {
    let places: Vec<String> = (1..=units.len()).map(|it| format!("${it}")).collect();
    let within = match units {
        [] => String::new(),
        _ => format!("WHERE d.commune IN ({0}) OR d.province IN ({0})", places.join(", ")),
    };
    let mut query = sqlx::query(AssertSqlSafe(format!("{asked} {within} {order}")));
    for unit in units {
        query = query.bind(unit.as_str().to_owned());
    }
    Ok(query.fetch_all(&mut **tx).await?)
}

/// How far a dossier has come; none that was never filed.
fn dossier(row: &AnyRow) -> Result<Option<Walked>, Failure> {
    let Some(filed) = row.get::<Option<&str>, _>("filed") else { return Ok(None) };
    let mut walked = Walked {
        id: row.get("product"),
        name: row.get("name"),
        address: format!("/dossiers/{}", row.get::<&str, _>("id")),
        unit: row.get("commune"),
        ..Walked::default()
    };
    let day = |moment: &str| Ok::<Date, Failure>(vietnamese_day(moment.parse::<Timestamp>()?));
    let mut last = day(filed)?;
    walked.came.note(Milestone::Filed, last);
    if let Some(closed) = row.get::<Option<String>, _>("closed_at") {
        let closed = day(&closed)?;
        let at = match row.get::<&str, _>("level") {
            "ministry" => Milestone::EvaluatedByCentre,
            _ => Milestone::EvaluatedByProvince,
        };
        walked.came.note(at, closed);
        let rejected: String = row.get("rejected");
        if !rejected.is_empty() {
            walked.said.push((closed, rejected));
        } else if 3 <= row.get::<i64, _>("stars") {
            walked.came.note(Milestone::Proposed, closed);
        } else {
            walked.said.push((closed, "Chưa đạt 3 sao".to_owned()));
        }
        last = closed;
    }
    let kind = DossierKind::from_id(row.get("kind"));
    let stage = Stage::from_id(row.get("stage"));
    let is_open = stage.is_some_and(Stage::is_before_result) && row.get::<i64, _>("results") == 0;
    if let (Some(kind), true) = (kind, is_open) {
        let due = round_for(RoundLevel::Province, last).due;
        walked.open = Some(Open { product: walked.id.clone(), kind, due });
    }
    // Where it stands says why it went no further, as long as nobody has said it better.
    if let (Some(stage), true) = (stage, walked.said.is_empty()) {
        walked.said.push((last, stage_label(stage).to_owned()));
    }
    Ok(Some(walked))
}
