//! One line, answered.

use std::fmt;
use std::io::{self, Write};

use ocop_rules::councils::{Binding, Sheets, SheetsRefusal, Signed};
use ocop_rules::criteria::{Code, CriteriaSet, Marks, Mean, Rank, SetId};
use serde::{Serialize, Serializer};

use super::fault::{Fault, MarkFault, Whose};
use super::request::{Given, Id, Key, MarkRows, Request, SheetRow};

/// What points and minima earn.
#[derive(Debug, Serialize)]
struct Answer<'a> {
    id: &'a Id<'a>,
    sum: u64,
    count: u32,
    mean: Shown<Mean>,
    band: u8,
    stars: u8,
    missed: Vec<MissedRow>,
}

#[derive(Debug, Serialize)]
struct MissedRow {
    stars: u8,
    criterion: Shown<Code>,
    needs: u32,
    got: Shown<Mean>,
}

/// A value that is written as it is printed.
#[derive(Debug)]
struct Shown<T>(T);

impl<T: fmt::Display> Serialize for Shown<T> {
    fn serialize<S: Serializer>(&self, into: S) -> Result<S::Ok, S::Error> {
        into.collect_str(&self.0)
    }
}

/// Answers a line: with its result, or with what is wrong with it.
pub(super) fn answer<'a>(
    set: &impl Fn(SetId) -> Option<&'a CriteriaSet>,
    number: usize,
    line: &[u8],
    output: &mut impl Write,
) -> io::Result<()> {
    let request: Request<'_> = match serde_json::from_slice(line) {
        Ok(request) => request,
        Err(error) => {
            let (id, fault) = Fault::of_shape(line, &error);
            return fault.tell(output, number, id.as_ref());
        }
    };
    let Some(id) = request.id.clone() else {
        return Fault::Missing("id").tell(output, number, None);
    };
    match result(set, &request, &id) {
        Ok(answer) => Ok(serde_json::to_writer(output, &answer)?),
        Err(fault) => fault.tell(output, number, Some(&id)),
    }
}

fn result<'a, 'r>(
    set: &impl Fn(SetId) -> Option<&'a CriteriaSet>,
    request: &'r Request<'_>,
    id: &'r Id<'r>,
) -> Result<Answer<'r>, Fault> {
    let name = request.set.as_deref().ok_or(Fault::Missing("set"))?;
    let set = name.parse().ok().and_then(set).ok_or_else(|| Fault::UnknownSet(name.to_owned()))?;
    let rows = request.sheets.as_deref().ok_or(Fault::Missing("sheets"))?;

    let marks: Vec<_> = rows.iter().zip(1..).map(|it| sheet(set, it)).collect::<Result<_, _>>()?;
    let signed = marks.iter().map(|(member, marks)| Signed { member, marks }).collect();
    let sheets = Sheets::new(set, signed).map_err(|refusal| match refusal {
        SheetsRefusal::NoSheets => Fault::NoSheets,
        SheetsRefusal::Twice { member } | SheetsRefusal::OtherSet { member, .. } => {
            Fault::TwoSheets(member.to_owned())
        }
    })?;
    let settled;
    let binding = match request.minima.as_deref() {
        None | Some("average") => Binding::Average,
        Some("every-member") => Binding::EveryMember,
        Some("settled") => {
            let rows = request.settled.as_ref().ok_or(Fault::NoSettled)?;
            settled = ticked(set, rows).map_err(|what| Fault::Mark(Whose::Council, what))?;
            Binding::Settled(&settled)
        }
        Some(other) => return Err(Fault::Minima(other.to_owned())),
    };

    let averages = sheets.averages(binding);
    let (total, rank) = (averages.total(), Rank::of(set, &averages));
    let missed = rank.missed(set, &averages).map(|it| MissedRow {
        stars: it.stars.number(),
        criterion: Shown(it.criterion),
        needs: it.needs,
        got: Shown(it.got),
    });
    Ok(Answer {
        id,
        sum: total.sum(),
        count: total.count(),
        mean: Shown(total),
        band: rank.band.number(),
        stars: rank.stars.number(),
        missed: missed.collect(),
    })
}

/// A member and the ticks of their sheet; sheets are counted from one.
fn sheet<'r>(
    set: &CriteriaSet,
    (row, number): (&'r SheetRow<'_>, usize),
) -> Result<(&'r str, Marks), Fault> {
    let member = row.member.as_deref().ok_or(Fault::SheetMissing(number, "member"))?;
    let rows = row.marks.as_ref().ok_or(Fault::SheetMissing(number, "marks"))?;
    match ticked(set, rows) {
        Ok(marks) => Ok((member, marks)),
        Err(what) => Err(Fault::Mark(Whose::Member(member.to_owned()), what)),
    }
}

fn ticked(set: &CriteriaSet, rows: &MarkRows) -> Result<Marks, MarkFault> {
    let mut marks = Marks::new(set);
    for (key, given) in &rows.0 {
        let (code, position) = match key {
            Key::Code(code) => (*code, set.position(*code)),
            Key::Unreadable(text) => return Err(MarkFault::Unknown(set.id(), text.clone())),
        };
        let Some(position) = position else {
            return Err(MarkFault::Unknown(set.id(), code.to_string()));
        };
        let Given::Points(points) = *given else {
            return Err(MarkFault::NoPoints(code));
        };
        if marks.chosen(position).is_some() {
            return Err(MarkFault::Twice(code));
        }
        if marks.mark(set, code, points).is_err() {
            let options = set.at(position).map_or(&[][..], |it| &it.options);
            let options = options.iter().map(|it| it.points).collect();
            return Err(MarkFault::NoOption { code, points, options });
        }
    }
    Ok(marks)
}
