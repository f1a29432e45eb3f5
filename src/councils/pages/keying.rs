//! Keying in a sheet that a member filled in on paper: numbers only, in the order of the print, and
//! the total written by hand as their check.

use axum::extract::{Form, Multipart, Path, State};
use axum::response::{IntoResponse as _, Response};
use ocop_rules::accounts::{Act, Seat};
use ocop_rules::councils::Origin;
use ocop_rules::criteria::{Code, CriteriaSet, Criterion, Keyed, Section};
use serde_json::json;

use super::hearing::seat_at;
use super::{keeps, note, sits};
use crate::accounts::Login;
use crate::councils::filling::{Fields, NONE, all, field, filled, unready};
use crate::councils::proceedings::{Proceedings, marks};
use crate::councils::store::{self, Council, Filled, HeldSeat, KeptSheet};
use crate::councils::words;
use crate::face::{Errors, Frame, again, redirect_saying, show};
use crate::house::House;
use crate::machinery::uploads::Upload;
use crate::machinery::{Failure, Refusal, Tx};

/// What is typed where a member ticked nothing.
const NOTHING: &str = "-";

type At = Path<(String, String, String)>;

/// Passes when the person keys in sheets of this council: its office, or its secretary.
pub(super) fn keys(login: &Login, council: &Council, seat: Seat) -> Result<(), Failure> {
    keeps(login, council, Act::KeyInSheets)
        .or_else(|_| sits(login, council, seat, Act::KeyInSheets))
}

/// A sheet of the running ballot that the person may key in, or see why not.
struct Keying<'a> {
    it: Proceedings<'a>,
    seat: HeldSeat,
    sheet: KeptSheet,
}

impl<'a> Keying<'a> {
    async fn read(
        house: &'a House,
        tx: &mut Tx<'_>,
        login: &Login,
        (meeting, dossier, seat): &(String, String, String),
    ) -> Result<Self, Failure> {
        let it = Proceedings::read(house, tx, meeting, dossier).await?;
        keys(login, &it.council, seat_at(login, &it))?;
        let held = it.seats.iter().find(|held| held.id == *seat).cloned();
        let sheet = it.of_ballot(it.agenda.ballot).find(|sheet| sheet.seat == *seat).cloned();
        match (held, sheet) {
            (Some(seat), Some(sheet)) => Ok(Self { it, seat, sheet }),
            _ => Err(Failure::NotFound),
        }
    }

    fn set(&self) -> &CriteriaSet {
        &self.it.set.criteria
    }

    fn address(&self) -> String {
        let (meeting, dossier) = (&self.sheet.meeting, &self.sheet.dossier);
        format!("/meetings/{meeting}/dossiers/{dossier}/keying/{}", self.seat.id)
    }

    /// Why it cannot be keyed in; none while it can.
    fn hindrance(&self) -> Option<&'static str> {
        let may = self.sheet.stage().may_be_keyed_in(self.sheet.origin);
        may.err().map(words::keying_refusal)
    }
}

#[derive(askama::Template)]
#[template(path = "councils/pages/keying.html")]
struct KeyingPage<'a> {
    frame: Frame,
    keying: &'a Keying<'a>,
    fields: Fields,
    /// The name of the field that is typed in next.
    focus: String,
}

impl KeyingPage<'_> {
    fn typed(&self, name: &str) -> &str {
        field(&self.fields, name)
    }

    fn is_ticked(&self, code: Code, which: usize) -> bool {
        all(&self.fields, &format!("k.{code}")).any(|it| it == which.to_string())
    }

    /// The criteria that end the evaluation, with what they say.
    fn knockouts(&self) -> Vec<(&Criterion, usize, &str)> {
        let each = self.keying.set().criteria().flat_map(|it| {
            it.knockouts.iter().enumerate().map(move |(which, text)| (it, which, text.as_str()))
        });
        each.collect()
    }

    /// What may be typed at a criterion.
    fn numbers(&self, it: &Criterion) -> String {
        if it.is_told_by_points() {
            let points = it.options.iter().map(|it| it.points.to_string());
            return points.collect::<Vec<_>>().join(" · ");
        }
        self.frame.tf("số thứ tự mức, 1 đến {}", [it.options.len()])
    }

    fn sections(&self) -> Vec<&Section> {
        self.keying.set().sections().map(|(section, _)| section).collect()
    }

    fn is_from_paper(&self) -> bool {
        self.keying.sheet.origin == Origin::Paper
    }

    fn takes_scan(&self) -> bool {
        let sheet = &self.keying.sheet;
        sheet.stage().takes_scan(sheet.origin, sheet.scan.is_some())
    }

    /// How much the member has begun on the screen, which the paper takes the place of.
    fn begun(&self) -> usize {
        let sheet = &self.keying.sheet;
        if sheet.origin == Origin::Screen { sheet.filled.ticks.len() } else { 0 }
    }
}

/// `/meetings/{id}/dossiers/{dossier}/keying/{seat}`: the address in the code of a printed sheet.
pub(super) async fn look(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path(at): At,
) -> Result<Response, Failure> {
    let mut tx = house.db.read().await?;
    let keying = Keying::read(&house, &mut tx, &login, &at).await?;
    let focus = keying.set().criteria().next().map(|it| name_of(it.code)).unwrap_or_default();
    let page = KeyingPage { frame, keying: &keying, fields: Fields::new(), focus };
    Ok(show(&page)?.into_response())
}

/// `POST …/keying/{seat}`: Enter goes on to the next field; when all are typed it is saved.
pub(super) async fn key_in(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path(at): At,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let mut tx = house.db.begin().await?;
    let keying = Keying::read(&house, &mut tx, &login, &at).await?;
    if let Some(sentence) = keying.hindrance() {
        return Err(Failure::refused(sentence));
    }
    let goes_on = field(&fields, "then") == "next";
    let after = match read(&keying, &fields) {
        Ok(after) => after,
        Err(Typed { mut errors, empty }) => {
            if goes_on {
                errors.retain(|it| !empty.contains(&it.field));
            }
            let focus = errors.first().map(|it| it.field.clone());
            let focus = focus.or_else(|| empty.first().cloned()).unwrap_or_default();
            let is_refused = !errors.is_empty();
            let errors: Errors = errors.into_iter().map(|it| (it.field, it.sentence)).collect();
            let page = KeyingPage { frame: frame.with(errors), keying: &keying, fields, focus };
            return Ok(if is_refused {
                again(&page)?.into_response()
            } else {
                show(&page)?.into_response()
            });
        }
    };
    if field(&fields, "revision") != keying.sheet.revision.to_string() {
        let sentence = "Phiếu này vừa có người khác sửa; hãy xem lại rồi lưu.";
        let frame = frame.with(Errors::one("", sentence));
        let page = KeyingPage { frame, keying: &keying, fields, focus: String::new() };
        return Ok(again(&page)?.into_response());
    }
    save(&house, tx, &login, &keying, &after).await?;
    let said = frame.tf("Đã nhập phiếu giấy của {}.", [keying.seat.name.as_str()]);
    Ok(redirect_saying(&keying.address(), &said))
}

async fn save(
    house: &House,
    mut tx: Tx<'_>,
    login: &Login,
    keying: &Keying<'_>,
    after: &Filled,
) -> Result<(), Failure> {
    let sheet = &keying.sheet;
    match store::touch(&mut tx, &sheet.meeting, &sheet.dossier, sheet.ballot).await {
        Err(Failure::NotFound) => {
            return Err(Failure::refused(
                "Lượt chấm này vừa được chốt; không nhập phiếu được nữa.",
            ));
        }
        other => other?,
    }
    let now = house.clock.now();
    store::key_in(&mut tx, sheet, after, &login.person, now).await?;
    let detail = json!({
        "meeting": sheet.meeting, "dossier": sheet.dossier, "ballot": sheet.ballot,
        "seat": sheet.seat, "corrected": sheet.origin == Origin::Paper,
    });
    let step = ("key-in", "Phụ lục II");
    note(&mut tx, login, format!("sheet/{}", sheet.id), step, detail, now).await?;
    Ok(tx.commit().await?)
}

/// Why what was typed is not a whole sheet, and which fields are still empty.
struct Typed {
    errors: Vec<Refusal>,
    empty: Vec<String>,
}

/// The field of a criterion.
fn name_of(code: Code) -> String {
    format!("p.{code}")
}

/// What was typed, as the fields of a member's own form would say it; the handwritten total must be
/// theirs.
fn read(keying: &Keying<'_>, fields: &Fields) -> Result<Filled, Typed> {
    let set = keying.set();
    let mut told = Fields::from([("section".to_owned(), "all".to_owned())]);
    let (mut errors, mut empty) = (Vec::new(), Vec::new());
    for it in set.criteria() {
        let name = name_of(it.code);
        let typed = field(fields, &name);
        match meant(it, typed) {
            Ok(None) => empty.push(name),
            Ok(Some(option)) => told.push((format!("m.{}", it.code), option)),
            Err(sentence) => errors.push(Refusal::of(name, sentence)),
        }
    }
    let rest = fields.iter().filter(|(name, _)| name.starts_with("k.") || name == "opinion");
    told.extend(rest.cloned());
    let after = match filled(set, &Filled::default(), &told) {
        Ok(after) => after,
        Err(refusals) => {
            errors.extend(refusals);
            return Err(Typed { errors, empty });
        }
    };
    for missing in unready(set, &after, &keying.it.agenda.dismissed) {
        let name = missing.field.replacen("m.", "p.", 1);
        if empty.contains(&name) {
            let sentence = missing.sentence.replace("chưa chấm", "chưa nhập");
            errors.push(Refusal::of(name, sentence));
        }
    }
    // A knock-out ends the evaluation: what is empty then stays so.
    empty.retain(|name| errors.iter().any(|it| it.field == *name));
    total(set, &after, fields, &mut errors, &mut empty);
    if errors.is_empty() { Ok(after) } else { Err(Typed { errors, empty }) }
}

/// What was typed at a criterion, as the place of an option; none while nothing was.
fn meant(it: &Criterion, typed: &str) -> Result<Option<String>, String> {
    match typed {
        "" => return Ok(None),
        NOTHING => return Ok(Some(NONE.to_owned())),
        _ => {}
    }
    match typed.parse().ok().and_then(|number| it.keyed(number)) {
        Some(Keyed::Option(place)) => Ok(Some(place.to_string())),
        Some(Keyed::NoneReached) => Ok(Some(NONE.to_owned())),
        None if it.is_told_by_points() => {
            let points: Vec<String> = it.options.iter().map(|it| it.points.to_string()).collect();
            let points = points.join(", ");
            Err(format!("Tiêu chí {} không có mức “{typed}” điểm; các mức: {points}.", it.code))
        }
        None => Err(format!(
            "Tiêu chí {}: “{typed}” không phải số thứ tự mức; hãy nhập từ 1 đến {}.",
            it.code,
            it.options.len()
        )),
    }
}

/// The total written by hand must be what the marks add up to.
fn total(
    set: &CriteriaSet,
    after: &Filled,
    fields: &Fields,
    errors: &mut Vec<Refusal>,
    empty: &mut Vec<String>,
) {
    let typed = field(fields, "total");
    if typed.is_empty() {
        empty.push("total".to_owned());
        errors.push(Refusal::of("total", "Hãy nhập tổng điểm viết tay trên phiếu."));
        return;
    }
    if !errors.is_empty() {
        return;
    }
    let counted = marks(set, &after.marks).map(|it| it.total(set));
    match (typed.parse::<u32>(), counted) {
        (Ok(typed), Ok(counted)) if typed == counted => {}
        (_, Ok(counted)) => errors.push(Refusal::of(
            "total",
            format!(
                "Tổng viết tay là {typed}, cộng các mức đã nhập được {counted}: hãy so lại từng tiêu chí với phiếu giấy."
            ),
        )),
        (_, Err(_)) => errors.push(Refusal::of("total", "Không cộng được các mức đã nhập.")),
    }
}

/// `POST …/keying/{seat}/scan`: the paper itself, as PDF or picture.
pub(super) async fn attach(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path(at): At,
    form: Multipart,
) -> Result<Response, Failure> {
    let upload = Upload::read(form).await;
    let mut tx = house.db.begin().await?;
    let keying = Keying::read(&house, &mut tx, &login, &at).await?;
    let sheet = &keying.sheet;
    if !sheet.stage().takes_scan(sheet.origin, sheet.scan.is_some()) {
        return Err(Failure::refused(
            "Chỉ đính kèm bản quét cho phiếu đã nhập từ giấy; bản quét của phiếu đã chốt không thay được.",
        ));
    }
    let looked = match upload?.file("file") {
        Ok((_, looked)) if is_scan(looked.media_type) => looked,
        Ok(_) => {
            let sentence = "Bản quét phải là tệp PDF hoặc ảnh.";
            return refused_scan(frame, &keying, Refusal::of("file", sentence));
        }
        Err(refusal) => return refused_scan(frame, &keying, refusal),
    };
    let now = house.clock.now();
    let kept = house.files.keep(&mut tx, looked, now).await?;
    store::attach_scan(&mut tx, sheet, &kept.sha256).await?;
    let detail = json!({ "sha256": kept.sha256, "replaced": sheet.scan });
    let step = ("attach-scan", "Phụ lục II");
    note(&mut tx, &login, format!("sheet/{}", sheet.id), step, detail, now).await?;
    let list = format!("/meetings/{}/keying", sheet.meeting);
    tx.commit().await?;
    Ok(redirect_saying(&list, frame.t("Đã đính kèm bản quét của phiếu giấy.")))
}

fn is_scan(media_type: &str) -> bool {
    media_type == "application/pdf" || media_type.starts_with("image/")
}

fn refused_scan(frame: Frame, keying: &Keying<'_>, refusal: Refusal) -> Result<Response, Failure> {
    let frame = frame.with(Errors::one(refusal.field, refusal.sentence));
    let page = KeyingPage { frame, keying, fields: Fields::new(), focus: "file".to_owned() };
    Ok(again(&page)?.into_response())
}
