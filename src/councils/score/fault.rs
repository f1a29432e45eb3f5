//! What is wrong with a line, in one sentence.

use std::fmt;
use std::io::{self, Write};

use ocop_rules::criteria::{Code, Points, SetId};
use serde::Serialize;
use serde_json::Value;

use super::request::Id;

/// Why a line cannot be scored.
#[derive(Debug)]
pub(super) enum Fault {
    TooLong,
    NoJson { column: usize },
    Repeated,
    Missing(&'static str),
    SheetMissing(usize, &'static str),
    WrongType(&'static str, &'static str),
    SheetWrongType(usize, &'static str, &'static str),
    UnknownSet(String),
    NoSheets,
    TwoSheets(String),
    Minima(String),
    NoSettled,
    Mark(Whose, MarkFault),
}

/// Whose mark it is.
#[derive(Debug)]
pub(super) enum Whose {
    Member(String),
    Council,
}

/// Why a mark is none.
#[derive(Debug)]
pub(super) enum MarkFault {
    Unknown(SetId, String),
    NoPoints(Code),
    Twice(Code),
    NoOption { code: Code, points: Points, options: Vec<Points> },
}

#[derive(Debug, Serialize)]
struct Told<'a> {
    id: Option<&'a Id<'a>>,
    error: &'a str,
}

impl Fault {
    /// Answers with the fault instead of a result.
    pub(super) fn tell(
        &self,
        output: &mut impl Write,
        number: usize,
        id: Option<&Id<'_>>,
    ) -> io::Result<()> {
        let error = format!("Dòng {number}: {self}.");
        Ok(serde_json::to_writer(output, &Told { id, error: &error })?)
    }

    /// What is wrong with a line that has not the shape of a request, and its `id` where that at
    /// least can be read.
    pub(super) fn of_shape(line: &[u8], error: &serde_json::Error) -> (Option<Id<'static>>, Self) {
        let Ok(value) = serde_json::from_slice::<Value>(line) else {
            return (None, Self::NoJson { column: error.column() });
        };
        let id = match value.get("id") {
            Some(Value::String(text)) => Some(Id::Text(text.clone().into())),
            Some(Value::Number(number)) => number.as_i64().map(Id::Number),
            _ => None,
        };
        // A field that is written twice has no wrong type, and is no syntax error either.
        (id, wrong_type(&value).unwrap_or(Self::Repeated))
    }
}

/// The first field whose value is of another kind than it must be.
fn wrong_type(value: &Value) -> Option<Fault> {
    const TEXT: &str = "một chuỗi ký tự";
    const LIST: &str = "một danh sách";
    const OBJECT: &str = "một đối tượng {…}";

    let given = |of: &Value, field| of.get(field).filter(|it| !it.is_null()).cloned();
    let wrong = |field, is: fn(&Value) -> bool| given(value, field).is_some_and(|it| !is(&it));
    if !value.is_object() {
        return Some(Fault::WrongType("", OBJECT));
    }
    if wrong("id", |it| it.is_string() || it.is_i64()) {
        return Some(Fault::WrongType("id", "một chuỗi ký tự hoặc một số nguyên"));
    }
    for field in ["set", "minima"] {
        if wrong(field, Value::is_string) {
            return Some(Fault::WrongType(field, TEXT));
        }
    }
    if wrong("settled", Value::is_object) {
        return Some(Fault::WrongType("settled", OBJECT));
    }
    if wrong("sheets", Value::is_array) {
        return Some(Fault::WrongType("sheets", LIST));
    }
    let sheets = value.get("sheets")?.as_array()?;
    sheets.iter().zip(1..).find_map(|(sheet, number)| {
        let wrong = |field, is: fn(&Value) -> bool| given(sheet, field).is_some_and(|it| !is(&it));
        if !sheet.is_object() {
            Some(Fault::SheetWrongType(number, "", OBJECT))
        } else if wrong("member", Value::is_string) {
            Some(Fault::SheetWrongType(number, "member", TEXT))
        } else if wrong("marks", Value::is_object) {
            Some(Fault::SheetWrongType(number, "marks", OBJECT))
        } else {
            None
        }
    })
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong => f.write_str("dài quá 16 MB"),
            Self::NoJson { column } => write!(f, "không phải JSON hợp lệ, sai ở cột {column}"),
            Self::Repeated => f.write_str("có trường bị ghi hai lần"),
            Self::Missing(field) => write!(f, "thiếu trường «{field}»"),
            Self::SheetMissing(sheet, field) => {
                write!(f, "phiếu thứ {sheet} thiếu trường «{field}»")
            }
            Self::WrongType("", kind) => write!(f, "phải là {kind}"),
            Self::WrongType(field, kind) => write!(f, "trường «{field}» phải là {kind}"),
            Self::SheetWrongType(sheet, "", kind) => write!(f, "phiếu thứ {sheet} phải là {kind}"),
            Self::SheetWrongType(sheet, field, kind) => {
                write!(f, "phiếu thứ {sheet}: trường «{field}» phải là {kind}")
            }
            Self::UnknownSet(set) => write!(f, "không có bộ tiêu chí «{set}»"),
            Self::NoSheets => f.write_str("không có phiếu nào"),
            Self::TwoSheets(member) => write!(f, "thành viên «{member}» có hai phiếu"),
            Self::Minima(given) => {
                write!(f, "«minima» là average, every-member hoặc settled, không phải «{given}»")
            }
            Self::NoSettled => f.write_str("«minima» là settled nhưng thiếu trường «settled»"),
            Self::Mark(Whose::Member(member), what) => write!(f, "phiếu của «{member}»: {what}"),
            Self::Mark(Whose::Council, what) => write!(f, "mức hội đồng thống nhất: {what}"),
        }
    }
}

impl fmt::Display for MarkFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(set, code) => write!(f, "bộ {set} không có tiêu chí «{code}»"),
            Self::NoPoints(code) => write!(f, "tiêu chí {code}: điểm phải là số nguyên từ 0"),
            Self::Twice(code) => write!(f, "tiêu chí {code} được chấm hai lần"),
            Self::NoOption { code, points, options } => {
                let options: Vec<_> = options.iter().map(Points::to_string).collect();
                let options = options.join(", ");
                write!(f, "tiêu chí {code} không có mức {points} điểm, chỉ có {options}")
            }
        }
    }
}
