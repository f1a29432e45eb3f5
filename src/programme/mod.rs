//! The programme (*chương trình, đợt đánh giá*): the legal calendar.
//!
//! Which days offices rest is fixed anew every year; `standards/calendar/` holds one file a year.

mod calendar;

pub use calendar::{Basis, Calendar, CalendarFault, MarkedDay, calendar};
