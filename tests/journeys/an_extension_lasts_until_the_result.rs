//! A certificate that Art. 12.3 keeps in force is kept until its renewal has a result, and no longer.

use axum::http::StatusCode;
use jiff::civil::date;
use ocop::house::House;

use crate::an_office_records_decisions::{
    again, certificates, is_sound, office, recognise, scored, stands,
};
use crate::filed::hidden;
use crate::told::{Visitor, told};

/// A certificate that is kept in force beyond 05/08/2029 while its renewal is decided; and the
/// dossier of the renewal.
async fn extended(house: &House, stage: &str, stars: i64) -> (String, String) {
    let honey = scored(house, "Mật ong", 4, "scored", "province").await;
    let desk = office(house).await;
    let page = recognise(&desk, "1/QĐ-UBND", "05/08/2026", &[&honey.dossier]).await;
    let certificate = certificates(&page).remove(0);
    house.clock.move_to(date(2029, 4, 8));
    let desk = office(house).await;
    let form = [("number", "12/KH-UBND"), ("dated", "08/04/2029")];
    desk.does(&format!("{certificate}/extension"), &form).await;
    let renewal = again(house, &honey, ("renewal", stars), stage, "province").await;
    let mut tx = house.db.begin().await.unwrap();
    sqlx::query("UPDATE dossiers SET previous = $2 WHERE id = $1")
        .bind(&renewal)
        .bind(certificate.trim_start_matches("/certificates/"))
        .execute(&mut *tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    house.clock.move_to(date(2029, 10, 1));
    (certificate, renewal)
}

#[tokio::test]
async fn and_ends_on_the_day_on_which_the_renewal_is_declined() {
    told(async |house| {
        let (certificate, renewal) = extended(&house, "scored", 2).await;
        let desk = office(&house).await;
        stands(&desk, &certificate, date(2030, 2, 1), "Được kéo dài hiệu lực").await;
        desk.does("/decisions/new/declining", &[("dossier", &renewal)]).await;
        stands(&desk, &certificate, date(2029, 10, 1), "Được kéo dài hiệu lực").await;
        stands(&desk, &certificate, date(2029, 10, 2), "Hết hạn").await;
        let page = desk.reads(&certificate).await;
        assert!(page.contains("Hết kéo dài hiệu lực sau ngày 01/10/2029"), "{page}");

        house.registry.refresh(&house.db).await.unwrap();
        for (on, counted) in [("2029-10-01", "1 sản phẩm"), ("2029-10-02", "0 sản phẩm")] {
            let asked = format!("/counts/list?unit=99.2025&on={on}&basis=valid");
            let list = Visitor::guest(&house).reads(&asked).await;
            assert!(list.contains(counted), "{on}: {list}");
        }
        is_sound(&house).await;
        house.clock.move_to(date(2029, 10, 2));
        is_sound(&house).await;
        let desk = office(&house).await;
        assert!(desk.reads("/certificates?state=expired").await.contains(&certificate));
        let again = [("number", "13/KH-UBND"), ("dated", "02/10/2029")];
        let again = desk.posts(&format!("{certificate}/extension"), &again).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}

#[tokio::test]
async fn or_recognised_or_rejected() {
    told(async |house| {
        let (certificate, renewal) = extended(&house, "scored", 4).await;
        let desk = office(&house).await;
        // The new certificate may begin later than its decision: nothing bridges the days between.
        let later = [
            ("number", "9/QĐ-UBND"),
            ("dated", "01/10/2029"),
            ("signatory", "Lê Văn Ký"),
            ("valid_from", "05/10/2029"),
            ("dossier", renewal.as_str()),
        ];
        desk.does("/decisions/new/recognition", &later).await;
        stands(&desk, &certificate, date(2029, 10, 1), "Được kéo dài hiệu lực").await;
        stands(&desk, &certificate, date(2029, 10, 2), "Hết hạn").await;
        stands(&desk, &certificate, date(2029, 10, 5), "Đã được thay thế").await;
        is_sound(&house).await;
    })
    .await;
    told(async |house| {
        let (certificate, renewal) = extended(&house, "advising", 4).await;
        let desk = office(&house).await;
        let address = format!("/dossiers/{renewal}/rejection");
        let page = desk.reads(&address).await;
        let (revision, key) = (hidden(&page, &address, "revision"), hidden(&page, &address, "key"));
        let form = [
            ("revision", revision.as_str()),
            ("key", key.as_str()),
            ("choice", "forged"),
            ("dated", "28/09/2029"),
            ("words", "Giấy tờ giả."),
        ];
        desk.does(&address, &form).await;
        stands(&desk, &certificate, date(2029, 9, 28), "Được kéo dài hiệu lực").await;
        stands(&desk, &certificate, date(2029, 9, 29), "Hết hạn").await;
    })
    .await;
}
