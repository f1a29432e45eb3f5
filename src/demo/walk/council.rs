//! What councils do: formed by decision, meet, score alone, close (Art. 7.3.b, d; 7.4.b, d).

use anyhow::Context as _;
use ocop_rules::criteria::Stars;

use super::earlier::named;
use super::producer::{options, sheet};
use super::{Walk, Walked};
use crate::accounts;
use crate::demo::guide::Guide;
use crate::demo::people::Official;
use crate::machinery::Failure;

/// A council, and who keeps it.
pub(super) struct Council<'a> {
    /// The login of its office.
    office: &'a str,
    /// Its address.
    address: String,
    /// Who sits in it, with the id of each as a person.
    seats: Vec<(&'a Official, String)>,
}

/// A meeting that has been opened.
pub(super) struct Meeting<'a> {
    address: String,
    council: &'a Council<'a>,
}

/// A council is formed, with its Quy chế as preset.
pub(super) async fn form<'a>(
    walk: &Walk<'a>,
    (office, unit): (&'a str, &'a str),
    fields: &[(&str, &str)],
) -> Result<Council<'a>, Failure> {
    let mut seats = Vec::new();
    let mut tx = walk.house.db.read().await?;
    for official in walk.cast.council(unit) {
        let person = accounts::store::person_by_login(&mut tx, &official.login).await?;
        seats.push((official, person.context("a member who is nobody")?.id));
    }
    drop(tx);
    let mut typed: Vec<(String, &str)> =
        fields.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect();
    for (official, id) in &seats {
        typed.push((format!("role.{id}"), &official.seat));
        typed.push((format!("agency.{id}"), &official.agency));
        typed.push((format!("scores.{id}"), "yes"));
    }
    let typed: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (&**name, *value)).collect();
    let guide = walk.guide(office).await?;
    let address = guide.fills("/councils/new", "/councils", &typed).await?;
    Ok(Council { office, address, seats })
}

/// A meeting is planned with these dossiers, and opened with everyone there.
pub(super) async fn meet<'a>(
    walk: &Walk<'_>,
    council: &'a Council<'a>,
    held_on: &str,
    dossiers: &[Walked<'_>],
) -> Result<Meeting<'a>, Failure> {
    let guide = walk.guide(council.office).await?;
    let mut fields = vec![("form", "meeting"), ("held_on", held_on), ("place", "Phòng họp số 1")];
    fields.extend(dossiers.iter().map(|it| ("dossier", it.id.as_str())));
    let planning = format!("{}/meetings", council.address);
    let address = guide.fills(&council.address, &planning, &fields).await?;
    let opening = format!("{address}/opening");
    let form = guide.form_on(&address, &opening).await?;
    let there: Vec<_> = form.offers("seat").map(|it| ("seat", it)).collect();
    guide.does(&opening, &form.with(&there)).await?;
    Ok(Meeting { address, council })
}

impl Meeting<'_> {
    /// Members fill and sign their sheets of a dossier; those in `absent` have not yet.
    pub(super) async fn score(
        &self,
        walk: &Walk<'_>,
        it: &Walked<'_>,
        absent: &[&str],
    ) -> Result<(), Failure> {
        for (at, (official, _)) in self.council.seats.iter().enumerate() {
            if absent.contains(&official.login.as_str()) {
                continue;
            }
            let guide = walk.guide(&official.login).await?;
            let address = named(&guide, "/sheets", &it.made.name).await?;
            fill(walk, &guide, it, &address, (it.aim(), at)).await?;
            let signing = [("true", "yes"), ("opinion", "Đồng ý với báo cáo của Tổ tư vấn.")];
            guide.fills(&address, &format!("{address}/signature"), &signing).await?;
        }
        Ok(())
    }

    /// As [`Meeting::score`], but one member sees much less in it than the others.
    pub(super) async fn score_apart(
        &self,
        walk: &Walk<'_>,
        it: &Walked<'_>,
    ) -> Result<(), Failure> {
        let Some((doubter, _)) = self.council.seats.last() else { return Ok(()) };
        self.score(walk, it, &[&doubter.login]).await?;
        let guide = walk.guide(&doubter.login).await?;
        let address = named(&guide, "/sheets", &it.made.name).await?;
        fill(walk, &guide, it, &address, (Stars::Three, 0)).await?;
        let opinion = "Chưa thấy hợp đồng bao tiêu của các hộ ngoài tổ.";
        let signing = [("true", "yes"), ("opinion", opinion)];
        guide.fills(&address, &format!("{address}/signature"), &signing).await?;
        Ok(())
    }

    /// A member has begun a sheet and not signed it.
    pub(super) async fn begin(
        &self,
        walk: &Walk<'_>,
        it: &Walked<'_>,
        login: &str,
    ) -> Result<(), Failure> {
        let guide = walk.guide(login).await?;
        let address = named(&guide, "/sheets", &it.made.name).await?;
        let set = sheet(walk.house, it.made)?;
        let section = set.parts()[0].sections[0].code.to_string();
        let answers = options(set, it.aim(), 0);
        let first: Vec<_> = answers
            .iter()
            .filter(|(code, _)| code.split('.').next() == Some(&*section))
            .map(|(code, option)| (format!("m.{code}"), option.as_str()))
            .collect();
        save(&guide, &address, &section, &first).await
    }

    /// The chair closes the ballot of a dossier: it is ranked, or held.
    pub(super) async fn close(&self, walk: &Walk<'_>, it: &Walked<'_>) -> Result<(), Failure> {
        let chair = self.council.seats.iter().find(|(it, _)| it.seat == "chair");
        let (chair, _) = chair.context("a council without a chair")?;
        let guide = walk.guide(&chair.login).await?;
        let hearing = format!("{}{}", self.address, it.address());
        guide.fills(&hearing, &format!("{hearing}/closing"), &[]).await?;
        Ok(())
    }

    /// The minutes are signed: nothing changes any more.
    pub(super) async fn minute(&self, walk: &Walk<'_>, summary: &str) -> Result<(), Failure> {
        let guide = walk.guide(self.council.office).await?;
        let address = format!("{}/minutes", self.address);
        guide.fills(&address, &address, &[("summary", summary)]).await?;
        Ok(())
    }
}

/// Every criterion of a sheet is answered.
async fn fill(
    walk: &Walk<'_>,
    guide: &Guide,
    it: &Walked<'_>,
    address: &str,
    (aim, nuance): (Stars, usize),
) -> Result<(), Failure> {
    let answers = options(sheet(walk.house, it.made)?, aim, nuance);
    let answers: Vec<_> =
        answers.iter().map(|(code, option)| (format!("m.{code}"), option.as_str())).collect();
    save(guide, address, "all", &answers).await
}

async fn save(
    guide: &Guide,
    address: &str,
    section: &str,
    answers: &[(String, &str)],
) -> Result<(), Failure> {
    let answers: Vec<_> = answers.iter().map(|(name, option)| (name.as_str(), *option)).collect();
    let page = format!("{address}?section={section}");
    guide.fills(&page, &format!("{address}/marks"), &answers).await?;
    Ok(())
}
