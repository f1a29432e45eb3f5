//! Records (*văn bản*): what a document states, and the number by which others cite it.
//!
//! A document seldom states a bare number: *hơn 80 đại biểu*, *khoảng 145 sản phẩm*, *trên 1,3 tỷ
//! đồng*. What it says is kept with the word that it says it with.

mod agreement;
mod amount;
mod number;

pub use agreement::Agreement;
pub use amount::{Amount, AmountRefusal, Relation};
pub use number::{DocumentNumber, NumberRefusal};
