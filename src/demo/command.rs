//! `ocop demo`, and the program without a command.

use std::net::SocketAddr;
use std::path::PathBuf;

use ocop_rules::accounts::Role;
use tempfile::TempDir;

use super::people::Cast;
use super::seeds::Seeds;
use super::{TODAY, in_fiction, open as moved_into};
use crate::accounts::role_label;
use crate::house::House;
use crate::machinery::{Clock, Config, Failure};

/// What one may say about the demo.
#[derive(Debug, Clone, clap::Args)]
pub struct DemoOptions {
    /// Keep the demo in this database (`sqlite://…` or `postgres://…`) instead of a temporary one
    #[arg(long)]
    database: Option<String>,

    /// Keep its files in this folder; needed with `--database` only to choose another one
    #[arg(long)]
    files: Option<PathBuf>,

    /// Take in five real places too, as their own reports of 2020 to 2025 told of them
    #[arg(long)]
    with_seeds: bool,

    /// The address to listen on
    #[arg(long, env = "OCOP_LISTEN", default_value = "127.0.0.1:8026")]
    pub listen: SocketAddr,
}

/// The demo, ready to be served. What is temporary goes with it.
#[derive(Debug)]
pub struct Demo {
    /// The house.
    pub house: House,
    with_seeds: bool,
    _folder: TempDir,
}

/// Opens the demo, furnishing it when it is new.
///
/// # Errors
///
/// When the database cannot be opened, or is not a demo's.
pub async fn open(options: DemoOptions) -> Result<Demo, Failure> {
    let folder = TempDir::with_prefix("ocop-demo-")?;
    let kept = options.database.is_some();
    let temporary = || format!("sqlite://{}", folder.path().join("ocop.db").display());
    let files = options.files.unwrap_or_else(|| {
        if kept { PathBuf::from("data/demo-files") } else { folder.path().join("files") }
    });
    let database = options.database.unwrap_or_else(temporary);
    let config = Config {
        listen: options.listen,
        public_url: format!("http://{}", options.listen),
        ..Config::new(&database, files)
    };
    let house = in_fiction(House::open(config, Clock::on(TODAY)).await?)?;
    eprintln!("Dựng bản trình diễn: tỉnh Rừng Tràm là hư cấu");
    let house = moved_into(house, |step| eprintln!("  {step}")).await?;
    if options.with_seeds {
        Seeds::read()?.take_in(&house, |step| eprintln!("  {step}")).await?;
    }
    Ok(Demo { house, with_seeds: options.with_seeds, _folder: folder })
}

/// Says where the demo is, and who may come in.
///
/// # Errors
///
/// When the people of the demo are not as they must be.
pub fn welcome(demo: &Demo) -> Result<(), Failure> {
    let cast = Cast::read()?;
    let address = &demo.house.config.public_url;
    println!("\nTrang công khai   {address}/");
    println!("Đăng nhập         {address}/login");
    println!("Các mẫu giao diện {address}/gallery\n");
    println!("{:<28} {:<14} {:<22} Mật khẩu", "Vai trò", "Đăng nhập", "Họ tên");
    for (role, people) in cast.logins() {
        for (login, name) in people {
            let role = role_label(role);
            println!("{role:<28} {login:<14} {name:<22} {}", cast.password);
        }
    }
    if demo.with_seeds {
        let seeds = Seeds::read()?;
        let role = role_label(Role::Province);
        for it in &seeds.officer {
            println!("{role:<28} {:<14} {:<22} {}", it.login, it.name, seeds.password);
        }
    }
    println!("\nDừng lại: Ctrl+C");
    Ok(())
}
