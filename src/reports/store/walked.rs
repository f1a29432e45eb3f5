//! How far the dossiers have come.

use jiff::Timestamp;
use jiff::civil::Date;
use ocop_rules::criteria::{EditionId, SetId};
use ocop_rules::dossiers::Stage;
use ocop_rules::places::{Level, UnitId};
use ocop_rules::products::Milestone;
use ocop_rules::programme::{DossierKind, RoundLevel, round_for};
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row as _};

use crate::councils;
use crate::criteria::Standards;
use crate::dossiers::stage_label;
use crate::machinery::clock::vietnamese_day;
use crate::machinery::{Failure, Tx, many};
use crate::places::Book;
use crate::reports::ways::{Open, Walked};

/// What was ever written of the dossiers of some units. Who files a dossier or closes a result moves
/// it on too; no dossier is taken back, or moved to another unit: whatever is written of what is
/// read here, something grows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::reports) struct Written {
    dossiers: i64,
    revisions: i64,
    texts: i64,
}

/// What was written of these dossiers.
pub(in crate::reports) async fn written(
    tx: &mut Tx<'_>,
    whose: &Whose,
) -> Result<Written, Failure> {
    let sql = "SELECT CAST(COUNT(*) AS BIGINT) AS dossiers,
                CAST(COALESCE(SUM(d.revision), 0) AS BIGINT) AS revisions,
                CAST(COALESCE(SUM((SELECT revision FROM products WHERE id = d.product)), 0) AS BIGINT)
                    AS texts
         FROM dossiers d";
    let rows = of_dossiers(tx, sql, whose, "").await?;
    let row = rows.first().ok_or(Failure::NotFound)?;
    Ok(Written {
        dossiers: row.get("dossiers"),
        revisions: row.get("revisions"),
        texts: row.get("texts"),
    })
}

/// How far each of these dossiers has come, as far as it has come anywhere.
pub(in crate::reports) async fn walked(
    tx: &mut Tx<'_>,
    whose: &Whose,
    standards: &Standards,
) -> Result<Vec<Walked>, Failure> {
    let sql = "SELECT d.id, d.product, d.commune, d.stage, d.kind,
                (SELECT name FROM products WHERE id = d.product) AS name,
                (SELECT MIN(submitted_at) FROM submissions WHERE dossier = d.id) AS filed,
                r.level, r.closed_at, r.stars, r.rejected, r.edition, r.set_number
         FROM dossiers d
         LEFT JOIN results r ON r.dossier = d.id";
    let rows = of_dossiers(tx, sql, whose, "ORDER BY d.id, r.closed_at").await?;
    rows.iter().filter_map(|it| dossier(it, standards).transpose()).collect()
}

/// Whose dossiers are meant.
#[derive(Debug, Clone)]
pub(in crate::reports) enum Whose {
    /// Of the whole country.
    All,
    /// Of these provinces, and of these communes.
    Of {
        /// Few: they are looked through first.
        provinces: Vec<UnitId>,
        /// Perhaps hundreds.
        communes: Vec<UnitId>,
    },
}

impl Whose {
    /// Those of some units and what lies under them; of all, where none is named.
    pub(in crate::reports) fn of(units: Vec<UnitId>, book: &Book) -> Self {
        if units.is_empty() {
            return Self::All;
        }
        let is_of = |it: &UnitId, level| book.unit(it).is_some_and(|it| it.level == level);
        let (provinces, others): (Vec<_>, Vec<_>) =
            units.into_iter().partition(|it| is_of(it, Level::Province));
        let communes = others.into_iter().filter(|it| is_of(it, Level::Commune)).collect();
        Self::Of { provinces, communes }
    }

    /// The units, in the order of their places.
    fn units(&self) -> impl Iterator<Item = &UnitId> {
        let (provinces, communes) = match self {
            Self::All => (&[][..], &[][..]),
            Self::Of { provinces, communes } => (&provinces[..], &communes[..]),
        };
        provinces.iter().chain(communes)
    }

    /// As a condition on the dossiers `d`.
    fn condition(&self) -> String {
        let Self::Of { provinces, communes } = self else { return String::new() };
        let is_in = |column: &str, first: usize, units: usize| {
            (units != 0).then(|| format!("d.{column} IN ({})", many::places(first, units)))
        };
        let either = [
            is_in("province", 1, provinces.len()),
            is_in("commune", 1 + provinces.len(), communes.len()),
        ];
        let either: Vec<String> = either.into_iter().flatten().collect();
        // Of units that are neither there are none.
        let either = if either.is_empty() { "1 = 0".to_owned() } else { either.join(" OR ") };
        format!("WHERE {either}")
    }
}

/// What is asked of the dossiers `d`.
async fn of_dossiers(
    tx: &mut Tx<'_>,
    asked: &str,
    whose: &Whose,
    order: &str,
) -> Result<Vec<AnyRow>, Failure> {
    let sql = format!("{asked} {} {order}", whose.condition());
    let mut query = sqlx::query(AssertSqlSafe(sql));
    for unit in whose.units() {
        query = query.bind(unit.as_str().to_owned());
    }
    Ok(query.fetch_all(&mut **tx).await?)
}

/// How far a dossier has come; none that has come nowhere.
fn dossier(row: &AnyRow, standards: &Standards) -> Result<Option<Walked>, Failure> {
    let day = |moment: &str| Ok::<Date, Failure>(vietnamese_day(moment.parse::<Timestamp>()?));
    let filed = row.get::<Option<&str>, _>("filed").map(day).transpose()?;
    let closed = row.get::<Option<&str>, _>("closed_at").map(day).transpose()?;
    let Some(last) = closed.or(filed) else { return Ok(None) };
    let mut walked = Walked {
        id: row.get("product"),
        name: row.get("name"),
        address: format!("/dossiers/{}", row.get::<&str, _>("id")),
        unit: row.get("commune"),
        ..Walked::default()
    };
    if let Some(filed) = filed {
        walked.came.note(Milestone::Filed, filed);
    }
    if let Some(closed) = closed {
        evaluated(&mut walked, closed, (row, standards))?;
    }
    let kind = DossierKind::from_id(row.get("kind"));
    let stage = Stage::from_id(row.get("stage"));
    let is_open = stage.is_some_and(Stage::is_before_result) && closed.is_none();
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

/// What a council found, on the day on which it closed.
fn evaluated(
    walked: &mut Walked,
    closed: Date,
    (row, standards): (&AnyRow, &Standards),
) -> Result<(), Failure> {
    let at = match row.get::<&str, _>("level") {
        "ministry" => Milestone::EvaluatedByCentre,
        _ => Milestone::EvaluatedByProvince,
    };
    walked.came.note(at, closed);
    let rejected: &str = row.get("rejected");
    if !rejected.is_empty() {
        let edition: EditionId =
            row.get::<&str, _>("edition").parse().map_err(anyhow::Error::new)?;
        let number = row.get::<i64, _>("set_number").try_into().map_err(anyhow::Error::new)?;
        let ground = councils::rejected(standards, SetId::new(edition, number), rejected);
        walked.said.push((closed, ground));
    } else if 3 <= row.get::<i64, _>("stars") {
        walked.came.note(Milestone::Proposed, closed);
    } else {
        walked.said.push((closed, "Chưa đạt 3 sao".to_owned()));
    }
    Ok(())
}
