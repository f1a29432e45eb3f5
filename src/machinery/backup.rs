//! The whole of a database and its kept files in one archive, and back.
//!
//! The archive is a zip: `manifest.json`, one `tables/<name>.jsonl` a table (a row a line), and
//! `files/<sha256>`. It is read within one transaction, so it shows one moment of a running program;
//! and since both databases hold the same tables, what was saved from one is restored into the
//! other.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;

use anyhow::{Context as _, ensure};
use bytes::Bytes;
use futures::TryStreamExt as _;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Column as _, Row as _, TypeInfo as _, ValueRef as _};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::files::Files;
use super::{Db, Tx, logbook, many};

#[derive(Debug, Serialize, Deserialize)]
struct Manifest {
    form: String,
    rows: BTreeMap<String, u64>,
    files: u64,
}

const FORM: &str = "ocop-backup/1";

/// The tables, in the order in which the migrations make them: none names a later one. One that was
/// made anew under its name keeps its place.
fn tables() -> Vec<String> {
    let mut tables = Vec::new();
    for migration in sqlx::migrate!().iter() {
        let lines = migration.sql.as_str().lines();
        let made = lines.filter_map(|line| line.strip_prefix("CREATE TABLE "));
        for table in made.map(|rest| rest.trim_end_matches([' ', '(']).to_owned()) {
            if !tables.contains(&table) {
                tables.push(table);
            }
        }
    }
    tables
}

/// Saves everything to `file`, while the program may be running.
///
/// # Errors
///
/// When the file is there already, cannot be written, or a kept file is missing.
pub async fn save(db: &Db, files: &Files, file: &Path) -> anyhow::Result<()> {
    let archive =
        File::create_new(file).with_context(|| format!("Không tạo được tệp {}", file.display()))?;
    let mut archive = ZipWriter::new(archive);
    let options = SimpleFileOptions::default().large_file(true);
    let mut manifest = Manifest { form: FORM.to_owned(), rows: BTreeMap::new(), files: 0 };
    let mut tx = db.read().await?;
    for table in tables() {
        archive.start_file(format!("tables/{table}.jsonl"), options)?;
        let query = format!("SELECT * FROM {table}");
        let mut rows = sqlx::query(AssertSqlSafe(query)).fetch(&mut *tx);
        let mut count = 0;
        while let Some(row) = rows.try_next().await? {
            serde_json::to_writer(&mut archive, &as_json(&row)?)?;
            archive.write_all(b"\n")?;
            count += 1;
        }
        manifest.rows.insert(table, count);
    }
    let kept = sqlx::query("SELECT sha256 FROM files").fetch_all(&mut *tx).await?;
    for row in kept {
        let sha256: String = row.get("sha256");
        let bytes = files.bytes(&sha256).await.with_context(|| format!("Thiếu tệp {sha256}"))?;
        archive.start_file(format!("files/{sha256}"), options)?;
        archive.write_all(&bytes)?;
        manifest.files += 1;
    }
    archive.start_file("manifest.json", options)?;
    serde_json::to_writer_pretty(&mut archive, &manifest)?;
    archive.finish()?.sync_all()?;
    Ok(())
}

fn as_json(row: &AnyRow) -> anyhow::Result<Map<String, Value>> {
    let mut object = Map::new();
    for column in row.columns() {
        let raw = row.try_get_raw(column.ordinal())?;
        let value = if raw.is_null() {
            Value::Null
        } else if raw.type_info().name() == "BIGINT" {
            Value::from(row.try_get::<i64, _>(column.ordinal())?)
        } else {
            Value::from(row.try_get::<String, _>(column.ordinal())?)
        };
        object.insert(column.name().to_owned(), value);
    }
    Ok(object)
}

/// Restores what [`save`] saved into a database that holds nothing yet; in one transaction, after
/// which the logbook is verified.
///
/// # Errors
///
/// When the archive is not whole, or the database is not empty: then nothing is changed.
pub async fn restore(db: &Db, files: &Files, file: &Path) -> anyhow::Result<()> {
    let archive = File::open(file).with_context(|| format!("Không mở được {}", file.display()))?;
    let mut archive = ZipArchive::new(BufReader::new(archive))?;
    let manifest: Manifest = serde_json::from_reader(archive.by_name("manifest.json")?)?;
    ensure!(manifest.form == FORM, "Tệp sao lưu có dạng {}, không phải {FORM}", manifest.form);

    let mut tx = db.begin().await?;
    let people =
        sqlx::query("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM people").fetch_one(&mut *tx).await?;
    ensure!(people.get::<i64, _>("n") == 0, "Chỉ phục hồi vào cơ sở dữ liệu còn trống");
    for seeded in ["logbook_head", "changes"] {
        sqlx::query(AssertSqlSafe(format!("DELETE FROM {seeded}"))).execute(&mut *tx).await?;
    }
    for table in tables() {
        let expected = manifest.rows.get(&table).copied().unwrap_or(0);
        let rows = BufReader::new(archive.by_name(&format!("tables/{table}.jsonl"))?);
        let mut count = 0;
        for line in rows.lines() {
            insert(&mut tx, &table, &serde_json::from_str(&line?)?).await?;
            count += 1;
        }
        ensure!(count == expected, "Bảng {table}: có {count} dòng, cần {expected}");
    }
    restore_files(files, &mut archive).await?;
    let breaks = logbook::breaks(&mut tx).await?;
    ensure!(breaks.is_empty(), "{}", breaks.join(" "));
    tx.commit().await?;
    Ok(())
}

async fn insert(tx: &mut Tx<'_>, table: &str, row: &Map<String, Value>) -> anyhow::Result<()> {
    let known = |name: &str| name.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'_');
    ensure!(row.keys().all(|it| known(it)), "Bảng {table}: tên cột lạ");
    // What is null is left out: a null has a type on PostgreSQL, and here it is not known.
    let filled: Vec<(&String, &Value)> = row.iter().filter(|(_, it)| !it.is_null()).collect();
    let columns: Vec<&str> = filled.iter().map(|(name, _)| name.as_str()).collect();
    let places = many::places(1, columns.len());
    let query = format!("INSERT INTO {table} ({}) VALUES ({places})", columns.join(", "));
    let mut query = sqlx::query(AssertSqlSafe(query));
    for (_, value) in filled {
        query = match value {
            Value::Number(number) => query.bind(number.as_i64().context("số quá lớn")?),
            Value::String(text) => query.bind(text.clone()),
            other => anyhow::bail!("Bảng {table}: giá trị lạ {other}"),
        };
    }
    query.execute(&mut **tx).await.with_context(|| format!("Bảng {table}"))?;
    Ok(())
}

async fn restore_files(
    files: &Files,
    archive: &mut ZipArchive<BufReader<File>>,
) -> anyhow::Result<()> {
    let names: Vec<String> = archive
        .file_names()
        .map(|it| it.map(std::borrow::Cow::into_owned))
        .collect::<Result<_, _>>()?;
    for name in names.into_iter().filter(|it| it.starts_with("files/")) {
        let mut bytes = Vec::new();
        archive.by_name(&name)?.read_to_end(&mut bytes)?;
        let sha256 = name.trim_start_matches("files/");
        files.put_back(sha256, Bytes::from(bytes)).await?;
    }
    Ok(())
}
