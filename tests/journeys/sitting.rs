//! A council of four that has convened over one honey, for the journeys that happen there.

use jiff::Timestamp;
use ocop::accounts::store as accounts;
use ocop::criteria::Standards;
use ocop::demo;
use ocop::demo::guide::Answer;
use ocop::house::House;
use ocop::machinery::{Tx, new_id};
use ocop_rules::accounts::{Post, Role};
use ocop_rules::criteria::CriteriaSet;
use ocop_rules::dossiers::{DossierKind, Stage};

use crate::told::Visitor;

thread_local! {
    /// The sheet of the honey.
    pub(crate) static HONEY: CriteriaSet = {
        let standards = Standards::load().unwrap();
        standards.set("26-2026/04".parse().unwrap()).unwrap().criteria.clone()
    };
}

/// A council that sits, and everybody around it.
pub(crate) struct Sitting {
    pub(crate) house: House,
    pub(crate) office: Visitor,
    /// The chair is the first, the secretary the last.
    pub(crate) members: Vec<Visitor>,
    people: Vec<String>,
    pub(crate) council: String,
    pub(crate) meeting: String,
    pub(crate) dossier: String,
    /// The sheets of the first ballot, in the order of the members.
    pub(crate) sheets: Vec<String>,
}

impl Sitting {
    /// A council that is formed and has been given its sheets. `terms` overrides the Quy chế.
    pub(crate) async fn convened(house: &House, terms: &[(&str, &str)]) -> Self {
        Self::of(house, Role::Province, terms, "first").await
    }

    /// The same, everyone having given the best.
    pub(crate) async fn totalled(house: &House) -> Self {
        let it = Self::convened(house, &[]).await;
        for at in 0..4 {
            let best = HONEY.with(|set| {
                let best = |it: &ocop_rules::criteria::Criterion| {
                    (format!("m.{}", it.code), (it.options.len() - 1).to_string())
                };
                set.criteria().map(best).collect::<Vec<_>>()
            });
            it.fills(at, "all", &best).await;
            it.signs(at).await;
        }
        it.closes("").await;
        it
    }

    /// A council of the province or the ministry over a dossier of this kind.
    pub(crate) async fn of(house: &House, role: Role, terms: &[(&str, &str)], kind: &str) -> Self {
        let (unit, stage) = match role {
            Role::Ministry => ("vn", "sent-to-ministry"),
            _ => ("99.2025", "ready"),
        };
        let office = Visitor::in_role(house, role, unit).await;
        let (members, people) = four_members(house, unit).await;
        let mut tx = house.db.begin().await.unwrap();
        let dossier = dossier(&mut tx, stage, kind).await;
        tx.commit().await.unwrap();

        let form = council_form(&people, terms);
        let council = office.does("/councils", &borrowed(&form)).await;
        let form = if kind == "renewal" { "written" } else { "meeting" };
        let meeting = [("form", form), ("held_on", "23/11/2026"), ("dossier", dossier.as_str())];
        let meeting = office.does(&format!("{council}/meetings"), &meeting).await;
        let mut tx = house.db.read().await.unwrap();
        let council = council.rsplit('/').next().unwrap().to_owned();
        let seats = ocop::councils::store::seats(&mut tx, &council).await.unwrap();
        drop(tx);
        let there: Vec<(&str, &str)> = seats.iter().map(|it| ("seat", it.id.as_str())).collect();
        office.does(&format!("{meeting}/opening"), &there).await;
        let meeting = meeting.rsplit('/').next().unwrap().to_owned();
        let sheets = sheets(house, (&meeting, &dossier), 1, &people).await;
        let house = house.clone();
        Self { house, office, members, people, council, meeting, dossier, sheets }
    }

    pub(crate) fn chair(&self) -> &Visitor {
        &self.members[0]
    }

    /// The id of a member as a person.
    pub(crate) fn person(&self, at: usize) -> &str {
        &self.people[at]
    }

    pub(crate) fn hearing(&self) -> String {
        format!("/meetings/{}/dossiers/{}", self.meeting, self.dossier)
    }

    /// Sends a form of a sheet at the revision that the page shows.
    pub(crate) async fn posts(
        &self,
        at: usize,
        sheet: &str,
        what: &str,
        section: &str,
        answers: &[(String, String)],
    ) -> Answer {
        let mut tx = self.house.db.read().await.unwrap();
        let kept = ocop::councils::store::sheet(&mut tx, sheet).await.unwrap();
        drop(tx);
        let revision = kept.revision.to_string();
        let mut form = vec![("revision", revision.as_str()), ("section", section)];
        form.extend(borrowed(answers));
        self.members[at].posts(&format!("/sheets/{sheet}/{what}"), &form).await
    }

    pub(crate) async fn fills(&self, at: usize, section: &str, answers: &[(String, String)]) {
        let answer = self.posts(at, &self.sheets[at], "marks", section, answers).await;
        assert!(answer.status.is_redirection(), "{}", answer.page);
    }

    /// Signs; answers where it led.
    pub(crate) async fn signs(&self, at: usize) -> String {
        let yes = [("true".to_owned(), "yes".to_owned())];
        let answer = self.posts(at, &self.sheets[at], "signature", "", &yes).await;
        assert!(answer.status.is_redirection(), "{}", answer.page);
        answer.location
    }

    /// The chair does something to the product, on its latest state.
    pub(crate) async fn does(&self, what: &str, form: &[(&str, &str)]) -> Answer {
        let mut tx = self.house.db.read().await.unwrap();
        let it = ocop::councils::store::place(&mut tx, &self.meeting, &self.dossier).await.unwrap();
        drop(tx);
        let revision = it.revision.to_string();
        let mut all = vec![("revision", revision.as_str())];
        all.extend(form);
        self.chair().posts(&format!("{}/{what}", self.hearing()), &all).await
    }

    pub(crate) async fn closes(&self, note: &str) {
        let answer = self.does("closing", &[("note", note)]).await;
        assert!(answer.status.is_redirection(), "{}", answer.page);
    }

    /// The address of the latest result.
    pub(crate) async fn result(&self) -> String {
        self.office.opens(&format!("/dossiers/{}/results", self.dossier)).await.location
    }

    /// The seats, in the order of the members.
    pub(crate) async fn seats(&self) -> Vec<String> {
        let mut tx = self.house.db.read().await.unwrap();
        let seats = ocop::councils::store::seats(&mut tx, &self.council).await.unwrap();
        let of = |person: &String| seats.iter().find(|it| it.person == *person).unwrap().id.clone();
        self.people.iter().map(of).collect()
    }

    /// The stage of the dossier.
    pub(crate) async fn stage(&self) -> &'static str {
        let mut tx = self.house.db.read().await.unwrap();
        ocop::dossiers::store::by_id(&mut tx, &self.dossier).await.unwrap().stage.id()
    }

    /// The sheets of the second ballot, in the order of the members.
    pub(crate) async fn second_ballot(&self) -> Vec<String> {
        sheets(&self.house, (&self.meeting, &self.dossier), 2, &self.people).await
    }
}

fn borrowed(form: &[(String, String)]) -> Vec<(&str, &str)> {
    form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

/// What the office types to form a council: the presets, and whatever the journey says otherwise.
fn council_form(people: &[String], terms: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut form: Vec<(String, String)> = [
        ("name", "Hội đồng đánh giá, phân hạng sản phẩm OCOP"),
        ("decision", "118/QĐ-UBND"),
        ("decided_on", "02/11/2026"),
        ("signatory", "Nguyễn Văn An"),
        ("regulation", "05/QC-HĐ"),
        ("part", "3"),
        ("of", "4"),
        ("with_chair", "yes"),
        ("spread", "10"),
        ("minima", "average"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .into();
    for (name, value) in terms {
        form.retain(|(it, _)| it != name);
        form.push(((*name).to_owned(), (*value).to_owned()));
    }
    for (at, person) in people.iter().enumerate() {
        let role = match at {
            0 => "chair",
            3 => "secretary",
            _ => "member",
        };
        form.push((format!("role.{person}"), role.to_owned()));
        form.push((format!("agency.{person}"), format!("Sở số {at}")));
        form.push((format!("scores.{person}"), "yes".to_owned()));
    }
    form
}

/// Four people who hold a post of member: logged in, and their ids.
async fn four_members(house: &House, unit: &str) -> (Vec<Visitor>, Vec<String>) {
    let (mut visitors, mut people) = (Vec::new(), Vec::new());
    for number in 1..=4 {
        let login = format!("m{}", new_id());
        let mut tx = house.db.begin().await.unwrap();
        let hash = ocop::accounts::hashed("một mật khẩu dài").unwrap();
        let (name, now) = (format!("Thành viên số {number}"), house.clock.now());
        let person = accounts::add_person(&mut tx, &login, &name, &hash, now).await.unwrap();
        let post = Post { role: Role::Member, unit: unit.parse().unwrap(), producer: None };
        accounts::add_post(&mut tx, &person, &post).await.unwrap();
        tx.commit().await.unwrap();
        visitors.push(Visitor::logged_in(house, &login, "một mật khẩu dài").await);
        people.push(person);
    }
    (visitors, people)
}

/// The sheets of a ballot, in the order of the people.
async fn sheets(house: &House, it: (&str, &str), ballot: u32, people: &[String]) -> Vec<String> {
    let mut tx = house.db.read().await.unwrap();
    let kept = ocop::councils::store::sheets(&mut tx, it.0, it.1).await.unwrap();
    let of = |person: &String| {
        let its = kept.iter().find(|it| it.ballot == ballot && it.person == *person);
        its.map_or_else(String::new, |it| it.id.clone())
    };
    people.iter().map(of).collect()
}

/// A honey whose dossier has come before a council: what the rooms before this one would have done.
async fn dossier(tx: &mut Tx<'_>, stage: &str, kind: &str) -> String {
    let id = new_id();
    let rows = [
        "INSERT INTO producers (id, name, search, kind, commune, province, created_at)
         VALUES ($1, 'Hợp tác xã Mật ong Rừng Tràm', 'hop tac xa mat ong rung tram', 'cooperative',
             '99001.2025', '99.2025', '2026-11-01T00:00:00Z')",
        "INSERT INTO products (id, producer, name, search, commune, province, created_at)
         VALUES ($1, $1, 'Mật ong hoa tràm', 'mat ong hoa tram', '99001.2025', '99.2025',
             '2026-11-01T00:00:00Z')",
    ];
    for row in rows {
        sqlx::query(row).bind(&id).execute(&mut **tx).await.unwrap();
    }
    sqlx::query(
        "INSERT INTO dossiers (id, product, producer, kind, edition, set_number, stage, commune,
             province, created_at)
         VALUES ($1, $1, $1, $2, '26-2026', 4, $3, '99001.2025', '99.2025',
             '2026-11-01T00:00:00Z')",
    )
    .bind(&id)
    .bind(kind)
    .bind(stage)
    .execute(&mut **tx)
    .await
    .unwrap();
    let kind = DossierKind::from_id(kind).unwrap();
    let stage = Stage::from_id(stage).unwrap();
    demo::told::tell(tx, &id, kind, stage, Timestamp::UNIX_EPOCH).await.unwrap();
    sqlx::query(
        "INSERT INTO findings (dossier, subject, described, found)
         VALUES ($1, 'origin', 'Ong nuôi trong xã', 'Đúng: toàn bộ đàn ong nuôi trong xã')",
    )
    .bind(&id)
    .execute(&mut **tx)
    .await
    .unwrap();
    id
}
