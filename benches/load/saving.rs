//! Members saving whole sheets at once, each their own; what was acknowledged is looked for.

use std::sync::Arc;
use std::time::Instant;

use ocop::machinery::Db;
use ocop_rules::criteria::CriteriaSet;
use tokio::task::JoinSet;

use crate::client::Client;
use crate::council::{self, Member};
use crate::pace::Pace;
use crate::program::Program;
use crate::{Load, Province, constant, table, watch};

/// Lets every member save as fast as they are answered, in turns with a server that saves nothing.
pub(crate) async fn measure(
    load: &Load,
    server: &Program,
    province: &Province,
    set: &CriteriaSet,
) -> anyhow::Result<()> {
    let bare = constant(0).await?;
    let set = Arc::new(set.clone());
    let mut members = Vec::new();
    for number in 0..load.members {
        members.push(Member::at(server.address, number, &set).await?);
    }
    let mut idle = Vec::new();
    for number in 0..load.members {
        idle.push(Member::with(Client::open(bare.address).await?, number, &set));
    }
    let mut turns = (Vec::new(), Vec::new());
    for _ in 0..load.turns {
        turns.0.push(turn(load, &bare, &mut idle).await?);
        turns.1.push(turn(load, server, &mut members).await?);
    }
    let db = Db::open(&province.url).await?;
    for (number, member) in members.iter().enumerate() {
        let (kept, ticks) = council::kept(&db, number).await?;
        anyhow::ensure!(kept == member.saved, "m{number}: {} saved, {kept} kept", member.saved);
        anyhow::ensure!(ticks == member.ticks(kept - 1), "m{number}: other marks are kept");
    }
    db.close().await;

    let (bare, ocop) = (Pace::middle(turns.0), Pace::middle(turns.1));
    let engine = province.url.split(':').next().unwrap_or_default();
    table::heading(&["saving", "members", "bare/s", "ocop/s", "ratio", "µs bare", "µs ocop"]);
    table::row(&[
        format!("a sheet of {} marks, {engine}", set.len()),
        load.members.to_string(),
        bare.rate.to_string(),
        ocop.rate.to_string(),
        table::ratio(ocop.rate, bare.rate),
        bare.cost.to_string(),
        ocop.cost.to_string(),
    ]);
    Ok(())
}

async fn turn(load: &Load, server: &Program, members: &mut Vec<Member>) -> anyhow::Result<Pace> {
    let (before, since) = (watch::cpu(server.child.id())?, Instant::now());
    let lasting = load.turn();
    let mut saving = JoinSet::new();
    for mut member in members.drain(..) {
        saving.spawn(async move {
            let before = member.saved;
            while since.elapsed() < lasting {
                member.save().await?;
            }
            anyhow::Ok((member.saved - before, member))
        });
    }
    let mut saved = 0;
    while let Some(member) = saving.join_next().await {
        let (more, member) = member??;
        saved += u64::try_from(more)?;
        members.push(member);
    }
    members.sort_unstable_by_key(Member::number);
    Ok(Pace::of(saved, since.elapsed(), watch::cpu(server.child.id())?.saturating_sub(before)))
}
