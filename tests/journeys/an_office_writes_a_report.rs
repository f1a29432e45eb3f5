//! A report: begun, read with the list behind each number, told in an officer's own words.

use axum::http::StatusCode;
use ocop::house::House;
use ocop_rules::accounts::Role;

use crate::an_officer_keeps_a_ledger::{of_rung_tram, of_tram_xanh, with};
use crate::fixture::{Fact, nine_of_van_lang, recognised};
use crate::kept::Case;
use crate::numbers::every_number_is_its_list;
use crate::the_five_places_answer::text_of;
use crate::told::{Visitor, told};

pub(crate) const REPORT: [(&str, &str); 6] = [
    ("key", "khóa 1"),
    ("unit", "99001.2025"),
    ("kind", "yearly"),
    ("period", "2026"),
    ("on", "23/11/2026"),
    ("places", "today"),
];

/// Nothing stands against what must always be true of reports.
pub(crate) async fn is_sound(house: &House) {
    let mut tx = house.db.read().await.unwrap();
    for check in ocop::reports::checks::ask(&mut tx, house).await.unwrap() {
        assert!(check.against.is_empty(), "{}: {:?}", check.name, check.against);
    }
}

/// The numbers of a page that open to their lists: what is read, and the address.
#[tokio::test]
async fn is_begun_once_and_not_of_elsewhere_or_of_tomorrow() {
    told(async |house| {
        let officer = of_tram_xanh(&house).await;
        let cases: [Case<'_>; 7] = [
            (&[("unit", "06040.2025")], "unit", ""),
            (&[("unit", "xã Không Có")], "unit", ""),
            (&[("on", "24/11/2026")], "on", "Ngày tính số liệu chưa tới."),
            (&[("on", "31/12/2025")], "on", "Ngày tính số liệu nằm trước kỳ báo cáo."),
            (&[("period", "2026 – 2020")], "period", ""),
            (&[("kind", "x")], "kind", "Hãy chọn loại báo cáo."),
            (&[("on", "31/2/2026")], "on", "Lịch không có ngày 31/2/2026."),
        ];
        for (otherwise, field, sentence) in cases {
            let answer = officer.posts("/reports", &with(&REPORT, otherwise)).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{otherwise:?}");
            let link = format!("href=\"#{field}\">{sentence}");
            assert!(answer.page.contains(&link), "{link}: {}", answer.page);
            assert!(answer.page.contains("value=\"2026\"") || field == "period");
        }
        assert!(officer.reads("/reports").await.contains("Chưa có báo cáo nào."));

        let report = officer.does("/reports", &REPORT).await;
        assert_eq!(officer.does("/reports", &REPORT).await, report);
        let list = officer.reads("/reports").await;
        assert_eq!(list.matches(&format!("href=\"{report}\"")).count(), 1, "{list}");
        assert!(
            list.contains("Báo cáo kết quả thực hiện Chương trình mỗi xã một sản phẩm năm 2026")
        );
        let english = officer.in_english().reads(&report).await;
        for words in ["figures as of", "Freeze the figures", "Results of evaluation and ranking"] {
            assert!(english.contains(words), "{words}: {english}");
        }
        is_sound(&house).await;
    })
    .await;
}

#[tokio::test]
async fn whose_every_number_opens_to_its_list() {
    told(async |house| {
        nine_of_van_lang(&house).await;
        recognised(&house, Fact::default()).await;
        let officer = of_tram_xanh(&house).await;
        let listing = [
            ("product", "mat ong hoa tram"),
            ("platform", "voso"),
            ("link", "https://voso.vidu.vn/mat-ong"),
            ("listed_on", "1/3/2026"),
        ];
        officer.does("/ledgers/listings", &listing).await;
        let province = of_rung_tram(&house).await;
        let budget = [
            ("what", "Kinh phí thực hiện Chương trình"),
            ("period", "2026"),
            ("phase", "spent"),
            ("funding", "mixed"),
            ("amount", "trên 1,3 tỷ đồng"),
        ];
        province.does("/ledgers/budgets", &budget).await;
        let report = province.does("/reports", &with(&REPORT, &[("unit", "99.2025")])).await;
        let page = province.reads(&report).await;
        let text = text_of(&page);
        assert!(text.contains("có 1 sản phẩm OCOP còn hiệu lực, gồm 1 sản phẩm 4 sao."), "{text}");
        assert!(text.contains("Tổng kinh phí đã thực hiện: trên 1,3 tỷ đồng."), "{text}");
        assert!(9 < every_number_is_its_list(&province, &page).await);

        let langson = Visitor::in_role(&house, Role::Province, "20.2025").await;
        let district = [
            ("key", "khóa 2"),
            ("unit", "huyện Văn Lãng"),
            ("kind", "interim"),
            ("period", "2019 – 2023"),
            ("on", "29/5/2023"),
            ("places", "then"),
        ];
        let report = langson.does("/reports", &with(&REPORT, &district)).await;
        let page = langson.reads(&report).await;
        assert!(text_of(&page).contains("có 9 sản phẩm OCOP còn hiệu lực"), "{page}");
        assert!(9 < every_number_is_its_list(&langson, &page).await);
    })
    .await;
}

/// Words of ours on an English page.
fn is_english(words: &str) -> bool {
    words.chars().all(|it| it.is_ascii() || "–“”".contains(it))
}

#[tokio::test]
async fn whose_words_of_ours_are_english_on_an_english_page() {
    told(async |house| {
        recognised(&house, Fact::default()).await;
        let uncertain = (("2026-01-01", "2026-12-31"), ("2029-01-01", "2029-12-31"));
        let fact =
            Fact { name: "Trà", stars: 3, from: uncertain.0, to: uncertain.1, ..Fact::default() };
        recognised(&house, fact).await;
        let province = of_rung_tram(&house).await;
        let budget = [
            ("what", "Kinh phí"),
            ("period", "2026"),
            ("phase", "spent"),
            ("funding", "central"),
            ("amount", "trên 1,3 tỷ đồng"),
        ];
        province.does("/ledgers/budgets", &budget).await;
        let target = [
            ("title", "Ít nhất 15 sản phẩm"),
            ("measure", "certified"),
            ("stars", "3+"),
            ("aim", "ít nhất 15"),
            ("reckoning", "total"),
            ("period", "2026 – 2030"),
        ];
        province.does("/ledgers/targets", &target).await;
        let report = province.does("/reports", &with(&REPORT, &[("unit", "99.2025")])).await;
        let page = province.in_english().reads(&report).await;
        for opening in ["<caption>", "<th scope=\"col\"", "<figcaption>", "<summary>"] {
            for piece in page.split(opening).skip(1) {
                let piece = piece.split_once("</").unwrap().0;
                let text = text_of(&format!(
                    "<i{}",
                    if piece.starts_with(['>', ' ']) {
                        piece.to_owned()
                    } else {
                        format!(">{piece}")
                    }
                ));
                assert!(is_english(&text), "{text}");
            }
        }
        let text = text_of(&page);
        for words in [
            "Products by stars Rank",
            "4 stars",
            "between 1 and 2",
            "Products in force by units of today",
            "Certified",
            "more than 1,300,000,000",
            "at least 15 (in all)",
        ] {
            assert!(text.contains(words), "{words}: {text}");
        }
        for words in
            ["Tất cả", "Kinh phí theo nguồn vốn", "Được công nhận", "từ 1 đến 2", "Hợp tác xã 1"]
        {
            let tables: String = page
                .split("<table")
                .skip(1)
                .filter_map(|it| it.split_once("</table>"))
                .map(|it| it.0)
                .collect();
            assert!(!text_of(&tables).contains(words), "{words}: {tables}");
        }
    })
    .await;
}

#[tokio::test]
async fn begun_on_a_cycle_that_is_chosen() {
    told(async |house| {
        let officer = of_tram_xanh(&house).await;
        let form = officer.reads("/reports/new").await;
        let link = form.split("href=\"/reports/new?period=2021").nth(1).unwrap();
        let address = format!("/reports/new?period=2021{}", link.split('"').next().unwrap());
        let chosen = officer.reads(&address).await;
        for words in ["value=\"2021 – 2025\"", "value=\"31/12/2025\"", "<datalist"] {
            assert!(chosen.contains(words), "{words}: {chosen}");
        }
        let next = officer.reads(&address.replace("2021", "2026").replace("2025", "2030")).await;
        for words in ["value=\"2026 – 2030\"", "value=\"23/11/2026\""] {
            assert!(next.contains(words), "{words}: {next}");
        }
    })
    .await;
}

#[tokio::test]
async fn whose_money_is_told_by_source_by_what_it_is_for_and_by_year() {
    told(async |house| {
        let province = of_rung_tram(&house).await;
        let budgets = [
            ["2025", "spent", "central", "packaging", "100 triệu đồng"],
            ["2026", "spent", "central", "reward", "50 triệu đồng"],
            ["2026", "planned", "province", "", "khoảng 80 triệu đồng"],
            ["2025 – 2026", "spent", "mixed", "", "trên 1,3 tỷ đồng"],
            ["2019 – 2025", "spent", "mixed", "", "2 tỷ đồng"],
        ];
        for (at, it) in budgets.into_iter().enumerate() {
            let [period, phase, funding, purpose, amount] = it;
            let (what, key) = (format!("Kinh phí {at}"), format!("tiền {at}"));
            let budget = [
                ("what", what.as_str()),
                ("key", &key),
                ("period", period),
                ("phase", phase),
                ("funding", funding),
                ("purpose", purpose),
                ("amount", amount),
            ];
            province.does("/ledgers/budgets", &budget).await;
        }
        let of = [("unit", "99.2025"), ("kind", "final"), ("period", "2025 – 2026")];
        let report = province.does("/reports", &with(&REPORT, &of)).await;
        let page = province.reads(&report).await;
        assert!(9 < every_number_is_its_list(&province, &page).await);
        let tables = ["Kinh phí theo nguồn vốn", "Kinh phí theo việc chi", "Kinh phí theo năm"];
        let told = tables.map(|it| {
            let (_, rest) = page.split_once(&format!("<caption>{it}")).expect(it);
            let table = rest.split("<tbody>").nth(1).unwrap().split("</tbody>").next().unwrap();
            text_of(table)
        });
        insta::assert_snapshot!("money", told.join("\n"));
    })
    .await;
}

#[tokio::test]
async fn whose_difficulties_are_carried_on_until_they_are_closed() {
    told(async |house| {
        let officer = of_tram_xanh(&house).await;
        let all = [
            ["Cũ còn", "2025", "no", ""],
            ["Cũ xong", "2025", "no", "1/3/2026"],
            ["Cũ đã xong từ trước", "2024", "no", "1/3/2025"],
            ["Mới còn", "2026", "no", ""],
            ["Mới xong", "2026", "no", "1/6/2026"],
            ["Chuyển sang", "2026", "yes", ""],
        ];
        for [what, period, carried, closed] in all {
            let entry = [
                ("what", what),
                ("key", what),
                ("field", "market"),
                ("period", period),
                ("carried", carried),
                ("closed_on", closed),
            ];
            officer.does("/ledgers/difficulties", &entry).await;
        }
        let early = [
            ("what", "Sớm"),
            ("key", "sớm"),
            ("field", "market"),
            ("period", "2026"),
            ("closed_on", "31/12/2025"),
        ];
        let refused = officer.posts("/ledgers/difficulties", &early).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.page.contains("Ngày xong đứng trước kỳ báo cáo."), "{}", refused.page);

        let report = officer.does("/reports", &REPORT).await;
        let page = officer.reads(&report).await;
        let (_, table) = page.split_once("<caption>Khó khăn, vướng mắc trong kỳ").unwrap();
        let text = text_of(table.split("</table>").next().unwrap());
        for told in [
            "Cũ còn 01/01/2025 từ kỳ trước, chuyển kỳ sau",
            "Cũ xong 01/01/2025 từ kỳ trước, đã xong 01/03/2026",
            "Mới còn 01/01/2026 mới, chuyển kỳ sau",
            "Mới xong 01/01/2026 mới, đã xong 01/06/2026",
            "Chuyển sang trước 01/01/2026 từ kỳ trước, chuyển kỳ sau",
        ] {
            assert!(text.contains(told), "{told}: {text}");
        }
        assert!(!text.contains("đã xong từ trước"), "{text}");
        assert!(text_of(&page).contains("Còn 3 khó khăn, vướng mắc"), "{page}");
    })
    .await;
}

#[tokio::test]
async fn in_words_of_their_own_whose_numbers_stay_alive() {
    told(async |house| {
        recognised(&house, Fact::default()).await;
        let officer = of_tram_xanh(&house).await;
        let report = officer.does("/reports", &REPORT).await;
        let passage = format!("{report}/passages/results.certified");
        let form = officer.reads(&passage).await;
        for words in ["{certified.4}", "Câu của máy:", "Sản phẩm 4 sao còn hiệu lực"] {
            assert!(form.contains(words), "{words}: {form}");
        }
        let cases = [
            ("Có {certifed} sản phẩm", "Không có con số nào tên là “{certifed}”"),
            ("Có {certified sản phẩm", "chưa đóng, hoặc đóng mà chưa mở"),
            ("Có [{certified} sản phẩm", "chưa đóng, hoặc đóng mà chưa mở"),
        ];
        for (text, sentence) in cases {
            let answer = officer.posts(&passage, &[("text", text), ("revision", "0")]).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{text}");
            assert!(answer.page.contains(sentence), "{sentence}: {}", answer.page);
            assert!(answer.page.contains(&format!(">{text}</textarea>")), "{}", answer.page);
        }

        let own = [("text", "Cả xã có {certified} sản phẩm."), ("revision", "0")];
        officer.does(&passage, &own).await;
        assert_eq!(officer.posts(&passage, &own).await.status, StatusCode::CONFLICT);
        let page = officer.reads(&report).await;
        assert!(text_of(&page).contains("Cả xã có 1 sản phẩm."), "{page}");
        every_number_is_its_list(&officer, &page).await;

        let more = [("section", "results"), ("text", "Mưa đến {on}."), ("revision", "1")];
        officer.does(&format!("{report}/passages/new"), &more).await;
        assert!(officer.reads(&report).await.contains("Mưa đến ngày 23/11/2026."));
        officer.does(&passage, &[("text", " "), ("revision", "2")]).await;
        assert!(!text_of(&officer.reads(&report).await).contains("Cả xã có"));
        officer.does(&passage, &[("to", "outline"), ("revision", "3")]).await;
        let text = text_of(&officer.reads(&report).await);
        assert!(text.contains("có 1 sản phẩm OCOP còn hiệu lực"), "{text}");
        assert!(text.contains("Mưa đến"), "{text}");

        let nowhere = [("section", "thời tiết"), ("text", "Mưa."), ("revision", "4")];
        for passage in ["new", "results.khong-co"] {
            let answer = officer.posts(&format!("{report}/passages/{passage}"), &nowhere).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{passage}");
        }
        is_sound(&house).await;
    })
    .await;
}
