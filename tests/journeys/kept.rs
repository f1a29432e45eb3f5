//! What is true of every ledger that an officer keeps, told of one entry of it.

use axum::http::StatusCode;
use ocop::chores;
use ocop::house::House;
use ocop_rules::accounts::Role;

use crate::an_officer_keeps_a_ledger::{nothing_against, of_rung_tram, of_tram_xanh, with};
use crate::told::Visitor;

/// A form as it is sent.
pub(crate) type Form<'a> = &'a [(&'a str, &'a str)];

/// What is typed otherwise, the field it is refused at, and how the sentence begins.
pub(crate) type Case<'a> = (Form<'a>, &'a str, &'a str);

/// The commune's officer enters it; it is exported, taken in again from that list, and seen by
/// nobody beside. Answers the address of the entry and its page.
pub(crate) async fn entered(house: &House, ledger: &str, form: Form<'_>) -> (String, String) {
    let officer = of_tram_xanh(house).await;
    let address = format!("/ledgers/{ledger}");
    let entry = officer.does(&address, form).await;
    let page = officer.reads(&entry).await;
    officer.reads(&format!("{entry}/edit")).await;
    unseen_from_beside(house, &address, &entry).await;

    // What is exported is the same entry when it is taken in.
    let list = officer.reads(&format!("{address}/list.csv")).await;
    let review = read(house, &officer, &address, list.as_bytes()).await;
    assert!(officer.reads(&review).await.contains("đã có một dòng y như vậy"), "{list}");
    let aside = [("revision", "0"), ("reason", "Để nhập lại từ tệp")];
    officer.does(&format!("{entry}/setting-aside"), &aside).await;
    let workbook = officer.takes(&format!("{address}/list.xlsx")).await;
    assert_eq!(workbook.status, StatusCode::OK);
    let review = read(house, &officer, &address, list.as_bytes()).await;
    let taking = officer.does(&format!("{review}/entries"), &[]).await;
    assert!(chores::work(house).await.unwrap());
    let taken = officer.reads(&taking).await;
    assert!(taken.contains("Đã nhập 1 dòng"), "{taken}");
    assert_eq!(officer.reads(&format!("{address}/list.csv")).await, list);
    nothing_against(house).await;
    (entry, page)
}

/// The form, typed otherwise, is refused with this sentence beside this field.
pub(crate) async fn refused(
    officer: &Visitor,
    ledger: &str,
    form: Form<'_>,
    (otherwise, field, sentence): Case<'_>,
) {
    let form = with(form, otherwise);
    let answer = officer.posts(&format!("/ledgers/{ledger}"), &form).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{sentence}: {}", answer.page);
    let link = format!("href=\"#{field}\">{sentence}");
    assert!(answer.page.contains(&link), "{link}: {}", answer.page);
}

async fn unseen_from_beside(house: &House, address: &str, entry: &str) {
    let beside = Visitor::in_role(house, Role::Commune, "99007.2025").await;
    let elsewhere = Visitor::in_role(house, Role::Province, "20.2025").await;
    for stranger in [&beside, &elsewhere] {
        assert_eq!(stranger.opens(entry).await.status, StatusCode::NOT_FOUND);
        assert!(stranger.reads(address).await.contains("Sổ chưa có dòng nào"));
    }
    assert!(of_rung_tram(house).await.reads(address).await.contains(entry));
}

/// Uploads a list and waits until it is read; answers the address of what was found.
async fn read(house: &House, officer: &Visitor, address: &str, bytes: &[u8]) -> String {
    let readings = format!("{address}/readings");
    let answer = officer.uploads(&readings, &[], ("file", "danh-sach.csv", bytes)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.page);
    assert!(chores::work(house).await.unwrap());
    answer.location
}
