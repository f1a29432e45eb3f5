//! Scoring on paper: sheets are printed, filled in by hand, keyed in, and count like any other.

use axum::http::StatusCode;
use ocop::councils::store;
use ocop::house::House;
use ocop::records::{self, Stamp};
use ocop_documents::Document;
use ocop_documents::matrix::Cell;
use ocop_rules::accounts::Role;
use ocop_rules::criteria::{Criterion, Marks};

use crate::sitting::{HONEY, Sitting};
use crate::told::{TODAY, Visitor, told};

/// What stands on a sheet that has the best of everything: what is typed, and the total.
fn best() -> (Vec<(String, String)>, String) {
    keyed(|it| it.options.len() - 1)
}

fn keyed(place: impl Fn(&Criterion) -> usize) -> (Vec<(String, String)>, String) {
    HONEY.with(|set| {
        let mut marks = Marks::new(set);
        let mut typed = Vec::new();
        for it in set.criteria() {
            let place = place(it);
            marks.choose(set, it.code, place).unwrap();
            let number = if it.is_told_by_points() {
                it.options[place].points.to_string()
            } else {
                (place + 1).to_string()
            };
            typed.push((format!("p.{}", it.code), number));
        }
        (typed, marks.total(set).to_string())
    })
}

/// The address where the sheet of a member is keyed in.
async fn address(it: &Sitting, at: usize) -> String {
    format!("{}/keying/{}", it.hearing(), it.seats().await[at])
}

async fn sheet(it: &Sitting, at: usize) -> store::KeptSheet {
    let mut tx = it.house.db.read().await.unwrap();
    store::sheet(&mut tx, &it.sheets[at]).await.unwrap()
}

/// A form of the keying page, at the revision of the sheet.
async fn form(
    it: &Sitting,
    at: usize,
    typed: &[(String, String)],
    rest: &[(&str, &str)],
) -> Vec<(String, String)> {
    let mut form = vec![("revision".to_owned(), sheet(it, at).await.revision.to_string())];
    form.extend(typed.iter().cloned());
    form.extend(rest.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    form
}

fn borrowed(form: &[(String, String)]) -> Vec<(&str, &str)> {
    form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

/// Keys in the best sheet of a member, whole.
async fn keys_in(it: &Sitting, who: &Visitor, at: usize) {
    let (typed, total) = best();
    let form = form(it, at, &typed, &[("total", &total), ("then", "save")]).await;
    let place = who.does(&address(it, at).await, &borrowed(&form)).await;
    assert!(place.contains("/keying/"), "{place}");
}

async fn assert_clean(house: &House) {
    for check in ocop::checkup::ask(house).await.unwrap() {
        assert!(check.against.is_empty(), "{}: {:?}", check.name, check.against);
    }
}

#[tokio::test]
async fn a_meeting_is_scored_half_on_paper() {
    told(async |house| {
        let it = Sitting::convened(&house, &[]).await;
        let (office, secretary) = (&it.office, &it.members[3]);
        let list = format!("/meetings/{}/keying", it.meeting);
        for at in 0..2 {
            let options: Vec<(String, String)> = HONEY.with(|set| {
                let best =
                    |it: &Criterion| (format!("m.{}", it.code), (it.options.len() - 1).to_string());
                set.criteria().map(best).collect()
            });
            it.fills(at, "all", &options).await;
            it.signs(at).await;
        }
        let page = secretary.reads(&list).await;
        assert!(page.contains("Còn thiếu 2 phiếu.") && page.contains(&address(&it, 2).await));
        keys_in(&it, secretary, 2).await;
        keys_in(&it, office, 3).await;
        let page = office.reads(&list).await;
        assert!(
            page.contains("Không còn phiếu nào thiếu.") && page.contains("phiếu giấy"),
            "{page}"
        );
        assert!(office.reads(&it.hearing()).await.contains("phiếu giấy"));

        it.closes("").await;
        let result = it.office.reads(&it.result().await).await;
        assert!(result.contains("100,00 điểm, 5 sao"), "{result}");
        let own = it.members[2].reads(&format!("/sheets/{}", it.sheets[2])).await;
        assert!(own.contains("Phiếu chấm trên giấy, Thành viên số 4 nhập vào hệ thống"), "{own}");
        assert_eq!(on_paper(&house, &it.meeting).await, [false, false, true, true]);
        let mut tx = house.db.read().await.unwrap();
        let lines: i64 = sqlx::query_scalar(
            "SELECT CAST(COUNT(*) AS BIGINT) FROM logbook WHERE step = 'key-in'",
        )
        .fetch_one(&mut *tx)
        .await
        .unwrap();
        assert_eq!(lines, 2);
        drop(tx);
        assert_clean(&house).await;
    })
    .await;
}

/// Which sheets of the first product came from paper, as the matrix says.
async fn on_paper(house: &House, meeting: &str) -> Vec<bool> {
    let kind = ocop::hall::DOCUMENTS.find("score-matrix").unwrap();
    let mut tx = house.db.read().await.unwrap();
    let draft = records::draft(house, &mut tx, kind, meeting, &Stamp::draft(TODAY)).await.unwrap();
    let Document::Matrix(matrix) = draft.document else { panic!("no matrix") };
    let mut cells: Vec<(String, bool)> = matrix
        .members
        .iter()
        .zip(&matrix.products[0].cells)
        .map(|(it, cell)| (it.name.clone(), matches!(cell, Cell::Points { on_paper: true, .. })))
        .collect();
    cells.sort();
    cells.into_iter().map(|(_, it)| it).collect()
}

#[tokio::test]
async fn the_handwritten_total_must_be_what_the_marks_add_up_to() {
    told(async |house| {
        let it = Sitting::convened(&house, &[]).await;
        let (typed, _) = best();
        let rest = [("total", "97"), ("opinion", "Sản phẩm tốt"), ("then", "save")];
        let form = form(&it, 1, &typed, &rest).await;
        let answer = it.office.posts(&address(&it, 1).await, &borrowed(&form)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let said = "Tổng viết tay là 97, cộng các mức đã nhập được 100";
        assert!(answer.page.contains(said), "{}", answer.page);
        for (name, value) in &typed {
            let kept = format!("id=\"{name}\" name=\"{name}\" value=\"{value}\"");
            assert!(answer.page.contains(&kept), "{kept}: {}", answer.page);
        }
        assert!(answer.page.contains("Sản phẩm tốt") && answer.page.contains("value=\"97\""));
        assert_eq!(sheet(&it, 1).await.state, store::SheetState::Open);
    })
    .await;
}

#[tokio::test]
async fn enter_goes_on_to_the_next_field_and_saves_at_the_end() {
    told(async |house| {
        let it = Sitting::convened(&house, &[]).await;
        let (typed, total) = best();
        let address = address(&it, 1).await;
        let page = it.office.reads(&address).await;
        assert!(page.contains("name=\"p.1.1\" value=\"\"") && page.contains("autofocus"), "{page}");

        let next = [("then", "next")];
        let half = form(&it, 1, &typed[..2], &next).await;
        let answer = it.office.posts(&address, &borrowed(&half)).await;
        assert_eq!(answer.status, StatusCode::OK);
        let focus = &typed[2].0;
        let field = answer.page.split("<input").find(|it| it.contains("autofocus")).unwrap();
        assert!(field.contains(&format!("id=\"{focus}\"")), "{field}");
        assert!(!answer.page.contains("class=\"error\""), "{}", answer.page);

        let mut wrong = typed[..2].to_vec();
        wrong[1].1 = "77".to_owned();
        let wrong = form(&it, 1, &wrong, &next).await;
        let answer = it.office.posts(&address, &borrowed(&wrong)).await;
        assert!(answer.page.contains("không có mức “77” điểm"), "{}", answer.page);

        let save = [("then", "save")];
        let half = form(&it, 1, &typed[..2], &save).await;
        let answer = it.office.posts(&address, &borrowed(&half)).await;
        assert!(answer.page.contains("chưa nhập") && answer.page.contains("tổng điểm viết tay"));

        let whole = form(&it, 1, &typed, &[("total", &total), ("then", "next")]).await;
        it.office.does(&address, &borrowed(&whole)).await;
        assert_eq!(sheet(&it, 1).await.state, store::SheetState::Signed);
    })
    .await;
}

#[tokio::test]
async fn nobody_keys_over_a_signature_a_conflict_or_a_closed_ballot() {
    told(async |house| {
        let it = Sitting::convened(&house, &[]).await;
        let refused = async |at: usize, sentence: &str| {
            let (typed, total) = best();
            let form = form(&it, at, &typed, &[("total", &total), ("then", "save")]).await;
            let answer = it.office.posts(&address(&it, at).await, &borrowed(&form)).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{sentence}");
            assert!(answer.page.contains(sentence), "{}", answer.page);
            let page = it.office.reads(&address(&it, at).await).await;
            assert!(page.contains(sentence) && !page.contains("name=\"total\""), "{page}");
        };
        let options: Vec<(String, String)> = HONEY.with(|set| {
            set.criteria().map(|it| (format!("m.{}", it.code), "0".to_owned())).collect()
        });
        it.fills(0, "all", &options).await;
        it.signs(0).await;
        let before = sheet(&it, 0).await.filled;
        refused(0, "đã tự ký phiếu này").await;
        assert_eq!(sheet(&it, 0).await.filled, before);

        let reason = [("reason".to_owned(), "Là người góp vốn".to_owned())];
        let answer = it.posts(1, &it.sheets[1], "conflict", "", &reason).await;
        assert!(answer.status.is_redirection(), "{}", answer.page);
        refused(1, "đã khai xung đột lợi ích").await;

        keys_in(&it, &it.office, 2).await;
        keys_in(&it, &it.office, 3).await;
        // What was keyed in wrongly is keyed in again while the ballot runs.
        keys_in(&it, &it.office, 2).await;
        it.does("closing", &[("note", "")]).await;
        refused(2, "đã chốt hoặc phiên họp đã kết thúc").await;
        assert_clean(&house).await;
    })
    .await;
}

#[tokio::test]
async fn only_the_office_and_the_secretary_key_in() {
    told(async |house| {
        let it = Sitting::convened(&house, &[]).await;
        let elsewhere = Visitor::in_role(&house, Role::Province, "98.2025").await;
        let list = format!("/meetings/{}/keying", it.meeting);
        let address = address(&it, 2).await;
        for who in [&it.members[0], &it.members[1], &elsewhere] {
            for path in [&list, &address] {
                assert_eq!(who.opens(path).await.status, StatusCode::NOT_FOUND, "{path}");
            }
            let answer = who.posts(&address, &[("then", "save")]).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND);
        }
        // The secretary who is out of the product does not key it in.
        let reason = [("reason".to_owned(), "Là người nhà".to_owned())];
        it.posts(3, &it.sheets[3], "conflict", "", &reason).await;
        assert_eq!(it.members[3].opens(&address).await.status, StatusCode::NOT_FOUND);
        it.members[3].reads(&list).await;
    })
    .await;
}

#[tokio::test]
async fn a_knock_out_ends_the_sheet_and_the_chair_gives_paper_back() {
    told(async |house| {
        let it = Sitting::convened(&house, &[]).await;
        let knockout = HONEY.with(|set| {
            set.criteria().find(|it| !it.knockouts.is_empty()).map(|it| format!("k.{}", it.code))
        });
        let rest = [(knockout.as_deref().unwrap(), "0"), ("total", "0"), ("then", "save")];
        let form = form(&it, 1, &[], &rest).await;
        it.office.does(&address(&it, 1).await, &borrowed(&form)).await;
        let kept = sheet(&it, 1).await;
        assert_eq!(kept.filled.knockouts.len(), 1);
        let reopening = format!("/sheets/{}/reopening", it.sheets[1]);
        it.chair().does(&reopening, &[("reason", "Phiếu ghi nhầm")]).await;
        let kept = sheet(&it, 1).await;
        assert_eq!((kept.state, kept.keyed_by.as_str()), (store::SheetState::Open, ""));
        assert_clean(&house).await;
    })
    .await;
}

#[tokio::test]
async fn the_scan_is_kept_with_the_sheet() {
    told(async |house| {
        const PAPER: &[u8] = b"%PDF-1.4\n1 0 obj\n";
        let it = Sitting::convened(&house, &[]).await;
        let path = format!("{}/scan", address(&it, 1).await);
        let pdf = ("file", "phiếu.pdf", PAPER);
        let answer = it.office.uploads(&path, &[], pdf).await;
        assert!(answer.page.contains("Chỉ đính kèm bản quét cho phiếu đã nhập từ giấy"));
        keys_in(&it, &it.office, 1).await;
        let answer = it.office.uploads(&path, &[], ("file", "a.html", b"<html>")).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let answer = it.office.uploads(&path, &[], pdf).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.page);

        let scan = format!("/sheets/{}/scan", it.sheets[1]);
        assert!(it.members[1].reads(&scan).await.starts_with("%PDF"));
        // The office and the others do not see it while marks are hidden.
        assert_eq!(it.office.opens(&scan).await.status, StatusCode::NOT_FOUND);
        assert_eq!(it.members[2].opens(&scan).await.status, StatusCode::NOT_FOUND);
        for at in [0, 2, 3] {
            keys_in(&it, &it.office, at).await;
        }
        it.closes("").await;
        assert!(it.office.reads(&scan).await.starts_with("%PDF"));
        // Of a closed sheet it is never exchanged; a first one is still taken.
        let answer = it.office.uploads(&path, &[], pdf).await;
        assert!(answer.page.contains("phiếu đã chốt không thay được"), "{}", answer.page);
        let late = format!("{}/scan", address(&it, 2).await);
        assert_eq!(it.office.uploads(&late, &[], pdf).await.status, StatusCode::SEE_OTHER);
        assert_clean(&house).await;
    })
    .await;
}
