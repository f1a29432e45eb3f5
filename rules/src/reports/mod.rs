//! Reports (*báo cáo*): what was declared, what is counted, and the difference between them.
//!
//! Of old periods often only figures are left. A declared figure is kept with its date, its words
//! and its source; where there are records too, both stand side by side.

mod declared;
mod difference;
mod entry;
mod figure;

pub use declared::{Comparison, DeclareRefusal, Declared, FigureDraft, FigureSource, range};
pub use difference::{Answer, Difference};
pub use entry::{Entry, EntryFault};
pub use figure::{FigureBasis, FigureOf, NotAFigure};
