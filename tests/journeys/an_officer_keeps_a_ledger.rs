//! What officers do through the year: entered in a form or imported, changed, set aside, exported;
//! seen from above and by nobody beside.

use axum::http::StatusCode;
use ocop::house::House;
use ocop::machinery::sheet;
use ocop::{checkup, chores};
use ocop_rules::accounts::Role;
use sqlx::Row as _;

use crate::told::{Visitor, told};

const EVENT: [(&str, &str); 10] = [
    ("key", "khóa 1"),
    ("title", "Hội nghị sơ kết Chương trình OCOP"),
    ("kind", "interim-review"),
    ("held", "29/5/2023"),
    ("organiser", "UBND huyện"),
    ("invited", "Sở Nông nghiệp\r\nSở Công Thương"),
    ("present", "hơn 80 đại biểu"),
    ("carries_out", "142/KH-UBND ngày 17/4/2023"),
    ("source_number", "15/BC-UBND"),
    ("source_day", "30/5/2023"),
];

async fn of_tram_xanh(house: &House) -> Visitor {
    Visitor::in_role(house, Role::Commune, "99001.2025").await
}

async fn of_rung_tram(house: &House) -> Visitor {
    Visitor::in_role(house, Role::Province, "99.2025").await
}

/// The form with some fields typed otherwise.
fn with<'a>(form: &[(&'a str, &'a str)], other: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut form: Vec<_> = form.to_vec();
    for (name, value) in other {
        form.retain(|(it, _)| it != name);
        form.push((name, value));
    }
    form
}

async fn nothing_against(house: &House) {
    let checks = checkup::ask(house).await.unwrap();
    let against: Vec<_> = checks.into_iter().filter(|it| !it.against.is_empty()).collect();
    assert!(against.is_empty(), "{against:?}");
}

#[tokio::test]
async fn at_once_and_twice_sent_only_once() {
    told(async |house| {
        let officer = of_tram_xanh(&house).await;
        let start = officer.reads("/ledgers").await;
        assert!(start.contains("href=\"/ledgers/events\""), "{start}");
        assert!(officer.reads("/ledgers/events").await.contains("Sổ chưa có dòng nào"));

        let entry = officer.does("/ledgers/events", &EVENT).await;
        assert_eq!(officer.does("/ledgers/events", &EVENT).await, entry);
        let page = officer.reads(&entry).await;
        for words in ["trên 80 người", "29/05/2023", "Hội nghị sơ kết", "15/BC-UBND", "Ghi vào sổ"]
        {
            assert!(page.contains(words), "{words}: {page}");
        }
        let list = officer.reads("/ledgers/events?q=so+ket&period=2023&kind=interim-review").await;
        assert!(list.contains("1 dòng") && list.contains(&entry), "{list}");
        for other in ["q=tap+huan", "period=2022", "kind=training", "aside=1"] {
            let list = officer.reads(&format!("/ledgers/events?{other}")).await;
            assert!(list.contains("Không có dòng nào như vậy"), "{other}: {list}");
        }
        let english = officer.in_english().reads(&entry).await;
        assert!(english.contains("more than 80 people"), "{english}");
        nothing_against(&house).await;
    })
    .await;
}

#[tokio::test]
async fn is_refused_with_a_sentence_beside_each_field() {
    told(async |house| {
        let officer = of_tram_xanh(&house).await;
        let wrong = with(
            &EVENT,
            &[("title", ""), ("kind", "hội chợ"), ("held", "31/2/2023"), ("present", "nhiều")],
        );
        let answer = officer.posts("/ledgers/events", &wrong).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        for (field, words) in [
            ("title", "Hãy ghi “Tên hoạt động”."),
            ("kind", "Không có lựa chọn “hội chợ”"),
            ("held", "Lịch không có ngày 31/2/2023."),
            ("present", "“nhiều” không rõ là bao nhiêu"),
        ] {
            let link = format!("href=\"#{field}\">{words}");
            assert!(answer.page.contains(&link), "{link}: {}", answer.page);
            assert!(answer.page.contains(&format!("id=\"{field}-error\"")));
        }
        assert!(answer.page.contains("value=\"UBND huyện\""), "what was typed is kept");

        let too_many = with(&EVENT, &[("present", "20"), ("producers_present", "25")]);
        let answer = officer.posts("/ledgers/events", &too_many).await;
        assert!(answer.page.contains("Số chủ thể dự nhiều hơn số người dự."), "{}", answer.page);

        let elsewhere = with(&EVENT, &[("unit", "06040.2025")]);
        let answer = officer.posts("/ledgers/events", &elsewhere).await;
        assert!(answer.page.contains("không thuộc đơn vị của bạn"), "{}", answer.page);
        assert!(officer.reads("/ledgers/events").await.contains("Sổ chưa có dòng nào"));
    })
    .await;
}

#[tokio::test]
async fn is_not_overwritten_by_whoever_saved_later() {
    told(async |house| {
        let officer = of_tram_xanh(&house).await;
        let entry = officer.does("/ledgers/events", &EVENT).await;
        let edit = officer.reads(&format!("{entry}/edit")).await;
        assert!(edit.contains("value=\"trên 80 người\""), "{edit}");
        let first = with(&EVENT, &[("revision", "0"), ("present", "gần 100")]);
        officer.does(&entry, &first).await;

        let second = with(&EVENT, &[("revision", "0"), ("place", "Nhà văn hóa xã")]);
        let answer = officer.posts(&entry, &second).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        assert!(answer.page.contains("value=\"Nhà văn hóa xã\""), "{}", answer.page);
        assert!(answer.page.contains("<dd>gần 100 người</dd>"), "{}", answer.page);
        assert!(answer.page.contains("name=\"revision\" value=\"1\""));
        let page = officer.reads(&entry).await;
        assert!(page.contains("gần 100 người") && !page.contains("Nhà văn hóa xã"));

        let again = with(&second, &[("revision", "1"), ("present", "gần 100")]);
        officer.does(&entry, &again).await;
        let page = officer.reads(&entry).await;
        assert!(page.contains("Sửa: Địa điểm") && page.contains("Sửa: Số người dự"), "{page}");
    })
    .await;
}

#[tokio::test]
async fn is_set_aside_with_a_reason_and_never_deleted() {
    told(async |house| {
        let officer = of_tram_xanh(&house).await;
        let entry = officer.does("/ledgers/events", &EVENT).await;
        let aside = format!("{entry}/setting-aside");
        let answer = officer.posts(&aside, &[("revision", "0"), ("reason", " ")]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.page.contains("Hãy ghi lý do bỏ ra"), "{}", answer.page);

        officer.does(&aside, &[("revision", "0"), ("reason", "Ghi hai lần")]).await;
        assert!(officer.reads("/ledgers/events").await.contains("Sổ chưa có dòng nào"));
        let list = officer.reads("/ledgers/events?aside=1").await;
        assert!(list.contains(&entry), "{list}");
        let page = officer.reads(&entry).await;
        assert!(page.contains("Ghi hai lần") && !page.contains("/edit"), "{page}");
        let change = with(&EVENT, &[("revision", "1")]);
        assert_eq!(officer.posts(&entry, &change).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        nothing_against(&house).await;
    })
    .await;
}

#[tokio::test]
async fn and_is_seen_from_above_but_not_from_beside() {
    told(async |house| {
        let officer = of_tram_xanh(&house).await;
        let entry = officer.does("/ledgers/events", &EVENT).await;
        let beside = Visitor::in_role(&house, Role::Commune, "99007.2025").await;
        let elsewhere = Visitor::in_role(&house, Role::Province, "20.2025").await;
        for stranger in [&beside, &elsewhere] {
            assert_eq!(stranger.opens(&entry).await.status, StatusCode::NOT_FOUND);
            assert_eq!(
                stranger.opens(&format!("{entry}/edit")).await.status,
                StatusCode::NOT_FOUND
            );
            assert_eq!(stranger.posts(&entry, &EVENT).await.status, StatusCode::NOT_FOUND);
            assert!(stranger.reads("/ledgers/events").await.contains("Sổ chưa có dòng nào"));
        }
        let ministry = Visitor::in_role(&house, Role::Ministry, "vn").await;
        for above in [&of_rung_tram(&house).await, &ministry] {
            assert!(above.reads(&entry).await.contains("trên 80 người"));
            assert!(above.reads("/ledgers/events?unit=99001.2025").await.contains(&entry));
        }
        let member = Visitor::in_role(&house, Role::Member, "99.2025").await;
        assert_eq!(member.opens("/ledgers").await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn of_a_district_that_is_no_more() {
    told(async |house| {
        let province = Visitor::in_role(&house, Role::Province, "20.2025").await;
        let form = with(&EVENT, &[("unit", "huyện Văn Lãng")]);
        let entry = province.does("/ledgers/events", &form).await;
        let edit = province.reads(&format!("{entry}/edit")).await;
        assert!(edit.contains("huyện Văn Lãng, tỉnh Lạng Sơn"), "{edit}");
        assert!(province.reads("/ledgers/events?unit=182.2024").await.contains(&entry));
        let commune = Visitor::in_role(&house, Role::Commune, "06172.2025").await;
        assert_eq!(commune.opens(&entry).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn whose_entries_refer_to_others() {
    told(async |house| {
        let province = of_rung_tram(&house).await;
        let officer = |unit, key| {
            [
                ("key", key),
                ("unit", unit),
                ("name", "Lê Thị Thu"),
                ("position", "Công chức"),
                ("since", "1/7/2025"),
            ]
        };
        let first = province.does("/ledgers/officers", &officer("99001.2025", "a")).await;
        let mut training = vec![
            ("key", "c"),
            ("officer", "le thi thu"),
            ("subject", "Hướng dẫn hồ sơ theo Quyết định 26/2026/QĐ-TTg"),
            ("held", "6/2026"),
            ("days", "3"),
        ];
        let entry = province.does("/ledgers/trainings", &training).await;
        let page = province.reads(&entry).await;
        assert!(page.contains(&format!("href=\"{first}\">Lê Thị Thu</a>")), "{page}");
        assert!(page.contains("từ 01/06/2026 đến 30/06/2026"), "{page}");

        let second = province.does("/ledgers/officers", &officer("99007.2025", "b")).await;
        training[0] = ("key", "d");
        let answer = province.posts("/ledgers/trainings", &training).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.page.contains("Chọn một: Cán bộ"), "{}", answer.page);
        let id = second.trim_start_matches("/ledgers/officers/");
        training.push(("pick-officer", id));
        let entry = province.does("/ledgers/trainings", &training).await;
        assert!(province.reads(&entry).await.contains(&second));

        training.retain(|(name, _)| *name != "pick-officer");
        training[0] = ("key", "e");
        training[1] = ("officer", "Nguyễn Văn Không");
        let answer = province.posts("/ledgers/trainings", &training).await;
        assert!(answer.page.contains("Không tìm thấy “Nguyễn Văn Không”"), "{}", answer.page);
        nothing_against(&house).await;
    })
    .await;
}

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
        }
        let answer =
            officer.uploads("/ledgers/events/readings", &[], ("file", "a.pdf", b"%PDF")).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(sheet::read("a.csv", b"a,b,c\n", &mut |_, _| Ok(())).is_ok());
    })
    .await;
}

#[tokio::test]
async fn each_write_is_one_line_of_the_logbook() {
    told(async |house| {
        let officer = of_tram_xanh(&house).await;
        let entry = officer.does("/ledgers/events", &EVENT).await;
        let change = with(&EVENT, &[("revision", "0"), ("place", "Nhà văn hóa")]);
        officer.does(&entry, &change).await;
        let aside = [("revision", "1"), ("reason", "Nhầm xã")];
        officer.does(&format!("{entry}/setting-aside"), &aside).await;
        let id = entry.trim_start_matches("/ledgers/");
        let mut tx = house.db.read().await.unwrap();
        let lines = sqlx::query("SELECT step, detail FROM logbook WHERE subject = $1 ORDER BY seq")
            .bind(id)
            .fetch_all(&mut *tx)
            .await
            .unwrap();
        let steps: Vec<String> = lines.iter().map(|it| it.get("step")).collect();
        assert_eq!(steps, ["enter", "change", "set-aside"]);
        let detail: String = lines[1].get("detail");
        assert_eq!(detail, r#"{"changed":["place"]}"#);
    })
    .await;
}
