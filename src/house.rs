//! The house: everything that a request may need, in one value that is cheap to hand on.

use std::sync::Arc;

use axum::extract::FromRef;
use ocop_rules::places::UnitId;

use crate::accounts::Passwords;
use crate::criteria::Standards;
use crate::machinery::files::Files;
use crate::machinery::{Clock, Config, Db, Together};
use crate::places::{Book, Reading};
use crate::programme::Calendar;
use crate::registry::Registry;
use crate::reports::Material;

/// What every handler, job and command is given.
#[derive(Debug, Clone)]
pub struct House {
    /// The database.
    pub db: Db,
    /// Small writes that share the wait for the disk.
    pub together: Together,
    /// The time.
    pub clock: Clock,
    /// The editions of the law and their sheets.
    pub standards: Arc<Standards>,
    /// Which days are worked.
    pub calendar: Arc<Calendar>,
    /// The units, of today and of before.
    pub book: Arc<Book>,
    /// What is certified, in memory. It is empty until it is read: see [`Registry::watch`].
    pub registry: Registry,
    /// What reports have read, as long as nothing is written.
    pub material: Material,
    /// Kept bytes.
    pub files: Files,
    /// Who is let in.
    pub passwords: Passwords,
    /// What the operator set.
    pub config: Arc<Config>,
    /// Whether this is the demo: it says so on every page, and shows the gallery.
    pub is_demo: bool,
}

impl House {
    /// Opens the house: the database brought up to date, the law's data read and proved.
    ///
    /// # Errors
    ///
    /// When the database, the folder of files or the standards are not as they must be.
    pub async fn open(config: Config, clock: Clock) -> anyhow::Result<Self> {
        let (standards, book) = (Standards::load()?, Book::load()?);
        let db = Db::open(&config.database_url).await?;
        Ok(Self {
            together: Together::new(db.clone()),
            db,
            clock,
            registry: Registry::new(Arc::clone(&book), Arc::clone(&standards))?,
            material: Material::default(),
            standards,
            calendar: crate::programme::calendar()?,
            book,
            files: Files::in_folder(&config.files)?,
            passwords: Passwords::default(),
            config: Arc::new(config),
            is_demo: false,
        })
    }

    /// The same house with another book of units, such as that of the demo.
    ///
    /// # Errors
    ///
    /// As [`Registry::new`].
    pub fn with_book(self, book: Arc<Book>) -> anyhow::Result<Self> {
        let registry = Registry::new(Arc::clone(&book), Arc::clone(&self.standards))?;
        Ok(Self { book, registry, material: Material::default(), ..self })
    }

    /// The units that something in `unit` lies in, the narrowest first, the country last.
    pub fn units_above(&self, unit: &UnitId) -> Vec<UnitId> {
        self.book.chain_ids(unit)
    }

    /// Where something recorded in this commune lies: then, and today. What lies in a commune that
    /// was split lies in each of its heirs.
    pub fn units_of(&self, commune: &UnitId) -> Vec<UnitId> {
        let mut units = self.units_above(commune);
        for share in self.book.shares(commune) {
            units.extend(self.units_above(&share.unit.id));
        }
        units
    }

    /// The units of the level of this one under which its things are recorded: what was recorded
    /// there, and what lies there today.
    pub fn units_within(&self, unit: &UnitId) -> Vec<UnitId> {
        let reach = self.book.reach(unit);
        let level = |it: &UnitId| self.book.unit(it).map(|it| it.level);
        let mut units: Vec<UnitId> = reach.surely.into_iter().chain(reach.perhaps).collect();
        units.retain(|it| level(it) == level(unit));
        units
    }

    /// The unit that somebody typed, as it stands today.
    ///
    /// # Errors
    ///
    /// The sentence that says why no one unit is meant.
    pub fn unit_typed(&self, typed: &str) -> Result<UnitId, String> {
        let today = self.clock.today();
        match self.book.read_cell(typed, today) {
            Reading::One(unit) => Ok(unit.id.clone()),
            reading => Err(self
                .book
                .refusal_of(&reading, typed, today)
                .unwrap_or_else(|| format!("Không có đơn vị “{typed}”."))),
        }
    }
}

impl FromRef<House> for Arc<Book> {
    fn from_ref(house: &House) -> Self {
        Self::clone(&house.book)
    }
}
