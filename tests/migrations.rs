//! Every migration passes over a province that is not empty.
//!
//! After each migration come the rows of its file in `fixtures/after/`, as they were written while
//! it was the last one. Later migrations find them there, as they will find them in every province.

#![expect(clippy::unwrap_used, reason = "a walk that cannot go on has failed")]

use std::fs;

use sqlx::{AnyConnection, Connection as _, Executor as _};

#[tokio::test]
async fn a_migration_passes_over_rows_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    walk(&format!("sqlite://{}", folder.path().join("ocop.db").display())).await;
}

#[tokio::test]
#[expect(clippy::disallowed_methods, reason = "tests have no configuration file")]
async fn a_migration_passes_over_rows_on_postgresql() {
    match std::env::var("OCOP_TEST_POSTGRES") {
        Ok(server) => walk(&empty_database(&server).await).await,
        Err(_) => eprintln!("walked on SQLite only: OCOP_TEST_POSTGRES is not set"),
    }
}

/// Migration, rows, migration, rows; then the program opens what came of it.
async fn walk(database: &str) {
    sqlx::any::install_default_drivers();
    let create = if database.starts_with("sqlite:") { "?mode=rwc" } else { "" };
    let mut province = AnyConnection::connect(&format!("{database}{create}")).await.unwrap();
    let migrations = sqlx::migrate!();
    let mut filled = Vec::new();
    for migration in migrations.iter() {
        let version = migration.version;
        migrations.run_to(version, &mut province).await.unwrap();
        let lost = empty_among(&filled, &mut province).await;
        assert!(lost.is_empty(), "migration {version} loses all rows of {lost:?}");

        let after = format!("fixtures/after/{version:04}.sql");
        let rows = fs::read_to_string(&after).unwrap_or_else(|error| panic!("{after}: {error}"));
        sqlx::raw_sql(sqlx::AssertSqlSafe(rows)).execute(&mut province).await.unwrap();
        filled = tables(&mut province).await;
        let empty = empty_among(&filled, &mut province).await;
        assert!(empty.is_empty(), "{after} has no row for {empty:?}");
    }
    province.close().await.unwrap();
    ocop::machinery::Db::open(database).await.unwrap().close().await;
}

/// The tables that are there now, but for the list of migrations itself.
async fn tables(province: &mut AnyConnection) -> Vec<String> {
    let query = match province.backend_name() {
        "PostgreSQL" => "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'",
        _ => "SELECT name FROM sqlite_master WHERE type = 'table'",
    };
    let names = sqlx::query_scalar::<_, String>(query).fetch_all(province).await.unwrap();
    names.into_iter().filter(|it| !it.starts_with('_') && !it.starts_with("sqlite_")).collect()
}

/// Those of the tables that are still there and have no row.
async fn empty_among(tables: &[String], province: &mut AnyConnection) -> Vec<String> {
    let there = self::tables(province).await;
    let mut empty = Vec::new();
    for table in tables.iter().filter(|it| there.contains(it)) {
        let query = format!("SELECT CAST(COUNT(*) AS BIGINT) FROM {table}");
        let query = sqlx::query_scalar::<_, i64>(sqlx::AssertSqlSafe(query));
        if query.fetch_one(&mut *province).await.unwrap() == 0 {
            empty.push(table.clone());
        }
    }
    empty
}

/// A database of its own.
async fn empty_database(server: &str) -> String {
    sqlx::any::install_default_drivers();
    let name = format!("ocop_{}", ocop::machinery::new_id());
    let mut connection = AnyConnection::connect(server).await.unwrap();
    connection.execute(sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"))).await.unwrap();
    let (base, _) = server.rsplit_once('/').unwrap();
    format!("{base}/{name}")
}
