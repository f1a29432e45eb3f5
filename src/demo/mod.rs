//! The demo: one small province of fiction, with people for every role and dossiers in every stage.
//!
//! It is furnished through the same doors as everyone uses, so what it shows is what the program
//! does. Tests, screenshots and the handbook speak of the same people.

pub mod aims;
pub mod command;
pub mod form;
pub mod guide;
mod papers;
pub mod people;
pub mod seeds;
pub mod told;
mod walk;

use jiff::civil::{Date, date};

use crate::house::House;
use crate::machinery::{Clock, Failure, logbook};
use people::Cast;

/// The day that the demo has come to: the second round of 2026 is before the council.
pub const TODAY: Date = date(2026, 11, 23);

/// The line of the logbook that says that nothing is missing.
const SUBJECT: &str = "demo";

/// Furnishes an empty house whose clock may be set, and says each step.
///
/// # Errors
///
/// A fault that shows the page, when a form of the demo is not accepted.
pub async fn furnish(house: &House, say: impl Fn(&str)) -> Result<(), Failure> {
    let cast = Cast::read()?;
    say("Người và chủ thể");
    house.clock.move_to(date(2026, 9, 1));
    cast.move_in(house).await?;
    walk::Walk::new(house, &cast).whole(&say).await?;

    house.clock.move_to(TODAY);
    let mut tx = house.db.begin().await?;
    let line = logbook::Line {
        at: house.clock.now(),
        person: "<demo>",
        unit: "vn",
        subject: SUBJECT.to_owned(),
        step: "furnished",
        article: "",
        detail: serde_json::json!({}),
    };
    logbook::write(&mut tx, line).await?;
    Ok(tx.commit().await?)
}

/// The house as people find it, furnished if it is new: from here on time passes.
///
/// # Errors
///
/// A refusal when somebody else lives there, or when the furnishing was once broken off.
pub async fn open(house: House, say: impl Fn(&str)) -> Result<House, Failure> {
    let mut tx = house.db.read().await?;
    let is_new = logbook::count(&mut tx).await? == 0
        && crate::accounts::store::people(&mut tx).await?.is_empty();
    let is_whole = !logbook::of(&mut tx, SUBJECT).await?.is_empty();
    let newest = logbook::before(&mut tx, u64::MAX >> 1, 1).await?;
    drop(tx);
    if is_new {
        furnish(&house, say).await?;
    } else if !is_whole {
        return Err(Failure::refused(
            "Cơ sở dữ liệu này không phải là bản trình diễn đã dựng xong. Hãy chọn một cơ sở dữ \
             liệu khác.",
        ));
    } else if let Some(last) = newest.first() {
        let last = last.at.parse().map_err(anyhow::Error::new)?;
        return Ok(House { clock: Clock::going_on_from(last), ..house });
    }
    Ok(House { clock: Clock::going_on_from(house.clock.now()), ..house })
}

/// The house as it is found: where its database is a demo's, it says so and knows the units of
/// fiction, whichever command has opened it.
///
/// # Errors
///
/// Only faults.
pub async fn recognise(house: House) -> Result<House, Failure> {
    let mut tx = house.db.read().await?;
    let is_demo = !logbook::of(&mut tx, SUBJECT).await?.is_empty();
    drop(tx);
    if is_demo { in_fiction(house) } else { Ok(house) }
}

/// A house in the province of fiction.
fn in_fiction(house: House) -> Result<House, Failure> {
    let book = crate::places::fictional().map_err(anyhow::Error::new)?;
    Ok(House { is_demo: true, ..house.with_book(book)? })
}
