//! What a unit has set itself: at least, about, from … to …; as a total, as an addition, each year.

use axum::http::StatusCode;
use ocop::ledgers::store;
use ocop::targets::{TARGETS, target_of};
use ocop_rules::targets::Reckoning;

use crate::an_office_writes_a_report::REPORT;
use crate::an_officer_keeps_a_ledger::{of_rung_tram, of_tram_xanh, with};
use crate::fixture::{Fact, recognised};
use crate::kept::{Case, entered, refused};
use crate::numbers::{every_number_is_its_list, numbers_of};
use crate::the_five_places_answer::text_of;
use crate::told::told;

const TARGET: [(&str, &str); 8] = [
    ("title", "Mỗi năm có thêm ít nhất 1 đến 2 sản phẩm từ 3 sao"),
    ("measure", "newly-certified"),
    ("stars", "3+"),
    ("aim", "ít nhất 1 đến 2 sản phẩm"),
    ("reckoning", "each-year"),
    ("period", "2026 – 2030"),
    ("place", "99001.2025"),
    ("source_number", "142/KH-UBND"),
];

#[tokio::test]
async fn in_a_form_and_from_a_list() {
    told(async |house| {
        let (entry, page) = entered(&house, "targets", &TARGET).await;
        for words in ["từ 1 đến 2", "Tăng thêm mỗi năm", "Từ 3 sao trở lên", "Tràm Xanh"]
        {
            assert!(page.contains(words), "{words}: {page}");
        }
        let id = entry.rsplit('/').next().unwrap();
        let mut tx = house.db.read().await.unwrap();
        let kept = store::by_id(&mut tx, &TARGETS, id).await.unwrap();
        let target = target_of(&kept.row).unwrap();
        assert_eq!(target.reckoning(), Reckoning::EachYear);
        assert_eq!((target.floor(), target.aim().second()), (1, Some(2)));
        assert_eq!(target.period().whole_years(), Some((2026, 2030)));
    })
    .await;
}

#[tokio::test]
async fn with_what_makes_one_doubt_it() {
    told(async |house| {
        let officer = of_tram_xanh(&house).await;
        let doubt = "“1 đến 2” không phải một số: xét theo 1";
        officer.does("/ledgers/targets", &with(&TARGET, &[("doubt", doubt)])).await;
        let report = officer.does("/reports", &REPORT).await;
        let text = text_of(&officer.reads(&report).await);
        assert!(text.contains("Khả năng đạt Điều còn ngờ"), "{text}");
        assert!(text.contains(doubt), "{text}");
        let overview = text_of(&officer.reads("/overview").await);
        let said = format!("Điều còn ngờ: {}: {doubt}", TARGET[0].1);
        assert!(overview.contains(&said), "{overview}");
        let english = text_of(&officer.in_english().reads("/overview").await);
        let said = format!("In doubt: {}: {doubt}", TARGET[0].1);
        assert!(english.contains(&said), "{english}");
    })
    .await;
}

#[tokio::test]
async fn and_its_forecast_opens_to_the_products_and_why() {
    told(async |house| {
        let officer = of_tram_xanh(&house).await;
        for name in ["Mật ong", "Chè"] {
            let (from, to) = (("2026-02-10", "2026-02-10"), ("2029-02-10", "2029-02-10"));
            recognised(&house, Fact { name, from, to, ..Fact::default() }).await;
        }
        let total = [("measure", "certified"), ("reckoning", "total"), ("aim", "ít nhất 1")];
        let this_year = [("title", "Có trong năm nay"), ("period", "2026")];
        let later = [("title", "Có đến hết chu kỳ"), ("period", "2026 – 2030")];
        for when in [&this_year, &later] {
            officer.does("/ledgers/targets", &with(&with(&TARGET, &total), when)).await;
        }
        let report = officer.does("/reports", &REPORT).await;
        let page = officer.reads(&report).await;
        every_number_is_its_list(&officer, &page).await;
        let asked = numbers_of(&page).into_iter().filter(|it| it.1.contains("of=forecast"));
        let mut lists = Vec::new();
        for (_, address) in asked {
            lists.push(text_of(&officer.reads(&address).await));
        }
        let about = |title: &str| {
            let name = format!("Dự báo cho chỉ tiêu “{title}”");
            lists
                .iter()
                .find(|it| it.contains(&name))
                .unwrap_or_else(|| panic!("{name}: {lists:?}"))
        };
        let this_year = about("Có trong năm nay");
        assert!(this_year.contains("“Có trong năm nay”: 2 sản phẩm"), "{this_year}");
        assert_eq!(this_year.matches("Giấy chứng nhận còn hiệu lực").count(), 2, "{this_year}");
        let later = about("Có đến hết chu kỳ");
        assert!(later.contains("từ 0 đến 2 sản phẩm"), "{later}");
        let renewed = "Giấy chứng nhận hết hạn trước 31/12/2030; hồ sơ đánh giá lại nộp từ 14/08/2028 đến 13/10/2028";
        assert_eq!(later.matches(renewed).count(), 2, "{later}");
        let english = officer.in_english().reads(&report).await;
        let (_, address) =
            numbers_of(&english).into_iter().rfind(|it| it.1.contains("of=forecast")).unwrap();
        let list = text_of(&officer.in_english().reads(&address).await);
        assert!(list.contains("Forecast for the target “Có"), "{list}");
        let reasons = ["The certificate is in force on 31 Dec 2026", "can be filed from 14 Aug"];
        assert!(reasons.iter().any(|it| list.contains(it)), "{list}");
    })
    .await;
}

#[tokio::test]
async fn and_the_forecast_of_an_addition_lists_what_was_added() {
    told(async |house| {
        recognised(&house, Fact { name: "Mật ong", ..Fact::default() }).await;
        let officer = of_tram_xanh(&house).await;
        let entry = officer.does("/ledgers/targets", &TARGET).await;
        let target = entry.rsplit('/').next().unwrap();
        let asked = |unit: &str, target: &str| {
            format!("/reports/answer?of=forecast&target={target}&unit={unit}&on=2026-11-23")
        };
        let list = text_of(&officer.reads(&asked("99001.2025", target)).await);
        assert!(list.contains("Mỗi năm có thêm ít nhất 1 đến 2 sản phẩm từ 3 sao”: 1 sản phẩm"));
        assert!(list.contains("Mật ong xã Tràm Xanh"), "{list}");
        assert!(list.contains("Đã được công nhận: 10/02/2026"), "{list}");

        // Of another unit it is no target, and of none there is nothing to forecast.
        let province = of_rung_tram(&house).await;
        for nothing in [asked("99.2025", target), asked("99001.2025", "0192")] {
            let answer = province.opens(&nothing).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{nothing}");
        }
        let ended = with(&TARGET, &[("period", "2025")]);
        let entry = officer.does("/ledgers/targets", &ended).await;
        let ended = asked("99001.2025", entry.rsplit('/').next().unwrap());
        assert_eq!(officer.opens(&ended).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn for_a_cycle_that_is_chosen() {
    told(async |house| {
        let officer = of_tram_xanh(&house).await;
        for ledger in ["targets", "plans", "budgets"] {
            let form = officer.reads(&format!("/ledgers/{ledger}/new")).await;
            for cycle in ["2018 – 2020", "2021 – 2025", "2026 – 2030"] {
                assert!(form.contains(&format!("<option value=\"{cycle}\">")), "{form}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn and_not_what_is_none() {
    told(async |house| {
        let officer = of_tram_xanh(&house).await;
        let cases: [Case<'_>; 6] = [
            (&[("stars", "")], "stars", "Hãy chọn hạng sao"),
            (&[("measure", "money")], "stars", "Chỉ tiêu này không tính theo hạng sao"),
            (&[("aim", "0")], "aim", "Mức phải đạt lớn hơn 0."),
            (&[("aim", "")], "aim", "Hãy ghi “Mức phải đạt”."),
            (&[("reckoning", "total")], "reckoning", "Sản phẩm được công nhận mới là số tăng thêm"),
            (&[("period", "")], "period", "Hãy ghi “Giai đoạn”."),
        ];
        for case in cases {
            refused(&officer, "targets", &TARGET, case).await;
        }
        let elsewhere: Case<'_> = (&[("place", "99007.2025")], "place", "“99007.2025”");
        refused(&officer, "targets", &TARGET, elsewhere).await;
    })
    .await;
}

#[tokio::test]
async fn of_money_and_of_places_without_stars() {
    told(async |house| {
        let province = of_rung_tram(&house).await;
        let money = with(
            &TARGET,
            &[("measure", "money"), ("stars", ""), ("aim", "trên 1,3 tỷ"), ("reckoning", "total")],
        );
        let entry = province.does("/ledgers/targets", &money).await;
        assert!(province.reads(&entry).await.contains("trên 1.300.000.000"));
        let english = province.in_english().reads(&entry).await;
        assert!(english.contains("more than 1,300,000,000"), "{english}");
        let village = with(
            &TARGET,
            &[
                ("measure", "tourism-villages"),
                ("stars", ""),
                ("aim", "1"),
                ("place", "xã Suối Mơ"),
            ],
        );
        let entry = province.does("/ledgers/targets", &village).await;
        assert!(province.reads(&entry).await.contains("Suối Mơ"));
    })
    .await;
}
