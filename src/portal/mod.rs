//! The portal (*cổng tra cứu*): what everyone may ask. Is this product certified today, how many
//! stars has it, by which decision, until when?
//!
//! Its pages and their twins for programs are answered from the registry in memory alone; nothing
//! personal is in it.

pub mod api;
mod asked;
mod card;
mod decision;
mod pages;
mod product;

pub use pages::doors;
