//! How many certified products: on a day, in a unit that existed then or exists now, each number
//! with its list.

use std::time::{Duration, Instant};

use axum::http::StatusCode;
use jiff::civil::date;
use ocop::house::House;
use ocop::machinery::{Clock, Config};
use ocop::registry::checks;
use ocop_rules::accounts::Role;

use crate::fixture::{Fact, nine_of_van_lang, put, recognised};
use crate::told::{TODAY, Visitor, told};

#[tokio::test]
async fn nine_products_of_a_district_that_is_no_more() {
    told(async |house| {
        nine_of_van_lang(&house).await;
        let guest = Visitor::guest(&house);
        for unit in ["182.2024", "huy%E1%BB%87n%20V%C4%83n%20L%C3%A3ng"] {
            let page = guest.reads(&format!("/counts?unit={unit}&on=29/05/2023")).await;
            for (stars, number) in [("", 9), ("&#38;stars=4", 2), ("&#38;stars=3", 7)] {
                let list = "unit=182.2024&#38;on=2023-05-29&#38;basis=valid";
                let link = format!("href=\"/counts/list?{list}{stars}\">{number}</a>");
                assert!(page.contains(&link), "{link}: {page}");
            }
        }
        let list = guest.reads("/counts/list?unit=182.2024&on=2023-05-29").await;
        for name in ["Nà Mò", "Linh Khôi", "Phong Liên", "J02", "Chu Hạnh", "Lệ Tri", "Phai Nà"]
        {
            assert!(list.contains(name), "{name}");
        }
        assert!(list.contains("9 sản phẩm"));
        let four = guest.reads("/counts/list?unit=182.2024&on=2023-05-29&stars=4").await;
        assert!(four.contains("2 sản phẩm") && !four.contains("Linh Khôi"));
    })
    .await;
}

#[tokio::test]
async fn days_known_as_ranges_say_how_many_possibly() {
    told(async |house| {
        nine_of_van_lang(&house).await;
        let guest = Visitor::guest(&house);
        let page = guest.reads("/counts?unit=182.2024&on=2024-12-31").await;
        assert!(page.contains("chắc chắn 0") && page.contains("có thể thêm 9"), "{page}");
        let page = guest.reads("/counts?unit=182.2024&on=2024-12-31&basis=ever").await;
        assert!(page.contains(">9</a>"), "{page}");
    })
    .await;
}

#[tokio::test]
async fn a_commune_of_today_is_counted_on_a_day_before_it_was() {
    told(async |house| {
        nine_of_van_lang(&house).await;
        let guest = Visitor::guest(&house);
        let page = guest.reads("/counts?unit=06172.2025&on=2023-05-29").await;
        assert!(page.contains(">1</a>"), "{page}");
        // Of six products only the district is known: a person says which commune of today it is.
        assert!(page.contains("Cần hỏi: 6 sản phẩm"), "{page}");
        let list = guest.reads("/counts/list?unit=06172.2025&on=2023-05-29&sure=ask").await;
        assert!(list.contains("Dầu lạc Linh Khôi") && !list.contains("Nà Mò"));
        let page = guest.reads("/counts?unit=20.2025&on=2023-05-29").await;
        assert!(page.contains(">9</a>") && !page.contains("Cần hỏi"), "{page}");
    })
    .await;
}

#[tokio::test]
async fn a_divided_ward_is_not_guessed() {
    told(async |house| {
        let fact = Fact { commune: "00007.2024", ..Fact::default() };
        recognised(&house, fact).await;
        let guest = Visitor::guest(&house);
        let shares = house.book.shares(&"00007.2024".parse().unwrap());
        assert!(1 < shares.len());
        for share in shares {
            let page = guest.reads(&format!("/counts?unit={}", share.unit.id)).await;
            assert!(page.contains("Cần hỏi: 1 sản phẩm"), "{page}");
        }
        let page = guest.reads("/counts?unit=01.2025").await;
        assert!(page.contains(">1</a>") && !page.contains("Cần hỏi"), "{page}");
    })
    .await;
}

#[tokio::test]
async fn by_group_by_kind_of_producer_and_by_unit() {
    told(async |house| {
        recognised(&house, Fact::default()).await;
        recognised(&house, Fact { set: 14, kind: "household", ..Fact::default() }).await;
        let page = Visitor::guest(&house).reads("/counts?unit=99.2025").await;
        for words in ["I. Thực phẩm", "II. Đồ uống", "Hợp tác xã", "Hộ sản xuất", "Tràm Xanh"]
        {
            assert!(page.contains(words), "{words}: {page}");
        }
        let list = "/counts/list?unit=99.2025&kind=household";
        assert!(Visitor::guest(&house).reads(list).await.contains("1 sản phẩm"));
    })
    .await;
}

#[tokio::test]
async fn what_is_not_understood_is_said() {
    told(async |house| {
        let page = Visitor::guest(&house).reads("/counts?unit=Atlantis&on=31/02/2026").await;
        assert!(page.contains("unit-error") && page.contains("on-error"), "{page}");
    })
    .await;
}

#[tokio::test]
async fn an_officer_takes_the_list_of_her_own_unit_as_a_file() {
    told(async |house| {
        recognised(&house, Fact::default()).await;
        let officer = Visitor::in_role(&house, Role::Province, "99.2025").await;
        let text = officer.reads("/counts/list.csv").await;
        assert!(text.contains("Mật ong hoa tràm") && text.contains("10/02/2029"), "{text}");
        let workbook = officer.opens("/counts/list.xlsx?unit=991.2024").await;
        assert_eq!(workbook.status, StatusCode::OK);
        assert!(workbook.page.starts_with("PK"));
        let elsewhere = officer.opens("/counts/list.csv?unit=20.2025").await;
        assert_eq!(elsewhere.status, StatusCode::NOT_FOUND);
        let guest = Visitor::guest(&house).opens("/counts/list.csv").await;
        assert_eq!(guest.status, StatusCode::SEE_OTHER);
    })
    .await;
}

#[tokio::test]
async fn a_change_made_on_one_node_is_seen_by_the_other_within_a_second() {
    told(async |house| {
        let config = Config::clone(&house.config);
        let other = House::open(config, Clock::on(TODAY)).await.unwrap();
        let other = other.with_book(house.book.clone()).unwrap();
        other.registry.watch(&other.db).await.unwrap();
        assert!(!Visitor::guest(&other).reads("/registry").await.contains("Mật ong hoa tràm"));

        let mut tx = house.db.begin().await.unwrap();
        let product = put(&mut tx, Fact::default()).await;
        tx.commit().await.unwrap();
        let committed = Instant::now();

        while other.registry.on(TODAY).kept.at(&product).is_none() {
            assert!(committed.elapsed() < Duration::from_secs(1), "not seen within a second");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        assert!(Visitor::guest(&other).reads("/registry").await.contains("Mật ong hoa tràm"));
        other.db.close().await;
    })
    .await;
}

#[tokio::test]
async fn what_is_kept_equals_the_question_asked_anew() {
    told(async |house| {
        nine_of_van_lang(&house).await;
        let product = recognised(&house, Fact::default()).await;
        let day = date(2026, 11, 23);
        let others = checks::kept_equals_asked_anew(&house.registry, &house.db, day).await.unwrap();
        assert!(others.is_empty(), "{others:?}");

        let mut tx = house.db.begin().await.unwrap();
        sqlx::query("UPDATE certificates SET to_earliest = $1, to_latest = $1 WHERE product = $2")
            .bind("2026-11-01")
            .bind(&product)
            .execute(&mut *tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let others = checks::kept_equals_asked_anew(&house.registry, &house.db, day).await.unwrap();
        assert_eq!(others, [product], "a change behind the registry's back is found");
    })
    .await;
}
