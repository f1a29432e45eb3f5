//! What a unit has set itself: at least, about, from … to …; as a total, as an addition, each year.

use ocop::ledgers::store;
use ocop::targets::{TARGETS, target_of};
use ocop_rules::targets::Reckoning;

use crate::an_office_writes_a_report::REPORT;
use crate::an_officer_keeps_a_ledger::{of_rung_tram, of_tram_xanh, with};
use crate::kept::{Case, entered, refused};
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
        assert!(text.contains("Dự báo đến hết giai đoạn Điều còn ngờ"), "{text}");
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
