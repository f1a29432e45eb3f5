//! Every address × every role × the own unit and another: whoever is not named is not let in,
//! whoever is of another unit is told of nothing, and nobody breaks anything.

use std::collections::BTreeMap;

use axum::http::{Method, StatusCode};
use ocop::demo;
use ocop::demo::guide::Answer;
use ocop::demo::people::Cast;
use ocop::doors::{Door, Who};
use ocop::hall;
use ocop::house::House;
use ocop::machinery::jobs;
use ocop_rules::accounts::{Post, Role};

use crate::an_office_writes_a_report::REPORT;
use crate::told::{Visitor, told};

/// The objects of the demo, by the part of an address that comes before their id.
type Ids = BTreeMap<&'static str, String>;

/// The ministry opens such pages of its own council, and not those of a province's.
const OF_THE_PROVINCE: [&str; 11] = [
    "/batches/{batch}",
    "/batches/{batch}/files.zip",
    "/councils/{id}",
    "/meetings/{id}",
    "/meetings/{id}/documents",
    "/meetings/{id}/keying",
    "/meetings/{id}/dossiers/{dossier}/keying/{seat}",
    "/sheets/{id}/scan",
    "/meetings/{id}/minutes",
    "/meetings/{id}/dossiers/{dossier}",
    "/sheets/{id}",
];

/// A commune sets nothing for a kind of document that it does not issue.
const OF_AN_ISSUER: [&str; 2] = ["/presets/{preset}", "/presets/{preset}/{sample}"];
/// Of the council's members, only the secretary keys in sheets.
const OF_THE_SECRETARY: [&str; 2] =
    ["/meetings/{id}/keying", "/meetings/{id}/dossiers/{dossier}/keying/{seat}"];

#[tokio::test]
async fn of_every_role_and_unit() {
    told(async |house| {
        demo::furnish(&house, |_| {}).await.unwrap();
        house.registry.catch_up(&house.db).await.unwrap();
        batch(&house).await;
        report(&house).await;
        let ids = ids(&house).await;
        let doors = hall::door_list();
        let mut wrong = Vec::new();

        let own = own(&house).await;
        for (role, visitor) in &own {
            try_own(&doors, &ids, *role, visitor, &mut wrong).await;
        }
        for (role, visitor) in strangers(&house).await {
            try_stranger(&doors, &ids, role, &visitor, &mut wrong).await;
        }
        try_guest(&doors, &ids, &Visitor::guest(&house), &mut wrong).await;
        // What changes something comes last.
        for (role, visitor) in &own {
            try_acts(&doors, &ids, *role, visitor, &mut wrong).await;
        }
        assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
    })
    .await;
}

/// Lets the province have issued one notice in a batch.
async fn batch(house: &House) {
    let mut tx = house.db.begin().await.unwrap();
    let query = "SELECT id FROM people WHERE login = 'tinh'";
    let office: String = sqlx::query_scalar(query).fetch_one(&mut *tx).await.unwrap();
    let query = "SELECT thing FROM records WHERE kind = 'result-notice'";
    let dossier: String = sqlx::query_scalar(query).fetch_one(&mut *tx).await.unwrap();
    let order = serde_json::json!({
        "kind": "result-notice", "decision": "", "things": [dossier], "dated": "2026-11-23",
        "posts": [], "signatory": "", "first_number": null,
    });
    let (order, now) = (order.to_string(), house.clock.now());
    let kind = "issue-documents";
    let job = jobs::ask(&mut tx, kind, &office, "99.2025", &order, now).await.unwrap();
    jobs::close(&mut tx, &job, "done", "{\"wrong\":[]}", now).await.unwrap();
    tx.commit().await.unwrap();
}

/// Lets the commune have frozen a report.
async fn report(house: &House) {
    let password = Cast::read().unwrap().password;
    let officer = Visitor::logged_in(house, "xa.tramxanh", &password).await;
    let report = officer.does("/reports", &REPORT).await;
    officer.does(&format!("{report}/freezing"), &[("revision", "0")]).await;
}

/// What stands in addresses instead of an id.
const WORDS: [(&str, &str); 21] = [
    ("passages", "results.certified"),
    ("units", "99001.2025"),
    ("criteria", "26-2026"),
    ("{edition}", "04"),
    ("report", "general"),
    ("evidence", "1.1"),
    ("submissions", "1"),
    ("files", "bound"),
    ("new", "recognition"),
    ("{work}", "submission.pdf"),
    ("{id}", "extension"),
    ("documents", "result-notice"),
    ("{about}", "draft.pdf"),
    ("{record}", "result-notice.pdf"),
    ("office", "office"),
    ("{issuer}", "sample.pdf"),
    ("presets", "result-notice"),
    ("{preset}", "sample.pdf"),
    ("ledgers", "events"),
    ("readings", "none"),
    ("scans", "none"),
];

/// One object of each kind, all around one product of the demo.
async fn ids(house: &House) -> Ids {
    let mut tx = house.db.read().await.unwrap();
    let mut ids = Ids::new();
    for (at, query) in [
        (
            "dossiers",
            "SELECT d.id FROM dossiers d JOIN products p ON p.id = d.product WHERE p.name = 'Mật ong hoa tràm'",
        ),
        ("products", "SELECT id FROM products WHERE name = 'Mật ong hoa tràm'"),
        (
            "papers",
            "SELECT papers.id FROM papers JOIN dossier_papers x ON x.paper = papers.id JOIN dossiers d ON d.id = x.dossier JOIN products p ON p.id = d.product WHERE p.name = 'Mật ong hoa tràm' AND papers.kind = 'business-registration'",
        ),
        (
            "certificates",
            "SELECT c.id FROM certificates c JOIN products p ON p.id = c.product WHERE p.name = 'Mật ong hoa tràm' AND c.stars = 4",
        ),
        ("decisions", "SELECT id FROM decisions WHERE number = '2188/QĐ-UBND'"),
        ("councils", "SELECT id FROM councils WHERE unit = '99.2025'"),
        ("advisers", "SELECT id FROM advisers"),
        (
            "keying",
            "SELECT sheets.seat FROM sheets JOIN seats ON seats.id = sheets.seat JOIN people ON people.id = seats.person JOIN dossiers d ON d.id = sheets.dossier JOIN products p ON p.id = d.product WHERE p.name = 'Mật ong hoa tràm' AND people.login = 'hanh'",
        ),
        (
            "meetings",
            "SELECT a.meeting FROM agenda a JOIN dossiers d ON d.id = a.dossier JOIN products p ON p.id = d.product WHERE p.name = 'Mật ong hoa tràm'",
        ),
        (
            "sheets",
            "SELECT sheets.id FROM sheets JOIN seats ON seats.id = sheets.seat JOIN people ON people.id = seats.person JOIN dossiers d ON d.id = sheets.dossier JOIN products p ON p.id = d.product WHERE p.name = 'Mật ong hoa tràm' AND people.login = 'hanh'",
        ),
        (
            "results",
            "SELECT r.id FROM results r JOIN dossiers d ON d.id = r.dossier JOIN products p ON p.id = d.product WHERE p.name = 'Mật ong hoa tràm'",
        ),
        ("batches", "SELECT id FROM jobs WHERE kind = 'issue-documents'"),
        ("imports", "SELECT id FROM imports"),
        ("reports", "SELECT id FROM reports WHERE frozen_at IS NOT NULL AND unit <> '99.2025'"),
        ("records", "SELECT id FROM records WHERE kind = 'result-notice'"),
        ("{kind}", "SELECT thing FROM records WHERE kind = 'result-notice'"),
        ("{ledger}", "SELECT id FROM events"),
        (
            "inspections",
            "SELECT v.id FROM visits v JOIN products p ON p.id = v.product WHERE p.name = 'Mật ong hoa tràm'",
        ),
        (
            "breaches",
            "SELECT b.id FROM breaches b JOIN products p ON p.id = b.product WHERE p.name = 'Mật ong hoa tràm'",
        ),
        ("producers", "SELECT producer FROM products WHERE name = 'Mật ong hoa tràm'"),
        ("users", "SELECT id FROM people WHERE login = 'traicay'"),
    ] {
        let id: String = sqlx::query_scalar(query).fetch_one(&mut *tx).await.unwrap();
        ids.insert(at, id);
    }
    ids.insert("notices", ids["dossiers"].clone());
    ids.insert("registry", ids["products"].clone());
    for (at, word) in WORDS {
        ids.insert(at, word.to_owned());
    }
    ids
}

/// An address with the objects of the demo in it.
fn address(door: &Door, ids: &Ids) -> String {
    let mut before = "";
    let mut address = String::new();
    for part in door.path.split('/').skip(1) {
        address.push('/');
        address.push_str(if part.starts_with('{') {
            ids.get(before).unwrap_or_else(|| panic!("{} is not known", door.path))
        } else {
            part
        });
        before = part;
    }
    address
}

/// Whether an address names something that belongs to the demo's province and is not public.
fn is_private(door: &Door) -> bool {
    let named = door.path.contains('{') && door.who != Who::Everyone;
    let of_the_asker = ["/decisions/new/", "/users/", "/office/", "/presets/"];
    let elsewhere = of_the_asker.iter().any(|it| door.path.starts_with(it));
    named && !elsewhere && !is_of_every_office(door)
}

/// Every office has the ledgers; an entry, and a list that somebody takes in, is of one.
fn is_of_every_office(door: &Door) -> bool {
    door.path.matches('{').count() == 1 && door.path.starts_with("/ledgers/{ledger}")
}

/// A list that is being taken in is its officer's, and here there is none; nor a file of an entry.
/// A frozen report is changed no more.
fn is_nowhere(door: &Door) -> bool {
    door.path.contains("/passages/")
        || door.path.contains("/{reading}")
        || door.path.ends_with("/scans/{scan}")
}

fn admits(door: &Door, role: Role) -> bool {
    match door.who {
        Who::Everyone | Who::Anyone => true,
        Who::Only(roles) => roles.contains(&role),
    }
}

/// Those whose product it is, in their own unit.
async fn own(house: &House) -> Vec<(Role, Visitor)> {
    let password = Cast::read().unwrap().password;
    let mut own = Vec::new();
    for (role, login) in [
        (Role::Producer, "sen"),
        (Role::Commune, "xa.tramxanh"),
        (Role::Province, "tinh"),
        (Role::Member, "hanh"),
        (Role::Ministry, "bo"),
        (Role::Admin, "quantri"),
    ] {
        own.push((role, Visitor::logged_in(house, login, &password).await));
    }
    own
}

/// The same roles elsewhere: another producer, commune, province. There is one ministry.
async fn strangers(house: &House) -> Vec<(Role, Visitor)> {
    let password = Cast::read().unwrap().password;
    let mut strangers = vec![(Role::Producer, Visitor::logged_in(house, "banam", &password).await)];
    for (role, unit) in
        [(Role::Commune, "06040.2025"), (Role::Province, "20.2025"), (Role::Member, "20.2025")]
    {
        let post = Post { role, unit: unit.parse().unwrap(), producer: None };
        strangers.push((role, Visitor::with_post(house, post).await));
    }
    strangers.push((Role::Commune, Visitor::logged_in(house, "xa.suoimo", &password).await));
    strangers
}

async fn asks(visitor: &Visitor, door: &Door, ids: &Ids) -> Answer {
    const FORM: [(&str, &str); 4] =
        [("revision", "0"), ("key", "một khóa"), ("_key", "một khóa"), ("reason", "thử")];
    let address = address(door, ids);
    let has_file = ["/my/papers", "/imports", "/ledgers/{ledger}/readings"].contains(&door.path)
        || door.path.ends_with("/picture")
        || door.path.ends_with("/papers")
        || door.path.ends_with("/scans")
        || door.path.ends_with("/scan");
    match (&door.method, has_file) {
        (&Method::GET, _) => visitor.opens(&address).await,
        (_, true) => visitor.uploads(&address, &FORM, ("file", "a.pdf", b"%PDF-1.4\n")).await,
        (_, false) => visitor.posts(&address, &FORM).await,
    }
}

fn note(wrong: &mut Vec<String>, who: &str, door: &Door, answer: &Answer, wanted: &str) {
    let status = answer.status.as_u16();
    wrong.push(format!("{who}: {} {} answers {status}, not {wanted}", door.method, door.path));
}

/// Pages that are theirs to open are there, in both languages; the others are not.
async fn try_own(
    doors: &[Door],
    ids: &Ids,
    role: Role,
    visitor: &Visitor,
    wrong: &mut Vec<String>,
) {
    let english = visitor.in_english();
    for door in doors {
        let is_let_in = admits(door, role);
        if door.method != Method::GET {
            if !is_let_in {
                let answer = asks(visitor, door, ids).await;
                if answer.status != StatusCode::NOT_FOUND {
                    note(wrong, &format!("{role:?}"), door, &answer, "404");
                }
            }
            continue;
        }
        let answer = asks(visitor, door, ids).await;
        let of_others = match role {
            Role::Ministry => OF_THE_PROVINCE.contains(&door.path),
            Role::Commune => OF_AN_ISSUER.contains(&door.path),
            Role::Member => OF_THE_SECRETARY.contains(&door.path),
            _ => false,
        };
        let is_absent = is_nowhere(door) || of_others;
        let is_there = answer.status.is_success() || answer.status.is_redirection();
        if is_there != (is_let_in && !is_absent) || answer.status.is_server_error() {
            let wanted = if is_let_in { "200" } else { "404" };
            note(wrong, &format!("{role:?}"), door, &answer, wanted);
        }
        if is_there {
            let other = asks(&english, door, ids).await;
            if other.status != answer.status {
                note(wrong, &format!("{role:?} in English"), door, &other, "the same");
            }
        }
    }
}

/// Of what is private to another unit, nobody is told that it exists.
async fn try_stranger(
    doors: &[Door],
    ids: &Ids,
    role: Role,
    visitor: &Visitor,
    wrong: &mut Vec<String>,
) {
    for door in doors.iter().filter(|it| it.path != "/logout") {
        let answer = asks(visitor, door, ids).await;
        let is_hidden = is_private(door) || !admits(door, role);
        let is_right = if is_hidden {
            answer.status == StatusCode::NOT_FOUND
        } else {
            !answer.status.is_server_error()
        };
        if !is_right {
            note(wrong, &format!("{role:?} elsewhere"), door, &answer, "404");
        }
    }
}

/// A guest is sent to log in, or told of nothing.
async fn try_guest(doors: &[Door], ids: &Ids, guest: &Visitor, wrong: &mut Vec<String>) {
    for door in doors {
        let answer = asks(guest, door, ids).await;
        let is_right = match (door.who, &door.method) {
            (Who::Everyone, &Method::GET) => {
                answer.status.is_success() || answer.status.is_redirection()
            }
            (Who::Everyone, _) => !answer.status.is_server_error(),
            (_, &Method::GET) => answer.location.starts_with("/login?next="),
            _ => answer.status == StatusCode::NOT_FOUND,
        };
        if !is_right {
            note(wrong, "a guest", door, &answer, "as a guest");
        }
    }
}

/// A form that says nothing sensible breaks nothing.
async fn try_acts(
    doors: &[Door],
    ids: &Ids,
    role: Role,
    visitor: &Visitor,
    wrong: &mut Vec<String>,
) {
    let acts = doors.iter().filter(|it| it.method != Method::GET && admits(it, role));
    for door in acts.filter(|it| it.path != "/logout") {
        let answer = asks(visitor, door, ids).await;
        if answer.status.is_server_error() {
            note(wrong, &format!("{role:?}"), door, &answer, "a sentence");
        }
    }
}
