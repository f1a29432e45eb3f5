//! A list for a ledger: made of its template, read through first, then taken in whole or not at all;
//! and the list shown, as a file.

use axum::http::StatusCode;
use ocop::chores;
use ocop::house::House;

use crate::an_officer_keeps_a_ledger::{EVENT, nothing_against, of_rung_tram, of_tram_xanh};
use crate::told::{Visitor, told};

const HEADINGS: &str =
    "Đơn vị,Tên hoạt động,Loại hoạt động,Ngày tổ chức,Đơn vị tổ chức,Số người dự";

/// Uploads a list and waits until it is read; answers the address of what was found.
async fn read(house: &House, officer: &Visitor, name: &str, bytes: &[u8]) -> String {
    let answer = officer.uploads("/ledgers/events/readings", &[], ("file", name, bytes)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.page);
    assert!(officer.reads(&answer.location).await.contains("Đang đọc thử"));
    assert!(chores::work(house).await.unwrap());
    answer.location
}

#[tokio::test]
async fn from_a_list_with_its_wrong_row_left_out() {
    told(async |house| {
        let province = of_rung_tram(&house).await;
        let list = format!(
            "{HEADINGS}\n\
             99001,Hội nghị tổng kết,Hội nghị tổng kết,18/12/2025,UBND xã,gần 100\n\
             99001,Tập huấn hồ sơ,tập huấn,hôm qua,UBND xã,nhiều\n\
             xã Suối Mơ,Tập huấn bán hàng,Tập huấn,5/2026,,30\n\
             ,Tham quan mô hình,study-visit,2026,Văn phòng điều phối,\n"
        );
        let reading = read(&house, &province, "hoi-nghi.csv", list.as_bytes()).await;
        let page = province.reads(&reading).await;
        for words in [
            "4 dòng; 2 dòng sai",
            "Dòng 3, cột Ngày tổ chức: “hôm qua” không phải là ngày",
            "Dòng 3, cột Số người dự: “nhiều” không rõ",
            "Dòng 4, cột Đơn vị tổ chức: Hãy ghi “Đơn vị tổ chức”.",
        ] {
            assert!(page.contains(words), "{words}: {page}");
        }
        let entries = format!("{reading}/entries");
        let answer = province.posts(&entries, &[("leave-out", "3")]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.page.contains("Còn 1 dòng sai"), "{}", answer.page);
        let taking = province.does(&entries, &[("leave-out", "3"), ("leave-out", "4")]).await;
        assert!(chores::work(&house).await.unwrap());
        assert!(province.reads(&taking).await.contains("Đã nhập 2 dòng"));
        let list = province.reads("/ledgers/events").await;
        assert!(list.contains("2 dòng") && list.contains("gần 100 người"), "{list}");
        let mut links = list.split("<a href=\"/ledgers/events/").skip(1);
        let entry = links.find(|it| it.contains("Tham quan"));
        let id = entry.unwrap().split('"').next().unwrap();
        let page = province.reads(&format!("/ledgers/events/{id}")).await;
        assert!(page.contains("Nhập từ tệp hoi-nghi.csv"), "{page}");
        nothing_against(&house).await;
    })
    .await;
}

#[tokio::test]
async fn and_into_a_file_that_is_read_again() {
    told(async |house| {
        let officer = of_tram_xanh(&house).await;
        officer.does("/ledgers/events", &EVENT).await;
        let csv = officer.reads("/ledgers/events/list.csv?period=2023").await;
        assert!(csv.contains("trên 80 người") && csv.contains("Hội nghị sơ kết"), "{csv}");
        assert!(!officer.reads("/ledgers/events/list.csv?period=2022").await.contains("80"));
        assert_eq!(officer.opens("/ledgers/events/list.xlsx").await.status, StatusCode::OK);

        // The same list taken in again holds nothing new.
        let reading = read(&house, &officer, "lai.csv", csv.as_bytes()).await;
        let page = officer.reads(&reading).await;
        assert!(page.contains("1 dòng; 1 dòng sai"), "{page}");
        assert!(page.contains("đã có một dòng y như vậy"), "{page}");
        // One that differs is new, and every field of it was read.
        let other = csv.replace("80", "90");
        let reading = read(&house, &officer, "khac.csv", other.as_bytes()).await;
        let page = officer.reads(&reading).await;
        assert!(page.contains("1 dòng; 0 dòng sai"), "{page}");
    })
    .await;
}

#[tokio::test]
async fn whose_template_is_made_of_its_columns() {
    told(async |house| {
        let officer = of_tram_xanh(&house).await;
        for ledger in ocop::hall::LEDGERS.all() {
            let address = format!("/ledgers/{}", ledger.id);
            let csv = officer.reads(&format!("{address}/template.csv")).await;
            for column in ledger.columns {
                assert!(csv.contains(column.label), "{}: {csv}", ledger.id);
            }
            let xlsx = officer.opens(&format!("{address}/template.xlsx")).await;
            assert_eq!(xlsx.status, StatusCode::OK, "{}", ledger.id);
            officer.reads(&format!("{address}/new")).await;
            officer.reads(&format!("{address}/readings")).await;
            // Every heading of it is known; only rows are missing.
            let readings = format!("{address}/readings");
            let answer = officer.uploads(&readings, &[], ("file", "mau.csv", csv.as_bytes())).await;
            assert!(chores::work(&house).await.unwrap());
            let page = officer.reads(&answer.location).await;
            assert!(page.contains("không có dòng nào dưới tiêu đề"), "{}: {page}", ledger.id);
        }
        let answer =
            officer.uploads("/ledgers/events/readings", &[], ("file", "a.pdf", b"%PDF")).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}
