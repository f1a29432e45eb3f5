//! What the browser fetches once and keeps: style sheet, scripts, typeface, ornament.
//!
//! The address of a file carries a piece of its content's hash, so it may be kept for a year: when
//! the content changes, so does the address.

use std::collections::HashMap;
use std::sync::LazyLock;

use axum::Router;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use bytes::Bytes;
use rust_embed::Embed;
use sha2::{Digest, Sha256};

#[derive(Embed)]
#[folder = "src/face/served/"]
struct Files;

/// The style sheet is written in pieces, one for each concern, and sent as one file.
const SHEETS: [&str; 11] = [
    "style/base.css",
    "style/frame.css",
    "style/forms.css",
    "style/tables.css",
    "style/parts.css",
    "style/portal.css",
    "style/certificates.css",
    "style/councils.css",
    "style/charts.css",
    "style/gallery.css",
    "style/print.css",
];

struct Asset {
    address: String,
    kind: String,
    content: Bytes,
}

static ASSETS: LazyLock<HashMap<String, Asset>> = LazyLock::new(|| {
    let mut assets = HashMap::new();
    for path in Files::iter().filter(|path| !path.starts_with("style/")) {
        if let Some(file) = Files::get(&path) {
            let name = path.rsplit('/').next().unwrap_or(&path);
            assets.insert(name.to_owned(), named(name, Bytes::from(file.data.into_owned())));
        }
    }
    let sheet = style_sheet(&assets);
    assets.insert("face.css".to_owned(), named("face.css", Bytes::from(sheet)));
    assets
});

/// The style sheet, in which `url(name)` has become the file's lasting address.
fn style_sheet(assets: &HashMap<String, Asset>) -> String {
    let mut sheet = String::new();
    for piece in SHEETS {
        if let Some(file) = Files::get(piece) {
            sheet.push_str(&String::from_utf8_lossy(&file.data));
        }
    }
    for (name, asset) in assets {
        sheet = sheet.replace(&format!("url({name})"), &format!("url({})", asset.address));
    }
    sheet
}

fn named(name: &str, content: Bytes) -> Asset {
    let hash = hex::encode(&Sha256::digest(&content)[..6]);
    let (stem, extension) = name.split_once('.').unwrap_or((name, ""));
    Asset {
        address: format!("/assets/{stem}-{hash}.{extension}"),
        kind: mime_guess::from_path(name).first_or_octet_stream().to_string(),
        content,
    }
}

/// The lasting address of a file of the face, e.g. `/assets/face-0f3c….css`.
///
/// A name that does not exist answers an address that does not exist either; a test holds every
/// name that the templates use.
pub fn address(name: &str) -> &str {
    ASSETS.get(name).map_or(name, |asset| asset.address.as_str())
}

/// `/assets/…`
pub(super) fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new().route("/assets/{file}", get(serve))
}

async fn serve(Path(file): Path<String>) -> Response {
    let wanted = format!("/assets/{file}");
    match ASSETS.values().find(|asset| asset.address == wanted) {
        Some(asset) => (
            [
                (header::CONTENT_TYPE, asset.kind.clone()),
                (header::CACHE_CONTROL, "public, max-age=31536000, immutable".to_owned()),
            ],
            asset.content.clone(),
        )
            .into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_style_sheet_has_all_its_pieces() {
        for piece in SHEETS {
            assert!(Files::get(piece).is_some(), "{piece}");
        }
        let pieces = Files::iter().filter(|path| path.starts_with("style/")).count();
        assert_eq!(pieces, SHEETS.len());
    }

    #[test]
    fn the_style_sheet_asks_only_for_what_we_serve() {
        let sheet = String::from_utf8_lossy(&ASSETS["face.css"].content).into_owned();
        for place in sheet.split("url(").skip(1) {
            assert!(place.starts_with("/assets/"), "url({}", &place[..place.len().min(40)]);
        }
    }

    #[tokio::test]
    async fn a_file_is_kept_for_a_year() {
        let file = address("face.css").trim_start_matches("/assets/").to_owned();
        let response = serve(Path(file)).await;
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(response.headers()[header::CONTENT_TYPE], "text/css");
        assert!(response.headers()[header::CACHE_CONTROL].to_str().unwrap().contains("immutable"));
    }
}
