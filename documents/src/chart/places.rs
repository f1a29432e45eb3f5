//! Where places stand on a map of tiles.

use super::{Form, Tile};

/// A province on the map of the country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Province {
    /// Its code: `08`.
    pub code: &'static str,
    /// Its name: `Tuyên Quang`.
    pub name: &'static str,
    /// Column and row, each from nought: neighbours stand beside each other as far as tiles can.
    pub at: (u8, u8),
}

/// The provinces and cities since 1 July 2025, from the north to the south.
pub const PROVINCES: [Province; 34] = [
    at("12", "Lai Châu", 0, 0),
    at("15", "Lào Cai", 1, 0),
    at("08", "Tuyên Quang", 2, 0),
    at("04", "Cao Bằng", 3, 0),
    at("11", "Điện Biên", 0, 1),
    at("14", "Sơn La", 1, 1),
    at("25", "Phú Thọ", 2, 1),
    at("19", "Thái Nguyên", 3, 1),
    at("20", "Lạng Sơn", 4, 1),
    at("01", "Hà Nội", 2, 2),
    at("24", "Bắc Ninh", 3, 2),
    at("22", "Quảng Ninh", 4, 2),
    at("37", "Ninh Bình", 2, 3),
    at("33", "Hưng Yên", 3, 3),
    at("31", "Hải Phòng", 4, 3),
    at("38", "Thanh Hóa", 2, 4),
    at("40", "Nghệ An", 1, 5),
    at("42", "Hà Tĩnh", 2, 5),
    at("44", "Quảng Trị", 3, 6),
    at("46", "Huế", 3, 7),
    at("48", "Đà Nẵng", 4, 7),
    at("51", "Quảng Ngãi", 4, 8),
    at("52", "Gia Lai", 4, 9),
    at("66", "Đắk Lắk", 4, 10),
    at("80", "Tây Ninh", 1, 11),
    at("75", "Đồng Nai", 2, 11),
    at("68", "Lâm Đồng", 3, 11),
    at("56", "Khánh Hòa", 4, 11),
    at("91", "An Giang", 0, 12),
    at("82", "Đồng Tháp", 1, 12),
    at("79", "Hồ Chí Minh", 2, 12),
    at("96", "Cà Mau", 0, 13),
    at("92", "Cần Thơ", 1, 13),
    at("86", "Vĩnh Long", 2, 13),
];

/// The archipelagos belong to Đà Nẵng and to Khánh Hòa: they complete the map and have no figure of
/// their own.
const ISLANDS: [(&str, u8, u8); 2] = [("Hoàng Sa", 5, 7), ("Trường Sa", 5, 12)];

const fn at(code: &'static str, name: &'static str, column: u8, row: u8) -> Province {
    Province { code, name, at: (column, row) }
}

/// A map of the country; `value` answers the figure of a province by its code.
pub fn provinces(value: impl Fn(&str) -> i64) -> Form {
    let province = |it: &Province| Tile {
        label: it.name.to_owned(),
        short: it.name.to_owned(),
        at: Some(it.at),
        value: Some(value(it.code)),
    };
    let island = |&(name, column, row): &(&str, u8, u8)| Tile {
        label: name.to_owned(),
        short: name.to_owned(),
        at: Some((column, row)),
        value: None,
    };
    Form::Tiles {
        tiles: PROVINCES.iter().map(province).chain(ISLANDS.iter().map(island)).collect(),
    }
}

/// A tile for each commune of a province, by name: `Xã Tràm Xanh` and its figure.
pub fn communes(communes: impl IntoIterator<Item = (String, i64)>) -> Form {
    let tile = |(label, value): (String, i64)| {
        let kind = ["Xã ", "Phường ", "Đặc khu ", "Thị trấn "];
        let short = kind.iter().find_map(|it| label.strip_prefix(it)).unwrap_or(&label).to_owned();
        Tile { label, short, at: None, value: Some(value) }
    };
    Form::Tiles { tiles: communes.into_iter().map(tile).collect() }
}
