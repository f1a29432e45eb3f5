//! What guests are answered ready-made: never anything old, and never anything of a person's.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use http_body_util::BodyExt as _;
use jiff::civil::date;
use ocop::hall;
use ocop::house::House;
use ocop_rules::accounts::{Post, Role};
use sqlx::Row as _;
use tower::ServiceExt as _;

use crate::fixture::{Fact, put, recognised, revoke};
use crate::told::{TODAY, Visitor, told};

/// A change is there long before; a machine that is busy has time.
const PATIENCE: Duration = Duration::from_secs(20);

/// The same house at another node: its own registry, on the same database.
async fn another_node(house: &House) -> House {
    let node = house.clone().with_book(Arc::clone(&house.book)).unwrap();
    node.registry.watch(&node.db).await.unwrap();
    node
}

/// Reads a page until it says this.
async fn reads_at_last(guest: &Visitor, path: &str, sentence: &str) {
    let since = Instant::now();
    while !guest.reads(path).await.contains(sentence) {
        assert!(since.elapsed() < PATIENCE, "{path} does not say: {sentence}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Whether an answer to guests is kept under this name.
fn is_kept(house: &House, name: &str) -> bool {
    house.registry.on(house.clock.today()).ready.get(name).is_some()
}

/// Somebody who acts for the producer of this product.
async fn its_producer(house: &House, product: &str) -> Visitor {
    let mut tx = house.db.begin().await.unwrap();
    for table in
        ["UPDATE products SET province = '99.2025'", "UPDATE producers SET province = '99.2025'"]
    {
        sqlx::query(table).execute(&mut *tx).await.unwrap();
    }
    let row = sqlx::query("SELECT producer FROM products WHERE id = $1")
        .bind(product)
        .fetch_one(&mut *tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let (unit, producer) = ("99001.2025".parse().unwrap(), Some(row.get("producer")));
    Visitor::with_post(house, Post { role: Role::Producer, unit, producer }).await
}

#[tokio::test]
async fn a_guest_reads_every_change_on_every_node() {
    told(async |house| {
        let product = recognised(&house, Fact::default()).await;
        let node = another_node(&house).await;
        let guest = Visitor::guest(&node);
        let address = format!("/registry/{product}");
        for path in ["/", "/registry", "/registry?q=mat", &address] {
            guest.reads(path).await;
            assert!(is_kept(&node, &format!("vi-{path}")), "{path}");
        }

        let producer = its_producer(&house, &product).await;
        let honey = [
            ("name", "Mật ong hoa tràm"),
            ("class", "I.2.b"),
            ("story", "Ong bay mười dặm."),
            ("revision", "0"),
        ];
        producer.does(&format!("/my/products/{product}"), &honey).await;
        reads_at_last(&guest, &address, "Ong bay mười dặm.").await;

        let form = producer.reads("/my/producer").await;
        assert!(form.contains("name=\"revision\""));
        let cooperative = [
            ("name", "HTX Mật ong Rừng Tràm"),
            ("kind", "cooperative"),
            ("phone", "0909 123 456"),
            ("revision", "0"),
        ];
        producer.does("/my/producer", &cooperative).await;
        reads_at_last(&guest, &address, "0909 123 456").await;

        let mut tx = house.db.begin().await.unwrap();
        put(&mut tx, Fact { name: "Mật dừa nước", ..Fact::default() }).await;
        tx.commit().await.unwrap();
        reads_at_last(&guest, "/registry?q=mat", "Mật dừa nước").await;
        reads_at_last(&guest, "/", "Mật dừa nước").await;

        revoke(&house, &product, "2026-10-15").await;
        reads_at_last(&guest, &address, "Không còn được công nhận").await;
        reads_at_last(&guest, "/registry?q=mat", "Đã bị thu hồi (1)").await;
    })
    .await;
}

#[tokio::test]
async fn a_new_day_is_a_new_page() {
    told(async |house| {
        let product = recognised(&house, Fact::default()).await;
        let guest = Visitor::guest(&house);
        let address = format!("/registry/{product}");
        assert!(guest.reads(&address).await.contains("Đang được công nhận 4 sao"));
        house.clock.move_to(date(2029, 2, 11));
        assert!(guest.reads(&address).await.contains("Không còn được công nhận"));
        house.clock.move_to(TODAY);
        assert!(guest.reads(&address).await.contains("Đang được công nhận 4 sao"));
    })
    .await;
}

#[tokio::test]
async fn nobody_gets_the_page_of_somebody_else() {
    told(async |house| {
        let product = recognised(&house, Fact::default()).await;
        let guest = Visitor::guest(&house);
        let officer = Visitor::in_role(&house, Role::Province, "99.2025").await;
        let reader = Visitor::reading_english(&house);
        let pages = ["/".to_owned(), "/registry?q=mat".to_owned(), format!("/registry/{product}")];
        for (at, path) in pages.iter().enumerate() {
            // Whoever comes first: neither is told what the other was.
            for turn in 0..3 {
                if (at + turn) % 2 == 0 {
                    let page = guest.reads(path).await;
                    assert!(page.contains("Đăng nhập"), "{path}");
                    assert!(!page.contains("Đăng xuất") && !page.contains("Người thử"), "{path}");
                } else {
                    let page = officer.reads(path).await;
                    assert!(page.contains("Đăng xuất") && page.contains("Người thử"), "{path}");
                }
                assert!(reader.reads(path).await.contains("Log in"), "{path}");
            }
        }
    })
    .await;
}

struct Sent {
    status: StatusCode,
    headers: HeaderMap,
    bytes: Vec<u8>,
}

async fn send(house: &House, path: &str, headers: &[(&str, &str)]) -> Sent {
    let mut request = Request::get(path).header(header::ACCEPT, "text/html");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::empty()).unwrap();
    let (parts, body) = hall::open(house.clone()).oneshot(request).await.unwrap().into_parts();
    let bytes = body.collect().await.unwrap().to_bytes().to_vec();
    Sent { status: parts.status, headers: parts.headers, bytes }
}

#[tokio::test]
async fn what_is_kept_is_what_was_drawn() {
    told(async |house| {
        let product = recognised(&house, Fact::default()).await;
        let path = format!("/registry/{product}");
        for packed in [&[][..], &[("accept-encoding", "gzip, br")]] {
            let fresh = [packed, &[("cache-control", "no-cache")]].concat();
            let drawn = send(&house, &path, &fresh).await;
            let name = format!("vi{}{path}", if packed.is_empty() { '-' } else { 'z' });
            assert!(!is_kept(&house, &name));
            let first = send(&house, &path, packed).await;
            assert!(is_kept(&house, &name));
            let second = send(&house, &path, packed).await;
            for it in [&first, &second] {
                assert_eq!(it.status, StatusCode::OK);
                assert_eq!(it.bytes, drawn.bytes);
                let is_gzip = it.headers.get(header::CONTENT_ENCODING).is_some();
                assert_eq!(is_gzip, !packed.is_empty());
                for name in ["content-security-policy", "x-content-type-options", "vary"] {
                    assert_eq!(it.headers.get(name), drawn.headers.get(name), "{name}");
                }
                assert!(!it.headers.contains_key(header::SET_COOKIE));
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_notice_is_said_to_one_and_kept_for_nobody() {
    told(async |house| {
        recognised(&house, Fact::default()).await;
        // "Xong."
        let notice = send(&house, "/registry", &[("cookie", "notice=WG9uZy4")]).await;
        assert!(String::from_utf8(notice.bytes).unwrap().contains("Xong."));
        assert!(notice.headers.contains_key(header::SET_COOKIE));
        assert!(!is_kept(&house, "vi-/registry"));
        let other = send(&house, "/registry", &[]).await;
        assert!(!String::from_utf8(other.bytes).unwrap().contains("Xong."));
        assert!(!other.headers.contains_key(header::SET_COOKIE));
    })
    .await;
}

#[tokio::test]
async fn what_is_not_there_is_kept_for_nobody() {
    told(async |house| {
        recognised(&house, Fact::default()).await;
        let path = "/registry/nothing";
        assert_eq!(send(&house, path, &[]).await.status, StatusCode::NOT_FOUND);
        assert!(!is_kept(&house, &format!("vi-{path}")));
        send(&house, "/registry?page=x", &[("cookie", "ocop=abc")]).await;
        assert!(!is_kept(&house, "vi-/registry?page=x"));
    })
    .await;
}
