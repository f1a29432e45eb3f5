//! The councils (*hội đồng*): meetings, sheets, results.

pub mod score;
