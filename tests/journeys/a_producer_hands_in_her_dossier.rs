//! From an empty desk to a receipt: product, papers, slip, report, marks, handing in; and every way
//! in which a form may be wrong.

use axum::http::StatusCode;
use ocop::dossiers::store as dossiers;
use ocop::house::House;
use ocop::machinery::logbook;
use ocop::producers::{ProducerData, store as producers};
use ocop_rules::accounts::{Post, Role};
use ocop_rules::criteria::CriteriaSet;
use ocop_rules::producers::ProducerKind;

use crate::told::{Visitor, told};

const PDF: &[u8] = b"%PDF-1.4\n1 0 obj\n";

/// A producer of the fictional commune, with somebody who acts for her.
async fn producer(house: &House, name: &str, kind: ProducerKind) -> (String, Visitor) {
    let (commune, province) = ("99001.2025".parse().unwrap(), "99.2025".parse().unwrap());
    let mut data = ProducerData::named(name, kind, commune, province);
    data.address = "Thôn Tràm".to_owned();
    data.phone = "0900 000 001".to_owned();
    data.representative = "Lò Thị Mai".to_owned();
    data.representative_post = "Giám đốc".to_owned();
    data.registration_number = "99A80001".to_owned();
    let mut tx = house.db.begin().await.unwrap();
    let id = producers::add(&mut tx, &data, house.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    let unit = "99001.2025".parse().unwrap();
    let post = Post { role: Role::Producer, unit, producer: Some(id.clone()) };
    (id, Visitor::with_post(house, post).await)
}

async fn cooperative(house: &House) -> Visitor {
    producer(house, "Hợp tác xã Ong Rừng", ProducerKind::Cooperative).await.1
}

async fn honey(visitor: &Visitor) -> String {
    let form = [("name", "Mật ong hoa rừng"), ("specification", "Chai 500 ml"), ("class", "I.2.b")];
    visitor.does("/my/products", &form).await
}

/// A dossier of the honey, begun; answers its address.
async fn begun(visitor: &Visitor) -> String {
    let product = honey(visitor).await;
    let address = format!("{product}/dossiers");
    visitor.does(&address, &[("kind", "first"), ("set", "26-2026/04"), ("key", "k1")]).await
}

async fn revision(house: &House, address: &str) -> String {
    let mut tx = house.db.read().await.unwrap();
    let id = address.trim_start_matches("/dossiers/");
    dossiers::by_id(&mut tx, id).await.unwrap().revision.to_string()
}

fn best_options(set: &CriteriaSet) -> Vec<(String, String)> {
    let best = |it: &ocop_rules::criteria::Criterion| it.option_worth(it.max).unwrap();
    set.criteria().map(|it| (it.code.to_string(), best(it).to_string())).collect()
}

async fn marks_all(house: &House, visitor: &Visitor, address: &str) {
    let set = &house.standards.set("26-2026/04".parse().unwrap()).unwrap().criteria;
    let best = best_options(set);
    let seen = revision(house, address).await;
    let mut form: Vec<(&str, &str)> = vec![("revision", &seen), ("part", "A")];
    form.extend(best.iter().map(|(code, option)| (code.as_str(), option.as_str())));
    visitor.does(&format!("{address}/marks"), &form).await;
}

async fn uploads_registration(visitor: &Visitor, address: &str) {
    let fields = [("kind", "business-registration"), ("number", "99A80001")];
    let file = ("file", "đăng ký.pdf", PDF);
    let answer = visitor.uploads(&format!("{address}/evidence/1.1/papers"), &fields, file).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.page);
}

/// A dossier that lacks nothing.
async fn complete(house: &House, visitor: &Visitor) -> String {
    let address = begun(visitor).await;
    marks_all(house, visitor, &address).await;
    uploads_registration(visitor, &address).await;
    address
}

#[tokio::test]
async fn a_whole_dossier_is_handed_in_and_gets_its_receipt() {
    told(async |house| {
        let visitor = cooperative(&house).await;
        let address = complete(&house, &visitor).await;
        assert!(visitor.reads(&address).await.contains("100 điểm"));
        assert!(visitor.reads(&format!("{address}/submission")).await.contains("đủ thành phần"));

        let seen = revision(&house, &address).await;
        let form = [("revision", seen.as_str()), ("agreed", "yes")];
        let receipt = visitor.does(&format!("{address}/submission"), &form).await;
        let page = visitor.reads(&receipt).await;
        assert!(page.contains("01/PĐK-99-99001-2026"), "{page}");
        // Fifteen working days after Monday 23 November 2026; the 24th is a day off.
        assert!(page.contains("15/12/2026"), "{page}");

        // The same form again does nothing more.
        assert_eq!(visitor.does(&format!("{address}/submission"), &form).await, receipt);
        let mut tx = house.db.read().await.unwrap();
        let id = address.trim_start_matches("/dossiers/");
        assert_eq!(dossiers::submissions(&mut tx, id).await.unwrap().len(), 1);
        let lines = logbook::of(&mut tx, &format!("dossier/{id}")).await.unwrap();
        assert_eq!(lines.iter().map(|it| it.step.as_str()).collect::<Vec<_>>(), ["submit"]);
        drop(tx);

        let page = visitor.reads(&address).await;
        assert!(page.contains("Đã nộp cho xã") && page.contains("Chủ thể nộp hồ sơ"), "{page}");
        let frozen = visitor.reads(&format!("{address}/submissions/1")).await;
        assert!(frozen.contains("100/100 điểm") && frozen.contains("Giấy đăng ký kinh doanh"));

        // What is handed in is not written in any more.
        let seen = revision(&house, &address).await;
        let late = visitor.posts(&format!("{address}/marks"), &[("revision", &seen)]).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}

#[tokio::test]
async fn what_is_missing_is_named_with_the_place_where_it_is_mended() {
    told(async |house| {
        let visitor = cooperative(&house).await;
        let address = begun(&visitor).await;
        let page = visitor.reads(&format!("{address}/submission")).await;
        assert!(page.contains("tiêu chí 1.1 chưa chọn mức nào"), "{page}");
        assert!(page.contains("Chưa gắn tài liệu: Giấy đăng ký kinh doanh"));
        let seen = revision(&house, &address).await;
        let form = [("revision", seen.as_str()), ("agreed", "yes")];
        let refused = visitor.posts(&format!("{address}/submission"), &form).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}

#[tokio::test]
async fn the_panel_says_what_stands_between_her_and_the_next_stars() {
    told(async |house| {
        let visitor = cooperative(&house).await;
        let address = begun(&visitor).await;
        let page = visitor.reads(&format!("{address}/marks")).await;
        assert!(page.contains("0/100 điểm") && page.contains("Thiếu cho 3 sao:"), "{page}");
        assert!(page.contains("50 điểm") && page.contains(" ≥ "));
        marks_all(&house, &visitor, &address).await;
        let page = visitor.reads(&format!("{address}/marks?part=C")).await;
        assert!(page.contains("100/100 điểm") && page.contains("Đủ điểm"), "{page}");
    })
    .await;
}

#[tokio::test]
async fn a_wrong_or_a_second_option_is_refused_by_its_criterion() {
    told(async |house| {
        let visitor = cooperative(&house).await;
        let address = format!("{}/marks", begun(&visitor).await);
        for (form, sentence) in [
            (vec![("1.1", "99")], "Tiêu chí 1.1 không có mức"),
            (vec![("1.1", "0"), ("1.1", "1")], "Tiêu chí 1.1 được chọn hai mức"),
            (vec![("77.7", "0")], "không có tiêu chí 77.7"),
        ] {
            let mut form = form;
            form.push(("revision", "0"));
            let answer = visitor.posts(&address, &form).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{form:?}");
            assert!(answer.page.contains(sentence), "{sentence}: {}", answer.page);
        }
        let page = visitor.reads(&address).await;
        assert!(page.contains("0/100 điểm"), "something was half saved");
    })
    .await;
}

#[tokio::test]
async fn a_second_tab_does_not_overwrite_what_it_has_not_seen() {
    told(async |house| {
        let visitor = cooperative(&house).await;
        let address = begun(&visitor).await;
        let form = [("revision", "0"), ("phone", "0900 000 002"), ("samples", "5")];
        visitor.does(&format!("{address}/slip"), &form).await;
        let stale = [("revision", "0"), ("phone", "0900 000 003"), ("samples", "5")];
        let answer = visitor.posts(&format!("{address}/slip"), &stale).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        assert!(answer.page.contains("0900 000 003"), "what was typed is lost");
        assert!(visitor.reads(&format!("{address}/slip")).await.contains("0900 000 002"));
    })
    .await;
}

#[tokio::test]
async fn a_file_that_is_not_what_it_claims_is_refused_by_name() {
    told(async |house| {
        let visitor = cooperative(&house).await;
        let fields = [("kind", "test-report"), ("issued_on", "31/02/2026")];
        let file = ("file", "kết quả.pdf", b"<html><script>1</script>".as_slice());
        let answer = visitor.uploads("/my/papers", &fields, file).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.page.contains("kết quả.pdf"), "{}", answer.page);
        assert!(answer.page.contains("Lịch không có ngày 31/02/2026."));
        let none = visitor.uploads("/my/papers", &[], ("file", "", b"")).await;
        assert!(none.page.contains("Hãy chọn tệp") && none.page.contains("Hãy chọn loại giấy tờ"));
        assert!(visitor.reads("/my/papers").await.contains("Chưa có giấy tờ nào"));
    })
    .await;
}

#[tokio::test]
async fn one_paper_serves_many_criteria_and_says_how_long_it_holds() {
    told(async |house| {
        let visitor = cooperative(&house).await;
        let address = begun(&visitor).await;
        let fields =
            [("kind", "test-report"), ("title", "Kiểm nghiệm"), ("valid_until", "20/12/2026")];
        visitor.uploads("/my/papers", &fields, ("file", "kn.pdf", PDF)).await;
        assert!(visitor.reads("/my/papers").await.contains("Sắp hết hạn: 20/12/2026"));
        let page = visitor.reads(&format!("{address}/evidence/1.1")).await;
        let paper = page.split("name=\"paper\" value=\"").nth(1).unwrap().split('"').next();
        for criterion in ["1.1", "1.2"] {
            let seen = revision(&house, &address).await;
            let form = [("revision", seen.as_str()), ("paper", paper.unwrap())];
            visitor.does(&format!("{address}/evidence/{criterion}"), &form).await;
        }
        let page = visitor.reads(&format!("{address}/evidence")).await;
        assert_eq!(page.matches("Kiểm nghiệm</a>").count(), 2, "{page}");
    })
    .await;
}

#[tokio::test]
async fn somebody_elses_dossier_product_and_paper_are_not_there() {
    told(async |house| {
        let visitor = cooperative(&house).await;
        let address = complete(&house, &visitor).await;
        let product = visitor.reads("/my/products").await;
        let product = product.split("/my/products/").nth(2).unwrap().split('"').next().unwrap();
        let other = producer(&house, "Tổ hợp tác khác", ProducerKind::CooperativeGroup).await.1;
        for path in ["", "/slip", "/marks", "/evidence", "/report/general", "/submission"] {
            let answer = other.opens(&format!("{address}{path}")).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        }
        let form = [("revision", "0"), ("1.1", "0")];
        let answer = other.posts(&format!("{address}/marks"), &form).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        let answer = other.opens(&format!("/my/products/{product}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        // A draft is the producer's alone, also before the officer of her commune.
        let officer = Visitor::in_role(&house, Role::Commune, "99001.2025").await;
        assert_eq!(officer.opens(&address).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn a_dossier_begins_once_and_only_as_the_rules_allow() {
    told(async |house| {
        let visitor = cooperative(&house).await;
        let product = honey(&visitor).await;
        let address = format!("{product}/dossiers");
        for (form, sentence) in [
            (vec![("kind", "")], "Hãy chọn lần đăng ký"),
            (vec![("kind", "renewal")], "không có giấy chứng nhận đang hiệu lực"),
            (vec![("kind", "first"), ("set", "148-2023/04")], "không dùng được phiếu 148-2023/04"),
        ] {
            let answer = visitor.posts(&address, &form).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(answer.page.contains(sentence), "{sentence}: {}", answer.page);
        }
        let form = [("kind", "first"), ("key", "một")];
        let dossier = visitor.does(&address, &form).await;
        assert_eq!(visitor.does(&address, &form).await, dossier, "a form sent twice begins two");
        let answer = visitor.posts(&address, &[("kind", "first"), ("key", "hai")]).await;
        assert!(answer.page.contains("đang có một hồ sơ chưa xong"), "{}", answer.page);
    })
    .await;
}

#[tokio::test]
async fn a_large_enterprise_is_told_why_it_takes_no_part() {
    told(async |house| {
        let visitor = producer(&house, "Công ty Lớn", ProducerKind::LargeEnterprise).await.1;
        let product = honey(&visitor).await;
        let answer = visitor.posts(&format!("{product}/dossiers"), &[("kind", "first")]).await;
        assert!(answer.page.contains("Doanh nghiệp lớn không thuộc đối tượng"), "{}", answer.page);
    })
    .await;
}

#[tokio::test]
async fn what_was_handed_in_is_withdrawn_until_a_council_scores() {
    told(async |house| {
        let visitor = cooperative(&house).await;
        let address = complete(&house, &visitor).await;
        let seen = revision(&house, &address).await;
        let form = [("revision", seen.as_str()), ("agreed", "yes")];
        visitor.does(&format!("{address}/submission"), &form).await;
        let seen = revision(&house, &address).await;
        visitor.does(&format!("{address}/withdrawal"), &[("revision", &seen)]).await;
        assert!(visitor.reads(&address).await.contains("Chủ thể đã rút"));
    })
    .await;
}

#[tokio::test]
async fn personal_data_stay_with_the_producer() {
    told(async |house| {
        let (id, visitor) = producer(&house, "Hộ Lò Mai", ProducerKind::Household).await;
        let form = [
            ("name", "Hộ Lò Mai"),
            ("kind", "household"),
            ("ethnic_group", "Thái"),
            ("sex", "Nữ"),
            ("revision", "0"),
        ];
        visitor.does("/my/producer", &form).await;
        let mut tx = house.db.read().await.unwrap();
        assert_eq!(producers::persons(&mut tx, &id).await.unwrap().ethnic_group, "Thái");
        drop(tx);
        let stale = visitor.posts("/my/producer", &form).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
    })
    .await;
}
