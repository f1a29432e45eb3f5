//! Numbers that an office asks for: an overview, a list behind each, who must be called, the
//! ministry's table; and who may ask.

use std::io::Cursor;

use axum::http::StatusCode;
use calamine::Reader as _;
use ocop::house::House;
use ocop_rules::accounts::Role;

use crate::an_office_writes_a_report::REPORT;
use crate::an_officer_keeps_a_ledger::{of_rung_tram, of_tram_xanh, with};
use crate::fixture::{Fact, recognised, revoke};
use crate::numbers::{every_cell_leads_to_a_list, every_number_is_its_list, numbers_of};
use crate::the_five_places_answer::{officer, text_of, with_places};
use crate::told::{Visitor, told};

/// Seven products that certainly count, two whose first day is not known.
async fn nine(house: &House) {
    for at in 0..9 {
        let name = format!("Sản phẩm {at}");
        let producer = format!("Hợp tác xã {}", at % 4);
        let (from, to) = if at < 7 {
            (("2026-02-10", "2026-02-10"), ("2029-02-10", "2029-02-10"))
        } else {
            (("2026-01-01", "2026-12-31"), ("2029-01-01", "2029-12-31"))
        };
        let fact = Fact { name: &name, producer: &producer, from, to, ..Fact::default() };
        recognised(house, fact).await;
    }
}

const VALID: &str = "/reports/answer?of=products&basis=valid&unit=99001.2025";

#[tokio::test]
async fn what_is_not_certain_is_a_range() {
    told(async |house| {
        nine(&house).await;
        let officer = of_tram_xanh(&house).await;
        let list = officer.reads(VALID).await;
        for words in
            ["<h1>Sản phẩm còn hiệu lực: từ 7 đến 9 sản phẩm</h1>", "9 dòng", "2 dòng chưa chắc"]
        {
            assert!(list.contains(words), "{words}: {list}");
        }
        let english = officer.in_english().reads(VALID).await;
        assert!(
            english.contains("<h1>Products in force: between 7 and 9 products</h1>"),
            "{english}"
        );
        let report = officer.does("/reports", &REPORT).await;
        let page = officer.reads(&report).await;
        let text = text_of(&page);
        assert!(text.contains("có từ 7 đến 9 sản phẩm OCOP còn hiệu lực"), "{text}");
        every_number_is_its_list(&officer, &page).await;
    })
    .await;
}

#[tokio::test]
async fn each_list_is_a_file() {
    told(async |house| {
        nine(&house).await;
        let officer = of_tram_xanh(&house).await;
        let csv = officer.reads(&VALID.replace("answer?", "answer.csv?")).await;
        let mut reader = csv::Reader::from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
        let headings = reader.headers().unwrap().clone();
        assert_eq!((&headings[0], &headings[8]), ("Sản phẩm", "Chắc chắn"));
        let sure: Vec<String> = reader.records().map(|it| it.unwrap()[8].to_owned()).collect();
        assert_eq!((sure.len(), sure.iter().filter(|it| *it == "có").count()), (9, 7));

        let file = officer.takes(&VALID.replace("answer?", "answer.xlsx?")).await;
        assert_eq!(file.status, StatusCode::OK);
        let mut book: calamine::Xlsx<_> =
            calamine::open_workbook_from_rs(Cursor::new(file.bytes.clone())).unwrap();
        assert_eq!(book.worksheet_range_at(0).unwrap().unwrap().rows().count(), 10);
    })
    .await;
}

#[tokio::test]
async fn an_overview_counts_what_its_lists_hold() {
    told(async |house| {
        nine(&house).await;
        let gone = recognised(&house, Fact { name: "Trà", stars: 3, ..Fact::default() }).await;
        revoke(&house, &gone, "2026-11-20").await;
        let ministry = Visitor::in_role(&house, Role::Ministry, "vn").await;
        for officer in [of_tram_xanh(&house).await, of_rung_tram(&house).await, ministry] {
            let page = officer.reads("/overview").await;
            assert!(6 < every_number_is_its_list(&officer, &page).await);
            let numbers: Vec<String> = numbers_of(&page).into_iter().map(|it| it.0).collect();
            assert_eq!(numbers[..4], ["từ 7 đến 9", "0", "từ 7 đến 9", "0"]);
            let english = officer.in_english().reads("/overview").await;
            for words in ["Products in force", "between 7 and 9", "Producers to call this month"] {
                assert!(english.contains(words), "{words}: {english}");
            }
            for vietnamese in ["Sản phẩm còn hiệu lực", "Tất cả"] {
                assert!(!english.contains(vietnamese), "{vietnamese}: {english}");
            }
        }
    })
    .await;
}

/// Begins a report of this unit and walks over every cell of its tables; answers how many lead on.
async fn every_cell_is_its_list(officer: &Visitor, report: &[(&str, &str)]) -> usize {
    let page = officer.reads(&officer.does("/reports", report).await).await;
    every_number_is_its_list(officer, &page).await;
    every_cell_leads_to_a_list(&page)
}

#[tokio::test]
async fn every_cell_of_a_table_is_its_list() {
    told(async |house| {
        nine(&house).await;
        recognised(
            &house,
            Fact { name: "Trà", stars: 3, commune: "99007.2025", ..Fact::default() },
        )
        .await;
        // Where it was recognised is known no closer than the province.
        recognised(&house, Fact { name: "Gạo", stars: 5, commune: "99.2025", ..Fact::default() })
            .await;
        let province = of_rung_tram(&house).await;
        let idea = [("name", "Mắm tép"), ("begun", "standardised"), ("known_on", "1/3/2026")];
        province.does("/ledgers/ways", &idea).await;
        for (unit, most) in [("99.2025", 20), ("99001.2025", 10)] {
            for places in ["today", "then"] {
                let key = format!("{unit}{places}");
                let asked = [("key", key.as_str()), ("unit", unit), ("places", places)];
                let cells = every_cell_is_its_list(&province, &with(&REPORT, &asked)).await;
                assert!(most < cells, "{unit} {places}: {cells}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn and_so_is_every_cell_of_a_place_that_was_divided() {
    told(async |house| {
        with_places(&house).await;
        let langson = officer(&house, "langson").await;
        let known = [
            // Of a whole district, of a commune of then, and of one of today.
            ("Hồi", "182.2024", ("2022-06-01", "2022-06-01")),
            ("Quýt", "06124.2024", ("2021-01-01", "2022-12-31")),
            ("Rượu men lá", "20.2025", ("2022-01-01", "2022-12-31")),
        ];
        for (name, commune, from) in known {
            let to = ("2025-06-01", "2025-12-31");
            recognised(&house, Fact { name, commune, from, to, ..Fact::default() }).await;
        }
        let mut ranges = 0;
        for unit in ["182.2024", "20.2025", "20.2024"] {
            for places in ["today", "then"] {
                let key = format!("{unit}{places}");
                let report = [
                    ("key", key.as_str()),
                    ("unit", unit),
                    ("kind", "interim"),
                    ("period", "2019 – 2023"),
                    ("on", "29/5/2023"),
                    ("places", places),
                ];
                let page = langson.reads(&langson.does("/reports", &report).await).await;
                every_number_is_its_list(&langson, &page).await;
                assert!(9 < every_cell_leads_to_a_list(&page), "{unit} {places}: {page}");
                let numbers = numbers_of(&page);
                ranges += numbers
                    .iter()
                    .filter(|it| it.1.contains("part=") && it.0.contains("đến"))
                    .count();
            }
        }
        assert_ne!(ranges, 0);
        for (login, units) in [
            ("langson", &["181.2024", "186.2024"][..]),
            ("tuyenquang", &["026.2024"][..]),
            ("quangtri", &["45.2024"][..]),
        ] {
            let visitor = officer(&house, login).await;
            let list = visitor.reads("/reports").await;
            let reports = list.split("href=\"").filter(|it| it.starts_with("/reports/0"));
            let reports: Vec<&str> = reports.map(|it| it.split('"').next().unwrap()).collect();
            assert!(units.len() <= reports.len(), "{list}");
            for report in reports {
                let page = visitor.reads(report).await;
                every_number_is_its_list(&visitor, &page).await;
                every_cell_leads_to_a_list(&page);
            }
        }
    })
    .await;
}

#[tokio::test]
async fn whoever_must_be_called_stands_in_the_month() {
    told(async |house| {
        let soon = ("2027-05-15", "2027-05-15");
        let from = ("2024-05-15", "2024-05-15");
        recognised(&house, Fact { name: "Mắm tép", from, to: soon, ..Fact::default() }).await;
        recognised(&house, Fact::default()).await;
        let officer = of_tram_xanh(&house).await;
        let overview = officer.reads("/overview").await;
        assert!(overview.contains("/reports/calls?unit=99001.2025\">1</a>"), "{overview}");
        let page = officer.reads("/reports/calls").await;
        let text = text_of(&page);
        assert!(text.contains("1 dòng") && text.contains("Bắt đầu được nộp"), "{text}");
        assert!(text.contains("Mắm tép") && !text.contains("Mật ong hoa tràm"), "{text}");
        let product = page.split("<th scope=\"row\"><a href=\"").nth(1).unwrap();
        officer.reads(product.split('"').next().unwrap()).await;
        let later = officer.reads("/reports/calls?month=2027-01").await;
        assert!(text_of(&later).contains("Ngày cuối nộp hồ sơ"), "{later}");
        // What was filed is told apart, and the list is a file too.
        for (asked, is_listed) in [("no", true), ("yes", false), ("all", true)] {
            let list = format!("month=2027-01&filed={asked}");
            let page = officer.reads(&format!("/reports/calls?{list}")).await;
            assert_eq!(page.contains(">Mắm tép<"), is_listed, "{asked}: {page}");
            let csv = officer.reads(&format!("/reports/calls.csv?{list}")).await;
            assert_eq!(csv.contains("Mắm tép"), is_listed, "{asked}: {csv}");
            let file = officer.takes(&format!("/reports/calls.xlsx?{list}")).await;
            assert!(file.bytes.starts_with(b"PK"));
        }
        let none = officer.reads("/reports/calls?state=lapsing").await;
        assert!(none.contains("Không có sản phẩm nào như vậy."), "{none}");
        let empty = officer.reads("/reports/calls?month=2026-10").await;
        assert!(empty.contains("Tháng này không có sản phẩm nào cần nhắc."), "{empty}");
    })
    .await;
}

#[tokio::test]
async fn the_ministry_takes_its_table() {
    told(async |house| {
        recognised(&house, Fact::default()).await;
        recognised(&house, Fact { name: "Trà", stars: 3, ..Fact::default() }).await;
        let officer = of_tram_xanh(&house).await;
        let year =
            [("product", "mat ong hoa tram"), ("year", "2026"), ("turnover", "1300,5 triệu")];
        officer.does("/ledgers/yearly-figures", &year).await;
        let province = of_rung_tram(&house).await;
        let csv = province.reads("/reports/ptnt-ocop.csv?year=2026").await;
        let mut lines = csv.trim_start_matches('\u{feff}').lines();
        assert_eq!(
            lines.next().unwrap(),
            "MA_OCOP,Ma_DonViHanhChinh,Ma_ThoiGian,Ma_SanPham,TenSanPham,XepHang,ChuTheSXKD,\
             DoanhThuNam,TrangThai"
        );
        let mut rows: Vec<&str> = lines.collect();
        rows.sort_by_key(|it| it.contains("Trà"));
        let ends = ",Mật ong hoa tràm,4*,HTX Mật ong Rừng Tràm,1300.50,Còn hiệu lực";
        assert!(rows[0].starts_with("GCN-7,99001,2026,") && rows[0].ends_with(ends), "{rows:?}");
        assert!(rows[1].ends_with(",Trà,3*,HTX Mật ong Rừng Tràm,,Còn hiệu lực"), "{rows:?}");
        let file = province.takes("/reports/ptnt-ocop.xlsx?year=2026").await;
        let mut book: calamine::Xlsx<_> =
            calamine::open_workbook_from_rs(Cursor::new(file.bytes.clone())).unwrap();
        assert_eq!(book.worksheet_range_at(0).unwrap().unwrap().rows().count(), 3);
        let none = province.reads("/reports/ptnt-ocop.csv?year=2025").await;
        assert_eq!(none.lines().count(), 1);
    })
    .await;
}

#[tokio::test]
async fn nobody_asks_about_another_unit() {
    told(async |house| {
        nine(&house).await;
        let officer = of_tram_xanh(&house).await;
        let report = officer.does("/reports", &REPORT).await;
        let province = of_rung_tram(&house).await;
        let other = with(&REPORT, &[("key", "hai"), ("unit", "99007.2025")]);
        let of_other = province.does("/reports", &other).await;
        let of_all = with(&REPORT, &[("key", "ba"), ("unit", "99.2025")]);
        let of_all = province.does("/reports", &of_all).await;

        let beside = Visitor::in_role(&house, Role::Commune, "99007.2025").await;
        let elsewhere = Visitor::in_role(&house, Role::Province, "20.2025").await;
        let hidden = [
            (&officer, &of_other),
            (&officer, &of_all),
            (&beside, &report),
            (&elsewhere, &report),
            (&elsewhere, &of_all),
        ];
        for (visitor, report) in hidden {
            let passage = format!("{report}/passages/results.certified");
            for at in [report, &format!("{report}/annex.xlsx"), &passage] {
                assert_eq!(visitor.opens(at).await.status, StatusCode::NOT_FOUND, "{at}");
            }
            for at in [passage, format!("{report}/freezing")] {
                let answer = visitor.posts(&at, &[("revision", "0")]).await;
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{at}");
            }
            assert!(!visitor.reads("/reports").await.contains(report.as_str()));
        }
        assert!(province.reads("/reports").await.contains(&report));
        let calls = "/reports/calls?unit=99001.2025".to_owned();
        let ministry = "/reports/ptnt-ocop.csv?unit=99001.2025".to_owned();
        for at in [VALID.to_owned(), calls, ministry] {
            assert_eq!(elsewhere.opens(&at).await.status, StatusCode::NOT_FOUND, "{at}");
            assert_eq!(beside.opens(&at).await.status, StatusCode::NOT_FOUND, "{at}");
            province.reads(&at).await;
        }

        let member = Visitor::in_role(&house, Role::Member, "99.2025").await;
        for at in [report.as_str(), "/reports", "/overview", VALID, "/reports/calls"] {
            assert_eq!(member.opens(at).await.status, StatusCode::NOT_FOUND, "{at}");
            let guest = Visitor::guest(&house).opens(at).await;
            assert_eq!(guest.status, StatusCode::SEE_OTHER, "{at}");
        }
        for nothing in ["of=x", "of=products", "of=products&basis=valid&on=hôm+nay"] {
            let answer = officer.opens(&format!("/reports/answer?{nothing}")).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{nothing}");
        }
    })
    .await;
}
