//! The market (*xúc tiến thương mại, kênh bán hàng*): fairs and who took part, points of display and
//! sale, listings on platforms, what a product makes in a year, places of community tourism.
//!
//! Each is a ledger. Offers downstream: the ledgers themselves, which a report asks.

mod fairs;
mod places;
mod sales;

use crate::ledgers::Shelf;

pub use fairs::{FAIRS, PARTICIPATIONS};
pub use places::TOURISM_PLACES;
pub use sales::{LISTINGS, SALES_POINTS, YEARLY_FIGURES};

/// The ledgers of this room.
pub const LEDGERS: Shelf = Shelf {
    title: "Thị trường",
    ledgers: &[&FAIRS, &PARTICIPATIONS, &SALES_POINTS, &LISTINGS, &YEARLY_FIGURES, &TOURISM_PLACES],
};
