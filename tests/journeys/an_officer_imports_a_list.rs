//! Lists of products that are already recognised: read through first, then taken in whole or not at
//! all.

use axum::http::StatusCode;
use ocop::chores;
use ocop::house::House;
use ocop_rules::accounts::Role;
use sqlx::Row as _;

use crate::told::{Visitor, told};

const VAN_LANG: &[u8] = include_bytes!("../../fixtures/seeds/20/products.csv");
const HEADINGS: &str = "Tên sản phẩm,Chủ thể,Loại hình,Xã,Số sao,Số quyết định,Ngày quyết định";

async fn of_lang_son(house: &House) -> Visitor {
    Visitor::in_role(house, Role::Province, "20.2025").await
}

async fn of_rung_tram(house: &House) -> Visitor {
    Visitor::in_role(house, Role::Province, "99.2025").await
}

/// Uploads a list and waits until it is read; answers the address of what was found.
async fn read(house: &House, officer: &Visitor, name: &str, bytes: &[u8]) -> String {
    let answer = officer.uploads("/imports", &[], ("file", name, bytes)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.page);
    assert!(officer.reads(&answer.location).await.contains("Đang đọc thử"));
    assert!(chores::work(house).await.unwrap());
    answer.location
}

/// Takes a list in that was read; answers what the page then says.
async fn take(house: &House, officer: &Visitor, read: &str, form: &[(&str, &str)]) -> String {
    let taking = officer.does(&format!("{read}/entries"), form).await;
    assert!(chores::work(house).await.unwrap());
    house.registry.refresh(&house.db).await.unwrap();
    officer.reads(&taking).await
}

async fn rows(house: &House, table: &'static str) -> i64 {
    let mut tx = house.db.read().await.unwrap();
    let sql = format!("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM {table}");
    let row = sqlx::query(sqlx::AssertSqlSafe(sql)).fetch_one(&mut *tx).await.unwrap();
    row.get("n")
}

fn list(rows: &[&str]) -> Vec<u8> {
    format!("{HEADINGS}\n{}\n", rows.join("\n")).into_bytes()
}

#[tokio::test]
async fn nine_products_of_van_lang_and_four_that_are_planned() {
    told(async |house| {
        let officer = of_lang_son(&house).await;
        let read = read(&house, &officer, "van-lang.csv", VAN_LANG).await;
        let page = officer.reads(&read).await;
        assert!(page.contains("13 dòng; 0 dòng sai"), "{page}");
        let taken = take(&house, &officer, &read, &[]).await;
        assert!(taken.contains("Đã nhập 13 dòng"), "{taken}");
        assert_eq!(rows(&house, "products").await, 13);
        assert_eq!(rows(&house, "certificates").await, 9);

        let guest = Visitor::guest(&house);
        for basis in ["valid", "ever"] {
            let asked = format!("unit=182.2024&on=2023-05-29&basis={basis}");
            for (stars, number) in [("", 9), ("&stars=4", 2), ("&stars=3", 7)] {
                let list = guest.reads(&format!("/counts/list?{asked}{stars}")).await;
                assert!(list.contains(&format!("{number} sản phẩm")), "{basis}{stars}: {list}");
                assert_eq!(list.contains("Thạch Chu Hạnh"), stars != "&stars=4");
                assert!(!list.contains("Măng mai khô"));
            }
        }
    })
    .await;
}

#[tokio::test]
async fn and_they_are_found_under_the_district_then_and_under_communes_today() {
    told(async |house| {
        let officer = of_lang_son(&house).await;
        let read = read(&house, &officer, "van-lang.csv", VAN_LANG).await;
        take(&house, &officer, &read, &[]).await;

        let guest = Visitor::guest(&house);
        let then = "/counts?unit=huy%E1%BB%87n%20V%C4%83n%20L%C3%A3ng&on=31/12/2024&basis=ever";
        assert!(guest.reads(then).await.contains(">9</a>"));
        // Today there is no such district: its ground lies in communes, and a person says which.
        let today = guest.reads("/counts?unit=06172.2025&basis=ever").await;
        assert!(today.contains(">1</a>") && today.contains("Cần hỏi"), "{today}");
        let province = guest.reads("/counts?unit=20.2025&basis=ever").await;
        assert!(province.contains(">9</a>"), "{province}");
    })
    .await;
}

#[tokio::test]
async fn the_same_file_twice_is_told_so() {
    told(async |house| {
        let officer = of_lang_son(&house).await;
        let first = read(&house, &officer, "van-lang.csv", VAN_LANG).await;
        take(&house, &officer, &first, &[]).await;
        let again = read(&house, &officer, "khác tên.csv", VAN_LANG).await;
        let page = officer.reads(&again).await;
        assert!(page.contains("Chính tệp này đã được nhập lúc"), "{page}");
        assert!(page.contains("13 dòng; 13 dòng sai"), "{page}");
        assert_eq!(officer.posts(&format!("{again}/entries"), &[]).await.status, 422);
        assert_eq!(rows(&house, "products").await, 13);
    })
    .await;
}

#[tokio::test]
async fn nothing_is_saved_while_a_row_is_wrong_unless_it_is_left_out() {
    told(async |house| {
        let officer = of_rung_tram(&house).await;
        let list = list(&[
            "Mật ong Hòa Bình,HTX Một,HTX,99001,4,12/QĐ-UBND,5/8/2025",
            "Trà hoa vàng,HTX Một,HTX,99001,4 sao,12/QĐ-UBND,31/02/2026",
            "Bún khô,HTX Một,HTX,99001,***,,",
            "Rượu nếp,HTX Một,HTX,99001,5,9/QĐ-UBND,5/8/2025",
            "Mật ong Hoà Bình,HTX Một,HTX,99001,4,12/QĐ-UBND,5/8/2025",
        ]);
        let read = read(&house, &officer, "danh-sach.csv", &list).await;
        let page = officer.reads(&read).await;
        assert!(page.contains("Dòng 3, cột Ngày quyết định: 31/02/2026 không có trong lịch."));
        assert!(page.contains("Dòng 4, cột Ngày quyết định: không có ngày công nhận nào"));
        assert!(page.contains("Dòng 6: trùng với dòng 2"), "{page}");
        let entries = format!("{read}/entries");
        let refused = officer.posts(&entries, &[("leave-out", "3"), ("leave-out", "4")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.page.contains("Còn 1 dòng sai"), "{}", refused.page);
        assert_eq!(rows(&house, "products").await, 0);

        let ticked = [("leave-out", "3"), ("leave-out", "4"), ("leave-out", "6")];
        let taken = take(&house, &officer, &read, &ticked).await;
        assert!(taken.contains("Đã nhập 2 dòng"), "{taken}");
        let public = Visitor::guest(&house).reads("/registry?q=mat+ong").await;
        assert!(public.contains("Mật ong Hòa Bình"), "{public}");
        assert_eq!(rows(&house, "producers").await, 1);
        assert_eq!(rows(&house, "decisions").await, 2);
    })
    .await;
}

#[tokio::test]
async fn a_split_commune_asks_where_the_producer_is() {
    told(async |house| {
        let officer = of_rung_tram(&house).await;
        let list = list(&["Cá khô,Hộ A,Hộ kinh doanh,xã Nhánh Tràm,3,7/QĐ-UBND,5/8/2024"]);
        let read = read(&house, &officer, "a.csv", &list).await;
        let page = officer.reads(&read).await;
        assert!(page.contains("đã chia vào nhiều xã") && page.contains("name=\"place-2\""));
        assert_eq!(officer.posts(&format!("{read}/entries"), &[]).await.status, 422);
        let taken = take(&house, &officer, &read, &[("place-2", "99013.2025")]).await;
        assert!(taken.contains("Đã nhập 1 dòng"), "{taken}");
        let found = Visitor::guest(&house).reads("/registry?q=ca+kho").await;
        assert!(found.contains("Hòa Sen"), "{found}");
    })
    .await;
}

#[tokio::test]
async fn a_product_recognised_twice_keeps_both_and_the_later_speaks() {
    told(async |house| {
        let officer = of_rung_tram(&house).await;
        let list = list(&[
            "Nem chua,HTX Hai,HTX,99001,4,20/QĐ-UBND,5/8/2025",
            "Nem chua,HTX Hai,HTX,99001,3,10/QĐ-UBND,5/8/2024",
        ]);
        let read = read(&house, &officer, "a.csv", &list).await;
        assert!(officer.reads(&read).await.contains("cùng sản phẩm với dòng 2"));
        take(&house, &officer, &read, &[]).await;
        assert_eq!(rows(&house, "products").await, 1);
        assert_eq!(rows(&house, "certificates").await, 2);
        assert_eq!(rows(&house, "certificate_events").await, 1);
        let four = Visitor::guest(&house).reads("/counts/list?unit=99.2025&stars=4").await;
        assert!(four.contains("1 sản phẩm"), "{four}");
    })
    .await;
}

#[tokio::test]
async fn names_that_are_nearly_the_same_are_shown() {
    told(async |house| {
        let officer = of_rung_tram(&house).await;
        let list = list(&[
            "Bún gấc Lệ Tri,HTX Hai,HTX,99001,3,10/QĐ-UBND,5/8/2024",
            "Bún Gấc Lệ Chi,HTX Ba,HTX,99001,3,10/QĐ-UBND,5/8/2024",
        ]);
        let read = read(&house, &officer, "a.csv", &list).await;
        let page = officer.reads(&read).await;
        assert!(page.contains("gần giống “Bún gấc Lệ Tri” (dòng 2)"), "{page}");
    })
    .await;
}

#[tokio::test]
async fn a_file_that_cannot_be_read_is_said_to_be_so() {
    told(async |house| {
        let officer = of_rung_tram(&house).await;
        let answer = officer.uploads("/imports", &[], ("file", "a.pdf", b"%PDF-1.4")).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.page.contains("không phải .xlsx hoặc .csv"));
        let missing = "Tên sản phẩm,Chủ thể,Xã,Ngày quyết định\n".as_bytes();
        for (bytes, said) in [
            (&b"T\xean s\xe0n ph\xe2m,b,c\n"[..], "không phải UTF-8"),
            (missing, "thiếu cột “Số sao”"),
            (b"a,b,c\n1,2,3\n", "không tìm thấy dòng tiêu đề"),
        ] {
            let read = read(&house, &officer, "a.csv", bytes).await;
            let page = officer.reads(&read).await;
            assert!(page.contains(said) && page.contains("chưa có gì được lưu"), "{page}");
        }
    })
    .await;
}

#[tokio::test]
async fn somebody_else_does_not_see_what_was_read() {
    told(async |house| {
        let officer = of_rung_tram(&house).await;
        let read = read(&house, &officer, "van-lang.csv", VAN_LANG).await;
        for other in [of_lang_son(&house).await, of_rung_tram(&house).await] {
            assert_eq!(other.opens(&read).await.status, StatusCode::NOT_FOUND);
        }
        let page = officer.reads(&read).await;
        assert!(page.contains("13 dòng; 13 dòng sai"), "{page}");
    })
    .await;
}

#[tokio::test]
async fn a_certificate_leads_every_office_to_the_list_it_came_from() {
    told(async |house| {
        let officer = of_rung_tram(&house).await;
        let list = list(&["Cá khô,Hộ A,Hộ kinh doanh,99001,3,7/QĐ-UBND,5/8/2024"]);
        let read = read(&house, &officer, "ca-kho.csv", &list).await;
        take(&house, &officer, &read, &[]).await;
        let mut tx = house.db.read().await.unwrap();
        let query = "SELECT id FROM certificates";
        let certificate: String = sqlx::query_scalar(query).fetch_one(&mut *tx).await.unwrap();
        drop(tx);

        let ministry = Visitor::in_role(&house, Role::Ministry, "vn").await;
        let mut lists = Vec::new();
        for office in [&officer, &of_rung_tram(&house).await, &ministry] {
            let page = office.reads(&format!("/certificates/{certificate}")).await;
            let (_, link) = page.split_once("href=\"/imports/").expect("a link to the list");
            let link = format!("/imports/{}", link.split('"').next().unwrap());
            let taken = office.reads(&link).await;
            assert!(taken.contains("ca-kho.csv") && taken.contains("Đã nhập 1 dòng"), "{taken}");
            lists.push((link, taken.contains("Nhập danh sách khác")));
        }
        assert_eq!(lists.iter().map(|it| it.1).collect::<Vec<_>>(), [true, true, false]);

        let commune = Visitor::in_role(&house, Role::Commune, "99001.2025").await;
        let page = commune.reads(&format!("/certificates/{certificate}")).await;
        assert!(!page.contains("href=\"/imports/"), "{page}");
        for other in [commune, of_lang_son(&house).await] {
            assert_eq!(other.opens(&lists[0].0).await.status, StatusCode::NOT_FOUND);
        }
        assert_eq!(ministry.opens(&read).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}
