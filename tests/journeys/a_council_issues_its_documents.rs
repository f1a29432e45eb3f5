//! Every paper of a council and its meetings comes out of the record.

use std::fmt::Write as _;

use axum::http::StatusCode;
use ocop::house::House;
use ocop::records::{self, Draft, Stamp};
use ocop_documents::{Block, Document, Head, Official};
use ocop_rules::accounts::Role;

use crate::sitting::Sitting;
use crate::told::{TODAY, Visitor, told};

/// A draft, as it would be printed today.
async fn draft(house: &House, kind: &str, id: &str) -> Draft {
    let kind = ocop::hall::DOCUMENTS.find(kind).unwrap();
    let mut tx = house.db.read().await.unwrap();
    records::draft(house, &mut tx, kind, id, &Stamp::draft(TODAY)).await.unwrap()
}

/// What an official document says, line by line.
fn said(it: &Official) -> String {
    let mut text = String::new();
    if let Head::Office { superior, issuer, number, place_and_date, .. } = &it.head {
        let _ = writeln!(text, "{superior} | {issuer}\nSố: {number} | {place_and_date}");
    }
    let _ = writeln!(text, "{} / {}", it.name.kind, it.name.subject);
    for (label, lines) in [("Kính gửi", &it.addressees), ("Căn cứ", &it.grounds)] {
        for line in lines {
            let _ = writeln!(text, "[{label}] {line}");
        }
    }
    let _ = writeln!(text, "{} {}", it.authority, it.resolves);
    blocks(&mut text, &it.body);
    for it in &it.signatures {
        let _ = writeln!(text, "[ký] {} {}", it.posts.join(", "), it.name);
    }
    let _ = writeln!(text, "[nơi nhận] {}", it.recipients.join("; "));
    for it in &it.annexes {
        let _ = writeln!(text, "\n{} / {} / {}", it.label, it.name, it.of);
        blocks(&mut text, &it.body);
    }
    text
}

fn blocks(text: &mut String, body: &[Block]) {
    for it in body {
        let _ = match it {
            Block::Heading { text: words } => writeln!(text, "# {words}"),
            Block::Paragraph { text: run } => writeln!(text, "{}", words(run)),
            Block::Item { text: run } => writeln!(text, "- {}", words(run)),
            Block::Fact { label, value } => writeln!(text, "{label}: {value}"),
            Block::Table(table) => {
                let head: Vec<&str> = table.columns.iter().map(|it| it.name.as_str()).collect();
                let _ = writeln!(text, "| {} |", head.join(" | "));
                for row in &table.rows {
                    let _ = writeln!(text, "| {} |", row.join(" | ").replace('\n', "/"));
                }
                Ok(())
            }
            Block::Signatures { signatures } => {
                for it in signatures {
                    let _ = writeln!(text, "[ký] {} {}", it.posts.join(", "), it.name);
                }
                Ok(())
            }
            other => writeln!(text, "{other:?}"),
        };
    }
}

fn words(run: &ocop_documents::Text) -> String {
    run.0.iter().map(|it| it.text.as_str()).collect()
}

fn official(draft: Draft) -> Official {
    match draft.document {
        Document::Official(it) => *it,
        Document::Matrix(it) => it.document(),
        other => panic!("{other:?}"),
    }
}

/// Opens a draft in each of these formats.
async fn opens(who: &Visitor, kind: &str, id: &str, formats: &[&str]) {
    for format in formats {
        let start = if *format == "pdf" { "%PDF" } else { "PK" };
        let bytes = who.reads(&format!("/documents/{kind}/{id}/draft.{format}")).await;
        assert!(bytes.starts_with(start), "{kind}.{format}");
    }
}

async fn advised(it: &Sitting, name: &str, role: &str) {
    let fields = [
        ("adviser_name", name),
        ("adviser_post", "Phó Trưởng phòng"),
        ("adviser_agency", "Sở Công Thương"),
        ("adviser_role", role),
    ];
    it.office.does(&format!("/councils/{}/advisers", it.council), &fields).await;
}

async fn minuted(it: &Sitting) {
    let path = format!("/meetings/{}/minutes", it.meeting);
    it.office.does(&path, &[("summary", "Hội đồng nhất trí với kết quả.")]).await;
}

#[tokio::test]
async fn every_document_is_drafted_and_says_what_was_recorded() {
    told(async |house| {
        let it = Sitting::totalled(&house).await;
        advised(&it, "Lê Thị Vấn", "leader").await;
        advised(&it, "Đỗ Văn Tư", "member").await;
        minuted(&it).await;
        let office = &it.office;
        for (kind, id, formats) in [
            ("council-decision", &it.council, &["pdf", "docx"][..]),
            ("group-decision", &it.council, &["pdf", "docx"]),
            ("invitation", &it.meeting, &["pdf", "docx"]),
            ("agenda", &it.meeting, &["pdf", "docx"]),
            ("minutes", &it.meeting, &["pdf", "docx"]),
            ("council-report", &it.meeting, &["pdf", "docx"]),
            ("score-matrix", &it.meeting, &["pdf", "docx", "xlsx"]),
        ] {
            opens(office, kind, id, formats).await;
            insta::assert_snapshot!(kind, said(&official(draft(&house, kind, id).await)));
        }
        let council = office.reads(&format!("/councils/{}", it.council)).await;
        for kind in ["council-decision", "group-decision"] {
            assert!(council.contains(&format!("/documents/{kind}/{}", it.council)), "{council}");
        }
        let papers = office.reads(&format!("/meetings/{}/documents", it.meeting)).await;
        for kind in ["invitation", "agenda", "minutes", "council-report", "score-matrix"] {
            assert!(papers.contains(&format!("/documents/{kind}/{}", it.meeting)), "{papers}");
        }
    })
    .await;
}

#[tokio::test]
async fn who_may_read_which_document() {
    told(async |house| {
        let it = Sitting::totalled(&house).await;
        let elsewhere = Visitor::in_role(&house, Role::Province, "98.2025").await;
        let (chair, member) = (it.chair(), &it.members[1]);
        let sees = async |who: &Visitor, kind: &str, id: &str| {
            let status = who.opens(&format!("/documents/{kind}/{id}/draft.pdf")).await.status;
            assert!([StatusCode::OK, StatusCode::NOT_FOUND].contains(&status), "{kind}: {status}");
            status == StatusCode::OK
        };
        for kind in ["invitation", "agenda", "minutes", "council-report"] {
            assert!(sees(member, kind, &it.meeting).await, "{kind}");
            assert!(!sees(&elsewhere, kind, &it.meeting).await, "{kind}");
        }
        assert!(sees(chair, "score-matrix", &it.meeting).await);
        assert!(!sees(member, "score-matrix", &it.meeting).await);
        assert!(!sees(member, "council-decision", &it.council).await);
        assert!(sees(member, "own-sheet", &it.sheets[1]).await);
        assert!(!sees(member, "own-sheet", &it.sheets[2]).await);
        assert!(!sees(member, "sheet", &it.sheets[2]).await);
        assert!(sees(chair, "sheet", &it.sheets[2]).await);
        assert!(sees(&it.office, "sheet", &it.sheets[2]).await);
        assert!(!sees(&it.office, "own-sheet", &it.sheets[2]).await);
    })
    .await;
}

#[tokio::test]
async fn marks_stay_hidden_until_all_have_signed() {
    told(async |house| {
        let it = Sitting::convened(&house, &[]).await;
        it.fills(1, "1", &[("m.1.1".into(), "2".into())]).await;
        let path = format!("/documents/sheet/{}/draft.pdf", it.sheets[1]);
        assert_eq!(it.office.opens(&path).await.status, StatusCode::NOT_FOUND);
        assert_eq!(it.chair().opens(&path).await.status, StatusCode::NOT_FOUND);
        let own = format!("/documents/own-sheet/{}/draft.pdf", it.sheets[1]);
        assert!(it.members[1].reads(&own).await.starts_with("%PDF"));
        let matrix = said(&official(draft(&house, "score-matrix", &it.meeting).await));
        assert!(matrix.contains("///…") && !matrix.contains("3/0/0/3"), "{matrix}");
        // Minutes are issued when they are signed, and the report after them.
        for kind in ["minutes", "council-report", "score-matrix"] {
            let form = [("key", kind), ("dated", "23/11/2026"), ("signer", "0")];
            let answer = it.office.posts(&format!("/documents/{kind}/{}", it.meeting), &form).await;
            assert!(answer.page.contains("chưa được ký"), "{kind}: {}", answer.page);
        }
    })
    .await;
}

#[tokio::test]
async fn a_printed_sheet_names_its_dossier_and_member() {
    told(async |house| {
        let it = Sitting::convened(&house, &[]).await;
        opens(&it.office, "meeting-sheets", &it.meeting, &["pdf"]).await;
        opens(&it.members[3], "meeting-sheets", &it.meeting, &["pdf"]).await;
        let product = format!("{}.{}", it.meeting, it.dossier);
        opens(&it.office, "product-sheets", &product, &["pdf"]).await;
        let path = format!("/documents/meeting-sheets/{}/draft.pdf", it.meeting);
        assert_eq!(it.members[1].opens(&path).await.status, StatusCode::NOT_FOUND);
        let Document::Sheets { sheets, .. } =
            draft(&house, "meeting-sheets", &it.meeting).await.document
        else {
            panic!("no sheets")
        };
        assert_eq!(sheets.len(), 4);
        let seats = it.seats().await;
        for sheet in &sheets {
            let at = sheet.member.split(',').next().unwrap().rsplit(' ').next().unwrap();
            let seat = &seats[at.parse::<usize>().unwrap() - 1];
            let url = &house.config.public_url;
            assert_eq!(sheet.address_of_sheet, format!("{url}{}/keying/{seat}", it.hearing()));
            assert!(!sheet.is_filled && !sheet.rejected_when.is_empty());
        }
        // Whoever is out of the product has no sheet of it.
        let reason = [("reason".to_owned(), "Là người nhà".to_owned())];
        it.posts(1, &it.sheets[1], "conflict", "", &reason).await;
        let Document::Sheets { sheets, .. } =
            draft(&house, "product-sheets", &product).await.document
        else {
            panic!("no sheets")
        };
        assert_eq!(sheets.len(), 3);
    })
    .await;
}

#[tokio::test]
async fn a_group_has_one_leader_and_stands_once_its_decision_is_issued() {
    told(async |house| {
        let it = Sitting::convened(&house, &[]).await;
        let council = format!("/councils/{}", it.council);
        let path = format!("/documents/group-decision/{}", it.council);
        advised(&it, "Đỗ Văn Tư", "member").await;
        assert!(!it.office.reads(&council).await.contains(&path));
        advised(&it, "Lê Thị Vấn", "leader").await;
        let second = [
            ("adviser_name", "Phan Văn Hai"),
            ("adviser_agency", "Sở Y tế"),
            ("adviser_role", "leader"),
        ];
        let answer = it.office.posts(&format!("{council}/advisers"), &second).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.page.contains("đã có Tổ trưởng") && answer.page.contains("Phan Văn Hai"));
        let page = it.office.reads(&council).await;
        assert!(page.contains(&path), "{page}");

        let removal = page.split("action=\"").find(|it| it.contains("/removal")).unwrap();
        let removal = removal.split('"').next().unwrap().to_owned();
        advised(&it, "Huỳnh Thị Lụa", "deputy").await;
        let form = [("key", "a"), ("dated", "23/11/2026"), ("signer", "0")];
        it.office.does(&path, &form).await;
        let page = it.office.reads(&council).await;
        assert!(page.contains("danh sách không sửa được nữa") && !page.contains("/removal"));
        for (path, form) in [(format!("{council}/advisers"), &second[..]), (removal, &[])] {
            let answer = it.office.posts(&path, form).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
        }
    })
    .await;
}

#[tokio::test]
async fn everyone_prints_a_blank_sheet() {
    told(async |house| {
        let guest = Visitor::guest(&house);
        let page = guest.reads("/criteria/26-2026/04").await;
        assert!(page.contains("/criteria/26-2026/04/sheet.pdf"), "{page}");
        assert!(guest.reads("/criteria/26-2026/04/sheet.pdf").await.starts_with("%PDF"));
        let none = guest.opens("/criteria/26-2026/99/sheet.pdf").await;
        assert_eq!(none.status, StatusCode::NOT_FOUND);
    })
    .await;
}

/// A council of fifteen over so many products with long names: their ids.
async fn large(house: &House, products: usize) -> (Visitor, String) {
    let long = |what: &str| format!("{what} {}", "rất dài ".repeat(24)).trim().to_owned();
    let it = Sitting::convened(house, &[]).await;
    let mut tx = house.db.begin().await.unwrap();
    for (at, query) in [
        ("name", "UPDATE products SET name = $1"),
        ("producer", "UPDATE producers SET name = $1"),
        ("member", "UPDATE people SET name = $1 WHERE id IN (SELECT person FROM seats)"),
    ] {
        sqlx::query(query).bind(long(at)).execute(&mut *tx).await.unwrap();
    }
    // Eleven more members, and the same dossier's siblings: what the rooms before would have done.
    for number in 5..=15 {
        let id = format!("seat-{number}");
        for query in [
            "INSERT INTO people (id, login, name, password, created_at)
             SELECT $1, $1, name, password, created_at FROM people WHERE id = $2",
            "INSERT INTO seats (id, council, person, agency, role, scores)
             SELECT $1, council, $1, agency, 'member', 1 FROM seats WHERE person = $2",
            "INSERT INTO attendance (meeting, seat)
             SELECT meeting, $1 FROM attendance JOIN seats ON seats.id = attendance.seat
             WHERE seats.person = $2",
        ] {
            sqlx::query(query).bind(&id).bind(it.person(1)).execute(&mut *tx).await.unwrap();
        }
    }
    for number in 2..=products {
        let id = format!("product-{number}");
        for query in [
            "INSERT INTO dossiers (id, product, producer, kind, edition, set_number, stage, commune,
                 province, created_at)
             SELECT $1, product, producer, kind, edition, set_number, stage, commune, province,
                 created_at FROM dossiers WHERE id = $2",
            "INSERT INTO agenda (meeting, dossier, position, stage)
             SELECT meeting, $1, 2, stage FROM agenda WHERE dossier = $2",
        ] {
            sqlx::query(query).bind(&id).bind(&it.dossier).execute(&mut *tx).await.unwrap();
        }
    }
    sqlx::query(
        "INSERT INTO sheets (id, meeting, dossier, seat, ballot, state, marks, ticks, opinion)
         SELECT agenda.dossier || seats.id, agenda.meeting, agenda.dossier, seats.id, 1, 'signed',
             $1, $2, $3
         FROM agenda CROSS JOIN seats
         WHERE NOT EXISTS (SELECT 1 FROM sheets WHERE sheets.dossier = agenda.dossier
                             AND sheets.seat = seats.id)",
    )
    .bind("{\"1.1\":3}")
    .bind("{\"1.1\":2}")
    .bind(long("Ý kiến"))
    .execute(&mut *tx)
    .await
    .unwrap();
    sqlx::query("UPDATE sheets SET state = 'signed'").execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
    (it.office, it.meeting)
}

#[tokio::test]
async fn fifteen_members_and_many_long_names_fit() {
    told(async |house| {
        let (office, meeting) = large(&house, 30).await;
        for kind in ["invitation", "agenda", "minutes", "council-report"] {
            opens(&office, kind, &meeting, &["pdf", "docx"]).await;
        }
        opens(&office, "score-matrix", &meeting, &["pdf", "docx", "xlsx"]).await;
        let Document::Matrix(matrix) = draft(&house, "score-matrix", &meeting).await.document
        else {
            panic!("no matrix")
        };
        assert_eq!((matrix.members.len(), matrix.products.len()), (15, 30));
        // So many sheets are printed product by product.
        let path = format!("/documents/meeting-sheets/{meeting}/draft.pdf");
        let answer = office.opens(&path).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.page.contains("hãy in theo từng sản phẩm"), "{}", answer.page);
    })
    .await;
}
