//! A producer as its office sees it, and who logs in for it: an office gives a login, and its first
//! password is shown once.

use axum::extract::{Form, Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use ocop_rules::accounts::{Post, Role};
use serde::Deserialize;
use serde_json::json;

use super::super::labels;
use super::super::store::Producer;
use super::registered;
use crate::accounts::command::{NewPerson, take_in};
use crate::accounts::store::{self as accounts, Person};
use crate::accounts::{Login, first_password};
use crate::face::{Errors, Frame, again, redirect_saying, show};
use crate::house::House;
use crate::machinery::{Failure, Tx, logbook, new_id, submits};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct LoginForm {
    key: String,
    login: String,
    name: String,
    /// The login of somebody who stands for another producer already.
    existing: String,
}

#[derive(askama::Template)]
#[template(path = "producers/pages/one.html")]
struct ProducerPage {
    frame: Frame,
    producer: Producer,
    place: String,
    logins: Vec<Person>,
    form: LoginForm,
}

#[derive(askama::Template)]
#[template(path = "producers/pages/given.html")]
struct GivenPage {
    frame: Frame,
    producer: Producer,
    login: String,
    password: String,
}

async fn drawn(
    house: &House,
    frame: Frame,
    login: &Login,
    (id, form): (&str, LoginForm),
) -> Result<ProducerPage, Failure> {
    let mut tx = house.db.read().await?;
    let producer = registered(house, &mut tx, login, id).await?;
    let logins = accounts::people_of_producer(&mut tx, id, house.clock.today()).await?;
    let place = house.book.full_name(&producer.data.commune);
    Ok(ProducerPage { frame, producer, place, logins, form })
}

pub(super) async fn page(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let form = LoginForm { key: new_id(), ..LoginForm::default() };
    Ok(show(&drawn(&house, frame, &login, (&id, form)).await?)?.into_response())
}

pub(super) async fn give(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
    Form(form): Form<LoginForm>,
) -> Result<Response, Failure> {
    let given = if form.existing.trim().is_empty() {
        give_new(&house, &login, (&id, &form)).await
    } else {
        give_existing(&house, &login, (&id, &form)).await
    };
    match given {
        Ok(Some((producer, password))) => {
            let login = form.login.trim().to_lowercase();
            let mut response =
                show(&GivenPage { frame, producer, login, password })?.into_response();
            // Nobody finds the password by going back.
            let kept = HeaderValue::from_static("no-store");
            response.headers_mut().insert(header::CACHE_CONTROL, kept);
            Ok(response)
        }
        Ok(None) => Ok(redirect_saying(
            &format!("/producers/{id}"),
            frame.t("Chủ thể đã có tài khoản đăng nhập."),
        )),
        Err(Failure::Refused(refusals)) => {
            let errors: Errors = refusals.into_iter().map(|it| (it.field, it.sentence)).collect();
            let page = drawn(&house, frame.with(errors), &login, (&id, form)).await?;
            Ok(again(&page)?.into_response())
        }
        Err(failure) => Err(failure),
    }
}

/// A new person for the producer, with a password that is told once; `None` when this very form has
/// been sent before.
async fn give_new(
    house: &House,
    login: &Login,
    (id, form): (&str, &LoginForm),
) -> Result<Option<(Producer, String)>, Failure> {
    let password = first_password();
    let person = NewPerson::read(&form.login, &form.name, &password)?;
    let hash = house.passwords.hash(password.clone()).await?;
    let now = house.clock.now();
    let mut tx = house.db.begin().await?;
    let producer = registered(house, &mut tx, login, id).await?;
    if submits::answered(&mut tx, &form.key, &login.person).await?.is_some() {
        return Ok(None);
    }
    let person = take_in(&mut tx, &person, &hash, &post(&producer), now).await?;
    note(&mut tx, house, login, (id, &person, "give-login")).await?;
    let location = format!("/producers/{id}");
    submits::keep(&mut tx, &form.key, &login.person, &location, now).await?;
    tx.commit().await?;
    Ok(Some((producer, password)))
}

/// Lets somebody who stands for a producer already stand for this one too. Of a person who does
/// not, nobody is told that there is one.
async fn give_existing(
    house: &House,
    login: &Login,
    (id, form): (&str, &LoginForm),
) -> Result<Option<(Producer, String)>, Failure> {
    let (now, today) = (house.clock.now(), house.clock.today());
    let word = form.existing.trim().to_lowercase();
    let mut tx = house.db.begin().await?;
    let producer = registered(house, &mut tx, login, id).await?;
    if submits::answered(&mut tx, &form.key, &login.person).await?.is_some() {
        return Ok(None);
    }
    let none = || {
        let sentence = format!("Không có tài khoản chủ thể nào đang mở tên “{word}”.");
        Failure::refused_of("existing", sentence)
    };
    let person = accounts::person_by_login(&mut tx, &word).await?;
    let person = person.filter(|it| !it.disabled).ok_or_else(none)?;
    let posts = accounts::posts(&mut tx, &person.id, today).await?;
    if posts.iter().all(|it| it.post.role != Role::Producer) {
        return Err(none());
    }
    let post = post(&producer);
    if posts.iter().any(|it| it.post.producer == post.producer) {
        let sentence = format!("“{word}” đã đăng nhập được cho chủ thể này.");
        return Err(Failure::refused_of("existing", sentence));
    }
    accounts::add_post(&mut tx, &person.id, &post).await?;
    note(&mut tx, house, login, (id, &person.id, "link-login")).await?;
    let location = format!("/producers/{id}");
    submits::keep(&mut tx, &form.key, &login.person, &location, now).await?;
    tx.commit().await?;
    Ok(None)
}

/// The post of whoever logs in for a producer.
fn post(producer: &Producer) -> Post {
    Post {
        role: Role::Producer,
        unit: producer.data.commune.clone(),
        producer: Some(producer.id.clone()),
    }
}

async fn note(
    tx: &mut Tx<'_>,
    house: &House,
    login: &Login,
    (producer, person, step): (&str, &str, &str),
) -> Result<(), Failure> {
    let line = logbook::Line {
        at: house.clock.now(),
        person: &login.person,
        unit: login.post.unit.as_str(),
        subject: format!("producer/{producer}"),
        step,
        article: "",
        detail: json!({ "person": person }),
    };
    logbook::write(tx, line).await
}
