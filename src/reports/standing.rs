//! The tables in which what was planned or declared stands beside what is counted.

use ocop_rules::records::{Agreement, Amount};
use ocop_rules::registry::Count;
use ocop_rules::reports::FigureOf;
use ocop_rules::targets::{Measure as Aim, Prospect, Reckoning};

use super::aims::Aimed;
use super::beside::{self, Beside};
use super::composed::{Cell, Table};
use super::indicator::Measure;
use super::question::Written;
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
        ];
        let rows = self.facts.aims().iter().map(aimed).collect();
        table("Chỉ tiêu và kết quả", &headings, rows)
    }

    /// Each declared figure, and what is counted.
    pub(super) fn figures(&self) -> Table {
        let headings =
            ["Số liệu", "Ngày", "Văn bản nêu", "Hồ sơ đếm được", "So sánh", "Nguồn", "Lưu ý"];
        let rows = self.facts.beside().iter().map(declared).collect();
        table("Số liệu theo văn bản và số đếm từ hồ sơ", &headings, rows)
    }
}

fn aimed(it: &Aimed) -> Vec<Cell> {
    let target = &it.target;
    let measure = match target.measure() {
        Aim::Money => Measure::Money,
        Aim::Producers => Measure::Producers,
        _ => Measure::Products,
    };
    let how = match target.reckoning() {
        Reckoning::Total => "tổng số",
        Reckoning::Addition => "tăng thêm",
        Reckoning::EachYear => "mỗi năm",
    };
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
    let elapsed = it.progress.map(|it| format!("{}%", it.elapsed.percent()));
    vec![
        Cell { text: it.title.clone(), address: it.address.clone(), ..Cell::default() },
        Cell::words(words::period(target.period())),
        Cell::words(format!("{} ({how})", words::number(target.aim(), measure))),
        counted.unwrap_or_else(|| Cell::words("chưa bắt đầu")),
        Cell::words(missing.unwrap_or_default()),
        Cell::words(elapsed.unwrap_or_default()),
        Cell::words(it.forecast.map(forecast).unwrap_or_default()),
    ]
}

fn forecast((count, prospect): (Count, Prospect)) -> String {
    let Count { certain, possible } = count;
    let enough = match prospect {
        Prospect::Certain => "đủ".to_owned(),
        Prospect::Possible { needed } => format!("đủ nếu thêm {needed}"),
        Prospect::OutOfReach { missing } => format!("còn thiếu {missing}"),
    };
    format!("chắc chắn {certain}, có thể thêm {possible}: {enough}")
}

fn declared(it: &Beside) -> Vec<Cell> {
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
    let counted = it.counted.iter().map(|it| {
        let (least, most) = (*it.counted.start(), *it.counted.end());
        let value = Amount::between(least, most).unwrap_or(Amount::exactly(least));
        format!("{} ({})", words::number(value, measure), beside::basis(it.basis))
    });
    let compared = it.counted.iter().map(|it| agreement(it.agreement));
    let source = &figure.source;
    let dated = source.dated.map_or_else(String::new, |it| format!(" ngày {}", day(it)));
    let notes = [&it.reading, &it.doubt].into_iter().filter(|it| !it.is_empty()).cloned();
    vec![
        Cell { text: beside::told(&it.declared), address: it.address.clone(), ..Cell::default() },
        Cell::words(on),
        Cell::words(words::number(figure.amount, measure)),
        Cell::words(counted.collect::<Vec<_>>().join("; ")),
        Cell::words(compared.collect::<Vec<_>>().join("; ")),
        Cell::words(format!("{}{dated}", source.document)),
        Cell::words(notes.collect::<Vec<_>>().join("; ")),
    ]
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
