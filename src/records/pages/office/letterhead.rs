//! The letterhead of an issuer, and the form that sets it.

use axum::extract::{Form, Path, Query, State};
use axum::response::{IntoResponse as _, Response};
use ocop_rules::places::UnitId;
use serde::Deserialize;
use serde_json::json;

use super::super::{errors, looked_at};
use super::{checked, issuers_of};
use crate::accounts::Login;
use crate::face::{Choice, Frame, again, redirect_saying, show};
use crate::house::House;
use crate::machinery::{Failure, Refusal, Revision, logbook};
use crate::records::kind::Issuer;
use crate::records::labels;
use crate::records::letterhead::{Letterhead, Numbers, Signer};
use crate::records::store::letterheads::{self, lines};

/// The form as typed. Three people sign: the head and two who stand in.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(in crate::records::pages) struct Typed {
    superior: String,
    name: String,
    sign: String,
    drafter: String,
    place: String,
    posts1: String,
    name1: String,
    posts2: String,
    name2: String,
    posts3: String,
    name3: String,
    numbers: String,
    revision: Revision,
}

impl Typed {
    fn of(it: &Letterhead) -> Self {
        let posts =
            |at: usize| it.signers.get(at).map(|it| it.posts.join("\n")).unwrap_or_default();
        let name = |at: usize| it.signers.get(at).map(|it| it.name.clone()).unwrap_or_default();
        Self {
            superior: it.superior.clone(),
            name: it.name.clone(),
            sign: it.sign.clone(),
            drafter: it.drafter.clone(),
            place: it.place.clone(),
            posts1: posts(0),
            name1: name(0),
            posts2: posts(1),
            name2: name(1),
            posts3: posts(2),
            name3: name(2),
            numbers: it.numbers.id().to_owned(),
            revision: it.revision.unwrap_or(-1),
        }
    }

    /// What was typed, as far as it says something.
    fn letterhead(&self) -> Letterhead {
        let signers =
            [(&self.posts1, &self.name1), (&self.posts2, &self.name2), (&self.posts3, &self.name3)];
        let signer = |(posts, name): (&String, &String)| Signer {
            posts: lines(posts),
            name: name.trim().to_owned(),
        };
        let signers = signers.map(signer).into_iter().filter(|it| !it.posts.is_empty());
        Letterhead {
            superior: lines(&self.superior).join("\n"),
            name: lines(&self.name).join("\n"),
            sign: self.sign.trim().to_owned(),
            drafter: self.drafter.trim().to_owned(),
            place: self.place.trim().to_owned(),
            signers: signers.collect(),
            numbers: Numbers::from_id(&self.numbers).unwrap_or(Numbers::Own),
            grounds: Vec::new(),
            recipients: Vec::new(),
            revision: Some(self.revision),
        }
    }

    fn read(&self) -> Result<Letterhead, Failure> {
        let it = self.letterhead();
        let mut refusals = Vec::new();
        checked(&mut refusals, "superior", &it.superior, None);
        checked(&mut refusals, "name", &it.name, Some("Hãy nhập tên cơ quan ban hành."));
        checked(&mut refusals, "sign", &it.sign, Some("Hãy nhập chữ viết tắt, ví dụ UBND."));
        checked(&mut refusals, "place", &it.place, Some("Hãy nhập địa danh ghi trước ngày."));
        for (field, sign) in [("sign", &it.sign), ("drafter", &it.drafter)] {
            if sign.contains(['/', ' ', '\n']) || 40 < sign.chars().count() {
                let sentence =
                    "Chữ viết tắt không có dấu cách, dấu gạch chéo, và không quá 40 ký tự.";
                refusals.push(Refusal::of(field, sentence));
            }
        }
        if lines(&self.posts1).is_empty() {
            let sentence = "Hãy nhập thẩm quyền và chức vụ của người ký, mỗi dòng một ý.";
            refusals.push(Refusal::of("posts1", sentence));
        }
        for (field, text) in [
            ("posts1", &self.posts1),
            ("name1", &self.name1),
            ("posts2", &self.posts2),
            ("name2", &self.name2),
            ("posts3", &self.posts3),
            ("name3", &self.name3),
        ] {
            checked(&mut refusals, field, text, None);
        }
        if refusals.is_empty() { Ok(it) } else { Err(Failure::Refused(refusals)) }
    }
}

#[derive(askama::Template)]
#[template(path = "records/pages/office/letterhead.html")]
struct LetterheadPage {
    frame: Frame,
    issuer: Issuer,
    typed: Typed,
    numbers: Vec<Choice>,
}

impl LetterheadPage {
    fn new(frame: Frame, issuer: Issuer, typed: Typed) -> Self {
        let numbers = vec![
            Choice::new("own", frame.t("Phần mềm cấp số liên tục, mỗi năm và mỗi loại từ 01")),
            Choice::new("typed", frame.t("Văn thư cấp số, người ban hành nhập số")),
        ];
        Self { frame, issuer, typed, numbers }
    }
}

/// The issuer of an address, where it is one of this office's.
fn issuer(login: &Login, asked: &str) -> Result<Issuer, Failure> {
    let issuer = Issuer::from_id(asked).ok_or(Failure::NotFound)?;
    if issuers_of(login).contains(&issuer) { Ok(issuer) } else { Err(Failure::NotFound) }
}

pub(in crate::records::pages) async fn page(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path(asked): Path<String>,
) -> Result<Response, Failure> {
    let issuer = issuer(&login, &asked)?;
    let mut tx = house.db.read().await?;
    let set = Letterhead::of_issuer(&house, &mut tx, &login.post.unit, issuer).await?;
    Ok(show(&LetterheadPage::new(frame, issuer, Typed::of(&set)))?.into_response())
}

pub(in crate::records::pages) async fn save(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path(asked): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let issuer = issuer(&login, &asked)?;
    match do_save(&house, &login, issuer, &typed).await {
        Ok(()) => Ok(redirect_saying("/office", frame.t("Đã lưu thể thức văn bản."))),
        Err(Failure::Refused(refusals)) => {
            let page = LetterheadPage::new(frame.with(errors(refusals)), issuer, typed);
            Ok(again(&page)?.into_response())
        }
        Err(failure) => Err(failure),
    }
}

async fn do_save(
    house: &House,
    login: &Login,
    issuer: Issuer,
    typed: &Typed,
) -> Result<(), Failure> {
    let letterhead = typed.read()?;
    let unit: &UnitId = &login.post.unit;
    let mut tx = house.db.begin().await?;
    letterheads::save_letterhead(&mut tx, unit, issuer, &letterhead).await?;
    let line = logbook::Line {
        at: house.clock.now(),
        person: &login.person,
        unit: unit.as_str(),
        subject: format!("letterhead/{unit}/{}", issuer.id()),
        step: "set-letterhead",
        article: "",
        detail: json!({ "sign": letterhead.sign, "numbers": letterhead.numbers.id() }),
    };
    logbook::write(&mut tx, line).await?;
    Ok(tx.commit().await?)
}

/// What was set or, from the form, what was typed: a page that shows it.
pub(in crate::records::pages) async fn sample(
    State(house): State<House>,
    login: Login,
    Path((asked, name)): Path<(String, String)>,
    Query(typed): Query<Typed>,
) -> Result<Response, Failure> {
    let issuer = issuer(&login, &asked)?;
    let letterhead = if typed.name.is_empty() {
        let mut tx = house.db.read().await?;
        Letterhead::of_issuer(&house, &mut tx, &login.post.unit, issuer).await?
    } else {
        typed.letterhead()
    };
    looked_at(super::sample(&house, &letterhead), &name, "sample").await
}
