//! What is personal in a dossier, opened by an office: sex, ethnic group and residence on Mẫu 03,
//! what was handed in, the producer's papers (Law 91/2025). It is written down, one line a person,
//! dossier and day: that it was opened, and never what stood there.

use ocop_rules::accounts::Role;
use serde_json::json;

use super::super::store::Dossier;
use crate::accounts::{Login, SEES_PERSONAL_DATA};
use crate::house::House;
use crate::machinery::{Failure, logbook};

/// What is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opened {
    /// Mẫu 01 and 02, as they were handed in.
    Submission,
    /// Mẫu 03.
    Findings,
    /// A paper of the producer.
    Paper,
}

impl Opened {
    fn id(self) -> &'static str {
        match self {
            Self::Submission => "submission",
            Self::Findings => "findings",
            Self::Paper => "paper",
        }
    }
}

/// Writes down that an office opens this, unless it has opened something of this dossier today. To
/// be called before it is shown, and with no transaction open.
pub(super) async fn note_opened(
    house: &House,
    login: &Login,
    dossier: &Dossier,
    what: Opened,
) -> Result<(), Failure> {
    // Her own is nobody else's to see; a member of a council sees no persons.
    if matches!(login.role(), Role::Producer | Role::Member) {
        return Ok(());
    }
    let subject = dossier.subject();
    let by = (SEES_PERSONAL_DATA, login.person.as_str());
    let mut tx = house.db.read().await?;
    let is_written = logbook::is_written(&mut tx, &subject, by, house.clock.day_began()).await?;
    drop(tx);
    if is_written {
        return Ok(());
    }
    let line = logbook::Line {
        at: house.clock.now(),
        person: &login.person,
        unit: login.post.unit.as_str(),
        subject,
        step: SEES_PERSONAL_DATA,
        article: "",
        detail: json!({ "opened": what.id() }),
    };
    let mut tx = house.db.begin().await?;
    logbook::write(&mut tx, line).await?;
    tx.commit().await?;
    Ok(())
}
