//! A product before its first dossier: potential, idea, chosen, standardised; or stopped, and why.

use jiff::civil::date;
use ocop::ledgers::store;
use ocop::products::{WAYS, firsts_of, reason_of, way_of};
use ocop_rules::products::{IdeaStage, Milestone};

use crate::an_officer_keeps_a_ledger::{nothing_against, of_tram_xanh, with};
use crate::fixture::{Fact, recognised};
use crate::kept::{Case, entered, refused};
use crate::told::told;

pub(crate) const WAY: [(&str, &str); 11] = [
    ("name", "Trà lá sen"),
    ("household", "Hộ bà Sen"),
    ("group_words", "đồ uống"),
    ("begun", "potential"),
    ("known_on", "1/3/2022"),
    ("registered_on", "1/9/2022"),
    ("chosen_on", "10/1/2023"),
    ("chosen_for", "2023"),
    ("standardised_on", "1/6/2023"),
    ("stopped_on", "1/12/2023"),
    ("reason", "Thiếu nguyên liệu"),
];

#[tokio::test]
async fn in_a_form_and_from_a_list() {
    told(async |house| {
        let (entry, page) = entered(&house, "ways", &WAY).await;
        assert!(page.contains("Hộ bà Sen") && page.contains("Thiếu nguyên liệu"), "{page}");
        let id = entry.rsplit('/').next().unwrap();
        let mut tx = house.db.read().await.unwrap();
        let kept = store::by_id(&mut tx, &WAYS, id).await.unwrap();
        let way = way_of(&kept.row).unwrap();
        assert_eq!(way.on(date(2022, 12, 31)), Some(IdeaStage::Idea));
        assert!(way.is_chosen_for(2023) && way.stage().is_stopped());
        let early = [Milestone::Idea, Milestone::Chosen, Milestone::Standardised];
        assert!(firsts_of(&kept.row).iter().map(|it| it.0).eq(early));
        let (stopped, reason) = reason_of(&kept.row).unwrap();
        assert_eq!((stopped, reason.as_str()), (date(2023, 12, 1), "Thiếu nguyên liệu"));
    })
    .await;
}

#[tokio::test]
async fn of_an_old_product_to_the_end() {
    told(async |house| {
        recognised(&house, Fact::default()).await;
        let officer = of_tram_xanh(&house).await;
        let old = [
            ("name", "Mật ong"),
            ("producer", "HTX Mật ong Rừng Tràm"),
            ("product", "Mật ong hoa tràm"),
            ("begun", "standardised"),
            ("known_on", "31/12/2020"),
            ("filed_on", "1/3/2021"),
            ("district_on", "1/5/2021"),
            ("province_on", "1/9/2021"),
            ("proposed_on", "10/9/2021"),
            ("certified_on", "31/12/2021"),
        ];
        let entry = officer.does("/ledgers/ways", &old).await;
        let page = officer.reads(&entry).await;
        assert!(page.contains("Mật ong hoa tràm") && page.contains("31/12/2021"), "{page}");
        let id = entry.rsplit('/').next().unwrap();
        let mut tx = house.db.read().await.unwrap();
        let kept = store::by_id(&mut tx, &WAYS, id).await.unwrap();
        let firsts = firsts_of(&kept.row);
        assert_eq!(firsts.at(Milestone::Chosen), None);
        assert!(firsts.passed(Milestone::Certified, date(2021, 12, 31)));
        drop(tx);
        nothing_against(&house).await;
    })
    .await;
}

#[tokio::test]
async fn and_not_a_way_that_is_none() {
    told(async |house| {
        let officer = of_tram_xanh(&house).await;
        let cases: [Case<'_>; 12] = [
            (&[("known_on", "")], "known_on", "Hãy ghi “Ngày được biết đến”."),
            (&[("begun", "")], "begun", "Hãy chọn “Được biết đến từ bước”."),
            (&[("registered_on", "")], "chosen_on", "Sản phẩm tiềm năng phải đăng ký ý tưởng"),
            (&[("begun", "idea")], "registered_on", "Bước được biết đến không đứng trước"),
            (
                &[("chosen_on", ""), ("chosen_for", "")],
                "standardised_on",
                "Sản phẩm phải được lựa chọn",
            ),
            (&[("chosen_on", "")], "chosen_on", "Hãy ghi ngày được lựa chọn cho năm đó."),
            (
                &[("chosen_for", "2022")],
                "chosen_for",
                "Năm 2022 đã qua khi sản phẩm được lựa chọn.",
            ),
            (&[("chosen_on", "1/8/2022")], "chosen_on", "Bước trước đó là ngày 01/09/2022"),
            (&[("reason", "")], "reason", "Hãy ghi lý do dừng."),
            (&[("filed_on", "1/5/2023")], "filed_on", "Ngày này đứng trước “Ngày được chuẩn hóa”."),
            (&[("district_on", "1/1/2024")], "stopped_on", "Ngày dừng đứng trước một bước đã ghi."),
            (&[("certified_on", "1/11/2023")], "stopped_on", "Sản phẩm đã được công nhận"),
        ];
        for case in cases {
            refused(&officer, "ways", &WAY, case).await;
        }
        let filed = with(&WAY, &[("stopped_on", ""), ("reason", ""), ("province_on", "1/9/2023")]);
        let early: Case<'_> = (
            &[("certified_on", "1/8/2023")],
            "certified_on",
            "Ngày này đứng trước “Ngày cấp tỉnh đánh giá”.",
        );
        refused(&officer, "ways", &filed, early).await;
    })
    .await;
}
