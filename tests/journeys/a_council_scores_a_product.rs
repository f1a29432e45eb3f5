//! From the decision that forms a council to a result that anyone may recompute.

use axum::http::StatusCode;
use ocop::house::House;
use ocop_rules::accounts::Role;

use crate::sitting::{HONEY, Sitting};
use crate::told::{Visitor, told};

#[tokio::test]
async fn each_alone_and_the_result_follows() {
    told(async |house| {
        let it = Sitting::convened(&house, &[]).await;
        for (at, member) in it.members.iter().enumerate() {
            it.fills(at, "all", &best()).await;
            assert_eq!(it.signs(at).await, "/sheets");
            assert!(member.reads("/sheets").await.contains("Đã ký"));
        }
        let page = it.chair().reads(&it.hearing()).await;
        assert!(page.contains("chênh 0 điểm"), "{page}");
        it.closes("").await;

        let result = it.result().await;
        let page = it.office.reads(&format!("{result}?again=yes")).await;
        assert!(page.contains("100,00 điểm, 5 sao"), "{page}");
        assert!(page.contains("Tiềm năng 5 sao"));
        assert!(page.contains("đúng như kết quả đã chốt"));
        assert!(page.contains("Thành viên số 2"));
        assert_eq!(it.stage().await, "scored");
        assert_clean(&house).await;
    })
    .await;
}

#[tokio::test]
async fn the_downloaded_line_has_no_names_and_gives_the_same_result() {
    told(async |house| {
        let it = Sitting::totalled(&house).await;
        let line = it.office.reads(&format!("{}/sheets.jsonl", it.result().await)).await;
        assert!(line.contains("Thành viên 1") && !line.contains("số"), "{line}");
        let mut answer = Vec::new();
        let set = |id| house.standards.set(id).map(|it| &it.criteria);
        let input = std::io::BufReader::new(line.as_bytes());
        ocop::councils::score::score(set, input, &mut answer).unwrap();
        let answer = String::from_utf8(answer).unwrap();
        assert!(answer.contains(r#""mean":"100,00","band":5,"stars":5,"missed":[]"#), "{answer}");
    })
    .await;
}

#[tokio::test]
async fn nobody_sees_anothers_marks_before_all_have_signed() {
    told(async |house| {
        let it = Sitting::convened(&house, &[]).await;
        it.fills(1, "all", &best()).await;
        it.signs(1).await;
        let sheet = format!("/sheets/{}", it.sheets[1]);
        for other in [it.chair(), &it.office, &it.members[2]] {
            assert_eq!(other.opens(&sheet).await.status, StatusCode::NOT_FOUND);
        }
        assert!(!it.office.reads(&it.hearing()).await.contains(&it.sheets[1]));
        for at in [0, 2, 3] {
            it.fills(at, "all", &best()).await;
            it.signs(at).await;
        }
        assert_eq!(it.chair().opens(&sheet).await.status, StatusCode::OK);
        assert_eq!(it.members[2].opens(&sheet).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn totals_too_far_apart_hold_the_result_until_there_are_new_sheets() {
    told(async |house| {
        let it = Sitting::convened(&house, &[]).await;
        for at in 0..4 {
            it.fills(at, "all", &if at == 3 { worst() } else { best() }).await;
            it.signs(at).await;
        }
        it.closes("").await;
        let page = it.chair().reads(&it.hearing()).await;
        assert!(page.contains("Treo kết quả"), "{page}");
        assert_eq!(it.stage().await, "ready");

        let empty = it.does("discussion", &[("discussion", "")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        it.does("discussion", &[("discussion", "Đã thống nhất cách hiểu tiêu chí 4.1.")]).await;
        let second = it.second_ballot().await;
        let page = it.members[0].reads(&format!("/sheets/{}", second[0])).await;
        assert!(page.contains("0/32"), "the new sheet is empty: {page}");
        for (at, sheet) in second.iter().enumerate() {
            it.posts(at, sheet, "marks", "all", &if at == 3 { worst() } else { best() }).await;
            it.posts(at, sheet, "signature", "all", &[("true".into(), "yes".into())]).await;
        }
        it.closes("").await;
        let page = it.chair().reads(&it.hearing()).await;
        assert!(page.contains("Lượt chấm 1") && page.contains("Lượt chấm 2"), "{page}");
        assert!(page.contains("thống nhất cách hiểu"));
        assert_eq!(it.stage().await, "scored");
        assert_clean(&house).await;
    })
    .await;
}

#[tokio::test]
async fn a_conflict_of_interest_removes_a_member_from_the_product() {
    told(async |house| {
        let it = Sitting::convened(&house, &[]).await;
        it.fills(3, "all", &worst()).await;
        let sheet = &it.sheets[3];
        let why = [("reason".to_owned(), "Em gái là giám đốc hợp tác xã".to_owned())];
        let answer = it.posts(3, sheet, "conflict", "", &why).await;
        assert_eq!(answer.location, "/sheets");
        for at in 0..3 {
            it.fills(at, "all", &best()).await;
            it.signs(at).await;
        }
        it.closes("").await;
        assert!(it.office.reads(&it.result().await).await.contains("100,00 điểm"));
        let page =
            it.members[3].posts(&format!("/sheets/{sheet}/marks"), &[("section", "1")]).await;
        assert!(page.page.contains("xung đột lợi ích"), "{}", page.page);
        assert_clean(&house).await;
    })
    .await;
}

#[tokio::test]
async fn too_few_sheets_decide_nothing() {
    told(async |house| {
        let it = Sitting::convened(&house, &[]).await;
        for at in 0..2 {
            it.fills(at, "all", &best()).await;
            it.signs(at).await;
        }
        let answer = it.does("closing", &[("note", "")]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.page.contains("2/4 phiếu đã ký, cần ít nhất 3"), "{}", answer.page);
    })
    .await;
}

#[tokio::test]
async fn a_ticked_knock_out_is_set_aside_or_rejects_without_points() {
    told(async |house| {
        let it = Sitting::convened(&house, &[]).await;
        it.fills(1, "2", &[("k.2.1".into(), "0".into())]).await;
        it.signs(1).await;
        for at in [0, 2, 3] {
            it.fills(at, "all", &best()).await;
            it.signs(at).await;
        }
        let answer = it.does("closing", &[("note", "")]).await;
        assert!(answer.page.contains("điều kiện loại"), "{}", answer.page);
        it.does("dismissal", &[("reason", "Sản phẩm nổi trội hẳn trong vùng.")]).await;
        let page = it.members[1].reads(&format!("/sheets/{}", it.sheets[1])).await;
        assert!(page.contains("Chưa ký"), "the sheet is given back: {page}");

        let form = [("ground", "forged"), ("rejection", "Giấy kiểm nghiệm không có thật.")];
        it.does("rejection", &form).await;
        assert_eq!(it.stage().await, "rejected");
        let page = it.office.reads(&it.result().await).await;
        assert!(page.contains("Hồ sơ bị loại, không tính điểm"), "{page}");
        // Who asks why it came no further is told in words too.
        let stayed = "of=stayed&milestone=evaluated-by-province&short_of=certified";
        let list = it.office.reads(&format!("/reports/answer?{stayed}")).await;
        assert!(list.contains("Hồ sơ giả mạo") && !list.contains("forged"), "{list}");
        assert_clean(&house).await;
    })
    .await;
}

#[tokio::test]
async fn ninety_points_without_a_five_star_minimum_need_the_chairs_note() {
    told(async |house| {
        let it = Sitting::convened(&house, &[]).await;
        for at in 0..4 {
            it.fills(at, "all", &with(best(), "m.4.1", "2")).await;
            it.signs(at).await;
        }
        let answer = it.does("closing", &[("note", "")]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.page.contains("hãy ghi ý kiến của Chủ tịch"), "{}", answer.page);
        it.closes("Thị trường mới dừng ở trong nước.").await;
        let page = it.office.reads(&it.result().await).await;
        assert!(page.contains("4 sao") && page.contains("Thiếu, mất hạng"), "{page}");
    })
    .await;
}

#[tokio::test]
async fn a_closed_meeting_changes_no_sheet() {
    told(async |house| {
        let it = Sitting::totalled(&house).await;
        let form = [("summary", "Hội đồng thống nhất kết quả.")];
        it.office.does(&format!("/meetings/{}/minutes", it.meeting), &form).await;
        let answer = it.members[1]
            .posts(&format!("/sheets/{}/marks", it.sheets[1]), &[("section", "1")])
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.page.contains("phiếu không sửa được nữa"), "{}", answer.page);
        let answer = it.does("closing", &[("note", "")]).await;
        assert!(answer.page.contains("Phiên họp đã kết thúc"), "{}", answer.page);
        let minutes = it.members[1].reads(&format!("/meetings/{}/minutes", it.meeting)).await;
        assert!(minutes.contains("100,00"), "{minutes}");
    })
    .await;
}

#[tokio::test]
async fn whoever_is_not_assigned_finds_nothing() {
    told(async |house| {
        let it = Sitting::totalled(&house).await;
        let stranger = Visitor::in_role(&house, Role::Member, "99.2025").await;
        let elsewhere = Visitor::in_role(&house, Role::Province, "98.2025").await;
        let ministry = Visitor::in_role(&house, Role::Ministry, "vn").await;
        let sheet = format!("/sheets/{}", it.sheets[0]);
        let meeting = format!("/meetings/{}", it.meeting);
        for (who, path) in [
            (&stranger, &sheet),
            (&stranger, &meeting),
            (&stranger, &it.hearing()),
            (&elsewhere, &meeting),
            (&elsewhere, &it.result().await),
            (&ministry, &meeting),
            (&it.members[1], &it.hearing()),
        ] {
            assert_eq!(who.opens(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        let page = ministry.reads(&it.result().await).await;
        assert!(page.contains("Thành viên 1") && !page.contains("Thành viên số"), "{page}");
    })
    .await;
}

/// The best of every criterion of the honey's sheet.
fn best() -> Vec<(String, String)> {
    HONEY.with(|set| answers(set, |points| points.len() - 1))
}

/// The first of every criterion.
fn worst() -> Vec<(String, String)> {
    HONEY.with(|set| answers(set, |_| 0))
}

fn answers(
    set: &ocop_rules::criteria::CriteriaSet,
    choose: impl Fn(&[u32]) -> usize,
) -> Vec<(String, String)> {
    let answer = |it: &ocop_rules::criteria::Criterion| {
        let points: Vec<u32> = it.options.iter().map(|it| it.points).collect();
        (format!("m.{}", it.code), choose(&points).to_string())
    };
    set.criteria().map(answer).collect()
}

fn with(mut answers: Vec<(String, String)>, name: &str, value: &str) -> Vec<(String, String)> {
    for it in answers.iter_mut().filter(|(it, _)| it == name) {
        value.clone_into(&mut it.1);
    }
    answers
}

async fn assert_clean(house: &House) {
    for check in ocop::checkup::ask(house).await.unwrap() {
        assert!(check.against.is_empty(), "{}: {:?}", check.name, check.against);
    }
}

#[tokio::test]
async fn a_sheet_saved_in_another_tab_is_shown_beside_what_was_typed() {
    told(async |house| {
        let it = Sitting::convened(&house, &[]).await;
        it.fills(1, "1", &[("m.1.1".into(), "2".into()), ("m.1.2".into(), "1".into())]).await;
        let path = format!("/sheets/{}/marks", it.sheets[1]);
        let stale = [("revision", "0"), ("section", "1"), ("m.1.1", "0"), ("m.1.2", "1")];
        let answer = it.members[1].posts(&path, &stale).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        assert!(
            answer.page.contains("3 điểm:") && answer.page.contains("1 điểm:"),
            "{}",
            answer.page
        );
        assert!(!answer.page.contains("VietGAP"), "what agrees is not asked: {}", answer.page);
        let page = it.members[1].reads(&format!("/sheets/{}?section=1", it.sheets[1])).await;
        assert!(page.contains(r#"value="2" checked"#), "{page}");
    })
    .await;
}

#[tokio::test]
async fn what_is_no_answer_is_refused_by_name() {
    told(async |house| {
        let it = Sitting::convened(&house, &[]).await;
        let check = async |form: &[(&str, &str)], expected: &str| {
            let form: Vec<(String, String)> =
                form.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
            let answer = it.posts(1, &it.sheets[1], "marks", "1", &form).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{expected}");
            assert!(answer.page.contains(expected), "{expected}: {}", answer.page);
        };
        check(&[("m.1.1", "9")], "Tiêu chí 1.1 không có mức được chọn").await;
        check(&[("m.1.1", "0"), ("m.1.1", "1")], "Tiêu chí 1.1 chỉ được chọn một mức").await;
        check(&[("m.9.9", "0")], "không có tiêu chí 9.9").await;
        check(&[("set", "148-2023/04")], "thuộc bộ 148-2023/04").await;
        let answer = it.posts(1, &it.sheets[1], "signature", "", &[]).await;
        assert!(answer.page.contains("Tiêu chí 1.1 chưa chấm"), "{}", answer.page);
    })
    .await;
}

#[tokio::test]
async fn whoever_differs_from_the_commune_says_why() {
    told(async |house| {
        let it = Sitting::convened(&house, &[]).await;
        let page = it.members[1].reads(&format!("/sheets/{}?section=1", it.sheets[1])).await;
        assert!(page.contains("toàn bộ đàn ong nuôi trong xã"), "{page}");
        let mut answers = best();
        answers.push(("d.1.1".into(), "yes".into()));
        it.fills(1, "all", &answers).await;
        let yes = [("true".to_owned(), "yes".to_owned())];
        let answer = it.posts(1, &it.sheets[1], "signature", "", &yes).await;
        assert!(answer.page.contains("Tiêu chí 1.1: hãy ghi lý do khác"), "{}", answer.page);
        answers.push(("n.1.1".into(), "Một phần nguyên liệu mua ngoài tỉnh".into()));
        it.fills(1, "all", &answers).await;
        it.signs(1).await;
    })
    .await;
}

#[tokio::test]
async fn a_renewal_is_heard_in_writing_and_a_first_dossier_is_not() {
    told(async |house| {
        let it = Sitting::of(&house, Role::Province, &[], "renewal").await;
        assert_eq!(it.sheets.len(), 4);
        let first = Sitting::of(&house, Role::Province, &[], "first").await;
        assert_eq!(first.stage().await, "ready");
    })
    .await;
}

#[tokio::test]
async fn the_ministry_has_the_same_tools_and_does_not_recognise_below_five_stars() {
    told(async |house| {
        let it = Sitting::of(&house, Role::Ministry, &[("spread", "100")], "first").await;
        for at in 0..4 {
            it.fills(at, "all", &with(best(), "m.4.1", "1")).await;
            it.signs(at).await;
        }
        it.closes("Chưa có kênh hiện đại ở nước ngoài.").await;
        assert_eq!(it.stage().await, "central-scored");
        let result = it.result().await;
        let page = it.office.reads(&result).await;
        assert!(page.contains("chuyển kết quả về tỉnh"), "{page}");
        let province = Visitor::in_role(&house, Role::Province, "99.2025").await;
        assert!(!province.reads(&result).await.contains("Thành viên số"));
        assert_clean(&house).await;
    })
    .await;
}

#[tokio::test]
async fn what_the_council_settles_decides_the_minima_where_the_quy_che_says_so() {
    told(async |house| {
        let it = Sitting::convened(&house, &[("minima", "settled")]).await;
        for at in 0..4 {
            it.fills(at, "all", &best()).await;
            it.signs(at).await;
        }
        let answer = it.does("closing", &[("note", "")]).await;
        assert!(answer.page.contains("còn thiếu: 1.3"), "{}", answer.page);
        let settled = HONEY.with(|set| {
            let most = |(at, code, _)| (format!("s.{code}"), set.at(at).unwrap().max.to_string());
            set.minima(ocop_rules::criteria::Stars::Five).map(most).collect::<Vec<_>>()
        });
        let form: Vec<(&str, &str)> =
            settled.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let answer = it.does("settlement", &form).await;
        assert!(answer.status.is_redirection(), "{}", answer.page);
        it.closes("").await;
        assert!(it.office.reads(&it.result().await).await.contains("100,00 điểm, 5 sao"));
    })
    .await;
}
