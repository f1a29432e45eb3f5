//! The sheets, as everyone may read them.

use axum::http::StatusCode;

use crate::told::{Visitor, told};

#[tokio::test]
async fn a_guest_finds_a_sheet_and_reads_it_whole() {
    told(async |house| {
        let guest = Visitor::guest(&house);
        assert!(guest.reads("/criteria").await.contains("href=\"/criteria/26-2026/04\""));
        let page = guest.reads("/criteria/26-2026/04").await;
        for words in ["Mật ong, mật khác", "Liên kết chuỗi trong sản xuất", "4.1 ≥ 5"]
        {
            assert!(page.contains(words), "{words} is not in {page}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_heading_stands_once_above_its_criteria() {
    told(async |house| {
        let page = Visitor::guest(&house).reads("/criteria/26-2026/11").await;
        assert_eq!(page.matches("6.1 Ngoại hình").count(), 1);
        assert!(page.find("6.1 Ngoại hình") < page.find("6.1.1 Tạp chất"));
    })
    .await;
}

#[tokio::test]
async fn a_sheet_is_also_given_as_data() {
    told(async |house| {
        let data = Visitor::guest(&house).reads("/api/criteria/26-2026/26").await;
        let data: serde_json::Value = serde_json::from_str(&data).unwrap();
        assert_eq!(data["set"], "26-2026/26");
        assert_eq!(data["minima"]["4"]["3.4"], 3);
        assert_eq!(data["parts"].as_array().unwrap().len(), 3);
    })
    .await;
}

#[tokio::test]
async fn a_sheet_that_is_not_known_is_not_there() {
    told(async |house| {
        let guest = Visitor::guest(&house);
        for address in ["/criteria/26-2026/27", "/criteria/148-2023/01", "/criteria/26/4"] {
            assert_eq!(guest.opens(address).await.status, StatusCode::NOT_FOUND, "{address}");
        }
    })
    .await;
}
