use std::sync::Arc;

use anyhow::Context as _;
use jiff::civil::Date;
use ocop_rules::certificates::{Certificate, RevocationGround};
use ocop_rules::producers::ProducerKind;
use ocop_rules::programme::Authority;

use crate::places::Book;

use super::index::Index;
use super::lots::Lots;
use super::places::Places;
use super::store::Answer;

/// What was read, as one moment held it: every product that has ever had a certificate.
///
/// Fifty thousand products lie in it, so their texts are shared or as short as they are.
#[derive(Debug)]
pub struct Kept {
    /// The version of the changes that it holds.
    pub version: i64,
    /// The products, by name. What has not changed is shared with the picture before.
    pub products: Vec<Arc<Product>>,
    /// Their producers; a product says which by its number.
    pub producers: Vec<Producer>,
    /// The units that products lie in, in the same way.
    pub places: Places,
    /// The lines of Annex I that they are of, and which is whose.
    pub(super) classes: Vec<Arc<str>>,
    pub(super) class_of: Vec<u16>,
    pub(super) index: Arc<Index>,
    /// The products by id, each by its number.
    by_id: Vec<u32>,
    /// What was counted of them, by unit.
    pub(super) lots: Arc<Lots>,
    /// The first version that counted the same.
    since: i64,
}

/// A product, as everyone may know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Product {
    /// Its id.
    pub id: Box<str>,
    /// Its name.
    pub name: Box<str>,
    /// *Quy cách.*
    pub specification: Box<str>,
    /// Its line of Annex I, or what is known of it: `I.2.b`, `I.2`, nothing.
    pub class: Arc<str>,
    /// Its story.
    pub story: Box<str>,
    /// What it is.
    pub description: Box<str>,
    /// Its picture, by its hash.
    pub picture: Option<Box<str>>,
    /// The codes that it was given, the last one last.
    pub codes: Box<[Box<str>]>,
    /// Whose it is, among [`Kept::producers`].
    pub producer: u32,
    /// Where it lies, among the places.
    pub place: u32,
    /// Its certificates, the oldest first. Never none.
    pub held: Box<[Held]>,
}

/// Who makes it: business data only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Producer {
    /// Its id.
    pub id: Box<str>,
    /// Its name.
    pub name: Box<str>,
    /// What it is; `None` only when the table holds what the rules do not know.
    pub kind: Option<ProducerKind>,
    /// Its address.
    pub address: Box<str>,
    /// Its telephone.
    pub phone: Box<str>,
    /// Its electronic mail.
    pub email: Box<str>,
    /// *Số đăng ký kinh doanh.*
    pub registration_number: Box<str>,
}

/// A certificate and what is printed of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// What the rules know of it.
    pub certificate: Certificate,
    /// Its number.
    pub number: Box<str>,
    /// The decision it follows from; the one of an imported product may not be known.
    pub decision: Option<Arc<Decision>>,
    /// The edition it was judged under: `26-2026`.
    pub edition: Arc<str>,
    /// What was written of its end or its extension.
    pub endings: Box<[Ending]>,
}

/// A decision, as it is cited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// `1234/QĐ-UBND`
    pub number: Box<str>,
    /// Its date.
    pub decided_on: Date,
    /// Whose it is.
    pub authority: Authority,
    /// The unit of that authority.
    pub unit: Box<str>,
    /// Who signed.
    pub signatory: Box<str>,
    /// Its id, where its text was issued and everyone may read it.
    pub issued: Option<Box<str>>,
}

/// What became of a certificate, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ending {
    /// What it was.
    pub kind: Kind,
    /// From which day.
    pub on: Date,
    /// By which decision.
    pub decision: Option<Arc<Decision>>,
    /// Why, as the decision says it.
    pub reason: Box<str>,
}

/// What may become of a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Kept in force up to this day.
    Extended(Date),
    /// The result that it was kept in force for is there.
    ExtensionEnded,
    /// Another took its place.
    Superseded,
    /// Revoked.
    Revoked(RevocationGround),
}

impl Kept {
    /// Orders what was read, and makes it findable; where nothing that is searched has changed, as
    /// the picture before does. Where nothing that is counted has changed, its counts stay.
    pub(super) fn gather(
        answer: Answer,
        before: Option<&Self>,
        book: &Book,
    ) -> anyhow::Result<Self> {
        let Answer { version, mut products, producers, units } = answer;
        products.sort_by(|one, other| (&one.0, &one.1.id).cmp(&(&other.0, &other.1.id)));
        let products: Vec<Arc<Product>> = products.into_iter().map(|(_, it)| it).collect();
        let places = Places::gather(&units, book);
        let found = before.filter(|it| it.is_found_alike(&products, &producers, &places));
        let index = match found {
            Some(before) => Arc::clone(&before.index),
            None => Arc::new(Index::of(&products, &producers, &places)?),
        };
        let counted = before.filter(|it| it.is_counted_alike(&products, &producers, &places));
        let (lots, since) = match counted {
            Some(before) => (Arc::clone(&before.lots), before.since),
            None => (Arc::default(), version),
        };
        let mut by_id: Vec<(&str, u32)> =
            products.iter().zip(0..).map(|(it, at)| (&*it.id, at)).collect();
        by_id.sort_unstable();
        let by_id = by_id.into_iter().map(|(_, at)| at).collect();
        let mut classes: Vec<Arc<str>> = products.iter().map(|it| it.class.clone()).collect();
        classes.sort();
        classes.dedup();
        let class_of = products
            .iter()
            .map(|it| classes.binary_search(&it.class).unwrap_or_default())
            .map(|it| u16::try_from(it).context("too many classes"))
            .collect::<anyhow::Result<_>>()?;
        Ok(Self {
            version,
            products,
            producers,
            places,
            classes,
            class_of,
            index,
            by_id,
            lots,
            since,
        })
    }

    /// Whether all of these are found by the same words as what is kept here, each at its place.
    fn is_found_alike(
        &self,
        products: &[Arc<Product>],
        producers: &[Producer],
        places: &Places,
    ) -> bool {
        let products = self.products.iter().zip(products);
        self.products.len() == products.len()
            && self.producers.len() == producers.len()
            && self.places.are_alike(places)
            && self.producers.iter().zip(producers).all(|(one, other)| one.name == other.name)
            && products
                .into_iter()
                .all(|(one, other)| Arc::ptr_eq(one, other) || one.words().eq(other.words()))
    }

    /// Whether all of these count as what is kept here, each at its place: only texts have changed.
    fn is_counted_alike(
        &self,
        products: &[Arc<Product>],
        producers: &[Producer],
        places: &Places,
    ) -> bool {
        let is_of_kind =
            |(one, other): (&Producer, &Producer)| one.id == other.id && one.kind == other.kind;
        let counts = |(one, other): (&Arc<Product>, &Arc<Product>)| {
            Arc::ptr_eq(one, other) || one.counts_as(other)
        };
        self.products.len() == products.len()
            && self.producers.len() == producers.len()
            && self.places.are_alike(places)
            && self.producers.iter().zip(producers).all(is_of_kind)
            && self.products.iter().zip(products).all(counts)
    }

    /// The version since which the products, their order and all that is counted of them are the
    /// same.
    pub fn certified_since(&self) -> i64 {
        self.since
    }

    /// This product, as it is kept here where it is the same.
    pub(super) fn shared(&self, product: Product) -> Arc<Product> {
        let kept = self.at(&product.id).and_then(|it| self.shared_at(it));
        match kept {
            Some(kept) if **kept == product => Arc::clone(kept),
            _ => Arc::new(product),
        }
    }

    fn shared_at(&self, at: u32) -> Option<&Arc<Product>> {
        self.products.get(usize::try_from(at).ok()?)
    }

    /// The place of a product among the products.
    pub fn at(&self, id: &str) -> Option<u32> {
        let found =
            self.by_id.binary_search_by(|&at| self.product(at).map(|it| &*it.id).cmp(&Some(id)));
        self.by_id.get(found.ok()?).copied()
    }

    /// The product at this place.
    pub fn product(&self, at: u32) -> Option<&Product> {
        self.shared_at(at).map(|it| &**it)
    }

    /// The line of Annex I of the product at this place, among the classes.
    pub(super) fn class_at(&self, at: u32) -> u16 {
        usize::try_from(at).ok().and_then(|it| self.class_of.get(it)).copied().unwrap_or(u16::MAX)
    }

    /// A line of Annex I, by its place among the classes; empty where it is not known.
    pub fn class(&self, at: u16) -> &str {
        self.classes.get(usize::from(at)).map_or("", |it| it)
    }

    /// Whose product it is.
    pub fn producer(&self, product: &Product) -> Option<&Producer> {
        self.producers.get(usize::try_from(product.producer).ok()?)
    }
}

impl Product {
    /// Whether it is the same product, and counts as the other does.
    fn counts_as(&self, other: &Self) -> bool {
        self.id == other.id
            && self.class == other.class
            && self.producer == other.producer
            && self.place == other.place
            && self.certificates().eq(other.certificates())
    }

    /// What it is found by, its name first, beside its producer's and its place's names.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        let numbers = self.held.iter().map(|it| &it.number);
        let more = self.codes.iter().chain(numbers).map(|it| &**it);
        [&*self.name, &*self.specification].into_iter().chain(more)
    }

    /// Its certificates, as the rules know them.
    pub fn certificates(&self) -> impl DoubleEndedIterator<Item = &Certificate> {
        self.held.iter().map(|it| &it.certificate)
    }

    /// What is printed of one of its certificates.
    pub fn held_of(&self, certificate: &Certificate) -> Option<&Held> {
        self.held.iter().find(|it| it.certificate == *certificate)
    }

    /// The industry its class lies in: `I`.
    pub fn industry(&self) -> &str {
        self.class.split('.').next().unwrap_or_default()
    }
}
