use crate::places::Book;
use crate::registry::{Snapshot, State};

/// A product in a list.
#[derive(Debug)]
pub(super) struct Card<'a> {
    pub(super) id: &'a str,
    pub(super) name: &'a str,
    pub(super) specification: &'a str,
    pub(super) stars: u8,
    pub(super) state: State,
    pub(super) producer: &'a str,
    pub(super) place: String,
    pub(super) picture: bool,
}

impl<'a> Card<'a> {
    /// The product at this place of the picture.
    pub(super) fn of(snapshot: &'a Snapshot, book: &Book, at: u32) -> Option<Self> {
        let product = snapshot.kept.product(at)?;
        let now = snapshot.now(at);
        let place = snapshot.kept.places.get(product.place);
        Some(Self {
            id: &product.id,
            name: &product.name,
            specification: &product.specification,
            stars: now.stars.number(),
            state: now.state,
            producer: snapshot.kept.producer(product).map_or("", |it| &it.name),
            place: place.map_or_else(String::new, |it| book.full_name(&it.unit)),
            picture: product.picture.is_some(),
        })
    }
}
