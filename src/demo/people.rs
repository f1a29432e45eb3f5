//! Who lives in the province of fiction: `fixtures/demo.toml`, and how they are taken in.

use std::collections::BTreeMap;

use anyhow::Context as _;
use ocop_rules::accounts::{Post, Role};
use ocop_rules::places::UnitId;
use ocop_rules::producers::ProducerKind;
use serde::Deserialize;

use crate::house::House;
use crate::machinery::{Failure, Tx};
use crate::producers::store::{Persons, ProducerData};
use crate::{accounts, producers};

const FILE: &str = include_str!("../../fixtures/demo.toml");

/// Everyone in the demo.
#[derive(Debug, Deserialize)]
pub struct Cast {
    /// The password of all of them.
    pub password: String,
    /// Those who hold an office or a seat.
    pub person: Vec<Official>,
    /// Those who produce.
    pub producer: Vec<Household>,
}

/// Somebody with an office or a seat.
#[derive(Debug, Deserialize)]
pub struct Official {
    /// What they type to log in.
    pub login: String,
    /// Their name.
    pub name: String,
    /// Their role, as it is kept.
    pub role: String,
    /// Their unit, as it is kept.
    pub unit: String,
    /// Who they speak for in a council; empty outside councils.
    #[serde(default)]
    pub agency: String,
    /// Their seat in a council, as it is kept; empty outside councils.
    #[serde(default)]
    pub seat: String,
}

/// A producer, the person who logs in for it, and what it makes.
#[derive(Debug, Deserialize)]
pub struct Household {
    /// Its name.
    pub name: String,
    kind: String,
    commune: String,
    address: String,
    phone: String,
    email: String,
    registration_number: String,
    registered_on: String,
    /// What the person types to log in.
    pub login: String,
    /// Who stands for it.
    pub representative: String,
    post: String,
    sex: String,
    ethnic_group: String,
    residence: String,
    /// What it makes.
    #[serde(default)]
    pub product: Vec<Made>,
}

/// A product, and how far it comes.
#[derive(Debug, Clone, Deserialize)]
pub struct Made {
    /// Its name.
    pub name: String,
    /// What tells one jar from another.
    pub specification: String,
    /// Its sheet.
    pub set: u8,
    /// The stars it will earn.
    pub aim: u8,
    /// How far its dossier has come.
    pub until: Until,
    /// What its dossier asks for, as it is kept: the first evaluation unless it says otherwise. What
    /// is upgraded or renewed stands in `fixtures/rung-tram.csv` already.
    #[serde(default = "first")]
    pub kind: String,
    /// Its story.
    #[serde(default)]
    pub story: String,
}

fn first() -> String {
    "first".to_owned()
}

/// How far a dossier has come, in the order of the law.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Until {
    /// The producer fills it.
    Draft,
    /// The commune has it.
    Filed,
    /// The commune checks it.
    Checking,
    /// The commune has sent it back.
    Returned,
    /// The province has it.
    Proposed,
    /// The province has asked for completion.
    Completion,
    /// It is in a round.
    Accepted,
    /// It is reported to the council.
    Ready,
    /// Some members have signed.
    Scoring,
    /// All have signed, and their totals lie too far apart.
    Held,
    /// Two stars: a notice, no certificate.
    Declined,
    /// Three or four stars, with a certificate.
    Recognised,
    /// Ninety points: with the ministry.
    PotentialFive,
    /// Five stars of the ministry.
    FiveStars,
}

impl Cast {
    /// Everyone, as written down.
    ///
    /// # Errors
    ///
    /// When the file is not what this module says.
    pub fn read() -> anyhow::Result<Self> {
        toml::from_str(FILE).context("fixtures/demo.toml")
    }

    /// Takes everyone in; answers how each is greeted: `(role, login)` in the order of the file.
    ///
    /// # Errors
    ///
    /// When the file names a role, a kind or a unit that is not there.
    pub async fn move_in(&self, house: &House) -> Result<(), Failure> {
        let hash = accounts::hashed(&self.password)?;
        let mut tx = house.db.begin().await?;
        for official in &self.person {
            let role = Role::from_id(&official.role).with_context(|| official.role.clone())?;
            let post = Post { role, unit: unit(&official.unit)?, producer: None };
            take_in(house, &mut tx, (&official.login, &official.name, &hash), &post).await?;
        }
        for household in &self.producer {
            let data = household.data(house)?;
            let producer = producers::store::add(&mut tx, &data, house.clock.now()).await?;
            let persons = household.persons();
            producers::store::save_persons(&mut tx, &producer, &persons).await?;
            let post = Post { role: Role::Producer, unit: data.commune, producer: Some(producer) };
            let person = (&*household.login, &*household.representative, &*hash);
            take_in(house, &mut tx, person, &post).await?;
        }
        Ok(tx.commit().await?)
    }

    /// The logins by role, in the order of a dossier's way.
    pub fn logins(&self) -> BTreeMap<Role, Vec<(&str, &str)>> {
        let mut logins: BTreeMap<Role, Vec<(&str, &str)>> = BTreeMap::new();
        for it in &self.producer {
            logins.entry(Role::Producer).or_default().push((&it.login, &it.representative));
        }
        for it in &self.person {
            let Some(role) = Role::from_id(&it.role) else { continue };
            logins.entry(role).or_default().push((&it.login, &it.name));
        }
        logins
    }

    /// Those who sit in the council of this unit.
    pub fn council<'a>(&'a self, unit: &'a str) -> impl Iterator<Item = &'a Official> {
        self.person.iter().filter(move |it| it.unit == unit && !it.seat.is_empty())
    }
}

impl Household {
    fn data(&self, house: &House) -> Result<ProducerData, Failure> {
        let commune = unit(&self.commune)?;
        let province = house.book.unit(&commune).and_then(|it| it.parent.clone());
        let kind = ProducerKind::from_id(&self.kind).with_context(|| self.kind.clone())?;
        let province = province.with_context(|| self.commune.clone())?;
        Ok(ProducerData {
            address: self.address.clone(),
            phone: self.phone.clone(),
            email: self.email.clone(),
            registration_number: self.registration_number.clone(),
            registered_on: Some(self.registered_on.parse()?),
            representative: self.representative.clone(),
            representative_post: self.post.clone(),
            ..ProducerData::named(&self.name, kind, commune, province)
        })
    }

    fn persons(&self) -> Persons {
        Persons {
            sex: self.sex.clone(),
            ethnic_group: self.ethnic_group.clone(),
            residence: self.residence.clone(),
            disability: String::new(),
        }
    }

    /// The login of the officer of its commune.
    pub fn officer<'a>(&self, cast: &'a Cast) -> Option<&'a str> {
        let is_theirs = |it: &&Official| it.role == "commune" && it.unit == self.commune;
        cast.person.iter().find(is_theirs).map(|it| it.login.as_str())
    }
}

async fn take_in(
    house: &House,
    tx: &mut Tx<'_>,
    (login, name, hash): (&str, &str, &str),
    post: &Post,
) -> Result<(), Failure> {
    let now = house.clock.now();
    let person = accounts::store::add_person(tx, login, name, hash, now).await?;
    accounts::store::add_post(tx, &person, post).await?;
    Ok(())
}

fn unit(id: &str) -> anyhow::Result<UnitId> {
    UnitId::new(id).with_context(|| id.to_owned())
}
