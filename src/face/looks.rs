//! The pages of the face as a browser gets them: held against the rules of a good form, and laid
//! down in `target/looks/`, to be opened and looked at.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use axum::routing::get;
use tower::ServiceExt;

use super::*;

/// The gallery, and a page that fails with the status in its address, seen by an officer.
fn house() -> Router {
    let stale = || async { Apology::new(StatusCode::CONFLICT) };
    let fault = || async { Apology::new(StatusCode::INTERNAL_SERVER_ERROR).quoting("7F3K-22") };
    let refused = || async {
        Apology::new(StatusCode::UNPROCESSABLE_ENTITY)
            .saying("Phiên họp đã đóng, phiếu không sửa được nữa (Điều 7.3).")
    };
    let busy = || async { Apology::new(StatusCode::SERVICE_UNAVAILABLE) };
    Router::new()
        .route("/409", get(stale).post(stale))
        .route("/422", get(refused))
        .route("/500", get(fault))
        .route("/503", get(busy))
        .merge(gallery())
        .merge(routes())
        .layer(from_fn(dress))
        .layer(from_fn(enter))
}

async fn enter(mut request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let mut frame = Frame::of(&parts);
    let menu =
        [("Việc của tôi", "/tasks", 12), ("Hồ sơ", "/dossiers", 0), ("Sản phẩm", "/gallery", 0)];
    frame.visitor = Some(Visitor {
        name: "Trần Thị Hạnh".to_owned(),
        post_label: "Chủ tịch Hội đồng, tỉnh Rừng Tràm".to_owned(),
        menu: menu
            .map(|(label, path, waiting)| MenuItem { waiting, ..MenuItem::new(label, path) })
            .into(),
    });
    request = Request::from_parts(parts, body);
    request.extensions_mut().insert(frame);
    next.run(request).await
}

async fn fetch(path: &str, lang: Lang) -> Vec<u8> {
    let request = Request::get(path)
        .header(header::ACCEPT, "text/html")
        .header(header::COOKIE, format!("lang={}", lang.code()))
        .body(Body::empty());
    let response = house().oneshot(request.unwrap()).await.unwrap();
    to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec()
}

async fn read(path: &str, lang: Lang) -> String {
    String::from_utf8(fetch(path, lang).await).unwrap()
}

/// The values of an attribute, in order.
fn all<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let opening = format!(" {attribute}=\"");
    page.split(opening.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

const PAGES: [&str; 6] = ["/gallery", "/404", "/409", "/422", "/500", "/503"];

#[tokio::test]
async fn every_page_is_drawn_in_both_languages() {
    for lang in [Lang::Vi, Lang::En] {
        for path in PAGES {
            let page = read(path, lang).await;
            assert!(page.contains(&format!("<html lang=\"{}\">", lang.code())), "{path}");
            assert_eq!(page.matches("<h1").count(), 1, "{path}");
            lay_down(&format!("{}-{}.html", &path[1..], lang.code()), &page, lang).await;
        }
    }
}

/// Lays a page down with all that it asks for, so that a browser can open it as a file.
async fn lay_down(name: &str, page: &str, lang: Lang) {
    let looks = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/looks");
    fs::create_dir_all(looks.join("assets")).unwrap();
    fs::write(looks.join(name), page.replace("\"/assets/", "\"assets/")).unwrap();
    let mut asked: Vec<String> = all(page, "href").into_iter().map(str::to_owned).collect();
    asked.extend(all(page, "src").into_iter().map(str::to_owned));
    let sheet = read(address("face.css"), lang).await;
    asked.extend(
        sheet.split("url(").skip(1).filter_map(|it| it.split(')').next()).map(str::to_owned),
    );
    for asset in asked.iter().filter(|it| it.starts_with("/assets/")) {
        let mut content = fetch(asset, lang).await;
        assert!(!content.starts_with(b"<!doctype"), "{asset} is not served");
        if asset == address("face.css") {
            content =
                String::from_utf8(content).unwrap().replace("url(/assets/", "url(").into_bytes();
        }
        fs::write(looks.join(&asset[1..]), content).unwrap();
    }
}

#[tokio::test]
async fn every_field_has_its_label() {
    let page = read("/gallery", Lang::Vi).await;
    let labels: HashSet<&str> = all(&page, "for").into_iter().collect();
    for field in ["<input ", "<select ", "<textarea "] {
        for rest in page.split(field).skip(1) {
            let tag = format!(" {}", rest.split('>').next().unwrap());
            let wrapped = tag.contains("type=\"radio\"") || tag.contains("type=\"checkbox\"");
            let unseen = tag.contains("type=\"hidden\"");
            let id = all(&tag, "id").first().copied().unwrap_or_default();
            assert!(wrapped || unseen || labels.contains(id), "{field}{tag} has no label");
        }
    }
}

#[tokio::test]
async fn what_a_page_points_at_is_there_once() {
    for path in PAGES {
        let page = read(path, Lang::Vi).await;
        let ids = all(&page, "id");
        let once: HashSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), once.len(), "{path}: {ids:?}");
        let mut pointed = all(&page, "for");
        pointed.extend(all(&page, "aria-labelledby"));
        pointed.extend(all(&page, "aria-describedby").into_iter().flat_map(str::split_whitespace));
        pointed.extend(all(&page, "href").into_iter().filter_map(|it| it.strip_prefix('#')));
        for id in pointed {
            assert!(once.contains(id), "{path}: nothing is called {id}");
        }
    }
}

#[tokio::test]
async fn no_style_and_no_script_is_written_into_a_page() {
    for path in PAGES {
        let page = read(path, Lang::Vi).await;
        assert!(all(&page, "style").is_empty() && !page.contains("<style"), "{path}");
        assert!(!page.contains(" onclick=") && !page.contains("hx-on"), "{path}");
        for script in page.split("<script").skip(1) {
            assert!(script.starts_with(" src=\"/assets/"), "{path}");
        }
    }
}

#[tokio::test]
async fn a_form_with_errors_says_so_in_its_title_and_beside_its_fields() {
    let page = read("/gallery", Lang::Vi).await;
    assert!(page.contains("<title>Lỗi: "));
    assert!(page.contains("<a href=\"#gallery-founded\">Lịch không có ngày 31/02/2026.</a>"));
    assert!(page.contains("id=\"gallery-founded-error\""));
}

#[test]
fn every_word_of_a_picture_is_known_in_english() {
    for word in ocop_documents::chart::WORDS {
        assert!(translations::english(word).is_some(), "{word}");
    }
}

#[test]
fn every_sentence_of_the_face_is_known_in_english() {
    let face = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/face");
    for file in fs::read_dir(face).unwrap().map(|entry| entry.unwrap().path()) {
        let is_page = file.extension().is_some_and(|it| it == "html");
        if is_page || file.ends_with("failures.rs") {
            let missing = translations::missing(&fs::read_to_string(&file).unwrap());
            assert!(missing.is_empty(), "{}: {missing:#?}", file.display());
        }
    }
}
