//! A certified product is visited; what was wrong is put right, or leads to a revocation (Art. 9, 8).

use axum::http::StatusCode;
use jiff::civil::date;
use ocop::chores;
use ocop::house::House;
use ocop::inspections::{self, Figures};
use ocop::machinery::logbook;
use ocop_rules::accounts::Role;
use ocop_rules::inspections::BreachKind;
use ocop_rules::programme::Period;

use crate::an_office_records_decisions::{certificates, is_sound, office, recognise, scored};
use crate::told::{Visitor, told};

/// A product of Tràm Xanh with four stars since 10 March; its id and its certificate.
async fn honey(house: &House) -> (String, String) {
    let honey = scored(house, "Mật ong hoa tràm", 4, "scored", "province").await;
    let desk = office(house).await;
    let page = recognise(&desk, "1/QĐ-UBND", "10/03/2026", &[&honey.dossier]).await;
    (honey.product, certificates(&page).remove(0))
}

async fn commune(house: &House) -> Visitor {
    Visitor::in_role(house, Role::Commune, "99001.2025").await
}

const VISIT: [(&str, &str); 7] = [
    ("key", "lần kiểm tra"),
    ("visited_on", "12/10/2026"),
    ("kind", "ad-hoc"),
    ("bodies", "UBND xã Tràm Xanh"),
    ("mark", "no-right"),
    ("papers", "lapsed"),
    ("conclusion", "Dùng biểu trưng cho sản phẩm khác."),
];

const BREACH: [(&str, &str); 6] = [
    ("key", "vi phạm"),
    ("kind", "mark-misused"),
    ("what", "Dán tem OCOP lên mật ong pha."),
    ("concluded_on", "14/10/2026"),
    ("remedy", "Gỡ tem, thu hồi hàng."),
    ("due_on", "14/12/2026"),
];

fn with<'a>(form: &[(&'a str, &'a str)], other: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut form = form.to_vec();
    for (name, value) in other {
        form.retain(|(it, _)| it != name);
        form.push((name, value));
    }
    form
}

/// Visits the product and concludes a breach; answers both addresses.
async fn visited(officer: &Visitor, product: &str, due: &str) -> (String, String) {
    let visit = officer.does(&format!("/inspections/products/{product}/visits"), &VISIT).await;
    let breach = with(&BREACH, &[("due_on", due)]);
    let breach = officer.does(&format!("{visit}/breaches"), &breach).await;
    (visit, breach)
}

async fn refused(officer: &Visitor, path: &str, form: &[(&str, &str)], sentence: &str) {
    let answer = officer.posts(path, form).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{sentence}: {}", answer.page);
    assert!(answer.page.contains(sentence), "{sentence}: {}", answer.page);
}

#[tokio::test]
async fn whose_remedy_is_ordered_and_done() {
    told(async |house| {
        let (product, certificate) = honey(&house).await;
        let officer = commune(&house).await;
        let page = officer.reads(&certificate).await;
        assert!(page.contains(&format!("href=\"/inspections/products/{product}\"")), "{page}");
        let (visit, breach) = visited(&officer, &product, "14/12/2026").await;
        // The same forms sent again write nothing.
        assert_eq!(
            visited(&officer, &product, "14/12/2026").await,
            (visit.clone(), breach.clone())
        );

        let page = officer.reads(&visit).await;
        for words in
            ["Kiểm tra ngày 12/10/2026", "Không được phép dùng", "Có giấy hết hạn", &breach]
        {
            assert!(page.contains(words), "{words}: {page}");
        }
        let page = officer.reads(&breach).await;
        assert!(page.contains("Đang khắc phục, còn 21 ngày"), "{page}");
        let open = officer.reads("/inspections/breaches?state=open").await;
        assert!(open.contains(&breach) && open.contains("1 vi phạm"), "{open}");
        assert!(!officer.reads("/inspections/breaches?state=done").await.contains(&breach));
        let standing = officer.reads("/inspections/standing?list=label").await;
        assert!(standing.contains("Mật ong hoa tràm"), "{standing}");

        let remedy = format!("{breach}/remedy");
        let done = [("revision", "0"), ("done_on", "20/11/2026"), ("how", "Đã gỡ tem, có ảnh.")];
        refused(&officer, &remedy, &with(&done, &[("how", "")]), "Hãy ghi đã khắc phục thế nào")
            .await;
        refused(&officer, &remedy, &with(&done, &[("done_on", "24/11/2026")]), "chưa đến").await;
        let early = with(&done, &[("done_on", "13/10/2026")]);
        refused(&officer, &remedy, &early, "đứng trước ngày kết luận").await;
        let stale = officer.posts(&remedy, &with(&done, &[("revision", "7")])).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        officer.does(&remedy, &done).await;
        refused(&officer, &remedy, &done, "không có gì đang chờ khắc phục").await;
        assert!(officer.reads(&breach).await.contains("Đã khắc phục ngày 20/11/2026"));
        let standing = officer.reads("/inspections/standing").await;
        assert!(!standing.contains("Mật ong hoa tràm"), "{standing}");
        let in_order = officer.reads("/inspections/standing?list=in-order").await;
        assert!(in_order.contains("Mật ong hoa tràm"), "{in_order}");
        lines(&house, &visit, &["enter"]).await;
        lines(&house, &breach, &["enter", "change"]).await;
        is_sound(&house).await;
    })
    .await;
}

/// The logbook's lines of what is at this address.
async fn lines(house: &House, address: &str, steps: &[&str]) {
    let id = address.rsplit('/').next().unwrap();
    let ledger = if address.contains("/breaches/") { "breaches" } else { "visits" };
    let mut tx = house.db.read().await.unwrap();
    let lines = logbook::of(&mut tx, &format!("{ledger}/{id}")).await.unwrap();
    let written: Vec<&str> = lines.iter().map(|it| it.step.as_str()).collect();
    assert_eq!(written, steps);
    assert!(lines.iter().all(|it| it.article == "9"));
}

#[tokio::test]
async fn or_which_is_refused_with_a_sentence_beside_each_field() {
    told(async |house| {
        let (product, _) = honey(&house).await;
        let officer = commune(&house).await;
        let recording = format!("/inspections/products/{product}/visits");
        let form = officer.reads(&recording).await;
        assert!(form.contains("value=\"23/11/2026\""), "{form}");
        for (field, value, sentence) in [
            ("visited_on", "24/11/2026", "Ngày này chưa đến."),
            ("visited_on", "31/02/2026", "Lịch không có ngày 31/02/2026."),
            ("kind", "", "Hãy chọn loại kiểm tra."),
            ("bodies", " ", "Hãy ghi cơ quan nào kiểm tra."),
            ("mark", "blue", "Hãy chọn một trong các mức."),
            ("plan", "none", "không phải của đơn vị bạn"),
        ] {
            refused(&officer, &recording, &with(&VISIT, &[(field, value)]), sentence).await;
        }
        assert!(officer.reads("/inspections").await.contains("Chưa có lần kiểm tra nào"));
        let visit = officer.does(&recording, &VISIT).await;
        let breaches = format!("{visit}/breaches");
        assert!(officer.reads(&breaches).await.contains("value=\"12/10/2026\""));
        for (fields, sentence) in [
            (vec![("kind", "")], "Hãy chọn loại vi phạm."),
            (vec![("what", "")], "Hãy ghi vi phạm gì."),
            (vec![("concluded_on", "11/10/2026")], "trước ngày kiểm tra"),
            (vec![("due_on", "")], "Hãy ghi hạn khắc phục."),
            (vec![("remedy", "")], "Hãy ghi phải khắc phục gì."),
            (vec![("due_on", "13/10/2026")], "Hạn khắc phục đứng trước ngày kết luận."),
            (vec![("kind", "untrue-information")], "không có hạn khắc phục"),
        ] {
            refused(&officer, &breaches, &with(&BREACH, &fields), sentence).await;
        }
        assert!(!officer.reads(&visit).await.contains("/inspections/breaches/"));

        let wine = scored(&house, "Rượu chưa công nhận", 2, "scored", "province").await;
        let recording = format!("/inspections/products/{}/visits", wine.product);
        refused(&officer, &recording, &VISIT, "chưa được công nhận").await;
        is_sound(&house).await;
    })
    .await;
}

#[tokio::test]
async fn criterion_by_criterion() {
    told(async |house| {
        let (product, _) = honey(&house).await;
        let officer = commune(&house).await;
        let visit = officer.does(&format!("/inspections/products/{product}/visits"), &VISIT).await;
        let findings = format!("{visit}/findings");
        // Its result stands on sheets that are not here, so only kept or lower is asked.
        let page = officer.reads(&findings).await;
        assert!(page.contains("26-2026/04") && page.contains("name=\"f.1.1\""), "{page}");
        assert!(page.contains("value=\"below\"") && !page.contains("value=\"o.0\""), "{page}");
        let form = [("revision", "0"), ("others", "kept"), ("f.1.1", "below"), ("n.1.1", "Ít hộ.")];
        refused(&officer, &findings, &with(&form, &[("f.1.1", "o.0")]), "không có kết quả").await;
        refused(&officer, &findings, &with(&form, &[("others", "")]), "Hãy chọn").await;
        officer.does(&findings, &form).await;
        let page = officer.reads(&visit).await;
        for words in ["Có tiêu chí giảm", "Ít hộ.", "Khác với khi đánh giá"] {
            assert!(page.contains(words), "{words}: {page}");
        }
        assert_eq!(officer.posts(&findings, &form).await.status, StatusCode::CONFLICT);
        let form = [("revision", "1"), ("others", "not-looked-at"), ("f.1.1", "kept")];
        officer.does(&findings, &form).await;
        let page = officer.reads(&visit).await;
        assert!(
            page.contains("Duy trì như khi đánh giá") && page.contains("Đã xem 1 trong"),
            "{page}"
        );
        lines(&house, &visit, &["enter", "change", "change"]).await;
        is_sound(&house).await;
    })
    .await;
}

#[tokio::test]
async fn seen_from_above_but_not_from_beside() {
    told(async |house| {
        let (product, _) = honey(&house).await;
        let officer = commune(&house).await;
        let (visit, breach) = visited(&officer, &product, "14/12/2026").await;
        let beside = Visitor::in_role(&house, Role::Commune, "99007.2025").await;
        let elsewhere = Visitor::in_role(&house, Role::Province, "20.2025").await;
        let member = Visitor::in_role(&house, Role::Member, "99.2025").await;
        let product = format!("/inspections/products/{product}");
        for stranger in [&beside, &elsewhere, &member] {
            for path in [&visit, &breach, &product, &format!("{visit}/findings")] {
                assert_eq!(stranger.opens(path).await.status, StatusCode::NOT_FOUND, "{path}");
            }
            for path in [
                format!("{product}/visits"),
                format!("{visit}/breaches"),
                format!("{visit}/findings"),
                format!("{breach}/remedy"),
            ] {
                let answer = stranger.posts(&path, &VISIT).await;
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
            }
        }
        let list = elsewhere.reads("/inspections?unit=99001.2025").await;
        assert!(list.contains("không thuộc đơn vị của bạn") && !list.contains(&visit), "{list}");
        assert!(!beside.reads("/inspections/breaches").await.contains(&breach));
        assert!(!beside.reads("/inspections/list.csv").await.contains("Mật ong"));
        let ministry = Visitor::in_role(&house, Role::Ministry, "vn").await;
        for above in [&office(&house).await, &ministry] {
            assert!(above.reads("/inspections?unit=99001.2025").await.contains(&visit));
            assert!(above.reads(&breach).await.contains("Gỡ tem"));
            let csv = above.reads("/inspections/breaches/list.csv").await;
            assert!(csv.contains("Đang khắc phục, còn 21 ngày"), "{csv}");
        }
        let guest = Visitor::guest(&house);
        assert!(guest.opens(&visit).await.location.starts_with("/login"));
    })
    .await;
}

#[tokio::test]
async fn and_counted_for_a_report() {
    told(async |house| {
        let (product, _) = honey(&house).await;
        let officer = commune(&house).await;
        visited(&officer, &product, "14/11/2026").await;
        let plan = [
            ("title", "Kế hoạch kiểm tra năm 2026"),
            ("year", "2026"),
            ("bodies", "UBND xã"),
            ("products", "ít nhất 3"),
        ];
        officer.does("/ledgers/inspection-plans", &plan).await;
        let units = ["99001.2025".parse().unwrap()];
        let mut tx = house.db.read().await.unwrap();
        let mut figures = async |year, day| {
            let period = Period::years(year, year).unwrap();
            inspections::figures(&house, &mut tx, &units, (period, day)).await.unwrap()
        };
        let expected = Figures {
            planned_products: 3,
            visits: 1,
            products: 1,
            producers: 1,
            marks_at_fault: 1,
            breaches: vec![(BreachKind::MarkMisused, 1)],
            overdue: 1,
            proposals: 1,
            ..Figures::default()
        };
        assert_eq!(figures(2026, date(2026, 11, 23)).await, expected);
        let open = figures(2026, date(2026, 11, 14)).await;
        assert_eq!((open.open, open.overdue, open.proposals), (1, 0, 0));
        assert_eq!(figures(2025, date(2026, 11, 23)).await, Figures::default());
    })
    .await;
}

#[tokio::test]
async fn and_taken_in_from_old_lists() {
    told(async |house| {
        honey(&house).await;
        let officer = commune(&house).await;
        let take = async |ledger: &str, list: &str| {
            let readings = format!("/ledgers/{ledger}/readings");
            let answer = officer.uploads(&readings, &[], ("file", "a.csv", list.as_bytes())).await;
            assert!(chores::work(&house).await.unwrap());
            let page = officer.reads(&answer.location).await;
            assert!(page.contains("; 0 dòng sai"), "{page}");
            officer.does(&format!("{}/entries", answer.location), &[]).await;
            assert!(chores::work(&house).await.unwrap());
        };
        let visits = "\"Biên bản, tên lần kiểm tra\",Sản phẩm,Ngày kiểm tra,Loại kiểm tra,Cơ quan kiểm tra\n\
             03/BB-KT,Mật ong hoa tràm,5/6/2026,Theo kế hoạch,Sở Y tế\n";
        take("visits", visits).await;
        let breaches = "Vi phạm,Sản phẩm,Lần kiểm tra,Loại vi phạm,Ngày kết luận,Phải khắc phục,Hạn khắc phục,Ngày khắc phục xong\n\
             Nhãn thiếu ngày,Mật ong hoa tràm,03/BB-KT,law-broken,6/6/2026,In lại nhãn,30/6/2026,2/7/2026\n";
        take("breaches", breaches).await;
        let list = officer.reads("/inspections?q=so+y+te").await;
        assert!(list.contains("1 lần kiểm tra"), "{list}");
        let done = officer.reads("/inspections/breaches?state=done").await;
        assert!(done.contains("Đã khắc phục ngày 02/07/2026, sau hạn"), "{done}");
        is_sound(&house).await;
    })
    .await;
}
