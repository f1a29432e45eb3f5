//! What must always be true of certificates.

use crate::machinery::checks::Check;
use crate::machinery::{Failure, Tx};

use super::labels;
use super::store::{self, Issued};
use ocop_rules::certificates::{Event, grants, valid_to};
use ocop_rules::criteria::Stars;

/// Asks.
///
/// # Errors
///
/// Only faults of the database.
pub async fn ask(tx: &mut Tx<'_>) -> Result<Vec<Check>, Failure> {
    let mut terms = Vec::new();
    let mut early = Vec::new();
    let mut double = Vec::new();
    let mut succession = Vec::new();
    let mut after = String::new();
    loop {
        let page = store::by_products(tx, &after, 500).await?;
        let Some(last) = page.last() else { break };
        after.clone_from(&last.product);
        for product in page.chunk_by(|one, other| one.product == other.product) {
            for it in product {
                terms.extend(wrong_term(it));
                early.extend(early_event(it));
                succession.extend(wrong_successor(it, product));
            }
            double.extend(stand_together(product));
        }
    }
    let mut authorities = Vec::new();
    for (number, authority, stars, decided_on) in store::recognitions(tx).await? {
        let Some(stars) = Stars::from_number(stars) else { continue };
        if let Err(refusal) = grants(authority, stars, decided_on) {
            let why = labels::who_recognises(refusal);
            authorities.push(format!("Quyết định {number} ngày {decided_on}: {why}"));
        }
    }
    Ok(vec![
        Check::new("Mỗi ngày một sản phẩm có nhiều nhất một giấy chứng nhận còn hiệu lực", double),
        Check::new("Giấy chứng nhận có hiệu lực đúng 36 tháng", terms),
        Check::new("Giấy được thay thế từ đúng ngày giấy sau bắt đầu", succession),
        Check::new("Không có gì xảy ra với giấy chứng nhận trước ngày nó bắt đầu", early),
        Check::new("Quyết định công nhận đúng thẩm quyền theo hạng sao và ngày", authorities),
        Check::new(
            "Kéo dài hiệu lực kết thúc khi hồ sơ đánh giá lại có kết quả",
            store::kept_beyond_result(tx).await?,
        ),
        Check::new(
            "Giấy chứng nhận có hồ sơ thì hồ sơ đó được công nhận",
            store::without_recognition(tx).await?,
        ),
        Check::new(
            "Mỗi giấy chứng nhận, mỗi diễn biến có dòng nhật ký",
            store::without_line(tx).await?,
        ),
    ])
}

fn wrong_term(it: &Issued) -> Option<String> {
    let (from, to) = (it.terms.valid_from, it.terms.valid_to);
    let known = from.is_known() && to.is_known();
    let wrong = known && to.earliest() != valid_to(from.earliest());
    wrong.then(|| format!("{}: từ {} đến {}", it.id, from.earliest(), to.earliest()))
}

fn early_event(it: &Issued) -> Option<String> {
    let begins = it.terms.valid_from.earliest();
    let early = it.events.iter().find(|event| event.on < begins)?;
    Some(format!("{}: ngày {} trước {begins}", it.id, early.on))
}

fn wrong_successor(it: &Issued, product: &[Issued]) -> Option<String> {
    let event = it.events.iter().find(|it| matches!(it.event, Event::Superseded { .. }))?;
    let successor = product.iter().find(|it| Some(&it.id) == event.successor.as_ref());
    let starts = successor.map(|it| it.terms.valid_from.earliest());
    (starts != Some(event.on)).then(|| format!("{}: được thay thế ngày {}", it.id, event.on))
}

/// Two certificates of a product that stand on the same day: it is enough to look at the first day
/// of each, for what overlaps does so on the first day of the later.
fn stand_together(product: &[Issued]) -> Option<String> {
    product.iter().find_map(|it| {
        let day = it.terms.valid_from.latest();
        let standing: Vec<&str> = product
            .iter()
            .filter(|it| it.terms.on(day).is_certified())
            .map(|it| it.id.as_str())
            .collect();
        (1 < standing.len()).then(|| format!("ngày {day}: {}", standing.join(", ")))
    })
}
