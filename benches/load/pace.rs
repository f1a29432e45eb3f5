//! How fast a server answers: so many clients ask as fast as they are answered, for a while.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tokio::task::JoinSet;

use crate::client::Client;
use crate::program::Program;
use crate::watch;

/// What a while of asking came to.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Pace {
    /// Answers a second.
    pub(crate) rate: u64,
    /// What one answer cost the server in processor time, in microseconds.
    pub(crate) cost: u64,
    /// How many of a hundred were kept ready-made.
    pub(crate) kept: u64,
}

/// What is asked: the path of the n-th request, and what else its head says.
#[derive(Clone)]
pub(crate) struct Ask {
    pub(crate) path: Arc<dyn Fn(usize) -> String + Send + Sync>,
    pub(crate) headers: &'static str,
}

/// So many clients, for so long.
pub(crate) async fn pages(
    server: &Program,
    ask: &Ask,
    clients: usize,
    lasting: Duration,
) -> anyhow::Result<Pace> {
    let next = Arc::new(AtomicUsize::new(0));
    let kept = ready(server).await?;
    let (before, since) = (watch::cpu(server.child.id())?, Instant::now());
    let mut asking = JoinSet::new();
    for _ in 0..clients {
        let (ask, next, address) = (ask.clone(), Arc::clone(&next), server.address);
        asking.spawn(async move {
            let mut client = Client::open(address).await?;
            let mut answers = 0;
            while since.elapsed() < lasting {
                let path = (ask.path)(next.fetch_add(1, Ordering::Relaxed));
                let answer = client.get(&path, ask.headers).await?;
                anyhow::ensure!(answer.status == 200, "{path}: {}", answer.status);
                answers += 1;
            }
            Ok(answers)
        });
    }
    let mut answers = 0;
    while let Some(some) = asking.join_next().await {
        answers += some??;
    }
    let took = since.elapsed();
    let cost = watch::cpu(server.child.id())?.saturating_sub(before);
    let kept = (ready(server).await? - kept) * 100 / answers.max(1);
    Ok(Pace { kept, ..Pace::of(answers, took, cost) })
}

/// How many answers a server has kept ready-made for those who asked; none of one that does not
/// count them.
async fn ready(server: &Program) -> anyhow::Result<u64> {
    let counted = Client::open(server.address).await?.get("/metrics", "").await?.said();
    let counts = counted.lines().filter(|it| it.starts_with("http_ready_total{"));
    let counts = counts.filter_map(|it| it.rsplit(' ').next()?.parse::<u64>().ok());
    Ok(counts.sum())
}

impl Pace {
    pub(crate) fn of(answers: u64, took: Duration, cpu: Duration) -> Self {
        let micros = |it: Duration| u64::try_from(it.as_micros()).unwrap_or(u64::MAX).max(1);
        Self {
            rate: answers * 1_000_000 / micros(took),
            cost: micros(cpu) / answers.max(1),
            kept: 0,
        }
    }
}

/// How long each answer takes one client, the quickest first.
pub(crate) async fn latencies(
    address: SocketAddr,
    ask: &Ask,
    requests: usize,
) -> anyhow::Result<Vec<Duration>> {
    let mut client = Client::open(address).await?;
    let mut taken = Vec::with_capacity(requests);
    for at in 0..requests {
        let path = (ask.path)(at);
        let since = Instant::now();
        client.get(&path, ask.headers).await?;
        taken.push(since.elapsed());
    }
    taken.sort_unstable();
    Ok(taken)
}
