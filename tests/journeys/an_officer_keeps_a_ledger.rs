//! What officers do through the year: entered in a form, changed, set aside; seen from above and by
//! nobody beside.

use axum::http::StatusCode;
use ocop::house::House;
use ocop::{hall, ledgers};
use ocop_rules::accounts::Role;
use sqlx::Row as _;

use crate::fixture::{Fact, recognised};
use crate::told::{Visitor, told};

pub(crate) const EVENT: [(&str, &str); 10] = [
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

pub(crate) async fn of_tram_xanh(house: &House) -> Visitor {
    Visitor::in_role(house, Role::Commune, "99001.2025").await
}

pub(crate) async fn of_rung_tram(house: &House) -> Visitor {
    Visitor::in_role(house, Role::Province, "99.2025").await
}

/// The form with some fields typed otherwise.
pub(crate) fn with<'a>(
    form: &[(&'a str, &'a str)],
    other: &[(&'a str, &'a str)],
) -> Vec<(&'a str, &'a str)> {
    let mut form: Vec<_> = form.to_vec();
    for (name, value) in other {
        form.retain(|(it, _)| it != name);
        form.push((name, value));
    }
    form
}

pub(crate) async fn nothing_against(house: &House) {
    let mut tx = house.db.read().await.unwrap();
    let checks = ledgers::checks::ask(&mut tx, house, hall::LEDGERS).await.unwrap();
    let against: Vec<_> = checks.into_iter().filter(|it| !it.against.is_empty()).collect();
    assert!(against.is_empty(), "{against:?}");
}

#[tokio::test]
async fn at_once_and_twice_sent_only_once() {
    told(async |house| {
        let officer = of_tram_xanh(&house).await;
        let start = officer.reads("/ledgers").await;
        assert!(start.contains("href=\"/ledgers/events\""), "{start}");
        let empty = officer.reads("/ledgers/events").await;
        for words in ["Sổ chưa có dòng nào", "Ghi từng dòng trong biểu mẫu", "/events/readings"]
        {
            assert!(empty.contains(words), "{words}: {empty}");
        }

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

        let back = format!("{entry}/taking-back");
        assert!(page.contains(&format!("action=\"{back}\"")), "{page}");
        let beside = Visitor::in_role(&house, Role::Commune, "99007.2025").await;
        let answer = beside.posts(&back, &[("revision", "1")]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        let answer = officer.posts(&back, &[("revision", "0")]).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        assert_eq!(officer.does(&back, &[("revision", "1")]).await, entry);
        let page = officer.reads(&entry).await;
        assert!(page.contains("Đưa lại vào sổ") && page.contains("/edit"), "{page}");
        assert!(!page.contains("Ghi hai lần"), "{page}");
        assert!(officer.reads("/ledgers/events").await.contains(&entry));
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

#[tokio::test]
async fn whose_entries_refer_to_products_and_producers() {
    told(async |house| {
        recognised(&house, Fact::default()).await;
        let officer = of_tram_xanh(&house).await;
        let listing = [
            ("product", "mat ong hoa tram"),
            ("platform", "voso"),
            ("link", "voso.vidu.vn/mat-ong"),
            ("listed_on", "1/3/2026"),
            ("checked_on", "1/2/2026"),
        ];
        let answer = officer.posts("/ledgers/listings", &listing).await;
        for words in ["không phải là địa chỉ", "Ngày xem lại đứng trước ngày lên sàn."]
        {
            assert!(answer.page.contains(words), "{words}: {}", answer.page);
        }
        let right =
            with(&listing, &[("link", "https://voso.vidu.vn/mat-ong"), ("checked_on", "1/4/2026")]);
        let entry = officer.does("/ledgers/listings", &right).await;
        let page = officer.reads(&entry).await;
        assert!(page.contains("Mật ong hoa tràm"), "{page}");
        assert!(page.contains("href=\"https://voso.vidu.vn/mat-ong\" rel=\"noopener external\""));

        let grant =
            [("what", "Máy hút chân không"), ("purpose", "technology"), ("granted", "2026")];
        let answer = officer.posts("/ledgers/grants", &grant).await;
        for words in ["Hãy ghi chủ thể hoặc sản phẩm", "Hãy ghi số tiền"] {
            assert!(answer.page.contains(words), "{words}: {}", answer.page);
        }
        let right = with(&grant, &[("producer", "HTX Mật ong Rừng Tràm"), ("amount", "25 triệu")]);
        let entry = officer.does("/ledgers/grants", &right).await;
        assert!(officer.reads(&entry).await.contains("25 triệu đồng"));

        let elsewhere = Visitor::in_role(&house, Role::Commune, "99007.2025").await;
        let answer = elsewhere.posts("/ledgers/grants", &right).await;
        assert!(answer.page.contains("Không tìm thấy “HTX Mật ong Rừng Tràm”"), "{}", answer.page);

        let budget = [
            ("what", "Kinh phí thực hiện Chương trình"),
            ("period", "2019 – 2023"),
            ("phase", "spent"),
            ("funding", "mixed"),
            ("amount", "trên 1,3 tỷ đồng"),
            ("source_words", "tổng kinh phí trên 1,3 tỷ đồng"),
        ];
        let province = of_rung_tram(&house).await;
        let entry = province.does("/ledgers/budgets", &budget).await;
        let page = province.reads(&entry).await;
        assert!(page.contains("<dd class=\"typed\">trên 1,3 tỷ đồng</dd>"), "{page}");
        nothing_against(&house).await;
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
        officer.does(&format!("{entry}/taking-back"), &[("revision", "2")]).await;
        let id = entry.trim_start_matches("/ledgers/");
        let mut tx = house.db.read().await.unwrap();
        let lines = sqlx::query("SELECT step, detail FROM logbook WHERE subject = $1 ORDER BY seq")
            .bind(id)
            .fetch_all(&mut *tx)
            .await
            .unwrap();
        let steps: Vec<String> = lines.iter().map(|it| it.get("step")).collect();
        assert_eq!(steps, ["enter", "change", "set-aside", "take-back"]);
        let detail: String = lines[1].get("detail");
        assert_eq!(detail, r#"{"changed":["place"]}"#);
    })
    .await;
}
