//! What documents declare: figures of which there may be no records any more.

use ocop_rules::accounts::Act;
use ocop_rules::certificates::Span;
use ocop_rules::criteria::Stars;
use ocop_rules::producers::ProducerKind;
use ocop_rules::records::{Agreement, Amount};
use ocop_rules::reports::{
    DeclareRefusal, Declared, Entry, EntryFault, FigureBasis, FigureDraft, FigureOf, FigureSource,
};
use ocop_rules::targets::StarsAim;

use crate::ledgers::{Column, Lasts, Ledger, Row};
use crate::machinery::Refusal;

const WHAT: [(&str, &str); 7] = [
    ("products", "Sản phẩm"),
    ("producers", "Chủ thể"),
    ("persons", "Người"),
    ("money", "Số tiền (đồng)"),
    ("communes", "Xã"),
    ("years", "Năm"),
    ("other", "Thứ khác"),
];

const PRODUCER_KINDS: [(&str, &str); 8] = [
    ("cooperative", "Hợp tác xã"),
    ("cooperative-group", "Tổ hợp tác"),
    ("sme", "Doanh nghiệp nhỏ và vừa"),
    ("large-enterprise", "Doanh nghiệp lớn"),
    ("farm", "Trang trại"),
    ("household", "Hộ sản xuất"),
    ("association", "Hội, hiệp hội"),
    ("operating-centre", "Trung tâm điều hành"),
];

const BASES: [(&str, &str); 9] = [
    ("valid", "Đã công nhận và còn hạn"),
    ("ever", "Đã từng công nhận"),
    ("unstated", "Đã công nhận, không nói còn hạn hay không"),
    ("proposed", "Đề nghị công nhận"),
    ("evaluated-by-district", "Cấp huyện đã đánh giá"),
    ("evaluated-by-province", "Cấp tỉnh đã đánh giá"),
    ("standardised", "Đã chuẩn hóa"),
    ("chosen", "Được lựa chọn cho năm"),
    ("none", "Không thuộc các cách trên"),
];

/// The ranks that a document splits a figure into, and their columns.
const RANKS: [(&str, Stars); 3] =
    [("five", Stars::Five), ("four", Stars::Four), ("three", Stars::Three)];

/// Declared figures (*số liệu theo báo cáo*).
pub static FIGURES: Ledger = Ledger {
    id: "figures",
    title: "Số liệu theo báo cáo",
    one: "số liệu",
    help: "Con số mà báo cáo, văn bản cũ nêu ra, kèm ngày; phải ghi văn bản nguồn và chép nguyên văn ở cuối. Số này được đặt cạnh số đếm từ danh mục.",
    table: "figures",
    columns: &[
        Column::choice("what", "Số của cái gì", &WHAT).needed(),
        Column::words("what_words", "Thứ khác là gì")
            .hint("Ví dụ: sản phẩm nâng cấp từ 3 sao lên 4 sao; tiêu chí bình quân (phần mười)"),
        Column::choice("producer_kind", "Loại chủ thể", &PRODUCER_KINDS),
        Column::choice("basis", "Tính theo", &BASES)
            .hint("Với sản phẩm và chủ thể; để trống là văn bản không nói rõ"),
        Column::words("group_words", "Nhóm sản phẩm").hint("Như văn bản ghi, ví dụ vải, may mặc"),
        Column::span("on_day", "Tính đến ngày").needed().hint(
            "Một ngày, hoặc một khoảng nếu không rõ ngày: 29/5/2023; từ 01/01/2023 đến 31/01/2025",
        ),
        Column::amount("amount", "Tổng số", "")
            .hint("Như văn bản ghi: 9; hơn 80; trên 1,3 tỷ. Để trống nếu chỉ có số theo hạng sao"),
        Column::amount("out_of", "Trong tổng số", "").hint("Ví dụ 69/101 xã: ghi 101"),
        Column::amount("five", "Trong đó 5 sao", "sản phẩm"),
        Column::amount("four", "Trong đó 4 sao", "sản phẩm"),
        Column::amount("three", "Trong đó 3 sao", "sản phẩm"),
        Column::text("names", "Tên được nêu")
            .hint("Mỗi tên một dòng; theo hạng sao thì ghi “4 sao: Hồng vành khuyên (xã Tân Mỹ)”"),
        Column::words("reading", "Cách hiểu").hint(
            "Nếu một câu có hai cách hiểu: ghi hai dòng, mỗi dòng một cách hiểu có tên riêng",
        ),
        Column::text("doubt", "Điều còn ngờ"),
    ],
    name: "what",
    summary: &["basis", "on_day", "amount", "five", "four", "three", "reading"],
    dated: Some("on_day"),
    lasts: Lasts::Moment,
    see: Act::SeeLedgers,
    keep: Act::KeepLedgers,
    check,
};

/// A name that a document gives, and the rank under which it stands, where it says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named<'a> {
    /// The rank.
    pub stars: Option<Stars>,
    /// The name, with its place where the document has it.
    pub name: &'a str,
}

/// The names of an entry, in their order. Where the entry counts one rank alone and no total, names
/// without a rank are of it.
pub fn names_of(row: &Row) -> Vec<Named<'_>> {
    let ranks: Vec<Stars> = ranks(row).map(|(stars, _)| stars).collect();
    let mut stars = match ranks[..] {
        [one] if !row.has("amount") => Some(one),
        _ => None,
    };
    let mut names = Vec::new();
    for line in row.words("names").lines().map(str::trim).filter(|it| !it.is_empty()) {
        let (of, name) = match rank_before(line) {
            Some((rank, "")) => {
                stars = Some(rank);
                continue;
            }
            Some((rank, name)) => (Some(rank), name),
            None => (stars, line),
        };
        names.push(Named { stars: of, name });
    }
    names
}

/// `4 sao: Hồng vành khuyên`
fn rank_before(line: &str) -> Option<(Stars, &str)> {
    let (before, name) = line.split_once(':')?;
    let (number, word) = before.trim().split_once(' ')?;
    let stars = Stars::from_number(number.parse().ok()?)?;
    (word.trim().to_lowercase() == "sao").then_some((stars, name.trim()))
}

/// The name of the reading that an entry is, where a sentence has several.
pub fn reading_of(row: &Row) -> Option<&str> {
    Some(row.words("reading")).filter(|it| !it.is_empty())
}

/// The figures that an entry declares: the total, where there is one, then those of each rank, the
/// best first. None of an entry that may not be declared so.
pub fn declared_of(row: &Row) -> Vec<Declared> {
    let declared: Result<Vec<_>, _> = drafts(row).into_iter().map(FigureDraft::declare).collect();
    declared.unwrap_or_default()
}

/// How many of each rank, the best first.
fn ranks(row: &Row) -> impl Iterator<Item = (Stars, Amount)> {
    RANKS.into_iter().filter_map(|(column, stars)| Some((stars, row.amount(column)?)))
}

fn drafts(row: &Row) -> Vec<FigureDraft> {
    let of = match row.words("what") {
        "producers" => FigureOf::Producers(ProducerKind::from_id(row.words("producer_kind"))),
        "other" => FigureOf::Other(row.words("what_words").to_owned()),
        plain => match plain.parse() {
            Ok(of) => of,
            Err(_) => return Vec::new(),
        },
    };
    let unsaid = if of.has_basis() { FigureBasis::Unstated } else { FigureBasis::None };
    let group = row.words("group_words");
    let draft = |(of, amount)| FigureDraft {
        amount,
        of,
        group: Some(group.to_owned()).filter(|it| !it.is_empty()),
        unit: row.unit.clone(),
        when: row.days("on_day").and_then(|(first, last)| Span::between(first, last).ok()),
        basis: FigureBasis::from_id(row.words("basis")).unwrap_or(unsaid),
        source: FigureSource {
            document: row.source.number.clone(),
            dated: row.source.day,
            words: row.source.words.clone(),
        },
    };
    let total = row.amount("amount").map(|it| (of, it));
    let each =
        ranks(row).map(|(stars, amount)| (FigureOf::Products(Some(StarsAim::Only(stars))), amount));
    total.into_iter().chain(each).map(draft).collect()
}

fn check(row: &Row) -> Vec<Refusal> {
    let mut refusals = fitting(row);
    let drafts = drafts(row);
    if drafts.is_empty() && row.has("what") {
        refusals.push(Refusal::of("amount", "Hãy ghi tổng số, hoặc số theo hạng sao."));
    }
    let mut said = Vec::new();
    for refusal in drafts.into_iter().filter_map(|it| it.declare().err()).flatten() {
        if !said.contains(&refusal) {
            said.push(refusal);
        }
    }
    refusals.extend(said.into_iter().flat_map(|it| undeclared(row, it)));
    refusals.extend(faults(row));
    refusals
}

/// What one field says against another.
fn fitting(row: &Row) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    let what = row.words("what");
    if what == "other" && !row.has("what_words") {
        refusals.push(Refusal::of("what_words", "Hãy ghi đó là số của cái gì."));
    }
    if what != "other" && row.has("what_words") {
        let sentence = "Chỉ ghi khi chọn “Thứ khác”.";
        refusals.push(Refusal::of("what_words", sentence));
    }
    if what != "producers" && row.has("producer_kind") {
        refusals.push(Refusal::of("producer_kind", "Chỉ chủ thể mới có loại chủ thể."));
    }
    if what != "products" {
        let ranked = RANKS.into_iter().filter(|(it, _)| row.has(it));
        let sentence = "Chỉ sản phẩm mới có hạng sao.";
        refusals.extend(ranked.map(|(column, _)| Refusal::of(column, sentence)));
    }
    let least = row.amount("amount").and_then(Amount::lower);
    let most = row.amount("out_of").and_then(Amount::upper);
    if let (Some(least), Some(most)) = (least, most)
        && most < least
    {
        refusals.push(Refusal::of("out_of", "Phần nhiều hơn toàn bộ."));
    }
    refusals
}

/// Why it may not be declared, beside the fields that can mend it.
fn undeclared(row: &Row, refusal: DeclareRefusal) -> Vec<Refusal> {
    match refusal {
        DeclareRefusal::NoDate => vec![Refusal::of(
            "on_day",
            "Số liệu phải có ngày, hoặc một khoảng trong đó có ngày ấy: không có ngày thì không so được với gì.",
        )],
        DeclareRefusal::NoSource => {
            let fields = [
                (
                    "source_number",
                    &row.source.number,
                    "Hãy ghi văn bản nêu số liệu: số, ký hiệu hoặc tên.",
                ),
                ("source_words", &row.source.words, "Hãy chép nguyên văn câu nêu số liệu."),
            ];
            let missing = fields.into_iter().filter(|(_, it, _)| it.trim().is_empty());
            missing.map(|(field, _, sentence)| Refusal::of(field, sentence)).collect()
        }
        DeclareRefusal::AfterSource { dated } => {
            let dated = dated.strftime("%d/%m/%Y");
            let sentence = format!("Văn bản nguồn ngày {dated} có trước ngày của số liệu.");
            vec![Refusal::of("on_day", sentence)]
        }
        DeclareRefusal::BasisOfOther => {
            vec![Refusal::of(
                "basis",
                "Chỉ sản phẩm và chủ thể mới tính theo cách này: hãy để trống.",
            )]
        }
        DeclareRefusal::StarsTooEarly => vec![Refusal::of(
            "basis",
            "Sản phẩm mới được lựa chọn hay chuẩn hóa thì chưa có hạng sao.",
        )],
    }
}

/// What does not fit within the entry: ranks that do not add up, names that are not as many.
fn faults(row: &Row) -> Vec<Refusal> {
    let named = names_of(row);
    let mut entry =
        Entry { total: row.amount("amount"), by_stars: ranks(row).collect(), ..Entry::default() };
    for it in &named {
        if let Some(stars) = it.stars {
            entry.names.entry(stars).or_default().push(it.name);
        }
    }
    let differing = |by: i64| if by < 0 { "ít hơn" } else { "nhiều hơn" };
    let mut refusals: Vec<Refusal> = Vec::new();
    for fault in entry.faults() {
        let (field, sentence) = match fault {
            EntryFault::StarsDoNotAddUp { by } => {
                let sentence = format!(
                    "Các hạng sao cộng lại {} tổng số {}.",
                    differing(by),
                    by.unsigned_abs()
                );
                ("amount", sentence)
            }
            EntryFault::NamesDiffer { stars, by } => {
                let sentence = format!(
                    "Số tên {} sao {} số đếm {}.",
                    stars.number(),
                    differing(by),
                    by.unsigned_abs()
                );
                ("names", sentence)
            }
            EntryFault::NamesUncounted { stars } => {
                ("names", format!("Có tên {} sao mà chưa ghi số {0} sao.", stars.number()))
            }
            EntryFault::DaysOutOfOrder { .. } => continue,
        };
        refusals.push(Refusal::of(field, sentence));
    }
    // Without their ranks the names are held against the total.
    let counted = i64::try_from(named.len()).unwrap_or(i64::MAX);
    if named.iter().any(|it| it.stars.is_none()) {
        match row.amount("amount").map(|it| it.beside(counted)) {
            Some(Agreement::Differs { by }) => {
                let sentence = format!("Số tên {} tổng số {}.", differing(by), by.unsigned_abs());
                refusals.push(Refusal::of("names", sentence));
            }
            None if row.has("what") => {
                let sentence =
                    "Hãy ghi hạng sao trước mỗi tên, ví dụ “4 sao: …”, hoặc ghi tổng số.";
                refusals.push(Refusal::of("names", sentence));
            }
            _ => {}
        }
    }
    refusals
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_choices_are_those_of_the_rules() {
        assert_eq!(FigureBasis::ALL.map(FigureBasis::id), BASES.map(|(id, _)| id));
        assert_eq!(ProducerKind::ALL.map(ProducerKind::id), PRODUCER_KINDS.map(|(id, _)| id));
        for (id, _) in WHAT.into_iter().filter(|(id, _)| *id != "other") {
            assert!(id.parse::<FigureOf>().is_ok(), "{id}");
        }
    }

    #[test]
    fn a_rank_stands_before_a_name() {
        let four = Some((Stars::Four, "Hồng vành khuyên (xã Tân Mỹ)"));
        assert_eq!(rank_before("4 sao: Hồng vành khuyên (xã Tân Mỹ)"), four);
        assert_eq!(rank_before("3 Sao:"), Some((Stars::Three, "")));
        for line in ["Rượu: Hội Hoan", "6 sao: Gạo", "Gạo J02", "4 cây: Hồng"] {
            assert_eq!(rank_before(line), None, "{line}");
        }
    }
}
