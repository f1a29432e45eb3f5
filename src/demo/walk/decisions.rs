//! What authorities decide on results that stand (Art. 7.3.e, g; 7.4.e), and what becomes of
//! certificates (Art. 8, 12.3).

use super::{Walk, Walked};
use crate::machinery::Failure;

/// An office records one thing for many dossiers: a decision, a letter, a notice; answers where it
/// is.
pub(super) async fn record(
    walk: &Walk<'_>,
    office: &str,
    work: &str,
    fields: &[(&str, &str)],
    dossiers: &[Walked<'_>],
) -> Result<String, Failure> {
    let guide = walk.guide(office).await?;
    let address = format!("/decisions/new/{work}");
    let mut typed = fields.to_vec();
    typed.extend(dossiers.iter().map(|it| ("dossier", it.id.as_str())));
    guide.fills(&address, &address, &typed).await
}

/// An office issues a document about a thing, as its letterhead says.
pub(super) async fn issue(
    walk: &Walk<'_>,
    office: &str,
    kind: &str,
    thing: &str,
) -> Result<(), Failure> {
    let guide = walk.guide(office).await?;
    let address = format!("/documents/{kind}/{thing}");
    guide.fills(&address, &address, &[]).await?;
    Ok(())
}
