//! How long guests wait until they read a change.

use std::time::{Duration, Instant};

use ocop::machinery::{Db, changes};

use crate::client::Client;
use crate::program::Program;
use crate::{Province, watch};

const CHANGES: usize = 5;

/// Changes the text of a product from another process, and reads its page until it is there.
pub(crate) async fn measure(
    server: &Program,
    province: &Province,
    product: &str,
) -> anyhow::Result<()> {
    let db = Db::open(&province.url).await?;
    let mut client = Client::open(server.address).await?;
    let before = watch::cpu(server.child.id())?;
    let mut taken = Vec::new();
    for at in 0..CHANGES {
        let story = format!("Chuyện kể lần thứ {at}.");
        let mut tx = db.begin().await?;
        sqlx::query("UPDATE products SET story = $2 WHERE id = $1")
            .bind(product.trim_start_matches("/registry/"))
            .bind(&story)
            .execute(&mut *tx)
            .await?;
        changes::raise(&mut tx, changes::TEXTS).await?;
        tx.commit().await?;
        let since = Instant::now();
        while !client.get(product, "").await?.said().contains(&story) {
            anyhow::ensure!(since.elapsed() < Duration::from_mins(1), "a change is not seen");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        taken.push(since.elapsed());
    }
    let cost = watch::cpu(server.child.id())?.saturating_sub(before).as_millis();
    db.close().await;
    taken.sort_unstable();
    let at = |it: usize| taken.get(it).map_or(0, Duration::as_millis);
    println!(
        "\na change is read by guests after {} ms in the middle, {} ms at most; reading the \
         registry anew costs {} ms of processor time",
        at(CHANGES / 2),
        at(CHANGES - 1),
        cost / CHANGES as u128,
    );
    Ok(())
}
