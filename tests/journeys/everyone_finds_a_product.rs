//! The public registry: what everyone finds, and is told.

use axum::http::StatusCode;
use jiff::civil::date;

use crate::fixture::{Fact, nine_of_van_lang, recognised, revoke};
use crate::told::{Visitor, told};

#[tokio::test]
async fn without_tone_marks_and_exact_tones_come_first() {
    told(async |house| {
        for name in ["Mát ông Tư", "Mật ong hoa tràm", "Nước mắm"] {
            let producer = "Hộ Nguyễn Văn Tư";
            recognised(&house, Fact { name, producer, ..Fact::default() }).await;
        }
        let guest = Visitor::guest(&house);
        let page = guest.reads("/registry?q=mat%20ong").await;
        assert!(page.contains("Mật ong hoa tràm") && page.contains("Mát ông Tư"));
        assert!(!page.contains("Nước mắm"));
        let page = guest.reads("/registry?q=m%E1%BA%ADt%20ong").await;
        let place = |name| page.find(name).unwrap();
        assert!(place("Mật ong hoa tràm") < place("Mát ông Tư"));
    })
    .await;
}

#[tokio::test]
async fn by_a_beginning_a_slip_of_a_letter_a_producer_or_a_place() {
    told(async |house| {
        let fact = Fact { name: "Cốm Vòng Xanh", producer: "HTX Lúa Thơm", ..Fact::default() };
        recognised(&house, fact).await;
        let guest = Visitor::guest(&house);
        for typed in ["com von", "com vogn xanh", "htx lua", "com tram xanh", "gcn 7"] {
            let address = format!("/api/registry?q={}", typed.replace(' ', "%20"));
            assert!(guest.reads(&address).await.contains("\"total\":1"), "{typed}");
        }
        assert!(guest.reads("/api/registry?q=com%20xyz").await.contains("\"total\":0"));
    })
    .await;
}

#[tokio::test]
async fn and_is_told_plainly_whether_it_is_certified() {
    told(async |house| {
        let product = recognised(&house, Fact::default()).await;
        let guest = Visitor::guest(&house);
        let address = format!("/registry/{product}");
        let page = guest.reads(&address).await;
        for sentence in ["Đang được công nhận 4 sao", "10/02/2029", "/QĐ-UBND", "GCN-7"] {
            assert!(page.contains(sentence), "{sentence}: {page}");
        }
        house.clock.move_to(date(2029, 2, 11));
        let page = guest.reads(&address).await;
        assert!(page.contains("Không còn được công nhận") && page.contains("10/02/2029"));
    })
    .await;
}

#[tokio::test]
async fn a_revoked_product_stays_visible_with_the_reason() {
    told(async |house| {
        let product = recognised(&house, Fact::default()).await;
        revoke(&house, &product, "2026-10-15").await;
        let guest = Visitor::guest(&house);
        let page = guest.reads(&format!("/registry/{product}")).await;
        for sentence in ["Không còn được công nhận", "15/10/2026", "không còn sản xuất"]
        {
            assert!(page.contains(sentence), "{sentence}: {page}");
        }
        assert!(guest.reads("/registry?state=revoked").await.contains("Mật ong hoa tràm"));
        assert!(!guest.reads("/registry?state=certified").await.contains("Mật ong hoa tràm"));
    })
    .await;
}

#[tokio::test]
async fn old_unit_names_find_their_products_too() {
    told(async |house| {
        nine_of_van_lang(&house).await;
        house.clock.move_to(date(2025, 7, 2));
        let guest = Visitor::guest(&house);
        for address in [
            "/registry?commune=06172.2025",
            "/registry?province=20.2025&commune=06172.2025",
            "/registry?unit=06172.2024",
            "/registry?q=hoang%20van%20thu%20khuyen",
            "/registry?q=van%20lang%20khuyen",
        ] {
            let page = guest.reads(address).await;
            assert!(page.contains("Hồng vành khuyên Nà Mò"), "{address}");
        }
        let page = guest.reads("/registry?unit=182.2024").await;
        assert!(page.contains("9 sản phẩm"), "{page}");
        let api = guest.reads("/api/registry?q=na%20mo").await;
        let id = api.split("\"id\":\"").nth(1).unwrap().split('"').next().unwrap();
        let page = guest.reads(&format!("/registry/{id}")).await;
        assert!(page.contains("xã Tân Mỹ, huyện Văn Lãng, tỉnh Lạng Sơn"), "{page}");
        assert!(page.contains("xã Hoàng Văn Thụ, tỉnh Lạng Sơn"));
        assert!(page.contains("Chưa rõ còn được công nhận hay không"));
    })
    .await;
}

#[tokio::test]
async fn a_choice_of_a_filter_says_how_many_it_leaves() {
    told(async |house| {
        for (stars, set) in [(3, 4), (4, 4), (4, 14)] {
            recognised(&house, Fact { set, stars, ..Fact::default() }).await;
        }
        let guest = Visitor::guest(&house);
        let page = guest.reads("/registry?stars=4").await;
        assert!(page.contains("2 sản phẩm"), "{page}");
        assert!(page.contains("4 sao (2)") && page.contains("3 sao (1)"));
        assert!(page.contains("I. Thực phẩm (1)") && page.contains("II. Đồ uống (1)"));
        let page = guest.reads("/registry?stars=4&group=II").await;
        assert!(page.contains("1 sản phẩm") && page.contains("I. Thực phẩm (1)"));
    })
    .await;
}

#[tokio::test]
async fn what_is_not_public_is_not_there() {
    told(async |house| {
        let guest = Visitor::guest(&house);
        for address in ["/registry/nothing", "/registry/nothing/qr.svg", "/api/registry/nothing"] {
            assert_eq!(guest.opens(address).await.status, StatusCode::NOT_FOUND, "{address}");
        }
        let product = recognised(&house, Fact::default()).await;
        let code = guest.reads(&format!("/registry/{product}/qr.svg")).await;
        assert!(code.contains("<svg"));
        let picture = guest.opens(&format!("/registry/{product}/picture")).await;
        assert_eq!(picture.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn a_page_that_everyone_reads_asks_the_database_nothing() {
    told(async |house| {
        let product = recognised(&house, Fact::default()).await;
        house.db.close().await;
        let guest = Visitor::guest(&house);
        for address in ["/", "/registry", "/registry?q=mat", "/counts", "/counts/list"] {
            guest.reads(address).await;
        }
        guest.reads(&format!("/registry/{product}")).await;
        guest.reads(&format!("/api/registry/{product}")).await;
    })
    .await;
}

#[tokio::test]
async fn in_english_too() {
    told(async |house| {
        let product = recognised(&house, Fact::default()).await;
        let reader = Visitor::reading_english(&house);
        assert!(reader.reads("/").await.contains("<html lang=\"en\">"));
        let page = reader.reads(&format!("/registry/{product}")).await;
        assert!(page.contains("Certified today with 4 stars"), "{page}");
    })
    .await;
}

#[tokio::test]
async fn programs_are_told_the_same_as_described() {
    told(async |house| {
        let product = recognised(&house, Fact::default()).await;
        let guest = Visitor::guest(&house);
        let json = |text: String| serde_json::from_str::<serde_json::Value>(&text).unwrap();
        let described = json(guest.reads("/api/openapi.json").await);

        let paths: Vec<&String> = described["paths"].as_object().unwrap().keys().collect();
        let (_, doors) = ocop::portal::doors().open();
        let mut opened: Vec<&str> =
            doors.iter().map(|it| it.path).filter(|it| it.starts_with("/api/")).collect();
        opened.sort_unstable();
        assert_eq!(paths, opened);

        let schemas = &described["components"]["schemas"];
        let required = |schema: &serde_json::Value| {
            let names = schema["required"].as_array().unwrap().clone();
            names.into_iter().map(|it| it.as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        let has = |value: &serde_json::Value, names: &[String]| {
            let keys: std::collections::BTreeSet<_> = value.as_object().unwrap().keys().collect();
            assert_eq!(keys, names.iter().collect(), "{value}");
        };
        let list = json(guest.reads("/api/registry").await);
        has(&list, &required(&schemas["List"]));
        has(&list["products"][0], &required(&schemas["Summary"]));
        let whole = json(guest.reads(&format!("/api/registry/{product}")).await);
        let both = [required(&schemas["Summary"]), required(&schemas["Product"]["allOf"][1])];
        has(&whole, &both.concat());
        has(&whole["certificates"][0], &required(&schemas["Certificate"]));
    })
    .await;
}

#[tokio::test]
async fn an_empty_registry_finds_nothing_and_says_so() {
    told(async |house| {
        house.registry.refresh(&house.db).await.unwrap();
        let page = Visitor::guest(&house).reads("/registry?q=mat+ong").await;
        assert!(page.contains("Không tìm thấy sản phẩm nào"), "{page}");
    })
    .await;
}
