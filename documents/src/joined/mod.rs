//! Many files as one PDF with bookmarks, written as it grows: no more is held in memory than the
//! piece that is being added.
//!
//! Of a PDF its pages are taken with everything they need, and nothing else: what a file would do
//! by itself (scripts, launched programs, forms that send) is left out. What cannot be read as a
//! PDF is not joined, and the caller sets a page in its place.

mod pages;
mod written;

use std::collections::BTreeSet;
use std::io::Write;

use lopdf::ObjectId;

use pages::Pages;
use written::Written;

/// Why a piece was not joined.
#[derive(Debug, thiserror::Error)]
pub enum JoinError {
    /// It is locked by a password.
    #[error("it is encrypted")]
    Encrypted,
    /// What is packed in it is too much to unpack.
    #[error("it unpacks to too much")]
    TooLarge,
    /// It is no PDF with pages, or a broken one.
    #[error("it cannot be read: {0}")]
    Unreadable(String),
    /// The file was not written.
    #[error("not written: {0}")]
    Write(#[from] std::io::Error),
}

/// A mark of the reader's list beside the pages.
#[derive(Debug)]
struct Bookmark {
    title: String,
    /// The page; nought until the next one is added.
    page: u32,
    /// Whether it stands below the one before.
    is_below: bool,
}

/// One PDF that grows.
#[derive(Debug)]
pub struct Joined<W> {
    out: Written<W>,
    /// The node of the pages of each piece, and how many they are.
    pieces: Vec<(u32, usize)>,
    bookmarks: Vec<Bookmark>,
    title: String,
}

/// The numbers of the objects that every file has.
const CATALOG: u32 = 1;
const ROOT: u32 = 2;
const OUTLINES: u32 = 3;
const INFO: u32 = 4;

impl<W: Write> Joined<W> {
    /// An empty file of this title.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn new(out: W, title: &str) -> Result<Self, JoinError> {
        let out = Written::new(out, INFO + 1)?;
        Ok(Self { out, pieces: Vec::new(), bookmarks: Vec::new(), title: title.to_owned() })
    }

    /// How many pages there are.
    pub fn page_count(&self) -> usize {
        self.pieces.iter().map(|(_, count)| count).sum()
    }

    /// Opens a chapter: a bookmark at whatever is added next.
    pub fn mark(&mut self, title: &str) {
        self.bookmarks.push(Bookmark { title: title.to_owned(), page: 0, is_below: false });
    }

    /// Sets the marks that wait for a page.
    fn reach(&mut self, page: u32) {
        let waiting = self.bookmarks.iter_mut().rev().take_while(|it| it.page == 0);
        waiting.for_each(|it| it.page = page);
    }

    /// Adds the pages of a PDF, with a bookmark at the first of them. Nothing of it is written
    /// unless all of it can be read.
    ///
    /// # Errors
    ///
    /// When it is encrypted or broken: then the caller may add another piece in its place.
    pub fn add_pdf(&mut self, pdf: &[u8], title: &str) -> Result<usize, JoinError> {
        self.add(pdf, title, false)
    }

    /// The same, with its bookmark below the one before.
    ///
    /// # Errors
    ///
    /// As [`Joined::add_pdf`].
    pub fn add_pdf_below(&mut self, pdf: &[u8], title: &str) -> Result<usize, JoinError> {
        self.add(pdf, title, true)
    }

    fn add(&mut self, pdf: &[u8], title: &str, is_below: bool) -> Result<usize, JoinError> {
        let mut pages = Pages::read(pdf)?;
        let node = self.out.next();
        let first = self.out.next();
        let numbers = pages.numbered(first);
        self.out.take_after(numbers.len());
        for (id, number) in &numbers {
            let object = pages.take(*id, &numbers, node);
            self.out.object(*number, &object)?;
        }
        let kids: Vec<u32> = pages.ids().iter().filter_map(|it| numbers.get(it)).copied().collect();
        self.out.node(node, ROOT, &kids, kids.len())?;
        if let Some(page) = kids.first() {
            self.reach(*page);
            self.bookmarks.push(Bookmark { title: title.to_owned(), page: *page, is_below });
        }
        self.pieces.push((node, kids.len()));
        Ok(kids.len())
    }

    /// Adds a picture (JPEG) on a page of its own, with a bookmark below the one before.
    ///
    /// # Errors
    ///
    /// When it is no JPEG of one or three colours.
    pub fn add_jpeg_below(&mut self, jpeg: &[u8], title: &str) -> Result<usize, JoinError> {
        let picture = written::Picture::read(jpeg)
            .ok_or_else(|| JoinError::Unreadable("no picture".to_owned()))?;
        let [node, page, image, content] = std::array::from_fn(|_| self.out.next());
        self.out.picture([page, image, content], node, jpeg, &picture)?;
        self.out.node(node, ROOT, &[page], 1)?;
        self.reach(page);
        self.bookmarks.push(Bookmark { title: title.to_owned(), page, is_below: true });
        self.pieces.push((node, 1));
        Ok(1)
    }

    /// Closes the file: bookmarks, the tree of pages, the table of objects.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn finish(mut self) -> Result<W, JoinError> {
        let kids: Vec<u32> = self.pieces.iter().map(|(node, _)| *node).collect();
        let count = self.page_count();
        self.out.root(ROOT, &kids, count)?;
        self.outlines()?;
        self.out.raw(
            CATALOG,
            &format!(
                "<< /Type /Catalog /Pages {ROOT} 0 R /Outlines {OUTLINES} 0 R /PageMode /UseOutlines /Lang (vi) >>"
            ),
        )?;
        let title = written::words(&self.title);
        self.out.raw(INFO, &format!("<< /Title {title} /Creator (ocop) >>"))?;
        Ok(self.out.finish(CATALOG, INFO)?)
    }

    fn outlines(&mut self) -> Result<(), JoinError> {
        let mut marks = std::mem::take(&mut self.bookmarks);
        // A chapter that nothing followed leads nowhere.
        marks.retain(|it| it.page != 0);
        let first = self.out.next();
        let number = |at: usize| first + u32::try_from(at).unwrap_or(0);
        self.out.take_after(marks.len());
        // The first is never below another.
        let top: Vec<usize> =
            (0..marks.len()).filter(|&at| at == 0 || !marks[at].is_below).collect();
        for (place, &at) in top.iter().enumerate() {
            let end = top.get(place + 1).copied().unwrap_or(marks.len());
            let below: Vec<usize> = (at + 1..end).collect();
            let previous = place.checked_sub(1).map(|it| number(top[it]));
            let next = top.get(place + 1).map(|&it| number(it));
            let ties = Ties { parent: OUTLINES, previous, next, below: ends(&below, number) };
            self.out.raw(number(at), &outline(&marks[at], &ties))?;
            for (inner, &it) in below.iter().enumerate() {
                let previous = inner.checked_sub(1).map(|it| number(below[it]));
                let next = below.get(inner + 1).map(|&it| number(it));
                let ties = Ties { parent: number(at), previous, next, below: None };
                self.out.raw(number(it), &outline(&marks[it], &ties))?;
            }
        }
        let whole = match ends(&top, number) {
            Some((first, last, _)) => {
                format!(
                    "<< /Type /Outlines /First {first} 0 R /Last {last} 0 R /Count {} >>",
                    marks.len()
                )
            }
            None => "<< /Type /Outlines >>".to_owned(),
        };
        Ok(self.out.raw(OUTLINES, &whole)?)
    }
}

/// How a bookmark hangs together with others.
struct Ties {
    parent: u32,
    previous: Option<u32>,
    next: Option<u32>,
    below: Option<(u32, u32, usize)>,
}

/// The first and the last of these, and how many they are.
fn ends(these: &[usize], number: impl Fn(usize) -> u32) -> Option<(u32, u32, usize)> {
    Some((number(*these.first()?), number(*these.last()?), these.len()))
}

fn outline(mark: &Bookmark, ties: &Ties) -> String {
    use std::fmt::Write as _;

    let mut said = format!(
        "<< /Title {} /Parent {} 0 R /Dest [{} 0 R /XYZ null null null]",
        written::words(&mark.title),
        ties.parent,
        mark.page
    );
    let mut tie = |name: &str, number: u32| {
        let _ = write!(said, " /{name} {number} 0 R");
    };
    if let Some(it) = ties.previous {
        tie("Prev", it);
    }
    if let Some(it) = ties.next {
        tie("Next", it);
    }
    if let Some((first, last, count)) = ties.below {
        tie("First", first);
        tie("Last", last);
        let _ = write!(said, " /Count {count}");
    }
    said.push_str(" >>");
    said
}

/// The numbers that the objects of a piece get in the whole, by those that they had.
type Numbers = std::collections::BTreeMap<ObjectId, u32>;

/// The ids of objects that something needs.
type Needed = BTreeSet<ObjectId>;
