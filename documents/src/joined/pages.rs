//! The pages of a PDF that is joined to others, and what they need.

use std::cell::Cell;

use lopdf::{DecompressError, Dictionary, Document, Error, LoadOptions, Object, ObjectId};

use super::{JoinError, Needed, Numbers};

/// What a page takes from the nodes above it (ISO 32000-1, table 30).
const INHERITED: [&[u8]; 4] = [b"Resources", b"MediaBox", b"CropBox", b"Rotate"];
/// No stream that a reader needs to find objects is ever larger.
const LARGEST_STREAM: usize = 32 * 1024 * 1024;
/// Nor are all of those that hold objects together: a small file may unpack to anything.
const LARGEST_WHOLE: usize = 32 * 1024 * 1024;
/// The tree of pages is never deeper.
const DEEPEST: usize = 64;
/// What acts by itself, or leads out of the file.
const ACTS: [&[u8]; 8] = [
    b"JavaScript",
    b"Launch",
    b"SubmitForm",
    b"ImportData",
    b"GoToE",
    b"GoToR",
    b"Rendition",
    b"RichMediaExecute",
];
/// Where actions and attached files hang.
const LEFT_OUT: [&[u8]; 4] = [b"AA", b"JS", b"EF", b"PieceInfo"];

thread_local! {
    /// What may still be unpacked of the file that this thread reads; none when that was too much.
    static LEFT: Cell<Option<usize>> = const { Cell::new(None) };
}

/// Lets an object in, unless it is packed and all that was packed is too much. The reader asks this
/// before it unpacks, on the thread that it was called on.
fn within_budget(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    let left = LEFT.get()?;
    if let Ok(stream) = object.as_stream()
        && stream.dict.has_type(b"ObjStm")
    {
        let unpacked = stream.decompressed_content_with_limit(left);
        match unpacked {
            Ok(bytes) => LEFT.set(left.checked_sub(bytes.len())),
            Err(Error::Decompress(DecompressError::MemoryLimitExceeded { .. })) => LEFT.set(None),
            Err(_) => {}
        }
        LEFT.get()?;
    }
    Some((id, object.clone()))
}

/// The pages of a PDF.
#[derive(Debug)]
pub(super) struct Pages {
    document: Document,
    ids: Vec<ObjectId>,
}

impl Pages {
    /// Reads them.
    pub(super) fn read(pdf: &[u8]) -> Result<Self, JoinError> {
        let options = LoadOptions {
            max_decompressed_size: Some(LARGEST_STREAM),
            filter: Some(within_budget),
            ..LoadOptions::default()
        };
        LEFT.set(Some(LARGEST_WHOLE));
        // What somebody uploads may bring a reader to a point that it never foresaw.
        let read = std::panic::catch_unwind(|| Document::load_mem_with_options(pdf, options));
        let read = read.map_err(|_| JoinError::Unreadable("the reader gave up".to_owned()))?;
        if LEFT.get().is_none() {
            return Err(JoinError::TooLarge);
        }
        let document = read.map_err(|it| match it {
            Error::Decompress(DecompressError::MemoryLimitExceeded { .. }) => JoinError::TooLarge,
            other => JoinError::Unreadable(other.to_string()),
        })?;
        if document.is_encrypted() || document.was_encrypted() {
            return Err(JoinError::Encrypted);
        }
        let mut ids: Vec<ObjectId> = Vec::new();
        for id in document.page_iter() {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        if ids.is_empty() {
            return Err(JoinError::Unreadable("it has no page".to_owned()));
        }
        let mut pages = Self { document, ids };
        for id in pages.ids.clone() {
            pages.settle(id)?;
        }
        Ok(pages)
    }

    /// In their order.
    pub(super) fn ids(&self) -> &[ObjectId] {
        &self.ids
    }

    /// Gives a page what it inherits, so that it needs no node above it.
    fn settle(&mut self, id: ObjectId) -> Result<(), JoinError> {
        let unreadable = |it: lopdf::Error| JoinError::Unreadable(it.to_string());
        let mut page = self.document.get_dictionary(id).map_err(unreadable)?.clone();
        let mut above = page.get(b"Parent").and_then(Object::as_reference).ok();
        let mut steps = 0;
        while let Some(node) = above.filter(|_| steps < DEEPEST) {
            let Ok(node) = self.document.get_dictionary(node) else { break };
            for key in INHERITED {
                if !page.has(key)
                    && let Ok(value) = node.get(key)
                {
                    page.set(key.to_vec(), value.clone());
                }
            }
            above = node.get(b"Parent").and_then(Object::as_reference).ok();
            steps += 1;
        }
        page.remove(b"Parent");
        page.remove(b"B");
        page.remove(b"StructParents");
        self.document.objects.insert(id, Object::Dictionary(page));
        Ok(())
    }

    /// Everything that the pages need, numbered anew from `first`.
    pub(super) fn numbered(&self, first: u32) -> Numbers {
        let mut needed: Needed = self.ids.iter().copied().collect();
        let mut open: Vec<ObjectId> = self.ids.clone();
        while let Some(id) = open.pop() {
            let Some(object) = self.document.objects.get(&id) else { continue };
            each_reference(object, &mut |it| {
                if self.document.objects.contains_key(&it)
                    && !is_node(&self.document, it)
                    && needed.insert(it)
                {
                    open.push(it);
                }
            });
        }
        needed.into_iter().zip(first..).collect()
    }

    /// Takes an object out, as it stands in the whole; `node` is above its pages.
    pub(super) fn take(&mut self, id: ObjectId, numbers: &Numbers, node: u32) -> Object {
        let Some(mut object) = self.document.objects.remove(&id) else { return Object::Null };
        renumber(&mut object, numbers);
        if self.ids.contains(&id)
            && let Object::Dictionary(page) = &mut object
        {
            page.set("Parent", Object::Reference((node, 0)));
        }
        object
    }
}

/// Whether an object is a node of the tree of pages, which is made anew.
fn is_node(document: &Document, id: ObjectId) -> bool {
    document.get_dictionary(id).is_ok_and(|it| it.has_type(b"Pages") || it.has_type(b"Catalog"))
}

fn each_reference(object: &Object, tell: &mut impl FnMut(ObjectId)) {
    match object {
        Object::Reference(id) => tell(*id),
        Object::Array(these) => these.iter().for_each(|it| each_reference(it, tell)),
        Object::Dictionary(it) => each_in(it, tell),
        Object::Stream(it) => each_in(&it.dict, tell),
        _ => {}
    }
}

fn each_in(dictionary: &Dictionary, tell: &mut impl FnMut(ObjectId)) {
    if !acts(dictionary) {
        for (_, value) in dictionary.iter().filter(|(key, _)| !is_left_out(key)) {
            each_reference(value, tell);
        }
    }
}

fn is_left_out(key: &[u8]) -> bool {
    LEFT_OUT.contains(&key)
}

/// Whether it is an action that does something by itself.
fn acts(dictionary: &Dictionary) -> bool {
    let kind = dictionary.get(b"S").and_then(Object::as_name);
    kind.is_ok_and(|it| ACTS.contains(&it))
}

/// Gives references the numbers of the whole; what leads nowhere is null.
fn renumber(object: &mut Object, numbers: &Numbers) {
    match object {
        Object::Reference(id) => match numbers.get(id) {
            Some(number) => *id = (*number, 0),
            None => *object = Object::Null,
        },
        Object::Array(these) => these.iter_mut().for_each(|it| renumber(it, numbers)),
        Object::Dictionary(it) => renumber_in(it, numbers),
        Object::Stream(it) => renumber_in(&mut it.dict, numbers),
        _ => {}
    }
}

fn renumber_in(dictionary: &mut Dictionary, numbers: &Numbers) {
    if acts(dictionary) {
        *dictionary = Dictionary::new();
    }
    for key in LEFT_OUT {
        dictionary.remove(key);
    }
    for (_, value) in dictionary.iter_mut() {
        renumber(value, numbers);
    }
}
