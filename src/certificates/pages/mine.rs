//! What a producer holds, and what she may ask for next.

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use jiff::civil::Date;
use ocop_rules::certificates::Standing;
use ocop_rules::dossiers::{RenewalRefusal, renewal_door};
use ocop_rules::places::UnitId;
use ocop_rules::programme::Window;

use super::super::labels;
use super::super::store::{self, Line, Wanted};
use super::list::standing;
use crate::accounts::Login;
use crate::face::{Frame, show};
use crate::house::House;
use crate::machinery::Failure;

/// More certificates than a producer ever has.
const ALL: i64 = 500;

/// A certificate, how it stands, and what may follow.
struct Held {
    line: Line,
    standing: Standing,
    window: Window,
    next: Next,
}

/// What a producer may do about a certificate today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    /// It speaks no more: nothing.
    Nothing,
    /// Wait until the window opens.
    Wait(Date),
    /// File a renewal.
    Renew,
    /// It is too late for a renewal since that day; register anew when it ends.
    TooLate(Date),
}

impl Next {
    fn of(line: &Line, standing: Standing, today: Date) -> Self {
        let speaks = matches!(standing, Standing::Valid | Standing::Extended | Standing::Expired);
        if !speaks || !line.is_exact {
            return Self::Nothing;
        }
        // A document keeps it in force so that it can still be renewed (Art. 12.3).
        if standing == Standing::Extended {
            return Self::Renew;
        }
        match renewal_door(line.valid_to, today, None) {
            Ok(_) => Self::Renew,
            Err(RenewalRefusal::TooEarly { opens }) => Self::Wait(opens),
            Err(RenewalRefusal::TooLate { closed, .. }) => Self::TooLate(closed),
        }
    }
}

#[derive(askama::Template)]
#[template(path = "certificates/mine.html")]
struct MinePage {
    frame: Frame,
    held: Vec<Held>,
}

pub(super) async fn page(
    State(house): State<House>,
    frame: Frame,
    login: Login,
) -> Result<Response, Failure> {
    let today = house.clock.today();
    let wanted = Wanted {
        within: &[UnitId::country()],
        producer: login.producer()?,
        q: "",
        stars: None,
        standing: "",
        ending: None,
        day: today,
    };
    let mut tx = house.db.read().await?;
    let (lines, _) = store::list(&mut tx, &wanted, (0, ALL)).await?;
    let held = lines.into_iter().rev().map(|line| {
        let standing = standing(&line.standing);
        let next = Next::of(&line, standing, today);
        Held { window: Window::before(line.valid_to), standing, next, line }
    });
    Ok(show(&MinePage { held: held.collect(), frame })?.into_response())
}
