//! A list of recognised products as a province might bring it, and what people would look for in it.
//! All of it is fiction; only the communes are those of the province.

use std::fmt::Write as _;

use ocop::places::Book;
use ocop_rules::places::UnitId;
use ocop_rules::products::fold;

/// Whose list it is.
pub(crate) const PROVINCE: &str = "20.2025";

const KINDS: [(&str, u8); 20] = [
    ("Mật ong", 4),
    ("Chè", 8),
    ("Gạo nếp", 2),
    ("Cà phê rang xay", 9),
    ("Măng khô", 5),
    ("Hồng vành khuyên", 1),
    ("Miến dong", 5),
    ("Rượu men lá", 12),
    ("Tinh dầu quế", 17),
    ("Thịt trâu gác bếp", 5),
    ("Bột nghệ", 5),
    ("Lạp sườn", 5),
    ("Trà hoa vàng", 8),
    ("Hoa hồi khô", 6),
    ("Thạch đen", 5),
    ("Khau nhục", 5),
    ("Na dai", 1),
    ("Bánh ngải", 5),
    ("Cao khô", 5),
    ("Ớt mũi tên", 6),
];
const KEPT: [&str; 10] = [
    "hoa rừng",
    "cổ thụ",
    "hữu cơ",
    "sấy lạnh",
    "thượng hạng",
    "bản địa",
    "gia truyền",
    "túi lọc",
    "nguyên chất",
    "đặc sản",
];
const VILLAGES: [&str; 25] = [
    "Bản Áng",
    "Khau Đêm",
    "Nà Lừa",
    "Pò Háng",
    "Thâm Mò",
    "Khuổi Luông",
    "Cốc Nam",
    "Tà Lài",
    "Phai Xả",
    "Lũng Vài",
    "Kéo Ái",
    "Bó Củng",
    "Nà Sầm",
    "Đông Bây",
    "Khơ Đa",
    "Pác Ngàm",
    "Tềnh Chè",
    "Vằng Ún",
    "Lân Cà",
    "Suối Mơ",
    "Đèo Khế",
    "Hang Cáo",
    "Nà Phạ",
    "Cò Mìa",
    "Thôm Bon",
];
const WHO: [&str; 10] = [
    "Hoàng Văn",
    "Lương Thị",
    "Vi Văn",
    "Nông Thị",
    "Lý Văn",
    "Hứa Thị",
    "Triệu Văn",
    "Đinh Thị",
    "Chu Văn",
    "Lộc Thị",
];

/// The list, as a file with commas.
pub(crate) fn csv(book: &Book, products: usize) -> anyhow::Result<String> {
    let communes = book.communes_of(&UnitId::new(PROVINCE)?);
    let mut list = String::from(
        "Tên sản phẩm,Quy cách,Bộ sản phẩm/nhóm,Chủ thể,Loại hình,Xã,Số sao,Số quyết định,\
         Ngày quyết định\r\n",
    );
    for at in 0..products {
        let (kind, set) = KINDS[at % 20];
        let producer = at / 4;
        let village = VILLAGES[producer % 25];
        let (who, number) = (WHO[producer / 25 % 10], producer / 250 + 1);
        let commune = communes[producer % communes.len()];
        let stars = if at % 5 == 0 { 4 } else { 3 };
        let (month, day) = (at % 9 + 1, at % 28 + 1);
        writeln!(
            list,
            "{kind} {} {village},gói {} g,{set},HTX {who} {village} {number},Hợp tác xã,{},{stars},\
             {}/QĐ-UBND,{day:02}/{month:02}/2026\r",
            KEPT[at / 20 % 10],
            (at / 200 % 20 + 1) * 50,
            commune.code,
            100 * month + day,
        )?;
    }
    Ok(list)
}

/// So many different things people type; who asks for more, asks again.
const TYPED: usize = 1_000;

/// What people type: one word or several, with tone marks and without.
pub(crate) fn typed(at: usize) -> String {
    let at = at % TYPED;
    let (kind, _) = KINDS[at * 7 % 20];
    let words = match at % 4 {
        0 => kind.to_owned(),
        1 => format!("{kind} {}", KEPT[at / 3 % 10]),
        2 => format!("{kind} {}", VILLAGES[at / 7 % 25]),
        _ => format!("{} {} {}", WHO[at / 5 % 10], VILLAGES[at / 11 % 25], at / 13 % 50 + 1),
    };
    if (at / 4).is_multiple_of(2) { words } else { fold(&words) }
}

/// What people narrow a list with.
pub(crate) fn filtered(at: usize) -> String {
    let stars = 3 + at % 2;
    match at % 3 {
        0 => format!("/registry?province={PROVINCE}&stars={stars}"),
        1 => format!("/registry?stars={stars}&state=certified&page={}", at / 3 % 20 + 1),
        _ => format!("/registry?group=I&province={PROVINCE}&page={}", at / 3 % 20 + 1),
    }
}
