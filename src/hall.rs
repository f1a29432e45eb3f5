//! The hall: where every request comes in. It joins the doors of all rooms, learns who asks, and
//! draws the frame and the failures of every page.

use std::time::Duration;

use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::Response;
use axum::routing::get;
use axum::{Extension, Router};
use ocop_rules::accounts::Role;
use tower::ServiceBuilder;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::TimeoutLayer;
use tower_sessions::cookie::SameSite;
use tower_sessions::{Expiry, Session, SessionManagerLayer};

use crate::doors::{Door, Doors};
use crate::dossiers::Downstream;
use crate::face::{self, Frame, MenuItem, Visitor};
use crate::guests::{self, Desk};
use crate::house::House;
use crate::ledgers::{self, Ledgers};
use crate::machinery::logins::{self, Logins};
use crate::machinery::{Failure, typed, vitals};
use crate::records::Kinds;
use crate::{
    accounts, activities, certificates, councils, criteria, dossiers, evidence, inspections,
    market, places, portal, producers, products, programme, records, registry, reports, support,
    targets,
};

/// A form without files is never longer.
const LONGEST_FORM_BYTES: usize = 512 * 1024;
const SLOWEST_ANSWER: Duration = Duration::from_mins(1);
const LOGIN_LASTS: time::Duration = time::Duration::hours(12);

/// What dossiers ask of the rooms that come after them.
pub(crate) const DOWNSTREAM: Downstream = Downstream {
    certificate_of: |tx, product, day| Box::pin(certificates::previous(tx, product, day)),
    seat_at: |tx, dossier, person| Box::pin(councils::seat_at(tx, dossier, person)),
    has_result: |tx, dossier, on, login, at| {
        Box::pin(certificates::after_result(tx, dossier, on, login, at))
    },
    things_of: |tx, dossier| {
        Box::pin(async move {
            let mut things = councils::store::things_of(tx, dossier).await?;
            things.extend(certificates::store::decided_on(tx, dossier).await?);
            Ok(things)
        })
    },
    is_heard: |tx, dossier| Box::pin(councils::store::is_heard(tx, dossier)),
};

/// The kinds of document of every room.
pub const DOCUMENTS: Kinds = Kinds::new(&[
    dossiers::DOCUMENTS,
    councils::DOCUMENTS,
    certificates::DOCUMENTS,
    inspections::DOCUMENTS,
    reports::DOCUMENTS,
]);

/// The ledgers of every room, and what they may refer to.
pub const LEDGERS: Ledgers = Ledgers {
    shelves: &[
        records::LEDGERS,
        programme::ledgers::LEDGERS,
        products::LEDGERS,
        inspections::LEDGERS,
        support::LEDGERS,
        activities::LEDGERS,
        market::LEDGERS,
        targets::LEDGERS,
        reports::LEDGERS,
    ],
    references: &[producers::REFERENCE, products::REFERENCE],
    pages: &inspections::PAGES,
};

/// Every door of every room.
pub fn doors() -> Doors {
    Doors::new()
        .and(places::doors())
        .and(accounts::doors())
        .and(ledgers::doors())
        .and(records::doors())
        .and(criteria::doors())
        .and(programme::doors())
        .and(producers::doors())
        .and(evidence::doors())
        .and(products::doors())
        .and(certificates::import::doors())
        .and(dossiers::doors())
        .and(councils::doors())
        .and(certificates::doors())
        .and(registry::doors())
        .and(inspections::doors())
        .and(reports::doors())
        .and(portal::doors())
}

/// The list of every door, for the test that tries them all.
pub fn door_list() -> Vec<Door> {
    doors().open().1
}

/// The whole program as one service: behind the desk where guests are answered ready-made.
pub fn open(house: House) -> Router {
    let (rooms, _) = doors().open();
    let rooms = if house.is_demo { rooms.merge(face::gallery()) } else { rooms };
    let sessions = SessionManagerLayer::new(Logins::new(house.db.clone()))
        .with_name(logins::COOKIE)
        .with_same_site(SameSite::Lax)
        .with_secure(house.config.secure_cookies)
        .with_expiry(Expiry::OnInactivity(LOGIN_LASTS));
    let pages = rooms.merge(face::routes()).fallback(async || Failure::NotFound).layer(
        ServiceBuilder::new()
            .layer(sessions)
            .layer(from_fn_with_state(house.clone(), greet))
            .layer(from_fn(face::dress))
            .layer(Extension(DOWNSTREAM))
            .layer(Extension(DOCUMENTS))
            .layer(Extension(LEDGERS))
            .layer(CsrfLayer::new())
            .layer(CatchPanicLayer::custom(apologise))
            .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, SLOWEST_ANSWER))
            .layer(DefaultBodyLimit::max(LONGEST_FORM_BYTES))
            .layer(from_fn(typed::compose)),
    );
    let desk = from_fn_with_state(Desk::of(&house), guests::answer);
    let whole = Router::new()
        .merge(pages)
        .route("/health", get(vitals::health))
        .route("/metrics", get(vitals::metrics))
        .layer(from_fn(vitals::watch))
        .layer(
            ServiceBuilder::new()
                .layer(fixed(header::CONTENT_SECURITY_POLICY, face::CONTENT_SECURITY_POLICY))
                .layer(fixed(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
                .layer(fixed(header::REFERRER_POLICY, "same-origin"))
                .layer(CompressionLayer::new().quality(CompressionLevel::Fastest)),
        )
        .with_state(house);
    Router::new().fallback_service(ServiceBuilder::new().layer(desk).service(whole))
}

/// A header that every answer carries, unless a room has set its own.
fn fixed(name: HeaderName, value: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
}

/// No panic reaches a person.
#[expect(clippy::needless_pass_by_value, reason = "the layer hands the panic over")]
fn apologise(panic: Box<dyn std::any::Any + Send>) -> Response {
    let said = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("a panic without words");
    axum::response::IntoResponse::into_response(Failure::from(anyhow::anyhow!("panic: {said}")))
}

/// Learns who asks, and puts their [`Login`] and the [`Frame`] of their pages into the request.
async fn greet(
    State(house): State<House>,
    session: Session,
    mut request: Request,
    next: Next,
) -> Result<Response, Failure> {
    let login = match session.get::<String>(accounts::PERSON).await? {
        None => None,
        Some(person) => {
            let chosen = session.get::<String>(accounts::POST).await?;
            let mut tx = house.db.read().await?;
            let today = house.clock.today();
            accounts::store::login(&mut tx, &person, chosen.as_deref(), today).await?
        }
    };
    let (mut parts, body) = request.into_parts();
    let mut frame = Frame::of(&parts);
    frame.is_demo = house.is_demo;
    frame.visitor = login.as_ref().map(|it| Visitor {
        name: it.name.clone(),
        post_label: accounts::post_label(frame.lang, &house.book, &it.post),
        menu: menu(&frame, it.role()),
    });
    parts.extensions.insert(frame);
    if let Some(login) = login {
        parts.extensions.insert(login);
    }
    request = Request::from_parts(parts, body);
    Ok(next.run(request).await)
}

/// Where a person in this role goes most.
fn menu(frame: &Frame, role: Role) -> Vec<MenuItem> {
    let lines: &[(&str, &str)] = match role {
        Role::Producer => &[
            ("Hồ sơ của tôi", "/my/dossiers"),
            ("Sản phẩm", "/my/products"),
            ("Giấy tờ", "/my/papers"),
            ("Giấy chứng nhận", "/my/certificates"),
            ("Kiểm tra", "/my/inspections"),
            ("Hồ sơ chủ thể", "/my/producer"),
            ("Tra cứu", "/registry"),
        ],
        Role::Commune => &[
            ("Hồ sơ", "/commune"),
            ("Văn bản", "/records"),
            ("Chủ thể", "/producers"),
            ("Giấy chứng nhận", "/certificates"),
            ("Kiểm tra", "/inspections"),
            ("Sổ theo dõi", "/ledgers"),
            ("Tổng quan", "/overview"),
            ("Báo cáo", "/reports"),
            ("Số liệu", "/counts"),
            ("Tra cứu", "/registry"),
        ],
        Role::Province => &[
            ("Hồ sơ", "/province"),
            ("Hội đồng", "/councils"),
            ("Quyết định", "/decisions"),
            ("Giấy chứng nhận", "/certificates"),
            ("Kiểm tra", "/inspections"),
            ("Văn bản", "/records"),
            ("Chủ thể", "/producers"),
            ("Nhập danh sách", "/imports"),
            ("Sổ theo dõi", "/ledgers"),
            ("Tổng quan", "/overview"),
            ("Báo cáo", "/reports"),
            ("Số liệu", "/counts"),
            ("Tra cứu", "/registry"),
        ],
        Role::Member => &[("Phiếu đánh giá", "/sheets"), ("Tra cứu", "/registry")],
        Role::Ministry => &[
            ("Hồ sơ 5 sao", "/ministry"),
            ("Hội đồng", "/councils"),
            ("Quyết định", "/decisions"),
            ("Giấy chứng nhận", "/certificates"),
            ("Kiểm tra", "/inspections"),
            ("Văn bản", "/records"),
            ("Sổ theo dõi", "/ledgers"),
            ("Tổng quan", "/overview"),
            ("Báo cáo", "/reports"),
            ("Số liệu", "/counts"),
            ("Tra cứu", "/registry"),
        ],
        Role::Admin => &[
            ("Người dùng", "/users"),
            ("Nhật ký", "/logbook"),
            ("Lượt xem dữ liệu cá nhân", "/lookups"),
        ],
    };
    lines.iter().map(|(label, path)| MenuItem::new(frame.t(label), *path)).collect()
}
