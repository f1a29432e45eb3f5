//! The tables in which what was planned or declared stands beside what is counted.

use ocop_rules::records::{Agreement, Amount};
use ocop_rules::reports::{Comparison, Declared, FigureBasis, FigureOf};
use ocop_rules::targets::{Measure as Aim, Prospect, Reckoning, StarsAim, Target};

use super::aims::{Aimed, Next};
use super::beside::{self, Beside};
use super::composed::{Cell, Item, Table};
use super::figures::{FIGURES, declared_of};
use super::indicator::Measure;
use super::question::{Of, Scope, Written};
use super::tables::{Tables, table};
use super::words;

impl Tables<'_> {
    /// Each target, how far it has come and what is forecast.
    pub(super) fn targets(&self) -> Table {
        let headings = [
            "Chỉ tiêu",
            "Giai đoạn",
            "Mức",
            "Đã đạt",
            "Còn thiếu",
            "Thời gian đã qua",
            "Dự báo đến hết giai đoạn",
            "Khả năng đạt",
        ];
        let aims = self.facts.aims();
        let rows = aims.iter().map(|it| aimed(it, self.facts.foreseen(it))).collect();
        let doubts = aims.iter().map(|it| it.doubt.as_str());
        doubting(table("Chỉ tiêu và kết quả", &headings, rows), doubts)
    }

    /// What the unit has set itself for the time after the day of the figures.
    pub(super) fn next(&self) -> Table {
        let row = |it: &Next| {
            vec![
                Cell { text: it.title.clone(), address: it.address.clone(), ..Cell::default() },
                Cell::words(words::period(it.target.period())),
                Cell::words(aim(&it.target)),
            ]
        };
        let aims = self.facts.next_aims();
        let rows = aims.iter().map(row).collect();
        let doubts = aims.iter().map(|it| it.doubt.as_str());
        doubting(table("Chỉ tiêu kỳ tới", &["Chỉ tiêu", "Giai đoạn", "Mức"], rows), doubts)
    }

    /// What documents say of certified products, in the words of a report: *Theo …, đến ngày …: 12
    /// sản phẩm, gồm 3 sản phẩm 4 sao, 9 sản phẩm 3 sao.*
    pub(super) fn said(&self) -> Vec<Item> {
        let told = [FigureBasis::Valid, FigureBasis::Ever, FigureBasis::Unstated];
        let own = self.facts.noted(FIGURES.id, &self.facts.scope);
        let own = own.filter(|it| it.entry.row.unit == self.facts.scope.unit);
        let items = own.filter_map(|it| {
            let declared = declared_of(&it.entry.row);
            let first = declared.first()?.figure();
            let is_of_products = matches!(first.of, FigureOf::Products(_));
            if !is_of_products || first.group.is_some() || !told.contains(&first.basis) {
                return None;
            }
            let address = format!("{}/{}", it.entry.row.ledger.address(), it.entry.id);
            Some(Item { text: sentence(&declared), address })
        });
        items.collect()
    }

    /// Each declared figure, and what is counted.
    pub(super) fn figures(&self) -> Table {
        let headings =
            ["Số liệu", "Ngày", "Văn bản nêu", "Hồ sơ đếm được", "So sánh", "Nguồn", "Lưu ý"];
        let whole = &self.facts.scope;
        let rows = self.facts.beside().iter().flat_map(|it| declared(it, whole)).collect();
        table("Số liệu theo văn bản và số đếm từ hồ sơ", &headings, rows)
    }
}

/// The table with what makes one doubt each row, where anything does.
fn doubting<'a>(mut table: Table, doubts: impl Iterator<Item = &'a str> + Clone) -> Table {
    if doubts.clone().any(|it| !it.is_empty()) {
        table.headings.push("Điều còn ngờ".to_owned());
        for (row, doubt) in table.rows.iter_mut().zip(doubts) {
            row.push(Cell::words(doubt));
        }
    }
    table
}

/// *Theo báo cáo …, đến ngày …: 12 sản phẩm …, gồm …*
fn sentence(declared: &[Declared]) -> String {
    let day = ocop_documents::words::short_date;
    let Some(first) = declared.first() else { return String::new() };
    let (figure, when) = (first.figure(), first.when());
    let on = if when.is_known() {
        format!("đến ngày {}", day(when.latest()))
    } else {
        let (first, last) = (day(when.earliest()), day(when.latest()));
        format!("vào một ngày từ {first} đến {last}")
    };
    let each = declared.iter().filter_map(|it| match it.figure().of {
        FigureOf::Products(Some(StarsAim::Only(stars))) => {
            let number = words::number(it.figure().amount, Measure::Products);
            Some(format!("{number} sản phẩm {} sao", stars.number()))
        }
        _ => None,
    });
    let each: Vec<String> = each.collect();
    let all = match figure.of {
        FigureOf::Products(None) => {
            format!("{} sản phẩm", words::number(figure.amount, Measure::Products))
        }
        _ => String::new(),
    };
    let basis = beside::basis(figure.basis);
    let told = match (all.as_str(), each.join(", ")) {
        ("", each) => format!("{each} {basis}"),
        (all, each) if each.is_empty() => format!("{all} {basis}"),
        (all, each) => format!("{all} {basis}, gồm {each}"),
    };
    format!("Theo {}, {on}: {told}", figure.source.document)
}

fn measure_of(target: &Target) -> Measure {
    match target.measure() {
        Aim::Money => Measure::Money,
        Aim::Producers => Measure::Producers,
        _ => Measure::Products,
    }
}

/// *Ít nhất 15 (tổng số)*
fn aim(target: &Target) -> String {
    let how = match target.reckoning() {
        Reckoning::Total => "tổng số",
        Reckoning::Addition => "tăng thêm",
        Reckoning::EachYear => "mỗi năm",
    };
    format!("{} ({how})", words::number(target.aim(), measure_of(target)))
}

fn aimed(it: &Aimed, foreseen: Option<(Of, Amount, Prospect)>) -> Vec<Cell> {
    let target = &it.target;
    let measure = measure_of(target);
    let counted = it.counted.as_ref().map(|it| Cell {
        text: words::number(it.value, measure),
        asks: Some(Written::from(&it.of)),
        within: Some((&it.scope).into()),
        ..Cell::default()
    });
    let missing = it.progress.map(|it| match (it.missing, it.missing_from_second) {
        (0, None | Some(0)) => "đã đạt".to_owned(),
        (0, Some(more)) => format!("đã đạt; thiếu {more} so với mức trên"),
        (missing, _) => words::number(Amount::exactly(missing), measure),
    });
    let elapsed = it.progress.map(|it| {
        let passed = format!("{}%", it.elapsed.percent());
        if it.is_reached() || it.keeps_pace() { passed } else { format!("{passed}, chậm") }
    });
    let mut cells = vec![
        Cell { text: it.title.clone(), address: it.address.clone(), ..Cell::default() },
        Cell::words(words::period(target.period())),
        Cell::words(aim(target)),
        counted.unwrap_or_else(|| Cell::words("chưa bắt đầu")),
        Cell::words(missing.unwrap_or_default()),
        Cell::words(elapsed.unwrap_or_default()),
    ];
    let enough = foreseen.as_ref().map(|it| prospect(it.2)).unwrap_or_default();
    let forecast = foreseen.map(|(of, value, _)| Cell {
        text: words::number(value, measure),
        asks: (value != Amount::ZERO).then(|| Written::from(&of)),
        ..Cell::default()
    });
    cells.extend([forecast.unwrap_or_default(), Cell::words(enough)]);
    cells
}

fn prospect(prospect: Prospect) -> String {
    match prospect {
        Prospect::Certain => "đủ".to_owned(),
        Prospect::Possible { needed } => format!("đủ nếu thêm {needed}"),
        Prospect::OutOfReach { missing } => format!("còn thiếu {missing}"),
    }
}

/// A row for each number that is counted; where none can be, one without.
fn declared(it: &Beside, whole: &Scope) -> Vec<Vec<Cell>> {
    let figure = it.declared.figure();
    let measure = match figure.of {
        FigureOf::Money => Measure::Money,
        _ => Measure::Entries,
    };
    let day = ocop_documents::words::short_date;
    let when = it.declared.when();
    let on = if when.is_known() {
        day(when.latest())
    } else {
        format!("trong khoảng {} – {}, chưa chắc", day(when.earliest()), day(when.latest()))
    };
    let amount = match it.out_of {
        Some(all) => {
            let [part, all] = [figure.amount, all].map(|it| words::number(it, measure));
            format!("{part} trên tổng số {all}")
        }
        None => words::number(figure.amount, measure),
    };
    let source = &figure.source;
    let dated = source.dated.map_or_else(String::new, |it| format!(" ngày {}", day(it)));
    let notes = [&it.reading, &it.doubt].into_iter().filter(|it| !it.is_empty()).cloned();
    let notes = notes.collect::<Vec<_>>().join("; ");
    let row = |[counted, compared]: [Cell; 2]| {
        let text = beside::told(&it.declared);
        vec![
            Cell { text, address: it.address.clone(), ..Cell::default() },
            Cell::words(on.as_str()),
            Cell::words(amount.as_str()),
            counted,
            compared,
            Cell::words(format!("{}{dated}", source.document)),
            Cell::words(notes.as_str()),
        ]
    };
    let counted = counted(it, whole);
    if counted.is_empty() {
        return vec![row(Default::default())];
    }
    counted.into_iter().map(row).collect()
}

/// What is counted and how it compares, the same number once: *0*, *hồ sơ ít hơn 12 (còn hiệu lực,
/// lũy kế)*
fn counted(it: &Beside, whole: &Scope) -> Vec<[Cell; 2]> {
    let mut told: Vec<(&Comparison, Vec<&str>)> = Vec::new();
    for counted in &it.counted {
        let words = beside::basis(counted.basis);
        match told.iter_mut().find(|(known, _)| known.counted == counted.counted) {
            Some((_, bases)) => bases.push(words),
            None => told.push((counted, vec![words])),
        }
    }
    let cells = |(counted, bases): (&Comparison, Vec<&str>)| {
        let (least, most) = (*counted.counted.start(), *counted.counted.end());
        let value = Amount::between(least, most).unwrap_or(Amount::exactly(least));
        let behind = it.behind(counted.basis, whole).filter(|_| value != Amount::ZERO);
        let number = Cell {
            text: words::number(value, Measure::Entries),
            asks: behind.as_ref().map(|(of, _)| Written::from(of)),
            within: behind.as_ref().map(|(_, scope)| scope.into()),
            ..Cell::default()
        };
        let compared = format!("{} ({})", agreement(counted.agreement), bases.join(", "));
        [number, Cell::words(compared)]
    };
    told.into_iter().map(cells).collect()
}

fn agreement(agreement: Agreement) -> String {
    match agreement {
        Agreement::Same => "khớp".to_owned(),
        Agreement::Within => "không trái".to_owned(),
        Agreement::Differs { by } if 0 < by => format!("hồ sơ nhiều hơn {by}"),
        Agreement::Differs { by } => format!("hồ sơ ít hơn {}", by.unsigned_abs()),
        Agreement::CannotTell => "chưa so được".to_owned(),
    }
}
