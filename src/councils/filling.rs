//! From the fields of the form to what a sheet holds.

use std::collections::BTreeMap;

use ocop_rules::criteria::{Code, CriteriaSet, Criterion, MarkRefusal, Marks};

use super::store::Filled;
use super::words;
use crate::machinery::Refusal;

/// The fields of a form, in the order in which they were sent.
pub(super) type Fields = Vec<(String, String)>;

/// The word for "none of the options is reached".
pub(super) const NONE: &str = "none";

/// The first field of this name, without blanks around it.
pub(super) fn field<'f>(fields: &'f Fields, name: &str) -> &'f str {
    fields.iter().find(|(it, _)| it == name).map_or("", |(_, value)| value.trim())
}

/// All fields of this name.
pub(super) fn all<'f>(fields: &'f Fields, name: &str) -> impl Iterator<Item = &'f str> {
    fields.iter().filter(move |(it, _)| it == name).map(|(_, value)| value.as_str())
}

/// What a sheet holds once the form is laid over what it held.
///
/// The form answers the criteria of its section, or of the whole sheet: there, what is not ticked
/// is taken back. What it does not ask stays.
///
/// # Errors
///
/// One sentence for each field that is no answer; then nothing of the form is taken.
pub(super) fn filled(
    set: &CriteriaSet,
    before: &Filled,
    fields: &Fields,
) -> Result<Filled, Vec<Refusal>> {
    let mut refusals = strangers(set, fields);
    let mut after = before.clone();
    let section = field(fields, "section");
    for (part, positions) in set.sections() {
        if section == "all" || part.code.to_string() == section {
            for criterion in positions.filter_map(|it| set.at(it)) {
                if let Err(refusal) = answer(set, criterion, &mut after, fields) {
                    refusals.push(refusal);
                }
            }
        }
    }
    if fields.iter().any(|(name, _)| name == "opinion") {
        field(fields, "opinion").clone_into(&mut after.opinion);
    }
    if refusals.is_empty() { Ok(after) } else { Err(refusals) }
}

/// Answers to criteria that the set does not have.
fn strangers(set: &CriteriaSet, fields: &Fields) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    let given = field(fields, "set");
    if !given.is_empty() && given != set.id().to_string() {
        refusals.push(words::other_set(given, &set.id().to_string()));
    }
    let asked = fields.iter().filter_map(|(name, _)| name.strip_prefix("m."));
    for code in asked.filter(|it| it.parse().ok().and_then(|it| set.position(it)).is_none()) {
        let sentence = format!("Bộ tiêu chí {} không có tiêu chí {code}.", set.id());
        refusals.push(Refusal::new(sentence));
    }
    refusals
}

fn answer(
    set: &CriteriaSet,
    criterion: &Criterion,
    filled: &mut Filled,
    fields: &Fields,
) -> Result<(), Refusal> {
    let code = criterion.code.to_string();
    let name = format!("m.{code}");
    let mut given = all(fields, &name).filter(|it| !it.is_empty());
    filled.marks.remove(&code);
    filled.ticks.remove(&code);
    if let Some(option) = given.next() {
        if given.next().is_some() {
            let sentence = format!("Tiêu chí {code} chỉ được chọn một mức.");
            return Err(Refusal::of(&name, sentence));
        }
        tick(set, criterion.code, option, filled)?;
    }

    filled.notes.remove(&code);
    if field(fields, &format!("d.{code}")) == "yes" {
        let reason = field(fields, &format!("n.{code}"));
        filled.notes.insert(code.clone(), reason.to_owned());
    }

    filled.knockouts.retain(|(it, _)| *it != code);
    for which in all(fields, &format!("k.{code}")) {
        let known = which.parse().ok().filter(|it| *it < criterion.knockouts.len());
        let which = known.ok_or_else(|| {
            let sentence = format!("Tiêu chí {code} không có điều kiện loại được đánh dấu.");
            Refusal::of(format!("k.{code}"), sentence)
        })?;
        filled.knockouts.push((code.clone(), which));
    }
    Ok(())
}

/// Ticks an option, by its place; or none, where the member finds that none is reached.
fn tick(set: &CriteriaSet, code: Code, option: &str, filled: &mut Filled) -> Result<(), Refusal> {
    let kept = code.to_string();
    if option == NONE {
        filled.ticks.insert(kept, -1);
        return Ok(());
    }
    let place = option.parse().unwrap_or(usize::MAX);
    let mut marks = Marks::new(set);
    marks.choose(set, code, place).map_err(|it: MarkRefusal| words::mark_refusal(set, it))?;
    let chosen = set.position(code).and_then(|it| marks.chosen(it));
    if let Some(chosen) = chosen {
        filled.marks.insert(kept.clone(), chosen.points);
        filled.ticks.insert(kept, i64::try_from(chosen.option).unwrap_or(0));
    }
    Ok(())
}

/// Why a sheet cannot be signed yet, field by field; nothing once it can.
///
/// Every criterion has its answer, be it "none is reached", unless a knock-out is ticked that the
/// council has not set aside: then the sheet itself says that nothing further is evaluated.
pub(super) fn unready(
    set: &CriteriaSet,
    filled: &Filled,
    dismissed: &BTreeMap<String, String>,
) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    let ends =
        |(code, which): &(String, usize)| !dismissed.contains_key(&format!("{code}#{which}"));
    if !filled.knockouts.iter().any(ends) {
        for it in set.criteria().filter(|it| !filled.ticks.contains_key(&it.code.to_string())) {
            let sentence = format!("Tiêu chí {} chưa chấm: {}.", it.code, it.name);
            refusals.push(Refusal::of(format!("m.{}", it.code), sentence));
        }
    }
    for (code, _) in filled.notes.iter().filter(|(_, reason)| reason.is_empty()) {
        let sentence = format!("Tiêu chí {code}: hãy ghi lý do khác với nhận xét của UBND cấp xã.");
        refusals.push(Refusal::of(format!("n.{code}"), sentence));
    }
    refusals
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::criteria::Standards;

    fn laid(before: &Filled, form: &[(&str, &str)]) -> Result<Filled, Vec<Refusal>> {
        let standards = Standards::load().unwrap();
        let set = &standards.set("26-2026/04".parse().unwrap()).unwrap().criteria;
        let fields = form.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
        filled(set, before, &fields)
    }

    #[test]
    fn a_form_answers_its_section_and_leaves_the_others() {
        let first = laid(&Filled::default(), &[("section", "1"), ("m.1.1", "2")]).unwrap();
        let both = laid(&first, &[("section", "2"), ("m.2.4", "0")]).unwrap();
        assert_eq!(both.marks, [("1.1".to_owned(), 3), ("2.4".to_owned(), 0)].into());
        let none = laid(&both, &[("section", "1")]).unwrap();
        assert_eq!(none.marks, [("2.4".to_owned(), 0)].into());
    }

    #[test]
    fn none_reached_is_an_answer_that_counts_nothing() {
        let none = laid(&Filled::default(), &[("section", "1"), ("m.1.1", NONE)]).unwrap();
        assert!(none.marks.is_empty());
        assert_eq!(none.ticks["1.1"], -1);
    }

    #[test]
    fn what_is_no_answer_is_named() {
        let check = |form: &[(&str, &str)], expected: &str| {
            let refusals = laid(&Filled::default(), form).unwrap_err();
            assert!(refusals[0].sentence.contains(expected), "{refusals:?}");
        };
        check(&[("section", "1"), ("m.1.1", "9")], "Tiêu chí 1.1 không có mức");
        check(&[("section", "1"), ("m.1.1", "1"), ("m.1.1", "2")], "chỉ được chọn một mức");
        check(&[("section", "1"), ("m.9.9", "1")], "không có tiêu chí 9.9");
        check(&[("section", "2"), ("k.2.1", "7")], "không có điều kiện loại");
        check(&[("section", "all"), ("set", "148-2023/04")], "thuộc bộ 148-2023/04");
    }
}
