//! A report of a province over ten years, its Word file, and the overview, as its officer has them.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use ocop::accounts;
use ocop::machinery::Db;
use ocop_rules::places::UnitId;

use crate::client::Client;
use crate::council::PASSWORD;
use crate::list::PROVINCE;
use crate::{Load, Province, constant, table};

/// How often each is asked.
const TURNS: usize = 9;
/// So many entries each of some ledgers has.
const ENTRIES: usize = 2_000;
/// So many products have a dossier; of the others nobody wrote down how they were evaluated.
const DOSSIERS: usize = 2_000;
/// Longer than it takes to read the registry anew.
const READ_ANEW: Duration = Duration::from_secs(3);

/// Gives every product an earlier certificate, of one of the years before, and the province its
/// ledgers and an officer who writes reports.
pub(crate) async fn furnish(url: &str) -> anyhow::Result<()> {
    let db = Db::open(url).await?;
    let hash = accounts::hashed(PASSWORD)?;
    let mut rows = format!(
        "INSERT INTO certificates (id, number, product, kind, stars, edition, from_earliest,
                                   from_latest, to_earliest, to_latest, created_at)
         SELECT c.id || '-before', c.number, c.product, 'first', 3, '148-2023',
                {0} || substr(c.from_earliest, 5), {0} || substr(c.from_earliest, 5),
                {1} || substr(c.from_earliest, 5), {1} || substr(c.from_earliest, 5), '{NOW}'
         FROM certificates c;
         INSERT INTO people (id, login, name, password, created_at)
         VALUES ('officer', 'officer', 'Cán bộ', '{hash}', '{NOW}'),
                ('minister', 'minister', 'Cán bộ Bộ', '{hash}', '{NOW}');
         INSERT INTO posts (id, person, role, unit)
         VALUES ('officer', 'officer', 'province', '{PROVINCE}'),
                ('minister', 'minister', 'ministry', '{2}');
         INSERT INTO dossiers (id, product, producer, kind, edition, set_number, stage, commune,
                               province, created_at)
         SELECT 'd' || id, id, producer, 'first', '26-2026', 4, 'recognised', commune, province,
                '{NOW}'
         FROM products ORDER BY id LIMIT {DOSSIERS};
         INSERT INTO submissions (dossier, number, submitted_at, content, sha256)
         SELECT id, 1, '2026-07-01T02:00:00Z', '{{}}', '' FROM dossiers;
         INSERT INTO results (id, meeting, dossier, level, edition, set_number, minima, ballot, sum,
                              count, band, stars, closed_at)
         SELECT id, 'm', id, 'province', '26-2026', 4, '[]', 1, 560, 7, 4, 4,
                '2026-09-01T02:00:00Z'
         FROM dossiers;
         INSERT INTO targets (id, unit, title, measure, stars, aim, aim_relation, reckoning,
                              period_earliest, period_latest, created_by, created_at)
         VALUES ('t1', '{PROVINCE}', 'Sản phẩm từ 3 sao', 'certified', '3+', 55000, 'at-least',
                 'total', '2026-01-01', '2030-12-31', 'officer', '{NOW}'),
                ('t2', '{PROVINCE}', 'Chủ thể', 'producers', '', 13000, 'at-least', 'total',
                 '2026-01-01', '2030-12-31', 'officer', '{NOW}');
         UPDATE changes SET version = version + 1;",
        year(16),
        year(19),
        UnitId::country()
    );
    for at in 0..ENTRIES {
        let (year, day) = (2017 + at % 10, at % 28 + 1);
        write!(
            rows,
            "INSERT INTO events (id, unit, title, kind, held_earliest, held_latest, organiser,
                                 present, present_relation, created_by, created_at)
             VALUES ('e{at}', '{PROVINCE}', 'Tập huấn {at}', 'training', '{year}-03-{day:02}',
                     '{year}-03-{day:02}', 'UBND tỉnh', {at}, 'exactly', 'officer', '{NOW}');
             INSERT INTO budgets (id, unit, what, period_earliest, period_latest, phase, funding,
                                  amount, amount_relation, created_by, created_at)
             VALUES ('b{at}', '{PROVINCE}', 'Kinh phí {at}', '{year}-01-01', '{year}-12-31',
                     'spent', 'province', 1000000, 'exactly', 'officer', '{NOW}');"
        )?;
    }
    let mut tx = db.begin().await?;
    sqlx::raw_sql(sqlx::AssertSqlSafe(rows)).execute(&mut *tx).await?;
    tx.commit().await?;
    db.close().await;
    Ok(())
}

const NOW: &str = "2026-11-23T02:00:00Z";

/// One of nine years, by the month in which the later certificate begins.
fn year(from: usize) -> String {
    format!("'20' || CAST({from} + CAST(substr(c.from_earliest, 7, 1) AS BIGINT) AS TEXT)")
}

/// Asks for each, and says how long it took beside what it should.
pub(crate) async fn measure(load: &Load, province: &Province) -> anyhow::Result<()> {
    let server = province.serving().await?;
    let mut officer = Client::logged_in(server.address, "officer", PASSWORD).await?;
    let fields = [
        ("kind", "final"),
        ("unit", PROVINCE),
        ("period", "2017 – 2026"),
        ("on", "23/11/2026"),
        ("places", "today"),
    ];
    let begun = officer.post("/reports", &fields).await?;
    anyhow::ensure!(begun.status == 303, "no report: {}", begun.said());
    let report = begun.location;

    let db = Db::open(&province.url).await?;
    table::heading(&[
        "reports",
        "bytes",
        "ms anew",
        "ms moved",
        "ms",
        "aim ms",
        "of aim",
        "times bare",
    ]);
    row((&db, &mut officer), "a report of ten years", &report, 300).await?;
    row((&db, &mut officer), "the overview of the province", "/overview", 20).await?;
    let mut minister = Client::logged_in(server.address, "minister", PASSWORD).await?;
    row((&db, &mut minister), "the overview of the country", "/overview", 20).await?;
    let answer = "/reports/answer?of=products&basis=valid&stars=4";
    row((&db, &mut officer), "a number and its list", answer, 20).await?;
    let since = Instant::now();
    let frozen = officer.post(&format!("{report}/freezing"), &[("revision", "0")]).await?;
    anyhow::ensure!(frozen.status == 303, "not frozen: {}", frozen.said());
    let froze = since.elapsed().as_millis();
    let id = report.trim_start_matches("/reports/");
    let mut word = Vec::new();
    for _ in 0..TURNS.min(load.turns) {
        let since = Instant::now();
        let path = format!("/documents/programme-report/{id}/draft.docx");
        let answer = officer.get(&path, "").await?;
        anyhow::ensure!(answer.status == 200, "{path}: {}", answer.status);
        word.push(since.elapsed());
    }
    db.close().await;
    println!("\nfreezing it: {froze} ms; as Word: {} ms (aim 1000)\n", middle(word).as_millis());
    server.kill()
}

/// Asks for a page after a certificate has changed, after a dossier has moved, and again and again.
async fn row(
    (db, officer): (&Db, &mut Client),
    name: &str,
    path: &str,
    aim: u64,
) -> anyhow::Result<()> {
    let mut anew = Vec::new();
    for _ in 0..TURNS.div_euclid(3) {
        change(db, CERTIFICATE).await?;
        tokio::time::sleep(READ_ANEW).await;
        anew.push(asked(officer, path).await?.0);
    }
    let mut moved = Vec::new();
    for _ in 0..TURNS {
        change(db, DOSSIER).await?;
        moved.push(asked(officer, path).await?.0);
    }
    let (mut taken, mut bytes) = (Vec::new(), 0);
    for _ in 0..TURNS {
        let (took, length) = asked(officer, path).await?;
        taken.push(took);
        bytes = length;
    }
    let (took, bare) = (middle(taken), middle(beside(bytes).await?));
    table::row(&[
        name.to_owned(),
        bytes.to_string(),
        middle(anew).as_millis().to_string(),
        middle(moved).as_millis().to_string(),
        took.as_millis().to_string(),
        aim.to_string(),
        table::ratio(micros(took), aim * 1000),
        table::ratio(micros(took), micros(bare)),
    ]);
    Ok(())
}

/// How long an answer took, and how many bytes it has.
async fn asked(officer: &mut Client, path: &str) -> anyhow::Result<(Duration, usize)> {
    let since = Instant::now();
    let answer = officer.get(path, "").await?;
    anyhow::ensure!(answer.status == 200, "{path}: {}", answer.status);
    Ok((since.elapsed(), answer.body.len()))
}

/// A certificate of the province comes to another rank: the registry is read anew, and nothing that
/// was counted is kept.
const CERTIFICATE: &str = "UPDATE certificates SET stars = 7 - stars
     WHERE id = (SELECT MAX(id) FROM certificates);
     UPDATE changes SET version = version + 1;";
/// A dossier of the province takes a step, and the logbook has a line more.
const DOSSIER: &str = "UPDATE dossiers SET revision = revision + 1
     WHERE id = (SELECT MAX(id) FROM dossiers);
     UPDATE logbook_head SET seq = seq + 1;";

/// Somebody writes something.
async fn change(db: &Db, sql: &'static str) -> anyhow::Result<()> {
    let mut tx = db.begin().await?;
    sqlx::raw_sql(sql).execute(&mut *tx).await?;
    tx.commit().await?;
    Ok(())
}

/// How long a server takes that does nothing else than answer with so many bytes.
async fn beside(bytes: usize) -> anyhow::Result<Vec<Duration>> {
    let bare = constant(bytes).await?;
    let mut client = Client::open(bare.address).await?;
    let mut taken = Vec::new();
    for _ in 0..TURNS {
        let since = Instant::now();
        client.get("/", "").await?;
        taken.push(since.elapsed());
    }
    Ok(taken)
}

fn micros(taken: Duration) -> u64 {
    u64::try_from(taken.as_micros()).unwrap_or(u64::MAX)
}

fn middle(mut taken: Vec<Duration>) -> Duration {
    taken.sort_unstable();
    taken[taken.len() / 2]
}
