//! One row, judged: what it says, what is wrong in it, what a person should look at.

use jiff::civil::{Date, date};
use ocop_rules::certificates::{GrantRefusal, Span, grants};
use ocop_rules::criteria::{EditionId, Stars};
use ocop_rules::places::UnitId;
use ocop_rules::producers::ProducerKind;
use ocop_rules::products::{FormerCode, ProductCode};
use ocop_rules::programme::{Authority, DossierKind, NoAuthority, edition_on, recogniser};

use super::cells;
use super::columns::{Column, Headings};
use super::place::{Placed, Places, Question};
use super::sheet::Cell;
use crate::criteria::Standards;

/// The days on which it changed who recognises which stars.
const CHANGES: [Date; 4] =
    [date(2019, 8, 21), date(2023, 2, 24), date(2025, 7, 1), date(2025, 7, 6)];

/// A row that can be taken.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its number in the file.
    pub row: u32,
    /// The product.
    pub name: String,
    /// *Quy cách.*
    pub specification: String,
    /// Its sheet, where known.
    pub set: Option<u8>,
    /// Its line of Annex I, or as much of it as is known.
    pub class: String,
    /// Whose it is; empty when the list does not say.
    pub producer: String,
    /// The kind of producer.
    pub kind: ProducerKind,
    /// Where it lies, as recorded then, or as a person chose.
    pub commune: UnitId,
    /// A code it was given.
    pub code: String,
    /// The recognition; none for a product that is only planned.
    pub recognition: Option<Recognition>,
}

/// A recognition, as a list has it.
#[derive(Debug, Clone)]
pub struct Recognition {
    /// Three, four or five.
    pub stars: Stars,
    /// When; known, or between two days.
    pub span: Span,
    /// The edition in force then.
    pub edition: EditionId,
    /// Who recognised.
    pub authority: Authority,
    /// The number of the decision; empty when nobody knows it.
    pub number: String,
}

/// What was found in a row.
#[derive(Debug, Default)]
pub(super) struct Judged {
    /// The row, when nothing but a question to a person stands in its way.
    pub(super) entry: Option<Entry>,
    /// What is wrong: one sentence each, without the row.
    pub(super) faults: Vec<String>,
    /// What a person should look at.
    pub(super) remarks: Vec<String>,
    /// What a person is asked about its place.
    pub(super) question: Option<Question>,
}

/// What a row is judged by.
pub(super) struct Judge<'a> {
    pub(super) headings: Headings,
    pub(super) places: Places<'a>,
    pub(super) standards: &'a Standards,
    pub(super) today: Date,
}

impl Judge<'_> {
    /// Reads a row; `chosen` is the unit that a person chose for it.
    pub(super) fn judge(&mut self, row: u32, cells: &[Cell], chosen: Option<&UnitId>) -> Judged {
        let mut judged = Judged::default();
        let headings = self.headings.clone();
        let at = |column| headings.cell(column, cells);
        for column in Column::ALL {
            if let Cell::Fault(why) = at(column) {
                judged.fault(column, why);
            }
        }
        let planned = judged.keep(Column::Status, cells::is_planned(at(Column::Status)));
        let class = judged.keep(Column::Set, cells::class(self.standards, at(Column::Set)));
        let kind = judged.keep(Column::Kind, cells::kind(at(Column::Kind)));
        let name = at(Column::Product).text();
        if name.is_empty() && !matches!(at(Column::Product), Cell::Fault(_)) {
            judged.fault(Column::Product, "hãy ghi tên sản phẩm.");
        }
        let producer = at(Column::Producer).text();
        if producer.is_empty() {
            judged.remark("không ghi chủ thể: sản phẩm đứng một mình với “Chưa rõ chủ thể”.");
        }
        if !self.places.is_province(&at(Column::Province).text()) {
            let typed = at(Column::Province).text();
            judged
                .fault(Column::Province, &format!("“{typed}” không phải tỉnh của danh sách này."));
        }
        let recognition = match planned {
            Some(false) => judged.recognition(at, self.today).map(Some),
            Some(true) => Some(None),
            None => None,
        };
        let day = recognition.as_ref().and_then(Option::as_ref).map(|it| it.span.latest());
        let commune = self.commune(&mut judged, at, day.unwrap_or(self.today), chosen);
        let code = judged.code(at(Column::Code));
        judged.entry = (|| {
            let (set, class) = class?;
            let specification = at(Column::Specification).text();
            let (kind, commune, recognition) = (kind?, commune?, recognition?);
            Some(Entry {
                row,
                name,
                specification,
                set,
                class,
                producer,
                kind,
                commune,
                code,
                recognition,
            })
        })()
        .filter(|_| judged.faults.is_empty());
        judged
    }

    fn commune<'c>(
        &mut self,
        judged: &mut Judged,
        at: impl Fn(Column) -> &'c Cell,
        day: Date,
        chosen: Option<&UnitId>,
    ) -> Option<UnitId> {
        let (commune, district) = (at(Column::Commune).text(), at(Column::District).text());
        match self.places.find(&commune, &district, day) {
            Placed::At(unit) => Some(unit),
            Placed::InDistrict(unit) => {
                judged.remark("chưa rõ xã: ghi theo huyện cũ.");
                Some(unit)
            }
            Placed::Ask(question) => {
                let answer = chosen.filter(|it| question.units.contains(it)).cloned();
                // Before it is answered, the first choice stands in, so that twins are seen.
                let unit = answer.clone().or_else(|| question.units.first().cloned());
                if answer.is_none() {
                    judged.question = Some(question);
                }
                unit
            }
            Placed::No(why) => {
                judged.fault(Column::Commune, &why);
                None
            }
        }
    }
}

impl Judged {
    /// Adds what is wrong in a column.
    fn fault(&mut self, column: Column, why: &str) {
        self.faults.push(format!("cột {}: {why}", column.heading()));
    }

    fn remark(&mut self, what: &str) {
        self.remarks.push(what.to_owned());
    }

    fn keep<T>(&mut self, column: Column, read: Result<T, String>) -> Option<T> {
        read.map_err(|why| self.fault(column, &why)).ok()
    }

    fn recognition<'c>(
        &mut self,
        at: impl Fn(Column) -> &'c Cell,
        today: Date,
    ) -> Option<Recognition> {
        let stars = match at(Column::Stars) {
            cell if cell.is_empty() => {
                self.fault(Column::Stars, "hãy ghi số sao.");
                None
            }
            Cell::Fault(_) => None,
            cell => self.keep(Column::Stars, cells::stars(cell)),
        };
        let authority = self.keep(Column::Authority, cells::authority(at(Column::Authority)));
        let span = self.span(&at, today);
        let (stars, span, authority) = (stars?, span?, authority?);
        let authority = self.authority(stars, span, authority)?;
        let edition = self.edition(span)?;
        let number = at(Column::DecisionNumber).text();
        Some(Recognition { stars, span, edition, authority, number })
    }

    /// When it was recognised: a day, or a range in one cell or in two.
    fn span<'c>(&mut self, at: &impl Fn(Column) -> &'c Cell, today: Date) -> Option<Span> {
        let day = at(Column::DecidedOn);
        let ends = [at(Column::Earliest), at(Column::Latest)];
        if matches!(day, Cell::Fault(_)) || ends.iter().any(|it| matches!(it, Cell::Fault(_))) {
            return None;
        }
        let span = if let Some((from, to)) = cells::range(day) {
            self.between(Column::DecidedOn, [&from, &to])?
        } else if !day.is_empty() {
            Span::on(self.keep(Column::DecidedOn, cells::day(day))?)
        } else if ends.iter().all(|it| it.is_empty()) {
            self.fault(
                Column::DecidedOn,
                "không có ngày công nhận nào nên không thể nhập; hãy ghi ngày, hoặc khoảng “Từ ngày” – “Đến ngày”.",
            );
            return None;
        } else if let Some(missing) = ends.iter().position(|it| it.is_empty()) {
            let column = [Column::Earliest, Column::Latest][missing];
            self.fault(column, "một khoảng cần cả hai đầu.");
            return None;
        } else {
            self.between(Column::Earliest, ends)?
        };
        if today < span.latest() {
            let day = written(span.latest());
            self.fault(Column::DecidedOn, &format!("{day} chưa tới."));
            return None;
        }
        Some(span)
    }

    fn between(&mut self, column: Column, [from, to]: [&Cell; 2]) -> Option<Span> {
        let last = if column == Column::Earliest { Column::Latest } else { column };
        let earliest = self.keep(column, cells::day(from));
        let latest = self.keep(last, cells::day(to));
        let (earliest, latest) = (earliest?, latest?);
        let backward = |_| format!("{} đứng sau {}.", written(earliest), written(latest));
        self.keep(column, Span::between(earliest, latest).map_err(backward))
    }

    /// Who recognised: as written, or as the decisions of those days say.
    fn authority(
        &mut self,
        stars: Stars,
        span: Span,
        typed: Option<Authority>,
    ) -> Option<Authority> {
        let within = |it: &Date| span.earliest() <= *it && *it <= span.latest();
        let days: Vec<Date> = [span.earliest(), span.latest()]
            .into_iter()
            .chain(CHANGES.into_iter().filter(within))
            .collect();
        let lawful = days.iter().find_map(|day| recogniser(stars, *day).ok());
        let Some(typed) = typed else {
            if lawful.is_none() {
                self.nobody(stars, span.latest());
            }
            return lawful;
        };
        if days.iter().any(|day| grants(typed, stars, *day).is_ok()) {
            return Some(typed);
        }
        match grants(typed, stars, span.latest()) {
            Err(GrantRefusal::Nobody(NoAuthority::Unnamed)) => {
                self.remark("từ 1 đến 5/7/2025 chưa văn bản nào nói cấp nào công nhận 3 sao.");
                Some(typed)
            }
            Err(GrantRefusal::OtherAuthority { .. }) if stars == Stars::Three => {
                self.remark(
                    "cấp công nhận 3 sao khác với quy định của những ngày ấy; hãy xem lại.",
                );
                Some(typed)
            }
            Err(GrantRefusal::OtherAuthority { expected, given }) => {
                let sentence = format!(
                    "{} sao do cấp {} công nhận, không phải cấp {}.",
                    stars.number(),
                    authority_word(expected),
                    authority_word(given)
                );
                self.fault(Column::Authority, &sentence);
                None
            }
            _ => {
                self.nobody(stars, span.latest());
                None
            }
        }
    }

    fn nobody(&mut self, stars: Stars, day: Date) {
        match recogniser(stars, day) {
            Err(NoAuthority::NotCertified) => self.fault(
                Column::Stars,
                "1 và 2 sao không có giấy chứng nhận (Điều 4 khoản 1), nên không vào danh mục.",
            ),
            Err(NoAuthority::Unnamed) => self.fault(
                Column::Authority,
                "từ 1 đến 5/7/2025 chưa văn bản nào nói cấp nào công nhận 3 sao: hãy ghi cấp đã ký.",
            ),
            _ => self.fault(
                Column::DecidedOn,
                "trước ngày 21/8/2019 chưa có bộ tiêu chí quốc gia (Quyết định 1048/QĐ-TTg).",
            ),
        }
    }

    /// The edition in force on the first of the days; a dossier may have been filed before.
    fn edition(&mut self, span: Span) -> Option<EditionId> {
        let on = |day| edition_on(day, DossierKind::First).map(|it| it.edition);
        let Some(edition) = on(span.earliest()) else {
            self.nobody(Stars::Three, span.earliest());
            return None;
        };
        if on(span.latest()) != Some(edition) {
            self.remark("khoảng ngày nằm trong hai bộ tiêu chí: ghi theo bộ của ngày đầu.");
        }
        Some(edition)
    }

    fn code(&mut self, cell: &Cell) -> String {
        let code = cell.text();
        let known = code.parse::<ProductCode>().is_ok() || code.parse::<FormerCode>().is_ok();
        if !code.is_empty() && !known {
            self.remark("mã số sản phẩm không theo mẫu nào đã biết: giữ như đã ghi.");
        }
        code
    }
}

/// `29/5/2023`
pub(super) fn written(day: Date) -> String {
    format!("{}/{}/{}", day.day(), day.month(), day.year())
}

fn authority_word(authority: Authority) -> &'static str {
    match authority {
        Authority::District => "huyện",
        Authority::Province => "tỉnh",
        Authority::Ministry => "trung ương",
    }
}
