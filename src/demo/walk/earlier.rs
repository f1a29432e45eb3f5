//! What was recognised before: a list taken in as any province takes one in, and what has become of
//! some of its certificates since (Art. 8, 12.3).

use anyhow::Context as _;

use super::Walk;
use super::office::PROVINCE;
use crate::chores;
use crate::demo::guide::Guide;
use crate::machinery::Failure;

const LIST: &str = include_str!("../../../fixtures/rung-tram.csv");

/// The office uploads the list, answers what it is asked, and takes it in.
pub(super) async fn take_in(walk: &Walk<'_>) -> Result<(), Failure> {
    let guide = walk.guide(PROVINCE).await?;
    let form = guide.form_on("/imports", "/imports").await?;
    let file = ("file", "rung-tram.csv", LIST.as_bytes());
    let list = guide.gives("/imports", &form.with(&[]), file).await?;
    while chores::work(walk.house).await? {}

    let entries = format!("{list}/entries");
    let form = guide.form_on(&list, &entries).await?;
    // A commune that was split asks a person, who takes the first heir.
    let mut asked: Vec<_> = form.offered.iter().filter(|(_, unit)| !unit.is_empty()).collect();
    asked.retain(|(name, _)| name.starts_with("place-"));
    asked.dedup_by_key(|(name, _)| name.as_str());
    let answers: Vec<_> = asked.iter().map(|(name, unit)| (name.as_str(), unit.as_str())).collect();
    guide.does(&entries, &form.with(&answers)).await?;
    while chores::work(walk.house).await? {}
    Ok(())
}

/// A certificate whose window had closed before the decision was in force stays in force (Art. 12.3).
pub(super) async fn extend(walk: &Walk<'_>, product: &str) -> Result<(), Failure> {
    let fields = [
        ("number", "1702/QĐ-UBND"),
        ("dated", "07/09/2026"),
        ("signatory", "Chủ tịch UBND tỉnh"),
        ("reason", "Thời hạn nộp hồ sơ đánh giá lại đã qua trước ngày Quyết định 26 có hiệu lực."),
    ];
    end(walk, product, "extension", &fields).await
}

/// A certificate is revoked for misuse of the mark (Art. 8.1.d).
pub(super) async fn revoke(walk: &Walk<'_>, product: &str) -> Result<(), Failure> {
    let fields = [
        ("ground", "d"),
        ("concluded_on", "26/10/2026"),
        ("number", "2140/QĐ-UBND"),
        ("dated", "04/11/2026"),
        ("signatory", "Chủ tịch UBND tỉnh"),
        ("reason", "In biểu trưng OCOP 4 sao lên sản phẩm được công nhận 3 sao."),
    ];
    end(walk, product, "revocation", &fields).await
}

async fn end(
    walk: &Walk<'_>,
    product: &str,
    ending: &str,
    fields: &[(&str, &str)],
) -> Result<(), Failure> {
    let guide = walk.guide(PROVINCE).await?;
    let address = format!("{}/{ending}", named(&guide, "/certificates", product).await?);
    guide.fills(&address, &address, fields).await?;
    Ok(())
}

/// The address of what is called so on a page of links, found as a person finds it.
pub(super) async fn named(guide: &Guide, page: &str, name: &str) -> Result<String, Failure> {
    linked(guide, page, page, name).await
}

/// The address, beginning so, of what is called so on a page.
pub(super) async fn linked(
    guide: &Guide,
    page: &str,
    prefix: &str,
    name: &str,
) -> Result<String, Failure> {
    let text = guide.opens(page).await?.page;
    let links = text.split("href=\"").skip(1).filter(|it| it.starts_with(prefix));
    let is_named = |it: &&str| {
        it.split('<')
            .next()
            .and_then(|it| it.split_once('>'))
            .is_some_and(|(_, it)| it.trim() == name)
    };
    let mut named = links.filter(is_named);
    let link = named.next().with_context(|| format!("{page} has no {name}\n{text}"))?;
    Ok(link.split('"').next().unwrap_or_default().to_owned())
}
