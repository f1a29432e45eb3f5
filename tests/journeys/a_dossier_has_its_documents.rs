//! The documents of a dossier, from the producer's slip to the letter to the ministry (Art. 6, 7).

use axum::http::StatusCode;
use ocop::demo::people::Cast;
use ocop::dossiers::store::{self, NewDossier, Wanted};
use ocop::dossiers::{Frozen, FrozenPaper, Slip};
use ocop::house::House;
use ocop::machinery::Failure;
use ocop::records::{Draft, Stamp};
use ocop::{demo, hall, records};
use ocop_documents::{Document, Format};
use ocop_rules::accounts::Role;
use ocop_rules::dossiers::DossierKind;
use ocop_rules::places::UnitId;

use crate::filed::{
    COMMUNE, PROVINCE, checks, does, filed, filed_as, of_commune, of_province, proposes,
};
use crate::printed::printed;
use crate::told::{TODAY, Visitor, told};

async fn drafted(house: &House, kind: &str, id: &str) -> Result<Draft, Failure> {
    let kind = hall::DOCUMENTS.find(kind).unwrap();
    let mut tx = house.db.read().await.unwrap();
    records::draft(house, &mut tx, kind, id, &Stamp::draft(house.clock.today())).await
}

/// It can be printed and edited, whatever is in it.
async fn is_set(document: Document) {
    for (format, begins) in [(Format::Pdf, &b"%PDF"[..]), (Format::Docx, b"PK")] {
        assert!(records::bytes(document.clone(), format).await.unwrap().starts_with(begins));
    }
}

/// The dossier of that product in the demo.
async fn of_product(house: &House, name: &str) -> String {
    let mut tx = house.db.read().await.unwrap();
    sqlx::query_scalar(
        "SELECT d.id FROM dossiers d JOIN products p ON p.id = d.product WHERE p.name = $1
         ORDER BY d.id DESC LIMIT 1",
    )
    .bind(name)
    .fetch_one(&mut *tx)
    .await
    .unwrap()
}

async fn request_of(house: &House, dossier: &str) -> String {
    let mut tx = house.db.read().await.unwrap();
    store::requests(&mut tx, dossier).await.unwrap().remove(0).id
}

/// Which kinds somebody is offered on the page of a dossier, each as PDF and Word.
async fn offered(person: &Visitor, dossier: &str) -> Vec<String> {
    let page = person.reads(&format!("/dossiers/{dossier}")).await;
    let mut kinds = Vec::new();
    for link in page.split("href=\"/documents/").skip(1) {
        let address = link.split('"').next().unwrap();
        let Some((thing, name)) = address.rsplit_once('/') else { continue };
        if !name.starts_with("draft.") {
            continue;
        }
        let begins = if name == "draft.pdf" { "%PDF" } else { "PK" };
        let bytes = person.reads(&format!("/documents/{address}")).await;
        assert!(bytes.starts_with(begins), "{address}");
        kinds.push(thing.split('/').next().unwrap().to_owned());
    }
    kinds.dedup();
    kinds
}

#[tokio::test]
async fn all_the_way_through_the_demo() {
    told(async |house| {
        demo::furnish(&house, |_| {}).await.unwrap();
        let fish = of_product(&house, "Khô cá lóc một nắng").await;
        for kind in [
            "registration-slip",
            "self-assessment",
            "receipt",
            "commune-report",
            "proposal-letter",
            "province-receipt",
            "evaluation-report",
        ] {
            let draft = drafted(&house, kind, &fish).await.unwrap();
            insta::assert_snapshot!(kind, printed(&draft.document));
        }
        let oil = of_product(&house, "Tinh dầu tràm gió").await;
        let draft = drafted(&house, "ministry-letter", &oil).await.unwrap();
        insta::assert_snapshot!("ministry-letter", printed(&draft.document));
        for (kind, product) in
            [("return-notice", "Xoài cát Cồn Gió"), ("completion-request", "Chiếu lác hoa văn")]
        {
            let request = request_of(&house, &of_product(&house, product).await).await;
            let draft = drafted(&house, kind, &request).await.unwrap();
            insta::assert_snapshot!(kind, printed(&draft.document));
        }

        let cast = Cast::read().unwrap();
        let commune = Visitor::logged_in(&house, "xa.rachong", &cast.password).await;
        let province = Visitor::logged_in(&house, "tinh", &cast.password).await;
        let all = [
            "registration-slip",
            "self-assessment",
            "receipt",
            "commune-report",
            "proposal-letter",
            "province-receipt",
        ];
        assert_eq!(offered(&commune, &fish).await[..6], all);
        assert_eq!(offered(&province, &fish).await[6..], ["evaluation-report"]);
    })
    .await;
}

#[tokio::test]
async fn what_is_not_handed_in_is_nobodys_but_the_producers() {
    told(async |house| {
        demo::furnish(&house, |_| {}).await.unwrap();
        let wax = of_product(&house, "Sáp ong nguyên chất").await;
        let cast = Cast::read().unwrap();
        let slip = format!("/documents/registration-slip/{wax}/draft.pdf");
        let assessment = format!("/documents/self-assessment/{wax}/draft.pdf");
        let owner = cast
            .producer
            .iter()
            .find(|it| it.product.iter().any(|product| product.name == "Sáp ong nguyên chất"));
        let owner = Visitor::logged_in(&house, &owner.unwrap().login, &cast.password).await;
        assert!(owner.reads(&slip).await.starts_with("%PDF"));
        assert!(owner.reads(&assessment).await.starts_with("%PDF"));
        for login in ["tinh", "bo", "banam"] {
            let other = Visitor::logged_in(&house, login, &cast.password).await;
            assert_eq!(other.opens(&slip).await.status, StatusCode::NOT_FOUND, "{login}");
            assert_eq!(other.opens(&assessment).await.status, StatusCode::NOT_FOUND, "{login}");
        }
        // Handed in and personal: a member of a council sees the slip's content, not the persons.
        let fish = of_product(&house, "Khô cá lóc một nắng").await;
        let member = Visitor::logged_in(&house, "tu", &cast.password).await;
        let personal = format!("/documents/self-assessment/{fish}/draft.pdf");
        assert_eq!(member.opens(&personal).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn a_commune_issues_its_report_and_its_letter() {
    told(async |house| {
        let id = filed(&house, COMMUNE, TODAY).await;
        let commune = of_commune(&house, COMMUNE).await;
        let page = commune.reads(&format!("/dossiers/{id}")).await;
        assert!(!page.contains("/documents/commune-report/"), "nothing is found yet: {page}");
        let refused = drafted(&house, "commune-report", &id).await.unwrap_err();
        assert!(format!("{refused:?}").contains("chưa ghi nhận xét"), "{refused:?}");

        checks(&commune, &id).await;
        let page = commune.reads(&format!("/dossiers/{id}")).await;
        let (report, letter) =
            (format!("/documents/commune-report/{id}"), format!("/documents/proposal-letter/{id}"));
        assert!(page.contains(&format!("href=\"{report}\"")), "{page}");
        assert!(!page.contains(&format!("href=\"{letter}\"")), "it has no number yet: {page}");
        assert!(commune.reads(&format!("{letter}/draft.docx")).await.starts_with("PK"));
        let form = [("key", "báo cáo"), ("dated", "23/11/2026"), ("signer", "0")];
        let record = commune.does(&report, &form).await;
        assert!(commune.reads(&record).await.contains("01/BC-UBND"));

        proposes(&commune, &id, "23/11/2026").await;
        let record = commune.does(&letter, &[("key", "công văn"), ("signer", "0")]).await;
        assert!(commune.reads(&record).await.contains("12/UBND-KT"));
        let receipt = format!("/documents/receipt/{id}");
        let record = commune.does(&receipt, &[("key", "phiếu"), ("signer", "0")]).await;
        assert!(commune.reads(&record).await.contains("PĐK-99-99001-2026"));

        let office = of_province(&house).await;
        let answer = office.posts(&report, &form).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "the register is the commune's");
        does(&office, &id, "acceptance", &[]).await;
        let receipt = format!("/documents/province-receipt/{id}");
        office.does(&receipt, &[("key", "phiếu của tỉnh"), ("signer", "0")]).await;
    })
    .await;
}

#[tokio::test]
async fn each_office_asks_with_its_own_notice() {
    told(async |house| {
        let id = filed_as(&house, COMMUNE, TODAY, DossierKind::Renewal).await;
        let mut tx = house.db.begin().await.unwrap();
        let items: Vec<Wanted> = (1..=60)
            .map(|at| Wanted {
                part: "1.1".to_owned(), sentence: format!("Bổ sung điều {at}.")
            })
            .collect();
        let day = (TODAY, Some(TODAY.tomorrow().unwrap()));
        let mut requests = Vec::new();
        for level in ["commune", "province", "ministry"] {
            let request = store::open_request(&mut tx, &id, level, &items, day).await.unwrap();
            requests.push((level, request));
        }
        tx.commit().await.unwrap();
        let commune = of_commune(&house, COMMUNE).await;
        let province = of_province(&house).await;
        let ministry = Visitor::in_role(&house, Role::Ministry, "vn").await;
        for (level, request) in requests {
            let (kind, number) = match level {
                "commune" => ("return-notice", "01/TB-UBND"),
                _ => ("completion-request", "01/TB-VPĐP"),
            };
            let draft = drafted(&house, kind, &request).await.unwrap();
            assert!(printed(&draft.document).contains("| 60 | Tiêu chí 1.1: "));
            is_set(draft.document).await;
            let form = format!("/documents/{kind}/{request}");
            let fields = [("key", level), ("dated", "23/11/2026"), ("signer", "0")];
            for (office, person) in
                [("commune", &commune), ("province", &province), ("ministry", &ministry)]
            {
                if office == level {
                    let record = person.does(&form, &fields).await;
                    assert!(person.reads(&record).await.contains(number), "{level}");
                } else {
                    let answer = person.posts(&form, &fields).await;
                    assert_eq!(answer.status, StatusCode::NOT_FOUND, "{office} for {level}");
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_renewal_is_reported_by_the_office() {
    told(async |house| {
        let id = filed_as(&house, COMMUNE, TODAY, DossierKind::Renewal).await;
        assert!(matches!(drafted(&house, "office-report", &id).await, Err(Failure::NotFound)));
        let commune = of_commune(&house, COMMUNE).await;
        checks_renewal(&commune, &id).await;
        proposes(&commune, &id, "23/11/2026").await;
        let office = of_province(&house).await;
        does(&office, &id, "acceptance", &[]).await;
        for kind in ["office-report", "province-receipt", "ministry-letter"] {
            let draft = drafted(&house, kind, &id).await.unwrap();
            insta::assert_snapshot!(format!("renewal-{kind}"), printed(&draft.document));
            is_set(draft.document).await;
        }
        assert!(matches!(drafted(&house, "evaluation-report", &id).await, Err(Failure::NotFound)));
    })
    .await;
}

/// A renewal has one part more to tick off.
async fn checks_renewal(officer: &Visitor, id: &str) {
    does(officer, id, "check", &[]).await;
    let mut parts = crate::filed::WHOLE.to_vec();
    parts.push(("parts", "updates"));
    does(officer, id, "composition", &parts).await;
    does(officer, id, "findings", &crate::filed::FOUND).await;
}

/// What was handed in, with names of two hundred letters and ten papers for every criterion.
fn at_length(house: &House, content: Frozen) -> Frozen {
    let long =
        "Hợp tác xã mật ong rừng tràm ven biển ".repeat(6).chars().take(200).collect::<String>();
    let set = &house.standards.set("26-2026/04".parse().unwrap()).unwrap().criteria;
    let paper = |criterion: &str, at: usize| FrozenPaper {
        criterion: criterion.to_owned(),
        paper: format!("{criterion}-{at}"),
        kind: ["material-origin", "market", "awards"][at % 3].to_owned(),
        title: long.clone(),
        number: format!("{at}/2026/HĐ-{criterion}"),
        issuer: long.clone(),
        issued_on: Some("2026-11-23".to_owned()),
        valid_until: None,
        sha256: "0".repeat(64),
    };
    let codes: Vec<String> = set.criteria().map(|it| it.code.to_string()).collect();
    let papers = codes.iter().flat_map(|code| (0..10).map(move |at| paper(code, at))).collect();
    let slip = Slip {
        producer: long.clone(),
        product: long.clone(),
        representative: long.clone(),
        address: long.clone(),
        samples: "5".to_owned(),
        class: "I.2.b".to_owned(),
        ..Slip::default()
    };
    Frozen { slip, papers, ..content }
}

#[tokio::test]
async fn nothing_and_three_hundred_papers_are_both_printed() {
    told(async |house| {
        let id = filed(&house, COMMUNE, TODAY).await;
        for kind in ["registration-slip", "self-assessment", "receipt"] {
            let draft = drafted(&house, kind, &id).await.unwrap();
            insta::assert_snapshot!(format!("empty-{kind}"), printed(&draft.document));
        }
        let mut tx = house.db.begin().await.unwrap();
        let last = store::submissions(&mut tx, &id).await.unwrap().remove(0);
        let long = at_length(&house, Frozen::read(&last.content).unwrap());
        let count = long.papers.len();
        assert!(250 < count, "{count}");
        store::freeze(&mut tx, &id, &long.text().unwrap(), house.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        for kind in ["registration-slip", "self-assessment", "receipt"] {
            is_set(drafted(&house, kind, &id).await.unwrap().document).await;
        }
        let draft = drafted(&house, "self-assessment", &id).await.unwrap();
        assert!(printed(&draft.document).contains(&format!("| {count} | ")));
    })
    .await;
}

#[tokio::test]
async fn one_letter_names_three_hundred_products() {
    told(async |house| {
        let first = filed(&house, COMMUNE, TODAY).await;
        let mut tx = house.db.begin().await.unwrap();
        let it = store::by_id(&mut tx, &first).await.unwrap();
        let (commune, province): (UnitId, UnitId) =
            (COMMUNE.parse().unwrap(), PROVINCE.parse().unwrap());
        for at in 1..300 {
            let slip = Slip { product: format!("Mật ong {at}"), ..it.slip.clone() };
            let new = NewDossier {
                product: &it.product,
                producer: &it.producer,
                kind: DossierKind::First,
                set: it.set,
                commune: &commune,
                province: &province,
                previous: None,
                slip: &slip,
            };
            store::start(&mut tx, &new, house.clock.now()).await.unwrap();
        }
        sqlx::query(
            "UPDATE dossiers SET proposal = '12/UBND-KT', proposed_on = '2026-11-23',
                 ministry_letter = '9/UBND-NN', sent_to_ministry_on = '2026-11-23'",
        )
        .execute(&mut *tx)
        .await
        .unwrap();
        tx.commit().await.unwrap();
        for kind in ["proposal-letter", "ministry-letter"] {
            let draft = drafted(&house, kind, &first).await.unwrap();
            let printed = printed(&draft.document);
            assert!(printed.contains("| 300 | Mật ong") && printed.contains("| Mật ong 299 |"));
            is_set(draft.document).await;
        }
    })
    .await;
}
