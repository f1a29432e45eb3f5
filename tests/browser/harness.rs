//! The browser itself, before anything is asked of the program.

use std::fs;

use crate::browser::{Browser, Width, walked};

#[tokio::test]
async fn a_page_is_opened_at_a_phones_width() {
    walked(Width::Phone, async |browser| {
        opens(browser, GOOD).await;

        let width = browser.execute("return window.innerWidth", Vec::new()).await.unwrap();
        assert_eq!(width, 390);
        browser.is_for_everyone().await;
        browser.keep_screenshot("harness-phone").await;
    })
    .await;
}

#[tokio::test]
#[should_panic = "image-alt"]
async fn a_page_that_is_not_for_everyone_is_caught() {
    walked(Width::Desktop, async |browser| {
        opens(browser, BAD).await;

        browser.is_for_everyone().await;
    })
    .await;
    assert!(std::env::var_os("OCOP_TEST_WEBDRIVER").is_some(), "image-alt is not looked for");
}

const GOOD: &str = "<!doctype html><html lang=vi><meta charset=utf-8><title>Mật ong</title>
    <meta name=viewport content='width=device-width'>
    <main><h1>Mật ong rừng tràm</h1><p>Bốn sao.</main>";
const BAD: &str = "<!doctype html><html lang=vi><title>It</title>
    <main><h1>It</h1><img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='></main>";

async fn opens(browser: &Browser, page: &str) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("page.html");
    fs::write(&file, page).unwrap();
    browser.goto(&format!("file://{}", file.display())).await.unwrap();
}
