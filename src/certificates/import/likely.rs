//! Rows that say the same, and rows that nearly do: within the list, and against the registry.

use std::collections::HashMap;
use std::sync::Arc;

use ocop_rules::certificates::Span;
use ocop_rules::places::UnitId;
use ocop_rules::products::{Identity, Likeness, Spelt, fold, tone_key};

use super::entry::{Entry, written};
use super::place::Places;

/// Of one commune and one beginning or end, no more names than these are compared: a list of a
/// thousand names that begin alike is not nearly a thousand products.
const MOST_COMPARED: usize = 60;
/// Names that are nearly the same begin or end alike.
const ALIKE_LETTERS: usize = 5;

/// A product that there is already.
#[derive(Debug, Clone)]
pub struct Known {
    /// Its id; none while it is only a row of the list.
    pub id: Option<String>,
    /// Its name.
    pub name: String,
    /// Its specification.
    pub specification: String,
    /// The id of its producer.
    pub producer: String,
    /// The producer's name.
    pub producer_name: String,
    /// Where it lies.
    pub commune: UnitId,
    /// When it was recognised.
    pub recognised: Vec<Span>,
    /// The row in which it first stands; none for what the registry knows.
    row: Option<u32>,
}

impl Known {
    /// A product of the registry.
    pub fn kept(id: String, name: String, specification: String, commune: UnitId) -> Self {
        let (producer, producer_name) = (String::new(), String::new());
        let recognised = Vec::new();
        let id = Some(id);
        Self { id, name, specification, producer, producer_name, commune, recognised, row: None }
    }
}

/// What a row is, beside all that is known.
#[derive(Debug, Default)]
pub(super) struct Beside {
    /// Why it cannot be taken.
    pub(super) fault: Option<String>,
    /// What a person should look at.
    pub(super) remarks: Vec<String>,
}

/// A producer, wherever its tones are put, in the commune where its ground lies today.
pub(super) type ProducerKey = (String, UnitId);

/// A name, as it is compared with many.
struct Name {
    text: String,
    spelt: Spelt,
    /// Whose it is, wherever the tones are put.
    producer: String,
    /// Where it stands; none for what the registry knows.
    row: Option<u32>,
}

/// Everything that is known so far.
pub(super) struct Twins {
    products: HashMap<Identity, Known>,
    /// Names of one commune with the same numbers that begin, or end, alike.
    near: HashMap<(UnitId, String), Vec<Arc<Name>>>,
    codes: HashMap<String, Identity>,
}

impl Twins {
    pub(super) fn new() -> Self {
        Self { products: HashMap::new(), near: HashMap::new(), codes: HashMap::new() }
    }

    /// Adds what the registry knows.
    pub(super) fn know(
        &mut self,
        known: Vec<Known>,
        codes: Vec<(String, String)>,
        places: &Places<'_>,
    ) {
        let mut by_id = HashMap::new();
        for product in known {
            let home = places.home(&product.commune);
            let key = producer_key(&product.producer_name, &product.name, &home);
            let identity = identity(&key, &product.name, &product.specification);
            self.note_name(&home, &product.name, &product.producer_name, None);
            if let Some(id) = &product.id {
                by_id.insert(id.clone(), identity.clone());
            }
            self.products.insert(identity, product);
        }
        let codes =
            codes.into_iter().filter_map(|(code, id)| Some((code, by_id.get(&id)?.clone())));
        self.codes.extend(codes);
    }

    /// Compares a row with all before it and with the registry, and remembers it.
    pub(super) fn compare(&mut self, entry: &Entry, places: &Places<'_>) -> Beside {
        let mut beside = Beside::default();
        let home = places.home(&entry.commune);
        let key = producer_key(&entry.producer, &entry.name, &home);
        let identity = identity(&key, &entry.name, &entry.specification);
        let span = entry.recognition.as_ref().map(|it| it.span);
        if let Some(known) = self.products.get_mut(&identity) {
            known.meets(span, &mut beside);
        } else {
            self.near_names(&home, entry, &mut beside);
            let known = Known {
                id: None,
                name: entry.name.clone(),
                specification: entry.specification.clone(),
                producer: String::new(),
                producer_name: entry.producer.clone(),
                commune: entry.commune.clone(),
                recognised: span.into_iter().collect(),
                row: Some(entry.row),
            };
            self.products.insert(identity.clone(), known);
            self.note_name(&home, &entry.name, &entry.producer, Some(entry.row));
        }
        if !entry.code.is_empty() {
            let owner = self.codes.entry(entry.code.clone()).or_insert_with(|| identity.clone());
            if *owner != identity {
                let said = format!("mã số {} đã là của sản phẩm khác.", entry.code);
                beside.fault.get_or_insert(said);
            }
        }
        beside
    }

    /// The product that a row is of, when the registry has it.
    pub(super) fn id_of(&self, entry: &Entry, places: &Places<'_>) -> Option<String> {
        let home = places.home(&entry.commune);
        let key = producer_key(&entry.producer, &entry.name, &home);
        let identity = identity(&key, &entry.name, &entry.specification);
        self.products.get(&identity)?.id.clone()
    }

    fn note_name(&mut self, home: &UnitId, name: &str, producer: &str, row: Option<u32>) {
        let (producer, spelt) = (tone_key(producer), Spelt::new(name));
        let noted = Arc::new(Name { text: name.to_owned(), spelt, producer, row });
        for bucket in buckets(name) {
            let names = self.near.entry((home.clone(), bucket)).or_default();
            if names.len() < MOST_COMPARED {
                names.push(Arc::clone(&noted));
            }
        }
    }

    fn near_names(&self, home: &UnitId, entry: &Entry, beside: &mut Beside) {
        let (spelt, producer) = (Spelt::new(&entry.name), tone_key(&entry.producer));
        for bucket in buckets(&entry.name) {
            let Some(names) = self.near.get(&(home.clone(), bucket)) else { continue };
            for other in names {
                let (name, row) = (&other.text, other.row);
                let said = match other.spelt.likeness(&spelt) {
                    Likeness::Different => continue,
                    // Another specification of the same producer: another product.
                    Likeness::Same if other.producer == producer => continue,
                    Likeness::Same => "cùng tên, cùng xã, khác chủ thể với",
                    Likeness::SameLetters => "chỉ khác dấu với",
                    Likeness::Near => "gần giống",
                };
                let place = row
                    .map_or_else(|| "đã có trong hệ thống".to_owned(), |it| format!("dòng {it}"));
                let said = format!("{said} “{name}” ({place}): hãy xem có phải một sản phẩm.");
                if !beside.remarks.contains(&said) {
                    beside.remarks.push(said);
                }
            }
        }
        beside.remarks.truncate(3);
    }
}

impl Known {
    /// The same product again: another recognition of it, or the same one.
    fn meets(&mut self, span: Option<Span>, beside: &mut Beside) {
        let place = self
            .row
            .map_or_else(|| "sản phẩm đã có trong hệ thống".to_owned(), |it| format!("dòng {it}"));
        let Some(span) = span else {
            beside.fault = Some(format!("trùng với {place}."));
            return;
        };
        let same = self.recognised.iter().any(|it| it.earliest() == span.earliest());
        let later = self.recognised.iter().find(|it| span.earliest() < it.earliest());
        if same {
            beside.fault = Some(format!("trùng với {place}, cùng ngày công nhận."));
        } else if let (Some(later), None) = (later, self.row) {
            beside.fault = Some(format!(
                "{place} với giấy chứng nhận mới hơn, từ {}; không ghi giấy cũ hơn.",
                written(later.earliest())
            ));
        } else {
            beside.remarks.push(format!("cùng sản phẩm với {place}: ghi thêm một lần công nhận."));
            self.recognised.push(span);
        }
    }
}

/// Whose a product is. Where nobody is named, the product stands for itself.
pub(super) fn producer_key(producer: &str, product: &str, home: &UnitId) -> ProducerKey {
    let name = tone_key(&unknown_or(producer, product));
    (name, home.clone())
}

/// The name under which a producer is kept.
pub(super) fn unknown_or(producer: &str, product: &str) -> String {
    if producer.is_empty() {
        format!("Chưa rõ chủ thể ({product})")
    } else {
        producer.to_owned()
    }
}

/// What tells a product from others.
pub(super) fn identity(
    (producer, home): &ProducerKey,
    name: &str,
    specification: &str,
) -> Identity {
    Identity::new(&format!("{producer}@{home}"), name, specification)
}

/// Where a name is looked for: its numbers with its first letters, and with its last.
fn buckets(name: &str) -> [String; 2] {
    let folded = fold(name);
    let numbers: String = folded.chars().filter(char::is_ascii_digit).collect();
    let letters: Vec<char> = folded.chars().filter(|it| it.is_alphabetic()).collect();
    let first: String = letters.iter().take(ALIKE_LETTERS).collect();
    let last: String = letters.iter().rev().take(ALIKE_LETTERS).collect();
    [format!("{numbers}^{first}"), format!("{numbers}${last}")]
}
