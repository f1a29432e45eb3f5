//! Real places whose past is known only from their own reports: `fixtures/seeds/`. Their officers
//! take lists in and begin reports through the same doors as everyone; no place is named here.

use anyhow::Context as _;
use ocop_rules::accounts::{Post, Role};
use ocop_rules::places::UnitId;
use rust_embed::Embed;
use serde::Deserialize;

use super::guide::Guide;
use crate::house::House;
use crate::machinery::{Failure, logbook};
use crate::{accounts, chores};

/// What is taken in.
#[derive(Embed)]
#[folder = "fixtures/seeds/"]
struct Files;

/// The line of the logbook that says that all of it is here.
const SUBJECT: &str = "demo-seeds";

/// Who keeps the records of the places, which lists they take in, which reports they begin.
#[derive(Debug, Deserialize)]
pub struct Seeds {
    /// The password of all of them.
    pub password: String,
    /// Those who keep the records.
    pub officer: Vec<Officer>,
    list: Vec<List>,
    report: Vec<Begun>,
}

/// An officer of a province.
#[derive(Debug, Deserialize)]
pub struct Officer {
    /// What they type to log in.
    pub login: String,
    /// How they are called.
    pub name: String,
    /// Their unit, as it is kept.
    pub unit: String,
}

/// A list for a ledger; without one, of recognised products.
#[derive(Debug, Deserialize)]
struct List {
    officer: String,
    #[serde(default)]
    ledger: String,
    file: String,
}

/// A report that is begun, as it is typed.
#[derive(Debug, Deserialize)]
struct Begun {
    officer: String,
    unit: String,
    kind: String,
    period: String,
    on: String,
}

impl Seeds {
    /// All of them, as written down.
    ///
    /// # Errors
    ///
    /// When the file is not what this module says.
    pub fn read() -> anyhow::Result<Self> {
        let file = Files::get("seeds.toml").context("fixtures/seeds/seeds.toml")?;
        Ok(toml::from_str(&String::from_utf8_lossy(&file.data))?)
    }

    /// Takes everything in, unless it is here.
    ///
    /// # Errors
    ///
    /// A fault that shows the page, when a list or a form is not accepted.
    pub async fn take_in(&self, house: &House, say: impl Fn(&str)) -> Result<(), Failure> {
        let mut tx = house.db.read().await?;
        let is_here = !logbook::of(&mut tx, SUBJECT).await?.is_empty();
        drop(tx);
        if is_here {
            return Ok(());
        }
        self.move_in(house).await?;
        for officer in &self.officer {
            say(&officer.name);
            let guide = Guide::logged_in(house, &officer.login, &self.password).await?;
            for list in self.list.iter().filter(|it| it.officer == officer.login) {
                list.taken_in(&guide).await.with_context(|| list.file.clone())?;
            }
            for report in self.report.iter().filter(|it| it.officer == officer.login) {
                report.begun(&guide).await?;
            }
        }
        house.registry.refresh(&house.db).await?;
        note(house).await
    }

    async fn move_in(&self, house: &House) -> Result<(), Failure> {
        let hash = accounts::hashed(&self.password)?;
        let now = house.clock.now();
        let mut tx = house.db.begin().await?;
        for it in &self.officer {
            let unit = UnitId::new(&it.unit).with_context(|| it.unit.clone())?;
            let post = Post { role: Role::Province, unit, producer: None };
            let (login, name) = (&it.login, &it.name);
            let person = accounts::store::add_person(&mut tx, login, name, &hash, now).await?;
            accounts::store::add_post(&mut tx, &person, &post).await?;
        }
        Ok(tx.commit().await?)
    }
}

impl List {
    /// Uploaded, read through, and taken in whole.
    async fn taken_in(&self, guide: &Guide) -> anyhow::Result<()> {
        let file = Files::get(&self.file).context("no such file")?;
        let (page, action) = match self.ledger.as_str() {
            "" => ("/imports".to_owned(), "/imports".to_owned()),
            it => (format!("/ledgers/{it}/readings"), format!("/ledgers/{it}/readings")),
        };
        let form = guide.form_on(&page, &action).await?;
        let upload = ("file", self.file.as_str(), file.data.as_ref());
        let reading = guide.gives(&action, &form.with(&[]), upload).await?;
        while chores::work(&guide.house).await? {}
        let taking = guide.fills(&reading, &format!("{reading}/entries"), &[]).await?;
        while chores::work(&guide.house).await? {}
        let page = guide.opens(&taking).await?.page;
        anyhow::ensure!(page.contains("Đã nhập"), "{page}");
        Ok(())
    }
}

impl Begun {
    async fn begun(&self, guide: &Guide) -> Result<(), Failure> {
        let fields = [
            ("unit", &*self.unit),
            ("kind", &self.kind),
            ("period", &self.period),
            ("on", &self.on),
            ("places", "then"),
        ];
        guide.fills("/reports/new", "/reports", &fields).await?;
        Ok(())
    }
}

async fn note(house: &House) -> Result<(), Failure> {
    let mut tx = house.db.begin().await?;
    let line = logbook::Line {
        at: house.clock.now(),
        person: "<demo>",
        unit: "vn",
        subject: SUBJECT.to_owned(),
        step: "furnished",
        article: "",
        detail: serde_json::json!({}),
    };
    logbook::write(&mut tx, line).await?;
    Ok(tx.commit().await?)
}
