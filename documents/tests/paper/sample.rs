//! Documents to try: a usual one, and ones of every extreme. Everything in them is fiction.

use jiff::civil::date;
use ocop_documents::{
    Align, Annex, Block, Certificate, Head, Name, Official, Orientation, Signature, Table,
};

/// A name of two hundred letters.
pub(crate) fn long_name() -> String {
    "Mật ong hoa tràm ủ lạnh kết tinh tự nhiên ".chars().cycle().take(200).collect()
}

/// A list of so many products.
pub(crate) fn products(count: usize, name: &str) -> Table {
    let mut table = Table::new(&[
        ("TT", 1, Align::Center),
        ("Sản phẩm", 6, Align::Left),
        ("Chủ thể", 6, Align::Left),
        ("Điểm", 2, Align::Right),
    ]);
    table.rows = (1..=count)
        .map(|at| {
            [&at.to_string(), name, "Hợp tác xã Mật ong Rừng Tràm", "89,67"]
                .map(str::to_owned)
                .to_vec()
        })
        .collect();
    table
}

/// A decision as a province issues it.
pub(crate) fn decision(products: Table) -> Official {
    Official {
        title: "Quyết định 2188/QĐ-UBND".to_owned(),
        dated: Some(date(2026, 2, 5)),
        head: Head::Office {
            superior: String::new(),
            issuer: "Ủy ban nhân dân\ntỉnh Rừng Tràm".to_owned(),
            number: "2188/QĐ-UBND".to_owned(),
            is_numbered: true,
            about: String::new(),
            place_and_date: "Rừng Tràm, ngày 05 tháng 02 năm 2026".to_owned(),
        },
        name: Name {
            kind: "Quyết định".to_owned(),
            subject: "Về việc công nhận sản phẩm OCOP".to_owned(),
        },
        grounds: vec!["Căn cứ Luật thứ nhất".to_owned(), "Căn cứ Luật thứ hai".to_owned()],
        resolves: "QUYẾT ĐỊNH:".to_owned(),
        body: vec![
            Block::article(1, "Công nhận các sản phẩm trong danh sách kèm theo."),
            Block::article(2, "Quyết định có hiệu lực từ ngày ký."),
        ],
        signatures: vec![Signature {
            posts: vec!["KT. Chủ tịch".to_owned(), "Phó Chủ tịch".to_owned()],
            how: String::new(),
            name: "Nguyễn Văn Ký".to_owned(),
        }],
        recipients: vec!["Như Điều 2".to_owned(), "Lưu: VT, NN".to_owned()],
        annexes: vec![Annex {
            label: "Phụ lục".to_owned(),
            name: "DANH SÁCH SẢN PHẨM".to_owned(),
            of: "(Kèm theo Quyết định số 2188/QĐ-UBND)".to_owned(),
            orientation: Orientation::Landscape,
            body: vec![Block::Table(products)],
        }],
        ..Official::default()
    }
}

/// A certificate of four stars.
pub(crate) fn certificate() -> Certificate {
    Certificate {
        number: "12/2026/GCN-OCOP".to_owned(),
        product: "Mật ong hoa tràm".to_owned(),
        specification: "Chai thủy tinh 500 ml".to_owned(),
        product_code: "99-99001-01-2026".to_owned(),
        producer: "Hợp tác xã Mật ong Rừng Tràm".to_owned(),
        address: "Ấp 3, xã Tràm Xanh, tỉnh Rừng Tràm".to_owned(),
        stars: 4,
        decision: "2188/QĐ-UBND".to_owned(),
        decided_on: date(2026, 11, 12),
        valid_from: date(2026, 11, 12),
        valid_to: date(2029, 11, 12),
        authority: "Chủ tịch Ủy ban nhân dân tỉnh Rừng Tràm".to_owned(),
        authority_in_english: String::new(),
        place: "Rừng Tràm".to_owned(),
        posts: vec!["Chủ tịch".to_owned()],
        signatory: "Nguyễn Văn Ký".to_owned(),
        page: "https://ocop.example/products/0192aabbccddeeff00112233".to_owned(),
        is_draft: false,
    }
}
