//! The entries of a ledger, told one by one: each paper once, each person once.

use std::collections::BTreeSet;

use super::composed::{Block, Item};
use super::facts::Noted;
use super::tables::Tables;
use super::words;
use crate::ledgers::{Entry, Ledger, Row, Value};

const BOARDS: &str = "boards";
const DOCUMENTS: &str = "documents";
const PLANS: &str = "plans";
const POSITIONS: &str = "positions";

/// So many entries of a ledger are told one by one.
const MOST_ITEMS: usize = 60;

impl Tables<'_> {
    /// The entries of a ledger in the period; none where there are none.
    pub(super) fn items(&self, ledger: &str, tells: &[String]) -> Option<Block> {
        let kept = self.ledgers.find(ledger).ok()?;
        let mut entries: Vec<&Entry> = self.noted(ledger).rev().map(|it| it.entry).collect();
        let mut items = if ledger == POSITIONS {
            self.persons(kept, &entries)
        } else {
            if ledger == DOCUMENTS {
                let told: Vec<&Row> = self.noted(PLANS).map(|it| &it.entry.row).collect();
                entries.retain(|it| !told.iter().any(|plan| is_told_by(plan, it)));
            }
            let item =
                |it: &&Entry| Item { text: self.told(kept, it, tells), address: address(kept, it) };
            entries.iter().map(item).collect()
        };
        let more = items.len().saturating_sub(MOST_ITEMS);
        items.truncate(MOST_ITEMS);
        (!items.is_empty()).then(|| Block::Items { ledger: ledger.to_owned(), items, more })
    }

    fn noted(&self, ledger: &str) -> impl DoubleEndedIterator<Item = Noted<'_>> {
        self.facts.noted(ledger, &self.facts.scope)
    }

    /// *Tập huấn kỹ năng bán hàng (02/11/2026, UBND xã, 80 người)*
    fn told(&self, ledger: &Ledger, entry: &Entry, tells: &[String]) -> String {
        let words = |name: &str| self.words(ledger, entry, name);
        let name = words(ledger.name).unwrap_or_default();
        let more: Vec<String> = tells.iter().filter_map(|it| words(it)).collect();
        let name = name.trim_end_matches('.').to_owned();
        if more.is_empty() { name } else { format!("{name} ({})", more.join(", ")) }
    }

    fn words(&self, ledger: &Ledger, entry: &Entry, name: &str) -> Option<String> {
        let column = ledger.column(name).map(|it| it.1)?;
        let value = entry.row.value(name);
        let words = || self.facts.words(self.house, ledger, (column, value)).replace('\n', "; ");
        (*value != Value::None).then(words)
    }

    /// Each person with all posts: *Trần Thị Lan: Trưởng Ban (Ban Chỉ đạo Chương trình); Phó Chủ tịch
    /// UBND tỉnh*
    fn persons(&self, ledger: &Ledger, entries: &[&Entry]) -> Vec<Item> {
        let mut named: BTreeSet<&str> = BTreeSet::new();
        let first = entries.iter().filter(|it| named.insert(it.row.words(ledger.name)));
        let item = |first: &&Entry| {
            let name = first.row.words(ledger.name);
            let own = entries.iter().filter(|it| it.row.words(ledger.name) == name);
            let mut posts: Vec<String> = Vec::new();
            for post in own.flat_map(|it| self.posts(ledger, it)) {
                if !posts.contains(&post) {
                    posts.push(post);
                }
            }
            let text = format!("{name}: {}", posts.join("; "));
            Item { text, address: address(ledger, first) }
        };
        first.map(item).collect()
    }

    /// The post in the board, and the post in the administration. Who leads a body of the
    /// administration itself holds one post.
    fn posts(&self, ledger: &Ledger, entry: &Entry) -> Vec<String> {
        let kind = match entry.row.value("board") {
            Value::Reference(id) => self.facts.all(BOARDS).iter().find(|it| it.id == *id),
            _ => None,
        };
        let kind = kind.map_or("", |it| it.row.words("kind"));
        let board = self.words(ledger, entry, "board");
        let post = self.words(ledger, entry, "post").filter(|it| !it.trim().is_empty());
        let held = match called(entry.row.words("position"), kind) {
            Some(position) => Some((words::capital(position), board)),
            None if post.is_some() => None,
            None => Some(("Người đứng đầu".to_owned(), board)),
        };
        let held = held.map(|(position, board)| match board {
            Some(board) => format!("{position} ({board})"),
            None => position,
        });
        held.into_iter().chain(post.map(|it| words::capital(it.trim()))).collect()
    }
}

fn address(ledger: &Ledger, entry: &Entry) -> String {
    format!("{}/{}", ledger.address(), entry.id)
}

/// Whether a document of the register is the paper that stands among the plans: the plan cites it as
/// its own number, of the same day where both have one, or bears its title and issuer.
fn is_told_by(plan: &Row, document: &Entry) -> bool {
    let document = &document.row;
    let of = |row: &Row, column: &str| row.words(column).trim().to_lowercase();
    let number = of(plan, "number");
    if number.is_empty() || of(document, "number").is_empty() {
        return of(plan, "title") == of(document, "subject")
            && of(plan, "issuer") == of(document, "issuer");
    }
    let days = (plan.days("signed_on"), document.days("signed_on"));
    let is_of_one_day = !matches!(days, (Some(one), Some(other)) if one != other);
    number == of(document, "number") && is_of_one_day
}

/// What a post is called in a board of this kind; none at the head of a body that is no board of the
/// programme.
fn called(position: &str, board: &str) -> Option<&'static str> {
    Some(match (position, board) {
        ("head", "steering") => "Trưởng Ban",
        ("head", "office") => "Người đứng đầu",
        ("head", "council") => "Chủ tịch Hội đồng",
        ("head", "group") => "Tổ trưởng",
        ("standing-deputy", "steering") => "Phó Trưởng Ban thường trực",
        ("standing-deputy", "council") => "Phó Chủ tịch Hội đồng thường trực",
        ("standing-deputy", _) => "Cấp phó thường trực",
        ("deputy", "steering") => "Phó Trưởng Ban",
        ("deputy", "council") => "Phó Chủ tịch Hội đồng",
        ("deputy", "group") => "Tổ phó",
        ("deputy", _) => "Cấp phó",
        ("secretary", _) => "Thư ký",
        ("member", "council" | "group" | "office") => "Thành viên",
        ("member", _) => "Ủy viên",
        ("officer", _) => "Cán bộ phụ trách OCOP",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::called;

    #[test]
    fn a_post_is_called_as_its_board_calls_it() {
        assert_eq!(called("head", "steering"), Some("Trưởng Ban"));
        assert_eq!(called("deputy", "council"), Some("Phó Chủ tịch Hội đồng"));
        assert_eq!(called("head", "other"), None);
    }
}
