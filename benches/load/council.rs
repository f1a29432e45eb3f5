//! A council at work: members with a sheet each, in the shortest way that the tables allow.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::net::SocketAddr;

use anyhow::Context as _;
use ocop::accounts;
use ocop::demo;
use ocop::machinery::Db;
use ocop_rules::criteria::CriteriaSet;
use ocop_rules::dossiers::{DossierKind, Stage};

use crate::client::Client;

pub(crate) const PASSWORD: &str = "một mật khẩu dài";
const UNIT: &str = "20.2025";

/// Puts a council of so many members into an empty seat of a database: `m0`, `m1` … log in, each
/// with an open sheet of this set, `s0`, `s1` …
pub(crate) async fn furnish(db: &Db, set: &CriteriaSet, members: usize) -> anyhow::Result<()> {
    let hash = accounts::hashed(PASSWORD)?;
    let (edition, number) = (set.id().edition().to_string(), set.id().sheet());
    let mut rows = format!(
        "INSERT INTO producers (id, name, search, kind, commune, province, created_at)
         VALUES ('p', 'HTX Tải', 'htx tai', 'cooperative', '{UNIT}', '{UNIT}', '{NOW}');
         INSERT INTO products (id, producer, name, search, set_number, commune, province, created_at)
         VALUES ('p', 'p', 'Sản phẩm tải', 'san pham tai', {number}, '{UNIT}', '{UNIT}', '{NOW}');
         INSERT INTO dossiers (id, product, producer, kind, edition, set_number, stage, commune,
                               province, created_at)
         VALUES ('d', 'p', 'p', 'first', '{edition}', {number}, 'ready', '{UNIT}',
                 '{UNIT}', '{NOW}');
         INSERT INTO councils (id, unit, name, decision, decided_on, quorum_parts, quorum_of,
                               quorum_chair, spread, minima, experts_score, created_at)
         VALUES ('c', '{UNIT}', 'Hội đồng tải', '1/QĐ-UBND', '2026-11-01', 3, 4, 1, 10, 'average',
                 0, '{NOW}');
         INSERT INTO meetings (id, council, form, held_on, stage)
         VALUES ('c', 'c', 'meeting', '2026-11-23', 'scoring');
         INSERT INTO agenda (meeting, dossier, position, stage) VALUES ('c', 'd', 1, 'scoring');"
    );
    for at in 0..members {
        let role = if at == 0 { "chair" } else { "member" };
        write!(
            rows,
            "INSERT INTO people (id, login, name, password, created_at)
             VALUES ('m{at}', 'm{at}', 'Thành viên {at}', '{hash}', '{NOW}');
             INSERT INTO posts (id, person, role, unit) VALUES ('m{at}', 'm{at}', 'member', '{UNIT}');
             INSERT INTO seats (id, council, person, agency, role, scores)
             VALUES ('m{at}', 'c', 'm{at}', 'Sở {at}', '{role}', 1);
             INSERT INTO sheets (id, meeting, dossier, seat, ballot, state)
             VALUES ('s{at}', 'c', 'd', 'm{at}', 1, 'open');"
        )?;
    }
    let mut tx = db.begin().await?;
    sqlx::raw_sql(sqlx::AssertSqlSafe(rows)).execute(&mut *tx).await?;
    demo::told::tell(&mut tx, "d", DossierKind::First, Stage::Ready, NOW.parse()?).await?;
    Ok(tx.commit().await?)
}

const NOW: &str = "2026-11-23T02:00:00Z";

/// Which option of each criterion is ticked.
pub(crate) type Ticks = BTreeMap<String, usize>;

/// A member with a whole sheet on the screen.
pub(crate) struct Member {
    client: Client,
    number: usize,
    names: Vec<(String, usize)>,
    /// How often the sheet has been saved, as far as the member was told.
    pub(crate) saved: usize,
}

impl Member {
    /// The member of this number, logged in.
    pub(crate) async fn at(
        address: SocketAddr,
        number: usize,
        set: &CriteriaSet,
    ) -> anyhow::Result<Self> {
        let client = Client::logged_in(address, &format!("m{number}"), PASSWORD).await?;
        Ok(Self::with(client, number, set))
    }

    /// The member of this number, at this connection.
    pub(crate) fn with(client: Client, number: usize, set: &CriteriaSet) -> Self {
        let names = set.criteria().map(|it| (format!("m.{}", it.code), it.options.len()));
        Self { client, number, names: names.collect(), saved: 0 }
    }

    pub(crate) fn number(&self) -> usize {
        self.number
    }

    /// Saves every mark anew, other ones than before.
    pub(crate) async fn save(&mut self) -> anyhow::Result<()> {
        let revision = self.saved.to_string();
        let options: Vec<String> = self.options(self.saved).map(|it| it.to_string()).collect();
        let mut fields = vec![("revision", revision.as_str()), ("section", "all")];
        let marks = self.names.iter().zip(&options);
        fields.extend(marks.map(|((name, _), option)| (name.as_str(), option.as_str())));
        let answer = self.client.post(&format!("/sheets/s{}/marks", self.number), &fields).await?;
        anyhow::ensure!(answer.status == 303, "{}: {}", answer.status, answer.said());
        self.saved += 1;
        Ok(())
    }

    /// What is ticked when so many saves went before.
    fn options(&self, saved: usize) -> impl Iterator<Item = usize> {
        self.names.iter().zip(saved..).map(|((_, options), at)| at % options)
    }

    /// The same, as a sheet keeps it.
    pub(crate) fn ticks(&self, saved: usize) -> Ticks {
        let codes = self.names.iter().map(|(name, _)| name.trim_start_matches("m.").to_owned());
        codes.zip(self.options(saved)).collect()
    }
}

/// How often a sheet has been saved, as the database knows it, and its marks.
pub(crate) async fn kept(db: &Db, number: usize) -> anyhow::Result<(usize, Ticks)> {
    let mut tx = db.read().await?;
    let row: (i64, String) = sqlx::query_as("SELECT revision, ticks FROM sheets WHERE id = $1")
        .bind(format!("s{number}"))
        .fetch_one(&mut *tx)
        .await?;
    Ok((usize::try_from(row.0).context("a revision below zero")?, serde_json::from_str(&row.1)?))
}
