use axum::extract::{ConnectInfo, Form, Path, Query, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use ocop_rules::accounts::{Post, Role};
use ocop_rules::places::UnitId;
use serde::Deserialize;
use std::net::SocketAddr;
use tower_sessions::Session;

use super::{Login, labels, logbook, password, store};
use crate::doors::{Doors, Who};
use crate::face::{Choice, Errors, Frame, again, redirect_saying, show};
use crate::house::House;
use crate::machinery::Failure;

/// The key under which a login keeps the person.
pub const PERSON: &str = "person";
/// The key under which a login keeps the chosen post.
pub const POST: &str = "post";

/// The addresses of this room.
pub fn doors() -> Doors {
    const ADMIN: Who = Who::Only(&[Role::Admin]);
    Doors::new()
        .get("/login", Who::Everyone, login_page)
        .post("/login", Who::Everyone, log_in)
        .post("/logout", Who::Everyone, log_out)
        .get("/home", Who::Anyone, go_home)
        .get("/me", Who::Anyone, me)
        .post("/me/post", Who::Anyone, choose_post)
        .post("/me/password", Who::Anyone, change_password)
        .get("/logbook", ADMIN, logbook::page)
        .get("/lookups", ADMIN, logbook::lookups)
        .get("/users", ADMIN, users)
        .post("/users", ADMIN, add_user)
        .post("/users/{id}/closing", ADMIN, close_user)
        .post("/users/{id}/opening", ADMIN, open_user)
}

/// Where a person in this role begins.
pub fn home(role: Role) -> &'static str {
    match role {
        Role::Producer => "/my/dossiers",
        Role::Commune => "/commune",
        Role::Province => "/province",
        Role::Member => "/sheets",
        Role::Ministry => "/ministry",
        Role::Admin => "/users",
    }
}

#[derive(Debug, Default, Deserialize)]
struct LoginForm {
    #[serde(default)]
    login: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    next: String,
}

#[derive(askama::Template)]
#[template(path = "accounts/login.html")]
struct LoginPage {
    frame: Frame,
    form: LoginForm,
}

async fn login_page(frame: Frame, Query(form): Query<LoginForm>) -> Result<Response, Failure> {
    Ok(show(&LoginPage { frame, form })?.into_response())
}

async fn log_in(
    State(house): State<House>,
    frame: Frame,
    session: Session,
    address: Option<axum::Extension<ConnectInfo<SocketAddr>>>,
    Form(form): Form<LoginForm>,
) -> Result<Response, Failure> {
    let word = form.login.trim().to_lowercase();
    let address = address.map_or_else(String::new, |it| it.0.0.ip().to_string());
    house.passwords.count_try(&word, &address)?;

    let mut tx = house.db.read().await?;
    let person = store::person_by_login(&mut tx, &word).await?.filter(|it| !it.disabled);
    drop(tx);
    let hash = person.as_ref().map(|it| it.password.clone());
    let right = house.passwords.verify(form.password.clone(), hash).await?;

    let Some(person) = person.filter(|_| right) else {
        let no = Errors::one("login", frame.t("Tên đăng nhập hoặc mật khẩu không đúng."));
        let form = LoginForm { password: String::new(), ..form };
        return Ok(again(&LoginPage { frame: frame.with(no), form })?.into_response());
    };
    session.cycle_id().await?;
    session.insert(PERSON, &person.id).await?;
    session.remove::<String>(POST).await?;
    let is_ours = form.next.starts_with('/') && !form.next.starts_with("//");
    Ok(Redirect::to(if is_ours { &form.next } else { "/home" }).into_response())
}

async fn log_out(session: Session) -> Result<Redirect, Failure> {
    session.flush().await?;
    Ok(Redirect::to("/"))
}

async fn go_home(login: Login) -> Redirect {
    Redirect::to(home(login.role()))
}

#[derive(askama::Template)]
#[template(path = "accounts/me.html")]
struct MePage {
    frame: Frame,
    posts: Vec<(String, String, bool)>,
}

fn me_page(house: &House, frame: Frame, login: &Login) -> MePage {
    let posts = login.posts.iter().map(|it| {
        let label = labels::post_label(frame.lang, &house.book, &it.post);
        (it.id.clone(), label, it.post == login.post)
    });
    MePage { posts: posts.collect(), frame }
}

async fn me(State(house): State<House>, frame: Frame, login: Login) -> Result<Response, Failure> {
    Ok(show(&me_page(&house, frame, &login))?.into_response())
}

#[derive(Deserialize)]
struct ChosenPost {
    post: String,
}

async fn choose_post(
    login: Login,
    session: Session,
    Form(form): Form<ChosenPost>,
) -> Result<Redirect, Failure> {
    let post = login.posts.iter().find(|it| it.id == form.post).ok_or(Failure::NotFound)?;
    session.insert(POST, &post.id).await?;
    Ok(Redirect::to(home(post.post.role)))
}

#[derive(Deserialize)]
struct NewPassword {
    current: String,
    new: String,
}

async fn change_password(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Form(form): Form<NewPassword>,
) -> Result<Response, Failure> {
    house.passwords.count_try(&login.person, "")?;
    let mut errors = Errors::default();
    let mut tx = house.db.read().await?;
    let hash = store::hash_of(&mut tx, &login.person).await?;
    drop(tx);
    if !house.passwords.verify(form.current, Some(hash)).await? {
        errors.push("current", frame.t("Mật khẩu hiện tại không đúng."));
    }
    if form.new.chars().count() < password::SHORTEST {
        errors.push("new", frame.tf("Mật khẩu mới cần ít nhất {} ký tự.", [password::SHORTEST]));
    }
    if errors.any() {
        return Ok(again(&me_page(&house, frame.with(errors), &login))?.into_response());
    }
    let hash = house.passwords.hash(form.new).await?;
    let mut tx = house.db.begin().await?;
    store::set_password(&mut tx, &login.person, &hash).await?;
    tx.commit().await?;
    Ok(redirect_saying("/me", frame.t("Đã đổi mật khẩu.")))
}

struct UserRow {
    id: String,
    login: String,
    name: String,
    disabled: bool,
    posts: String,
}

#[derive(Debug, Default, Deserialize)]
struct UserForm {
    #[serde(default)]
    login: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    unit: String,
    #[serde(default)]
    producer: String,
}

#[derive(askama::Template)]
#[template(path = "accounts/users.html")]
struct UsersPage {
    frame: Frame,
    users: Vec<UserRow>,
    roles: Vec<Choice>,
    form: UserForm,
}

async fn users_page(house: &House, frame: Frame, form: UserForm) -> Result<UsersPage, Failure> {
    let mut tx = house.db.read().await?;
    let mut users = Vec::new();
    for person in store::people(&mut tx).await? {
        let posts = store::posts(&mut tx, &person.id, house.clock.today()).await?;
        let labels = posts.iter().map(|it| labels::post_label(frame.lang, &house.book, &it.post));
        users.push(UserRow {
            posts: labels.collect::<Vec<_>>().join("; "),
            id: person.id,
            login: person.login,
            name: person.name,
            disabled: person.disabled,
        });
    }
    let roles = Role::ALL.map(|it| Choice::new(it.id(), frame.t(labels::role_label(it)))).into();
    Ok(UsersPage { frame, users, roles, form })
}

async fn users(State(house): State<House>, frame: Frame) -> Result<Response, Failure> {
    Ok(show(&users_page(&house, frame, UserForm::default()).await?)?.into_response())
}

async fn add_user(
    State(house): State<House>,
    frame: Frame,
    Form(form): Form<UserForm>,
) -> Result<Response, Failure> {
    let added = add(&house, &form).await;
    match added {
        Ok(()) => Ok(redirect_saying("/users", frame.t("Đã thêm người dùng."))),
        Err(Failure::Refused(refusals)) => {
            let mut errors = Errors::default();
            for refusal in refusals {
                errors.push(refusal.field, refusal.sentence);
            }
            let form = UserForm { password: String::new(), ..form };
            Ok(again(&users_page(&house, frame.with(errors), form).await?)?.into_response())
        }
        Err(failure) => Err(failure),
    }
}

async fn add(house: &House, form: &UserForm) -> Result<(), Failure> {
    let post = wanted_post(house, &form.role, &form.unit, &form.producer)?;
    let person = super::command::NewPerson::read(&form.login, &form.name, &form.password)?;
    super::command::add_person(house, person, &post).await
}

/// Reads a role, a unit and a producer as somebody typed them.
///
/// # Errors
///
/// A refusal that names the field.
pub(super) fn wanted_post(
    house: &House,
    role: &str,
    unit: &str,
    producer: &str,
) -> Result<Post, Failure> {
    let role = Role::from_id(role)
        .ok_or_else(|| Failure::refused_of("role", "Hãy chọn vai trò của người dùng."))?;
    let unit = match role {
        Role::Ministry | Role::Admin => UnitId::country(),
        _ => house.unit_typed(unit).map_err(|it| Failure::refused_of("unit", it))?,
    };
    let producer = Some(producer.trim().to_owned()).filter(|it| !it.is_empty());
    match (role, &producer) {
        (Role::Producer, None) => Err(Failure::refused_of(
            "producer",
            "Người dùng là chủ thể thì cần mã của chủ thể mà người đó đại diện.",
        )),
        _ => Ok(Post { role, unit, producer }),
    }
}

async fn close_user(
    State(house): State<House>,
    Path(id): Path<String>,
) -> Result<Redirect, Failure> {
    set_disabled(&house, &id, Some(house.clock.now())).await
}

async fn open_user(
    State(house): State<House>,
    Path(id): Path<String>,
) -> Result<Redirect, Failure> {
    set_disabled(&house, &id, None).await
}

async fn set_disabled(
    house: &House,
    id: &str,
    at: Option<jiff::Timestamp>,
) -> Result<Redirect, Failure> {
    let mut tx = house.db.begin().await?;
    store::set_disabled(&mut tx, id, at).await?;
    tx.commit().await?;
    Ok(Redirect::to("/users"))
}
