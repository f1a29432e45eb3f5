//! The commune's half of the way: the clock, the check, the list, the proposal (Art. 7.2).

use axum::http::StatusCode;
use jiff::civil::date;
use ocop_rules::accounts::Role;

use crate::filed::{
    COMMUNE, NEIGHBOUR, WHOLE, checks, does, filed, hidden, of_commune, of_province, proposes,
    sends,
};
use crate::told::{TODAY, Visitor, told};

#[tokio::test]
async fn and_every_defect_is_in_it() {
    told(async |house| {
        let id = filed(&house, COMMUNE, TODAY).await;
        let officer = of_commune(&house, COMMUNE).await;
        does(&officer, &id, "check", &[]).await;
        does(&officer, &id, "composition", &WHOLE[..3]).await;
        let form = officer.reads(&format!("/dossiers/{id}/request")).await;
        assert!(form.contains("05 sản phẩm mẫu"), "what was not ticked off is in the list already");

        let lines = [
            ("part-1", "slip"),
            ("sentence-1", "Mới có ba sản phẩm mẫu."),
            ("part-2", "2.3"),
            ("sentence-2", "Nhãn thiếu ngày sản xuất."),
        ];
        does(&officer, &id, "request", &lines).await;

        let page = officer.reads(&format!("/dossiers/{id}")).await;
        for sentence in ["Mới có ba sản phẩm mẫu.", "Nhãn thiếu ngày sản xuất.", "Xã trả lại"]
        {
            assert!(page.contains(sentence), "{sentence}: {page}");
        }
    })
    .await;
}

#[tokio::test]
async fn an_empty_list_returns_nothing() {
    told(async |house| {
        let id = filed(&house, COMMUNE, TODAY).await;
        let officer = of_commune(&house, COMMUNE).await;
        does(&officer, &id, "check", &[]).await;
        let answer = sends(&officer, &id, "request", &[("part-2", "slip")]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.page.contains("Dòng 1: hãy ghi cần bổ sung điều gì."));
        let answer = sends(&officer, &id, "request", &[("sentence-1", "")]).await;
        assert!(answer.page.contains("Hãy ghi ít nhất một nội dung"));
        assert!(officer.reads("/commune").await.contains("Xã đang kiểm tra"));
    })
    .await;
}

#[tokio::test]
async fn nothing_is_proposed_before_it_is_checked() {
    told(async |house| {
        let id = filed(&house, COMMUNE, TODAY).await;
        let officer = of_commune(&house, COMMUNE).await;
        does(&officer, &id, "check", &[]).await;
        let letter = [("letter", "12/UBND-KT"), ("dated", "23/11/2026")];
        let answer = sends(&officer, &id, "proposal", &letter).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.page.contains("Thành phần hồ sơ chưa được xác nhận đủ"));
        assert!(answer.page.contains("Mẫu 03 chưa ghi nhận xét của xã về: Bản sắc"));
        assert!(answer.page.contains("value=\"12/UBND-KT\""), "what was typed is still there");
    })
    .await;
}

#[tokio::test]
async fn a_letter_has_a_number_and_a_day_that_is_possible() {
    told(async |house| {
        let id = filed(&house, COMMUNE, TODAY).await;
        let officer = of_commune(&house, COMMUNE).await;
        checks(&officer, &id).await;
        for (dated, sentence) in [
            ("31/02/2026", "Lịch không có ngày 31/02/2026."),
            ("24/11/2026", "Ngày ký không thể sau hôm nay."),
            ("22/11/2026", "Ngày ký không thể trước ngày tiếp nhận hồ sơ."),
        ] {
            let answer = sends(&officer, &id, "proposal", &[("dated", dated)]).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(answer.page.contains(sentence), "{sentence}");
            assert!(answer.page.contains("Hãy ghi số công văn."));
        }
    })
    .await;
}

#[tokio::test]
async fn the_clock_skips_the_national_day() {
    told(async |house| {
        // Friday 28 August: 31 August, 1 and 2 September are off.
        filed(&house, COMMUNE, date(2026, 8, 28)).await;
        let officer = of_commune(&house, COMMUNE).await;
        assert!(officer.reads("/commune").await.contains("Còn 15 ngày làm việc"));
        house.clock.move_to(date(2026, 9, 17));
        let page = officer.reads("/commune").await;
        assert!(page.contains("Còn 4 ngày làm việc"), "{page}");
        assert!(page.contains("23/09/2026"));
        house.clock.move_to(date(2026, 9, 23));
        assert!(officer.reads("/commune").await.contains("Hôm nay là ngày cuối"));
        house.clock.move_to(date(2026, 9, 25));
        let page = officer.reads("/commune").await;
        assert!(page.contains("<span class=\"tag bad\">Quá hạn 2 ngày làm việc</span>"), "{page}");
    })
    .await;
}

#[tokio::test]
async fn a_span_over_an_unconfirmed_holiday_says_so() {
    told(async |house| {
        filed(&house, COMMUNE, date(2027, 1, 25)).await;
        let officer = of_commune(&house, COMMUNE).await;
        assert!(officer.reads("/commune").await.contains("lịch nghỉ chưa có quyết định"));
    })
    .await;
}

#[tokio::test]
async fn two_officers_give_codes_without_a_gap() {
    told(async |house| {
        let ids = [
            filed(&house, COMMUNE, TODAY).await,
            filed(&house, COMMUNE, TODAY).await,
            filed(&house, COMMUNE, TODAY).await,
        ];
        let (one, other) = (of_commune(&house, COMMUNE).await, of_commune(&house, COMMUNE).await);
        for id in &ids {
            checks(&one, id).await;
        }
        // The third is refused in between: it takes no number.
        let refused = sends(&one, &ids[2], "proposal", &[("letter", ""), ("dated", "")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        tokio::join!(
            proposes(&one, &ids[0], "23/11/2026"),
            proposes(&other, &ids[1], "23/11/2026"),
        );
        proposes(&other, &ids[2], "23/11/2026").await;
        let mut codes = Vec::new();
        let mut tx = house.db.read().await.unwrap();
        for id in &ids {
            let dossier = ocop::dossiers::store::by_id(&mut tx, id).await.unwrap();
            codes.push(dossier.product_code.unwrap());
        }
        codes.sort();
        assert_eq!(codes, ["99-99001-1-2027", "99-99001-2-2027", "99-99001-3-2027"]);
    })
    .await;
}

#[tokio::test]
async fn a_form_sent_twice_does_its_work_once_and_a_stale_one_none() {
    told(async |house| {
        let id = filed(&house, COMMUNE, TODAY).await;
        let officer = of_commune(&house, COMMUNE).await;
        let page = officer.reads(&format!("/dossiers/{id}")).await;
        let address = format!("/dossiers/{id}/check");
        let revision = hidden(&page, &address, "revision");
        let key = hidden(&page, &address, "key");
        let form = [("revision", revision.as_str()), ("key", key.as_str())];
        assert_eq!(officer.posts(&address, &form).await.status, StatusCode::SEE_OTHER);
        assert_eq!(officer.posts(&address, &form).await.status, StatusCode::SEE_OTHER);

        let stale = [("revision", revision.as_str()), ("key", "khác"), ("found-idea", "Muộn")];
        let answer = officer.posts(&format!("/dossiers/{id}/findings"), &stale).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
    })
    .await;
}

#[tokio::test]
async fn officers_of_another_commune_see_nothing() {
    told(async |house| {
        let id = filed(&house, COMMUNE, TODAY).await;
        let neighbour = of_commune(&house, NEIGHBOUR).await;
        assert!(!neighbour.reads("/commune").await.contains(&id));
        for page in ["", "/composition", "/findings", "/findings/paper", "/request", "/proposal"] {
            let answer = neighbour.opens(&format!("/dossiers/{id}{page}")).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{page}");
        }
        for action in ["check", "composition", "findings", "request", "proposal"] {
            let form = [("revision", "2"), ("key", "k")];
            let answer = neighbour.posts(&format!("/dossiers/{id}/{action}"), &form).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{action}");
        }
    })
    .await;
}

#[tokio::test]
async fn who_looks_at_personal_data_is_written_down_once_a_day() {
    told(async |house| {
        let id = filed(&house, COMMUNE, TODAY).await;
        let officer = of_commune(&house, COMMUNE).await;
        checks(&officer, &id).await;
        let page = officer.reads(&format!("/dossiers/{id}")).await;
        assert!(!page.contains("Khmer"), "the shared page does not show personal data");

        let paper = officer.reads(&format!("/dossiers/{id}/findings/paper")).await;
        for words in ["Khmer", "ấp Gáo Vàng", "Nghề gác kèo truyền lại trong nhà."] {
            assert!(paper.contains(words), "{words}");
        }
        officer.reads(&format!("/dossiers/{id}/findings/paper")).await;
        officer.reads(&format!("/dossiers/{id}/submissions/1")).await;
        let admin = Visitor::in_role(&house, Role::Admin, "vn").await;
        let logbook = admin.reads("/logbook").await;
        assert_eq!(logbook.matches("see-personal-data").count(), 1);
        assert!(!logbook.contains("Khmer"));
        let province = of_province(&house).await;
        province.reads(&format!("/dossiers/{id}/findings/paper")).await;
        assert_eq!(admin.reads("/logbook").await.matches("see-personal-data").count(), 2);

        house.clock.move_to(TODAY.tomorrow().unwrap());
        let officer = of_commune(&house, COMMUNE).await;
        officer.reads(&format!("/dossiers/{id}/submissions/1")).await;
        let admin = Visitor::in_role(&house, Role::Admin, "vn").await;
        let lookups = admin.reads("/lookups").await;
        assert!(lookups.contains("3 lượt") && lookups.contains("xã Tràm Xanh"), "{lookups}");
        assert_eq!(lookups.matches(&id).count(), 3);
        assert!(!lookups.contains("Khmer") && !lookups.contains("ấp Gáo Vàng"));
        assert_eq!(officer.opens("/lookups").await.status, StatusCode::NOT_FOUND);
    })
    .await;
}
