//! `ocop user …`: the people who log in, from the shell of the machine.

use std::io::BufRead as _;

use jiff::Timestamp;
use ocop_rules::accounts::Post;

use super::{pages, password, store};
use crate::house::House;
use crate::machinery::{Failure, Refusal, Tx};

/// What can be done with people from the shell.
#[derive(Debug, Clone, clap::Subcommand)]
pub enum UserCommand {
    /// Add a person; the password is read from standard input
    Add {
        /// What they type to log in
        login: String,
        /// Their name
        name: String,
        /// producer, commune, province, member, ministry or admin
        #[arg(long)]
        role: String,
        /// The unit, by code or by name (not for ministry and admin)
        #[arg(long, default_value = "")]
        unit: String,
        /// The id of the producer, for the role producer
        #[arg(long, default_value = "")]
        producer: String,
    },
    /// Give a person a new password, read from standard input
    Password {
        /// What they type to log in
        login: String,
    },
    /// Show everyone
    List,
}

/// A person as somebody typed them, accepted.
#[derive(Debug)]
pub struct NewPerson {
    login: String,
    name: String,
    password: String,
}

impl NewPerson {
    /// Reads what was typed.
    ///
    /// # Errors
    ///
    /// A refusal for each field that is not as it must be.
    pub fn read(login: &str, name: &str, password: &str) -> Result<Self, Failure> {
        let login = login.trim().to_lowercase();
        let name = name.trim().to_owned();
        let mut refusals = Vec::new();
        let plain = |it: char| it.is_ascii_alphanumeric() || "._-@".contains(it);
        if login.len() < 2 || !login.chars().all(plain) {
            refusals.push(Refusal::of(
                "login",
                "Tên đăng nhập cần ít nhất 2 ký tự: chữ không dấu, chữ số, dấu chấm, gạch nối.",
            ));
        }
        if name.is_empty() {
            refusals.push(Refusal::of("name", "Hãy nhập họ tên."));
        }
        if password.chars().count() < password::SHORTEST {
            refusals.push(Refusal::of(
                "password",
                format!("Mật khẩu cần ít nhất {} ký tự.", password::SHORTEST),
            ));
        }
        if refusals.is_empty() {
            Ok(Self { login, name, password: password.to_owned() })
        } else {
            Err(Failure::Refused(refusals))
        }
    }
}

/// Adds a person with one post.
///
/// # Errors
///
/// A refusal when the login is taken.
pub async fn add_person(house: &House, person: NewPerson, post: &Post) -> Result<(), Failure> {
    let hash = house.passwords.hash(person.password.clone()).await?;
    let mut tx = house.db.begin().await?;
    take_in(&mut tx, &person, &hash, post, house.clock.now()).await?;
    tx.commit().await?;
    Ok(())
}

/// The same within what else is done: `hash` is that of the person's password. Answers their id.
///
/// # Errors
///
/// A refusal when the login is taken.
pub async fn take_in(
    tx: &mut Tx<'_>,
    person: &NewPerson,
    hash: &str,
    post: &Post,
    at: Timestamp,
) -> Result<String, Failure> {
    let id = store::add_person(tx, &person.login, &person.name, hash, at).await?;
    store::add_post(tx, &id, post).await?;
    Ok(id)
}

/// Runs a command about people.
///
/// # Errors
///
/// A refusal in a sentence, or a fault.
pub async fn run(house: &House, command: UserCommand) -> Result<(), Failure> {
    match command {
        UserCommand::Add { login, name, role, unit, producer } => {
            let post = pages::wanted_post(house, &role, &unit, &producer)?;
            let person = NewPerson::read(&login, &name, &typed_password()?)?;
            add_person(house, person, &post).await
        }
        UserCommand::Password { login } => {
            let new = NewPerson::read(&login, "-", &typed_password()?)?;
            let hash = house.passwords.hash(new.password).await?;
            let mut tx = house.db.begin().await?;
            let person = store::person_by_login(&mut tx, &new.login).await?;
            let person = person.ok_or(Failure::NotFound)?;
            store::set_password(&mut tx, &person.id, &hash).await?;
            tx.commit().await?;
            Ok(())
        }
        UserCommand::List => {
            let mut tx = house.db.read().await?;
            for person in store::people(&mut tx).await? {
                let state = if person.disabled { "khóa" } else { "mở" };
                println!("{}\t{}\t{state}", person.login, person.name);
            }
            Ok(())
        }
    }
}

fn typed_password() -> Result<String, Failure> {
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}
