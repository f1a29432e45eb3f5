//! What councils do: formed by decision, meet, score alone, close (Art. 7.3.b, d; 7.4.b, d).

use anyhow::Context as _;
use ocop_rules::criteria::{Code, Marks, Stars};

use super::earlier::named;
use super::producer::{options, sheet};
use super::{Walk, Walked};
use crate::accounts;
use crate::demo::guide::Guide;
use crate::demo::papers;
use crate::demo::people::Official;
use crate::machinery::Failure;

/// The advisory group of the province: name, post, agency, role.
const ADVISERS: [(&str, &str, &str, &str); 4] = [
    ("Đoàn Văn Quý", "Chánh Văn phòng", "Văn phòng Điều phối nông thôn mới", "leader"),
    ("Lâm Thị Ngà", "Phó Trưởng phòng", "Sở Khoa học và Công nghệ", "deputy"),
    ("Huỳnh Văn Bảy", "Chuyên viên chính", "Sở Công Thương", "member"),
    ("Thạch Thị Sa", "Chuyên viên", "Chi cục An toàn vệ sinh thực phẩm", "member"),
];

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
    let mut fields = vec![
        ("form", "meeting"),
        ("held_on", held_on),
        ("begins_at", "8:00"),
        ("place", "Phòng họp số 1"),
    ];
    fields.extend(dossiers.iter().map(|it| ("dossier", it.id.as_str())));
    let planning = format!("{}/meetings", council.address);
    let address = guide.fills(&council.address, &planning, &fields).await?;
    let opening = format!("{address}/opening");
    let form = guide.form_on(&address, &opening).await?;
    let there: Vec<_> = form.offers("seat").map(|it| ("seat", it)).collect();
    guide.does(&opening, &form.with(&there)).await?;
    Ok(Meeting { address, council })
}

impl Council<'_> {
    /// The advisory group is listed, for its decision.
    pub(super) async fn advise(&self, walk: &Walk<'_>) -> Result<(), Failure> {
        let guide = walk.guide(self.office).await?;
        let adding = format!("{}/advisers", self.address);
        for (name, post, agency, role) in ADVISERS {
            let fields = [
                ("adviser_name", name),
                ("adviser_post", post),
                ("adviser_agency", agency),
                ("adviser_role", role),
            ];
            guide.fills(&self.address, &adding, &fields).await?;
        }
        Ok(())
    }
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

    /// A member scored on paper: the office keys the sheet in, and attaches its scan.
    pub(super) async fn key_in(
        &self,
        walk: &Walk<'_>,
        it: &Walked<'_>,
        login: &str,
    ) -> Result<(), Failure> {
        let mut typed = on_paper(walk, it)?;
        typed.push(("opinion".to_owned(), "Nhất trí với báo cáo của Tổ tư vấn.".to_owned()));
        typed.push(("then".to_owned(), "save".to_owned()));

        let seats = self.council.seats.iter().find(|(it, _)| it.login == login);
        let (_, person) = seats.context("a member without a seat")?;
        let council = self.council.address.rsplit('/').next().unwrap_or_default();
        let mut tx = walk.house.db.read().await?;
        let seats = crate::councils::store::seats(&mut tx, council).await?;
        drop(tx);
        let seat = seats.iter().find(|it| it.person == *person).context("no seat")?;
        let address = format!("{}{}/keying/{}", self.address, it.address(), seat.id);
        let guide = walk.guide(self.council.office).await?;
        let typed: Vec<_> = typed.iter().map(|(name, it)| (name.as_str(), it.as_str())).collect();
        guide.fills(&address, &address, &typed).await?;
        let scan = papers::pdf("Phieu danh gia");
        let scan = ("file", "phieu-giay.pdf", scan.as_slice());
        guide.gives(&format!("{address}/scan"), &[], scan).await?;
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

/// What stands on a sheet of paper, as it is keyed in: the numbers, and the total.
fn on_paper(walk: &Walk<'_>, it: &Walked<'_>) -> anyhow::Result<Vec<(String, String)>> {
    let set = sheet(walk.house, it.made)?;
    let mut marks = Marks::new(set);
    let mut typed = Vec::new();
    for (code, option) in options(set, it.aim(), 0) {
        let (code, place) = (code.parse::<Code>()?, option.parse::<usize>()?);
        marks.choose(set, code, place)?;
        let criterion = set.criterion(code).context("a criterion that is not there")?;
        let number = if criterion.is_told_by_points() {
            criterion.options.get(place).map_or(0, |it| it.points).to_string()
        } else {
            (place + 1).to_string()
        };
        typed.push((format!("p.{code}"), number));
    }
    typed.push(("total".to_owned(), marks.total(set).to_string()));
    Ok(typed)
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
