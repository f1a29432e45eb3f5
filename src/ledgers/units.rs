//! Which units an officer's ledgers reach: the own one and all beneath, of both eras.

use ocop_rules::accounts::{Act, Place, may};
use ocop_rules::places::{Level, Unit, UnitId};

use crate::accounts::Login;
use crate::house::House;
use crate::machinery::Failure;
use crate::places::Reading;

/// The units that an entry of this unit lies in: then, and today. A unit that has ended is not in
/// the narrower ones that its ground became.
pub(super) fn above(house: &House, unit: &UnitId) -> Vec<UnitId> {
    let level = |it: &UnitId| house.book.unit(it).map(|it| it.level);
    let own = level(unit);
    let mut units = house.units_of(unit);
    units.retain(|it| level(it) <= own);
    units
}

/// The units whose entries an office of this one sees; none stands for all there are.
pub fn beneath(house: &House, unit: &UnitId) -> Vec<UnitId> {
    let level = |it: &UnitId| house.book.unit(it).map_or(Level::Commune, |it| it.level);
    let own = level(unit);
    if own == Level::Country {
        return Vec::new();
    }
    let reach = house.book.reach(unit);
    reach.surely.into_iter().chain(reach.perhaps).filter(|it| own <= level(it)).collect()
}

/// Whether this officer may do that to an entry of this unit.
pub(super) fn may_act(house: &House, login: &Login, act: Act, unit: &UnitId) -> bool {
    may(&login.post, act, &Place::within(&above(house, unit)))
}

/// Passes when this officer may do that to an entry of this unit.
///
/// # Errors
///
/// [`Failure::NotFound`] otherwise.
pub fn must(house: &House, login: &Login, act: Act, unit: &UnitId) -> Result<(), Failure> {
    login.must(act, &Place::within(&above(house, unit)))
}

/// The unit that was typed: of any time, the officer's own or beneath it.
///
/// # Errors
///
/// The sentence that says why no one unit is meant.
pub fn read(house: &House, office: &UnitId, typed: &str) -> Result<UnitId, String> {
    let book = &house.book;
    let typed = typed.trim();
    let first = typed.split_whitespace().next().unwrap_or_default();
    let unit = book.unit_of(first).map_or_else(|| named(house, office, typed), Ok)?;
    if above(house, &unit.id).contains(office) {
        Ok(unit.id.clone())
    } else {
        let name = book.full_name(&unit.id);
        Err(format!("“{typed}” ({name}) không thuộc đơn vị của bạn."))
    }
}

/// The one unit, of any time, that has this name or code.
fn named<'a>(house: &'a House, office: &UnitId, typed: &str) -> Result<&'a Unit, String> {
    let (book, today) = (&house.book, house.clock.today());
    let is_country = book.unit(office).is_some_and(|it| it.level == Level::Country);
    let reading = if is_country {
        book.read_cell(typed, today)
    } else {
        book.read_cell_within(typed, office, today)
    };
    match (&reading, book.refusal_of(&reading, typed, today)) {
        (Reading::One(unit), _) => Ok(unit),
        (Reading::OtherTime { named, .. }, _) if named.len() == 1 => Ok(named[0]),
        (_, Some(sentence)) => Err(sentence),
        (_, None) => Err(format!("Không có đơn vị hành chính nào là “{typed}”.")),
    }
}

/// Words that are read back as this unit.
pub fn words(house: &House, office: &UnitId, unit: &UnitId) -> String {
    let name = house.book.full_name(unit);
    match read(house, office, &name) {
        Ok(read) if read == *unit => name,
        _ => format!("{unit} {name}"),
    }
}
