//! The program `ocop`: one line a subcommand.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use ocop::accounts::command::UserCommand;
use ocop::certificates::import::command::ImportCommand;
use ocop::criteria::command::CriteriaCommand;
use ocop::demo::command::{self as demo, DemoOptions};
use ocop::house::House;
use ocop::machinery::{Clock, Config, Failure, backup};
use ocop::records::command::PaperCommand;
use ocop::{accounts, certificates, checkup, chores, councils, criteria, hall, records};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Phần mềm của Chương trình Mỗi xã một sản phẩm (OCOP)
#[derive(Debug, Parser)]
#[command(name = "ocop", version)]
struct Line {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the program
    Serve(Config),
    /// Run the demo: a province of fiction, with people for every role; also without any command
    Demo(DemoOptions),
    /// The criteria: check a file, show a sheet
    Criteria {
        #[command(subcommand)]
        command: CriteriaCommand,
    },
    /// Recompute councils' results: JSON lines in, JSON lines out
    Score,
    /// Ask everything that must always be true; each line that is not, is printed
    Check(Config),
    /// Save the database and the kept files in one archive, while the program may be running
    Backup {
        #[command(flatten)]
        config: Config,
        /// The archive to make
        file: PathBuf,
    },
    /// Restore an archive into an empty database, of either kind
    Restore {
        #[command(flatten)]
        config: Config,
        /// The archive to read
        file: PathBuf,
    },
    /// Take in a list of recognised products, .xlsx or .csv
    Import {
        #[command(flatten)]
        config: Config,
        #[command(flatten)]
        command: ImportCommand,
    },
    /// Write one document to a file: the one that was issued, or else a draft
    Paper {
        #[command(flatten)]
        config: Config,
        #[command(flatten)]
        command: PaperCommand,
    },
    /// People who log in
    User {
        #[command(flatten)]
        config: Config,
        #[command(subcommand)]
        command: UserCommand,
    },
}

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .json()
        .with_env_filter(tracing_subscriber::EnvFilter::from_default_env())
        .with_writer(std::io::stderr)
        .init();
    match run(Line::parse()).await {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("{}", said(&failure));
            ExitCode::FAILURE
        }
    }
}

fn said(failure: &Failure) -> String {
    match failure {
        Failure::Refused(refusals) => {
            refusals.iter().map(|it| it.sentence.as_str()).collect::<Vec<_>>().join("\n")
        }
        Failure::NotFound => "Không tìm thấy.".to_owned(),
        other => other.to_string(),
    }
}

async fn run(line: Line) -> Result<ExitCode, Failure> {
    // Without a command it is the demo.
    let command = line.command.or_else(|| Line::parse_from(["ocop", "demo"]).command);
    match command {
        Some(Command::Criteria { command }) => return criteria::command::run(command),
        Some(Command::Score) => return Ok(councils::score::run()?),
        Some(Command::Check(config)) => return checkup::run(&open(config).await?).await,
        Some(Command::Backup { config, file }) => {
            let house = open(config).await?;
            backup::save(&house.db, &house.files, &file).await?;
        }
        Some(Command::Restore { config, file }) => {
            let house = open(config).await?;
            backup::restore(&house.db, &house.files, &file).await?;
        }
        Some(Command::Import { config, command }) => {
            certificates::import::command::run(&open(config).await?, command).await?;
        }
        Some(Command::Paper { config, command }) => {
            records::command::run(&open(config).await?, hall::DOCUMENTS, command).await?;
        }
        Some(Command::User { config, command }) => {
            accounts::command::run(&open(config).await?, command).await?;
        }
        Some(Command::Serve(config)) => {
            let listener = TcpListener::bind(config.listen).await?;
            serve(open(config).await?, listener).await?;
        }
        Some(Command::Demo(options)) => show_demo(options).await?,
        None => {}
    }
    Ok(ExitCode::SUCCESS)
}

async fn open(config: Config) -> Result<House, Failure> {
    ocop::demo::recognise(House::open(config, Clock::Machine).await?).await
}

async fn show_demo(options: DemoOptions) -> Result<(), Failure> {
    let listener = TcpListener::bind(options.listen).await?;
    let demo = demo::open(options).await?;
    demo::welcome(&demo)?;
    serve(demo.house.clone(), listener).await
}

async fn serve(house: House, listener: TcpListener) -> Result<(), Failure> {
    chores::start(&house);
    house.registry.watch(&house.db).await?;
    tracing::info!(listen = %house.config.listen, "serving");
    let service = hall::open(house.clone()).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(stopped()).await?;
    house.db.close().await;
    Ok(())
}

/// Until somebody asks the program to end.
async fn stopped() {
    let terminated = async {
        match signal(SignalKind::terminate()) {
            Ok(mut signal) => signal.recv().await,
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminated => {}
    }
}
