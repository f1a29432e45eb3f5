//! The demo, opened by each of its people with a browser: every kind of page they are led to is
//! there, fits the window and is for everyone; and the few acts that a script helps with.

use crate::browser::{Browser, Width, is_told, walked};
use crate::street::{Street, path_of, press, text_of, type_into};

/// Who strolls, and where they must have come.
const PHONE: [(&str, &[&str]); 3] = [
    ("sen", &["/my/dossiers", "/my/papers", "/my/products", "/dossiers/{}"]),
    (
        "xa.tramxanh",
        &[
            "/commune",
            "/dossiers/{}",
            "/overview",
            "/ledgers/{}/readings",
            "/ledgers/{}/{}/edit",
            "/reports/new",
            "/reports/{}/passages/{}",
            "/reports/answer",
            "/reports/calls",
            "/inspections",
            "/inspections/standing",
        ],
    ),
    ("tu", &["/sheets", "/sheets/{}"]),
];
const DESKTOP: [(&str, &[&str]); 4] = [
    (
        "tinh",
        &[
            "/province",
            "/councils",
            "/meetings/{}",
            "/decisions",
            "/certificates",
            "/imports",
            "/imports/{}",
            "/overview",
            "/ledgers/{}/{}",
            "/reports/{}/differences",
            "/reports/answer",
            "/reports/calls",
            "/inspections/{}",
            "/inspections/breaches/{}",
        ],
    ),
    ("hanh", &["/sheets"]),
    ("bo", &["/ministry", "/councils"]),
    ("quantri", &["/users", "/logbook"]),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everyone_finds_their_pages() {
    if !is_told() {
        return;
    }
    let street = Street::open().await;
    walked(Width::Phone, async |browser| {
        a_guest_looks_a_product_up(&street, browser).await;
        every_part_is_for_everyone(&street, browser).await;
        for (who, must) in PHONE {
            stroll(&street, browser, "phone", who, must).await;
        }
        a_member_is_faster_than_the_line(&street, browser).await;
    })
    .await;
    walked(Width::Desktop, async |browser| {
        every_part_is_for_everyone(&street, browser).await;
        for (who, must) in DESKTOP {
            stroll(&street, browser, "desktop", who, must).await;
        }
    })
    .await;
}

async fn stroll(street: &Street, browser: &Browser, width: &str, who: &str, must: &[&str]) {
    street.log_in(browser, who).await;
    let seen = street.explore(browser, &format!("{width}-{who}")).await;
    for kind in must {
        assert!(seen.contains(*kind), "{who} is not led to {kind}, only to {seen:?}");
    }
}

/// The parts of pages, pictures of figures among them, with the samples of the gallery.
async fn every_part_is_for_everyone(street: &Street, browser: &Browser) {
    street.go(browser, "/gallery").await;
    browser.is_for_everyone().await;
}

async fn a_guest_looks_a_product_up(street: &Street, browser: &Browser) {
    street.go(browser, "/").await;
    type_into(browser, "main input[name=q]", "mat ong").await;
    press(browser, "main form button").await;
    assert!(text_of(browser).await.contains("Mật ong hoa tràm"));
    street.explore(browser, "phone-guest").await;
    assert!(!path_of(browser).await.is_empty());
}

/// Every option is ticked, and the sheet signed, before the first save has come back.
async fn a_member_is_faster_than_the_line(street: &Street, browser: &Browser) {
    street.log_in(browser, "tu").await;
    press(browser, "main a[href^='/sheets/']").await;
    press(browser, "main a[href$='section=all']").await;
    let hurry = "const fetch = window.fetch;
        window.fetch = async (...all) => {
            await new Promise(done => setTimeout(done, 500));
            return fetch(...all);
        };
        for (const criterion of document.querySelectorAll('#scoring fieldset')) {
            criterion.querySelector('input[type=radio]:not(:checked)').click();
        }
        document.querySelector('input[name=true]').click();";
    browser.execute(hurry, Vec::new()).await.unwrap();
    press(browser, "form[action$='/signature'] button").await;
    assert_eq!(path_of(browser).await, "/sheets", "{}", text_of(browser).await);
    assert!(text_of(browser).await.contains("Đã ký phiếu đánh giá."));
}
