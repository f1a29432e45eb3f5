//! The power fails while members score: nothing that anybody was told is saved is lost.

#![expect(clippy::unwrap_used, reason = "a story that cannot go on has failed")]

#[path = "../benches/load/client.rs"]
mod client;
#[path = "../benches/load/council.rs"]
mod council;
#[path = "../benches/load/program.rs"]
mod program;

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use council::Member;
use ocop::criteria::Standards;
use ocop::machinery::Db;
use ocop_rules::criteria::{EditionId, SetId};
use program::Program;
use tokio::task::JoinSet;

const MEMBERS: usize = 6;

#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_survives_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let standards = Standards::load().unwrap();
    let set = &standards.set(SetId::new(EditionId::new(26, 2026), 4)).unwrap().criteria;
    let url = format!("sqlite://{}", folder.path().join("ocop.db").display());
    let db = Db::open(&url).await.unwrap();
    council::furnish(&db, set, MEMBERS).await.unwrap();
    db.close().await;

    let server = serving(folder.path()).await;
    let mut saving = JoinSet::new();
    for number in 0..MEMBERS {
        let mut member = Member::at(server.address, number, set).await.unwrap();
        saving.spawn(async move {
            while member.save().await.is_ok() {}
            member
        });
    }
    tokio::time::sleep(Duration::from_secs(2)).await;
    server.kill().unwrap();
    let members = saving.join_all().await;

    let checked = ocop(folder.path()).arg("check").output().unwrap();
    assert!(
        checked.status.success(),
        "{}",
        String::from_utf8_lossy(&[checked.stdout, checked.stderr].concat())
    );
    let db = Db::open(&url).await.unwrap();
    let server = serving(folder.path()).await;
    let mut visitor = client::Client::open(server.address).await.unwrap();
    assert_eq!(visitor.get("/", "").await.unwrap().status, 200);
    for told in members {
        assert!(0 < told.saved, "m{} was told nothing", told.number());
        let (saved, ticks) = council::kept(&db, told.number()).await.unwrap();
        // The last one may have been kept without a word: the line was cut in between.
        assert!(saved == told.saved || saved == told.saved + 1, "{saved}, told {}", told.saved);
        assert_eq!(ticks, told.ticks(saved - 1), "a sheet is kept whole");

        let mut member = Member::at(server.address, told.number(), set).await.unwrap();
        member.saved = saved;
        member.save().await.unwrap();
    }
    db.close().await;
}

async fn serving(folder: &Path) -> Program {
    let serve = Program::serving(|address| {
        let mut program = ocop(folder);
        program.arg("serve").env("OCOP_LISTEN", address.to_string());
        program
    });
    serve.await.unwrap()
}

/// The program on the database of this folder.
fn ocop(folder: &Path) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_ocop"));
    program
        .env("DATABASE_URL", format!("sqlite://{}", folder.join("ocop.db").display()))
        .env("OCOP_FILES", folder.join("files"));
    program
}
