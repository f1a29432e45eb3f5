//! What was saved comes back, into a database of the same or of the other kind.

use ocop::house::House;
use ocop::machinery::{Clock, Config, backup, logbook};
use ocop_rules::accounts::Role;

use crate::told::{TODAY, Visitor, told};

#[tokio::test]
async fn people_and_the_logbook_come_back() {
    told(async |house| {
        let admin = Visitor::in_role(&house, Role::Admin, "vn").await;
        let form = [
            ("login", "tu"),
            ("name", "Lê Văn Tư"),
            ("password", "luôn đến muộn"),
            ("role", "member"),
            ("unit", "99"),
        ];
        admin.does("/users", &form).await;
        let mut tx = house.db.begin().await.unwrap();
        let line = logbook::Line {
            at: house.clock.now(),
            person: "tu",
            unit: "99.2025",
            subject: "sample/1".to_owned(),
            step: "test",
            article: "",
            detail: serde_json::json!({}),
        };
        logbook::write(&mut tx, line).await.unwrap();
        tx.commit().await.unwrap();

        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.zip");
        backup::save(&house.db, &house.files, &file).await.unwrap();

        let url = format!("sqlite://{}", folder.path().join("other.db").display());
        let config = Config::new(&url, folder.path().join("files"));
        let other = House::open(config, Clock::on(TODAY)).await.unwrap();
        backup::restore(&other.db, &other.files, &file).await.unwrap();
        Visitor::logged_in(&other, "tu", "luôn đến muộn").await;
        let again = backup::restore(&other.db, &other.files, &file).await.unwrap_err();
        assert!(again.to_string().contains("còn trống"), "{again}");
    })
    .await;
}

#[tokio::test]
async fn a_line_that_was_altered_is_found() {
    told(async |house| {
        let mut tx = house.db.begin().await.unwrap();
        for step in ["một", "hai", "ba"] {
            let line = logbook::Line {
                at: house.clock.now(),
                person: "tu",
                unit: "99.2025",
                subject: "sample/1".to_owned(),
                step,
                article: "",
                detail: serde_json::json!({}),
            };
            logbook::write(&mut tx, line).await.unwrap();
        }
        assert_eq!(logbook::breaks(&mut tx).await.unwrap(), Vec::<String>::new());
        sqlx::query("UPDATE logbook SET step = 'khác' WHERE seq = 2")
            .execute(&mut *tx)
            .await
            .unwrap();
        let breaks = logbook::breaks(&mut tx).await.unwrap();
        assert_eq!(breaks, ["Nhật ký: dòng 2 đã bị sửa."]);
    })
    .await;
}
