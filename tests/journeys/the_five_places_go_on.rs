//! What else is asked of the five places today: it takes an act, another day, or records that their
//! reports did not have.

use std::fmt::Write as _;

use axum::http::StatusCode;
use jiff::civil::date;
use ocop::chores;
use ocop::house::House;

use crate::fixture::{Fact, recognised};
use crate::the_five_places_answer::{officer, report_of, text_of, with_places};
use crate::told::{Visitor, told};

/// A list is uploaded, read through and taken in whole.
async fn take_in(house: &House, officer: &Visitor, readings: &str, list: &str) {
    let file = ("file", "danh-sach.csv", list.as_bytes());
    let reading = officer.uploads(readings, &[], file).await.location;
    while chores::work(house).await.unwrap() {}
    let answer = officer.posts(&format!("{reading}/entries"), &[]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", text_of(&answer.page));
    while chores::work(house).await.unwrap() {}
    let page = officer.reads(&answer.location).await;
    assert!(page.contains("Đã nhập"), "{}", text_of(&page));
    house.registry.refresh(&house.db).await.unwrap();
}

/// Begins a report; answers its address.
async fn begin(officer: &Visitor, unit: &str, period: &str, on: &str) -> String {
    let fields = [
        ("key", "một báo cáo nữa"),
        ("unit", unit),
        ("kind", "other"),
        ("period", period),
        ("on", on),
        ("places", "then"),
    ];
    let key = format!("{unit}{period}{on}");
    let fields = fields.map(|(name, value)| match name {
        "key" => (name, key.as_str()),
        _ => (name, value),
    });
    officer.does("/reports", &fields).await
}

#[tokio::test]
async fn what_stayed_behind_is_listed_with_its_reasons() {
    told(async |house| {
        with_places(&house).await;
        let officer = officer(&house, "tuyenquang").await;
        let scope = "unit=026.2024&from=2018-01-01&to=2021-12-31&on=2021-12-31";
        let stayed = format!(
            "/reports/answer?{scope}&of=stayed&milestone=evaluated-by-district&short_of=certified"
        );
        assert!(text_of(&officer.reads(&stayed).await).contains("0 sản phẩm"));

        // The names are known one day: twelve were certified, of fifteen a reason is said.
        let mut list = "Đơn vị,Tên sản phẩm,\"Nhóm, bộ sản phẩm\",Được biết đến từ bước,\
                        Ngày được biết đến,Ngày cấp huyện đánh giá,Ngày được công nhận,Lý do\n"
            .to_owned();
        let groups = [("đồ uống", 1), ("vải may mặc", 18), ("thô sơ chế", 6), ("chế biến", 2)];
        let each = groups.into_iter().flat_map(|(group, many)| std::iter::repeat_n(group, many));
        for (at, group) in each.enumerate() {
            let (certified, reason) = if at < 12 {
                ("20/12/2021", String::new())
            } else {
                ("", format!("Dưới 50 điểm ở lần đánh giá {at}"))
            };
            writeln!(
                list,
                "026.2024,Sản phẩm thử {at},{group},Đã được chuẩn hóa,1/9/2021,5/10/2021,{certified},{reason}"
            )
            .unwrap();
        }
        take_in(&house, &officer, "/ledgers/ways/readings", &list).await;
        for (milestone, number) in
            [("evaluated-by-district", 27), ("standardised", 27), ("certified", 12)]
        {
            let at = format!("/reports/answer?{scope}&of=reached&milestone={milestone}");
            let text = text_of(&officer.reads(&at).await);
            assert!(text.contains(&format!("{number} sản phẩm")), "{text}");
        }
        let text = text_of(&officer.reads(&stayed).await);
        assert!(text.contains("15 sản phẩm"), "{text}");
        assert_eq!(text.matches("Dưới 50 điểm ở lần đánh giá").count(), 15);
        let report = text_of(&officer.reads(&report_of(&officer, "huyện Đồng Văn").await).await);
        assert!(report.contains("27 27 khớp (được cấp huyện đánh giá)"), "{report}");
    })
    .await;
}

#[tokio::test]
async fn groups_of_today_are_counted_on_a_day_of_an_earlier_decision() {
    told(async |house| {
        with_places(&house).await;
        let officer = officer(&house, "tuyenquang").await;
        let mut list = "Tên sản phẩm,Chủ thể,Loại hình,Xã,Huyện (cũ),Tỉnh,Bộ sản phẩm/nhóm,\
                        Số sao,Ngày quyết định\n"
            .to_owned();
        for at in 0..12 {
            let set = [4, 14, 18][at % 3];
            let stars = if at < 3 { 4 } else { 3 };
            let producer = at % 7;
            let kind = if producer == 0 { "Doanh nghiệp nhỏ và vừa" } else { "Hợp tác xã" };
            writeln!(
                list,
                "Sản phẩm thử {at},Chủ thể thử {producer},{kind},,Đồng Văn,Hà Giang,{set},{stars},20/12/2021"
            )
            .unwrap();
        }
        take_in(&house, &officer, "/imports", &list).await;
        let text = text_of(&officer.reads("/counts?unit=026.2024&on=2021-12-31").await);
        for words in ["sản phẩm 12", "I. Thực phẩm 4", "II. Đồ uống 4", "Hợp tác xã 10"] {
            assert!(text.contains(words), "{words}: {text}");
        }
        // Declared and counted now stand side by side, and agree.
        let report = text_of(&officer.reads(&report_of(&officer, "huyện Đồng Văn").await).await);
        for words in [
            "31/12/2021 12 12 khớp (còn hiệu lực, lũy kế) Tin",
            "Hợp tác xã được công nhận (không nói còn hiệu lực hay lũy kế) 31/12/2021 6 6",
            "31/12/2021 1 1 khớp (còn hiệu lực, lũy kế)",
        ] {
            assert!(report.contains(words), "{words}: {report}");
        }
    })
    .await;
}

#[tokio::test]
async fn targets_are_told_as_totals_and_as_additions_on_any_day() {
    told(async |house| {
        with_places(&house).await;
        let officer = officer(&house, "quangtri").await;
        let made = |name, from: (&'static str, &'static str), to| Fact {
            name,
            commune: "19597.2024",
            from,
            to,
            ..Fact::default()
        };
        let before = (("2020-06-01", "2020-06-01"), ("2023-06-01", "2023-06-01"));
        let during = (("2022-08-05", "2022-08-05"), ("2025-08-05", "2025-08-05"));
        recognised(&house, made("Cao chè vằng thử", before.0, before.1)).await;
        recognised(&house, made("Tiêu thử", during.0, during.1)).await;
        let cases = [
            ("31/12/2021", "15 (tổng số) 1 14 ", "15 (tăng thêm) 0 15 "),
            ("31/12/2022", "15 (tổng số) 2 13 ", "15 (tăng thêm) 1 14 "),
            ("31/12/2023", "15 (tổng số) 1 14 ", "15 (tăng thêm) 1 14 "),
        ];
        for (on, total, addition) in cases {
            let report = begin(&officer, "45.2024", "2021 – 2025", on).await;
            let text = text_of(&officer.reads(&report).await);
            let others =
                ["khoảng 145 (tổng số) 0", "khoảng 145 (tăng thêm) 0", "ít nhất 3 (tổng số) 0"];
            for words in [total, addition, "82 (tổng số) 0 82", "từ 1 đến 2 (tăng thêm) 0"]
                .into_iter()
                .chain(others)
            {
                assert!(text.contains(words), "{on}, {words}: {text}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_figure_without_a_day_is_refused_and_with_a_range_uncertain() {
    told(async |house| {
        with_places(&house).await;
        let officer = officer(&house, "langson").await;
        let figure = |on_day: &'static str| {
            [
                ("unit", "186.2024"),
                ("what", "products"),
                ("basis", "unstated"),
                ("on_day", on_day),
                ("amount", "10"),
                ("source_number", "Bài không ghi ngày"),
                ("source_words", "10 sản phẩm được gắn sao"),
            ]
        };
        let refused = officer.posts("/ledgers/figures", &figure("")).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.page.contains("Hãy ghi “Tính đến ngày”."), "{}", refused.page);
        let refused = officer.posts("/ledgers/figures", &figure("đến nay")).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.page.contains("“đến nay” không phải là ngày"), "{}", refused.page);

        let range = "từ 01/01/2023 đến 31/01/2025";
        let entry = officer.does("/ledgers/figures", &figure(range)).await;
        assert!(text_of(&officer.reads(&entry).await).contains(range));
        let report = text_of(&officer.reads(&report_of(&officer, "huyện Hữu Lũng").await).await);
        let unsure = "trong khoảng 01/01/2023 – 31/01/2025, chưa chắc 10";
        assert_eq!(report.matches(unsure).count(), 2, "{report}");
    })
    .await;
}

#[tokio::test]
async fn who_must_be_called_is_listed() {
    told(async |house| {
        with_places(&house).await;
        let list = "Tên sản phẩm,Chủ thể,Loại hình,Xã,Số sao,Ngày quyết định\n\
                    Hồng treo gió thử,Chủ thể thử,Hợp tác xã,06172.2024,3,1/5/2023\n";
        take_in(&house, &officer(&house, "langson").await, "/imports", list).await;
        let open = "Đang trong thời gian nộp hồ sơ đánh giá lại";
        let windows = [
            // A day that is known: the window is open from 180 to 120 days before it.
            (date(2025, 11, 1), "opening", "Sắp đến thời gian nộp, trong 30 ngày tới", 1),
            (date(2025, 12, 15), "open", open, 1),
            (date(2026, 2, 15), "lapsing", "Đã qua thời gian nộp, sắp hết hạn", 1),
            // Days that are not: whoever may end first is called by the first day.
            (date(2023, 1, 15), "open", open, 9),
        ];
        for (today, warning, words, times) in windows {
            house.clock.move_to(today);
            let officer = officer(&house, "langson").await;
            let page = officer.reads(&format!("/reports/calls?state={warning}")).await;
            let list = text_of(&page);
            assert!(list.contains(&format!("{words} {times} giấy chứng nhận")), "{today}: {list}");
            assert!(list.contains(&format!("{times} dòng")), "{today}: {list}");
            assert_eq!(list.contains("01/05/2026"), times == 1, "{today}: {list}");
            let moved = officer.opens(&format!("/certificates?warning={warning}")).await;
            assert_eq!(moved.location, format!("/reports/calls?state={warning}"));
        }
        // The same by months: the window opens in one and closes in another.
        let officer = officer(&house, "langson").await;
        for (month, words) in [("2025-11", "02/11/2025"), ("2026-01", "01/01/2026")] {
            let calls = officer.reads(&format!("/reports/calls?month={month}")).await;
            let calls = text_of(&calls);
            assert!(calls.contains("Hồng treo gió thử") && calls.contains(words), "{calls}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_public_list_names_no_person() {
    told(async |house| {
        with_places(&house).await;
        let guest = Visitor::guest(&house);
        let list = "/counts/list?unit=182.2024&on=2023-05-29";
        assert!(guest.reads(list).await.contains("Thạch Chu Hạnh"));
        for page in [list, "/registry", "/api/registry"] {
            let page = guest.reads(page).await;
            for word in ["Bùi Quốc Khánh", "Trần Thanh Hiền", "dân tộc", "residence", "ethnic"]
            {
                assert!(!page.contains(word), "{word}: {page}");
            }
        }
        for inside in ["/ledgers/positions/list.csv", "/counts/list.csv", "/reports"] {
            let answer = guest.opens(inside).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{inside}");
        }
        // Each province sees its own alone.
        let elsewhere = officer(&house, "quangtri").await;
        assert!(!elsewhere.reads("/ledgers/positions/list.csv").await.contains("Bùi Quốc Khánh"));
    })
    .await;
}

#[tokio::test]
async fn every_number_of_the_report_opens_to_its_list() {
    told(async |house| {
        with_places(&house).await;
        for (login, unit) in [
            ("langson", "huyện Văn Lãng"),
            ("langson", "huyện Bình Gia"),
            ("tuyenquang", "huyện Đồng Văn"),
            ("quangtri", "tỉnh Quảng Trị"),
            ("langson", "huyện Hữu Lũng"),
        ] {
            let officer = officer(&house, login).await;
            let report = report_of(&officer, unit).await;
            let page = officer.reads(&report).await;
            let links = page.split("href=\"/reports/answer?").skip(1);
            let mut opened = 0;
            for link in links.map(|it| it.split('"').next().unwrap().replace("&#38;", "&")) {
                officer.reads(&format!("/reports/answer?{}", link.replace("&amp;", "&"))).await;
                opened += 1;
            }
            assert!(opened != 0, "{unit}: {page}");
            let freezing = format!("{report}/freezing");
            officer.does(&freezing, &[("revision", "0")]).await;
            let id = report.rsplit('/').next().unwrap();
            for (ending, begins) in [("pdf", "%PDF"), ("docx", "PK")] {
                let paper = format!("/documents/programme-report/{id}/draft.{ending}");
                let given = officer.takes(&paper).await;
                assert_eq!(given.status, StatusCode::OK, "{unit}: {paper}");
                assert!(given.bytes.starts_with(begins.as_bytes()), "{paper}");
            }
            assert_eq!(officer.takes(&format!("{report}/annex.xlsx")).await.status, StatusCode::OK);
        }
    })
    .await;
}
