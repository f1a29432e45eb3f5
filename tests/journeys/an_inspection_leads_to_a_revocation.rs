//! A remedy that was missed leads to the page on which the certificate is revoked, with what is
//! known of it filled in; and what the council evaluated stands beside what a visit found.

use axum::http::StatusCode;
use jiff::civil::date;
use ocop::demo;
use ocop::demo::form::PageForm;
use ocop::demo::people::Cast;
use ocop::house::House;

use crate::an_office_records_decisions::is_sound;
use crate::told::{Visitor, told};

/// The first address on a page that begins so.
fn link(page: &str, prefix: &str) -> String {
    let start = format!("href=\"{prefix}");
    let rest = page.split_once(&start).map(|(_, rest)| rest.split('"').next().unwrap());
    format!("{prefix}{}", rest.unwrap_or_else(|| panic!("{prefix}: {page}"))).replace("&#38;", "&")
}

async fn people(house: &House) -> [Visitor; 4] {
    let password = Cast::read().unwrap().password;
    let log_in = async |login| Visitor::logged_in(house, login, &password).await;
    [
        log_in("xa.tramxanh").await,
        log_in("tinh").await,
        log_in("sen").await,
        log_in("detchieu").await,
    ]
}

#[tokio::test]
async fn of_a_product_of_the_demo() {
    told(async |house| {
        demo::furnish(&house, |_| {}).await.unwrap();
        house.registry.catch_up(&house.db).await.unwrap();
        let [commune, province, honey, mats] = people(&house).await;

        let overview = province.reads("/inspections").await;
        for words in ["12 sản phẩm, 10 chủ thể", "2 sản phẩm, 2 chủ thể", "1 vi phạm, 1 quá hạn"]
        {
            assert!(overview.contains(words), "{words}: {overview}");
        }
        the_honey(&commune).await;
        let list = province.reads("/inspections/breaches?state=overdue").await;
        let breach = link(&list, "/inspections/breaches/0");
        let seen = commune.reads(&breach).await;
        assert!(seen.contains("Quá hạn khắc phục 9 ngày, đề nghị thu hồi"), "{seen}");
        assert!(seen.contains("Điều 8 khoản 1 điểm c") && !seen.contains("/revocation"), "{seen}");

        producers_see_their_own(&honey, &mats).await;
        let standing = province.reads("/inspections/standing").await;
        for words in ["Nước cốt lá tràm", "Biểu trưng, nhãn: Sai mẫu", "quá hạn", "Nộp hồ sơ"]
        {
            assert!(standing.to_lowercase().contains(&words.to_lowercase()), "{words}: {standing}");
        }
        let csv = province.reads("/inspections/standing/list.csv").await;
        assert!(csv.contains("Nước cốt lá tràm"), "{csv}");
        for list in ["/inspections", "/inspections/breaches", "/inspections/standing"] {
            let file = province.takes(&format!("{list}/list.xlsx")).await;
            assert_eq!(file.status, StatusCode::OK, "{list}");
            assert!(file.bytes.starts_with(b"PK"), "{list}");
        }

        revoke(&province, &breach).await;
        is_sound(&house).await;
        house.clock.move_to(date(2027, 8, 11));
        let [_, province, ..] = people(&house).await;
        let lapsed = province.reads("/inspections/standing?list=papers").await;
        assert!(lapsed.contains("Phiếu kiểm nghiệm hết hạn từ 10/08/2027"), "{lapsed}");
    })
    .await;
}

/// The council's option stands beside what was found.
async fn the_honey(commune: &Visitor) {
    let list = commune.reads("/inspections?q=07%2FBB").await;
    let visit = link(&list, "/inspections/0");
    let page = commune.reads(&visit).await;
    for words in ["Điểm trung bình khi đánh giá", "Hai hộ liên kết", " → ", "Có tiêu chí giảm"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    // Found at its lowest everywhere, the product has lost its stars.
    let findings = format!("{visit}/findings");
    let page = commune.reads(&findings).await;
    let form = PageForm::on(&page, &findings).unwrap();
    let asked: Vec<&String> = form.offered.iter().map(|(name, _)| name).collect();
    let lowest: Vec<(&str, &str)> = asked
        .iter()
        .filter(|it| it.starts_with("f."))
        .filter_map(|it| Some((it.as_str(), form.offers(it).find(|it| *it == "o.0")?)))
        .collect();
    commune.does(&findings, &form.with(&lowest)).await;
    let page = commune.reads(&visit).await;
    assert!(page.contains("không còn đủ điều kiện của hạng sao"), "{page}");
}

async fn producers_see_their_own(honey: &Visitor, mats: &Visitor) {
    let own = honey.reads("/my/inspections").await;
    assert!(own.contains("in nhãn mới") && own.contains("18/12/2026"), "{own}");
    assert!(!own.contains("Kiểm nghiệm lại"), "{own}");
    let own = mats.reads("/my/inspections").await;
    assert!(own.contains("Kiểm nghiệm lại") && own.contains("Quá hạn khắc phục 9 ngày"), "{own}");
    let english = mats.in_english().reads("/my/inspections").await;
    assert!(english.contains("Overdue by 9 days"), "{english}");
}

/// From the breach to the decision.
async fn revoke(province: &Visitor, breach: &str) {
    let page = province.reads(breach).await;
    let revocation = link(&page, "/certificates/0");
    assert!(revocation.contains("/revocation?ground=c"), "{revocation}");
    let page = province.reads(&revocation).await;
    let action = revocation.split('?').next().unwrap();
    let form = PageForm::on(&page, action).unwrap();
    let fields = [("number", "2290/QĐ-UBND"), ("dated", "20/11/2026"), ("signatory", "Chủ tịch")];
    let sent = form.with(&fields);
    for known in [("ground", "c"), ("concluded_on", "15/11/2026")] {
        assert!(sent.contains(&known), "{known:?}: {sent:?}");
    }
    province.does(action, &sent).await;
    let page = province.reads(breach).await;
    assert!(page.contains("Đã thu hồi giấy chứng nhận ngày 20/11/2026"), "{page}");
    assert!(!page.contains("/revocation"), "{page}");
    let overview = province.reads("/inspections").await;
    assert!(overview.contains("0 vi phạm, 0 quá hạn"), "{overview}");
}
