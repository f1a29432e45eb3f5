//! The text of a decision, for everyone: as it was signed where it was scanned, else as it was
//! issued.

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::Response;

use super::pages::find;
use crate::house::House;
use crate::machinery::Failure;
use crate::machinery::files::Files;
use crate::records::{About, Kinds, store};
use crate::registry::{Decision, Product};

/// `GET /registry/{product}/decisions/{decision}`
pub(super) async fn file(
    State(house): State<House>,
    kinds: Kinds,
    Path((id, decision)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let (snapshot, at) = find(&house, &id)?;
    let product = snapshot.kept.product(at).ok_or(Failure::NotFound)?;
    let is_named = cited(product).any(|it| it.issued.as_deref() == Some(&decision));
    if !is_named {
        return Err(Failure::NotFound);
    }
    let mut tx = house.db.read().await?;
    for kind in kinds.about(About::Decision).filter(|it| it.is_public) {
        let Some(record) = store::of_thing(&mut tx, kind.id, &decision).await?.pop() else {
            continue;
        };
        let files = store::files(&mut tx, &record.id).await?;
        let scan = files.iter().rfind(|it| it.is_scan());
        let Some(file) = scan.or_else(|| files.iter().find(|it| it.format == "pdf")) else {
            continue;
        };
        let kept = Files::kept(&mut tx, &file.sha256).await?;
        let mut response = house.files.give(&kept, &record.file_name(file)).await?;
        let kept_for = HeaderValue::from_static("public, max-age=300");
        response.headers_mut().insert(header::CACHE_CONTROL, kept_for);
        return Ok(response);
    }
    Err(Failure::NotFound)
}

/// Every decision that the page of a product cites.
fn cited(product: &Product) -> impl Iterator<Item = &Decision> {
    let each = product.held.iter().flat_map(|held| {
        let ended = held.endings.iter().filter_map(|it| it.decision.as_ref());
        held.decision.iter().chain(ended)
    });
    each.map(|it| &**it)
}
