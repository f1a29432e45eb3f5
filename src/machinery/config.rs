//! The settings, read once when the program starts. The table in `docs/operate/settings.md` names
//! the same ones.

use std::net::SocketAddr;
use std::path::PathBuf;

/// What an operator may set, as options or as environment variables.
#[derive(Debug, Clone, clap::Args)]
pub struct Config {
    /// Where the database is: `sqlite://ocop.db` (a file, made when it is not there) or
    /// `postgres://…`
    #[arg(long, env = "DATABASE_URL", default_value = "sqlite://data/ocop.db")]
    pub database_url: String,

    /// Where uploaded files are kept: a folder
    #[arg(long, env = "OCOP_FILES", default_value = "data/files")]
    pub files: PathBuf,

    /// The address to listen on
    #[arg(long, env = "OCOP_LISTEN", default_value = "127.0.0.1:8026")]
    pub listen: SocketAddr,

    /// The address that people type and codes carry, without a slash at the end
    #[arg(long, env = "OCOP_PUBLIC_URL", default_value = "http://127.0.0.1:8026")]
    pub public_url: String,

    /// Whether cookies are sent over HTTPS only: set it wherever the program is reached over HTTPS
    #[arg(long, env = "OCOP_SECURE_COOKIES", default_value_t = false)]
    pub secure_cookies: bool,
}

impl Config {
    /// Settings for a database and a folder of files, the rest as preset.
    pub fn new(database_url: &str, files: impl Into<PathBuf>) -> Self {
        Self {
            database_url: database_url.to_owned(),
            files: files.into(),
            listen: SocketAddr::from(([127, 0, 0, 1], 8026)),
            public_url: "http://127.0.0.1:8026".to_owned(),
            secure_cookies: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::{Args as _, Command};

    use super::Config;

    #[test]
    fn every_setting_is_in_the_operators_table() {
        let table = include_str!("../../docs/operate/settings.md");
        for setting in Config::augment_args(Command::new("ocop")).get_arguments() {
            let option = format!("`--{}`", setting.get_long().unwrap());
            let variable = format!("`{}`", setting.get_env().unwrap().to_str().unwrap());
            assert!(table.contains(&option) && table.contains(&variable), "{option} {variable}");
        }
    }
}
