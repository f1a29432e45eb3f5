//! The doors: every address of the program, and who may open it, said in one place.
//!
//! A room lists its addresses as [`Doors`]; the hall joins them. A door keeps out whoever is not
//! named: a guest is sent to log in, everyone else gets "not found". What lies behind a door in
//! *another unit* is the handler's to refuse, with [`Login::must`].

use axum::Router;
use axum::extract::Request;
use axum::handler::Handler;
use axum::http::Method;
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::{MethodRouter, get, post};
use ocop_rules::accounts::Role;

use crate::accounts::Login;
use crate::guests;
use crate::house::House;
use crate::machinery::Failure;

/// Who may open a door.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Everyone, logged in or not.
    Everyone,
    /// Everyone who is logged in.
    Anyone,
    /// Those who act in one of these roles.
    Only(&'static [Role]),
}

impl Who {
    /// Whether this login may pass.
    pub fn admits(self, login: Option<&Login>) -> bool {
        match self {
            Self::Everyone => true,
            Self::Anyone => login.is_some(),
            Self::Only(roles) => login.is_some_and(|it| roles.contains(&it.role())),
        }
    }
}

/// One address, for one method.
#[derive(Debug, Clone)]
pub struct Door {
    /// `GET` or `POST`.
    pub method: Method,
    /// As axum writes it: `/dossiers/{id}`.
    pub path: &'static str,
    /// Who may open it.
    pub who: Who,
}

/// The addresses of a room.
#[derive(Debug, Default)]
pub struct Doors {
    router: Router<House>,
    list: Vec<Door>,
}

impl Doors {
    /// A room without an address.
    pub fn new() -> Self {
        Self::default()
    }

    /// A page.
    #[must_use]
    pub fn get<H, T>(self, path: &'static str, who: Who, handler: H) -> Self
    where
        H: Handler<T, House>,
        T: 'static,
    {
        self.door(Method::GET, path, who, get(handler))
    }

    /// A page of everyone's that says the same to every guest: what it shows follows from its
    /// address, the language, the registry and the day of its picture. It is kept ready-made
    /// ([`crate::guests`]).
    #[must_use]
    pub fn page<H, T>(self, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, House>,
        T: 'static,
    {
        let mark = from_fn(move |request, next| guests::mark(path, request, next));
        self.door(Method::GET, path, Who::Everyone, get(handler).layer(mark))
    }

    /// An action.
    #[must_use]
    pub fn post<H, T>(self, path: &'static str, who: Who, handler: H) -> Self
    where
        H: Handler<T, House>,
        T: 'static,
    {
        self.door(Method::POST, path, who, post(handler))
    }

    /// An address with layers of its own, such as a larger limit for an upload.
    #[must_use]
    pub fn door(
        mut self,
        method: Method,
        path: &'static str,
        who: Who,
        handler: MethodRouter<House>,
    ) -> Self {
        let guard = from_fn(move |request, next| guard(who, request, next));
        self.router = self.router.route(path, handler.layer(guard));
        self.list.push(Door { method, path, who });
        self
    }

    /// These and the addresses of another room.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.router = self.router.merge(other.router);
        self.list.extend(other.list);
        self
    }

    /// The router behind the doors, and their list.
    pub fn open(self) -> (Router<House>, Vec<Door>) {
        (self.router, self.list)
    }
}

async fn guard(who: Who, request: Request, next: Next) -> Response {
    let login = request.extensions().get::<Login>();
    if who.admits(login) {
        return next.run(request).await;
    }
    if login.is_none() && request.method() == Method::GET {
        let path = request.uri().path_and_query().map_or("/", |it| it.as_str());
        let back: String = form_urlencoded(path);
        return Redirect::to(&format!("/login?next={back}")).into_response();
    }
    Failure::NotFound.into_response()
}

fn form_urlencoded(path: &str) -> String {
    serde_urlencoded::to_string([("", path)]).unwrap_or_default().trim_start_matches('=').to_owned()
}
