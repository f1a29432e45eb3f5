//! The program under load, beside a server that answers a constant: `cargo xtask load`.
//!
//! Both are asked in turns by the same clients, in one run on one machine, so that what counts is
//! the ratio. What came of it stands in `docs/operate/performance.md`.

mod bare;
mod change;
mod client;
mod council;
mod list;
mod pace;
mod program;
mod reports;
mod saving;
mod table;
mod taking;
mod watch;

use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use clap::Parser;
use ocop::criteria::Standards;
use ocop::machinery::Db;
use ocop::places::Book;
use ocop_rules::criteria::{CriteriaSet, EditionId, SetId};

use self::pace::{Ask, Pace};
use self::program::Program;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Drives the program and a bare server in turns, and prints ratios
#[derive(Parser)]
struct Load {
    /// How many products are imported first
    #[arg(long, default_value_t = 50_000)]
    products: usize,
    /// How long one turn lasts, in milliseconds
    #[arg(long, default_value_t = 2_000)]
    turn: u64,
    /// How many turns each server has
    #[arg(long, default_value_t = 5)]
    turns: usize,
    /// How many clients ask for pages at once
    #[arg(long, default_value_t = 16)]
    clients: usize,
    /// How many members save their sheets at once
    #[arg(long, default_value_t = 16)]
    members: usize,
    /// Measure reports alone
    #[arg(long)]
    reports: bool,
    /// An empty database of `PostgreSQL`, to save sheets there too
    #[arg(long)]
    postgres: Option<String>,
    /// Answer with so many bytes on this port, and do nothing else
    #[arg(long, num_args = 2, hide = true)]
    bare: Option<Vec<usize>>,
    /// How cargo says that this is a benchmark
    #[arg(long, hide = true)]
    bench: bool,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let load = Load::parse();
    if let Some([port, bytes]) = load.bare.as_deref() {
        return bare::serve(u16::try_from(*port)?, *bytes).await;
    }
    let standards = Standards::load()?;
    let folder = tempfile::tempdir()?;
    let province = Province {
        url: format!("sqlite://{}", folder.path().join("ocop.db").display()),
        files: folder.path().join("files"),
    };

    let list = folder.path().join("list.csv");
    std::fs::write(&list, list::csv(&*Book::load()?, load.products)?)?;
    taking::measure(&province, &list, load.products).await?;

    let set = the_set(&standards)?;
    if !load.reports {
        load.walk(&province, set).await?;
    }
    reports::furnish(&province.url).await?;
    reports::measure(&load, &province).await?;

    if let Some(url) = &load.postgres {
        let province = Province { url: url.clone(), files: folder.path().join("files") };
        if !load.reports {
            let server = load.at_work(&province, set).await?;
            saving::measure(&load, &server, &province, set).await?;
            server.kill()?;
        }
        taking::measure(&province, &list, load.products).await?;
        reports::furnish(&province.url).await?;
        reports::measure(&load, &province).await?;
    }
    Ok(())
}

/// Where the program keeps what it knows.
struct Province {
    url: String,
    files: PathBuf,
}

impl Province {
    /// The program on this database.
    fn program(&self) -> Command {
        let mut program = Command::new(env!("CARGO_BIN_EXE_ocop"));
        program.env("DATABASE_URL", &self.url).env("OCOP_FILES", &self.files);
        program
    }

    async fn serving(&self) -> anyhow::Result<Program> {
        Program::serving(|address| {
            let mut program = self.program();
            program.arg("serve").env("OCOP_LISTEN", address.to_string());
            program
        })
        .await
    }
}

/// A sheet of about thirty criteria.
fn the_set(standards: &Standards) -> anyhow::Result<&CriteriaSet> {
    let id = SetId::new(EditionId::new(26, 2026), 4);
    let set = standards.set(id).map(|it| &it.criteria);
    set.ok_or_else(|| anyhow::anyhow!("there is no set {id}"))
}

impl Load {
    /// The public pages, and the council's sheets.
    async fn walk(&self, province: &Province, set: &CriteriaSet) -> anyhow::Result<()> {
        let server = self.at_work(province, set).await?;
        self.pages(&server, province).await?;
        saving::measure(self, &server, province, set).await?;
        server.kill()
    }

    /// The program, with a council at work.
    async fn at_work(&self, province: &Province, set: &CriteriaSet) -> anyhow::Result<Program> {
        let db = Db::open(&province.url).await?;
        council::furnish(&db, set, self.members).await?;
        db.close().await;
        province.serving().await
    }

    fn turn(&self) -> Duration {
        Duration::from_millis(self.turn)
    }

    /// The public pages, each beside a constant of its size.
    async fn pages(&self, server: &Program, province: &Province) -> anyhow::Result<()> {
        const GZIP: &str = "accept-encoding: gzip\r\n";
        // What is kept ready-made is not asked for: everything is computed.
        const FRESH: &str = "cache-control: no-cache\r\n";
        let products = products(server).await?;
        let changed = format!("/registry/{}", products[0]);
        let product =
            move |at: usize| format!("/registry/{}", products[at * 7919 % products.len()]);
        let search = |at| encoded(&list::typed(at));
        let of = |path: fn(usize) -> String, headers| Ask { path: Arc::new(path), headers };
        let product = |headers| Ask { path: Arc::new(product.clone()), headers };
        let heading = ["page", "bytes", "kept", "bare/s", "ocop/s", "ratio", "µs bare", "µs ocop"];
        table::heading(&heading);
        for (name, ask) in [
            ("a product", product("")),
            ("a product, compressed", product(GZIP)),
            ("a search", of(search, "")),
            ("a search, compressed", of(search, GZIP)),
            ("a list with filters", of(list::filtered, "")),
            ("a list with filters, compressed", of(list::filtered, GZIP)),
            ("a product, afresh", product(FRESH)),
            ("a search, afresh", of(search, FRESH)),
            ("a list with filters, afresh", of(list::filtered, FRESH)),
        ] {
            self.beside(name, server, &ask).await?;
        }
        let taken = pace::latencies(server.address, &of(search, FRESH), 2_000).await?;
        let at = |percent: usize| taken[taken.len() * percent / 100].as_micros();
        println!(
            "\nsearch computed afresh, one client: p50 {} µs, p95 {} µs, p99 {} µs",
            at(50),
            at(95),
            at(99)
        );
        let (now, highest) = watch::memory(server.child.id())?;
        println!("memory of the server: {now} MB, at its highest {highest} MB");
        change::measure(server, province, &changed).await?;
        let (now, highest) = watch::memory(server.child.id())?;
        println!("after that: {now} MB, at its highest {highest} MB\n");
        Ok(())
    }

    async fn beside(&self, name: &str, server: &Program, ask: &Ask) -> anyhow::Result<()> {
        let mut client = client::Client::open(server.address).await?;
        let mut bytes = 0;
        for at in 0..50 {
            bytes += client.get(&(ask.path)(at), ask.headers).await?.body.len();
        }
        let bytes = bytes / 50;
        let bare = constant(bytes).await?;
        let mut turns = (Vec::new(), Vec::new());
        // What is kept is kept before the first turn that counts.
        pace::pages(server, ask, self.clients, self.turn()).await?;
        for _ in 0..self.turns {
            turns.0.push(pace::pages(&bare, ask, self.clients, self.turn()).await?);
            turns.1.push(pace::pages(server, ask, self.clients, self.turn()).await?);
        }
        let (bare, ocop) = (Pace::middle(turns.0), Pace::middle(turns.1));
        table::row(&[
            name.to_owned(),
            bytes.to_string(),
            format!("{} %", ocop.kept),
            bare.rate.to_string(),
            ocop.rate.to_string(),
            table::ratio(ocop.rate, bare.rate),
            bare.cost.to_string(),
            ocop.cost.to_string(),
        ]);
        Ok(())
    }
}

/// A server that answers a constant.
async fn constant(bytes: usize) -> anyhow::Result<Program> {
    let this = std::env::current_exe()?;
    Program::serving(|address| {
        let mut program = Command::new(this);
        program.args(["--bare", &address.port().to_string(), &bytes.to_string()]);
        program
    })
    .await
}

/// The address of a search.
fn encoded(words: &str) -> String {
    let query = serde_urlencoded::to_string([("q", words)]).unwrap_or_default();
    format!("/registry?{query}")
}

/// Products that the registry shows, from all over its list.
async fn products(server: &Program) -> anyhow::Result<Vec<String>> {
    let mut client = client::Client::open(server.address).await?;
    let mut products = Vec::new();
    for page in 0..200 {
        let path = format!("/registry?page={}", page * 5 + 1);
        let page = client.get(&path, "").await?.said();
        let links = page.split("href=\"/registry/").skip(1);
        products.extend(links.filter_map(|it| it.split(['"', '/']).next()).map(str::to_owned));
    }
    products.sort_unstable();
    products.dedup();
    anyhow::ensure!(!products.is_empty(), "the registry shows no product");
    Ok(products)
}

impl Pace {
    /// The middle one: a turn that somebody else disturbed does not count.
    fn middle(mut turns: Vec<Self>) -> Self {
        turns.sort_unstable_by_key(|it| it.rate);
        turns.get(turns.len() / 2).copied().unwrap_or_default()
    }
}
