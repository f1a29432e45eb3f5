//! The pictures of the handbook's pages on ledgers, targets and reports. They are taken anew with
//!
//! ```sh
//! OCOP_TEST_PICTURES=docs cargo xtask test -- --test browser handbook_pictures
//! ```

use fantoccini::Locator;

use crate::browser::{Browser, Width, is_told, walked};
use crate::street::{Street, press, text_of, type_into};

const PHONE: Width = Width::Picture(390, 844);
const DESK: Width = Width::Picture(1100, 900);

/// The commune's officer, and the province's.
const COMMUNE: &str = "xa.tramxanh";
const PROVINCE: &str = "tinh";

/// A list with a row that cannot be: its day is not in the calendar.
const LIST: &str = "Tên hoạt động,Loại hoạt động,Ngày tổ chức,Đơn vị tổ chức,Số người dự
Tập huấn ghi chép sản xuất,Tập huấn,14/10/2026,Văn phòng điều phối tỉnh,hơn 60
Tham quan mô hình du lịch cộng đồng,\"Tham quan, học tập\",31/11/2026,UBND xã Suối Mơ,25
";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pictures_are_taken_anew() {
    #[expect(clippy::disallowed_methods, reason = "tests have no configuration file")]
    let is_asked = std::env::var("OCOP_TEST_PICTURES").is_ok();
    if !is_asked || !is_told() {
        eprintln!("no picture is taken: OCOP_TEST_PICTURES is not set");
        return;
    }
    let street = Street::open().await;
    walked(PHONE, async |browser| on_a_phone(&street, browser).await).await;
    walked(DESK, async |browser| at_a_desk(&street, browser).await).await;
}

async fn on_a_phone(street: &Street, browser: &Browser) {
    street.log_in(browser, COMMUNE).await;
    street.go(browser, "/ledgers/events/new").await;
    let fields = [
        ("#title", "Tập huấn bán hàng trực tuyến"),
        ("#kind", "Tập huấn"),
        ("#held", "20/11/2026"),
        ("#organiser", "UBND xã Tràm Xanh"),
        ("#present", "hơn 40"),
    ];
    for (field, text) in fields {
        if field == "#kind" {
            let list = browser.find(Locator::Css(field)).await.unwrap();
            list.select_by_label(text).await.unwrap();
        } else {
            type_into(browser, field, text).await;
        }
    }
    taken(browser, "so-ghi-moi", "h1").await;
    press(browser, "main form button").await;
    taken(browser, "so-mot-dong", "h1").await;
    type_into(browser, "#reason", "Ghi hai lần").await;
    taken(browser, "so-bo-ra", "#reason").await;
    street.log_in(browser, PROVINCE).await;
    street.go(browser, "/overview").await;
    taken(browser, "tong-quan-dien-thoai", ".figures").await;
    street.go(browser, "/ledgers/targets/new").await;
    taken(browser, "chi-tieu-ghi", "#title").await;
    street.go(browser, "/reports/new").await;
    taken(browser, "bao-cao-lap", "h1").await;
    street.go(browser, "/overview").await;
    press(browser, ".figures a[href^='/reports/answer']").await;
    taken(browser, "bao-cao-con-so", "h1").await;
}

async fn at_a_desk(street: &Street, browser: &Browser) {
    street.log_in(browser, PROVINCE).await;
    street.go(browser, "/ledgers/events").await;
    taken(browser, "so-danh-sach", "h1").await;
    press(browser, "main a[href$='/readings']").await;
    let folder = tempfile::tempdir().unwrap();
    let list = folder.path().join("hoat-dong-2026.csv");
    std::fs::write(&list, LIST).unwrap();
    let file = browser.find(Locator::Css("#file")).await.unwrap();
    file.send_keys(&list.display().to_string()).await.unwrap();
    press(browser, "main form button").await;
    while !text_of(browser).await.contains("1 dòng sai") {
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        browser.refresh().await.unwrap();
    }
    taken(browser, "so-doc-thu", "h1").await;
    street.go(browser, "/overview").await;
    taken(browser, "tong-quan", "h1").await;
    street.go(browser, "/reports/calls?month=2026-12").await;
    taken(browser, "can-nhac-chu-the", ".tiles").await;
    street.go(browser, "/reports").await;
    press(browser, "main th a").await;
    taken(browser, "bao-cao-doc", ".told:nth-of-type(4) h2").await;
    press(browser, "main a[href$='/differences']").await;
    taken(browser, "bao-cao-chenh-lech", "h1").await;
    street.log_in(browser, COMMUNE).await;
    street.go(browser, "/reports").await;
    press(browser, "main th a").await;
    press(browser, "main a[href*='/passages/']").await;
    taken(browser, "bao-cao-sua-cau", "h1").await;
}

/// Keeps a picture in which this stands near the top.
async fn taken(browser: &Browser, name: &str, top: &str) {
    let look = "const at = document.querySelector(arguments[0]).getBoundingClientRect().top;
        window.scrollTo({ top: at + window.scrollY - 120, behavior: 'instant' });
        document.activeElement.blur();";
    browser.execute(look, vec![top.into()]).await.unwrap();
    browser.keep_picture("docs/pictures", name).await;
}
